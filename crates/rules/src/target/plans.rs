//! R0801 缺少衔接规划: the plan must rest on the county's other plans, which are not cited.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::OtherPlanKind;

/// 缺少衔接规划.
pub(super) const RULE: Rule = Rule {
    number: "R0801",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（一）",
    mission: "M26",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for kind in OtherPlanKind::ALL {
        // a county without settlements has no relocation plan to cite
        let idle = kind == OtherPlanKind::Relocation && view.dossier.settlements.is_empty();
        if idle || view.dossier.other_plans.iter().any(|p| p.kind == kind) {
            continue;
        }
        out.county().with("plan", kind.zh()).saw("other_plan", kind.zh()).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::OtherPlanKind;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0801", &[], |f| f.drop_plan(OtherPlanKind::OnlineTeaching));
    }
}
