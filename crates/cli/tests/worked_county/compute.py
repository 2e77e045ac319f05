"""Compute the worked county's figures from its workbook's cells, a second time and in another language.

Written from the texts of the regulations, not from the program: exact fractions,
no table of the program's, nothing but the Python standard library. What the
texts leave open is decided here in one place each; docs/worked-county.md lists
those decisions.

figures.py writes the figures down, as they are and as the papers print them.
"""
import re
import zipfile
from decimal import Decimal, getcontext
from fractions import Fraction as F
from math import ceil, floor
from xml.etree import ElementTree

getcontext().prec = 60
BASE = 2020

# ---------------------------------------------------------------- the cells

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(path):
    """Tables of a workbook: name -> rows, each a dict from header to text. First row is the header."""
    book, z = {}, zipfile.ZipFile(path)
    target = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(z.read("xl/_rels/workbook.xml.rels"))}
    for s in ElementTree.fromstring(z.read("xl/workbook.xml")).iter(M + "sheet"):
        rows = {}
        for c in ElementTree.fromstring(z.read("xl/" + target[s.get(R)])).iter(M + "c"):
            text = "".join(t.text or "" for t in c.iter(M + "t")) if c.get("t") == "inlineStr" else c.find(M + "v").text
            letters, row = re.match(r"([A-Z]+)(\d+)", c.get("r")).groups()
            rows.setdefault(int(row), {})[letters] = text
        head = rows.pop(1)
        book[s.get("name")] = [{head[k]: v for k, v in rows[i].items()} for i in sorted(rows)]
    return book


def num(text):
    """The number of a cell, exactly; None when the cell is empty: absent is not zero."""
    return None if text is None else F(Decimal(text))


def column(row, part):
    """The value of the only column whose header begins with or contains `part`."""
    keys = [k for k in row if k == part or k.startswith(part)] or [k for k in row if part in k]
    assert len(keys) < 2, (part, keys)
    return row[keys[0]] if keys else None


def total(values):
    """A sum, or None when one of the parts is not known."""
    values = list(values)
    return None if any(v is None for v in values) else sum(values, F(0))


# ---------------------------------------------------------------- the county

GRADES = {"小学": "一二三四五六", "初中": "七八九", "高中": ("高一", "高二", "高三")}
STAGES = {"小学教学点": ["小学"], "小学": ["小学"], "初级中学": ["初中"], "九年一贯制学校": ["小学", "初中"],
          "完全中学": ["初中", "高中"], "十二年一贯制学校": ["小学", "初中", "高中"], "其他特殊教育学校": ["小学", "初中"]}
EN = {"小学": "primary", "初中": "junior", "高中": "senior"}
# 2.3 of the notes on the regulations: nine-year 1 : 1.1, complete 1 : 1.2 of junior to senior, twelve-year 1 : 1.1 : 1.32
WEIGHTS = {"九年一贯制学校": {"小学": F(1), "初中": F(11, 10)}, "完全中学": {"初中": F(1), "高中": F(12, 10)},
           "十二年一贯制学校": {"小学": F(1), "初中": F(11, 10), "高中": F(132, 100)}}


