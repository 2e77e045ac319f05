#!/bin/sh
# Base-year gaps and indicators of an invented nation, side by side in one run: our program on one and on
# two threads, pandas on the same data. Both compute in memory; reading and writing are not timed.
#
#   bench/needs.sh [COUNTIES] [SCHOOLS] [FOLDER]
#
# Needs cargo, python3 with venv, and the network once for the Python packages.
set -eu
counties=${1:-2843}
schools=${2:-207000}
root=$(cd "$(dirname "$0")/.." && pwd)
work=${3:-"$root/out/bench"}
mkdir -p "$work"

cargo build --quiet --release --manifest-path "$root/Cargo.toml" -p needs --example nation
nation="${CARGO_TARGET_DIR:-$root/target}/release/examples/nation"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" --quiet install openpyxl pandas python-calamine
fi

echo "== two threads"
"$nation" "$counties" "$schools" 2 "$work/nation" | tee "$work/two.txt"
echo "== one thread"
"$nation" "$counties" "$schools" 1 | tee "$work/one.txt"
best() { sed -n 's/^best *\([0-9.]*\) s.*/\1/p' "$1"; }
echo "== pandas (one thread), against ours on one thread: $(best "$work/one.txt") s, on two: $(best "$work/two.txt") s"
used=$(sed -n 's/^measured.*, \([0-9.]*\) s of processor/\1/p' "$work/one.txt" | sort -n | head -1)
exec "$work/venv/bin/python" "$root/bench/needs_pandas.py" "$work/nation" "$(best "$work/one.txt")" "$used"
