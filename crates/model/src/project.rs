//! Projects of the plan (规划项目): what, where, how much, when, with whose money.

use crate::budget::FundSource;
use crate::calendar::{Year, YearMonth};
use crate::item::{Category, Item};
use crate::money::{Fen, Overflow};
use crate::quantity::{Quantity, cost};
use crate::school::SchoolId;
use crate::site::SiteId;
use crate::stage::Stage;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The key of a project in the plan (项目编号).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProjectId(pub String);

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a project is carried out (建设地点).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At a school of the register.
    School(SchoolId),
    /// On a candidate site (规划新建学校).
    Site(SiteId),
}

/// The part of a school a project is for (学校组成部分). Only the compulsory parts are eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoolPart {
    /// 小学部.
    Primary,
    /// 初中部.
    Junior,
    /// 义务教育阶段共用.
    Compulsory,
    /// 高中部.
    Senior,
    /// 附设幼儿园.
    Kindergarten,
    /// 全校共用 (a complete or twelve-year school must say which part instead).
    Whole,
}

impl SchoolPart {
    /// All parts.
    pub const ALL: [SchoolPart; 6] = [
        SchoolPart::Primary,
        SchoolPart::Junior,
        SchoolPart::Compulsory,
        SchoolPart::Senior,
        SchoolPart::Kindergarten,
        SchoolPart::Whole,
    ];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            SchoolPart::Primary => "小学部",
            SchoolPart::Junior => "初中部",
            SchoolPart::Compulsory => "义务教育阶段",
            SchoolPart::Senior => "高中部",
            SchoolPart::Kindergarten => "附设幼儿园",
            SchoolPart::Whole => "全校",
        }
    }
}

/// How something comes about (建设性质).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuildNature {
    /// 新建.
    New,
    /// 扩建.
    Extension,
    /// 改建.
    Rebuild,
    /// 维修改造.
    Renovation,
    /// 购置.
    Purchase,
}

impl BuildNature {
    /// All natures.
    pub const ALL: [BuildNature; 5] = [
        BuildNature::New,
        BuildNature::Extension,
        BuildNature::Rebuild,
        BuildNature::Renovation,
        BuildNature::Purchase,
    ];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            BuildNature::New => "新建",
            BuildNature::Extension => "扩建",
            BuildNature::Rebuild => "改建",
            BuildNature::Renovation => "维修改造",
            BuildNature::Purchase => "购置",
        }
    }
}

/// One content line of a project (建设内容明细).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectLine {
    /// What.
    pub item: Item,
    /// How much, in the item's smallest step.
    pub quantity: Quantity,
    /// Unit price, fen per whole unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Fen>,
    /// The year the price is of (价格基期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year: Option<Year>,
    /// The amount of the line (the declared one; rules compare it with quantity × price).
    pub amount: Fen,
    /// Where the price comes from: a unit-cost key of the pack, or words of the county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_basis: Option<String>,
}

impl ProjectLine {
    /// Quantity × unit price in fen, `None` without a price.
    pub fn priced(&self) -> Option<Result<Fen, Overflow>> {
        self.unit_price.map(|p| cost(self.quantity, self.item.unit(), p))
    }
}

/// Money for a project from one source in one year (分年度资金安排).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// Budget year.
    pub year: Year,
    /// Source.
    pub source: FundSource,
    /// Amount.
    pub amount: Fen,
}

/// State of the land (用地状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LandStatus {
    /// 校园内现有用地.
    OnCampus,
    /// 已取得用地手续.
    Granted,
    /// 办理中.
    InProgress,
    /// 未落实.
    None,
}

impl LandStatus {
    /// All states.
    pub const ALL: [LandStatus; 4] =
        [LandStatus::OnCampus, LandStatus::Granted, LandStatus::InProgress, LandStatus::None];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            LandStatus::OnCampus => "校园内现有用地",
            LandStatus::Granted => "已取得用地手续",
            LandStatus::InProgress => "办理中",
            LandStatus::None => "未落实",
        }
    }
}

/// How far the approvals are (立项审批进度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// 未开展.
    NotStarted,
    /// 项目建议书已批.
    Proposal,
    /// 可行性研究报告已批.
    Feasibility,
    /// 初步设计及概算已批.
    Design,
    /// 招标完成.
    Tendered,
    /// 不需要 (购置类).
    NotNeeded,
}

