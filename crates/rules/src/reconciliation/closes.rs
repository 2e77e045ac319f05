//! R1007 所补缺口与建设内容不符: the gaps a project closes are not what it builds or buys.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Place;

/// 所补缺口与建设内容不符.
pub(super) const RULE: Rule = Rule {
    number: "R1007",
    family: Family::Reconciliation,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知二（二）",
    mission: "M12",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in view.projects.iter().filter(|p| p.adds()) {
        for gap in &p.project.closes {
            let lines = p.project.lines.iter().filter(|l| l.item == gap.item);
            let planned = lines.map(|l| l.quantity).fold(0_i64, i64::saturating_add);
            let here = matches!(&p.project.place, Place::School(id) if *id == gap.school);
            let at_site = matches!(p.project.place, Place::Site(_));
            // what stands under another name (teaching area for a class room) is told by the reason
            if (here || at_site)
                && (planned == 0 || gap.quantity <= planned)
                && (planned > 0 || p.project.reason.is_some())
            {
                continue;
            }
            let unit = gap.item.unit();
            let draft = out.project(view, p).with("item", gap.item.zh()).with("unit", unit.zh());
            let draft = draft.with("closed", unit.show(gap.quantity)).with("planned", unit.show(planned));
            draft.saw(p.path("closes"), gap.item.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::SchoolId;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1007", &["R0605"], |f| f.project("P2").closes[0].quantity = 500);
        trip("R1007", &[], |f| f.project("P2").closes[0].school = SchoolId("S1".into()));
    }
}
