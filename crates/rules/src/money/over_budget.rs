//! R0506 超出年度预算: projects use more of a source in a year than it offers.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::money::used::{Used, used};
use crate::report::Report;
use crate::view::View;

/// 超出年度预算.
pub(super) const RULE: Rule = Rule {
    number: "R0506",
    family: Family::Money,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（四）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for Used { source, year, used, offered, projects } in used(view) {
        let Some(offered) = offered.filter(|o| used > *o) else { continue };
        let over = model::Fen(used.0.saturating_sub(offered.0));
        let mut draft = out.county().with("source", source.zh()).with("year", year);
        draft = draft.with("used", used).with("offered", offered).with("over", over).with("count", projects.len());
        draft = draft.saw(format!("budget/{year}/{}", source.code()), offered);
        for p in projects.iter().filter_map(|i| view.at(*i)) {
            draft = draft.saw(p.path(&format!("funding/{year}/{}", source.code())), &p.project.name);
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0506", &[], |f| f.dossier.budgets[1].amount = Fen(1_000_000));
    }
}
