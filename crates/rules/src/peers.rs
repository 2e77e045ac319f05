//! What counties ask for, side by side (跨区县比较): money per pupil and per new seat, and unit prices.

use crate::case::Case;
use model::{BuildNature, Enrolment, Fen, FundSource, Item, Stage};
use std::collections::BTreeMap;

/// The same figure of several counties (各区县数值), in rising order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spread(Vec<Fen>);

impl Spread {
    fn of(values: impl IntoIterator<Item = Fen>) -> Spread {
        let mut values: Vec<Fen> = values.into_iter().collect();
        values.sort_unstable();
        Spread(values)
    }

    /// How many counties are compared.
    pub fn counties(&self) -> usize {
        self.0.len()
    }

    /// The middle one; of two middle ones the lower.
    pub fn median(&self) -> Option<Fen> {
        self.0.get(self.0.len().checked_sub(1)? / 2).copied()
    }

    /// The lowest.
    pub fn lowest(&self) -> Option<Fen> {
        self.0.first().copied()
    }

    /// The highest.
    pub fn highest(&self) -> Option<Fen> {
        self.0.last().copied()
    }
}

/// Counties side by side (跨区县比较), each with equal weight.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Peers {
    /// Total investment per pupil.
    pub investment: Spread,
    /// Central and regional money asked for per pupil.
    pub request: Spread,
    /// Investment of the projects that add seats, per seat added.
    pub seat: Spread,
    /// The middle unit price of an item by nature of the work.
    pub prices: BTreeMap<(Item, BuildNature), Spread>,
}

/// Why a plan is not set beside the others (不参加比较的原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// The county has no plan to compare (没有规划).
    NoPlan,
    /// A plan of the same county stands before it, at this place in the list (同一区县).
    Again(usize),
    /// Its cycle is not that of the first county with a plan; it is compared with counties of its own cycle alone (规划期不同).
    Cycle,
}

/// Which plans are not set beside the others, in the order of the cases: `None` for one that is.
pub fn apart(cases: &[Case<'_>]) -> Vec<Option<Apart>> {
    let planned = |case: &Case<'_>| !case.dossier.plan.projects.is_empty();
    let cycle = cases.iter().find(|c| planned(c)).map(|c| c.dossier.cycle);
    let of = |(n, case): (usize, &Case<'_>)| {
        if !planned(case) {
            return Some(Apart::NoPlan);
        }
        let same = |c: &Case<'_>| {
            planned(c) && c.dossier.county == case.dossier.county && c.dossier.cycle == case.dossier.cycle
        };
        let first = cases.iter().take(n).position(same);
        first.map(Apart::Again).or((Some(case.dossier.cycle) != cycle).then_some(Apart::Cycle))
    };
    cases.iter().enumerate().map(of).collect()
}

/// The plans that a county's is set beside: one for each county of its own cycle.
pub(crate) fn group<'a>(cases: &[Case<'a>], of: &Case<'_>) -> Vec<Case<'a>> {
    let all = cases.iter().zip(apart(cases));
    let fits = |why: Option<Apart>| !matches!(why, Some(Apart::NoPlan | Apart::Again(_)));
    all.filter(|(c, why)| fits(*why) && c.dossier.cycle == of.dossier.cycle).map(|(c, _)| *c).collect()
}

