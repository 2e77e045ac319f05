//! Forecast, gaps against standards, balance indicators (需求测算); every figure with its trace.
//!
//! **Invariants.** Pure: `fn(&Dossier, &Policy) -> Needs`. Knows no money. Missing data gives "no data", never a gap or a pass.

pub mod after;
pub mod balance;
pub mod baseline;
pub mod boarding;
pub mod counts;
pub mod curriculum;
pub mod forecast;
pub mod formula;
pub mod gap;
pub mod large;
pub mod measure;
pub mod outlook;
pub mod profile;
pub mod scope;
pub mod seat;
pub mod split;
pub mod steer;
pub mod stock;
pub mod summary;
pub mod trace;
pub mod under_way;
mod words;

pub use after::{BeforeAfter, compare};
pub use balance::{Balance2012, Balance2017, Coefficient, Indicator};
pub use baseline::Baselines;
pub use boarding::Boarding;
pub use curriculum::Curriculum;
pub use forecast::Forecast;
pub use gap::{Gap, Missing, is_danger};
pub use large::Large;
pub use outlook::Outlook;
pub use scope::{Excluded, Exclusion};
pub use seat::{SeatBalance, Shortage};
pub use steer::Steering;
pub use summary::{Summary, summarise};
pub use trace::{Trace, trace};

use measure::{Measured, Subject};
use model::{Dossier, Year};
use policy::Policy;
use profile::Row;

/// Everything a county is short of (需求), in the order of the dossier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Needs {
    /// Every requirement put to every school that counts, sorted by school, item, standard.
    pub gaps: Vec<Gap>,
    /// The schools that do not count, and why.
    pub excluded: Vec<Excluded>,
    /// The county in figures.
    pub summary: Summary,
    /// The seven indicators.
    pub balance2017: Balance2017,
    /// The composite of eight.
    pub balance2012: Balance2012,
    /// Large classes and schools.
    pub large: Large,
    /// The twenty baseline items.
    pub baseline: Baselines,
    /// Pupils to come.
    pub forecast: Forecast,
    /// Seats and pupils by zone, stage and year.
    pub seats: Vec<SeatBalance>,
    /// Boarders to come and what they lack.
    pub boarding: Boarding,
    /// What small rural schools have to offer the full curriculum with.
    pub curriculum: Curriculum,
    /// Large classes and schools year by year as things stand.
    pub outlook: Outlook,
    /// What steering relieves before anything is built.
    pub steering: Steering,
}

/// Measures a county's needs in its base year.
pub fn assess(dossier: &Dossier, policy: &Policy) -> Needs {
    let mut gaps = Vec::new();
    let mut adder = summary::Adder::new();
    measure::visit(dossier, policy, |subject, row, figures| {
        adder.add(&figures);
        gaps.push(gap(subject, row, figures));
    });
    let participants = balance::participants(dossier, policy);
    let large = large::measure(dossier, policy);
    let forecast = forecast::forecast(dossier, policy);
    let seats = seat::balance(dossier, policy, &forecast, &large);
    let boarding = boarding::measure(dossier, policy, &forecast);
    let outlook = outlook::outlook(dossier, policy, &forecast, &[]);
    let steering = steer::propose(dossier, policy, &seats);
    Needs {
        gaps,
        excluded: scope::excluded(dossier),
        summary: adder.finish(dossier),
        balance2017: balance::year2017::of(&participants, policy, dossier.as_of),
        balance2012: balance::year2012::of(&participants, policy, dossier.as_of),
        large,
        baseline: baseline::measure(dossier, policy),
        forecast,
        seats,
        boarding,
        curriculum: curriculum::measure(dossier, policy),
        outlook,
        steering,
    }
}

fn gap(subject: &Subject<'_>, row: Option<&Row<'_>>, figures: Measured) -> Gap {
    let stages = match row {
        Some(row) if row.parts.iter().any(|p| p.stage.is_some()) => row.parts.iter().filter_map(|p| p.stage).collect(),
        _ => subject.counts.map_or_else(Vec::new, |c| c.stages.compulsory().collect()),
    };
    Gap {
        school: subject.school.id.clone(),
        item: figures.item,
        standard: figures.standard,
        stages,
        requirements: row.map_or_else(Vec::new, |r| r.parts.iter().map(|p| p.requirement.key.clone()).collect()),
        required: figures.required,
        present: figures.present,
        under_way: figures.under_way,
        short: figures.short,
        missing: figures.reasons.iter().collect(),
    }
}

/// The year gaps are planned against: the base year's autumn.
pub fn base(dossier: &Dossier) -> Year {
    Year(dossier.base_year.0)
}
