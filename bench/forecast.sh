#!/bin/sh
# The forecast against what came, on New York's public schools: train to autumn 2008, judge 2009 to 2011. Our methods,
# the last value and the three-year ratio in one run; then Python recomputes both baselines on its own, and judges our
# figures and intervals again.
#
#   bench/forecast.sh [FILE] [FOLDER]
#
# FILE: pupils by school, autumn and grade (dbn,fall_year,grade,pupils). Needs cargo and python3.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
file=${1:-"${JUNHENG_SHARED:-$root/../shared}/data/nyc-enrolment/by_school_and_grade_2005_2011.csv"}
work=${2:-"$root/out/bench"}
if [ ! -f "$file" ]; then
    echo "skipped: no file $file (give one, or set JUNHENG_SHARED)"
    exit 0
fi
mkdir -p "$work"
cd "$root"
cargo run --quiet --release --locked -p needs --example nyc_enrolment -- "$file" "$work"
echo
echo "== the same judged by Python, baselines computed independently"
python3 "$root/bench/forecast_baselines.py" "$file" "$work/forecast.csv"
