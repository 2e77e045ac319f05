//! Computing a trace again (复算): from its inputs and figures alone, with plain fractions.

use super::curriculum::{CurriculumTrace, means};
use super::{Act, Step, Trace};
use crate::curriculum::{Means, Subject};
use crate::gap::is_danger;
use model::{Item, Quantity};
use policy::Formula;
use rust_decimal::Decimal;

/// What a replay gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replayed {
    /// Required.
    pub required: Option<Quantity>,
    /// Present.
    pub present: Option<Quantity>,
    /// Under way.
    pub under_way: Option<Quantity>,
    /// Short, from these three.
    pub short: Option<Quantity>,
}

/// A step does not follow from those it rests on (步骤不符).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("step {step} does not follow")]
pub struct Unsound {
    /// The step's number; 0 when the trace has no shortage.
    pub step: u32,
}

impl Trace {
    /// Computes every step again and compares.
    ///
    /// # Errors
    /// [`Unsound`] with the first step whose value does not follow.
    pub fn replay(&self) -> Result<Replayed, Unsound> {
        let mut values = Values::default();
        for step in &self.steps {
            if let Act::Short { required, present, under_way } = &step.act {
                let get = |id| values.get(id).ok_or(Unsound { step: step.id });
                let (required, present, under_way) = (get(required)?, get(present)?, get(under_way)?);
                let short = self.short(required, present, under_way);
                if step.value.is_some() && step.value != short {
                    return Err(Unsound { step: step.id });
                }
                return Ok(Replayed { required, present, under_way, short: step.value });
            }
            values.follow(step, Some(self.item))?;
        }
        Err(Unsound { step: 0 })
    }

    fn short(
        &self,
        required: Option<Quantity>,
        present: Option<Quantity>,
        under_way: Option<Quantity>,
    ) -> Option<Quantity> {
        let (required, present, under_way) = (i128::from(required?), i128::from(present?), i128::from(under_way?));
        let short = if is_danger(self.item) { present - under_way } else { required - present - under_way };
        narrow(short.max(0))
    }
}

impl CurriculumTrace {
    /// Computes every step again and compares; gives the means for each subject, and whether lessons come from elsewhere.
    ///
    /// # Errors
    /// [`Unsound`] with the first step whose value does not follow, or 0 when the school is not small.
    pub fn replay(&self) -> Result<Offered, Unsound> {
        let (mut values, mut subjects, mut online, mut small) = (Values::default(), Vec::new(), None, false);
        for step in &self.steps {
            values.follow(step, None)?;
            match &step.act {
                Act::Small { .. } => small = step.value == Some(1),
                Act::Serves { subject, .. } => subjects.push((*subject, means(step.value))),
                Act::Online { .. } => online = step.value.map(|v| v > 0),
                _ => {}
            }
        }
        if small { Ok((subjects, online)) } else { Err(Unsound { step: 0 }) }
    }
}

/// The means for each subject, and whether lessons come from elsewhere (课程条件).
pub type Offered = (Vec<(Subject, Means)>, Option<bool>);

/// The values of the steps so far.
#[derive(Default)]
struct Values(Vec<Option<Quantity>>);

impl Values {
    fn get(&self, id: &u32) -> Option<Option<Quantity>> {
        let at = usize::try_from(*id).ok().and_then(|n| n.checked_sub(1));
        at.and_then(|at| self.0.get(at)).copied()
    }

    /// Computes a step from those before it and keeps its value.
    fn follow(&mut self, step: &Step, item: Option<Item>) -> Result<(), Unsound> {
        let value = self.computed(step, item)?;
        if value != step.value {
            return Err(Unsound { step: step.id });
        }
        self.0.push(value);
        Ok(())
    }

