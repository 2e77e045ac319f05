//! R0511 申请上级资金占比偏高: central and regional money makes up an unusual share of the plan.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::{percent_of, share};
use crate::report::Report;
use crate::view::View;
use model::{Fen, FundSource};
use rust_decimal::Decimal;

/// 申请上级资金占比偏高.
pub(super) const RULE: Rule = Rule {
    number: "R0511",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M32",
    check,
};

const SHARE: &str = "review.upper_share_max";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let all = view.projects.iter().flat_map(|p| &p.project.funding);
    let upper = all.clone().filter(|f| matches!(f.source, FundSource::Central | FundSource::Region));
    let (Ok(upper), Ok(all)) = (Fen::sum(upper.map(|f| f.amount)), Fen::sum(all.map(|f| f.amount))) else { return };
    if all.0 <= 0 {
        return;
    }
    let Some(limit) = view.limit(SHARE) else {
        out.unset("上级资金占比上限");
        return;
    };
    if percent_of(all.0, &limit).is_some_and(|allowed| Decimal::from(upper.0) > allowed) {
        let shown = share(upper.0, all.0).unwrap_or_default();
        let draft = out.county().with("upper", upper).with("total", all).with("share", shown);
        draft.with("limit", limit.value.normalize()).by(&limit).saw("plan/funding", upper).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::FundSource;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0511", &["R0514", "R0507"], |f| {
            for id in ["P1", "P2", "P3"] {
                f.fund(id, FundSource::Central);
            }
        });
    }
}
