//! R0605 同一缺口重复填补: the projects claim to close more of a gap than there is.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Item, Quantity};
use std::collections::BTreeMap;

/// 同一缺口重复填补.
pub(super) const RULE: Rule = Rule {
    number: "R0605",
    family: Family::Duplicate,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（四）",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let mut closed: BTreeMap<(usize, Item), (Quantity, Vec<usize>)> = BTreeMap::new();
    for (index, p) in view.projects.iter().enumerate() {
        for gap in &p.project.closes {
            let here = p.school.is_some_and(|s| s.id == gap.school);
            let Some(place) = (if here { Some(p.place) } else { view.position_of_school(&gap.school.0) }) else {
                continue;
            };
            let slot = closed.entry((place, gap.item)).or_default();
            slot.0 = slot.0.saturating_add(gap.quantity);
            slot.1.push(index);
        }
    }
    let mut double: BTreeMap<usize, (Vec<String>, Vec<usize>)> = BTreeMap::new();
    for ((place, item), (sum, projects)) in closed {
        let short = view.places.get(place).and_then(|l| l.short(item));
        let Some(short) = short.filter(|s| sum > *s) else { continue };
        let unit = item.unit();
        let (items, about) = double.entry(place).or_default();
        items.push(format!("{}（缺{}{zh}，填补{}{zh}）", item.zh(), unit.show(short), unit.show(sum), zh = unit.zh()));
        about.extend(projects);
    }
    for (place, (items, mut projects)) in double {
        let Some(place) = view.places.get(place) else { continue };
        let mut draft = out.place(place).with("items", items.join("、"));
        projects.sort_unstable();
        projects.dedup();
        for p in projects.iter().filter_map(|i| view.at(*i)) {
            draft = draft.about(&p.project.id).saw(p.path("closes"), &p.project.name);
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0605", &["R1007"], |f| f.project("P2").closes[0].quantity += 50);
    }
}