class School:
    def __init__(self, row):
        self.id, self.name, self.kind = row["学校编号"], row["学校名称"], row["办学类型"]
        self.owner, self.setting, self.layout = row["举办者"], row["城乡分类"], row["布局规划状态"]
        self.boards, self.meals = row.get("是否寄宿制") == "是", row.get("是否供餐") == "是"
        self.key = row.get("是否重点校超大规模") == "是"
        self.built = int(row["建校年份"]) if "建校年份" in row else None
        self.parent = row.get("所属学校编号")
        self.zone = {"小学": row.get("小学学区"), "初中": row.get("初中学区")}
        self.stages = STAGES[self.kind]
        self.compulsory = [s for s in self.stages if s != "高中"]
        self.grades, self.sizes, self.staff, self.have, self.answers = {}, {}, {}, {}, {}

    def names(self, stage):
        return [g if stage == "高中" else g + "年级" for g in GRADES[stage] if self.taught(stage, g)]

    def taught(self, stage, grade):
        # a teaching point has the grades its row has; every other school all grades of its stages
        return self.kind != "小学教学点" or (grade + "年级", "班数") in self.grades.get(BASE, {})

    def count(self, what, stages, year=BASE):
        """Pupils, girls, classes or boarders of some stages; None when a grade's cell is empty."""
        return total(self.grades[year].get((g, what)) for s in stages for g in self.names(s))

    def reason(self):
        """Why the school takes no part in the plan (the notice: public, kept for long, compulsory, no key-school giant)."""
        if self.owner in ("民办", "中外合作办学"):
            return "not_public"
        if self.key:
            return "key_school"
        if self.layout != "长期保留":
            return "closing" if self.layout.startswith("拟") else "not_kept"
        return None


def load(path):
    book = read(path)
    schools = {r["学校编号"]: School(r) for r in book["学校基本情况"]}
    for r in book["分年级学生班级"]:
        cells = {}
        for k, v in r.items():
            m = re.match(r"(.+)·(学生数|女生数|班数|寄宿生数)", k)
            if m:
                cells[(m[1], m[2])] = num(v)
        schools[r["学校编号"]].grades[int(r["学年"])] = cells
    for r in book["班额"]:
        sizes = [num(r.get(f"{i}班（人）")) for i in range(1, 9)]
        schools[r["学校编号"]].sizes[(int(r["学年"]), r["年级"])] = [x for x in sizes if x is not None]
    for r in book["教职工"]:
        schools[r["学校编号"]].staff = r
    for name in ("办学条件一（校舍场地）", "办学条件二（设备信息化）"):
        for r in book[name]:
            assert int(r["学年"]) == BASE
            schools[r["学校编号"]].have.update({re.sub(r"^[^·]+·|（[^（]*(（[^）]*）)?[^（]*）$", "", k): num(v)
                                            for k, v in r.items() if "·" in k})
    for r in book["底线要求"]:
        schools[r["学校编号"]].answers = {int(k[1:k.index("条")]): v for k, v in r.items() if k.startswith("第")}
    return book, schools


# ---------------------------------------------------------------- gaps

NAMES = {"classroom": "普通教室", "laboratory": "科学教室（实验室）", "music_room": "音乐专用教室", "music_room_area": "音乐专用教室面积",
         "art_room": "美术专用教室", "art_room_area": "美术专用教室面积", "counselling_room": "心理咨询室", "running_track": "环形跑道",
         "basketball_court": "篮球场", "volleyball_court": "排球场", "apparatus_area": "器械体操（游戏）区", "dormitory": "学生宿舍",
         "canteen": "学生食堂", "girls_stall": "女生厕位", "boys_stall": "男生厕位", "urinal": "男生小便器位", "danger_c": "C级危房",
         "danger_d": "D级危房", "desk": "课桌椅", "books": "图书", "bed": "学生用床", "teaching_equipment": "教学仪器设备值",
         "drinking_water": "饮水设施", "shower": "淋浴位", "heating_equipment": "采暖设备", "security_point": "安防监控点位",
         "computer": "学生用计算机", "multimedia_room": "网络多媒体教室", "school_network": "校园网络设施", "teaching_area": "教学及辅助用房面积",
         "indoor_sport_area": "室内体育用房面积", "sports_field": "运动场地面积"}
AREA = {"teaching_area", "music_room_area", "art_room_area", "sports_field", "apparatus_area", "dormitory", "canteen", "danger_c",
        "danger_d", "teaching_equipment", "running_track"}  # two decimals; everything else is counted in whole things


def have(s, item):
    return s.have.get(NAMES[item])


def ceil_div(n, by):
    return None if n is None else F(ceil(n / by))


def times(n, by):
    return None if n is None else n * by


