//! From one cell to one value (单元格读入), by the kind of its column.

use crate::code_list::CodeList;
use crate::column::{Column, Kind};
use crate::field::Field;
use crate::problem::Code;
use intake::normal::UnitKind;
use intake::normal::{DateProblem, Decimal, NumberProblem, PartDate, Unit, date_of, fold_width, is_space, number_of};
use intake::{Cell, DateSystem, Value};
use model::{Date, Item, YearMonth};

/// What a cell turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// No data.
    Nothing,
    /// A value.
    Value(Field),
    /// A value, with something to say about it.
    Remarked(Field, Fault),
    /// No value, and why.
    Faulty(Fault),
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The kind of problem.
    pub code: Code,
    /// Arguments of its messages besides the column and the value.
    pub args: Vec<(&'static str, String)>,
}

/// What a cell needs to know of its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The column.
    pub column: &'a Column,
    /// The unit its heading states.
    pub unit: Option<&'a Unit>,
    /// The item of the row, where there is one.
    pub item: Option<Item>,
    /// The day the file's serials count from.
    pub dates: DateSystem,
}

fn fault(code: Code) -> Outcome {
    Outcome::Faulty(Fault { code, args: Vec::new() })
}

/// Reads a cell.
pub fn read(value: &Value, around: Surroundings<'_>) -> Outcome {
    if value.is_blank() {
        return Outcome::Nothing;
    }
    if matches!(value, Value::Error(_)) {
        return fault(Code::CellError);
    }
    match around.column.kind {
        Kind::Id => text(id(value)),
        Kind::Text => text(trim(&value.shown()).to_owned()),
        Kind::List => list(&value.shown()),
        Kind::Choice(choices) => choice(value, choices),
        Kind::Choices(choices) => several(value, choices),
        Kind::YesNo => yes_no(value),
        Kind::Year => year(value, around.dates),
        Kind::SchoolYear => school_year(value, around.dates),
        Kind::Month | Kind::Date => date(value, around),
        Kind::Count | Kind::Integer | Kind::Amount(_) | Kind::Signed(_) | Kind::ItemQuantity | Kind::Degree => {
            number(value, around)
        }
    }
}

/// Reads a cell with its format: a number shown as a percentage is one typed with a percent sign.
pub fn read_cell(cell: &Cell, around: Surroundings<'_>) -> Outcome {
    if around.column.kind.is_number() && cell.percent && cell.number().is_ok_and(|n| n.percent) {
        return fault(Code::NotANumber);
    }
    read(&cell.value, around)
}

/// A cell as people see it: 12.5% where 0.125 is shown as a percentage.
pub fn shown(cell: &Cell) -> String {
    let hundred = |d: Decimal| Decimal::new(d.mantissa().checked_mul(100)?, d.scale());
    let percent = cell.value.decimal().filter(|_| cell.percent).and_then(hundred);
    match percent {
        Some(number) => format!("{number}%"),
        None => cell.value.shown(),
    }
}

fn text(text: String) -> Outcome {
    if text.is_empty() { Outcome::Nothing } else { Outcome::Value(Field::Text(text)) }
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// A key or code: full-width letters and digits made half-width, spaces around it dropped; all else as typed.
fn id(value: &Value) -> String {
    let shown = value.shown();
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    trim(&shown).chars().map(narrow).collect()
}

fn list(shown: &str) -> Outcome {
    let words: Vec<String> = split(shown).map(str::to_owned).collect();
    if words.is_empty() { Outcome::Nothing } else { Outcome::Value(Field::List(words)) }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';', '\n']).map(trim).filter(|w| !w.is_empty())
}

fn no_entry(choices: CodeList) -> Fault {
    let names = choices.names();
    let mut shown: Vec<&str> = names.iter().take(choices.offered().min(8)).copied().collect();
    if choices.offered() > 8 {
        shown.push("……");
    }
    Fault { code: Code::NotInList, args: vec![("options", shown.join("、"))] }
}

fn choice(value: &Value, choices: CodeList) -> Outcome {
    match choices.find(&value.shown()) {
        Some(at) => Outcome::Value(Field::Choice(at)),
        None if is_placeholder(&value.shown()) => fault(Code::Placeholder),
        None => Outcome::Faulty(no_entry(choices)),
    }
}

