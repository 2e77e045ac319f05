//! R0710 单价与其他县相差悬殊: the county's usual unit price of an item is far from the other counties'.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::peers;
use crate::ratio::times;
use crate::report::Report;
use crate::view::{Limit, View};
use model::Fen;
use rust_decimal::Decimal;

/// 单价与其他县相差悬殊.
pub(super) const RULE: Rule = Rule {
    number: "R0710",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M32",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    if view.peers.prices.is_empty() {
        return;
    }
    let (Some(ratio), Some(least)) = (view.limit("review.peer_price_ratio"), view.limit("review.peer_min")) else {
        out.unset("跨区县单价比较的倍数和最少区县数");
        return;
    };
    for ((item, nature), own) in peers::prices_of(&view.case()) {
        let Some(spread) = view.peers.prices.get(&(item, nature)) else { continue };
        let (Some(median), Some(lowest), Some(highest)) = (spread.median(), spread.lowest(), spread.highest()) else {
            continue;
        };
        if Decimal::from(spread.counties()) < least.value || !far(own, median, &ratio) {
            continue;
        }
        let mut draft = out.county().with("item", item.zh()).with("nature", nature.zh()).with("unit", item.unit().zh());
        draft = draft.with("own", own.yuan()).with("median", median.yuan()).with("count", spread.counties());
        draft = draft.with("lowest", lowest.yuan()).with("highest", highest.yuan());
        draft = draft.with("limit", ratio.value.normalize()).by(&ratio);
        for p in view.projects.iter().filter(|p| p.project.nature == nature) {
            for (n, line) in p.project.lines.iter().enumerate().filter(|(_, l)| l.item == item) {
                let Some(price) = line.unit_price.filter(|price| far(*price, median, &ratio)) else { continue };
                draft = draft.saw(p.path(&format!("lines/{n}/unit_price")), format!("{}元", price.yuan()));
            }
        }
        draft.file();
    }
}

/// More than so many times the middle, or less than that part of it.
fn far(price: Fen, median: Fen, ratio: &Limit<'_>) -> bool {
    times(median.0, ratio).is_some_and(|most| Decimal::from(price.0) > most)
        || times(price.0, ratio).is_some_and(|most| most < Decimal::from(median.0))
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip_among;

    #[test]
    fn tells_the_dear_county_from_the_others() {
        trip_among("R0710", |f| {
            f.rich();
            f.price("P2", 320_000);
        });
    }
}
