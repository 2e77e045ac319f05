//! R0502 资金不在实施年度内: money is arranged for a year in which the project does not run.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 资金不在实施年度内.
pub(super) const RULE: Rule = Rule {
    number: "R0502",
    family: Family::Money,
    severity: Severity::Blocks,
    waiver: Waiver::City,
    clause: "通知六（四）",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    // years the wrong way round are a finding of their own
    for p in view.projects.iter().filter(|p| p.project.start <= p.project.finish) {
        for f in &p.project.funding {
            if f.year >= p.project.start && f.year <= p.project.finish {
                continue;
            }
            let draft =
                out.project(view, p).with("year", f.year).with("source", f.source.zh()).with("amount", f.amount);
            let draft = draft.with("start", p.project.start).with("finish", p.project.finish);
            draft.saw(p.path(&format!("funding/{}/{}", f.year, f.source.code())), f.amount).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Year;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0502", &["R0503"], |f| f.project("P2").funding[0].year = Year(2022));
    }
}
