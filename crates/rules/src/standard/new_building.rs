//! R0303 新建校舍未达优质均衡标准: a new or extended building must meet the balanced standard.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{BuildNature, Category};
use policy::Standard;

/// 新建校舍未达优质均衡标准.
pub(super) const RULE: Rule = Rule {
    number: "R0303",
    family: Family::Standard,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（四）",
    mission: "M19",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        for added in &place.added {
            let builds = added.projects.iter().filter_map(|i| view.at(*i));
            let Some(p) = builds
                .filter(|p| matches!(p.project.nature, BuildNature::New | BuildNature::Extension))
                .find(|_| added.item.category() == Category::Building)
            else {
                continue;
            };
            let required = view.required(place, Standard::Balanced, added.item, false);
            let (Some(required), Some(present), Some(quantity)) =
                (required, view.present(place, added.item), added.quantity)
            else {
                continue;
            };
            let Some(after) = present.checked_add(quantity).filter(|a| *a < required.quantity) else { continue };
            let unit = added.item.unit();
            let draft = out.project(view, p).with("item", added.item.zh()).with("unit", unit.zh());
            let draft = draft.with("after", unit.show(after)).with("required", unit.show(required.quantity));
            draft.certainty(required.certainty).saw(p.path("lines"), added.item.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;
    use policy::Standard;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0303", &[], |f| {
            f.extension("P4", "S2", Item::MusicRoom, 1, 52_800_000);
            f.have("S2", Item::MusicRoom, 0);
            f.gap("S2", Item::MusicRoom, Standard::Balanced, 2, 0);
        });
    }
}
