"""Base-year gaps and indicators of the nation in pandas, on the data our program exported, and a comparison.

Reads FOLDER (schools, projects, requirements, figures), computes what `needs` computes, times the computation
(not the reading), and compares every county, item and indicator with our-gaps.csv and our-balance.csv.
"""

import sys
import time
from fractions import Fraction

import warnings

import numpy
import pandas

# a hint about the layout of wide frames; copying them instead takes longer
warnings.simplefilter("ignore", pandas.errors.PerformanceWarning)

STAGES = ["primary", "junior"]
NAN = numpy.nan


def read(folder):
    words = ["county", "school", "parent", "kind", "owner", "setting", "layout"]
    return {
        "schools": pandas.read_csv(f"{folder}/schools.csv", dtype={w: "str" for w in words}),
        "projects": pandas.read_csv(f"{folder}/projects.csv", dtype={"county": "str", "school": "str"}),
        "requirements": pandas.read_csv(f"{folder}/requirements.csv", dtype="str", keep_default_na=False),
        "figures": pandas.read_csv(f"{folder}/figures.csv", dtype="str", keep_default_na=False),
    }


def taught(kind):
    """The stages a kind of school teaches."""
    return {
        "211": "p", "218": "p", "219": "p", "311": "j", "319": "j", "321": "j", "312": "pj", "341": "js", "342": "s",
        "345": "pjs", "511": "pj", "512": "pj", "513": "pj", "514": "pj",
    }.get(kind, "")


def prepare(schools):
    """The stages of each school: those of its kind and those it has pupils in."""
    kinds, more = schools["kind"].map(taught), {}
    for stage, letter in [("primary", "p"), ("junior", "j"), ("senior", "s")]:
        more[f"has_{stage}"] = kinds.str.contains(letter) | schools[f"pupils_{stage}"].notna()
        more[f"boys_{stage}"] = schools[f"pupils_{stage}"] - schools[f"girls_{stage}"]
    return pandas.concat([schools, pandas.DataFrame(more)], axis=1)


def basis(schools, name, stage):
    """A count of one stage, or over the compulsory stages."""
    if name == "school":
        return pandas.Series(1.0, index=schools.index)
    if stage:
        return schools[f"{name}_{stage}"]
    total = pandas.Series(0.0, index=schools.index)
    for one in STAGES:
        total = total + schools[f"{name}_{one}"].where(schools[f"has_{one}"], 0.0)
    return total.where(schools["has_primary"] | schools["has_junior"])


