//! R0507 没有对应的预算: the plan uses money of a source and year that no budget line offers.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::money::used::{Used, used};
use crate::report::Report;
use crate::view::View;

/// 没有对应的预算.
pub(super) const RULE: Rule = Rule {
    number: "R0507",
    family: Family::Money,
    severity: Severity::Blocks,
    waiver: Waiver::City,
    clause: "通知六（三）、六（四）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for Used { source, year, used, offered, projects } in used(view) {
        if offered.is_some() || !source.is_lawful() {
            continue;
        }
        let draft = out.county().with("source", source.zh()).with("year", year);
        let mut draft = draft.with("used", used).with("count", projects.len());
        for p in projects.iter().filter_map(|i| view.at(*i)) {
            draft = draft.saw(p.path(&format!("funding/{year}/{}", source.code())), &p.project.name);
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::FundSource;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0507", &[], |f| f.fund("P2", FundSource::City));
    }
}
