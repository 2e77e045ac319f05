//! R0505 资金来源没有依据文件: money the plan uses is promised by no document.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::FundSource;

/// 资金来源没有依据文件.
pub(super) const RULE: Rule = Rule {
    number: "R0505",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）、六（四）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for b in &view.dossier.budgets {
        // bond and other public money has a rule of its own
        let named = matches!(b.source, FundSource::GovernmentBond | FundSource::OtherPublic);
        if named || b.document.is_some() || b.amount.0 <= 0 {
            continue;
        }
        let draft = out.county().with("source", b.source.zh()).with("year", b.year).with("amount", b.amount);
        draft.saw(format!("budget/{}/{}", b.year, b.source.code()), b.amount).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0505", &[], |f| f.dossier.budgets[0].document = None);
    }
}
