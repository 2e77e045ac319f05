//! The programme problem (项目规划问题): choose and schedule projects under yearly money by source.

use crate::ledger::{Carry, carry_of};
use crate::tier::{Tier, Value};
use model::{Fen, FundSource, ProjectId, Stage, Year, ZoneId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Money one source offers in one year, a whole multiple of the grain (100 元).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// The source.
    pub source: FundSource,
    /// The year.
    pub year: Year,
    /// The amount.
    pub amount: Fen,
}

/// Projects that may be paid for by the same sources (资金类别).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundingClass {
    /// The sources that may pay.
    pub sources: Vec<FundSource>,
}

/// A way of carrying out a project (项目方案). At most one option of a group is chosen, and it starts at most once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The project it would become.
    pub project: ProjectId,
    /// Options of one group exclude each other (build new or extend).
    pub group: u32,
    /// Index into [`Instance::classes`].
    pub class: u32,
    /// Money in the first, second, … year of the work; whole multiples of the grain. Its length is the duration in years.
    pub profile: Vec<Fen>,
    /// The value of starting in the k-th year of the cycle; `None` where it may not start. As long as the cycle has years.
    pub value: Vec<Option<Value>>,
    /// Seats it adds when finished: index into [`Instance::seats`] and number.
    pub seats: Option<(u32, u32)>,
    /// Groups one of whose options must be finished in an earlier year.
    pub after: Vec<u32>,
}

/// Seats that are short in a zone and stage at the end of each year (学位缺口).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatNeed {
    /// The zone.
    pub zone: ZoneId,
    /// The stage.
    pub stage: Stage,
    /// Short at the end of each year of the cycle.
    pub short: Vec<u32>,
    /// What a seat that is short and is brought is worth in the tier of seats, per seat and year.
    pub worth: i64,
}

/// The problem of one county (县级规划问题).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The years of the cycle.
    pub years: Vec<Year>,
    /// Budgets; a source and year not listed offers nothing.
    pub budgets: Vec<Budget>,
    /// How long each source may carry unused money; a source not listed carries nothing.
    pub carry: Vec<Carry>,
    /// Funding classes.
    pub classes: Vec<FundingClass>,
    /// Options.
    pub options: Vec<Choice>,
    /// Seat needs.
    pub seats: Vec<SeatNeed>,
}

impl Instance {
    /// The tier every option belongs to: the first in which any start of it is worth anything, or its seats are; and never
    /// below the tier of an option that waits for its group.
    pub fn tiers(&self) -> Vec<Tier> {
        let own = |choice: &Choice| {
            let seats = choice.seats.and_then(|(z, n)| Some((self.seats.get(z as usize)?, n)));
            let brings = seats.is_some_and(|(need, n)| need.worth > 0 && n > 0);
            let worth = |tier: &Tier| {
                let points = choice.value.iter().flatten().any(|v| v.get(*tier) != 0);
                points || (*tier == Tier::Seats && brings)
            };
            Tier::ALL.into_iter().find(worth).unwrap_or(Tier::Need)
        };
        let mut tiers: Vec<Tier> = self.options.iter().map(own).collect();
        // each pass carries a tier one step back along the waits; there are no more steps than options
        for _ in &self.options {
            let mut first: BTreeMap<u32, Tier> = BTreeMap::new();
            for (choice, tier) in self.options.iter().zip(&tiers) {
                for group in &choice.after {
                    let slot = first.entry(*group).or_insert(*tier);
                    *slot = (*slot).min(*tier);
                }
            }
            let mut moved = false;
            for (choice, tier) in self.options.iter().zip(&mut tiers) {
                if let Some(early) = first.get(&choice.group).filter(|t| **t < *tier) {
                    *tier = *early;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        tiers
    }

    /// Whether a budget may pay for work of a class in a year: the source may, and its money may still be used then.
    pub fn may_pay(&self, budget: &Budget, class: u32, year: Year) -> bool {
        let class = self.classes.get(class as usize);
        let last = budget.year.0.saturating_add(carry_of(&self.carry, budget.source));
        class.is_some_and(|c| c.sources.contains(&budget.source)) && budget.year <= year && year.0 <= last
    }
}

/// An option started in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Start {
    /// Index into [`Instance::options`].
    pub option: u32,
    /// Index into [`Instance::years`].
    pub year: u32,
}

/// Money for one started option from one source in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    /// Index into [`Instance::options`].
    pub option: u32,
    /// The year.
    pub year: Year,
    /// The source.
    pub source: FundSource,
    /// The amount, a whole multiple of the grain.
    pub amount: Fen,
}

/// An answer (项目安排): what starts when, and who pays what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// The starts.
    pub starts: Vec<Start>,
    /// The money.
    pub money: Vec<Money>,
}
