//! R0516 生均申请上级资金高于其他县: central and regional money asked for per pupil is far above the other counties'.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::money::peer::{self, Compared};
use crate::peers;
use crate::report::Report;
use crate::view::View;

/// 生均申请上级资金高于其他县.
pub(super) const RULE: Rule = Rule {
    number: "R0516",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(own) = peers::request(&view.case()) else { return };
    peer::above(
        view,
        out,
        &Compared { own, spread: &view.peers.request, path: "plan/funding", name: "生均申请上级资金" },
    );
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip_among;

    #[test]
    fn tells_the_dear_county_from_the_others() {
        trip_among("R0516", |f| {
            f.rich();
            f.price("P2", 320_000_000);
            f.fund("P2", model::FundSource::Region);
        });
    }
}