    fn computed(&self, step: &Step, item: Option<Item>) -> Result<Option<Quantity>, Unsound> {
        let unsound = Unsound { step: step.id };
        let get = |id: &u32| self.get(id).ok_or(unsound);
        let all = |of: &[u32]| of.iter().map(get).collect::<Result<Option<Vec<Quantity>>, Unsound>>();
        Ok(match &step.act {
            Act::Count { .. } | Act::Has { .. } | Act::Adds { .. } | Act::Weight { .. } | Act::Forecast { .. } => {
                step.value
            }
            Act::Unknown { .. } => None,
            // the whole stands in for parts only where none of them is known
            Act::Instead { of } => {
                if of.iter().map(get).any(|v| v != Ok(None)) {
                    return Err(unsound);
                }
                None
            }
            Act::One => Some(1),
            Act::Nothing { .. } => Some(0),
            Act::Sum { of } => all(of)?.and_then(|v| narrow(v.iter().map(|q| i128::from(*q)).sum())),
            Act::Product { of } => {
                all(of)?.and_then(|v| v.iter().try_fold(1_i128, |p, q| p.checked_mul(i128::from(*q))).and_then(narrow))
            }
            Act::Less { from, less } => {
                let value = get(from)?.zip(get(less)?).and_then(|(a, b)| narrow(i128::from(a) - i128::from(b)));
                // fewer than nobody is no count
                if step.value.is_none() { None } else { value }
            }
            Act::Share { total, part, whole } => get(total)?
                .zip(get(part)?)
                .zip(get(whole)?)
                .and_then(|((t, p), w)| narrow((i128::from(t) * i128::from(p)).checked_div_euclid(i128::from(w))?)),
            Act::Scale { count, then, now } => get(count)?
                .zip(get(then)?)
                .zip(get(now)?)
                .and_then(|((n, t), w)| narrow(up(i128::from(n) * i128::from(t), i128::from(w))?)),
            Act::Small { count, below, .. } => get(count)?.and_then(|n| {
                let (numerator, ten) = parts(*below)?;
                Some(i64::from(i128::from(n).checked_mul(ten)? < numerator))
            }),
            Act::Serves { of, .. } | Act::Online { of } => {
                let read = of.iter().map(get).collect::<Result<Vec<_>, Unsound>>()?;
                if read.iter().any(|v| v.is_some_and(|v| v > 0)) {
                    Some(1)
                } else {
                    read.iter().all(Option::is_some).then_some(0)
                }
            }
            Act::Require { formula, minimum, count, .. } => {
                let item = item.ok_or(unsound)?;
                get(count)?.and_then(|n| required(formula, *minimum, item, n))
            }
            // a shortage ends a gap's trace and stands nowhere else
            Act::Short { .. } => return Err(unsound),
        })
    }
}

fn narrow(n: i128) -> Option<Quantity> {
    i64::try_from(n).ok()
}

/// A decimal as numerator and power of ten.
fn parts(value: Decimal) -> Option<(i128, i128)> {
    Some((value.mantissa(), 10_i128.checked_pow(value.scale())?))
}

fn up(numerator: i128, denominator: i128) -> Option<i128> {
    let below = numerator.checked_div_euclid(denominator)?;
    Some(below + i128::from(numerator.checked_rem_euclid(denominator)? != 0))
}

/// The value of a line at a count, rounded up to the smallest step: the weighted mean of the rows on both sides.
fn line(points: &[policy::Point], n: i128, scale: i128) -> Option<i128> {
    let below = points.iter().rev().find(|p| i128::from(p.at) < n);
    let above = points.iter().find(|p| i128::from(p.at) >= n);
    let (low, high, from, to) = match (below, above) {
        (Some(low), Some(high)) => (low.value, high.value, i128::from(low.at), i128::from(high.at)),
        // in proportion: the line through the origin
        (Some(row), None) | (None, Some(row)) => (Decimal::ZERO, row.value, 0, i128::from(row.at)),
        (None, None) => return None,
    };
    let ((low, ten), (high, other)) = (parts(low)?, parts(high)?);
    let left = low.checked_mul(to - n)?.checked_mul(other)?;
    let right = high.checked_mul(n - from)?.checked_mul(ten)?;
    up(left.checked_add(right)?.checked_mul(scale)?, (to - from).checked_mul(ten)?.checked_mul(other)?)
}

/// The requirement in plain fractions, rounded up to the item's smallest step.
fn required(formula: &Formula, minimum: Option<Decimal>, item: Item, count: Quantity) -> Option<Quantity> {
    let (n, scale) = (i128::from(count), i128::from(item.unit().scale()));
    let steps = |value: Decimal, times: i128| {
        let (numerator, denominator) = parts(value)?;
        up(numerator.checked_mul(times)?.checked_mul(scale)?, denominator)
    };
    let raw = match formula {
        Formula::Each { rate } => steps(*rate, n)?,
        Formula::Group { group, amount } => {
            let (size, ten) = parts(*group)?;
            steps(*amount, up(n.checked_mul(ten)?, size)?)?
        }
        Formula::Table { steps: table } => {
            let fits = |up_to: Option<u32>| up_to.is_none_or(|u| n <= i128::from(u));
            steps(table.iter().find(|s| fits(s.up_to))?.value, 1)?
        }
        Formula::Line { points } => line(points, n, scale)?,
    };
    narrow(raw.max(steps(minimum.unwrap_or_default(), 1)?))
}
