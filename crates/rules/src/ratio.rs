//! Shares and multiples, exact and checked (比例).

use crate::view::Limit;
use rust_decimal::Decimal;

/// `percent` of a number; `None` out of range.
pub(crate) fn percent_of(n: impl Into<Decimal>, percent: &Limit) -> Option<Decimal> {
    n.into().checked_mul(percent.value)?.checked_div(Decimal::ONE_HUNDRED)
}

/// A number times a factor; `None` out of range.
pub(crate) fn times(n: impl Into<Decimal>, factor: &Limit) -> Option<Decimal> {
    n.into().checked_mul(factor.value)
}

/// What share of `whole` a part is, in % with one decimal, for showing; `None` without a whole.
pub(crate) fn share(part: impl Into<Decimal>, whole: impl Into<Decimal>) -> Option<Decimal> {
    let share = part.into().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.into())?;
    Some(share.round_dp(1).normalize())
}
