//! Numbers as people type them.

use model::Message;
use serde::{Deserialize, Serialize};

use super::decimal::Decimal;
use super::width::fold_width;
use crate::grid::Value;

/// 数: a number read from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Its exact value; 12% is 0.12, 3.5万 is 35000.
    pub value: Decimal,
    /// Whether a percent sign stood behind it.
    pub percent: bool,
    /// Whether 万 or 亿 stood behind it.
    pub multiplied: bool,
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NumberProblem {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// A mark that says "no figure": `-`, `…`, `/`, 无.
    #[error("placeholder")]
    Placeholder,
    /// No number at all.
    #[error("not a number")]
    NotANumber,
    /// Separators where no thousands are: `1,23` may mean 1.23 or 123.
    #[error("doubtful separators")]
    Grouping,
    /// A number with words behind it, perhaps a unit.
    #[error("{value} followed by {rest}")]
    Trailing {
        /// The number before the words.
        value: Decimal,
        /// The words.
        rest: String,
    },
    /// More digits than we hold.
    #[error("too many digits")]
    TooLong,
}

impl NumberProblem {
    /// The message for the person who filled in the cell.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("intake-number-empty"),
            Self::Placeholder => Message::new("intake-number-placeholder"),
            Self::NotANumber => Message::new("intake-number-not-a-number"),
            Self::Grouping => Message::new("intake-number-grouping"),
            Self::Trailing { value, rest } => {
                Message::new("intake-number-trailing").with("value", value).with("rest", rest)
            }
            Self::TooLong => Message::new("intake-number-too-long"),
        }
    }
}

/// The number in a cell: number cells as they are, text cells parsed.
///
/// # Errors
/// What is not a number, with the reason; dates and errors are not numbers.
pub fn number_of(value: &Value) -> Result<Number, NumberProblem> {
    match value {
        Value::Empty => Err(NumberProblem::Empty),
        Value::Number(number) => Decimal::from_f64(*number)
            .map(|value| Number { value, percent: false, multiplied: false })
            .ok_or(NumberProblem::TooLong),
        Value::Text(text) => parse_number(text),
        Value::Bool(_) | Value::Date(..) | Value::Error(_) => Err(NumberProblem::NotANumber),
    }
}

/// Reads a number from text: full-width or half-width, with thousands separators, sign or
/// accountant's brackets, a currency mark, an exponent, 万, 亿, 万亿, `%` or `‰`.
///
/// # Errors
/// See [`NumberProblem`].
pub fn parse_number(text: &str) -> Result<Number, NumberProblem> {
    let folded = fold_width(text);
    let mut rest = folded.trim();
    if rest.is_empty() {
        return Err(NumberProblem::Empty);
    }
    if PLACEHOLDERS.contains(&rest) || rest.chars().all(|c| matches!(c, '-' | '…' | '.' | '/')) {
        return Err(NumberProblem::Placeholder);
    }
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner.trim(), true);
    }
    rest = rest.trim_start_matches(['¥', '$']).trim_start();
    if let Some(after) = rest.strip_prefix(['-', '+']) {
        if negative {
            return Err(NumberProblem::NotANumber);
        }
        negative = rest.starts_with('-');
        rest = after.trim_start().trim_start_matches('¥');
    }
    let end = rest
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | ' ')))
        .map_or(rest.len(), |(at, _)| at);
    let (digits, mut rest) = rest.split_at(end);
    // A space beside the point can mean nothing else: yearbooks print `7. 35`.
    let digits = digits.trim_end().replace(" .", ".").replace(". ", ".");
    let (mut mantissa, mut scale) = plain(&digits)?;
    if let Some((exponent, after)) = exponent(rest) {
        scale -= exponent;
        rest = after;
    }
    rest = rest.trim_start();
    let mut number = Number { value: Decimal::ZERO, percent: false, multiplied: false };
    for (word, power) in [("万亿", 12), ("亿", 8), ("億", 8), ("万", 4), ("萬", 4)] {
        // 万元 and 万平方米 are units, which the caller has to know about.
        if rest == word {
            (rest, number.multiplied) = ("", true);
            scale -= power;
            break;
        }
    }
    for (word, power) in [("%", 2), ("‰", 3)] {
        if rest == word {
            (rest, number.percent) = ("", true);
            scale += power;
        }
    }
    if negative {
        mantissa = -mantissa;
    }
    number.value = Decimal::from_wide(mantissa, scale).ok_or(NumberProblem::TooLong)?;
    if rest.is_empty() {
        Ok(number)
    } else {
        Err(NumberProblem::Trailing { value: number.value, rest: rest.to_owned() })
    }
}

