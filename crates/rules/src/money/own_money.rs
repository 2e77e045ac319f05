//! R0514 没有市县配套或专项资金: city and county set up special funds of their own.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Fen, FundSource};

/// 没有市县配套或专项资金.
pub(super) const RULE: Rule = Rule {
    number: "R0514",
    family: Family::Money,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知二（二）、六（四）",
    mission: "M36",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let all = view.projects.iter().flat_map(|p| &p.project.funding);
    let own = all.clone().filter(|f| matches!(f.source, FundSource::City | FundSource::County) && f.amount.0 > 0);
    if all.clone().next().is_none() || own.count() > 0 {
        return;
    }
    let total = Fen::sum(all.map(|f| f.amount)).unwrap_or_default();
    out.county().with("total", total).saw("plan/funding", total).file();
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::FundSource;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0514", &["R0511", "R0507"], |f| {
            for id in ["P1", "P2", "P3"] {
                f.fund(id, FundSource::Central);
            }
        });
    }
}
