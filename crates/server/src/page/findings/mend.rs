//! Mending what a finding says, where it stands (就地改正): values of a project; years go to the year board, money to its page.

use crate::caller::CountyView;
use crate::county::Computed;
use crate::failure::Failure;
use crate::page::change::change;
use crate::shell::Shell;
use crate::words::Words;
use model::{Approval, LandStatus, Message, Project, ProjectId, Year, YearMonth};
use rules::Finding;
use serde::Deserialize;

/// A value of a project that can be mended in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// 用地状态.
    Land,
    /// 审批进度.
    Approval,
    /// 投资项目代码.
    Code,
    /// 建设理由.
    Reason,
    /// 前期月数.
    Lead,
    /// 计划开工年月.
    WorksStart,
    /// 计划竣工年月.
    WorksFinish,
    /// 需用年份.
    NeedBy,
}

impl Field {
    const ALL: [Field; 8] = [
        Field::Land,
        Field::Approval,
        Field::Code,
        Field::Reason,
        Field::Lead,
        Field::WorksStart,
        Field::WorksFinish,
        Field::NeedBy,
    ];

    /// As evidence names it.
    pub fn name(self) -> &'static str {
        match self {
            Field::Land => "land",
            Field::Approval => "approval",
            Field::Code => "investment_code",
            Field::Reason => "reason",
            Field::Lead => "lead_months",
            Field::WorksStart => "works_start",
            Field::WorksFinish => "works_finish",
            Field::NeedBy => "need_by",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Field::Land => "wb-mend-land",
            Field::Approval => "wb-mend-approval",
            Field::Code => "wb-mend-code",
            Field::Reason => "wb-mend-reason",
            Field::Lead => "wb-mend-lead",
            Field::WorksStart => "wb-mend-works-start",
            Field::WorksFinish => "wb-mend-works-finish",
            Field::NeedBy => "wb-mend-need-by",
        }
    }

    fn choices(self) -> Vec<&'static str> {
        match self {
            Field::Land => LandStatus::ALL.iter().map(|l| l.zh()).collect(),
            Field::Approval => Approval::ALL.iter().map(|a| a.zh()).collect(),
            _ => Vec::new(),
        }
    }

    fn shown(self, p: &Project) -> String {
        let own = &p.preparation;
        let text = |v: Option<String>| v.unwrap_or_default();
        match self {
            Field::Land => text(own.land.map(|l| l.zh().to_owned())),
            Field::Approval => text(own.approval.map(|a| a.zh().to_owned())),
            Field::Code => text(own.investment_code.clone()),
            Field::Reason => text(p.reason.clone()),
            Field::Lead => text(own.lead_months.map(|m| m.to_string())),
            Field::WorksStart => text(own.works_start.map(|m| m.to_string())),
            Field::WorksFinish => text(own.works_finish.map(|m| m.to_string())),
            Field::NeedBy => text(p.need_by.map(|y| y.to_string())),
        }
    }

    /// Sets it as typed; nothing typed means not known.
    fn set(self, p: &mut Project, typed: &str) -> Option<()> {
        let typed = typed.trim();
        let known = |ok: bool| ok.then_some(());
        let own = &mut p.preparation;
        if typed.is_empty() {
            match self {
                Field::Land => own.land = None,
                Field::Approval => own.approval = None,
                Field::Code => own.investment_code = None,
                Field::Reason => p.reason = None,
                Field::Lead => own.lead_months = None,
                Field::WorksStart => own.works_start = None,
                Field::WorksFinish => own.works_finish = None,
                Field::NeedBy => p.need_by = None,
            }
            return Some(());
        }
        match self {
            Field::Land => own.land = Some(LandStatus::ALL.into_iter().find(|l| l.zh() == typed)?),
            Field::Approval => own.approval = Some(Approval::ALL.into_iter().find(|a| a.zh() == typed)?),
            Field::Code => {
                known(typed.chars().count() <= 40)?;
                own.investment_code = Some(typed.to_owned());
            }
            Field::Reason => {
                known(typed.chars().count() <= 500)?;
                p.reason = Some(typed.to_owned());
            }
            Field::Lead => own.lead_months = Some(typed.parse().ok().filter(|m| *m <= 120)?),
            Field::WorksStart => own.works_start = Some(typed.parse::<YearMonth>().ok()?),
            Field::WorksFinish => own.works_finish = Some(typed.parse::<YearMonth>().ok()?),
            Field::NeedBy => p.need_by = Some(typed.parse().ok().and_then(Year::new)?),
        }
        Some(())
    }
}

