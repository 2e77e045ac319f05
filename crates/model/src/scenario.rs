//! Scenarios (情景假设): what a planner assumes instead of what the county gave, applied to a dossier and said on every paper.

use crate::birth::Births;
use crate::budget::{BudgetLine, FundSource};
use crate::calendar::Year;
use crate::demand::Demand;
use crate::dossier::Dossier;
use crate::message::Message;
use crate::money::Fen;
use serde::{Deserialize, Serialize};

/// Years from birth until every child of a calendar year may have entered school: the youngest, born after 31 August,
/// enter in the seventh autumn.
const ENTRY_AGE: u16 = 6;

/// A change in thousandths (千分之变化), −1000 and up: −100 is a tenth less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permille(i32);

impl Permille {
    /// A change in thousandths; `None` when it takes away more than there is.
    pub fn new(thousandths: i32) -> Option<Permille> {
        (thousandths >= -1000).then_some(Permille(thousandths))
    }

    /// The change in thousandths.
    pub fn thousandths(self) -> i32 {
        self.0
    }

    /// `amount` after the change, halves rounded up; `None` when it does not fit.
    pub fn of(self, amount: i64) -> Option<i64> {
        let raised = i128::from(amount) * (1000 + i128::from(self.0)) + 500;
        i64::try_from(raised.div_euclid(1000)).ok()
    }

    /// In percent with its sign: `-12.5%`, `+10%`.
    pub fn percent(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "+" };
        let tenths = if magnitude.is_multiple_of(10) { String::new() } else { format!(".{}", magnitude % 10) };
        format!("{sign}{}{tenths}%", magnitude / 10)
    }
}

/// What becomes of an amount of money (金额如何变化).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is this much, whatever was given.
    Set(Fen),
    /// It is what was given, changed by so many thousandths.
    Permille(Permille),
}

/// An assumption on the money of one source in one year (资金假设).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetChange {
    /// The source.
    pub source: FundSource,
    /// The budget year.
    pub year: Year,
    /// What becomes of it.
    pub change: Change,
}

/// What is assumed (情景). An empty scenario assumes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Changes of money, in the order they are applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<BudgetChange>,
    /// Change of the births whose children have not begun to enter school by the base year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub births: Option<Permille>,
    /// Demands added to those of the county.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demands: Vec<Demand>,
}

/// An assumption that does not fit the county's data (假设不适用).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// The source is none a programme may be planned with.
    #[error("{0:?} is no lawful source")]
    Unlawful(FundSource),
    /// Money of this source counts only with its document, so an amount cannot be assumed.
    #[error("{0:?} counts only with its document")]
    NeedsDocument(FundSource),
    /// The year lies outside the cycle.
    #[error("{0} lies outside the cycle")]
    Outside(Year),
    /// There is no money of this source and year to change.
    #[error("no money of {0:?} in {1} to change")]
    NoMoney(FundSource, Year),
    /// There are no births to change.
    #[error("no births to change")]
    NoBirths,
    /// The result does not fit.
    #[error("amount out of range")]
    Range,
}

impl ScenarioError {
    /// The error in words of the catalogue.
    pub fn message(&self) -> Message {
        match self {
            ScenarioError::Unlawful(source) => Message::new("scenario-error-unlawful").with("source", source.zh()),
            ScenarioError::NeedsDocument(source) => {
                Message::new("scenario-error-needs-document").with("source", source.zh())
            }
            ScenarioError::Outside(year) => Message::new("scenario-error-outside").with("year", year),
            ScenarioError::NoMoney(source, year) => {
                Message::new("scenario-error-no-money").with("source", source.zh()).with("year", year)
            }
            ScenarioError::NoBirths => Message::new("scenario-error-no-births"),
            ScenarioError::Range => Message::new("scenario-error-range"),
        }
    }
}

impl Scenario {
    /// True when nothing is assumed.
    pub fn is_empty(&self) -> bool {
        self.budgets.is_empty() && self.births.is_none() && self.demands.is_empty()
    }

