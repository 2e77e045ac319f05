//! The list of rules, and running them (规则清单与执行).

use crate::case::Case;
use crate::finding::{Finding, Rule, Severity};
use crate::report::Report;
use crate::view::View;
use crate::{completeness, content, duplicate, eligibility, fraud, money, reconciliation, schedule, standard, target};
use std::sync::LazyLock;

const FAMILIES: [&[Rule]; 10] = [
    eligibility::RULES,
    content::RULES,
    standard::RULES,
    schedule::RULES,
    money::RULES,
    duplicate::RULES,
    fraud::RULES,
    target::RULES,
    completeness::RULES,
    reconciliation::RULES,
];

/// Every rule, by number (全部规则).
pub fn all() -> &'static [Rule] {
    static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| FAMILIES.into_iter().flatten().copied().collect());
    &ALL
}

/// The rule with this number, for example `R0101`.
pub fn rule(number: &str) -> Option<&'static Rule> {
    all().iter().find(|r| r.number == number)
}

/// Checks a county's plan against every rule that the packs leave on (审核规划).
///
/// The findings come gravest first, then by rule, then in the order of the plan; the same case gives the same list.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let view = View::new(*case);
    let mut out = Vec::new();
    for rule in all() {
        let Some(severity) = severity(rule, &view) else { continue };
        let mut report = Report::new(rule, severity, &mut out);
        (rule.check)(&view, &mut report);
        report.close();
    }
    out.sort_by(|a, b| (a.severity, &a.rule).cmp(&(b.severity, &b.rule)));
    out
}

/// The severity of a rule after the packs' switches; `None` when it is off.
fn severity(rule: &Rule, view: &View<'_>) -> Option<Severity> {
    let Some(switch) = view.policy.switch(rule.number) else { return Some(rule.severity) };
    if !switch.enabled {
        return None;
    }
    Some(match switch.severity.as_deref() {
        Some("blocks") => Severity::Blocks,
        Some("needs_reason") => Severity::NeedsReason,
        Some("notice") => Severity::Notice,
        _ => rule.severity,
    })
}
