//! Code lists (选项表): the closed lists a cell may choose from, with the Chinese names printed in the dropdowns.

use intake::normal::header_key;
use model::{
    Approval, BuildNature, Datum, FundSource, GoalKind, Item, LandStatus, LayoutStatus, OtherPlanKind, Owner,
    PerformanceKind, RegionLevel, SchoolKind, SchoolPart, Setting, Stage, TargetMeasure, TargetRelation, WaiverLevel,
};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The stages in the order of the list.
pub const STAGES: [Stage; 4] = [Stage::Kindergarten, Stage::Primary, Stage::Junior, Stage::Senior];
/// The datums in the order of the list.
pub const DATUMS: [Datum; 5] = [Datum::Cgcs2000, Datum::Wgs84, Datum::Gcj02, Datum::Bd09, Datum::Unstated];
/// The levels of regions in the order of the list.
pub const LEVELS: [RegionLevel; 6] = [
    RegionLevel::Nation,
    RegionLevel::Province,
    RegionLevel::Prefecture,
    RegionLevel::County,
    RegionLevel::DevelopmentZone,
    RegionLevel::Township,
];
/// The relations of performance targets in the order of the list.
pub const RELATIONS: [TargetRelation; 3] = [TargetRelation::AtLeast, TargetRelation::AtMost, TargetRelation::Exactly];

/// A closed list (选项表). A value is its position in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeList {
    /// 学段.
    Stage,
    /// 年级, and stages where grades are not known.
    GradeOrStage,
    /// 办学类型.
    SchoolKind,
    /// 举办者.
    Owner,
    /// 城乡分类.
    Setting,
    /// 布局规划状态.
    LayoutStatus,
    /// 坐标系.
    Datum,
    /// 行政层级.
    RegionLevel,
    /// 项目内容.
    Item,
    /// 资金来源.
    FundSource,
    /// 衔接规划.
    OtherPlanKind,
    /// 目标口径.
    TargetMeasure,
    /// 学校组成部分.
    SchoolPart,
    /// 建设性质.
    BuildNature,
    /// 用地状态.
    LandStatus,
    /// 审批进度.
    Approval,
    /// 绩效指标类别.
    PerformanceKind,
    /// 比较方式.
    TargetRelation,
    /// 豁免层级.
    WaiverLevel,
    /// 必办事项.
    Demand,
}

/// The names of grades 1–12.
pub const GRADES: [&str; 12] =
    ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三"];

const WHOLE_STAGES: [&str; 4] = ["学前（不分年级）", "小学（不分年级）", "初中（不分年级）", "高中（不分年级）"];

impl CodeList {
    /// Every list.
    pub const ALL: [CodeList; 20] = [
        CodeList::Stage,
        CodeList::GradeOrStage,
        CodeList::SchoolKind,
        CodeList::Owner,
        CodeList::Setting,
        CodeList::LayoutStatus,
        CodeList::Datum,
        CodeList::RegionLevel,
        CodeList::Item,
        CodeList::FundSource,
        CodeList::OtherPlanKind,
        CodeList::TargetMeasure,
        CodeList::SchoolPart,
        CodeList::BuildNature,
        CodeList::LandStatus,
        CodeList::Approval,
        CodeList::PerformanceKind,
        CodeList::TargetRelation,
        CodeList::WaiverLevel,
        CodeList::Demand,
    ];

