//! R0804 搬迁安置点就学未落实: children of a relocation settlement have no school named for them.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{LayoutStatus, Stage};

/// 搬迁安置点就学未落实.
pub(super) const RULE: Rule = Rule {
    number: "R0804",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（一）、六（一）",
    mission: "M15",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for settlement in &view.dossier.settlements {
        for stage in Stage::COMPULSORY {
            let children = settlement.children.get(&stage).copied().unwrap_or(0);
            let school = settlement.served_by.get(&stage).and_then(|id| view.school(id));
            let stays = school.is_some_and(|s| {
                let status = s.layout_on(view.dossier.as_of).map(|f| f.status);
                !matches!(status, Some(LayoutStatus::Close | LayoutStatus::Merge))
            });
            if children == 0 || stays {
                continue;
            }
            let draft = out.county().with("settlement", &settlement.name).with("stage", stage.zh());
            let draft = draft.with("children", children);
            draft.saw(format!("settlement/{}", settlement.id), children).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0804", &[], |f| f.settlement(120, "S9"));
    }
}
