//! Money for projects that are put elsewhere (资金重新落实): what others have stays with them where it can; exact, in whole grains.

use crate::solve::flow::Flow;
use checker::{Instance, carry_of};
use model::{Fen, FundSource, Funding, Year};
use serde::Serialize;
use std::collections::BTreeMap;

/// Money that is short (资金缺口): so much in a year, of work that only these sources may pay for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// The year.
    pub year: Year,
    /// The sources that may pay.
    pub sources: Vec<FundSource>,
    /// How much is short.
    pub amount: Fen,
}

/// A project that stays where it is, with its money; without a class its money cannot come from elsewhere.
pub(super) struct Stays<'a> {
    pub class: Option<u32>,
    pub funding: &'a [Funding],
}

/// A project whose money has to be found: its class and what it costs by year.
pub(super) struct Due {
    pub class: u32,
    pub bills: Vec<(Year, Fen)>,
}

/// The money of all projects (资金安排).
#[derive(Debug, Default)]
pub(super) struct Arranged {
    pub due: Vec<Vec<Funding>>,
    /// `None` where all who stay keep their money.
    pub stays: Option<Vec<Vec<Funding>>>,
    pub lacks: Vec<Lack>,
}

/// What is paid together: money of one source in a year, or work of one class in a year, rather by the source it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Own(FundSource, Year),
    Open(u32, Year, Option<FundSource>),
}

/// One who wants money: where and how much.
struct Want {
    /// Position among those who stay, then those due.
    who: usize,
    node: Node,
    grains: i64,
}

