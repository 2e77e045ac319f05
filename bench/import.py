"""Runs every reader on the same workbook, one after the other, and prints what each cost."""

import os
import resource
import subprocess
import sys
import time

OPENPYXL = """
import openpyxl, sys
rows = cells = 0
total = 0.0
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
for row in book.worksheets[0].iter_rows(values_only=True):
    rows += 1
    for value in row:
        if value is not None:
            cells += 1
            if isinstance(value, (int, float)):
                total += value
print(rows, cells, round(total, 2))
"""

PANDAS = """
import pandas, sys
frame = pandas.read_excel(sys.argv[1], engine=sys.argv[2])
print(len(frame) + 1, frame.count().sum() + len(frame.columns),
      round(float(frame.select_dtypes("number").sum().sum()), 2))
"""


def measure(command):
    """Seconds on the clock and of processors, and peak memory (MiB, the largest sum seen over the
    process and its children). Processor seconds hold on a busy machine, the clock does not."""
    start = time.monotonic()
    before = processor_seconds()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, tree_rss(process.pid))
        time.sleep(0.02)
    seconds = time.monotonic() - start
    output = process.stdout.read().strip()
    if process.returncode != 0:
        sys.exit(f"failed: {command}")
    return seconds, processor_seconds() - before, peak / 1024, output


def processor_seconds():
    """Of all processes that were waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tree_rss(pid):
    """Resident kibibytes of a process and its direct children, each with its own peak."""
    total = 0
    pids = [pid]
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as children:
            pids += [int(child) for child in children.read().split()]
    except OSError:
        pass
    for one in pids:
        try:
            with open(f"/proc/{one}/status") as status:
                for line in status:
                    if line.startswith("VmHWM"):
                        total += int(line.split()[1])
        except OSError:
            pass
    return total


def main():
    bench, file = sys.argv[1:3]
    python = sys.executable
    runs = [
        ("junheng intake", [bench, "read", file]),
        ("pandas, calamine", [python, "-c", PANDAS, file, "calamine"]),
        ("openpyxl, read-only", [python, "-c", OPENPYXL, file]),
        ("pandas, openpyxl", [python, "-c", PANDAS, file, "openpyxl"]),
    ]
    print(f"{os.path.basename(file)}: {os.path.getsize(file) / 1048576:.0f} MiB, "
          f"load before: {os.getloadavg()[0]:.1f}")
    first = None
    for name, command in runs:
        seconds, processor, peak, output = measure(command)
        first = first or (seconds, processor)
        print(f"{name:20} {seconds:7.1f} s {seconds / first[0]:6.1f} x   CPU {processor:7.1f} s "
              f"{processor / first[1]:6.1f} x   {peak:6.0f} MiB   {output}", flush=True)


if __name__ == "__main__":
    main()
