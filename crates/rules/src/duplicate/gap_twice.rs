//! R0605 同一缺口重复填补: the projects claim to close more of a gap than there is.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Item, Quantity};

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

/// What a project says it closes: place, item, project, quantity.
type Claim = (usize, Item, usize, Quantity);

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let mut claims: Vec<Claim> = Vec::with_capacity(view.projects.len());
    for (index, p) in view.projects.iter().enumerate() {
        for gap in &p.project.closes {
            let here = p.school.is_some_and(|s| s.id == gap.school);
            let place = if here { Some(p.place) } else { view.position_of_school(&gap.school.0) };
            claims.extend(place.map(|place| (place, gap.item, index, gap.quantity)));
        }
    }
    claims.sort_unstable();
    for here in claims.chunk_by(|a, b| a.0 == b.0) {
        let Some(place) = here.first().and_then(|c| view.places.get(c.0)) else { continue };
        let (mut items, mut about) = (Vec::new(), Vec::new());
        for same in here.chunk_by(|a, b| a.1 == b.1) {
            let Some((_, item, ..)) = same.first() else { continue };
            let sum = same.iter().map(|c| c.3).fold(0, Quantity::saturating_add);
            let Some(short) = place.short(*item).filter(|short| sum > *short) else { continue };
            let unit = item.unit();
            let (missing, closed) = (unit.show(short), unit.show(sum));
            items.push([item.zh(), "（缺", &missing, unit.zh(), "，填补", &closed, unit.zh(), "）"].concat());
            about.extend(same.iter().map(|c| c.2));
        }
        if items.is_empty() {
            continue;
        }
        let mut draft = out.place(place).with("items", items.join("、"));
        about.sort_unstable();
        about.dedup();
        for p in about.iter().filter_map(|i| view.at(*i)) {
            draft = draft.about(&p.project.id).saw(p.path("closes"), p.project.name.as_str());
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
