//! R0205 不得列入的信息化内容: platform upkeep, administration platforms and platforms the department runs for all may not be planned.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Category;
use policy::{Eligibility, Verdict};

/// 不得列入的信息化内容.
pub(super) const RULE: Rule = Rule {
    number: "R0205",
    family: Family::Content,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知五（三）",
    mission: "M21",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate() {
            if line.item.category() != Category::Digital {
                continue;
            }
            let found = view.lookup.eligibility(line.item, p.project.part, p.situation, p.project.nature, None);
            let Eligibility::Listed(entry) = found else { continue };
            if entry.verdict == Verdict::Forbidden && !entry.items.is_empty() {
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
        for item in [Item::PlatformMaintenance, Item::AdminPlatform, Item::DepartmentPlatform] {
            trip("R0205", &["R0805"], |f| f.line("P3").item = item);
        }
    }
}