fn several(value: &Value, choices: CodeList) -> Outcome {
    let mut found = Vec::new();
    for word in split(&value.shown()) {
        match choices.find(word) {
            Some(at) => found.push(at),
            None => return Outcome::Faulty(no_entry(choices)),
        }
    }
    if found.is_empty() { Outcome::Nothing } else { Outcome::Value(Field::Choices(found)) }
}

fn is_placeholder(text: &str) -> bool {
    let folded = fold_width(text);
    let bare = folded.trim();
    matches!(bare, "空" | "缺" | "N/A" | "n/a" | "NA" | "不详" | "*" | "无数据" | "不掌握" | "未统计" | "未知")
        || (!bare.is_empty() && bare.chars().all(|c| matches!(c, '-' | '…' | '.' | '/' | '—')))
}

fn yes_no(value: &Value) -> Outcome {
    if let Value::Bool(yes) = value {
        return Outcome::Value(Field::Yes(*yes));
    }
    let folded = fold_width(&value.shown()).to_lowercase();
    match folded.trim() {
        "是" | "有" | "√" | "y" | "yes" | "1" | "true" | "达标" | "达到" | "合格" | "已达标" | "✓" => {
            Outcome::Value(Field::Yes(true))
        }
        "否" | "无" | "没有" | "×" | "x" | "n" | "no" | "0" | "false" | "未达标" | "不达标" | "未达到" | "不合格"
        | "不是" => Outcome::Value(Field::Yes(false)),
        other if is_placeholder(other) || other == "不适用" => fault(Code::Placeholder),
        _ => fault(Code::NotYesNo),
    }
}

fn year(value: &Value, dates: DateSystem) -> Outcome {
    match date_of(value, dates) {
        Ok(date) => Outcome::Value(Field::Number(i64::from(date.year))),
        Err(DateProblem::Empty) => Outcome::Nothing,
        Err(DateProblem::Placeholder) => fault(Code::Placeholder),
        Err(_) => fault(Code::NotAYear),
    }
}

/// `2020`, `2020学年`, `2020-2021学年`, `2020/2021`, `2020年秋`.
fn school_year(value: &Value, dates: DateSystem) -> Outcome {
    if let Value::Text(text) = value
        && let Some(year) = school_year_in(text)
    {
        return Outcome::Value(Field::Number(i64::from(year)));
    }
    year(value, dates)
}

/// The school year a text names, if it is nothing else.
pub fn school_year_in(text: &str) -> Option<u16> {
    let folded = fold_width(text).replace(' ', "");
    let bare =
        folded.trim_end_matches(['度', '季']).trim_end_matches("秋").trim_end_matches("学年").trim_end_matches('年');
    let (first, second) = bare.split_once(['-', '/', '~', '至']).unwrap_or((bare, ""));
    let first = first.trim_end_matches('年');
    let year: u16 = (first.len() == 4).then(|| first.parse().ok()).flatten()?;
    let next: Option<u16> = match second.len() {
        0 => return Some(year),
        2 => second.parse::<u16>().ok().map(|y| year / 100 * 100 + y),
        4 => second.parse().ok(),
        _ => None,
    };
    (next == year.checked_add(1)).then_some(year)
}

fn date(value: &Value, around: Surroundings<'_>) -> Outcome {
    let part = match date_of(value, around.dates) {
        Ok(part) => part,
        Err(DateProblem::Empty) => return Outcome::Nothing,
        Err(DateProblem::Placeholder) => return fault(Code::Placeholder),
        Err(DateProblem::Ambiguous { first, second }) => {
            let args = vec![("first", first.to_string()), ("second", second.to_string())];
            return Outcome::Faulty(Fault { code: Code::DateAmbiguous, args });
        }
        Err(DateProblem::ShortYear) => return fault(Code::DateShortYear),
        Err(DateProblem::Impossible) => return fault(Code::DateImpossible),
        Err(DateProblem::NotADate) => return fault(Code::NotADate),
    };
    let PartDate { year, month, day } = part;
    let wanted = if around.column.kind == Kind::Month { "month" } else { "day" };
    let found = match (around.column.kind, month, day) {
        (Kind::Month, Some(m), _) => YearMonth::new(year, m).map(Field::Month),
        (_, Some(m), Some(d)) => Date::new(year, m, d).map(Field::Date),
        _ => {
            return Outcome::Faulty(Fault { code: Code::DateImprecise, args: vec![("wanted", wanted.to_owned())] });
        }
    };
    found.map_or_else(|| fault(Code::DateImpossible), Outcome::Value)
}

