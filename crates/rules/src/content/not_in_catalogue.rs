//! R0203 目录未列的内容: no entry of the catalogue speaks of the item.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Date;
use policy::Eligibility;

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
            let ask = |money| view.lookup.eligibility(line.item, p.project.part, p.situation, p.project.nature, money);
            if matches!(ask(None), Eligibility::Listed(_)) {
                continue;
            }
            let lawful = p.project.funding.iter().filter(|f| f.source.is_lawful());
            let listed = lawful
                .filter_map(|f| Date::new(f.year.0, 1, 1).map(|day| (f.source, day)))
                .any(|money| matches!(ask(Some(money)), Eligibility::Listed(_)));
            if !listed {
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
        trip("R0203", &["R0302", "R0702"], |f| f.line("P1").item = Item::CampusLand);
    }
}
