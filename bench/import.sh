#!/bin/sh
# Bulk import, side by side in one run: our streaming reader, openpyxl (read-only) and pandas with
# both its engines, all on the same workbook of ROWS x 12. Prints seconds and peak memory of each.
#
#   bench/import.sh [ROWS] [FOLDER]
#
# Needs cargo, python3 with venv, and the network once for the Python packages.
set -eu
rows=${1:-1000000}
root=$(cd "$(dirname "$0")/.." && pwd)
work=${2:-"$root/out/bench"}
mkdir -p "$work"

cargo build --quiet --release --manifest-path "$root/Cargo.toml" -p intake --bin intake-bench
bench="${CARGO_TARGET_DIR:-$root/target}/release/intake-bench"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" --quiet install openpyxl pandas python-calamine
fi

file="$work/bulk-$rows.xlsx"
[ -f "$file" ] || "$bench" make "$file" "$rows"
exec "$work/venv/bin/python" "$root/bench/import.py" "$bench" "$file"
