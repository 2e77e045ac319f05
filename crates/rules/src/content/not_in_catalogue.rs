//! R0203 目录未列的内容: no entry of the catalogue speaks of the item.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 目录未列的内容.
pub(super) const RULE: Rule = Rule {
    number: "R0203",
    family: Family::Content,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知五",
    mission: "M20",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate() {
            if !view.listed(p, line.item) {
                let draft = out.project(view, p).with("item", line.item.zh()).with("amount", line.amount);
                draft.saw(p.path(&format!("lines/{n}")), line.item.zh()).file();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0203", &["R0304", "R0515", "R0808"], |f| f.line("P1").item = Item::CampusLand);
    }
}