const PLACEHOLDERS: [&str; 9] = ["无", "暂无", "空", "缺", "N/A", "n/a", "NA", "不详", "*"];

/// Digits with separators and a point to a mantissa and decimal places.
fn plain(digits: &str) -> Result<(i128, i32), NumberProblem> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(NumberProblem::NotANumber);
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(if fraction.contains('.') { NumberProblem::NotANumber } else { NumberProblem::Grouping });
    }
    let groups: Vec<&str> = whole.split([',', '\'', ' ']).collect();
    let mut later = groups.iter().skip(1);
    let first = groups.first().map_or(0, |group| group.len());
    if groups.len() > 1 && (first == 0 || first > 3 || !later.all(|group| group.len() == 3)) {
        return Err(NumberProblem::Grouping);
    }
    let all: String = groups.concat() + fraction;
    let significant = all.trim_start_matches('0');
    if significant.len() > 30 || fraction.len() > 30 {
        return Err(NumberProblem::TooLong);
    }
    let mantissa = if significant.is_empty() { 0 } else { parse(significant)? };
    Ok((mantissa, i32::try_from(fraction.len()).unwrap_or(0)))
}

fn parse(digits: &str) -> Result<i128, NumberProblem> {
    digits.parse().map_err(|_| NumberProblem::TooLong)
}

/// `E+05` and what follows.
fn exponent(text: &str) -> Option<(i32, &str)> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let digits = rest.trim_start_matches(['+', '-']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (number, after) = digits.split_at_checked(end)?;
    let value: i32 = number.parse().ok().filter(|value| *value <= 30)?;
    Some((if rest.starts_with('-') { -value } else { value }, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> String {
        match parse_number(text) {
            Ok(number) => number.value.to_string(),
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn shapes() {
        for (text, expected) in [
            ("１２，３４５．６０", "12345.6"),
            ("12，345", "12345"),
            ("1'234'567", "1234567"),
            ("1 234.5", "1234.5"),
            ("(1,234.50)", "-1234.5"),
            ("（３）", "-3"),
            ("－12", "-12"),
            ("¥1,000", "1000"),
            ("-¥5", "-5"),
            ("3.5万", "35000"),
            ("1.2亿", "120000000"),
            ("2万亿", "2000000000000"),
            ("12.5％", "0.125"),
            ("3‰", "0.003"),
            ("1.2E+05", "120000"),
            ("5e-3", "0.005"),
            (".5", "0.5"),
            ("007", "7"),
            ("-0.00", "0"),
            ("1,23", "doubtful separators"),
            ("1234,567", "doubtful separators"),
            ("1.234,5", "doubtful separators"),
            ("7. 35", "7.35"),
            ("1.2.3", "not a number"),
            ("—", "placeholder"),
            ("……", "placeholder"),
            ("无", "placeholder"),
            ("", "empty"),
            ("　", "empty"),
            ("学校", "not a number"),
            ("120人", "120 followed by 人"),
            ("1,200.5 m²", "1200.5 followed by m²"),
            ("3万元", "3 followed by 万元"),
            ("99999999999999999999", "too many digits"),
            ("(-5)", "not a number"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn grouped_digits_mean_the_same(n in 0i64..1_000_000_000_000) {
            let plain = n.to_string();
            let mut grouped = String::new();
            for (at, digit) in plain.chars().enumerate() {
                if at > 0 && (plain.len() - at) % 3 == 0 {
                    grouped.push('，');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(parse_number(&grouped).unwrap().value, Decimal::from(n));
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = parse_number(&text);
        }

        #[test]
        fn number_like_never_panics(text in "[0-9０-９.,' ()+\\-eE万亿%¥]{0,40}") {
            let _ = parse_number(&text);
        }
    }
}
