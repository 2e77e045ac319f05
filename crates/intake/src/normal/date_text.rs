//! Dates as people type them.

use super::date::{DateProblem, PartDate};
use super::width::fold_width;
use crate::grid::{DateSystem, Value};

/// The date in a cell. Date cells are certain; a plain number is a year (2021), a month (202110,
/// 2021.11), a day (20211005) or a bare serial of five digits. The number 2021.1 may have been
/// typed as 2021.10, so it is ambiguous.
///
/// # Errors
/// See [`DateProblem`].
pub fn date_of(value: &Value, system: DateSystem) -> Result<PartDate, DateProblem> {
    match value {
        Value::Empty => Err(DateProblem::Empty),
        Value::Date(serial, system) => PartDate::from_serial(*serial, *system),
        Value::Text(text) => parse_date(text),
        Value::Bool(_) | Value::Error(_) => Err(DateProblem::NotADate),
        Value::Number(number) => {
            let decimal = value.decimal().ok_or(DateProblem::NotADate)?;
            let text = decimal.to_string();
            match (text.len(), decimal.scale()) {
                (5, 0) => PartDate::from_serial(*number, system),
                (4 | 6 | 8, 0) => parse_date(&text),
                (6, 1) if text.ends_with(".1") => {
                    let year = u16::try_from(number.floor() as i64).unwrap_or(0);
                    Err(DateProblem::Ambiguous {
                        first: PartDate::new(year, Some(1), None)?,
                        second: PartDate::new(year, Some(10), None)?,
                    })
                }
                (6 | 7, 1 | 2) => parse_date(&text),
                _ => Err(DateProblem::NotADate),
            }
        }
    }
}

/// Reads a date from text: `2021`, `2021年`, `2021.10`, `2021-10`, `2021/10`, `10/2021`, `202110`,
/// `2021年10月`, `2021-10-5`, `2021/10/05`, `2021.10.5`, `20211005`, `2021年10月5日`, `二〇二一年十月`,
/// all in full width too, with or without a time behind. Day and month are never guessed:
/// `05/10/2021` is ambiguous, `25/10/2021` is not.
///
/// # Errors
/// See [`DateProblem`].
pub fn parse_date(text: &str) -> Result<PartDate, DateProblem> {
    let folded = fold_width(text);
    let trimmed = folded.trim();
    if trimmed.is_empty() {
        return Err(DateProblem::Empty);
    }
    if matches!(trimmed, "无" | "暂无" | "不详") || trimmed.chars().all(|c| matches!(c, '-' | '/' | '…')) {
        return Err(DateProblem::Placeholder);
    }
    let date = without_time(trimmed);
    let western = chinese_digits(date);
    let compact: String = western.chars().filter(|c| *c != ' ').collect();
    let compact = compact.as_str();
    if compact.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_digits(compact);
    }
    if compact.contains('年') {
        return from_chinese(compact);
    }
    for separator in ['-', '/', '.'] {
        if compact.contains(separator) {
            let parts: Vec<&str> = compact.split(separator).collect();
            return from_parts(&parts);
        }
    }
    Err(DateProblem::NotADate)
}

/// Cuts `T08:00` or ` 08:00:00` off.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let (before, _) = text.split_at(colon);
    match before.rfind(['T', ' ']) {
        Some(at) => text.get(..at).unwrap_or(text).trim_end(),
        None => text,
    }
}

fn from_digits(digits: &str) -> Result<PartDate, DateProblem> {
    let piece = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    match digits.len() {
        4 => from_parts(&[digits]),
        6 => from_parts(&[piece(0, 4), piece(4, 6)]),
        8 => from_parts(&[piece(0, 4), piece(4, 6), piece(6, 8)]),
        _ => Err(DateProblem::NotADate),
    }
}

fn from_chinese(text: &str) -> Result<PartDate, DateProblem> {
    let (year, rest) = text.split_once('年').ok_or(DateProblem::NotADate)?;
    if rest.is_empty() {
        return from_parts(&[year]);
    }
    let (month, rest) = rest.split_once('月').unwrap_or((rest, ""));
    let day = rest.strip_suffix(['日', '号']).unwrap_or(rest);
    if day.is_empty() { from_parts(&[year, month]) } else { from_parts(&[year, month, day]) }
}

fn from_parts(parts: &[&str]) -> Result<PartDate, DateProblem> {
    let numbers: Option<Vec<(u16, usize)>> = parts
        .iter()
        .map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let number = part.parse().ok().filter(|_| digits)?;
            Some((number, part.len()))
        })
        .collect();
    let small = |number: u16| u8::try_from(number).map_err(|_| DateProblem::Impossible);
    match numbers.ok_or(DateProblem::NotADate)?.as_slice() {
        [(year, 4)] => PartDate::new(*year, None, None),
        [(year, 4), (month, 1 | 2)] | [(month, 1 | 2), (year, 4)] => PartDate::new(*year, Some(small(*month)?), None),
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] => PartDate::new(*year, Some(small(*month)?), Some(small(*day)?)),
        [(a, 1 | 2), (b, 1 | 2), (year, 4)] => either_order(*year, small(*a)?, small(*b)?),
        [(_, 1 | 2)] | [(_, 1 | 2), (_, 1 | 2)] | [(_, 1 | 2), (_, 1 | 2), (_, 1 | 2)] => Err(DateProblem::ShortYear),
        [(_, 4), (_, 4)] => Err(DateProblem::NotADate),
        _ => Err(DateProblem::Impossible),
    }
}