def share(s, basis=None):
    """What of a stock serves the compulsory stages. The official weights, or the count the requirement itself is measured by."""
    if "高中" not in s.stages:
        return F(1)
    if basis is None:
        weight = WEIGHTS[s.kind]
        part = {x: times(s.count("学生数", [x]), weight[x]) for x in s.stages}
        return None if None in part.values() else sum(part[x] for x in s.compulsory) / sum(part.values())
    if basis == "男生":
        mine, all_ = boys(s, s.compulsory), boys(s, s.stages)
    else:
        mine, all_ = s.count(basis, s.compulsory), s.count(basis, s.stages)
    if mine is None or all_ is None:
        return None
    return mine / all_ if all_ else F(1)


def boys(s, stages):
    p, g = s.count("学生数", stages), s.count("女生数", stages)
    return None if p is None or g is None else p - g


def present(s, item, basis):
    """The stock as it counts: its share, whole things or hundredths rounded down so that no half room closes a gap."""
    stock = have(s, item)
    if basis == "whole" or stock is None:
        return stock
    part = share(s, None if basis == "weights" else basis)
    if part is None:
        return None
    return F(floor(stock * part * 100), 100) if item in AREA else F(floor(stock * part))


def step(n, table):
    """A figure by number of classes: the last step whose lower end is reached."""
    if n is None:
        return None
    return [v for low, v in table if n >= low][-1]


def gaps(s, way):
    """Every requirement of one school: (standard, item) -> required, present, under way, short."""
    st = s.compulsory
    n = {x: s.count("学生数", [x]) if x in st else F(0) for x in ("小学", "初中")}
    pupils, girls, classes, boarders = (s.count(w, st) for w in ("学生数", "女生数", "班数", "寄宿生数"))
    by_class = {x: s.count("班数", [x]) if x in st else F(0) for x in ("小学", "初中")}
    rooms = ceil_div(classes, 12)  # 2.4 no. 3: one music and one art room for every 12 classes
    music, art = (73, 67) if s.built is not None and s.built <= 2016 else (96, 90)
    sized = None if s.built is None else rooms  # which of the two applies is not known without the year
    need = {
        ("basic", "classroom"): (classes, "班数"),
        ("basic", "laboratory"): (total([ceil_div(by_class["小学"], 24), ceil_div(by_class["初中"], 6)]), "班数"),
        ("balanced", "music_room"): (rooms, "班数"), ("balanced", "music_room_area"): (times(sized, music), "班数"),
        ("balanced", "art_room"): (rooms, "班数"), ("balanced", "art_room_area"): (times(sized, art), "班数"),
        ("basic", "counselling_room"): (F(1), "whole"),
        ("basic", "dormitory"): (times(boarders, F(5)), "寄宿生数"),  # 3.00 m2 of use area / 0.6, the second an assumption
        ("basic", "canteen"): (times(boarders, F(3, 2)), "寄宿生数"),
        ("basic", "girls_stall"): (ceil_div(girls, 13), "女生数"), ("basic", "boys_stall"): (ceil_div(boys(s, st), 40), "男生"),
        ("basic", "urinal"): (ceil_div(boys(s, st), 20), "男生"),
        ("basic", "desk"): (pupils, "学生数"),
        ("basic", "books"): (total([times(n["小学"], 25), times(n["初中"], 35)]), "weights"),
        ("basic", "bed"): (boarders, "寄宿生数"),
        ("basic", "drinking_water"): (ceil_div(pupils, 100), "学生数"), ("basic", "shower"): (ceil_div(boarders, 20), "寄宿生数"),
        ("basic", "heating_equipment"): (F(1), "whole"),
        ("basic", "security_point"): (None if classes is None else max(classes, F(8)), "班数"),
        ("basic", "computer"): (total([ceil_div(n["小学"], 16), ceil_div(n["初中"], 10)]), "weights"),
        ("basic", "multimedia_room"): (F(1), "whole"), ("basic", "school_network"): (F(1), "whole"),
        ("balanced", "multimedia_room"): (total([ceil_div(times(n["小学"], F(23, 1000)), 1), ceil_div(times(n["初中"], F(24, 1000)), 1)]), "weights"),
        ("balanced", "teaching_equipment"): (total([times(n["小学"], 2000), times(n["初中"], 2500)]), "weights"),
    }
    if s.kind in ("小学", "九年一贯制学校", "十二年一贯制学校"):  # 教体艺〔2008〕5号
        need |= {("basic", "running_track"): (step(classes, [(0, 200), (19, 300)]), "whole"),
                 ("basic", "basketball_court"): (step(classes, [(0, 2), (30, 3)]), "whole"),
                 ("basic", "volleyball_court"): (step(classes, [(0, 1), (19, 2)]), "whole"),
                 ("basic", "apparatus_area"): (step(classes, [(0, 200), (19, 300)]), "whole")}
    elif s.kind in ("初级中学", "完全中学"):
        need |= {("basic", "running_track"): (F(300) if classes is not None else None, "whole"),
                 ("basic", "basketball_court"): (step(classes, [(0, 2), (30, 3)]), "whole"),
                 ("basic", "volleyball_court"): (step(classes, [(0, 1), (19, 2)]), "whole"),
                 ("basic", "apparatus_area"): (step(classes, [(0, 100), (19, 150), (30, 200)]), "whole")}
    out = {}
    for (standard, item), (required, basis) in need.items():
        out[standard, item] = entry(item, required, present(s, item, basis), way)
    # rooms without indoor sport, and sports grounds with it (indicators 4 and 5)
    area, indoor, field = (have(s, x) for x in ("teaching_area", "indoor_sport_area", "sports_field"))
    part = share(s)
    cut = lambda x: None if x is None or part is None else F(floor(x * part * 100), 100)
    room = None if area is None or indoor is None else area - indoor
    out["balanced", "teaching_area"] = entry("teaching_area", total([times(n["小学"], F(45, 10)), times(n["初中"], F(58, 10))]), cut(room), way)
    out["balanced", "sports_field"] = entry("sports_field", total([times(n["小学"], F(75, 10)), times(n["初中"], F(102, 10))]),
                                            cut(total([field, indoor])), way)
    for item in ("danger_c", "danger_d"):  # nothing dangerous may stand: what is there is what is missing
        d = have(s, item)
        out["basic", item] = {"required": F(0), "present": d, "under_way": F(0), "short": d}
    return out


