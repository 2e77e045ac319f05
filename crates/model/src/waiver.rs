//! Waivers granted by name (豁免记录): who lets a reviewer's finding stand, and why.

use crate::budget::DocumentRef;
use crate::calendar::Date;
use crate::project::ProjectId;
use crate::school::SchoolId;
use serde::{Deserialize, Serialize};

/// The level that grants a waiver (豁免层级), lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverLevel {
    /// 县级.
    County,
    /// 市级.
    City,
    /// 自治区级.
    Region,
}

impl WaiverLevel {
    /// All levels.
    pub const ALL: [WaiverLevel; 3] = [WaiverLevel::County, WaiverLevel::City, WaiverLevel::Region];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            WaiverLevel::County => "县级",
            WaiverLevel::City => "市级",
            WaiverLevel::Region => "自治区级",
        }
    }
}

/// A waiver (豁免记录): findings of one rule on one project or school, let stand by a named person for a reason.
/// With neither project nor school it speaks of what the rule finds in the county as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waived {
    /// The rule's number, `R0301`.
    pub rule: String,
    /// The project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolId>,
    /// The level that grants it.
    pub level: WaiverLevel,
    /// Who answers for it: name and office.
    pub name: String,
    /// Why.
    pub reason: String,
    /// The day it was granted.
    pub date: Date,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}