    /// The names, as printed in the dropdown.
    pub fn names(self) -> Vec<&'static str> {
        match self {
            CodeList::Stage => STAGES.iter().map(|s| s.zh()).collect(),
            CodeList::GradeOrStage => GRADES.iter().chain(&WHOLE_STAGES).copied().collect(),
            CodeList::SchoolKind => SchoolKind::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::Owner => Owner::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::Setting => Setting::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::LayoutStatus => LayoutStatus::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::Datum => vec!["CGCS2000", "WGS-84", "GCJ-02（高德、腾讯）", "BD-09（百度）", "未注明"],
            CodeList::RegionLevel => {
                vec!["国家", "省（自治区）", "市（盟）", "县（旗、区）", "开发区", "乡镇（街道、苏木）"]
            }
            CodeList::Item => Item::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::FundSource => FundSource::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::OtherPlanKind => OtherPlanKind::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::TargetMeasure => TargetMeasure::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::SchoolPart => SchoolPart::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::BuildNature => BuildNature::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::LandStatus => LandStatus::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::Approval => Approval::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::PerformanceKind => PerformanceKind::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::TargetRelation => vec!["≥", "≤", "="],
            CodeList::WaiverLevel => WaiverLevel::ALL.iter().map(|v| v.zh()).collect(),
            CodeList::Demand => GoalKind::ALL.iter().map(|v| v.zh()).collect(),
        }
    }

    /// How many names the dropdown offers; the unlawful sources and the forbidden items can be read but are not offered.
    pub fn offered(self) -> usize {
        match self {
            CodeList::FundSource => FundSource::LAWFUL.len(),
            CodeList::Item => Item::ALL.iter().position(|i| *i == Item::OfficeBuilding).unwrap_or(Item::ALL.len()),
            _ => self.names().len(),
        }
    }

    /// Other words people use for an entry: (word, position).
    fn aliases(self) -> Vec<(String, usize)> {
        let codes = |codes: Vec<&'static str>| codes.into_iter().enumerate().map(|(i, c)| (c.to_owned(), i)).collect();
        let words = |words: &[(&str, usize)]| words.iter().map(|(w, i)| ((*w).to_owned(), *i)).collect();
        match self {
            CodeList::Stage => {
                words(&[("幼儿园", 0), ("小学阶段", 1), ("小学部", 1), ("初中阶段", 2), ("初中部", 2), ("高中阶段", 3)])
            }
            CodeList::GradeOrStage => {
                let mut out: Vec<(String, usize)> =
                    (1..=12).zip(0..).map(|(g, i): (u32, usize)| (format!("{g}年级"), i)).collect();
                out.extend((1..=12).zip(0..).map(|(g, i): (u32, usize)| (g.to_string(), i)));
                out.extend(words(&[
                    ("初一", 6),
                    ("初二", 7),
                    ("初三", 8),
                    ("高一年级", 9),
                    ("高二年级", 10),
                    ("高三年级", 11),
                    ("小学", 13),
                    ("初中", 14),
                    ("高中", 15),
                    ("学前", 12),
                ]));
                out
            }
            CodeList::SchoolKind => {
                let mut out: Vec<(String, usize)> = codes(SchoolKind::ALL.iter().map(|v| v.code()).collect());
                out.extend(words(&[
                    ("教学点", 3),
                    ("完全小学", 2),
                    ("初中", 5),
                    ("九年一贯制", 6),
                    ("完中", 9),
                    ("十二年一贯制", 11),
                ]));
                out
            }
            CodeList::Owner => {
                let mut out: Vec<(String, usize)> = codes(Owner::ALL.iter().map(|v| v.code()).collect());
                out.extend(words(&[
                    ("县级教育部门", 0),
                    ("教育局", 0),
                    ("公办", 0),
                    ("非民办", 0),
                    ("民办学校", 3),
                    ("私立", 3),
                ]));
                out
            }
            CodeList::Setting => codes(Setting::ALL.iter().map(|v| v.code()).collect()),
            CodeList::LayoutStatus => {
                let mut out: Vec<(String, usize)> = codes(LayoutStatus::ALL.iter().map(|v| v.code()).collect());
                out.extend(words(&[
                    ("保留", 0),
                    ("拟长期保留", 0),
                    ("撤并", 1),
                    ("撤销", 1),
                    ("合并", 2),
                    ("新建", 3),
                ]));
                out
            }
            CodeList::Datum => words(&[
                ("2000国家大地坐标系", 0),
                ("国家2000", 0),
                ("WGS84", 1),
                ("GPS", 1),
                ("GCJ02", 2),
                ("GCJ-02", 2),
                ("高德", 2),
                ("腾讯", 2),
                ("火星坐标", 2),
                ("BD09", 3),
                ("BD-09", 3),
                ("百度", 3),
                ("不详", 4),
            ]),
            CodeList::RegionLevel => words(&[
                ("省", 1),
                ("自治区", 1),
                ("市", 2),
                ("盟", 2),
                ("地级市", 2),
                ("县", 3),
                ("旗", 3),
                ("区", 3),
                ("旗县区", 3),
                ("乡镇", 5),
                ("街道", 5),
                ("苏木", 5),
            ]),
            CodeList::Item => {
                let mut out: Vec<(String, usize)> = codes(Item::ALL.iter().map(|v| v.code()).collect());
                let at = |item: Item| Item::ALL.iter().position(|i| *i == item).unwrap_or(0);
                for (word, item) in ITEM_WORDS {
                    out.push(((*word).to_owned(), at(*item)));
                }
                out
            }
            CodeList::FundSource => {
                let mut out: Vec<(String, usize)> = codes(FundSource::ALL.iter().map(|v| v.code()).collect());
                out.extend(words(&[
                    ("中央", 0),
                    ("中央补助", 0),
                    ("自治区", 1),
                    ("省级资金", 1),
                    ("省级", 1),
                    ("市级", 2),
                    ("盟市资金", 2),
                    ("县级", 3),
                    ("旗县资金", 3),
                    ("旗县区资金", 3),
                    ("债券", 4),
                    ("政府债券", 4),
                    ("专项债券", 4),
                    ("其他", 5),
                ]));
                out
            }
            CodeList::BuildNature => words(&[("改扩建", 1), ("维修", 3), ("改造", 3), ("采购", 4), ("设备购置", 4)]),
            CodeList::PerformanceKind => words(&[("产出", 0), ("效益", 1), ("满意度", 2)]),
            CodeList::TargetRelation => words(&[
                ("不低于", 0),
                ("大于等于", 0),
                (">=", 0),
                ("不高于", 1),
                ("小于等于", 1),
                ("<=", 1),
                ("等于", 2),
            ]),
            CodeList::SchoolPart => words(&[("小学", 0), ("初中", 1), ("义务教育", 2), ("高中", 3), ("幼儿园", 4)]),
            CodeList::WaiverLevel => {
                words(&[("县", 0), ("旗县级", 0), ("市", 1), ("盟市级", 1), ("省级", 2), ("自治区", 2)])
            }
            CodeList::Demand => {
                words(&[("必须列入", 0), ("项目", 0), ("危房", 1), ("消除D级危房", 1), ("学位", 2), ("补足学位", 2)])
            }
            CodeList::Approval | CodeList::LandStatus | CodeList::OtherPlanKind | CodeList::TargetMeasure => Vec::new(),
        }
    }

    /// The position a text names: a name, an alias, a code, or a code and a name together (`211 小学`).
    pub fn find(self, text: &str) -> Option<usize> {
        static INDEX: OnceLock<HashMap<CodeList, HashMap<String, usize>>> = OnceLock::new();
        let index = INDEX.get_or_init(|| CodeList::ALL.into_iter().map(|l| (l, l.index())).collect());
        let words = index.get(&self)?;
        let key = plain(text);
        if let Some(at) = words.get(&key) {
            return Some(*at);
        }
        let name = key.trim_start_matches(|c: char| c.is_ascii_digit());
        let code = key.get(..key.len() - name.len())?;
        let (by_code, by_name) = (words.get(code)?, words.get(name)?);
        (by_code == by_name).then_some(*by_code)
    }

    fn index(self) -> HashMap<String, usize> {
        let mut out = HashMap::new();
        for (at, name) in self.names().into_iter().enumerate() {
            out.insert(plain(name), at);
        }
        for (word, at) in self.aliases() {
            out.entry(plain(&word)).or_insert(at);
        }
        out
    }
}