    /// The assumptions in words of the catalogue, one each.
    pub fn messages(&self) -> Vec<Message> {
        let mut out: Vec<Message> = self.budgets.iter().map(BudgetChange::message).collect();
        out.extend(self.births.map(|b| Message::new("scenario-births").with("change", b.percent())));
        out.extend(self.demands.iter().map(Demand::message));
        out
    }

    /// The dossier as it would be if the assumptions held.
    ///
    /// # Errors
    /// The first assumption that does not fit the county's data.
    pub fn apply(&self, mut dossier: Dossier) -> Result<Dossier, ScenarioError> {
        for change in &self.budgets {
            change.apply(&mut dossier)?;
        }
        if let Some(change) = self.births {
            births(&mut dossier, change)?;
        }
        dossier.demands.extend(self.demands.iter().cloned());
        dossier.sort();
        Ok(dossier)
    }
}

impl BudgetChange {
    fn message(&self) -> Message {
        let message = match self.change {
            Change::Set(amount) => Message::new("scenario-budget-set").with("amount", amount.wan()),
            Change::Permille(by) => Message::new("scenario-budget-percent").with("change", by.percent()),
        };
        message.with("source", self.source.zh()).with("year", self.year)
    }

    fn apply(&self, dossier: &mut Dossier) -> Result<(), ScenarioError> {
        if !self.source.is_lawful() {
            return Err(ScenarioError::Unlawful(self.source));
        }
        if !dossier.cycle.contains(self.year) {
            return Err(ScenarioError::Outside(self.year));
        }
        let hit = |b: &BudgetLine| b.source == self.source && b.year == self.year;
        match self.change {
            Change::Set(_) if matches!(self.source, FundSource::GovernmentBond | FundSource::OtherPublic) => {
                return Err(ScenarioError::NeedsDocument(self.source));
            }
            Change::Set(amount) => {
                dossier.budgets.retain(|b| !hit(b));
                let (source, year) = (self.source, self.year);
                dossier.budgets.push(BudgetLine { source, year, amount, document: None, name: None });
            }
            Change::Permille(by) => {
                let mut lines = dossier.budgets.iter_mut().filter(|b| hit(b)).peekable();
                if lines.peek().is_none() {
                    return Err(ScenarioError::NoMoney(self.source, self.year));
                }
                for line in lines {
                    line.amount = by.of(line.amount.0).map(Fen).ok_or(ScenarioError::Range)?;
                }
            }
        }
        Ok(())
    }
}

/// Changes the births of the calendar years none of whose children has entered school by the base year: what has
/// entered is counted there and stays as it is.
fn births(dossier: &mut Dossier, by: Permille) -> Result<(), ScenarioError> {
    let base = dossier.base_year.0;
    let mut lines = dossier.births.iter_mut().filter(|b| b.year.0.saturating_add(ENTRY_AGE) > base).peekable();
    if lines.peek().is_none() {
        return Err(ScenarioError::NoBirths);
    }
    for line in lines {
        *line = changed(line, by).ok_or(ScenarioError::Range)?;
    }
    Ok(())
}