def entry(item, required, present_, way):
    # what other programmes finish after the base year counts; an unknown quantity leaves a gap that is open without it unknown
    parts = way.get(item, [])
    coming = sum((x for x in parts if x is not None), F(0))
    short = None if required is None or present_ is None else required - present_ - coming
    short = None if short is None or (short > 0 and None in parts) else max(F(0), short)
    return {"required": required, "present": present_, "under_way": coming, "short": short}


def under_way(book):
    out = {}
    for r in book["其他工程"]:
        if int(r["完工年份"]) > BASE:
            item = next(k for k, v in NAMES.items() if v == r["建设内容"])
            out.setdefault(r["学校编号"], {}).setdefault(item, []).append(num(r.get("数量")))
    return out


# ---------------------------------------------------------------- indicators

LIMITS = {"小学": [("degree_teachers", F(42, 10)), ("backbone_teachers", F(1)), ("sport_art_teachers", F(9, 10)), ("teaching_area", F(45, 10)),
                 ("sports_area", F(75, 10)), ("equipment_value", F(2000)), ("multimedia_rooms", F(23, 10))],
          "初中": [("degree_teachers", F(53, 10)), ("backbone_teachers", F(1)), ("sport_art_teachers", F(9, 10)), ("teaching_area", F(58, 10)),
                 ("sports_area", F(102, 10)), ("equipment_value", F(2500)), ("multimedia_rooms", F(24, 10))]}
CV2017 = {"小学": F(50, 100), "初中": F(45, 100)}
CV2012 = {"小学": F(65, 100), "初中": F(55, 100)}


