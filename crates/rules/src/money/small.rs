//! R0509 零星小额项目: single uses of very small amounts belong to current spending.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Fen;
use rust_decimal::Decimal;

/// 零星小额项目.
pub(super) const RULE: Rule = Rule {
    number: "R0509",
    family: Family::Money,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "教基一〔2013〕10号相关口径",
    mission: "M40",
    check,
};

const FLOOR: &str = "review.single_min";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(floor) = view.limit(FLOOR) else {
        out.unset("单次投入下限");
        return;
    };
    for p in &view.projects {
        let Some(total) = p.total.filter(|t| t.0 > 0) else { continue };
        let small = Decimal::from(total.0).checked_div(Decimal::from(Fen::WAN.0)).is_some_and(|wan| wan < floor.value);
        if small {
            let draft = out.project(view, p).with("total", total).with("floor", floor.value.normalize());
            draft.by(&floor).saw(p.path("total"), total).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0509", &["R0302", "R0303", "R0707"], |f| f.shrink("P2", 2));
    }
}
