//! R0703 单价与同类项目相差悬殊: a unit price is far from the median of the plan's prices for the item.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::times;
use crate::report::Report;
use crate::view::Limit;
use crate::view::View;
use model::{BuildNature, Fen, Item};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// 单价与同类项目相差悬殊.
pub(super) const RULE: Rule = Rule {
    number: "R0703",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

/// A price, the position of its project and of its line.
type Price = (Fen, usize, usize);

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let (Some(ratio), Some(least)) = (view.limit("review.price_peer_ratio"), view.limit("review.price_peer_min"))
    else {
        out.unset("同类单价比较的倍数和最少笔数");
        return;
    };
    // repairs and new buildings are different things: prices are compared within one nature
    let mut peers: BTreeMap<(Item, BuildNature), Vec<Price>> = BTreeMap::new();
    for (index, p) in view.projects.iter().enumerate() {
        for (n, line) in p.project.lines.iter().enumerate() {
            if let Some(price) = line.unit_price.filter(|x| x.0 > 0) {
                peers.entry((line.item, p.project.nature)).or_default().push((price, index, n));
            }
        }
    }
    for ((item, _), mut prices) in peers {
        if Decimal::from(prices.len()) < least.value {
            continue;
        }
        prices.sort_unstable();
        let Some((median, ..)) = prices.get(prices.len() / 2).copied() else { continue };
        let mut odd: Vec<_> = prices.iter().filter(|(price, ..)| far(*price, median, &ratio)).copied().collect();
        odd.sort_unstable_by_key(|(_, index, n)| (*index, *n));
        for (price, index, n) in odd {
            let Some(p) = view.at(index) else { continue };
            let draft = out.project(view, p).with("item", item.zh()).with("unit", item.unit().zh());
            let draft = draft.with("price", price.yuan()).with("median", median.yuan()).with("count", prices.len());
            let draft = draft.with("ratio", ratio.value.normalize()).by(&ratio);
            draft.saw(p.path(&format!("lines/{n}/unit_price")), price.yuan()).file();
        }
    }
}

fn far(price: Fen, median: Fen, ratio: &Limit) -> bool {
    times(median.0, ratio).is_some_and(|most| Decimal::from(price.0) > most)
        || times(price.0, ratio).is_some_and(|most| most < Decimal::from(median.0))
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0703", &["R0302", "R0509"], |f| {
            f.peers(Item::MusicEquipment, &[50_000, 50_000, 52_000, 48_000, 51_000, 130_000]);
        });
    }
}
