//! R0404 早于规划期: a project may not start before the cycle.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 早于规划期.
pub(super) const RULE: Rule = Rule {
    number: "R0404",
    family: Family::Schedule,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知标题、六（四）",
    mission: "M23",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let first = view.dossier.cycle.first;
    for p in view.projects.iter().filter(|p| p.project.start < first) {
        let draft = out.project(view, p).with("start", p.project.start).with("first", first).and_remedy();
        draft.saw(p.path("start"), p.project.start).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0404", &["R0506", "R0507"], |f| f.shift("P2", 2020));
    }
}
