#!/usr/bin/env bash
# Forecast, seat balance, gaps and indicators of an invented nation in memory, methods already chosen; the choosing, the intervals
# and the traces timed apart. bench/nation.sh [counties] [schools] [threads]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo run --release --locked -q -p needs --example nation_forecast -- "$@"
