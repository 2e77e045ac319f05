#!/usr/bin/env python3
"""Write the worked county's figures, computed by compute.py, as they are and as the papers print them.

    figures.py county.xlsx > expected.json
"""
import json
import sys
from compute import (BASE, CV2017, EN, LIMITS, NAMES, SOURCES, Decimal, F, balance, baseline, entrants, gaps, large, load, money, num,
                     performance, seats, summary, text, under_way)

# ---------------------------------------------------------------- the printed tables

SHOW = {"basic": "基本办学条件", "balanced": "优质均衡"}
ITEMS = {"普通教室": "教学及教学辅助用房", "音乐专用教室": "教学及教学辅助用房", "科学教室（实验室）": "教学及教学辅助用房", "D级危房": "教学及教学辅助用房",
         "C级危房": "教学及教学辅助用房", "学生宿舍": "生活用房", "女生厕位": "生活用房", "男生厕位": "生活用房", "运动场地面积": "体育运动场",
         "围墙": "附属设施及校园环境", "学生用床": "生活设施设备", "淋浴位": "生活设施设备", "食堂设备": "生活设施设备", "饮水设施": "生活设施设备",
         "安防监控点位": "生活设施设备", "采暖设备": "生活设施设备", "课桌椅": "课桌椅", "图书": "图书", "网络多媒体教室": "信息化", "校园网络设施": "信息化",
         "学生用计算机": "信息化"}
SQUARE_METRES = {"D级危房", "C级危房", "学生宿舍", "运动场地面积"}
INDICATORS = ["每百名学生拥有高于规定学历教师数（人）", "每百名学生拥有县级以上骨干教师数（人）", "每百名学生拥有体育、艺术专任教师数（人）",
              "生均教学及辅助用房面积（平方米）", "生均体育运动场馆面积（平方米）", "生均教学仪器设备值（元）", "每百名学生拥有网络多媒体教室数（间）"]
YES = {True: "是", False: "否", None: "不能判定"}


def table(sheet, columns, rows):
    return {"sheet": sheet, "columns": columns, "rows": [["" if c is None else str(c) for c in r] for r in rows]}


