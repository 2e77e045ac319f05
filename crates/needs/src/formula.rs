//! A requirement's formula in integers (整数化公式): the same figure as [`Requirement::required`], without decimals.

use model::Quantity;
use policy::{Formula, Requirement};
use rust_decimal::Decimal;

/// A formula made ready for many schools. Whatever does not fit 32 bits is left to [`Requirement::required`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiled {
    /// `ceil(basis × numerator / denominator)`, at least `minimum`.
    Each {
        /// Smallest steps per one of the basis, numerator.
        numerator: u64,
        /// Denominator.
        denominator: u64,
        /// Never less, smallest steps.
        minimum: u64,
    },
    /// `ceil(ceil(basis × per / group) × amount / denominator)`, at least `minimum`.
    Group {
        /// Scales the basis to the group's decimals.
        per: u64,
        /// Size of the group, scaled.
        group: u64,
        /// Smallest steps per group, numerator.
        amount: u64,
        /// Denominator.
        denominator: u64,
        /// Never less, smallest steps.
        minimum: u64,
    },
    /// Left to the requirement itself.
    Plain,
}

/// A non-negative decimal times `scale` as numerator and denominator, the numerator below 2³².
fn fraction(value: Decimal, scale: i64) -> Option<(u64, u64)> {
    let value = value.checked_mul(Decimal::from(scale))?.normalize();
    let numerator = u64::try_from(value.mantissa()).ok().filter(|n| *n < 1 << 32)?;
    Some((numerator, 10_u64.checked_pow(value.scale())?))
}

fn ceiling(value: Decimal, scale: i64) -> Option<u64> {
    let (numerator, denominator) = fraction(value, scale)?;
    Some(numerator.div_ceil(denominator))
}

impl Compiled {
    /// Makes a requirement's formula ready.
    pub fn of(requirement: &Requirement) -> Compiled {
        Compiled::try_of(requirement).unwrap_or(Compiled::Plain)
    }

    fn try_of(r: &Requirement) -> Option<Compiled> {
        let scale = r.item.unit().scale();
        let minimum = ceiling(r.minimum.unwrap_or(Decimal::ZERO), scale)?;
        match &r.formula {
            Formula::Each { rate } => {
                let (numerator, denominator) = fraction(*rate, scale)?;
                Some(Compiled::Each { numerator, denominator, minimum })
            }
            Formula::Group { group, amount } => {
                let (group, per) = fraction(*group, 1)?;
                let (amount, denominator) = fraction(*amount, scale)?;
                (group > 0 && per < 1 << 32).then_some(Compiled::Group { per, group, amount, denominator, minimum })
            }
            Formula::Table { .. } | Formula::Line { .. } => None,
        }
    }

    /// The required quantity for a count of the basis, in the item's smallest step, rounded up. `None` out of range.
    pub fn required(&self, requirement: &Requirement, basis: u32) -> Option<Quantity> {
        let n = u64::from(basis);
        match *self {
            Compiled::Each { numerator, denominator, minimum } => {
                let raw = n.checked_mul(numerator)?.div_ceil(denominator);
                i64::try_from(raw.max(minimum)).ok()
            }
            Compiled::Group { per, group, amount, denominator, minimum } => {
                let groups = n.checked_mul(per)?.div_ceil(group);
                let raw = groups.checked_mul(amount)?.div_ceil(denominator);
                i64::try_from(raw.max(minimum)).ok()
            }
            Compiled::Plain => requirement.required(basis),
        }
    }
}
