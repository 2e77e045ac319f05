//! R0604 投资项目代码重复: two projects carry one investment code.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use std::collections::HashMap;

/// 投资项目代码重复.
pub(super) const RULE: Rule = Rule {
    number: "R0604",
    family: Family::Duplicate,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "《政府投资条例》第十条",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, p) in view.projects.iter().enumerate() {
        let Some(code) = p.project.preparation.investment_code.as_deref() else { continue };
        let first = *seen.entry(code).or_insert(index);
        let Some(first) = view.at(first).filter(|_| first != index) else { continue };
        let draft = out.project(view, p).with("code", code).with("other", &first.project.name);
        draft.saw(first.path("investment_code"), code).saw(p.path("investment_code"), code).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0604", &[], |f| {
            let code = f.project("P1").preparation.investment_code.clone();
            f.project("P2").preparation.investment_code = code;
        });
    }
}
