//! R0603 同校重复申报: the same lines and amounts stand twice for one school.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::Planned;
use crate::view::View;
use model::{Fen, Item, Quantity};

/// 同校重复申报.
pub(super) const RULE: Rule = Rule {
    number: "R0603",
    family: Family::Duplicate,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（三）、六（四）",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in view.places.iter().filter(|l| l.projects.len() > 1) {
        let mut here: Vec<(Vec<_>, &Planned<'_>)> =
            place.projects.iter().filter_map(|i| view.at(*i)).map(|p| (print(p), p)).collect();
        here.retain(|(print, _)| !print.is_empty());
        here.sort_by(|a, b| (&a.0, &a.1.project.id).cmp(&(&b.0, &b.1.project.id)));
        for pair in here.windows(2) {
            let [(one, first), (two, second)] = pair else { continue };
            if one == two && first.project.part == second.project.part {
                let total = second.total.unwrap_or_default();
                let draft =
                    out.project(view, second).with("other", &first.project.name).with("other_id", &first.project.id);
                draft.with("total", total).saw(first.path("lines"), total).saw(second.path("lines"), total).file();
            }
        }
    }
}

/// What the lines of a project say, without their order.
fn print(p: &Planned<'_>) -> Vec<(Item, Quantity, Fen)> {
    let mut lines: Vec<_> = p.project.lines.iter().map(|l| (l.item, l.quantity, l.amount)).collect();
    lines.sort_unstable();
    lines
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0603", &["R0301", "R0304", "R0701", "R0605"], |f| {
            f.copy("P2", "P9", "S2");
            f.shift("P9", 2023);
            f.rich();
        });
    }
}
