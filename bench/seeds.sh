#!/usr/bin/env bash
# Planted faults over many seeds: every one found, nothing right blocked. bench/seeds.sh [seeds] [first] [--plans]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo run --release --locked -q -p rules --example seeds -- "${@:-1000}"
