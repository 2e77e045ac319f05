"""Last value and three-year ratio, written apart from the program, and a second judge of the program's figures.

    python3 bench/forecast_baselines.py PUPILS.csv FORECAST.csv

Only the standard library. Baselines, for kindergarten to grade 5 (grades 0 to 5):
  last value        every grade as in autumn 2008
  three-year ratio  a grade is the grade below a year earlier times the school's own ratio over the transitions 2005-06,
                    2006-07 and 2007-08 in which both grades had pupils; kindergarten as in 2008; a grade without a
                    ratio, or whose grade below is not taught, as in 2008; a grade not taught in 2008 stays untaught
Judged: schools with pupils in these grades in 2008 and in the autumn judged; beside it those with some in all seven.
"""

import csv
import statistics
import sys
from collections import defaultdict

BASE, GRADES = 2008, range(6)


def read(path):
    pupils = defaultdict(lambda: defaultdict(lambda: [0] * 6))
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if int(row["grade"]) in GRADES:
                pupils[row["dbn"]][int(row["fall_year"])][int(row["grade"])] = int(row["pupils"])
    return pupils


def last_value(years, ahead):
    return sum(years[BASE])


def three_year_ratio(years, ahead):
    base = years[BASE]
    ratio = {}
    for grade in range(5):
        before = after = 0
        for year in range(BASE - 3, BASE):
            if year in years and year + 1 in years:
                a, b = years[year][grade], years[year + 1][grade + 1]
                if a > 0 and b > 0:
                    before, after = before + a, after + b
        if before:
            ratio[grade] = after / before
    now = list(map(float, base))
    for _ in range(ahead):
        following = [float(base[0])] + [0.0] * 5
        for grade in range(1, 6):
            if base[grade] == 0:
                continue
            taught_below = base[grade - 1] > 0
            known = grade - 1 in ratio
            following[grade] = now[grade - 1] * ratio[grade - 1] if taught_below and known else float(base[grade])
        now = following
    return sum(now)


def judge(name, ahead, pairs, inside=None):
    misses = [abs(said - came) / came * 100 for said, came in pairs]
    text = f"{name:<18} {ahead}   {len(pairs):5}   {statistics.mean(misses):6.2f} %  {statistics.median(misses):6.2f} %"
    if inside is not None:
        text += f"   {100 * sum(inside) / len(inside):5.1f} % within the interval"
    print(text)


def main(pupils_path, forecast_path):
    pupils = read(pupils_path)
    ours = {}
    with open(forecast_path, newline="") as file:
        for row in csv.DictReader(file):
            if row["ours"]:
                ours[row["dbn"], int(row["years"])] = row
    total = lambda school, year: sum(pupils[school][year]) if year in pupils[school] else 0
    here = [s for s in sorted(pupils) if total(s, BASE) > 0]
    always = [s for s in here if all(total(s, y) > 0 for y in range(2005, 2012))]
    for title, schools in (("in 2008 and in the autumn judged", here), ("in all seven autumns", always)):
        print(f"\nschools with pupils {title}\nmethod           years schools  mean miss  median")
        for name, method in (("last value", last_value), ("three-year ratio", three_year_ratio)):
            for ahead in (1, 2, 3):
                known = [s for s in schools if total(s, BASE + ahead) > 0]
                judge(name, ahead, [(method(pupils[s], ahead), total(s, BASE + ahead)) for s in known])
        for ahead in (1, 2, 3):
            known = [s for s in schools if total(s, BASE + ahead) > 0]
            rows = [(ours[s, ahead], total(s, BASE + ahead)) for s in known]
            inside = [int(row["low"]) <= came <= int(row["high"]) for row, came in rows]
            judge("ours", ahead, [(int(row["ours"]), came) for row, came in rows], inside)


main(*sys.argv[1:3])