/// Two numbers before the year: settled only if one reading is impossible or both are the same.
fn either_order(year: u16, a: u8, b: u8) -> Result<PartDate, DateProblem> {
    match (PartDate::new(year, Some(a), Some(b)), PartDate::new(year, Some(b), Some(a))) {
        (Ok(first), Ok(second)) if first != second => Err(DateProblem::Ambiguous { first, second }),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        (Err(problem), Err(_)) => Err(problem),
    }
}

/// Chinese numerals to digits: years digit by digit, months and days with 十.
fn chinese_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '〇' | '○' | '零' => Some(0u8),
        '一' | '元' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    let mut out = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let near = |offset: usize, back: bool| {
            let index = if back { at.checked_sub(offset) } else { at.checked_add(offset) };
            index.and_then(|index| characters.get(index)).copied()
        };
        match digit(*character) {
            Some(value) => out.push(char::from(b'0' + value)),
            None if *character == '十' => {
                // 十 → 10, 十二 → 12, 二十 → 20, 二十一 → 21: it adds what its neighbours lack.
                let before = near(1, true).and_then(digit).is_some();
                let after = near(1, false).and_then(digit).is_some();
                if !before {
                    out.push('1');
                }
                if !after {
                    out.push('0');
                }
            }
            None => out.push(*character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        match parse_date(text) {
            Ok(date) => date.to_string(),
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn shapes() {
        for (text, expected) in [
            ("2021", "2021"),
            ("2021年", "2021"),
            ("2021.10", "2021-10"),
            ("2021．1", "2021-01"),
            ("2021-10", "2021-10"),
            ("10/2021", "2021-10"),
            ("202110", "2021-10"),
            ("２０２１年１０月", "2021-10"),
            ("2021 年 9 月", "2021-09"),
            ("2021-10-5", "2021-10-05"),
            ("2021/10/05", "2021-10-05"),
            ("2021.10.5", "2021-10-05"),
            ("20211005", "2021-10-05"),
            ("2021年10月5日", "2021-10-05"),
            ("2021年10月5号", "2021-10-05"),
            ("2021-10-05 08:30:00", "2021-10-05"),
            ("2021-10-05T08:30", "2021-10-05"),
            ("二〇二一年十月", "2021-10"),
            ("二○二一年十二月三十一日", "2021-12-31"),
            ("二零二一年二月二十日", "2021-02-20"),
            ("二〇二〇年", "2020"),
            ("25/10/2021", "2021-10-25"),
            ("10-25-2021", "2021-10-25"),
            ("05/05/2021", "2021-05-05"),
            ("05/10/2021", "2021-05-10 or 2021-10-05"),
            ("2021-02-29", "no such date"),
            ("2020-02-29", "2020-02-29"),
            ("2021-13", "no such date"),
            ("1800年", "no such date"),
            ("21.10", "two-digit year"),
            ("21-10-05", "two-digit year"),
            ("2021-2022", "not a date"),
            ("2021年上半年", "not a date"),
            ("", "empty"),
            ("——", "placeholder"),
            ("至今", "not a date"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn number_cells() {
        let of = |number| match date_of(&Value::Number(number), DateSystem::Base1900) {
            Ok(date) => date.to_string(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(of(2021.0), "2021");
        assert_eq!(of(2021.1), "2021-01 or 2021-10");
        assert_eq!(of(2021.11), "2021-11");
        assert_eq!(of(2021.9), "2021-09");
        assert_eq!(of(202_110.0), "2021-10");
        assert_eq!(of(20_211_005.0), "2021-10-05");
        assert_eq!(of(44_474.0), "2021-10-05");
        assert_eq!(of(12.0), "not a date");
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = parse_date(&text);
        }

        #[test]
        fn date_like_never_panics(text in "[0-9年月日./\\-一二三四五六七八九十〇 :T]{0,20}") {
            let _ = parse_date(&text);
        }

        #[test]
        fn written_dates_come_back(year in 1900u16..=2200, month in 1u8..=12, day in 1u8..=28) {
            let date = PartDate::new(year, Some(month), Some(day)).unwrap();
            for text in [
                date.to_string(),
                format!("{year}年{month}月{day}日"),
                format!("{year}/{month}/{day}"),
                format!("{year}.{month:02}.{day:02}"),
                format!("{year}{month:02}{day:02}"),
            ] {
                prop_assert_eq!(parse_date(&text), Ok(date));
            }
        }

        #[test]
        fn day_and_month_are_never_guessed(a in 1u8..=12, b in 1u8..=12) {
            prop_assume!(a != b);
            let text = format!("{a}/{b}/2021");
            let ambiguous = matches!(parse_date(&text), Err(DateProblem::Ambiguous { .. }));
            prop_assert!(ambiguous);
        }
    }
}