def ceil(count, top, bottom):
    """ceil(count * top / bottom) of whole numbers, exactly."""
    return -((-count * top) // bottom)


def formula(row, count):
    """What a requirement asks for, in the item's smallest step."""
    scale = int(row["scale"])
    if row["rate"]:
        rate = Fraction(row["rate"]) * scale
        value = ceil(count, rate.numerator, rate.denominator)
    elif row["group"]:
        group, amount = Fraction(row["group"]), Fraction(row["amount"]) * scale
        value = ceil(ceil(count, group.denominator, group.numerator), amount.numerator, amount.denominator)
    else:
        value = pandas.Series(NAN, index=count.index)
        for step in reversed(row["steps"].split("+")):
            up_to, amount = step.split(":")
            fits = count <= int(up_to) if up_to else count.notna()
            value = value.mask(fits, float(Fraction(amount) * scale))
    if row["minimum"]:
        value = value.clip(lower=float(Fraction(row["minimum"]) * scale))
    return value


def fits(row, schools):
    """The schools a requirement fits, its stages aside."""
    mask = pandas.Series(True, index=schools.index)
    if row["kinds"]:
        mask &= schools["kind"].isin(row["kinds"].split("+"))
    if row["settings"]:
        mask &= schools["setting"].isin(row["settings"].split("+"))
    if row["boarding"]:
        mask &= schools["boarding"] == float(row["boarding"])
    return mask


def share(schools, weights, name):
    """Weighted counts of the compulsory stages and of all, hundredths; one over one without a senior part."""
    part = pandas.Series(0.0, index=schools.index)
    for stage in STAGES:
        weighted = schools[f"{name}_{stage}"] * weights[stage]
        part = part + weighted.where(schools[f"has_{stage}"], 0.0)
    whole = part + schools[f"{name}_senior"] * weights["senior"]
    alone = ~schools["has_senior"] | (whole == 0)
    return part.mask(alone, 1.0), whole.mask(alone, 1.0)


def alike(schools, name):
    """Counts of the compulsory stages and of all, each head alike; one over one without a senior part."""
    part = basis(schools, name, "")
    whole = part + schools[f"{name}_senior"]
    alone = ~schools["has_senior"] | (whole == 0)
    return part.mask(alone, 1.0), whole.mask(alone, 1.0)


def gaps(data, weights):
    """One line per county, item and standard."""
    schools, requirements = data["schools"], data["requirements"]
    public = schools["owner"].isin(["education", "other_department", "enterprise"])
    kept = ~schools["layout"].isin(["close", "merge", "interim", "not_listed"]) & (schools["key_school"] != 1)
    compulsory = schools["has_primary"] | schools["has_junior"]
    inside = schools[public & kept & compulsory]
    weights = {s: w.loc[inside.index] for s, w in weights.items()}
    shares = {"pupils": share(inside, weights, "pupils")}
    late = data["projects"][data["projects"]["late"] == 1]
    adding = late.pivot_table(index="school", columns="item", values="quantity", aggfunc="sum")
    adding = adding.reindex(inside["school"]).fillna(0.0).set_axis(inside.index)
    lines = []
    for (item, standard), rows in requirements.groupby(["item", "standard"], sort=False):
        masks = [fits(row, inside) for _, row in rows.iterrows()]
        named = pandas.Series(False, index=inside.index)
        for mask, kinds in zip(masks, rows["kinds"]):
            if kinds:
                named |= mask
        required = pandas.Series(0.0, index=inside.index)
        asked = pandas.Series(False, index=inside.index)
        # what was built by a certain year is asked for by its own figure; of what year is not known, neither
        until = [float(u) for u in rows["built_until"] if u]
        old = pandas.Series(False, index=inside.index)
        for mask, year in zip(masks, rows["built_until"]):
            if year:
                old |= mask & (inside["founded"] <= float(year))
                required = required.mask(mask & inside["founded"].isna(), NAN)
        for mask, (_, row) in zip(masks, rows.iterrows()):
            mask = mask if row["kinds"] else mask & ~named
            if until:
                mask = mask & (inside["founded"] <= float(row["built_until"]) if row["built_until"] else ~old)
            for stage in row["stages"].split("+"):
                here = mask & inside[f"has_{stage}"] if stage else mask
                value = formula(row, basis(inside, row["basis"], stage))
                required = required.where(~here, required + value)
                asked |= here
        first = rows.iloc[0]
        counts = first["counts"].split("+") if first["counts"] else [item]
        present = sum(inside[c] for c in counts)
        for less in filter(None, first["less"].split("+")):
            present = present - inside[less]
        if not first["steps"] and first["basis"] != "school":
            # rates of each stage's own split by the official weights, all else by what it counts
            by_rate = first["basis"] == "pupils" and first["stages"] and not first["steps"]
            part, whole = shares["pupils"] if by_rate else alike(inside, first["basis"])
            present = (present * part) // whole
        under = sum((adding[c] for c in counts if c in adding), pandas.Series(0.0, index=inside.index))
        lines.append(line(inside[asked], item, standard, required[asked], present[asked], under[asked]))
    for item in ["danger_c", "danger_d"]:
        under = adding[item] if item in adding else 0.0
        nothing = pandas.Series(0.0, index=inside.index)
        lines.append(line(inside, item, "basic", nothing, inside[item], under, danger=True))
    return pandas.concat(lines)


def line(schools, item, standard, required, present, under, danger=False):
    short = (present - under if danger else required - present - under).clip(lower=0.0)
    frame = pandas.DataFrame({
        "county": schools["county"], "met": short == 0, "short_schools": short > 0, "known": short.notna(), "of": 1,
        "required": required, "present": present, "short": short,
    })
    found = frame.groupby("county", sort=False).sum(min_count=1)
    return found.assign(item=item, standard=standard).reset_index()


SHARED = {
    "teaching": ("teaching_area", 100, 1), "sports": ("sports", 100, 1), "equipment": ("teaching_equipment", 100, 1),
    "multimedia": ("multimedia_room", 1, 100), "all_teaching": ("all_teaching", 100, 1), "computers": ("computer", 1, 100),
    "books": ("books", 1, 1),
}
BY_STAGE = {"degree": 100, "backbone": 100, "sport_art": 100, "teachers": 1, "title": 1}
SEVEN = ["degree", "backbone", "sport_art", "teaching", "sports", "equipment", "multimedia"]
EIGHT = ["all_teaching", "sports", "equipment", "computers", "books", "teachers", "degree", "title"]


def participants(data, weights, point):
    """Schools that take part, teaching points and campuses added to their parents."""
    schools = data["schools"].assign(
        all_teaching=data["schools"]["teaching_area"], **{f"weight_{s}": w for s, w in weights.items()}
    )
    schools["teaching_area"] = schools["teaching_area"] - schools["indoor_sport_area"]
    schools["sports"] = schools["sports_field"] + schools["indoor_sport_area"]
    merged = schools["parent"].notna()
    takes = ~schools["kind"].isin(["321", "511", "512", "513", "514", "342", "111", "119"])
    whole = schools[takes & ~merged].set_index("school")
    children = schools[merged & schools["parent"].isin(whole.index)]
    totals = [c for c, _, _ in SHARED.values()]
    added = children.groupby("parent")[totals].agg(lambda s: s.sum(skipna=False))
    whole.loc[added.index, totals] += added
    for stage in STAGES:
        columns = [f"{c}_{stage}" for c in ["pupils", *BY_STAGE]]
        mine = children[children[f"has_{stage}"]]
        added = mine.groupby("parent")[columns].agg(lambda s: s.sum(skipna=False))
        had = whole.loc[added.index, f"has_{stage}"]
        whole.loc[added.index, columns] = whole.loc[added.index, columns].where(had, 0.0) + added
        whole.loc[added.index, f"has_{stage}"] = True
    pupils = sum(whole[f"pupils_{s}"].where(whole[f"has_{s}"], 0.0) for s in STAGES)
    return whole[~((whole["kind"] == "218") & (pupils < point))]


def balance(data, weights, figures):
    """One line per county, stage, method and indicator."""
    single = {f["name"]: f["value"] for _, f in figures.iterrows() if not f["stage"]}
    schools = participants(data, weights, float(single["point"]))
    several = schools[[f"has_{s}" for s in [*STAGES, "senior"]]].sum(axis=1) > 1
    divisor = sum(
        (schools[f"pupils_{s}"] * schools[f"weight_{s}"]).where(schools[f"has_{s}"], 0.0) for s in [*STAGES, "senior"]
    )
    out = []
    for stage in STAGES:
        here = schools[f"has_{stage}"] & ~(schools[f"pupils_{stage}"] == 0)
        one = schools[here]
        pupils = one[f"pupils_{stage}"]
        values = {}
        for name, per in BY_STAGE.items():
            values[name] = one[f"{name}_{stage}"] * per / pupils
        per_pupil = (one[f"weight_{stage}"] / divisor[here]).where(several[here], 1.0 / pupils)
        for name, (column, steps, per) in SHARED.items():
            values[name] = one[column] * per * per_pupil / steps
        threshold = {
            n: float(figures[(figures["name"] == f"threshold{n}") & (figures["stage"] == stage)]["value"].iloc[0])
            for n in range(7)
        }
        seven = pandas.DataFrame({n: values[name] for n, name in enumerate(SEVEN)})
        limits = pandas.Series(threshold)
        tiny = 1e-12
        met = seven.ge(limits * (1 - tiny))
        far = seven.lt(limits * float(single["rest"]) / 100 * (1 - tiny)).any(axis=1)
        failed = (~met & seven.notna()).sum(axis=1)
        fail = far | (7 - failed < int(single["met_min"]))
        passes = ~fail & seven.notna().all(axis=1)
        verdicts = pandas.DataFrame({"county": one["county"], "passing": passes, "decided": passes | fail})
        verdicts = verdicts.groupby("county", sort=False).sum()
        for method, names in [("2017", SEVEN), ("2012", EIGHT)]:
            for n, name in enumerate(names):
                x = values[name]
                p = pupils.where(x.notna(), 0.0)
                frame = pandas.DataFrame({
                    "county": one["county"], "weight": p, "first": p * x, "second": p * x * x, "known": x.notna(), "of": 1,
                })
                sums = frame.groupby("county", sort=False).sum()
                mean = sums["first"] / sums["weight"]
                # two passes: the square of a mean taken from the mean of squares loses too many digits
                away = x - one["county"].map(mean)
                spread = (p * away * away).groupby(one["county"], sort=False).sum() / sums["weight"]
                found = pandas.DataFrame({
                    "mean": mean, "coefficient": numpy.sqrt(spread) / mean, "known": sums["known"], "of": sums["of"],
                })
                if method == "2017":
                    found = found.join(verdicts)
                out.append(found.assign(stage=stage, method=method, indicator=n).reset_index())
    return pandas.concat(out)


def compare(folder, ours_gaps, ours_balance):
    """Counts what differs from our results."""
    keys = ["county", "item", "standard"]
    theirs = pandas.read_csv(f"{folder}/our-gaps.csv", dtype={"county": "str"}).set_index(keys).sort_index()
    mine = ours_gaps.set_index(keys).sort_index()[theirs.columns].astype("float64")
    if not mine.index.equals(theirs.index):
        sys.exit(f"different lines: {mine.index.symmetric_difference(theirs.index)[:5]}")
    same = (mine == theirs) | (mine.isna() & theirs.isna())
    print(f"gaps: {len(mine)} lines of county, item and standard, {int((~same.all(axis=1)).sum())} differ")
    bad = ~same.all(axis=1)
    if bad.any():
        print(mine[bad].head().to_string(), theirs[bad].head().to_string(), sep="\n")
    keys = ["county", "stage", "method", "indicator"]
    theirs = pandas.read_csv(f"{folder}/our-balance.csv", dtype={"county": "str", "method": "str"}).set_index(keys)
    theirs, mine = theirs.sort_index(), ours_balance.set_index(keys).sort_index()
    if not mine.index.equals(theirs.index):
        sys.exit("different lines of indicators")
    # ours are whole millionths: half of one is rounding, the rest of the room is for floating point
    near = (mine["coefficient"] * 1e6 - theirs["coefficient"]).abs().fillna(0) <= 1.5
    near &= (mine["mean"] * 1e6 - theirs["mean"]).abs().fillna(0) <= 1.5
    near &= mine["coefficient"].isna() == theirs["coefficient"].isna()
    near &= (mine["known"] == theirs["known"]) & (mine["of"] == theirs["of"])
    seven = mine.index.get_level_values("method") == "2017"
    near &= ~seven | ((mine["passing"] == theirs["passing"]) & (mine["decided"] == theirs["decided"]))
    print(f"indicators: {len(mine)} lines of county, stage and indicator, {int((~near).sum())} differ")
    if (~near).any():
        print(mine[~near].head().to_string(), theirs[~near].head().to_string(), sep="\n")
    return bool(bad.any() or (~near).any())


def main():
    folder, ours, ours_used = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    data = read(folder)
    data["schools"] = prepare(data["schools"])
    figures = data["figures"]
    table = figures[(figures["name"] == "weight") & (figures["value"] != "")]
    weights = {}
    for stage in [*STAGES, "senior"]:
        mine = table[table["stage"] == stage].set_index("kind")["value"].astype("float64") / 10
        weights[stage] = data["schools"]["kind"].map(mine)
    best, least = None, None
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        found = gaps(data, weights), balance(data, weights, figures)
        seconds, used = time.perf_counter() - start, time.process_time() - used
        print(f"pandas {pandas.__version__}: {seconds:.2f} s, {used:.2f} s of processor")
        best = seconds if best is None else min(best, seconds)
        least = used if least is None else min(least, used)
    print(f"pandas best {best:.2f} s, ours on one thread {ours:.3f} s: {best / ours:.1f} times")
    print(f"processor {least:.2f} s, ours {ours_used:.2f} s: {least / ours_used:.1f} times (holds on a busy machine too)")
    sys.exit(1 if compare(folder, *found) else 0)


main()