def groups(schools):
    """The schools as the evaluation counts them: points without a count of their own merged into their parent;
    special schools and points under 50 pupils left out."""
    out = []
    for s in schools.values():
        if s.parent and s.parent in schools:
            continue
        if s.kind == "其他特殊教育学校":
            continue
        members = [s] + [p for p in schools.values() if p.parent == s.id]
        n = total(m.count("学生数", ["小学"]) for m in members) if s.kind == "小学教学点" else None
        if n is not None and n < 50:
            continue
        out.append(members)
    return out


def stage_share(s, stage, pupils):
    weight = WEIGHTS.get(s.kind)
    if weight is None:
        return F(1)
    return pupils[stage] * weight[stage] / sum(pupils[x] * weight[x] for x in s.stages)


def values(members, stage):
    """All figures of one school and stage: totals split by the weights, divided by the stage's pupils."""
    s = members[0]
    pupils = {x: total(m.count("学生数", [x]) for m in members if x in m.stages) for x in s.stages}
    p, part = pupils[stage], stage_share(s, stage, pupils)

    def stock(item):
        return total(have(m, item) for m in members)

    def teachers(what):
        return total(num(column(m.staff, f"{stage}·{what}")) for m in members if stage in m.stages)

    def per(x, scale=1, split=True):
        return None if x is None else x * (part if split else 1) * scale / p

    area, indoor, field = stock("teaching_area"), stock("indoor_sport_area"), stock("sports_field")
    return p, {
        "degree_teachers": per(teachers("高于规定学历教师"), 100, False), "backbone_teachers": per(teachers("县级以上骨干教师"), 100, False),
        "sport_art_teachers": per(teachers("体育艺术专任教师"), 100, False),
        "teaching_area": per(None if None in (area, indoor) else area - indoor), "sports_area": per(total([field, indoor])),
        "equipment_value": per(stock("teaching_equipment")), "multimedia_rooms": per(stock("multimedia_room"), 100),
        "all_teaching_area": per(area), "computers": per(stock("computer"), 100), "books": per(stock("books")),
        "teacher_ratio": per(teachers("专任教师"), 1, False), "title_teachers": per(teachers("中级以上职称教师"), 1, False)}


def spread(rows, name):
    """Student-weighted mean, deviation and coefficient of variation over the schools that have the figure."""
    known = [(p, v[name]) for p, v in rows if v[name] is not None]
    weight = sum(p for p, _ in known)
    mean = sum(p * x for p, x in known) / weight
    variance = sum(p * (x - mean) ** 2 for p, x in known) / weight
    deviation = (Decimal(variance.numerator) / variance.denominator).sqrt()
    return mean, F(deviation), F(deviation) / mean, len(known)


def balance(schools):
    out = {}
    for stage in ("小学", "初中"):
        units = [(m[0].id, *values(m, stage)) for m in groups(schools) if stage in m[0].stages]
        rows = [(p, v) for _, p, v in units]
        per, passing, decided = {}, 0, 0
        for i, p, v in units:
            met = [None if v[k] is None else v[k] >= limit for k, limit in LIMITS[stage]]
            near = [None if v[k] is None else v[k] >= limit * F(85, 100) for k, limit in LIMITS[stage]]
            # at least six of seven, and the seventh no less than 85 % of its threshold
            if met.count(False) >= 2 or any(x is False for x in near):
                ok = False
            elif met.count(None) == 0 or (met.count(False) == 0 and met.count(None) == 1 and False):
                ok = True
            else:
                ok = None
            passing, decided = passing + (ok is True), decided + (ok is not None)
            per[i] = {"pupils": text(p), "values": [text(v[k], 6) for k, _ in LIMITS[stage]], "met": met, "passes": ok}
        county = []
        for k, limit in LIMITS[stage]:
            mean, deviation, cv, known = spread(rows, k)
            county.append({"indicator": k, "mean": text(mean, 6), "deviation": text(deviation, 6), "coefficient": text(cv, 6), "printed": [text(mean, 3), text(cv, 3)], "known": known,
                           "of": len(rows), "within": None if known < len(rows) else cv <= CV2017[stage]})
        eight = ["all_teaching_area", "sports_area", "equipment_value", "computers", "books", "teacher_ratio", "degree_teachers", "title_teachers"]
        cvs = [spread(rows, k) for k in eight]
        composite = sum(c[2] for c in cvs) / 8
        complete = all(c[3] == len(rows) for c in cvs)
        out[EN[stage]] = {"schools": per, "passing": passing, "decided": decided, "indicators": county, "of": len(rows),
                          "composite2012": {"value": text(composite, 6), "within": composite <= CV2012[stage] if complete else None,
                                            "coefficients": {k: text(c[2], 6) for k, c in zip(eight, cvs)}, "known": {k: c[3] for k, c in zip(eight, cvs)}}}
    return out


