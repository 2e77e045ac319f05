//! The reviewer's findings（审核发现）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use catalogue::Lang;
use model::SchoolId;
use policy::Certainty;
use rules::Severity;
use std::collections::BTreeMap;

/// Pieces of evidence printed with a finding; all of them stand in the JSON file.
const SHOWN: usize = 12;

/// The same in the review pack, so that a row stays on its page.
const SHOWN_ON_PAPER: usize = 5;

/// One row per finding, the grave ones first.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    of(case, SHOWN, |_| true)
}

/// Only those that block or need a reason.
pub(super) fn grave(case: &Case<'_>) -> Vec<Row> {
    of(case, SHOWN_ON_PAPER, |f| f.severity != Severity::Notice)
}

/// Only notices.
pub(super) fn notices(case: &Case<'_>) -> Vec<Row> {
    of(case, SHOWN_ON_PAPER, |f| f.severity == Severity::Notice)
}

fn of(case: &Case<'_>, shown: usize, pick: fn(&rules::Finding) -> bool) -> Vec<Row> {
    let mut findings: Vec<_> = case.findings.iter().filter(|f| pick(f)).collect();
    findings.sort_by_key(|f| f.severity);
    let row = |(at, f): (usize, &rules::Finding)| {
        let about = about(case, f);
        let mut evidence: Vec<String> = f.evidence.iter().take(shown).map(|e| evidence(case, e)).collect();
        if f.evidence.len() > shown {
            evidence.push(format!("……共{}条，全部见《规划数据》", f.evidence.len()));
        }
        Row::new()
            .with("no", Cell::count(at.saturating_add(1)))
            .with("rule", f.rule.as_ref())
            .with("family", name::family(f.family))
            .with("severity", name::severity(f.severity))
            .with("about", about)
            .with("message", catalogue::text(Lang::Zh, &f.message))
            .with("remedy", catalogue::text(Lang::Zh, &f.remedy))
            .with("clause", clause(f))
            .with("evidence", evidence.join("\n"))
            .with("waiver", waiver(f))
    };
    findings.into_iter().enumerate().map(row).collect()
}

/// The clause a finding rests on, and how sure it is.
fn clause(finding: &rules::Finding) -> String {
    let mut clause = finding.clause.to_string();
    if finding.certainty != Certainty::Confirmed {
        clause.push_str(&format!("（{}）", name::certainty(finding.certainty)));
    }
    clause
}

/// One row per rule that found something, the grave ones first: how often, what to do, on what ground, who may waive it. What
/// is the same for every finding of a rule is said once.
pub(super) fn by_rule(case: &Case<'_>) -> Vec<Row> {
    let mut counts: BTreeMap<_, u32> = BTreeMap::new();
    for f in case.findings {
        let remedy = catalogue::text(Lang::Zh, &f.remedy);
        let key = (f.severity, f.rule.to_string(), name::family(f.family), remedy, clause(f), f.waiver);
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    }
    let row = |((severity, rule, family, remedy, clause, waiver), count): (_, u32)| {
        Row::new()
            .with("rule", String::clone(&rule))
            .with("family", family)
            .with("severity", name::severity(severity))
            .with("count", Cell::count(count))
            .with("remedy", String::clone(&remedy))
            .with("clause", String::clone(&clause))
            .with("waiver", name::waiver(waiver))
    };
    counts.into_iter().map(row).collect()
}

/// Who may waive it, or who has: name, level, date and reason.
pub(super) fn waiver(finding: &rules::Finding) -> String {
    let Some(w) = &finding.waived else { return name::waiver(finding.waiver).to_owned() };
    format!("已豁免：{}（{}，{}）：{}", w.name, w.level.zh(), w.date, w.reason)
}

/// What a finding is about: a project, a school, or the county.
pub(super) fn about(case: &Case<'_>, finding: &rules::Finding) -> String {
    match (&finding.project, &finding.school) {
        (Some(id), _) => {
            let project = case.dossier.plan.projects.iter().find(|p| p.id == *id);
            project.map_or_else(|| id.to_string(), |p| format!("{id} {}", p.name))
        }
        (None, Some(id)) => name::school(case, id).to_owned(),
        (None, None) => "全县".to_owned(),
    }
}

/// The value with what it belongs to, and with the cell it was read from where it came from a sheet.
fn evidence(case: &Case<'_>, evidence: &rules::Evidence) -> String {
    let owner = owner(case, &evidence.path).map(|o| format!("{o}：")).unwrap_or_default();
    let origin = model::nearest(&case.dossier.origins, &evidence.path);
    let cell = origin.map(|o| format!("（{}!{}）", o.sheet, o.cell)).unwrap_or_default();
    format!("{owner}{}{cell}", evidence.value)
}

/// What a path of the dossier speaks of, in words.
fn owner(case: &Case<'_>, path: &str) -> Option<String> {
    let mut steps = path.split('/');
    let (kind, id) = (steps.next()?, steps.next());
    Some(match (kind, id) {
        ("project", Some(id)) => format!("项目{id}"),
        ("school" | "gap", Some(id)) => case.dossier.school(&SchoolId(id.to_owned()))?.name.clone(),
        ("budget", _) => "资金预算".to_owned(),
        ("other_plan", _) => "衔接规划".to_owned(),
        ("figure", _) => "标准".to_owned(),
        ("waiver", _) => "豁免记录".to_owned(),
        _ => return None,
    })
}
