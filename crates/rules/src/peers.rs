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

/// Puts counties side by side. A county without the figure takes no part in it.
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
    let totals: Result<Vec<Fen>, _> = case.dossier.plan.projects.iter().map(model::Project::total).collect();
    each(Fen::sum(totals.ok()?).ok()?, pupils(case)?)
}

/// Central and regional money per pupil, rounded down to the fen.
pub(crate) fn request(case: &Case<'_>) -> Option<Fen> {
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

    #[test]
    fn the_middle_of_an_even_number_is_the_lower_one() {
        let spread = Spread::of([4, 1, 3, 2].map(Fen));
        assert_eq!((spread.lowest(), spread.median(), spread.highest()), (Some(Fen(1)), Some(Fen(2)), Some(Fen(4))));
        assert_eq!(Spread::of([5, 9, 7].map(Fen)).median(), Some(Fen(7)));
        assert_eq!(Spread::default().median(), None);
        assert_eq!(each(Fen(100), 0), None);
    }
}