# ---------------------------------------------------------------- classes, seats, entrants

def large(schools, year):
    """Classes of 56 and over (those of 66 and over among them) per school and stage; schools over 2,000 or 2,500 pupils."""
    out, big = {}, {}
    for s in schools.values():
        if s.reason() == "not_public":
            continue
        for stage in s.compulsory:
            classes = s.count("班数", [stage], year)
            known = [x for g in s.names(stage) for x in s.sizes.get((year, g), [])]
            must = sum(1 for g in s.names(stage) if (year, g) not in s.sizes
                       and s.grades[year][g, "学生数"] > 55 * s.grades[year][g, "班数"])
            out[f"{s.id}/{EN[stage]}"] = {"classes": text(classes), "known": len(known), "large": sum(x >= 56 for x in known),
                                          "very_large": sum(x >= 66 for x in known), "by_average": must}
        limit = 2500 if s.kind in ("九年一贯制学校", "十二年一贯制学校") else 2000
        pupils = s.count("学生数", s.compulsory, year)
        if pupils is not None and pupils > limit:
            big[s.id] = {"pupils": text(pupils), "limit": limit}
    return {"classes": out, "schools": big}


def seats(schools):
    """Places (classes x 45 or 50) against pupils, by zone and stage, in the base year. A special school, whose classes
    are small by nature, has places for the pupils it has: its classes times 45 would seat children it cannot take."""
    out = {}

    def room(s, stage, size):
        return s.count("学生数", [stage]) if s.kind == "其他特殊教育学校" else times(s.count("班数", [stage]), size)

    for stage, size in (("小学", 45), ("初中", 50)):
        for z in sorted({s.zone[stage] for s in schools.values() if s.zone[stage]}):
            mine = [s for s in schools.values() if stage in s.stages and s.zone[stage] == z and s.reason() != "not_public"]
            pupils, places = total(s.count("学生数", [stage]) for s in mine), total(room(s, stage, size) for s in mine)
            out[f"{z}/{EN[stage]}"] = {"pupils": text(pupils), "seats": text(places), "spare": text(places - pupils), "schools": len(mine)}
    return out


def entrants(book):
    """Children reaching six by 31 August: September to December of year t-7 and January to August of t-6;
    a third and two thirds where the months are not known."""
    births = {}
    for r in book["出生人口"]:
        months = [num(column(r, f"分月（可不填）·{m}月")) for m in range(1, 13)]
        births[r["学区编号"], int(r["出生年份"])] = (num(r.get("全年出生（人）")), None if None in months else months)
    out = {}
    for z in sorted({z for z, _ in births}):
        for t in range(BASE, 2029):
            parts = []
            for year, cut, third in ((t - 7, slice(8, 12), F(1, 3)), (t - 6, slice(0, 8), F(2, 3))):
                whole, months = births.get((z, year), (None, None))
                parts.append(sum(months[cut]) if months else times(whole, third))
            n = total(parts)
            if n is not None:
                out[f"{z}/{t}"] = text(n, 3)
    return out


# ---------------------------------------------------------------- baseline

