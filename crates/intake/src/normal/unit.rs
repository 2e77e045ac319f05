//! Units as people write them, with exact factors.

use serde::{Deserialize, Serialize};

use super::decimal::{Decimal, divide_half_away, power};
use super::unit_table::{MULTIPLIERS, UNITS};
use super::width::fold_width;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UnitKind {
    /// Money; base 元.
    Money,
    /// Area; base 平方米.
    Area,
    /// Length; base 米.
    Length,
    /// People.
    People,
    /// Things that are counted.
    Count,
    /// Parts of a whole; base 1.
    Share,
    /// Time.
    Time,
    /// One unit per another, such as 册/生.
    Rate,
    /// Anything else.
    Other,
}

/// 计量单位: a unit with its exact size in its kind's base unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// What it measures.
    pub kind: UnitKind,
    /// As written, in half-width.
    pub name: String,
    /// Size in the base unit, upper part: 万元 is 10000, 亩 is 2000/3.
    pub numerator: i64,
    /// Size in the base unit, lower part.
    pub denominator: i64,
}

impl Unit {
    /// Reads a unit such as 万元, 平方米, 万㎡, 亩, 册/生; `None` if it is none we know.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold_width(text).replace(' ', "");
        if folded.is_empty() || folded.len() > 40 {
            return None;
        }
        if let Some((kind, numerator, denominator)) = simple(&folded) {
            return Some(Self { kind, name: folded, numerator, denominator });
        }
        let (above, below) = folded.split_once('/')?;
        let (_, numerator, denominator) = simple(above)?;
        simple(below).or_else(|| matches!(below, "生" | "师").then_some((UnitKind::People, 1, 1)))?;
        Some(Self { kind: UnitKind::Rate, name: folded, numerator, denominator })
    }

    /// The value in base units, if it can be said exactly.
    #[must_use]
    pub fn apply(&self, value: Decimal) -> Option<Decimal> {
        let product = i128::from(value.mantissa()).checked_mul(i128::from(self.numerator))?;
        let scale = i32::from(value.scale());
        let denominator = i128::from(self.denominator);
        for extra in 0..=4u8 {
            let raised = product.checked_mul(power(extra)?)?;
            if raised.checked_rem(denominator)? == 0 {
                return Decimal::from_wide(raised / denominator, scale + i32::from(extra));
            }
        }
        None
    }

    /// The value in units of `10^-scale` base units, halves rounded away from zero, and whether
    /// that was exact: 1.5 万元 at scale 2 is 1,500,000 fen.
    #[must_use]
    pub fn apply_rounded(&self, value: Decimal, scale: u8) -> Option<(i64, bool)> {
        let raised =
            i128::from(value.mantissa()).checked_mul(i128::from(self.numerator))?.checked_mul(power(scale)?)?;
        let divisor = i128::from(self.denominator).checked_mul(power(value.scale())?)?;
        let exact = raised.checked_rem(divisor)? == 0;
        Some((i64::try_from(divide_half_away(raised, divisor)?).ok()?, exact))
    }
}

fn simple(text: &str) -> Option<(UnitKind, i64, i64)> {
    let lower = text.to_lowercase();
    if let Some((_, kind, above, below)) = UNITS.iter().find(|(name, ..)| *name == lower) {
        return Some((*kind, *above, *below));
    }
    MULTIPLIERS.iter().find_map(|(word, factor)| {
        let rest = lower.strip_prefix(word)?;
        let (_, kind, above, below) = UNITS.iter().find(|(name, ..)| *name == rest)?;
        Some((*kind, above.checked_mul(*factor)?, *below))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        crate::normal::parse_number(text).unwrap().value
    }

    #[test]
    fn units() {
        let factor = |text| Unit::parse(text).map(|u| (u.kind, u.numerator, u.denominator));
        assert_eq!(factor("万元"), Some((UnitKind::Money, 10_000, 1)));
        assert_eq!(factor("亿 元"), Some((UnitKind::Money, 100_000_000, 1)));
        assert_eq!(factor("万㎡"), Some((UnitKind::Area, 10_000, 1)));
        assert_eq!(factor("Ｍ２"), Some((UnitKind::Area, 1, 1)));
        assert_eq!(factor("千米"), Some((UnitKind::Length, 1000, 1)));
        assert_eq!(factor("百册"), Some((UnitKind::Count, 100, 1)));
        assert_eq!(factor("台（套）"), Some((UnitKind::Count, 1, 1)));
        assert_eq!(factor("册/生"), Some((UnitKind::Rate, 1, 1)));
        assert_eq!(factor("校区"), None);
        assert_eq!(factor("万"), None);
        assert_eq!(factor(""), None);
    }

    #[test]
    fn exact_factors() {
        let mu = Unit::parse("亩").unwrap();
        assert_eq!(mu.apply(decimal("1.5")), Some(decimal("1000")));
        assert_eq!(mu.apply(decimal("1")), None);
        assert_eq!(mu.apply_rounded(decimal("1"), 2), Some((66_667, false)));
        let wan = Unit::parse("万元").unwrap();
        assert_eq!(wan.apply(decimal("12.345678")), Some(decimal("123456.78")));
        assert_eq!(wan.apply_rounded(decimal("1.5"), 2), Some((1_500_000, true)));
        let percent = Unit::parse("%").unwrap();
        assert_eq!(percent.apply(decimal("12.5")), Some(decimal("0.125")));
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = Unit::parse(&text);
        }

        #[test]
        fn any_value_ends(mantissa in any::<i64>(), scale in 0u8..=18, to in 0u8..=6) {
            let value = Decimal::new(mantissa, scale).unwrap();
            for unit in ["亩", "亿元", "‰"] {
                let unit = Unit::parse(unit).unwrap();
                let _ = unit.apply(value);
                let _ = unit.apply_rounded(value, to);
            }
        }
    }
}
