//! Findings (审核发现) and the rules that make them.

use crate::report::Report;
use crate::view::View;
use model::{Message, ProjectId, SchoolId, Waived, WaiverLevel};
use policy::Certainty;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How grave a finding is (严重程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 禁止: the plan may not be handed in.
    Blocks,
    /// 需说明: a reason must be given.
    NeedsReason,
    /// 提示.
    Notice,
}

/// Who may waive a finding (豁免层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiver {
    /// 不得豁免.
    Nobody,
    /// 县级.
    County,
    /// 市级.
    City,
    /// 自治区级.
    Region,
}

impl Waiver {
    /// True when this level may waive it.
    pub fn allows(self, level: WaiverLevel) -> bool {
        match self {
            Waiver::Nobody => false,
            Waiver::County => true,
            Waiver::City => level >= WaiverLevel::City,
            Waiver::Region => level >= WaiverLevel::Region,
        }
    }

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Waiver::Nobody => "不得豁免",
            Waiver::County => "县级",
            Waiver::City => "市级",
            Waiver::Region => "自治区级",
        }
    }
}

/// The families of rules (规则类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// 实施范围 (eligibility of the school and its part).
    Eligibility,
    /// 建设内容.
    Content,
    /// 超标准与豪华建设.
    Standard,
    /// 实施进度.
    Schedule,
    /// 资金.
    Money,
    /// 重复交叉.
    Duplicate,
    /// 虚列套取.
    Fraud,
    /// 目标衔接.
    Target,
    /// 完整性.
    Completeness,
    /// 勾稽关系.
    Reconciliation,
}

/// A rule (规则).
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its number, `R` and four digits: family (two) and running number (two). Never used again for another rule.
    pub number: &'static str,
    /// Its family.
    pub family: Family,
    /// How grave.
    pub severity: Severity,
    /// Who may waive it.
    pub waiver: Waiver,
    /// The clause it rests on, as cited in print.
    pub clause: &'static str,
    /// The demand of the mission it serves, `M21`.
    pub mission: &'static str,
    /// The check.
    pub check: fn(&View<'_>, &mut Report<'_>),
}

impl Rule {
    /// Its name in words (规则名称).
    pub fn name(&self) -> Message {
        Message { key: Cow::Owned(format!("{}-name", self.key())), args: BTreeMap::new() }
    }

    /// The catalogue key of its message: `rules-r0101`.
    pub fn key(&self) -> String {
        format!("rules-{}", self.number.to_ascii_lowercase())
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.number)
    }
}

/// A record or cell that shows it (证据).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Path of the value in the dossier, as in `Dossier::origins`.
    pub path: String,
    /// The value, as shown to a person.
    pub value: String,
}

/// A finding (审核发现).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's number.
    pub rule: Cow<'static, str>,
    /// The family.
    pub family: Family,
    /// How grave (after the pack's switches).
    pub severity: Severity,
    /// Who may waive it.
    pub waiver: Waiver,
    /// The clause.
    pub clause: Cow<'static, str>,
    /// How sure the figure is that it compares with; `Confirmed` where no figure is used.
    pub certainty: Certainty,
    /// The project, if it is about one.
    pub project: Option<ProjectId>,
    /// The school, if it is about one.
    pub school: Option<SchoolId>,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub remedy: Message,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// Who lets it stand, when someone entitled to does (已豁免).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<Box<Waived>>,
}

impl Finding {
    /// True while nobody entitled to has waived it.
    pub fn stands(&self) -> bool {
        self.waived.is_none()
    }
}

/// Findings counted (审核汇总); those waived are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// 禁止.
    pub blocks: usize,
    /// 需说明.
    pub reasons: usize,
    /// 提示.
    pub notices: usize,
    /// 已豁免.
    pub waived: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Tally {
        let mut tally = Tally::default();
        for finding in findings {
            let slot = match finding.severity {
                _ if !finding.stands() => &mut tally.waived,
                Severity::Blocks => &mut tally.blocks,
                Severity::NeedsReason => &mut tally.reasons,
                Severity::Notice => &mut tally.notices,
            };
            *slot = slot.saturating_add(1);
        }
        tally
    }
}