def baseline(schools):
    """The twenty baseline items of each school in the plan: met, not met, does not apply, no data.

    An answer stands, except that a yes falls where the school's own count of the very thing says no (1, 5, 13, 19).
    Without an answer the count decides where it can; else there is no data.
    """
    out = {}
    for s in schools.values():
        if s.reason():
            continue
        st, state = s.compulsory, {}
        for i in range(1, 21):
            state[i] = {"是": "met", "否": "not_met", None: "no_data"}[s.answers.get(i)]

        def judge(i, verdict):
            contradicts = i in (1, 5, 13, SIZES) and verdict is False
            if verdict is not None and (state[i] == "no_data" or contradicts):
                state[i] = "met" if verdict else "not_met"

        at_least = lambda a, b: None if a is None or b is None else a >= b
        d, desks, beds = have(s, "danger_d"), present(s, "desk", "学生数"), present(s, "bed", "寄宿生数")
        judge(1, None if d is None else d == 0)
        judge(5, at_least(desks, s.count("学生数", st)))
        judge(11, at_least(have(s, "multimedia_room"), F(1)))
        water = have(s, "drinking_water")
        judge(15, True if water else None)  # no water machine: a boiler room may still serve
        g, b = s.count("女生数", st), boys(s, st)
        stalls = [at_least(present(s, "girls_stall", "女生数"), ceil_div(g, 13)), at_least(present(s, "boys_stall", "男生"), ceil_div(b, 40))]
        judge(16, False if False in stalls else None)  # enough of them: whether they are sanitary is not counted
        sizes = [x for t in st for n in s.names(t) for x in s.sizes.get((BASE, n), [])]
        complete = all((BASE, n) in s.sizes for t in st for n in s.names(t))
        judge(SIZES, False if any(x >= 66 for x in sizes) else True if complete else None)
        if s.boards:
            judge(13, at_least(beds, s.count("寄宿生数", st)))
            judge(17, at_least(have(s, "shower"), F(1)))
        else:
            state.update({i: "not_applicable" for i in (12, 13, 17) if state[i] == "no_data"})
        if not (s.boards or s.meals) and state[14] == "no_data":
            state[14] = "not_applicable"
        points, classes = have(s, "security_point"), s.count("班数", st)
        judge(18, None if points is None else False if points == 0 else True if points >= max(classes, 8) else None)
        out[s.id] = state
    return out


SIZES = 19  # the order of items 17 to 20 is not settled in the sources; item 19 here: no class of 66 or more

# ---------------------------------------------------------------- money

SOURCES = ["中央资金", "自治区资金", "市级资金", "县级资金", "政府债券资金"]


def money(book):
    """The plan's money in 10,000 yuan: by year and source, by project, and what the budgets leave."""
    table, years = {}, range(2021, 2026)
    plan = {(y, s): F(0) for y in years for s in SOURCES}
    by_project = {}
    for r in book["资金安排"]:
        for s in SOURCES:
            v = num(column(r, f"资金来源·{s}")) or F(0)
            plan[int(r["年度"]), s] += v
            by_project.setdefault(r["项目编号"], {}).setdefault(int(r["年度"]), F(0))
            by_project[r["项目编号"]][int(r["年度"])] += v
    budget = {}
    for r in book["资金来源"]:
        budget[int(r["预算年度"]), r["资金来源"]] = num(r["金额（万元）"])
    for y in years:
        table[str(y)] = {s: text(plan[y, s], 2) for s in SOURCES} | {"合计": text(sum(plan[y, s] for s in SOURCES), 2)}
    table["合计"] = {s: text(sum(plan[y, s] for y in years), 2) for s in SOURCES} | {"合计": text(sum(plan.values()), 2)}
    projects = {}
    for r in book["规划项目"]:
        lines = [x for x in book["项目明细"] if x["项目编号"] == r["项目编号"]]
        amounts = [num(x["金额（万元）"]) for x in lines]
        priced = [num(x["数量"]) * num(x["单价（元）"]) / 10000 for x in lines]
        cost = sum(amounts) + (num(r.get("工程建设其他费（万元）")) or 0) + (num(r.get("预备费（万元）")) or 0)
        paid = by_project[r["项目编号"]]
        projects[r["项目编号"]] = {"总投资": text(cost, 2), "quantity_times_price": [text(x, 6) for x in priced], "资金合计": text(sum(paid.values()), 2),
                                "years": {str(y): text(v, 2) for y, v in sorted(paid.items())}, "balanced": sum(paid.values()) == cost}
    return {"by_year_and_source": table, "ledger": ledger(budget, plan), "projects": projects}