fn changed(line: &Births, by: Permille) -> Option<Births> {
    let of = |n: u32| u32::try_from(by.of(i64::from(n))?).ok();
    let months = match line.months {
        Some(months) => {
            let mut out = [0; 12];
            for (slot, n) in out.iter_mut().zip(months) {
                *slot = of(n)?;
            }
            Some(out)
        }
        None => None,
    };
    // the months add up to the year
    let total = match months {
        Some(months) => months.iter().try_fold(0_u32, |sum, n| sum.checked_add(*n))?,
        None => of(line.total)?,
    };
    Some(Births { total, months, ..line.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cycle, SchoolYear, ZoneId};

    fn dossier() -> Dossier {
        let cycle = Cycle { first: Year(2021), last: Year(2025) };
        let mut d = Dossier::new("150121".parse().unwrap(), cycle, SchoolYear(2020), "2021-10-15".parse().unwrap());
        let line = |year, yuan| BudgetLine {
            source: FundSource::County,
            year: Year(year),
            amount: Fen(yuan),
            document: None,
            name: None,
        };
        d.budgets = vec![line(2022, 1_000_000), line(2023, 5)];
        let birth = |year, total, months| Births { zone: ZoneId("甲".into()), year: Year(year), total, months };
        d.births = vec![birth(2014, 100, None), birth(2015, 24, Some([2; 12])), birth(2016, 101, None)];
        d
    }

    fn on(source: FundSource, year: u16, change: Change) -> Scenario {
        Scenario { budgets: vec![BudgetChange { source, year: Year(year), change }], ..Scenario::default() }
    }

    #[test]
    fn money_is_set_or_changed() {
        let tenth = Change::Permille(Permille::new(-100).unwrap());
        let less = on(FundSource::County, 2022, tenth).apply(dossier()).unwrap();
        assert_eq!(less.budgets[0].amount, Fen(900_000));
        let half = on(FundSource::County, 2023, tenth).apply(dossier()).unwrap();
        assert_eq!(half.budgets[1].amount, Fen(5), "4.5 fen is rounded up");
        let set = on(FundSource::County, 2022, Change::Set(Fen(7))).apply(dossier()).unwrap();
        assert_eq!(set.budgets.iter().map(|b| b.amount.0).collect::<Vec<_>>(), [7, 5]);
        let new = on(FundSource::City, 2021, Change::Set(Fen(7))).apply(dossier()).unwrap();
        assert_eq!((new.budgets.len(), new.budgets[0].source), (3, FundSource::City));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let tenth = Change::Permille(Permille::new(-100).unwrap());
        let err = |s: Scenario| s.apply(dossier()).unwrap_err();
        assert_eq!(err(on(FundSource::City, 2022, tenth)), ScenarioError::NoMoney(FundSource::City, Year(2022)));
        assert_eq!(err(on(FundSource::County, 2026, tenth)), ScenarioError::Outside(Year(2026)));
        assert_eq!(err(on(FundSource::Levy, 2022, tenth)), ScenarioError::Unlawful(FundSource::Levy));
        let bond = on(FundSource::GovernmentBond, 2022, Change::Set(Fen(1)));
        assert_eq!(err(bond), ScenarioError::NeedsDocument(FundSource::GovernmentBond));
        let vast = Change::Permille(Permille::new(i32::MAX).unwrap());
        let mut d = dossier();
        d.budgets[0].amount = Fen(i64::MAX);
        assert_eq!(on(FundSource::County, 2022, vast).apply(d), Err(ScenarioError::Range));
        assert_eq!(Permille::new(-1001), None);
    }

    #[test]
    fn births_that_have_begun_to_enter_stay() {
        let s = Scenario { births: Permille::new(-150), ..Scenario::default() };
        let d = s.apply(dossier()).unwrap();
        assert_eq!(d.births[0].total, 100, "born 2014: the first entered in autumn 2020");
        assert_eq!(d.births[1].months, Some([2; 12]), "1.7 rounds to 2");
        assert_eq!((d.births[1].total, d.births[2].total), (24, 86));
        let mut none = dossier();
        none.births.clear();
        assert_eq!(s.apply(none), Err(ScenarioError::NoBirths));
    }

    #[test]
    fn percent_keeps_its_sign() {
        let show = |n| Permille::new(n).unwrap().percent();
        assert_eq!([show(-100), show(125), show(-1000), show(0)], ["-10%", "+12.5%", "-100%", "+0%"]);
    }

    #[test]
    fn an_empty_scenario_changes_nothing() {
        let s = Scenario::default();
        assert!(s.is_empty() && s.messages().is_empty());
        let mut sorted = dossier();
        sorted.sort();
        assert_eq!(s.apply(dossier()), Ok(sorted));
        assert_eq!(serde_json::to_string(&s).unwrap(), "{}");
    }
}
