#!/usr/bin/env bash
# How long the workbench's pages take, warm: median, 95th hundredth and slowest of each, in milliseconds.
#
#   bench/pages.sh [requests per page] [port]               one user, one county
#   COUNTIES=100 USERS=10 bench/pages.sh 40                 a region of 100 counties, ten users at the same time: the reviewer's overview of
#                                                           all of them, and pages of counties taken in turn (more than the cache holds)
#
# Starts the demo on a folder of its own and stops it. Needs cargo and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
times=${1:-100}
port=${2:-18099}
counties=${COUNTIES:-10}
users=${USERS:-1}
base=http://127.0.0.1:$port
[ -n "${BINARY-}" ] || cargo build --release --locked -q -p cli
work=$(mktemp -d)
"${BINARY:-target/release/junheng}" serve --demo --demo-counties $((counties > 10 ? counties - 10 : 0)) --data "$work/data" \
    --listen "127.0.0.1:$port" >"$work/out" 2>"$work/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 600); do
    curl -sf "$base/readyz" >/dev/null && break
    sleep 0.5
done
enter() { # account, cookies
    curl -s -c "$2" -o /dev/null "$base/login"
    curl -s -b "$2" -c "$2" -o /dev/null -H "Origin: $base" -d "name=$1&password=yanshi-2021&csrf=&back=/" "$base/login"
}
count() { # name of the row; lines "status seconds" on standard input
    sort -k2 -n | awk -v page="$1" '
        $1 != 200 { bad++ } { t[NR] = $2 * 1000 }
        END { printf "%-24s median %6.1f  p95 %6.1f  slowest %6.1f  ms  of %d%s\n", page, t[int((NR + 1) / 2)], t[int(NR * 0.95 + 0.5)], t[NR], NR, bad ? "  NOT 200: " bad : "" }'
}
enter guihua "$work/jar"
county=$(curl -s -b "$work/jar" -o /dev/null -w '%{redirect_url}' "$base/" | sed 's#.*/c/##')
if [ "$counties" -le 10 ] && [ "$users" = 1 ]; then
    for page in "" /schools /needs /plan /findings /papers; do
        curl -s -b "$work/jar" -o /dev/null "$base/c/$county$page"
        for _ in $(seq "$times"); do
            curl -s -b "$work/jar" -o /dev/null -w '%{http_code} %{time_total}\n' "$base/c/$county$page"
        done | count "/c/$county$page"
    done
    exit
fi
# ten users who see the whole region, each with a session of its own
for user in $(seq "$users"); do enter shending "$work/jar$user"; done
codes=$(curl -s -b "$work/jar1" "$base/account" | grep -oE 'value="15[0-9A-Z]{4}"|/c/15[0-9A-Z]{4}' | grep -oE '15[0-9A-Z]{4}' | sort -u)
echo "$(echo "$codes" | wc -l) counties, $users users at the same time"
round() { # name, pages to take from, one a line
    local pages=$work/pages
    cat >"$pages"
    for user in $(seq "$users"); do
        shuf --random-source=<(yes "$user") -r -n "$times" "$pages" | sed "s#^#url = \"$base#; s#\$#\"\noutput = /dev/null#" >"$work/list$user"
        curl -s -b "$work/jar$user" -w '%{http_code} %{time_total}\n' -K "$work/list$user" >"$work/times$user" &
        pids[user]=$!
    done
    wait "${pids[@]}"
    cat "$work"/times* | count "$1"
}
if [ "$(curl -s -b "$work/jar1" -o /dev/null -w '%{http_code}' "$base/overview")" = 200 ]; then
    echo /overview | round "overview, first" 
    echo /overview | round "overview"
fi
echo "/c/$county" | round "one county's desk"
echo "$codes" | sed 's#^#/c/#' | round "any county's desk, first"
echo "$codes" | sed 's#^#/c/#' | round "any county's desk"
echo "$codes" | sed 's#^#/c/#; s#$#/schools#' | round "any county's schools"
