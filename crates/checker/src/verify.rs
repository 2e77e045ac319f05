//! Is a schedule feasible, and what is it worth (可行性校验)?

use crate::instance::{Instance, Money, Schedule};
use crate::ledger::ledger;
use crate::tier::{TIERS, Tier, Value};
use model::{Fen, FundSource, Overflow, Year};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A condition of the problem that a schedule breaks (违反条件). Numbers are indices into the instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Violation {
    /// An index that the instance does not have, or a profile, value or need of the wrong length.
    Malformed {
        /// Where.
        at: String,
    },
    /// Started in a year in which it may not start, or would not finish in the cycle.
    BadYear {
        /// The option.
        option: u32,
        /// The year's index.
        year: u32,
    },
    /// Two options of one group are started (or one twice).
    GroupTwice {
        /// The group.
        group: u32,
    },
    /// Started before what it depends on is finished.
    TooEarly {
        /// The option.
        option: u32,
        /// The group it waits for.
        group: u32,
    },
    /// Money of a year is not what the work costs that year (资金缺口 or excess).
    NotPaid {
        /// The option.
        option: u32,
        /// The year.
        year: Year,
        /// The cost.
        cost: Fen,
        /// The money.
        paid: Fen,
    },
    /// A source pays that may not.
    WrongSource {
        /// The option.
        option: u32,
        /// The source.
        source: FundSource,
    },
    /// A negative amount, or one that is not a multiple of the grain.
    BadAmount {
        /// The option.
        option: u32,
        /// The amount.
        amount: Fen,
    },
    /// More is spent than a source has in a year: its budget and what it may still use of earlier years.
    OverBudget {
        /// The source.
        source: FundSource,
        /// The year.
        year: Year,
        /// The budget and the money carried in.
        budget: Fen,
        /// The spending.
        spent: Fen,
    },
    /// A sum does not fit 64 bits.
    Overflow,
}

/// Every condition the schedule breaks, and its value when there is none: Σ value, and in the tier of seats Σ worth × seats
/// that were short and are brought.
pub fn verify(instance: &Instance, schedule: &Schedule) -> Result<Value, Vec<Violation>> {
    let mut found = shape(instance);
    if !found.is_empty() {
        return Err(found);
    }
    let last = instance.years.len();
    let mut finish: BTreeMap<u32, usize> = BTreeMap::new(); // group → year after which it is done
    let mut started: BTreeMap<u32, usize> = BTreeMap::new();
    let mut value = [0i128; TIERS];
    for start in &schedule.starts {
        let (o, t) = (start.option as usize, start.year as usize);
        let Some(choice) = instance.options.get(o) else {
            found.push(Violation::Malformed { at: format!("starts: option {o}") });
            continue;
        };
        match choice.value.get(t).copied().flatten() {
            Some(v) if t + choice.profile.len() <= last => {
                value.iter_mut().zip(v.0).for_each(|(sum, points)| *sum += i128::from(points));
            }
            _ => found.push(Violation::BadYear { option: start.option, year: start.year }),
        }
        if finish.insert(choice.group, t + choice.profile.len()).is_some() {
            found.push(Violation::GroupTwice { group: choice.group });
        }
        started.insert(start.option, t);
    }
    for (&option, &t) in &started {
        for group in instance.options.get(option as usize).map_or(&[][..], |c| &c.after) {
            if finish.get(group).is_none_or(|&done| done > t) {
                found.push(Violation::TooEarly { option, group: *group });
            }
        }
    }
    money(instance, &started, &schedule.money, &mut found);
    let brought = seats_brought(instance, &started);
    let mut total = Value::ZERO;
    for ((tier, sum), out) in Tier::ALL.into_iter().zip(value).zip(&mut total.0) {
        let sum = sum + if tier == Tier::Seats { brought } else { 0 };
        match i64::try_from(sum) {
            Ok(points) => *out = points,
            Err(_) => found.push(Violation::Overflow),
        }
    }
    if found.is_empty() { Ok(total) } else { Err(found) }
}