/// The unit and the decimal places a number is kept in.
fn measure(around: Surroundings<'_>) -> Result<(Option<&Unit>, u8), Code> {
    let own = around.column.base_unit();
    let places = match around.column.kind {
        Kind::Amount(places) | Kind::Signed(places) => places,
        Kind::Degree => 7,
        Kind::ItemQuantity => {
            let item = around.item.ok_or(Code::ItemMissing)?;
            return Ok((None, if item.unit().scale() == 100 { 2 } else { 0 }));
        }
        _ => 0,
    };
    match (around.unit, own) {
        (Some(stated), Some(own)) if compatible(stated.kind, own.kind) => Ok((Some(stated), places)),
        (None, own) => Ok((own, places)),
        // a counting unit under a column whose own unit is a word of its own (课时/周)
        (Some(stated), None)
            if matches!(stated.kind, UnitKind::Count | UnitKind::People | UnitKind::Rate | UnitKind::Other) =>
        {
            Ok((Some(stated).filter(|u| u.kind == UnitKind::Count), places))
        }
        _ => Err(Code::UnitUnknown),
    }
}

/// Whether a stated unit can stand for the column's own.
pub fn compatible(stated: UnitKind, own: UnitKind) -> bool {
    let things = |k| matches!(k, UnitKind::Count | UnitKind::People | UnitKind::Other);
    stated == own || (things(stated) && things(own))
}

fn number(value: &Value, around: Surroundings<'_>) -> Outcome {
    let typed;
    let (mut unit, places) = match measure(around) {
        Ok(m) => m,
        Err(code) => return fault(code),
    };
    let value = match number_of(value) {
        Ok(n) if n.percent => return fault(Code::NotANumber),
        Ok(n) => n.value,
        Err(NumberProblem::Empty) => return Outcome::Nothing,
        Err(NumberProblem::Placeholder) => {
            return fault(if is_placeholder(&value.shown()) { Code::Placeholder } else { Code::NoneOrZero });
        }
        Err(NumberProblem::Grouping) => return fault(Code::Grouping),
        Err(NumberProblem::TooLong) => return fault(Code::TooLarge),
        Err(NumberProblem::Trailing { value, rest }) => match (Unit::parse(&rest), around.column.base_unit()) {
            (Some(stated), Some(own)) if compatible(stated.kind, own.kind) => {
                typed = stated;
                unit = Some(&typed);
                value
            }
            _ => return Outcome::Faulty(Fault { code: Code::UnitInCell, args: vec![("rest", rest)] }),
        },
        Err(NumberProblem::NotANumber) => {
            let none = matches!(fold_width(&value.shown()).trim(), "没有" | "无");
            let gap = is_placeholder(&value.shown());
            return fault(if none {
                Code::NoneOrZero
            } else if gap {
                Code::Placeholder
            } else {
                Code::NotANumber
            });
        }
    };
    keep(value, unit, places, around.column.kind)
}

fn keep(value: Decimal, unit: Option<&Unit>, places: u8, kind: Kind) -> Outcome {
    let kept = match unit {
        Some(unit) => unit.apply_rounded(value, places),
        None => value.rounded(places),
    };
    let Some((n, exact)) = kept else { return fault(Code::TooLarge) };
    let signed = matches!(kind, Kind::Integer | Kind::Signed(_) | Kind::Degree);
    if n < 0 && !signed {
        return fault(Code::Negative);
    }
    if kind == Kind::Count && u32::try_from(n).is_err() || n.unsigned_abs() > MOST {
        return fault(Code::TooLarge);
    }
    if exact || kind == Kind::Degree {
        return Outcome::Value(Field::Number(n));
    }
    if places == 0 {
        return fault(Code::NotWhole);
    }
    let base = match unit.map(|u| u.kind) {
        Some(UnitKind::Money) => " 元",
        Some(UnitKind::Area) => " 平方米",
        Some(UnitKind::Length) => " 米",
        _ => "",
    };
    let kept = Decimal::new(n, places).map_or_else(|| n.to_string(), |d| d.to_string()) + base;
    Outcome::Remarked(Field::Number(n), Fault { code: Code::Rounded, args: vec![("kept", kept)] })
}

