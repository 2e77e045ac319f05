#!/usr/bin/env bash
# How long the workbench's pages take, one user, warm: median, 95th hundredth and slowest of each, in milliseconds.
#
#   bench/pages.sh [requests per page] [port]
#
# Starts the demo on a folder of its own and stops it. Needs cargo and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
times=${1:-100}
port=${2:-18099}
base=http://127.0.0.1:$port
cargo build --release --locked -q -p cli
work=$(mktemp -d)
target/release/junheng serve --demo --data "$work/data" --listen "127.0.0.1:$port" >"$work/out" 2>"$work/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 120); do
    curl -sf "$base/readyz" >/dev/null && break
    sleep 0.5
done
curl -s -c "$work/jar" -o /dev/null "$base/login"
curl -s -b "$work/jar" -c "$work/jar" -o /dev/null -H "Origin: $base" -d 'name=guihua&password=yanshi-2021&csrf=&back=/' "$base/login"
county=$(curl -s -b "$work/jar" -o /dev/null -w '%{redirect_url}' "$base/" | sed 's#.*/c/##')
for page in "" /schools /needs /plan /findings /papers; do
    curl -s -b "$work/jar" -o /dev/null "$base/c/$county$page"
    for _ in $(seq "$times"); do
        curl -s -b "$work/jar" -o /dev/null -w '%{http_code} %{time_total}\n' "$base/c/$county$page"
    done | sort -k2 -n | awk -v page="/c/$county$page" -v n="$times" '
        $1 != 200 { bad++ } { t[NR] = $2 * 1000 }
        END { printf "%-20s median %6.1f  p95 %6.1f  slowest %6.1f  ms%s\n", page, t[int((n + 1) / 2)], t[int(n * 0.95 + 0.5)], t[n], bad ? "  NOT 200: " bad : "" }'
done
