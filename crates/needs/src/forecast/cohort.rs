//! The children who start school (入学适龄人口): births with the cut-off of 31 August.

use model::{Births, Date, SchoolYear, ZoneId};
use policy::{Context, Policy, key};
use std::collections::BTreeMap;

/// How births become a first grade (入学年龄与月份划分).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutoff {
    /// Entry age in years.
    pub age: u16,
    /// Months at the end of the earlier birth year (September to December).
    pub earlier: u32,
    /// Months at the start of the later one.
    pub later: u32,
}

impl Cutoff {
    /// The cut-off of the policy; `None` when the packs do not give it, or its months are not twelve.
    pub fn from_policy(policy: &Policy, date: Date) -> Option<Cutoff> {
        let figure = |k: &str| policy.figure(k, &Context::default(), date).and_then(|(_, v)| u32::try_from(v).ok());
        let (earlier, later) = (figure(key::BIRTHS_MONTHS_PREVIOUS_YEAR)?, figure(key::BIRTHS_MONTHS_ENTRY_YEAR)?);
        let age = u16::try_from(figure(key::ENTRY_AGE)?).ok()?;
        (earlier.checked_add(later) == Some(12)).then_some(Cutoff { age, earlier, later })
    }
}

/// The births of each zone and calendar year.
#[derive(Debug)]
pub struct BirthTable<'a>(BTreeMap<(&'a ZoneId, u16), &'a Births>);

impl<'a> BirthTable<'a> {
    /// Reads the births of a dossier.
    pub fn of(births: &'a [Births]) -> BirthTable<'a> {
        BirthTable(births.iter().map(|b| ((&b.zone, b.year.0), b)).collect())
    }

    /// The children of a zone who reach the entry age by 31 August of an autumn; by months where they are known, else
    /// by twelfths of the year. `None` when a birth year is missing.
    pub fn cohort(&self, zone: &ZoneId, autumn: SchoolYear, cutoff: Cutoff) -> Option<f64> {
        let later = autumn.0.checked_sub(cutoff.age)?;
        let earlier = later.checked_sub(1)?;
        let from_earlier = self.part(zone, earlier, cutoff.earlier, true)?;
        let from_later = self.part(zone, later, cutoff.later, false)?;
        Some(from_earlier + from_later)
    }

    /// Births of some months at the end or the start of a year.
    fn part(&self, zone: &ZoneId, year: u16, months: u32, end: bool) -> Option<f64> {
        if months == 0 {
            return Some(0.0);
        }
        let births = self.0.get(&(zone, year))?;
        let count = usize::try_from(months).ok()?;
        match births.months {
            Some(by_month) if end => Some(by_month.iter().rev().take(count).map(|m| f64::from(*m)).sum()),
            Some(by_month) => Some(by_month.iter().take(count).map(|m| f64::from(*m)).sum()),
            None => Some(f64::from(births.total) * f64::from(months) / 12.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Year;

    #[test]
    fn a_third_and_two_thirds_unless_months_are_known() {
        let zone = ZoneId("A".into());
        let births = |year, total, months| Births { zone: zone.clone(), year: Year(year), total, months };
        let cutoff = Cutoff { age: 6, earlier: 4, later: 8 };
        let list = [births(2014, 300, None), births(2015, 600, None)];
        let table = BirthTable::of(&list);
        assert_eq!(table.cohort(&zone, SchoolYear(2021), cutoff), Some(500.0));
        assert_eq!(table.cohort(&zone, SchoolYear(2022), cutoff), None);
        let monthly = [10, 10, 10, 10, 10, 10, 10, 10, 55, 55, 55, 55];
        let list = [births(2014, 300, Some(monthly)), births(2015, 600, None)];
        assert_eq!(BirthTable::of(&list).cohort(&zone, SchoolYear(2021), cutoff), Some(620.0));
    }
}