/// Puts counties side by side. A county without the figure, or without a plan, takes no part in it.
pub fn peers(cases: &[Case<'_>]) -> Peers {
    let mut prices: BTreeMap<(Item, BuildNature), Vec<Fen>> = BTreeMap::new();
    for (key, median) in cases.iter().flat_map(prices_of) {
        prices.entry(key).or_default().push(median);
    }
    Peers {
        investment: Spread::of(cases.iter().filter_map(investment)),
        request: Spread::of(cases.iter().filter_map(request)),
        seat: Spread::of(cases.iter().filter_map(seat)),
        prices: prices.into_iter().map(|(key, list)| (key, Spread::of(list))).collect(),
    }
}

/// Pupils of the public schools' compulsory stages in the base year; `None` without data.
pub(crate) fn pupils(case: &Case<'_>) -> Option<u64> {
    let base = case.dossier.base_year;
    let public = case.dossier.schools.iter().filter(|s| s.owner.is_none_or(|o| o.is_public()));
    let known = public.filter_map(|s| s.record(base)?.enrolment.compulsory(Enrolment::pupils));
    Some(known.map(u64::from).fold(0, u64::saturating_add)).filter(|n| *n > 0)
}

/// Total investment per pupil, rounded down to the fen.
pub(crate) fn investment(case: &Case<'_>) -> Option<Fen> {
    if case.dossier.plan.projects.is_empty() {
        return None; // no plan is no figure, not a plan of nothing
    }
    let totals: Result<Vec<Fen>, _> = case.dossier.plan.projects.iter().map(model::Project::total).collect();
    each(Fen::sum(totals.ok()?).ok()?, pupils(case)?)
}

/// Central and regional money per pupil, rounded down to the fen.
pub(crate) fn request(case: &Case<'_>) -> Option<Fen> {
    if case.dossier.plan.projects.is_empty() {
        return None;
    }
    let all = case.dossier.plan.projects.iter().flat_map(|p| &p.funding);
    let upper = all.filter(|f| matches!(f.source, FundSource::Central | FundSource::Region));
    each(Fen::sum(upper.map(|f| f.amount)).ok()?, pupils(case)?)
}

/// Investment of the projects that add seats, per seat, rounded down to the fen; `None` when no seats are added.
pub(crate) fn seat(case: &Case<'_>) -> Option<Fen> {
    let seats = |p: &model::Project| {
        let compulsory = p.seats.iter().filter(|(s, _)| Stage::COMPULSORY.contains(s));
        compulsory.map(|(_, n)| u64::from(*n)).fold(0, u64::saturating_add)
    };
    let building: Vec<_> = case.dossier.plan.projects.iter().filter(|p| seats(p) > 0).collect();
    let totals: Result<Vec<Fen>, _> = building.iter().map(|p| p.total()).collect();
    let all = building.iter().map(|p| seats(p)).fold(0, u64::saturating_add);
    each(Fen::sum(totals.ok()?).ok()?, all)
}

/// The middle unit price of each item by nature.
pub(crate) fn prices_of(case: &Case<'_>) -> BTreeMap<(Item, BuildNature), Fen> {
    let mut all: BTreeMap<(Item, BuildNature), Vec<Fen>> = BTreeMap::new();
    for project in &case.dossier.plan.projects {
        for line in &project.lines {
            if let Some(price) = line.unit_price.filter(|p| p.0 > 0) {
                all.entry((line.item, project.nature)).or_default().push(price);
            }
        }
    }
    all.into_iter().filter_map(|(key, list)| Some((key, Spread::of(list).median()?))).collect()
}

fn each(money: Fen, by: u64) -> Option<Fen> {
    money.0.checked_div(i64::try_from(by).ok()?).map(Fen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;
    use model::{Cycle, Year};

    #[test]
    fn the_middle_of_an_even_number_is_the_lower_one() {
        let spread = Spread::of([4, 1, 3, 2].map(Fen));
        assert_eq!((spread.lowest(), spread.median(), spread.highest()), (Some(Fen(1)), Some(Fen(2)), Some(Fen(4))));
        assert_eq!(Spread::of([5, 9, 7].map(Fen)).median(), Some(Fen(7)));
        assert_eq!(Spread::default().median(), None);
        assert_eq!(each(Fen(100), 0), None);
    }

    #[test]
    fn a_county_counts_once_with_a_plan_of_the_cycle() {
        let f = Fixture::clean();
        let county = |code: &str, first: u16, planned: bool| {
            let mut dossier = f.dossier.clone();
            dossier.county = code.parse().unwrap();
            dossier.cycle = Cycle { first: Year(first), last: Year(first + 4) };
            if !planned {
                dossier.plan.projects.clear();
            }
            dossier
        };
        let list = [
            county("150122", 2021, false),
            county("150121", 2021, true),
            county("150121", 2021, true),
            county("150123", 2026, true),
            county("150124", 2021, true),
            county("150124", 2021, false),
        ];
        let cases: Vec<Case<'_>> =
            list.iter().map(|dossier| Case { dossier, policy: &f.policy, needs: &f.needs }).collect();
        let why = [Some(Apart::NoPlan), None, Some(Apart::Again(1)), Some(Apart::Cycle), None, Some(Apart::NoPlan)];
        assert_eq!(apart(&cases), why);
        let numbers: Vec<usize> = cases.iter().map(|c| crate::compared(&cases, c)).collect();
        assert_eq!(numbers, [2, 2, 2, 1, 2, 2]);
        // a county without a plan asks for nothing: that is no data and not the cheapest plan
        assert_eq!(peers(&cases).investment.counties(), 4);
        assert!(investment(&cases[0]).is_none() && request(&cases[0]).is_none() && seat(&cases[0]).is_none());
        assert_eq!(crate::compare(&[]).len(), 0);
    }
}
