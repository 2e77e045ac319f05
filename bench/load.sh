#!/usr/bin/env bash
# The workbench under load: requests due at their times (500 a second, pages, programs' reads, one in twenty a write), the server on one core and
# the generator on another; latencies count from when a request was due.
#
#   bench/load.sh [seconds] [requests a second] [connections]      bench/load.sh 900 500 200 for the figure of the README
#   CORE=0 LOADER=1 bench/load.sh 60                               other cores
#
# Needs cargo, taskset. The demo site is filled on a folder of its own and removed.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
rate=${2:-500}
connections=${3:-200}
core=${CORE:-0}
loader=${LOADER:-1}
cargo build --release --locked -q -p cli -p drill
date -u +%FT%TZ; uname -srm; grep -m1 'model name' /proc/cpuinfo || true; git log -1 --format='commit %h' 2>/dev/null || true
# two connections a core wait in the system's queue; two hundred need as many files
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
taskset -c "$loader" target/release/drill load --binary target/release/junheng --core "$core" \
    --seconds "$seconds" --rate "$rate" --connections "$connections" --warm 10