/// The instance itself must be well formed before anything can be said of an answer.
fn shape(instance: &Instance) -> Vec<Violation> {
    let years = instance.years.len();
    let mut found = Vec::new();
    let mut malformed = |at: String| found.push(Violation::Malformed { at });
    for (i, c) in instance.options.iter().enumerate() {
        if c.value.len() != years || c.profile.is_empty() {
            malformed(format!("option {i}: value or profile"));
        }
        if c.profile.iter().any(|f| f.0 < 0 || !f.on_grain()) {
            malformed(format!("option {i}: profile amounts"));
        }
        if instance.classes.get(c.class as usize).is_none() {
            malformed(format!("option {i}: class"));
        }
        if c.seats.is_some_and(|(z, _)| instance.seats.get(z as usize).is_none()) {
            malformed(format!("option {i}: seats"));
        }
    }
    for (i, s) in instance.seats.iter().enumerate() {
        if s.short.len() != years || s.worth < 0 {
            malformed(format!("seats {i}"));
        }
    }
    let mut seen = BTreeSet::new();
    for (i, b) in instance.budgets.iter().enumerate() {
        if b.amount.0 < 0 || !b.amount.on_grain() || !seen.insert((b.source, b.year)) {
            malformed(format!("budget {i}"));
        }
    }
    let rising = instance.years.windows(2).all(|w| matches!(w, [a, b] if a.0.checked_add(1) == Some(b.0)));
    if !rising {
        malformed("years".to_owned());
    }
    found
}

fn money(instance: &Instance, started: &BTreeMap<u32, usize>, money: &[Money], found: &mut Vec<Violation>) {
    let mut paid: BTreeMap<(u32, Year), i128> = BTreeMap::new();
    let mut spent: BTreeMap<(FundSource, Year), Fen> = BTreeMap::new();
    for m in money {
        if m.amount.0 < 0 || !m.amount.on_grain() {
            found.push(Violation::BadAmount { option: m.option, amount: m.amount });
        }
        let class = instance.options.get(m.option as usize).and_then(|c| instance.classes.get(c.class as usize));
        if class.is_none_or(|c| !c.sources.contains(&m.source)) {
            found.push(Violation::WrongSource { option: m.option, source: m.source });
        }
        *paid.entry((m.option, m.year)).or_default() += i128::from(m.amount.0);
        let sum = spent.entry((m.source, m.year)).or_default();
        *sum = Fen(sum.0.saturating_add(m.amount.0));
    }
    for (&option, &t) in started {
        let profile = instance.options.get(option as usize).map_or(&[][..], |c| &c.profile);
        for (k, cost) in profile.iter().enumerate() {
            let Some(&year) = instance.years.get(t + k) else { continue };
            let got = paid.remove(&(option, year)).unwrap_or(0);
            if got != i128::from(cost.0) {
                found.push(Violation::NotPaid { option, year, cost: *cost, paid: fen(got) });
            }
        }
    }
    for ((option, year), amount) in paid {
        if amount != 0 {
            found.push(Violation::NotPaid { option, year, cost: Fen::ZERO, paid: fen(amount) });
        }
    }
    let budget = instance.budgets.iter().map(|b| ((b.source, b.year), b.amount)).collect();
    match ledger(&budget, &spent, &instance.carry) {
        Ok(list) => found.extend(list.iter().filter(|a| a.over.0 > 0).map(|a| Violation::OverBudget {
            source: a.source,
            year: a.year,
            budget: Fen(a.used.0.saturating_sub(a.over.0)),
            spent: a.used,
        })),
        Err(Overflow) => found.push(Violation::Overflow),
    }
}

/// Σ over seat needs and years of worth × seats that are short and are there at the end of the year.
fn seats_brought(instance: &Instance, started: &BTreeMap<u32, usize>) -> i128 {
    let mut sum: i128 = 0;
    for (z, need) in instance.seats.iter().enumerate() {
        for (year, &short) in need.short.iter().enumerate() {
            let mut added: u64 = 0;
            for (&option, &t) in started {
                let Some(choice) = instance.options.get(option as usize) else { continue };
                if let Some((at, seats)) = choice.seats
                    && at as usize == z
                    && t + choice.profile.len() <= year + 1
                {
                    added += u64::from(seats);
                }
            }
            sum += i128::from(need.worth) * i128::from(added.min(u64::from(short)));
        }
    }
    sum
}

fn fen(amount: i128) -> Fen {
    Fen(i64::try_from(amount).unwrap_or(i64::MAX))
}