/// A text without spaces, width and brackets; signs alone stay as they are.
fn plain(text: &str) -> String {
    let folded = intake::normal::fold_width(text);
    let key: String = folded.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if key.is_empty() {
        folded.trim().to_owned()
    } else if key.chars().all(|c| c.is_ascii_digit()) {
        key
    } else {
        header_key(&key)
    }
}

const ITEM_WORDS: &[(&str, Item)] = &[
    ("占地面积", Item::CampusLand),
    ("建筑面积", Item::FloorArea),
    ("教学及辅助用房", Item::TeachingArea),
    ("实验室", Item::Laboratory),
    ("科学教室", Item::Laboratory),
    ("音乐教室", Item::MusicRoom),
    ("美术教室", Item::ArtRoom),
    ("微机室", Item::ComputerRoom),
    ("图书室", Item::Library),
    ("阅览室", Item::Library),
    ("心理辅导室", Item::CounsellingRoom),
    ("运动场", Item::SportsField),
    ("运动场地", Item::SportsField),
    ("宿舍", Item::Dormitory),
    ("学生宿舍楼", Item::Dormitory),
    ("食堂", Item::Canteen),
    ("锅炉房", Item::BoilerRoom),
    ("开水房", Item::BoilerRoom),
    ("周转宿舍", Item::TurnoverDormitory),
    ("校门", Item::Gate),
    ("护坡", Item::SlopeProtection),
    ("硬化", Item::Paving),
    ("绿化", Item::Greening),
    ("学生床", Item::Bed),
    ("学生电脑", Item::Computer),
    ("计算机", Item::Computer),
    ("多媒体教室", Item::MultimediaRoom),
    ("课桌凳", Item::Desk),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_itself() {
        for list in CodeList::ALL {
            for (at, name) in list.names().into_iter().enumerate() {
                assert_eq!(list.find(name), Some(at), "{list:?} {name}");
            }
        }
    }

    #[test]
    fn aliases_codes_and_both_together() {
        let kind = |t| CodeList::SchoolKind.find(t).and_then(|i| SchoolKind::ALL.get(i)).copied();
        assert_eq!(kind("211"), Some(SchoolKind::Primary));
        assert_eq!(kind("２１１ 小 学"), Some(SchoolKind::Primary));
        assert_eq!(kind("211小学教学点"), None);
        assert_eq!(kind("教学点"), Some(SchoolKind::TeachingPoint));
        assert_eq!(CodeList::GradeOrStage.find("7年级"), Some(6));
        assert_eq!(CodeList::GradeOrStage.find("初一"), Some(6));
        assert_eq!(CodeList::TargetRelation.find("≥"), Some(0));
        assert_eq!(CodeList::Owner.find("某某"), None);
    }
}