/// No amount, area or count of a county comes near this; sums of a million of them stay within 64 bits.
const MOST: u64 = 9_000_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::col;

    fn outcome(kind: Kind, unit: &'static str, value: Value) -> Outcome {
        let column = col("k", "h", kind).unit(unit);
        read(&value, Surroundings { column: &column, unit: None, item: None, dates: DateSystem::Base1900 })
    }
    fn number_in(kind: Kind, unit: &'static str, text: &str) -> Option<i64> {
        match outcome(kind, unit, Value::Text(text.into())) {
            Outcome::Value(Field::Number(n)) | Outcome::Remarked(Field::Number(n), _) => Some(n),
            _ => None,
        }
    }
    fn code_of(kind: Kind, unit: &'static str, text: &str) -> Option<Code> {
        match outcome(kind, unit, Value::Text(text.into())) {
            Outcome::Faulty(f) | Outcome::Remarked(_, f) => Some(f.code),
            _ => None,
        }
    }

    #[test]
    fn numbers_as_clerks_type_them() {
        assert_eq!(number_in(Kind::Count, "人", "１，２３４"), Some(1234));
        assert_eq!(number_in(Kind::Count, "人", " 43 人"), Some(43));
        assert_eq!(number_in(Kind::Signed(2), "万元", "1,250.5"), Some(1_250_500_000));
        assert_eq!(number_in(Kind::Signed(2), "万元", "3亿元"), Some(30_000_000_000));
        assert_eq!(number_in(Kind::Amount(2), "平方米", "0.5万平方米"), Some(500_000));
        assert_eq!(number_in(Kind::Degree, "", "111.670123"), Some(1_116_701_230));
        assert_eq!(outcome(Kind::Count, "人", Value::Empty), Outcome::Nothing);
    }

    #[test]
    fn what_is_doubtful_is_not_guessed() {
        assert_eq!(code_of(Kind::Count, "人", "无"), Some(Code::NoneOrZero));
        assert_eq!(code_of(Kind::Count, "人", "—"), Some(Code::Placeholder));
        assert_eq!(code_of(Kind::Count, "人", "无数据"), Some(Code::Placeholder));
        assert_eq!(code_of(Kind::Count, "人", "4.5"), Some(Code::NotWhole));
        assert_eq!(code_of(Kind::Count, "人", "-3"), Some(Code::Negative));
        assert_eq!(code_of(Kind::Count, "人", "1,23"), Some(Code::Grouping));
        assert_eq!(code_of(Kind::Count, "人", "约四十"), Some(Code::NotANumber));
        assert_eq!(code_of(Kind::Count, "人", "40平方米"), Some(Code::UnitInCell));
        assert_eq!(code_of(Kind::Amount(2), "平方米", "12.345"), Some(Code::Rounded));
        assert_eq!(code_of(Kind::Count, "人", "99999999999"), Some(Code::TooLarge));
        assert_eq!(code_of(Kind::Date, "", "05/10/2021"), Some(Code::DateAmbiguous));
        assert_eq!(code_of(Kind::Date, "", "2021年10月"), Some(Code::DateImprecise));
        assert_eq!(code_of(Kind::YesNo, "", "可能"), Some(Code::NotYesNo));
    }

    #[test]
    fn school_years_and_codes() {
        for text in ["2020", "2020学年", "2020-2021学年", "２０２０－２０２１", "2020/21", "2020年秋季", "2020学年度"]
        {
            assert_eq!(school_year_in(text), Some(2020), "{text}");
        }
        assert_eq!(school_year_in("2020-2022"), None);
        assert_eq!(
            outcome(Kind::Id, "", Value::Number(2_115_000_123.0)),
            Outcome::Value(Field::Text("2115000123".into()))
        );
        assert_eq!(
            outcome(Kind::Id, "", Value::Text(" ２１１５Ａ（一）".into())),
            Outcome::Value(Field::Text("2115A（一）".into()))
        );
    }
}
