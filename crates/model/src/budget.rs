//! Budgets by source and year (资金来源与年度预算), and the county's finances.

use crate::calendar::{Date, Year};
use crate::money::Fen;
use serde::{Deserialize, Serialize};

/// A document cited as the basis of a fact (依据文件).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRef {
    /// 标题.
    pub title: String,
    /// 文号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// 成文日期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// Where money comes from (资金来源). The last four are no lawful source; they stand here so that a plan that names them can be found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundSource {
    /// 中央资金.
    Central,
    /// 自治区（省级）资金.
    Region,
    /// 市级资金.
    City,
    /// 县级资金.
    County,
    /// 政府债券资金 (only as named budget money with its document).
    GovernmentBond,
    /// 其他财政资金, named in the budget line.
    OtherPublic,
    /// 学校名义举债.
    SchoolBorrowing,
    /// 施工单位垫资.
    ContractorAdvance,
    /// 向学生家长收费或集资.
    Levy,
    /// 来源不明.
    Unnamed,
}

impl FundSource {
    /// Every source.
    pub const ALL: [FundSource; 10] = [
        FundSource::Central,
        FundSource::Region,
        FundSource::City,
        FundSource::County,
        FundSource::GovernmentBond,
        FundSource::OtherPublic,
        FundSource::SchoolBorrowing,
        FundSource::ContractorAdvance,
        FundSource::Levy,
        FundSource::Unnamed,
    ];

    /// The sources a programme may be planned with.
    pub const LAWFUL: [FundSource; 6] = [
        FundSource::Central,
        FundSource::Region,
        FundSource::City,
        FundSource::County,
        FundSource::GovernmentBond,
        FundSource::OtherPublic,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            FundSource::Central => "central",
            FundSource::Region => "region",
            FundSource::City => "city",
            FundSource::County => "county",
            FundSource::GovernmentBond => "government_bond",
            FundSource::OtherPublic => "other_public",
            FundSource::SchoolBorrowing => "school_borrowing",
            FundSource::ContractorAdvance => "contractor_advance",
            FundSource::Levy => "levy",
            FundSource::Unnamed => "unnamed",
        }
    }

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            FundSource::Central => "中央资金",
            FundSource::Region => "自治区资金",
            FundSource::City => "市级资金",
            FundSource::County => "县级资金",
            FundSource::GovernmentBond => "政府债券资金",
            FundSource::OtherPublic => "其他财政资金",
            FundSource::SchoolBorrowing => "学校举债",
            FundSource::ContractorAdvance => "施工单位垫资",
            FundSource::Levy => "收费集资",
            FundSource::Unnamed => "来源不明",
        }
    }

    /// The source with this code.
    pub fn from_code(code: &str) -> Option<FundSource> {
        FundSource::ALL.into_iter().find(|s| s.code() == code)
    }

    /// A source a programme may be planned with.
    pub fn is_lawful(self) -> bool {
        FundSource::LAWFUL.contains(&self)
    }
}

/// Money one source offers the programme in one year (年度资金预算).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// The source.
    pub source: FundSource,
    /// The budget year.
    pub year: Year,
    /// The amount, fen.
    pub amount: Fen,
    /// The document that promises it; a line without one is a wish and is shown as such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    /// What the money is called when it is bond or other public money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The county's general budget and education spending of a year (一般公共预算与教育支出).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountyFinance {
    /// The year.
    pub year: Year,
    /// 一般公共预算支出.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub general_budget: Option<Fen>,
    /// 其中：教育支出.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<Fen>,
    /// The document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}
