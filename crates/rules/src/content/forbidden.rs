//! R0201 不得列入的内容: the catalogue forbids the item whatever money pays for it.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Category, SchoolPart};
use policy::{Eligibility, Verdict};

/// 不得列入的内容.
pub(super) const RULE: Rule = Rule {
    number: "R0201",
    family: Family::Content,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知五（一）、五（二）",
    mission: "M21",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        if matches!(p.project.part, SchoolPart::Senior | SchoolPart::Kindergarten) {
            continue; // the part itself is a finding
        }
        for (n, line) in p.project.lines.iter().enumerate() {
            if line.item.category() == Category::Digital {
                continue;
            }
            let found = view.lookup.eligibility(line.item, p.project.part, p.situation, p.project.nature, None);
            let Eligibility::Listed(entry) = found else { continue };
            let names_content = !entry.items.is_empty() || !entry.categories.is_empty();
            if entry.verdict == Verdict::Forbidden && names_content {
                let draft = out.project(view, p).with("item", line.item.zh()).with("amount", line.amount);
                let draft = draft.clause(&entry.reference).certainty(entry.certainty);
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
        trip("R0201", &["R0515", "R0808"], |f| f.line("P1").item = Item::OfficeBuilding);
        trip("R0201", &["R0515", "R0808"], |f| f.line("P1").item = Item::Auditorium);
    }
}
