//! R0508 债券或其他财政资金无名称或文件: bond and other public money counts only as named budget money with its document.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::FundSource;

/// 债券或其他财政资金无名称或文件.
pub(super) const RULE: Rule = Rule {
    number: "R0508",
    family: Family::Money,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（四）",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for b in &view.dossier.budgets {
        let special = matches!(b.source, FundSource::GovernmentBond | FundSource::OtherPublic);
        let unnamed = b.name.as_ref().is_none_or(|n| n.trim().is_empty());
        if !special || b.amount.0 <= 0 || (!unnamed && b.document.is_some()) {
            continue;
        }
        let missing = match (unnamed, b.document.is_none()) {
            (true, true) => "资金名称和依据文件",
            (true, false) => "资金名称",
            _ => "依据文件",
        };
        let draft = out.county().with("source", b.source.zh()).with("year", b.year);
        let draft = draft.with("amount", b.amount).with("missing", missing);
        draft.saw(format!("budget/{}/{}", b.year, b.source.code()), b.amount).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::FundSource;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0508", &[], |f| f.budget(FundSource::GovernmentBond, 2022, 5_000_000));
    }
}
