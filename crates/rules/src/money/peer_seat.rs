//! R0518 新增学位单位投资高于其他县: investment per new seat is far above the other counties'.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::money::peer::{self, Compared};
use crate::peers;
use crate::report::Report;
use crate::view::View;

/// 新增学位单位投资高于其他县.
pub(super) const RULE: Rule = Rule {
    number: "R0518",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(own) = peers::seat(&view.case()) else { return };
    peer::above(view, out, &Compared { own, spread: &view.peers.seat, path: "plan/seats", name: "每个新增学位的投资" });
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip_among;

    #[test]
    fn tells_the_dear_county_from_the_others() {
        trip_among("R0518", |f| {
            f.rich();
            f.price("P1", 32_870_000);
        });
    }
}
