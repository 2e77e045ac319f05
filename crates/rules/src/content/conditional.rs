//! R0204 有条件列入的内容: the item is allowed under a condition, and nothing says that it is met.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Date, SchoolPart};
use policy::{Eligibility, Verdict};

/// 有条件列入的内容.
pub(super) const RULE: Rule = Rule {
    number: "R0204",
    family: Family::Content,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（一）、五（一）",
    mission: "M21",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        if p.project.reason.is_some() || p.project.part == SchoolPart::Whole {
            continue;
        }
        for (n, line) in p.project.lines.iter().enumerate() {
            let ask = |money| view.lookup.eligibility(line.item, p.project.part, p.situation, p.project.nature, money);
            let lawful = p.project.funding.iter().filter(|f| f.source.is_lawful());
            let days = lawful.filter_map(|f| Date::new(f.year.0, 1, 1).map(|day| Some((f.source, day))));
            let conditional = days.chain([None]).find_map(|money| match ask(money) {
                Eligibility::Listed(e) if e.verdict == Verdict::Conditional => Some(e),
                _ => None,
            });
            if let Some(entry) = conditional {
                let draft = out.project(view, p).with("item", line.item.zh());
                let draft = draft.with("condition", entry.note.as_deref().unwrap_or(""));
                let draft = draft.clause(&entry.reference).certainty(entry.certainty);
                draft.saw(p.path(&format!("lines/{n}")), line.item.zh()).file();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{FundSource, Item};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0204", &["R1001", "R0707", "R1007", "R0515", "R0808"], |f| {
            f.line("P1").item = Item::TurnoverDormitory;
            f.fund("P1", FundSource::County);
            f.project("P1").reason = None;
        });
    }
}
