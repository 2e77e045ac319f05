//! R0907 投资项目代码格式不对: the investment code is not of the form 0000-000000-00-00-000000.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 投资项目代码格式不对.
pub(super) const RULE: Rule = Rule {
    number: "R0907",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "GB/T 40058-2021",
    mission: "M50",
    check,
};

const GROUPS: [usize; 5] = [4, 6, 2, 2, 6];

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(code) = p.project.preparation.investment_code.as_deref().filter(|c| !fits(c)) else { continue };
        out.project(view, p).with("code", code).saw(p.path("investment_code"), code).file();
    }
}

/// Year and month, region, department, type, number with check digit: digits in groups of 4-6-2-2-6.
fn fits(code: &str) -> bool {
    let groups: Vec<&str> = code.split('-').collect();
    let digits = |g: &str, n: usize| g.len() == n && g.bytes().all(|b| b.is_ascii_digit());
    groups.len() == GROUPS.len() && groups.iter().zip(GROUPS).all(|(g, n)| digits(g, n))
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        assert!(super::fits("2104-611102-04-01-969011"));
        trip("R0907", &[], |f| f.project("P1").preparation.investment_code = Some("2104-611102-04-01-96901".into()));
        trip("R0907", &[], |f| {
            f.project("P1").preparation.investment_code = Some("２１０４-611102-04-01-969011".into())
        });
    }
}
