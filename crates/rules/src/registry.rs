//! The list of rules, and running them (规则清单与执行).

use crate::case::Case;
use crate::finding::{Finding, Rule};
use crate::peers::{Peers, group, peers};
use crate::report::{Report, Words};
use crate::switch::{self, Setting};
use crate::view::View;
use crate::{
    completeness, content, duplicate, eligibility, fraud, money, reconciliation, schedule, standard, target, waive,
};
use model::Cycle;
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

/// The catalogue keys of every rule, in the order of [`all`]; made once and kept for as long as the program runs.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let keep = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    all().iter().map(|r| Words { message: keep(r.key()), remedy: keep(format!("{}-do", r.key())) }).collect()
});

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
/// The findings come gravest first, then by rule, then in the order of the plan; the same case gives the same list. Findings that
/// a waiver of the dossier lets stand carry it. Rules that compare counties are silent here: see [`compare`].
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    check_among(case, &Peers::default())
}

/// Checks several counties' plans, each beside the others of its cycle (跨区县比较审核): one list of findings for each case, in
/// their order. A county counts once, with the plan that comes first; one without a plan is not compared (see [`crate::apart`]).
pub fn compare(cases: &[Case<'_>]) -> Vec<Vec<Finding>> {
    let mut of_cycle: Vec<(Cycle, Peers)> = Vec::new();
    let mut out = Vec::with_capacity(cases.len());
    for case in cases {
        let cycle = case.dossier.cycle;
        if !of_cycle.iter().any(|(c, _)| *c == cycle) {
            of_cycle.push((cycle, peers(&group(cases, case))));
        }
        let beside = of_cycle.iter().find(|(c, _)| *c == cycle).map(|(_, p)| p);
        out.push(check_among(case, beside.unwrap_or(&Peers::default())));
    }
    out
}

/// How many counties a county's plan is set beside, itself among them (参加比较的区县数).
pub fn compared(cases: &[Case<'_>], of: &Case<'_>) -> usize {
    group(cases, of).len()
}

/// Checks a county's plan beside what other counties ask for.
pub fn check_among(case: &Case<'_>, peers: &Peers) -> Vec<Finding> {
    let view = View::new(*case, peers);
    let mut out = Vec::with_capacity(view.projects.len());
    for (rule, words) in all().iter().zip(WORDS.iter()) {
        let setting = switch::of(rule, view.policy);
        let mut report = Report::new(rule, *words, setting.severity(rule), &mut out);
        if setting != Setting::Off {
            (rule.check)(&view, &mut report);
        }
        report.close();
        switch::tell(rule, *words, &view, &mut out);
    }
    waive::apply(view.dossier, &mut out);
    out.sort_by_key(|f| f.severity); // stable: within a severity they stand by rule already
    out
}
