//! R0808 基本缺口没有安排: schools are short of basic conditions and have no project for it.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::SchoolId;
use policy::Standard;
use std::collections::BTreeMap;

/// 基本缺口没有安排.
pub(super) const RULE: Rule = Rule {
    number: "R0808",
    family: Family::Target,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知二（二）",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    if view.projects.is_empty() {
        return;
    }
    let mut open: BTreeMap<&SchoolId, Vec<&str>> = BTreeMap::new();
    for (gap, place) in view.open_gaps(Standard::Basic) {
        if place.is_none_or(|l| l.added(gap.item).is_none()) {
            open.entry(&gap.school).or_default().push(gap.item.zh());
        }
    }
    if open.is_empty() {
        return;
    }
    let names = open.keys().filter_map(|id| view.school(id)).take(5).map(|s| s.name.as_str()).collect::<Vec<_>>();
    let gaps: usize = open.values().map(Vec::len).sum();
    let draft = out.county().with("schools", open.len()).with("gaps", gaps);
    let mut draft = draft.with("names", names.join("、"));
    for (school, items) in &open {
        draft = draft.saw(format!("gap/{school}"), items.join("、"));
    }
    draft.file();
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;
    use policy::Standard;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0808", &["R0515"], |f| f.gap("S3", Item::Books, Standard::Basic, 9_000, 6_000));
    }
}
