//! Boarding demand (寄宿需求): boarders to come, school by school, and the beds and dormitory area they lack.
//!
//! The share of a stage's pupils who board stays as in the base year; the pupils are those of the forecast. Boarders are
//! rounded up, so that nobody is left without a bed. What is required of beds and dormitories follows from the same
//! requirements as the gaps.

use crate::counts::Counts;
use crate::forecast::{Forecast, SchoolForecast};
use crate::measure::{self, Subject};
use crate::profile::{Profile, Profiles};
use crate::scope::exclusion;
use crate::under_way::UnderWay;
use model::{Dossier, Item, Quantity, SchoolId, SchoolYear, Stage, Total};
use policy::{Basis, Policy, Standard};
use serde::Serialize;

/// One autumn at one school (某校某学年寄宿).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BoardingYear {
    /// The school year.
    pub year: SchoolYear,
    /// Boarders of the compulsory stages (the base year: counted); `None` for no data.
    pub boarders: Option<u32>,
    /// Beds short, with those under way counted as there.
    pub beds: Option<Quantity>,
    /// Dormitory area short, 0.01 m².
    pub dormitory: Option<Quantity>,
}

/// A school that boards pupils (寄宿制学校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolBoarding {
    /// The school.
    pub school: SchoolId,
    /// Year by year from the base year to the end of the cycle.
    pub years: Vec<BoardingYear>,
}

/// One autumn over the county (全县某学年寄宿).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountyBoarding {
    /// The school year.
    pub year: SchoolYear,
    /// Boarders.
    pub boarders: Total,
    /// Beds short, added over the schools: a spare bed elsewhere is none here.
    pub beds: Total,
    /// Dormitory area short, 0.01 m².
    pub dormitory: Total,
}

/// Boarders and what they lack (寄宿需求).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Boarding {
    /// The schools that board pupils.
    pub schools: Vec<SchoolBoarding>,
    /// Schools that do not say whether they board pupils.
    pub unknown: u32,
    /// The county by year.
    pub years: Vec<CountyBoarding>,
}

impl Boarding {
    /// The autumn with the most boarders, the first of several; `None` while no year is complete.
    pub fn peak(&self) -> Option<&CountyBoarding> {
        let known = self.years.iter().filter(|y| y.boarders.complete().is_some());
        known.rev().max_by_key(|y| y.boarders.sum)
    }
}

/// Measures the boarding demand of every school that counts.
pub fn measure(dossier: &Dossier, policy: &Policy, forecast: &Forecast) -> Boarding {
    let mut out = Boarding::default();
    let under_way = UnderWay::of(dossier);
    let mut profiles = Profiles::new(policy, &dossier.county, dossier.as_of);
    let last = dossier.cycle.last.0.max(dossier.base_year.0);
    let years: Vec<SchoolYear> = (dossier.base_year.0..=last).map(SchoolYear).collect();
    for school in dossier.schools.iter().filter(|s| exclusion(s, dossier.base_year, dossier.as_of).is_none()) {
        let subject = Subject::of(school, dossier, &under_way);
        match subject.sort().boarding {
            Some(true) => {}
            Some(false) => continue,
            None => {
                out.unknown = out.unknown.saturating_add(1);
                continue;
            }
        }
        let Some(profile) = profiles.get(subject.sort()) else { continue };
        let expected = forecast.schools.iter().find(|f| f.school == school.id);
        let at = |year: &SchoolYear| forecast.years.iter().position(|y| y == year);
        let years = years.iter().map(|year| one(&subject, profile, *year, expected.zip(at(year)), dossier.base_year));
        out.schools.push(SchoolBoarding { school: school.id.clone(), years: years.collect() });
    }
    out.years = years.iter().enumerate().map(|(n, year)| county(&out.schools, n, *year)).collect();
    out
}

fn county(schools: &[SchoolBoarding], n: usize, year: SchoolYear) -> CountyBoarding {
    let of = |get: fn(&BoardingYear) -> Option<i64>| Total::of(schools.iter().map(|s| s.years.get(n).and_then(get)));
    CountyBoarding {
        year,
        boarders: of(|y| y.boarders.map(i64::from)),
        beds: of(|y| y.beds),
        dormitory: of(|y| y.dormitory),
    }
}

/// A school in one autumn: its counts with the boarders of that year, put to its own requirements.
fn one(
    subject: &Subject<'_>,
    profile: &Profile<'_>,
    year: SchoolYear,
    expected: Option<(&SchoolForecast, usize)>,
    base: SchoolYear,
) -> BoardingYear {
    let counts = match subject.counts {
        Some(now) if year == base => Some(now),
        Some(now) => expected.and_then(|(forecast, n)| then(now, forecast, n)),
        None => None,
    };
    let boarders = counts.and_then(|c| c.basis(Basis::Boarders));
    let short = |item: Item| {
        let counts = counts.filter(|_| boarders.is_some())?;
        let row = profile.rows.iter().find(|r| r.item == item && r.standard == Standard::Basic)?;
        let now = measure::measure(subject, profile, row);
        // what keeps the base year's gap from being known keeps this one too
        now.short?;
        let required = measure::required(&counts, row).ok()?;
        Some(required.checked_sub(now.present?)?.checked_sub(now.under_way)?.max(0))
    };
    BoardingYear { year, boarders, beds: short(Item::Bed), dormitory: short(Item::Dormitory) }
}

/// The counts with the boarders expected in the `n`th year of the forecast; `None` when a stage has no figure.
fn then(now: Counts, forecast: &SchoolForecast, n: usize) -> Option<Counts> {
    let mut out = now;
    for stage in now.stages.compulsory() {
        out.set_boarders(stage, expected(now, forecast, n, stage)?);
    }
    Some(out)
}

fn expected(now: Counts, forecast: &SchoolForecast, n: usize, stage: Stage) -> Option<u32> {
    let of = now.stage(stage);
    let (boarders, pupils) = (u64::from(of.boarders?), u64::from(of.pupils?));
    if boarders == 0 {
        return Some(0);
    }
    let then = u64::from(forecast.stage(n, stage)?);
    u32::try_from(boarders.checked_mul(then)?.checked_add(pupils.checked_sub(1)?)?.checked_div(pupils)?).ok()
}