/// A value to mend, as its form shows it.
pub struct MendView {
    /// As evidence names it.
    pub field: &'static str,
    /// In words.
    pub label: String,
    /// As it stands.
    pub value: String,
    /// What may be chosen: the value and its words; empty where it is typed.
    pub choices: Vec<(&'static str, String)>,
}

/// What may be mended of a finding: the values it rests on.
pub fn mends(w: &Words, c: &Computed, f: &Finding) -> Vec<MendView> {
    let Some(project) = f.project.as_ref().and_then(|id| c.project(id)) else { return Vec::new() };
    let named = |field: &Field| f.evidence.iter().any(|e| e.path.rsplit('/').next() == Some(field.name()));
    let view = |field: Field| MendView {
        field: field.name(),
        label: w.t(field.label()),
        value: field.shown(project),
        choices: field.choices().into_iter().map(|zh| (zh, w.term(zh))).collect(),
    };
    Field::ALL.into_iter().filter(named).map(view).collect()
}

/// Where else to mend: the pages that hold what it rests on.
pub fn elsewhere(s: &Shell, f: &Finding) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let has = |part: &str| f.evidence.iter().any(|e| e.path.contains(part));
    if f.evidence.iter().any(|e| e.path.starts_with("budget/")) || has("/funding") {
        out.push((s.path("plan/budgets"), s.t("wb-mend-budgets")));
    }
    if let Some(id) = f.school.as_ref().filter(|_| f.project.is_none()) {
        out.push((format!("{}/{id}", s.path("schools")), s.t("wb-mend-school")));
    }
    out
}

/// A value as it is mended.
#[derive(Debug, Clone, Deserialize)]
pub struct Mended {
    /// The rule whose finding it was.
    pub rule: String,
    /// The project.
    pub project: String,
    /// Which value.
    pub field: String,
    /// What it is to be; empty for not known.
    #[serde(default)]
    pub value: String,
    /// The version it was seen in.
    pub version: i64,
}

/// Sets a value of a project, as a version of its own.
///
/// # Errors
/// There is no such project or value, what was typed is none, or a newer version exists.
pub async fn mend(county: &CountyView, given: &Mended) -> Result<i64, Failure> {
    let id = ProjectId(given.project.clone());
    let field = Field::ALL.into_iter().find(|f| f.name() == given.field).ok_or(Failure::NotFound)?;
    let name = county.computed.project(&id).ok_or(Failure::NotFound)?.name.clone();
    let label = catalogue::word(catalogue::Lang::Zh, field.label());
    let why = Message::new("wb-mend-why").with("rule", &given.rule).with("name", name).with("field", &label);
    let bad = Message::new("wb-mend-bad").with("field", label).with("given", &given.value);
    let value = given.value.clone();
    change(county, given.version, catalogue::text(catalogue::Lang::Zh, &why), move |dossier| {
        let project = dossier.plan.projects.iter_mut().find(|p| p.id == id).ok_or(Failure::NotFound)?;
        field.set(project, &value).ok_or_else(|| Failure::bad(bad))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_set_again() {
        let dossier = synth::demo_city(2021).into_iter().find(|d| !d.plan.projects.is_empty());
        let Some(mut project) = dossier.and_then(|d| d.plan.projects.into_iter().next()) else { return };
        for (field, typed) in [
            (Field::Land, "办理中"),
            (Field::Approval, "未开展"),
            (Field::Code, "2106-150121-04-01-123456"),
            (Field::Reason, "校舍鉴定为D级"),
            (Field::Lead, "6"),
            (Field::WorksStart, "2022-04"),
            (Field::WorksFinish, "2022-10"),
            (Field::NeedBy, "2023"),
        ] {
            assert!(field.set(&mut project, typed).is_some(), "{field:?}");
            assert_eq!(field.shown(&project), typed);
            assert!(field.set(&mut project, "").is_some());
            assert_eq!(field.shown(&project), "");
        }
        for (field, bad) in
            [(Field::Land, "x"), (Field::Lead, "-1"), (Field::WorksStart, "2022-13"), (Field::NeedBy, "x")]
        {
            assert!(field.set(&mut project, bad).is_none(), "{field:?}");
        }
    }
}