def printed(book, schools, county, result):
    m, out = result["money"], []
    years = [str(y) for y in range(2021, 2026)]
    out.append(table("汇总", ["年度"] + SOURCES + ["合计"],
                     [[y + ("年" if y in years else "")] + [m["by_year_and_source"][y][s] for s in SOURCES + ["合计"]] for y in years + ["合计"]]))
    kinds = list(dict.fromkeys(ITEMS.values()))
    lines = book["项目明细"]
    rows = []
    for kind in kinds:
        mine = [x for x in lines if ITEMS[x["建设内容"]] == kind]
        area = [num(x["数量"]) for x in mine if x["建设内容"] in SQUARE_METRES]
        rows.append([kind, len({x["项目编号"] for x in mine}), text(sum(area)) if area else None, text(sum(num(x["金额（万元）"]) for x in mine))])
    fees, reserve = (sum(num(r.get(k)) or F(0) for r in book["规划项目"]) for k in ("工程建设其他费（万元）", "预备费（万元）"))
    rows += [["工程建设其他费", None, None, text(fees)], ["预备费", None, None, text(reserve)],
             ["总投资", None, None, text(sum(num(x["金额（万元）"]) for x in lines) + fees + reserve)]]
    out.append(table("汇总", ["建设内容", "项目数（个）", "按面积计列的规模（平方米）", "投资（万元）"], rows))
    out.append(table("资金预算对照", ["年度", "资金来源", "预算", "上年结转", "规划安排", "结转下年", "结余收回", "超支（负数）"], m["ledger"]))
    out.append(table("分年度资金", ["项目编号", "总投资"] + [y + "年" for y in years] + ["资金合计"],
                     [[i, p["总投资"]] + [p["years"].get(y) for y in years] + [p["资金合计"]] for i, p in m["projects"].items()]))
    out.append(table("办学条件现状", ["项目", "合计", "有数据学校（所）", "应有数据学校（所）", "覆盖率"], state(schools)))
    out.append(table("缺口汇总", ["标准", "项目"] + ["学校数（所）/" + c for c in ("有缺口", "达标", "无数据")] + ["缺口/" + c for c in ("规划前", "本规划补齐", "规划后剩余")], gap_rows(book, county)))
    rows = [[schools[i].name, SHOW[k[0]], NAMES[k[1]], text(e["required"]), text(e["present"]), text(e["short"])]
            for i, per in county.items() for k, e in per.items() if e["short"]]
    out.append(table("学校缺口表", ["学校名称", "标准", "项目", "应有", "现有", "缺口"], rows))
    rows = []
    for k, v in result["large"][str(BASE)]["classes"].items():
        s, stage = k.split("/")
        if v["large"] or v["by_average"] or v["known"] < int(v["classes"]):
            known = v["known"] > 0
            rows.append([schools[s].name, next(z for z, e in EN.items() if e == stage), v["classes"], v["known"],
                         v["large"] if known else "无数据", v["very_large"] if known else "无数据", v["by_average"]])
    out.append(table("大班额大校额", ["学校名称", "学段", "教学班（个）", "已知人数的班（个）", "大班额（个）", "其中：超大班额（个）", "按平均班额必有大班额的年级（个）"], rows))
    out.append(table("大班额大校额", ["学校名称", "义务教育阶段在校生（人）", "规模上限（人）", "超出（人）"],
                     [[schools[i].name, v["pupils"], v["limit"], int(v["pupils"]) - v["limit"]] for i, v in result["large"][str(BASE)]["schools"].items()]))
    rows = []
    for stage in ("小学", "初中"):
        b = result["balance"][EN[stage]]
        for name, (_, limit), c in zip(INDICATORS, LIMITS[stage], b["indicators"]):
            rows.append([stage, name, text(limit)] + c["printed"] + [text(CV2017[stage]), YES[c["within"]], c["known"], c["of"], percent(c["known"], c["of"])])
    out.append(table("优质均衡七项指标", ["学段", "指标", "标准值", "县平均值", "差异系数", "差异系数上限", "差异系数达标", "有数据学校（所）", "应有数据学校（所）", "覆盖率"], rows))
    zone = {r["学区编号"]: r["学区名称"] for r in book["学区"]}
    rows = [[zone[k.split("/")[0]], next(z for z, e in EN.items() if e == k.split("/")[1]), "2020—2021", v["pupils"], v["seats"],
             max(0, -int(v["spare"])), max(0, int(v["spare"]))] for k, v in result["seats"].items()]
    out.append(table("学位供需", ["学区", "学段", "年度", "学位需求（人）", "学位供给（个）", "缺口（个）", "富余（个）"], rows))
    points = {i for i in result["baseline"] if schools[i].kind == "小学教学点"}
    rows = []
    for n in range(1, 21):
        count = lambda state, among: sum(v[str(n)] == state for i, v in result["baseline"].items() if i in among)
        every = set(result["baseline"])
        rows.append([n, count("met", every), count("met", points), count("not_met", every), count("not_met", points), count("no_data", every)])
    out.append(table("20条底线", ["序号", "达标学校（所）/合计", "达标学校（所）/其中教学点", "未达标学校（所）/合计", "未达标学校（所）/其中教学点", "无数据学校（所）"], rows))
    rows = []
    for k, v in result["performance"].items():
        kind, name = k.split("/")
        ranged = v["unit"] == "%"
        least, most, whole = (v["least"], v["most"], v["sum"])
        value = whole if not ranged else least if least == most else f"{least}～{most}"
        rows.append([kind, name, value, v["unit"], v["projects"]])
    out.append(table("绩效目标", ["一级指标", "三级指标", "指标值", "度量单位", "涉及项目（个）"], rows))
    return out


def percent(known, of):
    """Coverage, rounded down so that only everything known reads 100 %."""
    return f"{known * 100 // of}%"


