#!/usr/bin/env bash
# A county of 80 schools from its workbook to its papers, on one core, five times.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/target/release/junheng
[ -x "$program" ] || cargo build --release --locked -p cli
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" demo --out "$folder/demo" --json >/dev/null || true
workbook=$(ls "$folder"/demo/150105-*/*工作簿.xlsx)
echo "county of 80 schools, workbook to papers, one core:"
for run in 1 2 3 4 5; do
  rm -rf "$folder/papers"
  start=$(date +%s%N)
  taskset -c 0 "$program" plan "$workbook" --out "$folder/papers" >/dev/null || [ $? = 1 ]
  end=$(date +%s%N)
  echo "  run $run: $(( (end - start) / 1000000 )) ms"
done
