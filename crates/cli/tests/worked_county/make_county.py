#!/usr/bin/env python3
"""Write the workbook of the worked county: 30 invented schools, every case once.

The county does not exist: code 150199, name 算例旗, "演示数据 = 是". No random
numbers: a value is either written out below or follows from a small table by
integer arithmetic, so the same program always writes the same cells.

    make_county.py county.xlsx            write the workbook
    make_county.py county.xlsx --check    compare its cells with what would be written
"""
import sys
import zipfile
from xml.sax.saxutils import escape

COUNTY, BASE = "150199", 2020
YEARS = [2016, 2017, 2018, 2019, 2020]
GRADES = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三"]
POINT, PRIMARY, JUNIOR, NINE, COMPLETE, TWELVE, SPECIAL = (
    "小学教学点", "小学", "初级中学", "九年一贯制学校", "完全中学", "十二年一贯制学校", "其他特殊教育学校")

# id, name, kind, owner, setting, zone, layout, boards, meals, year built, parent,
# pupils of the base year by grade (primary, junior, senior), classes by grade
SCHOOLS = [
    ("S01", "算例第一小学", PRIMARY, "教育部门", "主城区", "Z1", "长期保留", "否", "是", 1985, None,
     [232, 226, 221, 218, 214, 207], [4, 4, 4, 4, 4, 4]),
    ("S02", "算例第二小学", PRIMARY, "教育部门", "主城区", "Z1", "长期保留", "否", "否", 1998, None,
     [141, 144, 138, 150, 133, 139], [3, 3, 3, 3, 3, 3]),
    ("S03", "算例第三小学", PRIMARY, "教育部门", "主城区", "Z1", "长期保留", "否", "是", 2017, None,
     [241, 236, 229, 224, 231, 219], [5, 5, 5, 5, 5, 5]),
    ("S04", "算例城东小学", PRIMARY, "教育部门", "城乡结合区", "Z2", "长期保留", "否", "是", 2018, None,
     [72, 68, 75, 64, 70, 61], [2, 2, 2, 2, 2, 2]),
    ("S05", "算例实验学校", NINE, "教育部门", "城乡结合区", "Z2", "长期保留", "否", "是", 2012, None,
     [120, 118, 124, 116, 121, 110, 142, 137, 131], [3, 3, 3, 3, 3, 3, 3, 3, 3]),
    ("S06", "算例第一初级中学", JUNIOR, "教育部门", "主城区", "Z1", "长期保留", "否", "是", 1979, None,
     [455, 448, 441], [8, 8, 8]),
    ("S07", "算例第二中学", COMPLETE, "教育部门", "主城区", "Z1", "长期保留", "是", "是", 1956, None,
     [201, 196, 188, 240, 233, 227], [4, 4, 4, 5, 5, 5]),
    ("S08", "算例东城学校", TWELVE, "教育部门", "城乡结合区", "Z2", "长期保留", "是", "是", None, None,
     [84, 80, 79, 77, 82, 76, 96, 92, 90, 98, 95, 93], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
    ("S09", "算例镇中心小学", PRIMARY, "教育部门", "镇中心区", "Z3", "长期保留", "是", "是", 2003, None,
     [88, 92, 85, 90, 86, 83], [2, 2, 2, 2, 2, 2]),
    ("S10", "算例镇初级中学", JUNIOR, "教育部门", "镇中心区", "Z3", "长期保留", "是", "是", 1992, None,
     [153, 149, 146], [3, 3, 3]),
    ("S11", "算例镇第二学校", NINE, "教育部门", "镇乡结合区", "Z3", "长期保留", "是", "是", 2009, None,
     [41, 39, 44, 40, 38, 37, 52, 49, 50], [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("S12", "算例镇南街小学", PRIMARY, "地方企业", "镇乡结合区", "Z3", "长期保留", "否", "否", 2016, None,
     [46, 44, 47, 45, 43, 48], [1, 1, 1, 1, 1, 1]),
    ("S13", "算例河西中心小学", PRIMARY, "教育部门", "乡中心区", "Z4", "长期保留", "是", "是", 1988, None,
     [36, 35, 38, 34, 37, 33], [1, 1, 1, 1, 1, 1]),
    ("S14", "算例河西初级中学", JUNIOR, "教育部门", "乡中心区", "Z4", "长期保留", "是", "是", 1990, None,
     [97, 101, 95], [2, 2, 2]),
    ("S15", "算例柳沟村小学", PRIMARY, "教育部门", "村庄", "Z4", "长期保留", "否", "是", 1995, None,
     [18, 17, 19, 16, 18, 15], [1, 1, 1, 1, 1, 1]),
    ("S16", "算例石桥村小学", PRIMARY, "教育部门", "村庄", "Z4", "长期保留", "否", "是", 1982, None,
     [21, 23, 20, 22, 19, 24], [1, 1, 1, 1, 1, 1]),
    ("S17", "算例榆林村小学", PRIMARY, "教育部门", "村庄", "Z4", "长期保留", "否", "否", 2001, None,
     [12, 14, 11, 13, 15, 12], [1, 1, 1, 1, 1, 1]),
    ("S18", "算例东沟村小学", PRIMARY, "教育部门", "村庄", "Z4", "长期保留", "是", "是", 1999, None,
     [26, 25, 27, 24, 28, 23], [1, 1, 1, 1, 1, 1]),
    ("S19", "算例小井教学点", POINT, "教育部门", "村庄", "Z4", "长期保留", "否", "是", 1993, None,
     [9, 8, 10, 8], [1, 1, 1, 1]),
    ("S20", "算例大井教学点", POINT, "教育部门", "村庄", "Z4", "长期保留", "否", "否", 1994, None,
     [13, 12, 13, 12], [1, 1, 1, 1]),
    ("S21", "算例前滩教学点", POINT, "教育部门", "村庄", "Z4", "长期保留", "否", "否", 1991, "S13",
     [7, 8, 6, 7], [1, 1, 1, 1]),
    ("S22", "算例后滩教学点", POINT, "教育部门", "村庄", "Z5", "长期保留", "否", "是", 1996, "S23",
     [16, 17, 15, 16], [1, 1, 1, 1]),
    ("S23", "算例北山中心小学", PRIMARY, "教育部门", "乡中心区", "Z5", "长期保留", "是", "是", 1987, None,
     [43, 47, 41, 45, 44, 42], [1, 1, 1, 1, 1, 1]),
    ("S24", "算例北山学校", NINE, "教育部门", "乡中心区", "Z5", "长期保留", "是", "是", 2010, None,
     [31, 29, 33, 30, 28, 32, 47, 44, 46], [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("S25", "算例红泥村小学", PRIMARY, "教育部门", "村庄", "Z5", "长期保留", "否", "是", None, None,
     [11, 12, 10, 11, 12, 10], [1, 1, 1, 1, 1, 1]),
    ("S26", "算例特殊教育学校", SPECIAL, "教育部门", "主城区", "Z1", "长期保留", "是", "是", 2011, None,
     [7, 8, 6, 7, 9, 6, 5, 6, 4], [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("S27", "算例民办小学", PRIMARY, "民办", "主城区", "Z1", "长期保留", "否", "是", 2008, None,
     [58, 61, 57, 60, 55, 59], [2, 2, 2, 2, 2, 2]),
    ("S28", "算例旧营教学点", POINT, "教育部门", "村庄", "Z5", "拟撤并", "否", "否", 1975, None,
     [5, 6, 5, 4], [1, 1, 1, 1]),
    ("S29", "算例外国语学校", NINE, "教育部门", "主城区", "Z1", "长期保留", "否", "是", 2005, None,
     [300, 310, 305, 298, 312, 301, 402, 395, 398], [6, 6, 6, 6, 6, 6, 8, 8, 8]),
    ("S30", "算例沙湾村小学", PRIMARY, "教育部门", "村庄", "Z5", "过渡保留", "否", "是", 1986, None,
     [14, 13, 12, 15, 13, 14], [1, 1, 1, 1, 1, 1]),
]
ZONES = [("Z1", "城关学区", "小学、初中", "城关街道"), ("Z2", "城东学区", "小学、初中", "城东街道"),
         ("Z3", "算例镇学区", "小学、初中", "算例镇"), ("Z4", "河西学区", "小学、初中", "河西乡"),
         ("Z5", "北山学区", "小学、初中", "北山乡")]
TOWN = {z: t for z, _, _, t in ZONES}
AREAS = {"Z1": "城关街道", "Z2": "城东街道", "Z3": "算例镇", "Z4": "河西乡", "Z5": "北山乡"}


def grades(kind):
    """Grades taught: numbers 1 to 12."""
    return {POINT: [1, 2, 3, 4], PRIMARY: list(range(1, 7)), JUNIOR: [7, 8, 9], NINE: list(range(1, 10)),
            COMPLETE: list(range(7, 13)), TWELVE: list(range(1, 13)), SPECIAL: list(range(1, 10))}[kind]


def stages(kind):
    return [s for s, g in (("小学", range(1, 7)), ("初中", range(7, 10)), ("高中", range(10, 13)))
            if any(x in g for x in grades(kind))]


SHEETS = []


def sheet(name, head, rows):
    SHEETS.append((name, [head] + rows))


def build():
    SHEETS.clear()
    sheet("基本信息", ["行政区划代码", "旗县区名称", "规划首年", "规划末年", "基准学年", "规划日期", "规划名称", "演示数据"],
          [[COUNTY, "算例旗", 2021, 2025, BASE, "2021-10-08", "算例旗义务教育薄弱环节改善与能力提升项目规划（2021—2025年）", "是"]])
    sheet("行政区划", ["区划代码", "区划名称", "层级", "上级代码"],
          [["150000", "内蒙古自治区", "省（自治区）", None], ["150100", "呼和浩特市", "市（盟）", "150000"],
           [COUNTY, "算例旗", "县（旗、区）", "150100"]])
    schools()
    pupils()
    class_sizes()
    staff()
    conditions()
    baseline()
    zones()
    money()
    plan()
    sheet("数据来源", ["依据文件", "文号", "成文日期"],
          [["算例：学校、人口与资金均为虚构", None, None], ["2020年教育事业统计报表（算例）", None, "2020-09-20"]])


def schools():
    rows = []
    for s in SCHOOLS:
        i, name, kind, owner, setting, zone, layout, boards, meals, built, parent, _, _ = s
        st = stages(kind)
        rows.append([i, name, kind, owner, setting, TOWN[zone], layout, 2024 if layout == "拟撤并" else None,
                     "算例旗学校布局规划", "算政发〔2020〕9号", "2020-06-30", boards, meals,
                     "是" if i == "S29" else "否", built, zone if "小学" in st else None, zone if "初中" in st else None, parent])
    sheet("学校基本情况", ["学校编号", "学校名称", "办学类型", "举办者", "城乡分类", "乡镇（街道）", "布局规划状态", "撤并或启用年份",
                     "依据文件", "文号", "成文日期", "是否寄宿制", "是否供餐", "是否重点校超大规模", "建校年份",
                     "小学学区", "初中学区", "所属学校编号"], rows)


def girls(n, k):
    """Girls among n pupils; the divisor moves so that halves do not cancel."""
    return n * (47 + k % 5) // 100


def earlier(k, s, j, year):
    """Pupils of the j-th grade of school number k in a year: towns grow, the villages shrink."""
    back = BASE - year
    if s[0] == "S26":
        return s[11][j]
    return s[11][j] + back * ((k + j) % 3) if s[5] in ("Z4", "Z5") else s[11][j] - back * ((k + j) % 4)


def boarders(s, g, n):
    if s[7] != "是":
        return 0
    share = {"Z1": 30, "Z2": 25, "Z3": 35, "Z4": 60, "Z5": 70}[s[5]]
    return n * share // 100 if g >= 7 else n * share // 200


def pupils():
    head = ["学校编号", "学年"]
    for g in GRADES:
        head += [f"{g}·学生数（人）", f"{g}·女生数（人）", f"{g}·班数（个）", f"{g}·寄宿生数（人）"]
    rows = []
    for k, s in enumerate(SCHOOLS):
        for y in YEARS:
            row = [s[0], y]
            cells = {}
            for j, g in enumerate(grades(s[2])):
                n, c = earlier(k, s, j, y), s[12][j]
                # boarders were not counted before the base year; one village school lacks its girls, one grade its boarders
                f = None if (s[0] == "S17" and y == BASE) else girls(n, k + g)
                b = None if (y < BASE or (s[0] == "S18" and g == 6)) else boarders(s, g, n)
                cells[g] = [n, f, c, b]
            for g in range(1, 13):
                row += cells.get(g, [None] * 4)
            rows.append(row)
    sheet("分年级学生班级", head, rows)


def spread(n, c, k):
    """Sizes of c classes that add up to n: equal, then pupils moved between neighbours."""
    base, rest = divmod(n, c)
    out = [base + (1 if i < rest else 0) for i in range(c)]
    for i in range(0, c - 1, 2):
        move = (k * 3 + i) % 5
        out[i] += move
        out[i + 1] -= move
    return out


def class_sizes():
    rows = []
    for y in (2019, 2020):
        for k, s in enumerate(SCHOOLS):
            if s[0] == "S06" and y == 2020:
                continue  # sizes unknown: 56 to the class on average, some class must be large
            for j, g in enumerate(grades(s[2])):
                if s[0] == "S05" and y == 2020 and g == 9:
                    continue  # one grade unknown
                n = earlier(k, s, j, y)
                sizes = spread(n, s[12][j], k + g)
                if s[0] == "S01" and g == 1 and y == 2020:
                    sizes = [66, 55, 56, 55]
                if s[0] == "S01" and g == 2 and y == 2020:
                    sizes = [65, 55, 54, 52]
                rows.append([s[0], y, GRADES[g - 1]] + sizes + [None] * (8 - len(sizes)))
    sheet("班额", ["学校编号", "学年", "年级"] + [f"{i}班（人）" for i in range(1, 9)], rows)


def stage_pupils(s):
    out = {"小学": 0, "初中": 0, "高中": 0}
    for g, n in zip(grades(s[2]), s[11]):
        out["小学" if g <= 6 else "初中" if g <= 9 else "高中"] += n
    return out


def staff():
    cols = ["专任教师", "高于规定学历教师", "县级以上骨干教师", "体育艺术专任教师", "中级以上职称教师", "教职工"]
    head = ["学校编号", "学年"] + [f"{s}·{c}（人）" for s in ("小学", "初中", "高中") for c in cols]
    rows = []
    for k, s in enumerate(SCHOOLS):
        row, p = [s[0], BASE], stage_pupils(s)
        for i, stage in enumerate(("小学", "初中", "高中")):
            n = p[stage]
            if not n:
                row += [None] * 6
                continue
            t = -(-n // (17 - (k + i) % 6)) + 1
            degree = t * (100 - (k * 7 + i * 3) % 31) // 100
            backbone = t * (9 + (k * 5) % 13) // 100
            sport = max(t * (8 + (k * 4 + i) % 11) // 100, 1)
            title = t * (40 + (k * 3) % 25) // 100
            row += [t, degree, backbone, sport, title, t + 1 + k % 4]
        if s[0] == "S16":
            row[4] = None  # backbone teachers of the primary stage not counted
        rows.append(row)
    sheet("教职工", head, rows)


COND1 = ["校园校舍·校园占地面积（平方米）", "校园校舍·校舍建筑面积（平方米）", "校园校舍·教学及辅助用房面积（平方米）", "教学用房·普通教室（间）",
         "教学用房·科学教室（实验室）（间）", "教学用房·音乐专用教室（间）", "教学用房·音乐专用教室面积（平方米）", "教学用房·美术专用教室（间）",
         "教学用房·美术专用教室面积（平方米）", "教学用房·心理咨询室（间）", "体育场地·室内体育用房面积（平方米）", "体育场地·运动场地面积（平方米）",
         "体育场地·环形跑道（米）", "体育场地·篮球场（片）", "体育场地·排球场（片）", "体育场地·器械体操（游戏）区（平方米）",
         "生活用房·学生宿舍（平方米）", "生活用房·学生食堂（平方米）", "厕所·女生厕位（个）", "厕所·男生厕位（个）", "厕所·男生小便器位（个）",
         "危房·C级危房（平方米）", "危房·D级危房（平方米）"]
COND2 = ["教学设备·课桌椅（套）", "教学设备·图书（册）", "生活与安全·学生用床（张）", "教学设备·教学仪器设备值（元）", "生活与安全·饮水设施（台(件、套)）",
         "生活与安全·淋浴位（个）", "生活与安全·采暖设备（套）", "生活与安全·安防监控点位（处）", "信息化·学生用计算机（台(件、套)）",
         "信息化·网络多媒体教室（间）", "信息化·校园网络设施（套）"]
# (school, column part) -> value put in place of the formula's
FIX = {
    ("S01", "运动场地"): 5210.55, ("S03", "音乐专用教室（间）"): 3, ("S03", "音乐专用教室面积"): 276, ("S03", "美术专用教室（间）"): 2,
    ("S03", "美术专用教室面积"): 180, ("S12", "音乐专用教室（间）"): 1, ("S12", "音乐专用教室面积"): 73, ("S12", "美术专用教室（间）"): 1,
    ("S12", "美术专用教室面积"): 66.99, ("S04", "音乐专用教室（间）"): 1, ("S04", "音乐专用教室面积"): 95.5, ("S04", "美术专用教室（间）"): 1,
    ("S04", "美术专用教室面积"): 90, ("S16", "D级"): 186.4, ("S09", "C级"): 240, ("S13", "C级"): 75.25, ("S13", "D级"): 120,
    ("S24", "女生厕位"): None, ("S24", "图书"): None, ("S23", "教学及辅助"): None, ("S17", "课桌椅"): None, ("S14", "教学仪器"): None,
    ("S10", "D级"): None, ("S02", "C级"): None, ("S15", "网络多媒体"): 0, ("S18", "学生用床"): 20, ("S08", "室内体育"): 820.5,
    ("S05", "室内体育"): 640, ("S29", "室内体育"): 1500, ("S07", "室内体育"): 1100, ("S22", "学生用计算机"): None,
    ("S06", "教学及辅助"): 7794.2, ("S20", "运动场地"): 375, ("S20", "教学及辅助"): 225,
}


def conditions():
    one, two = [], []
    for k, s in enumerate(SCHOOLS):
        n, c = sum(s[11]), sum(s[12])
        bed = sum(boarders(s, g, x) for g, x in zip(grades(s[2]), s[11]))
        area = n * (410 + (k * 53) % 290)  # hundredths of a square metre
        rooms = max(c // 12, 0 if k % 3 else 1)
        small = s[2] == POINT
        a = [n * (14 + k % 9), round(area * 1.6) / 100 + n * (1 if s[7] == "是" else 0), area / 100, c - (k % 4 == 0), c // 16,
             rooms, rooms * (70 + k), rooms, rooms * (62 + k), (k + 1) % 2, 0, n * (520 + (k * 97) % 700) / 100,
             0 if small else (200 if k % 3 else 300 if n > 900 else 150), 0 if small else 1 + k % 2, k % 2, 60 + (k * 35) % 260,
             bed * (3 + k % 4), bed * (k % 3), n // (24 + k % 9), n // (80 + k % 20), n // (45 + k % 12),
             0, 0]
        b = [n - (k * 5) % 17 + 6, n * (18 + (k * 7) % 21), bed - (k % 5) * 3 if bed > 20 else bed,
             n * (1350 + (k * 211) % 1700), n // (90 + k * 3), bed // (18 + k % 6), k % 4 and 1, 5 + k % 6,
             n // (9 + k % 10), c - k % 4 if c > 4 else k % 2 + 1, (k + 2) % 5 and 1]
        row1, row2 = [s[0], BASE] + a, [s[0], BASE] + b
        for (school, part), v in FIX.items():
            if school == s[0]:
                hits = [(r, 2 + i) for r, cols in ((row1, COND1), (row2, COND2)) for i, name in enumerate(cols) if part in name]
                assert len(hits) == 1, (part, hits)
                hits[0][0][hits[0][1]] = v
        one.append(row1)
        two.append(row2)
    sheet("办学条件一（校舍场地）", ["学校编号", "学年"] + COND1, one)
    sheet("办学条件二（设备信息化）", ["学校编号", "学年"] + COND2, two)


BASELINE = ["无D级危房，新建校舍达到抗震设防要求", "多层校舍楼梯、护栏合格", "墙面平整，室内无裸露电线", "教学用房采光、照明良好", "学生一人一桌一椅",
            "黑板合格", "有旗台、旗杆", "有体育活动场地和设施", "有围墙或围栏", "图书适合学生、复本合理", "有多媒体教学教室", "宿舍不在地下室、半地下室",
            "寄宿生一人一床，无大通铺", "寄宿或供餐学校能制作、加热食品", "有开水供应", "厕位够用，卫生达标", "寄宿制学校有淋浴设施",
            "关键部位有监控和报警"]


def baseline():
    """Answers of the schools; empty where an item does not apply or was not looked at."""
    head = ["学校编号", "学年"] + [f"第{i}条 {t}" for i, t in enumerate(BASELINE, 1)] + HEAD_19_20
    rows = []
    for k, s in enumerate(SCHOOLS):
        a = ["是"] * 20
        if s[2] in (POINT, PRIMARY) and s[4] == "村庄":
            a[1] = None  # one-storey
        if s[7] != "是":
            a[11] = a[12] = a[16] = None
        if s[8] != "是":
            a[13] = None
        if k % 7 == 2:
            a[8] = "否"
        if k % 11 == 3:
            a[14] = None
        for i in (0, 4, 10, 12, 15, 16, 17):  # items the figures themselves decide: left to the figures
            a[i] = None
        a[SIZE_ITEM - 1] = None
        if s[0] == "S16":
            a[0] = "是"  # contradicts 186.40 m2 of grade D
        if s[0] == "S20":
            a[4] = "否"
        if s[0] == "S25":
            a = [None] * 20
        rows.append([s[0], BASE] + a)
    sheet("底线要求", head, rows)


HEAD_19_20 = ["第19条 无66人以上的班", "第20条 冬季取暖、消防有保障"]
SIZE_ITEM = 19


def zones():
    sheet("学区", ["学区编号", "学区名称", "学段", "所含乡镇（街道）"], [list(z) for z in ZONES])
    head = ["学区编号", "出生年份", "全年出生（人）"] + [f"分月（可不填）·{m}月（人）" for m in range(1, 13)]
    rows = []
    for k, (z, _, _, _) in enumerate(ZONES):
        start = {"Z1": 900, "Z2": 260, "Z3": 250, "Z4": 210, "Z5": 190}[z]
        for y in range(2008, 2021):
            total = start + (y - 2008) * (7 - 3 * k) + (k * 13 + y * 7) % 11
            if z in ("Z1", "Z3") and y >= 2012:
                m = [total // 12 + ((i * 5 + y) % 7) - 3 for i in range(12)]
                m[11] += total - sum(m)
                rows.append([z, y, total] + m)
            else:
                rows.append([z, y, total] + [None] * 12)
    sheet("出生人口", head, rows)
    sheet("人口迁移", ["学区编号", "年份", "年级", "净迁入（人）", "原因"],
          [["Z1", 2022, "一年级", 24, "新建小区交付"], ["Z1", 2022, "七年级", 12, "新建小区交付"], ["Z5", 2023, None, -18, "易地搬迁迁出"]])
    sheet("搬迁安置点", ["安置点编号", "安置点名称", "学区编号", "安置人口（人）", "学龄儿童·小学学龄（人）", "学龄儿童·初中学龄（人）", "入住年份",
                    "就读学校·小学就读学校编号", "就读学校·初中就读学校编号"],
          [["A1", "算例幸福家园安置点", "Z2", 640, 58, 27, 2021, "S04", "S05"], ["A2", "算例河西安置点", "Z4", 220, 17, None, 2022, "S13", None]])


def money():
    rows = []
    for i, y in enumerate(range(2021, 2026)):
        rows += [[y, "中央资金", 420 + 15 * i, None, f"{y}年补助资金预算（算例）", f"算财教〔{y}〕1号", f"{y}-03-01"],
                 [y, "自治区资金", 160 + 5.5 * i, None, f"{y}年自治区资金安排（算例）", f"算财教〔{y}〕2号", f"{y}-03-01"],
                 [y, "县级资金", 210.25 + 8 * i, None, f"{y}年县级预算（算例）", f"算财〔{y}〕3号", f"{y}-02-01"]]
    rows.append([2022, "市级资金", 80, None, "2022年市级资金安排（算例）", "算市财〔2022〕7号", "2022-02-20"])
    rows.append([2023, "政府债券资金", 300, "算例教育专项债券", None, None, None])
    sheet("资金来源", ["预算年度", "资金来源", "金额（万元）", "资金名称", "依据文件", "文号", "成文日期"], rows)
    sheet("县级财政", ["年度", "一般公共预算支出（万元）", "其中：教育支出（万元）", "依据文件", "成文日期"],
          [[2019, 208300, 30834, "2019年财政决算（算例）", "2020-07-30"], [2020, 214782.5, 38231.25, "2020年财政决算（算例）", "2021-07-30"]])
    sheet("其他工程", ["项目编号", "工程名称", "学校编号", "建设内容", "数量", "开工年份", "完工年份", "金额（万元）", "依据文件", "文号", "成文日期"],
          [["Q1", "教育现代化推进工程（算例）", "S06", "普通教室", 3, 2021, 2022, 105, "批复一（算例）", "算发改〔2021〕1号", "2021-03-15"],
           ["Q2", "教育现代化推进工程（算例）", "S02", "运动场地面积", 900.5, 2019, 2020, 18, "批复二（算例）", "算发改〔2019〕2号", "2019-03-15"],
           ["Q3", "校园食堂提升工程（算例）", "S13", "学生食堂", 40, 2020, 2021, 9.2, "批复三（算例）", "算发改〔2020〕3号", "2020-03-15"],
           ["Q4", "校园厕所改造工程（算例）", "S18", "女生厕位", 2, 2021, 2021, 4, "批复四（算例）", "算发改〔2021〕4号", "2021-03-15"],
           ["Q5", "图书配送工程（算例）", "S11", "图书", None, 2021, 2021, 3, "批复五（算例）", "算发改〔2021〕5号", "2021-03-15"]])
    sheet("衔接规划", ["规划类别", "依据文件", "文号", "成文日期", "目标口径", "目标年份", "目标值"],
          [["消除大班额大校额专项规划", "算例旗消除大班额专项规划", "算政发〔2020〕5号", "2020-05-30", "大班额班数", 2023, 0],
           ["补齐义务教育学位不足规划", "算例旗学位规划", "算政发〔2020〕6号", "2020-05-30", "新增学位", 2025, 180],
           ["学校布局规划", "算例旗学校布局规划", "算政发〔2020〕9号", "2020-06-30", "保留学校数", 2025, 28],
           ["扶贫移民搬迁学校规划", "算例旗搬迁学校规划", "算政发〔2020〕7号", "2020-05-30", "搬迁安置点新增学位", 2023, 90],
           ["网络教学环境全覆盖", "算例旗网络全覆盖规划", "算政发〔2020〕8号", "2020-05-30", "网络教学环境覆盖学校数", 2022, 28]])


# id, name, school, part, nature, first, last, need by, fees, reserve, seats primary, seats junior,
# items (item, quantity, unit price in yuan, amount in 10,000 yuan), money [(year, {source: 10,000 yuan})], gaps closed
CENTRAL, REGION, CITY, LOCAL, BOND = 0, 1, 2, 3, 4
PROJECTS = [
    ("P01", "算例第一小学教学楼扩建", "S01", "小学部", "扩建", 2021, 2022, 2022, 24.3, 18.23, 180, None,
     [("普通教室", 4, 350000, 140), ("音乐专用教室", 1, 420000, 42), ("课桌椅", 180, 305, 5.49)],
     [(2021, {CENTRAL: 100, LOCAL: 20}), (2022, {CENTRAL: 60, REGION: 30.02, CITY: 20})], [("S01", "普通教室", 1), ("S01", "音乐专用教室", 1)]),
    ("P02", "算例石桥村小学危房改造", "S16", "小学部", "改建", 2021, 2022, 2022, 4.2, 2.8, None, None,
     [("D级危房", 186.4, 3000, 55.92)], [(2021, {CENTRAL: 40}), (2022, {CENTRAL: 22.92})], [("S16", "D级危房", 186.4)]),
    ("P03", "算例河西中心小学危房改造", "S13", "小学部", "改建", 2022, 2023, 2023, 3.6, 2.1, None, None,
     [("D级危房", 120, 3100, 37.2), ("C级危房", 75.25, 1200, 9.03)], [(2022, {CENTRAL: 30, LOCAL: 9.93}), (2023, {LOCAL: 12})],
     [("S13", "D级危房", 120), ("S13", "C级危房", 75.25)]),
    ("P04", "算例镇中心小学宿舍扩建", "S09", "小学部", "扩建", 2022, 2023, 2023, 9.75, 6.5, None, None,
     [("学生宿舍", 180.5, 2800, 50.54), ("学生用床", 12, 650, 0.78), ("淋浴位", 3, 4200, 1.26)],
     [(2022, {CENTRAL: 30, REGION: 10}), (2023, {CENTRAL: 18.83, REGION: 10})], [("S09", "学生用床", 12)]),
    ("P05", "算例镇初级中学图书购置", "S10", "初中部", "购置", 2021, 2021, None, None, None, None, None,
     [("图书", 1500, 28, 4.2)], [(2021, {LOCAL: 4.2})], [("S10", "图书", 1500)]),
    ("P06", "算例柳沟村小学信息化", "S15", "小学部", "购置", 2021, 2021, None, None, None, None, None,
     [("网络多媒体教室", 1, 48000, 4.8), ("校园网络设施", 1, 60000, 6)], [(2021, {CENTRAL: 6, REGION: 4.8})],
     [("S15", "网络多媒体教室", 1)]),
    ("P07", "算例第一初级中学运动场改造", "S06", "初中部", "改建", 2023, 2024, None, 7.2, 4.1, None, None,
     [("运动场地面积", 2400, 260, 62.4), ("围墙", 150, 800, 12)], [(2023, {BOND: 60}), (2024, {REGION: 15.7, LOCAL: 10})], []),
    ("P08", "算例北山学校厕所改造", "S24", "义务教育阶段", "改建", 2022, 2022, 2022, 1.5, 0.8, None, None,
     [("女生厕位", 10, 12000, 12), ("男生厕位", 4, 12000, 4.8)], [(2022, {CENTRAL: 19.1})], []),
    ("P09", "算例北山中心小学食堂设备", "S23", "小学部", "购置", 2023, 2023, None, None, None, None, None,
     [("食堂设备", 1, 86543.21, 8.65), ("饮水设施", 2, 9800, 1.96)], [(2023, {CENTRAL: 10.61})], [("S23", "饮水设施", 1)]),
    ("P10", "算例实验学校计算机购置", "S05", "义务教育阶段", "购置", 2024, 2024, None, None, None, None, None,
     [("学生用计算机", 45, 4300, 19.35)], [(2024, {REGION: 10, LOCAL: 9.35})], []),
    ("P11", "算例东城学校初中实验室", "S08", "初中部", "扩建", 2024, 2025, None, 3, 2, None, None,
     [("科学教室（实验室）", 1, 450000, 45)], [(2024, {CENTRAL: 25}), (2025, {CENTRAL: 15, LOCAL: 10})], []),
    ("P12", "算例特殊教育学校安防", "S26", "义务教育阶段", "购置", 2025, 2025, None, None, None, None, None,
     [("安防监控点位", 6, 1500, 0.9), ("采暖设备", 1, 155000, 15.5)], [(2025, {REGION: 16.4})], []),
]


def plan():
    sheet("规划项目", ["项目编号", "项目名称", "学校编号", "学校组成部分", "建设性质", "开始年份", "完成年份", "最迟需要年份", "工程建设其他费（万元）",
                   "预备费（万元）", "新增学位·小学新增学位（个）", "新增学位·初中新增学位（个）", "前期工作·用地状态", "前期工作·审批进度", "立项理由"],
          [list(p[:12]) + ["校园内现有用地", "初步设计及概算已批复" if p[4] != "购置" else "不需要", "见需求测算"] for p in PROJECTS])
    sheet("项目明细", ["项目编号", "建设内容", "数量", "单价（元）", "价格年份", "金额（万元）", "单价依据"],
          [[p[0], i, q, u, 2021, a, "当地造价（算例）"] for p in PROJECTS for i, q, u, a in p[12]])
    names = ["中央资金", "自治区资金", "市级资金", "县级资金", "政府债券资金"]
    sheet("资金安排", ["项目编号", "年度"] + [f"资金来源·{n}（万元）" for n in names],
          [[p[0], y] + [m.get(i) for i in range(5)] for p in PROJECTS for y, m in p[13]])
    rows = []
    for p in PROJECTS:
        rows += [[p[0], "产出指标", "验收合格率", "=", 100, "%"], [p[0], "满意度指标", "师生和家长满意度", "≥", 90 + len(p[12]), "%"]]
        rows += [[p[0], "产出指标", f"补齐{i}", "≥", q, UNITS[i]] for _, i, q in p[14]]
        if p[10]:
            rows.append([p[0], "产出指标", "新增学位", "≥", p[10], "个"])
        rows.append([p[0], "效益指标", "受益学生数", "≥", sum(next(s for s in SCHOOLS if s[0] == p[2])[11]), "人"])
    sheet("绩效目标", ["项目编号", "指标类别", "指标名称", "比较方式", "指标值", "计量单位"], rows)
    sheet("所补缺口", ["项目编号", "学校编号", "缺口内容", "补齐数量"], [[p[0], s, i, q] for p in PROJECTS for s, i, q in p[14]])


UNITS = {"普通教室": "间", "音乐专用教室": "间", "D级危房": "平方米", "C级危房": "平方米", "学生用床": "张", "图书": "册",
         "网络多媒体教室": "间", "饮水设施": "台(件、套)"}


def column(i):
    name = ""
    while i:
        i, r = divmod(i - 1, 26)
        name = chr(65 + r) + name
    return name


def members():
    """The parts of the xlsx file, name to text."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {}
    types, refs, books = [], [], []
    for n, (name, rows) in enumerate(SHEETS, 1):
        body = []
        for r, row in enumerate(rows, 1):
            cells = []
            for c, v in enumerate(row, 1):
                if v is None:
                    continue
                at = f"{column(c)}{r}"
                if isinstance(v, str):
                    cells.append(f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(v)}</t></is></c>')
                else:
                    cells.append(f'<c r="{at}"><v>{v if not isinstance(v, bool) else int(v)}</v></c>')
            body.append(f'<row r="{r}">{"".join(cells)}</row>')
        parts[f"xl/worksheets/sheet{n}.xml"] = f'{head}<worksheet {ns}><sheetData>{"".join(body)}</sheetData></worksheet>'
        types.append(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>')
        refs.append(f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>')
        books.append(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>')
    package = "http://schemas.openxmlformats.org/package/2006"
    parts["xl/workbook.xml"] = f'{head}<workbook {ns} xmlns:r="{rel}"><sheets>{"".join(books)}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f'{head}<Relationships xmlns="{package}/relationships">{"".join(refs)}</Relationships>'
    parts["_rels/.rels"] = (f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
                            'Target="xl/workbook.xml"/></Relationships>')
    parts["[Content_Types].xml"] = (f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
                                    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
                                    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
                                    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' + "".join(types) + "</Types>")
    return parts


def main():
    build()
    path, parts = sys.argv[1], members()
    if "--check" in sys.argv:
        with zipfile.ZipFile(path) as z:
            same = sorted(z.namelist()) == sorted(parts) and all(z.read(n).decode() == t for n, t in parts.items())
        sys.exit(0 if same else "the workbook differs from what make_county.py writes")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name in sorted(parts):
            z.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
