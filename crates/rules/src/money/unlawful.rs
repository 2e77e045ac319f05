//! R0504 资金来源不合法或不明: borrowing in a school's name, contractor advances, levies and unnamed money are no source.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 资金来源不合法或不明.
pub(super) const RULE: Rule = Rule {
    number: "R0504",
    family: Family::Money,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（四）；《政府投资条例》第五条、第二十二条",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for f in p.project.funding.iter().filter(|f| !f.source.is_lawful()) {
            let draft =
                out.project(view, p).with("source", f.source.zh()).with("year", f.year).with("amount", f.amount);
            draft.saw(p.path(&format!("funding/{}/{}", f.year, f.source.code())), f.source.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::FundSource;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        for source in
            [FundSource::SchoolBorrowing, FundSource::ContractorAdvance, FundSource::Levy, FundSource::Unnamed]
        {
            trip("R0504", &[], |f| f.fund("P2", source));
        }
    }
}