/// Finds the money. First all who stay keep what they have; only where that leaves something unpaid their sources are changed too, and as
/// little as can be.
pub(super) fn arrange(instance: &Instance, stays: &[Stays<'_>], due: &[Due]) -> Arranged {
    let kept = pass(instance, stays, due, false);
    if kept.1.is_empty() {
        let due = kept.0.into_iter().skip(stays.len()).collect();
        return Arranged { due, stays: None, lacks: Vec::new() };
    }
    let sum = |lacks: &[Lack]| lacks.iter().fold(0_i64, |sum, l| sum.saturating_add(l.amount.0));
    let open = pass(instance, stays, due, true);
    if sum(&open.1) < sum(&kept.1) {
        let (mut money, lacks) = open;
        let due = money.split_off(stays.len().min(money.len()));
        return Arranged { due, stays: Some(money), lacks };
    }
    let due = kept.0.into_iter().skip(stays.len()).collect();
    Arranged { due, stays: None, lacks: kept.1 }
}

fn grains(amount: Fen) -> i64 {
    amount.0.div_euclid(Fen::GRAIN.0)
}

/// One attempt; `open` lets those who stay be paid by others.
fn pass(instance: &Instance, stays: &[Stays<'_>], due: &[Due], open: bool) -> (Vec<Vec<Funding>>, Vec<Lack>) {
    let mut wants: Vec<Want> = Vec::new();
    for (who, s) in stays.iter().enumerate() {
        for f in s.funding {
            let node = match s.class.filter(|_| open) {
                Some(class) => Node::Open(class, f.year, Some(f.source)),
                None => Node::Own(f.source, f.year),
            };
            wants.push(Want { who, node, grains: grains(f.amount) });
        }
    }
    for (n, d) in due.iter().enumerate() {
        let bills = d.bills.iter().filter(|(_, amount)| amount.0 > 0);
        wants.extend(bills.map(|(year, amount)| Want {
            who: stays.len().saturating_add(n),
            node: Node::Open(d.class, *year, None),
            grains: grains(*amount),
        }));
    }
    let mut nodes: BTreeMap<Node, usize> = BTreeMap::new();
    for want in &wants {
        let next = nodes.len();
        nodes.entry(want.node).or_insert(next);
    }
    let mut reach: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (node, at) in &nodes {
        let pays = |(i, b): (usize, &checker::Budget)| {
            let may = match node {
                Node::Own(source, year) => {
                    let last = b.year.0.saturating_add(carry_of(&instance.carry, b.source));
                    b.source == *source && b.year <= *year && year.0 <= last
                }
                Node::Open(class, year, _) => instance.may_pay(b, *class, *year),
            };
            may.then_some(i)
        };
        if let Some(slot) = reach.get_mut(*at) {
            *slot = instance.budgets.iter().enumerate().filter_map(pays).collect();
            let had = if let Node::Open(_, _, had) = node { *had } else { None };
            // what it had, then the oldest money first
            slot.sort_by_key(|i| instance.budgets.get(*i).map(|b| (Some(b.source) != had, b.year, b.source)));
        }
    }
    let purses: Vec<i64> = instance.budgets.iter().map(|b| grains(b.amount)).collect();
    let mut flow = Flow::new(&reach, &purses);
    // those who stay are paid before those who move, so that what is short is short for who moved
    let first = stays.len();
    let mut short: BTreeMap<Node, i64> = BTreeMap::new();
    for moved in [false, true] {
        let mut sums: BTreeMap<Node, i64> = BTreeMap::new();
        for want in wants.iter().filter(|w| (w.who >= first) == moved) {
            let sum = sums.entry(want.node).or_default();
            *sum = sum.saturating_add(want.grains);
        }
        for (node, sum) in sums {
            let Some(at) = nodes.get(&node) else { continue };
            let lacking = sum.saturating_sub(flow.push(*at, sum));
            if lacking > 0 && moved {
                *short.entry(node).or_default() += lacking;
            }
        }
    }
    let mut split: BTreeMap<(Node, FundSource), i64> = BTreeMap::new();
    for (node, at) in &nodes {
        for (p, b) in instance.budgets.iter().enumerate() {
            let paid = flow.paid(p, *at);
            if paid > 0 {
                *split.entry((*node, b.source)).or_default() += paid;
            }
        }
    }
    (dealt(&wants, split, stays.len().saturating_add(due.len())), lacks(instance, short))
}

/// Deals out what each node was paid, in turn.
fn dealt(wants: &[Want], mut split: BTreeMap<(Node, FundSource), i64>, all: usize) -> Vec<Vec<Funding>> {
    let mut out: Vec<Vec<Funding>> = vec![Vec::new(); all];
    let mut left: Vec<i64> = wants.iter().map(|w| w.grains).collect();
    let mut pay = |who: usize, year: Year, source: FundSource, paid: i64| {
        let (Ok(amount), Some(list)) = (Fen::from_grains(paid), out.get_mut(who)) else { return };
        match list.iter_mut().find(|f| f.year == year && f.source == source) {
            Some(f) => f.amount = Fen(f.amount.0.saturating_add(amount.0)),
            None => list.push(Funding { year, source, amount }),
        }
    };
    for (want, left) in wants.iter().zip(&mut left) {
        let (Node::Own(_, year) | Node::Open(_, year, _)) = want.node;
        let own = (want.node, FundSource::Central)..=(want.node, FundSource::Unnamed);
        for ((_, source), purse) in split.range_mut(own) {
            let paid = (*left).min(*purse);
            if paid > 0 {
                *purse -= paid;
                *left -= paid;
                pay(want.who, year, *source, paid);
            }
        }
    }
    // money that no budget covers (an import's own mistake) stays as it was stated
    for (want, left) in wants.iter().zip(left) {
        if let Node::Own(source, year) | Node::Open(_, year, Some(source)) = want.node {
            pay(want.who, year, source, left.max(0));
        }
    }
    out.iter_mut().for_each(|list| {
        list.retain(|f| f.amount.0 != 0);
        list.sort();
    });
    out
}

fn lacks(instance: &Instance, short: BTreeMap<Node, i64>) -> Vec<Lack> {
    let mut sums: BTreeMap<(Year, Vec<FundSource>), i64> = BTreeMap::new();
    for (node, lacking) in short {
        let (sources, year) = match node {
            Node::Open(class, year, _) => (instance.classes.get(class as usize).map(|c| c.sources.clone()), year),
            Node::Own(source, year) => (Some(vec![source]), year),
        };
        *sums.entry((year, sources.unwrap_or_default())).or_default() += lacking;
    }
    let lack = |((year, sources), g): ((Year, Vec<FundSource>), i64)| {
        Some(Lack { year, sources, amount: Fen::from_grains(g).ok()? })
    };
    sums.into_iter().filter_map(lack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use checker::{Budget, FundingClass};

    const CITY: FundSource = FundSource::City;
    const COUNTY: FundSource = FundSource::County;

    fn wan(n: i64) -> Fen {
        Fen(n * Fen::WAN.0)
    }

    fn instance(budgets: &[(FundSource, u16, i64)]) -> Instance {
        Instance {
            years: (2021..=2023).map(Year).collect(),
            budgets: budgets
                .iter()
                .map(|(source, year, n)| Budget { source: *source, year: Year(*year), amount: wan(*n) })
                .collect(),
            carry: vec![],
            classes: vec![FundingClass { sources: vec![CITY, COUNTY] }, FundingClass { sources: vec![COUNTY] }],
            options: vec![],
            seats: vec![],
        }
    }

    fn paid(year: u16, source: FundSource, n: i64) -> Funding {
        Funding { year: Year(year), source, amount: wan(n) }
    }

    #[test]
    fn who_stays_keeps_its_money_where_it_can() {
        let i = instance(&[(CITY, 2021, 10), (COUNTY, 2021, 10)]);
        let own = [paid(2021, COUNTY, 6)];
        let stays = [Stays { class: Some(0), funding: &own }];
        let found = arrange(&i, &stays, &[Due { class: 0, bills: vec![(Year(2021), wan(9))] }]);
        assert!(found.lacks.is_empty() && found.stays.is_none());
        assert_eq!(found.due[0], [paid(2021, CITY, 9)]);
    }

    #[test]
    fn others_make_room_when_they_must() {
        // the one that moves may only have county money, which the other holds
        let i = instance(&[(CITY, 2021, 10), (COUNTY, 2021, 10)]);
        let own = [paid(2021, COUNTY, 8)];
        let stays = [Stays { class: Some(0), funding: &own }];
        let found = arrange(&i, &stays, &[Due { class: 1, bills: vec![(Year(2021), wan(5))] }]);
        assert!(found.lacks.is_empty(), "{:?}", found.lacks);
        assert_eq!(found.due[0], [paid(2021, COUNTY, 5)]);
        assert_eq!(found.stays.unwrap()[0], [paid(2021, CITY, 3), paid(2021, COUNTY, 5)], "as little as can be");
    }

    #[test]
    fn what_lacks_is_told_with_year_and_sources() {
        let i = instance(&[(COUNTY, 2021, 10), (COUNTY, 2022, 10)]);
        let own = [paid(2022, COUNTY, 8)];
        let stays = [Stays { class: Some(1), funding: &own }];
        let bills = vec![(Year(2021), wan(4)), (Year(2022), wan(5))];
        let found = arrange(&i, &stays, &[Due { class: 1, bills }]);
        assert_eq!(found.lacks, [Lack { year: Year(2022), sources: vec![COUNTY], amount: wan(3) }]);
        assert_eq!(found.due[0], [paid(2021, COUNTY, 4), paid(2022, COUNTY, 2)]);
    }

    proptest::proptest! {
        /// No purse pays more than it has, nobody gets more than it asks, and what lacks is exactly what is not paid.
        #[test]
        fn money_adds_up(
            city in 0_i64..40, county in 0_i64..40,
            stay in proptest::collection::vec((0_u32..2, 0_i64..20), 0..4),
            due in proptest::collection::vec((0_u32..2, 0_i64..30), 1..4),
        ) {
            let i = instance(&[(CITY, 2021, city), (COUNTY, 2021, county)]);
            // those who stay have county money, no more than there is
            let mut left = county;
            let funded: Vec<(u32, Vec<Funding>)> = stay.iter().map(|(class, n)| {
                let own = (*n).min(left);
                left -= own;
                (*class, if own > 0 { vec![paid(2021, COUNTY, own)] } else { vec![] })
            }).collect();
            let stays: Vec<Stays<'_>> = funded.iter().map(|(class, f)| Stays { class: Some(*class), funding: f }).collect();
            let dues: Vec<Due> = due.iter().map(|(class, n)| Due { class: *class, bills: vec![(Year(2021), wan(*n))] }).collect();
            let found = arrange(&i, &stays, &dues);
            let kept: Vec<Vec<Funding>> = found.stays.clone().unwrap_or_else(|| funded.iter().map(|f| f.1.clone()).collect());
            for (now, was) in kept.iter().zip(&funded) {
                let sum = |l: &[Funding]| l.iter().map(|f| f.amount.0).sum::<i64>();
                proptest::prop_assert_eq!(sum(now), sum(&was.1));
            }
            for (source, has) in [(CITY, city), (COUNTY, county)] {
                let used: i64 = kept.iter().chain(&found.due).flatten().filter(|f| f.source == source).map(|f| f.amount.0).sum();
                proptest::prop_assert!(used <= wan(has).0);
            }
            for ((class, _), list) in due.iter().zip(&found.due) {
                proptest::prop_assert!(*class == 0 || list.iter().all(|f| f.source == COUNTY));
            }
            let asked: i64 = due.iter().map(|(_, n)| wan(*n).0).sum();
            let got: i64 = found.due.iter().flatten().map(|f| f.amount.0).sum();
            let lacks: i64 = found.lacks.iter().map(|l| l.amount.0).sum();
            proptest::prop_assert_eq!(asked, got + lacks);
        }
    }
}
