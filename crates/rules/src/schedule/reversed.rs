//! R0405 起止年份颠倒: the last year lies before the first.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 起止年份颠倒.
pub(super) const RULE: Rule = Rule {
    number: "R0405",
    family: Family::Schedule,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（四）",
    mission: "M23",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in view.projects.iter().filter(|p| p.project.finish < p.project.start) {
        let (start, finish) = (p.project.start, p.project.finish);
        let draft = out.project(view, p).with("start", start).with("finish", finish);
        draft.saw(p.path("start"), start).saw(p.path("finish"), finish).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Year;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0405", &["R0502", "R0407"], |f| f.project("P3").finish = Year(2021));
    }
}