impl Approval {
    /// All states.
    pub const ALL: [Approval; 6] = [
        Approval::NotStarted,
        Approval::Proposal,
        Approval::Feasibility,
        Approval::Design,
        Approval::Tendered,
        Approval::NotNeeded,
    ];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Approval::NotStarted => "未开展",
            Approval::Proposal => "项目建议书已批复",
            Approval::Feasibility => "可行性研究报告已批复",
            Approval::Design => "初步设计及概算已批复",
            Approval::Tendered => "已完成招标",
            Approval::NotNeeded => "不需要",
        }
    }
}

/// How ready a project is (前期工作).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preparation {
    /// Land.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<LandStatus>,
    /// Approvals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// Months from now to the start of building (前期所需月数).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_months: Option<u8>,
    /// Planned start of works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub works_start: Option<YearMonth>,
    /// Planned completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub works_finish: Option<YearMonth>,
    /// 投资项目代码 (24 characters of GB/T 40058-2021).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub investment_code: Option<String>,
}

/// The kind of a performance target (绩效指标一级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerformanceKind {
    /// 产出.
    Output,
    /// 效益.
    Benefit,
    /// 满意度.
    Satisfaction,
}

impl PerformanceKind {
    /// All kinds.
    pub const ALL: [PerformanceKind; 3] =
        [PerformanceKind::Output, PerformanceKind::Benefit, PerformanceKind::Satisfaction];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            PerformanceKind::Output => "产出指标",
            PerformanceKind::Benefit => "效益指标",
            PerformanceKind::Satisfaction => "满意度指标",
        }
    }
}

/// How the value is compared (指标性质).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetRelation {
    /// ≥.
    AtLeast,
    /// ≤.
    AtMost,
    /// =.
    Exactly,
}

/// A performance target of a project (绩效目标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerformanceTarget {
    /// Which kind.
    pub kind: PerformanceKind,
    /// 三级指标.
    pub indicator: String,
    /// Comparison.
    pub relation: TargetRelation,
    /// Value in hundredths of the unit.
    pub value: i64,
    /// 度量单位.
    pub unit: String,
}

/// The part of a gap that a project closes (所补缺口).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapRef {
    /// The school.
    pub school: SchoolId,
    /// The item that is short.
    pub item: Item,
    /// How much of it, in the item's smallest step.
    pub quantity: Quantity,
}

/// A project of the plan (规划项目).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Its key.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Where.
    pub place: Place,
    /// For which part of the school.
    pub part: SchoolPart,
    /// 建设性质.
    pub nature: BuildNature,
    /// What.
    pub lines: Vec<ProjectLine>,
    /// 工程建设其他费.
    #[serde(default)]
    pub other_fees: Fen,
    /// 预备费.
    #[serde(default)]
    pub contingency: Fen,
    /// First year.
    pub start: Year,
    /// Year of completion.
    pub finish: Year,
    /// The year by which it is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_by: Option<Year>,
    /// Money by year and source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// Seats it adds (新增学位), by stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<(Stage, u32)>,
    /// How ready it is.
    #[serde(default)]
    pub preparation: Preparation,
    /// What it promises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub performance: Vec<PerformanceTarget>,
    /// The gaps it closes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closes: Vec<GapRef>,
    /// Projects that must be finished before it starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<ProjectId>,
    /// Why it is planned, in the county's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Project {
    /// Total investment: lines + other fees + contingency (总投资).
    pub fn total(&self) -> Result<Fen, Overflow> {
        let lines = Fen::sum(self.lines.iter().map(|l| l.amount))?;
        lines.plus(self.other_fees)?.plus(self.contingency)
    }

    /// All money arranged (资金合计).
    pub fn funded(&self) -> Result<Fen, Overflow> {
        Fen::sum(self.funding.iter().map(|f| f.amount))
    }

    /// The category: building when any line is building, else that of the first line (`None` without lines).
    pub fn category(&self) -> Option<Category> {
        if self.lines.iter().any(|l| l.item.category() == Category::Building) {
            return Some(Category::Building);
        }
        self.lines.first().map(|l| l.item.category())
    }
}
