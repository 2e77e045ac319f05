//! R0704 雷同项目: the same quantities and amounts stand for many schools, though their measured gaps differ.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::Planned;
use crate::view::View;
use model::{Fen, Item, Quantity};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// 雷同项目.
pub(super) const RULE: Rule = Rule {
    number: "R0704",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

const LEAST: &str = "review.clone_min";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(least) = view.limit(LEAST) else {
        out.unset("雷同项目的最少学校数");
        return;
    };
    let mut alike: BTreeMap<Vec<(Item, Quantity, Fen)>, Vec<&Planned<'_>>> = BTreeMap::new();
    for p in view.projects.iter().filter(|p| p.school.is_some() && !measured(view, p)) {
        let mut lines: Vec<_> = p.project.lines.iter().map(|l| (l.item, l.quantity, l.amount)).collect();
        lines.sort_unstable();
        if !lines.is_empty() {
            alike.entry(lines).or_default().push(p);
        }
    }
    for (lines, group) in alike {
        let mut places: Vec<usize> = group.iter().map(|p| p.place).collect();
        places.sort_unstable();
        places.dedup();
        if Decimal::from(places.len()) < least.value {
            continue;
        }
        let items: Vec<String> = lines
            .iter()
            .map(|(item, q, _)| format!("{}{}{}", item.zh(), item.unit().show(*q), item.unit().zh()))
            .collect();
        let names: Vec<&str> = group.iter().take(3).map(|p| p.project.name.as_str()).collect();
        let mut draft = out.county().with("schools", places.len()).with("items", items.join("、"));
        draft = draft.with("names", names.join("、")).by(&least);
        for p in group {
            draft = draft.saw(p.path("lines"), &p.project.name);
        }
        draft.file();
    }
}

/// True when every line buys no more than the school is measurably short of: alike needs make alike projects.
fn measured(view: &View<'_>, p: &Planned<'_>) -> bool {
    let Some(place) = view.place(p) else { return false };
    p.project.lines.iter().all(|l| place.short(l.item).is_some_and(|s| s > 0 && l.quantity <= s))
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0704", &["R0302"], |f| f.clones(Item::MusicEquipment, 6));
    }
}
