//! R0517 生均投资高于其他县: total investment per pupil is far above the other counties'.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::money::peer::{self, Compared};
use crate::peers;
use crate::report::Report;
use crate::view::View;

/// 生均投资高于其他县.
pub(super) const RULE: Rule = Rule {
    number: "R0517",
    family: Family::Money,
    severity: Severity::Notice,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(own) = peers::investment(&view.case()) else { return };
    peer::above(view, out, &Compared { own, spread: &view.peers.investment, path: "plan/total", name: "生均投资" });
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip_among;

    #[test]
    fn tells_the_dear_county_from_the_others() {
        trip_among("R0517", |f| {
            f.rich();
            f.price("P2", 320_000_000);
        });
    }
}
