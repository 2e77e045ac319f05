//! R1005 同年同源资金填了两次: one source stands twice in one year of a project.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 同年同源资金填了两次.
pub(super) const RULE: Rule = Rule {
    number: "R1005",
    family: Family::Reconciliation,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（四）",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, f) in p.project.funding.iter().enumerate() {
            let before = p.project.funding.iter().take(n);
            if before.filter(|e| e.year == f.year && e.source == f.source).count() == 1 {
                let draft = out.project(view, p).with("year", f.year).with("source", f.source.zh());
                draft.saw(p.path(&format!("funding/{}/{}", f.year, f.source.code())), f.amount).file();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{Fen, Funding};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1005", &["R0510"], |f| {
            let first = &mut f.project("P2").funding;
            let half = first[0].amount.0 / 2;
            first[0].amount.0 -= half;
            let rest = Funding { amount: Fen(half), ..first[0] };
            first.push(rest);
        });
    }
}
