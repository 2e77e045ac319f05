//! R0403 “2025年前”的含义: the completion clause can be read a year earlier; projects that end in the last year hang on it.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// “2025年前”的含义.
pub(super) const RULE: Rule = Rule {
    number: "R0403",
    family: Family::Schedule,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知六（三）、二（四）",
    mission: "M23",
    check,
};

const CONFLICT: &str = "conflict.completion";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(conflict) = view.policy.conflicts.iter().find(|c| c.key == CONFLICT) else { return };
    let last = view.policy.cycle.completion.year();
    let late: Vec<_> = view.projects.iter().filter(|p| p.project.finish == last).collect();
    if late.is_empty() {
        return;
    }
    let draft = out.county().with("count", late.len()).with("year", last);
    let mut draft = draft.with("readings", conflict.readings.join("；")).with("assumed", &conflict.assumed);
    for p in late {
        draft = draft.saw(p.path("finish"), p.project.finish);
    }
    draft.file();
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0403", &[], |f| f.shift("P3", 2025));
    }
}
