//! R0702 没有缺口的项目: every line buys something that the school is not short of.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 没有缺口的项目.
pub(super) const RULE: Rule = Rule {
    number: "R0702",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（二）、六（三）",
    mission: "M12",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in view.projects.iter().filter(|p| p.adds() && !p.project.lines.is_empty()) {
        let (Some(school), Some(place)) = (p.school, view.place(p)) else { continue };
        if p.project.seats.iter().any(|(_, n)| *n > 0) {
            continue; // new seats are need of the zone
        }
        let met = |item| place.short(item) == Some(0);
        if p.project.lines.iter().all(|l| met(l.item)) {
            let items: Vec<&str> = p.project.lines.iter().map(|l| l.item.zh()).collect();
            let mut draft = out.project(view, p).with("items", items.join("、"));
            for line in &p.project.lines {
                draft = draft.saw(format!("gap/{}/{}", school.id, line.item.code()), "0");
            }
            draft.file();
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
        trip("R0702", &["R0301", "R0304", "R0605"], |f| f.gap("S2", Item::Desk, Standard::Basic, 400, 400));
    }
}