def state(schools):
    """What the schools in the plan have, added up over those that say; taken whole, not split."""
    mine = [s for s in schools.values() if not s.reason()]
    rows = []

    def row(name, values):
        known = [v for v in values if v is not None]
        rows.append([name, text(sum(known)) if known else "无数据", len(known), len(values), percent(len(known), len(values))])

    for stage in ("小学", "初中"):
        some = [s for s in mine if stage in s.stages]
        row(stage + "在校生", [s.count("学生数", [stage]) for s in some])
        row(stage + "教学班", [s.count("班数", [stage]) for s in some])
        row(stage + "寄宿生", [s.count("寄宿生数", [stage]) for s in some])
        row(stage + "专任教师", [num(s.staff.get(f"{stage}·专任教师（人）")) for s in some])
    for name in ("校园占地面积", "校舍建筑面积", "教学及辅助用房面积", "运动场地面积", "室内体育用房面积", "学生宿舍", "学生食堂", "女生厕位", "男生厕位",
                 "C级危房", "D级危房", "普通教室", "音乐专用教室", "美术专用教室", "课桌椅", "图书", "学生用床", "教学仪器设备值", "学生用计算机", "网络多媒体教室"):
        row(name, [s.have.get(name) for s in mine])
    return rows


def gap_rows(book, county):
    """Gaps by item. A project brings a school what it lists or, where that is more, what it says it closes; a gap closes no
    further than to nothing, under the basic and the balanced standard alike."""
    at = {r["项目编号"]: r["学校编号"] for r in book["规划项目"]}
    listed, claimed, brought, closed = {}, {}, {}, {}
    for r in book["项目明细"]:
        listed.setdefault((r["项目编号"], at[r["项目编号"]], r["建设内容"]), []).append(num(r["数量"]))
    for r in book["所补缺口"]:
        claimed.setdefault((r["项目编号"], r["学校编号"], r["缺口内容"]), []).append(num(r["补齐数量"]))
    for key in {**listed, **claimed}:
        brought.setdefault(key[1:], []).append(max(sum(listed.get(key, [F(0)])), sum(claimed.get(key, [F(0)]))))
    for (school, name), parts in brought.items():
        item = next((k for k, v in NAMES.items() if v == name), None)
        for standard in ("basic", "balanced"):
            gap = county.get(school, {}).get((standard, item))
            if gap and gap["short"]:
                closed.setdefault((standard, name), []).append(min(sum(parts), gap["short"]))
    rows = []
    for key, v in summary(county).items():
        standard, item = key.split("/")
        if not v["short_schools"] and v["known"] == v["of"]:
            continue
        mine = sum(closed.get((standard, NAMES[item]), [F(0)]))
        plan = [text(mine), text(F(Decimal(v["short"])) - mine)]
        rows.append([SHOW[standard], NAMES[item], v["short_schools"], v["met"], v["of"] - v["known"], v["short"]] + plan)
    return rows


def main():
    book, schools = load(sys.argv[1])
    way = under_way(book)
    county = {s.id: gaps(s, way.get(s.id, {})) for s in schools.values() if not s.reason()}
    states = baseline(schools)
    result = {
        "excluded": {s.id: s.reason() for s in schools.values() if s.reason()},
        "gaps": {i: {"/".join(k): {a: text(b) for a, b in e.items()} for k, e in sorted(per.items())} for i, per in county.items()},
        "gap_summary": summary(county),
        "balance": balance(schools),
        "large": {str(y): large(schools, y) for y in (2019, 2020)},
        "seats": seats(schools),
        "entrants": entrants(book),
        "baseline": {i: {str(k): v for k, v in st.items()} for i, st in states.items()},
        "baseline_items": {str(k): {w: sum(st[k] == w for st in states.values()) for w in ("met", "not_met", "no_data", "not_applicable")}
                           for k in range(1, 21)},
        "money": money(book),
        "performance": performance(book),
    }
    result["tables"] = printed(book, schools, county, result)
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