# 结转: what is not used may be used for two more years, then it is returned; bonds are not carried over. Two years and none
# are assumptions of the plan (the law says "two years running", local practice counts differently).
CARRY = {"政府债券资金": 0}


def ledger(budget, plan):
    """Year by year and source: budget, carried in, planned, carried on, returned. The oldest money is used first."""
    rows = {}
    for s in SOURCES:
        lots = {}
        for y in range(2021, 2026):
            carried, need = sum(lots.values(), F(0)), plan[y, s]
            lots[y] = budget.get((y, s)) or F(0)
            for born in sorted(lots):
                use = min(lots[born], need)
                lots[born], need = lots[born] - use, need - use
            over = need
            returned = sum((m for born, m in lots.items() if y - born >= CARRY.get(s, 2)), F(0))
            lots = {born: m for born, m in lots.items() if y - born < CARRY.get(s, 2)}
            on = sum(lots.values(), F(0))
            if (y, s) in budget or carried or plan[y, s]:
                rows[y, s] = [budget.get((y, s)) or F(0), carried, plan[y, s], on, returned, -over]
    return [[f"{y}年", s] + [text(v) for v in rows[y, s]] for y, s in sorted(rows, key=lambda k: (k[0], SOURCES.index(k[1])))]


def performance(book):
    """Outputs add up over projects; pupils who benefit add up over schools, once each; rates show the range promised."""
    out, place = {}, {r["项目编号"]: r["学校编号"] for r in book["规划项目"]}
    for r in book["绩效目标"]:
        v, k = num(r["指标值"]), f"{r['指标类别']}/{r['指标名称']}"
        e = out.setdefault(k, {"unit": r.get("计量单位", ""), "values": [], "projects": set(), "places": {}, "compare": r["比较方式"]})
        e["values"].append(v)
        e["projects"].add(r["项目编号"])
        e["places"][place[r["项目编号"]]] = max(v, e["places"].get(place[r["项目编号"]], v))
    return {k: {"compare": e["compare"], "unit": e["unit"], "sum": text(sum(e["values"] if k.startswith("产出") else e["places"].values()), 2), "least": text(min(e["values"]), 2),
                "most": text(max(e["values"]), 2), "projects": len(e["projects"])} for k, e in out.items()}


# ---------------------------------------------------------------- output

def text(x, places=2):
    """Decimal text, rounded half away from zero to the given places, no trailing zeros; None stays None."""
    if x is None:
        return None
    x = F(x)
    scaled = x * 10 ** places
    whole = floor(abs(scaled) + F(1, 2))
    sign = "-" if x < 0 and whole else ""
    digits = str(whole).rjust(places + 1, "0")
    return sign + (digits[:-places] + "." + digits[-places:]).rstrip("0").rstrip(".")


def summary(county):
    """Item by item over the schools: sums of what is known, and over how many."""
    out = {}
    for per in county.values():
        for key, e in per.items():
            t = out.setdefault(key, {"of": 0, "known": 0, "short_schools": 0, "met": 0, "short": F(0)})
            t["of"] += 1
            if e["short"] is not None:
                t["known"] += 1
                t["short"] += e["short"]
                t["short_schools" if e["short"] else "met"] += 1
    return {"/".join(k): {**{a: b for a, b in t.items() if a != "short"}, "short": text(t["short"])} for k, t in sorted(out.items())}
