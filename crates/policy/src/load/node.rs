//! TOML as a tree that remembers its lines (带行号的 TOML 树). Numbers stay exact decimals.

use super::problem::{Place, Problem};
use model::{Date, Message};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Text(String),
    Number(Decimal),
    Truth(bool),
    Date(Date),
    List(Vec<Node>),
    Table(BTreeMap<String, Node>),
    /// Already reported.
    Broken,
}

/// A value and the line it stands on.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub value: Value,
    pub line: u32,
}

/// Byte offsets → lines.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect())
    }
    fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|end| *end < offset)).unwrap_or(u32::MAX - 1) + 1
    }
}

struct Walk<'a> {
    file: &'a str,
    lines: Lines,
    problems: &'a mut Vec<Problem>,
}

/// Reads a file; problems of the notation are reported and the rest is read on.
pub(super) fn parse(file: &str, text: &str, problems: &mut Vec<Problem>) -> BTreeMap<String, Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::of(text);
    for error in &errors {
        let line = error.span().map_or(0, |s| lines.line(s.start));
        let message = Message::new("policy-toml").with("detail", error.message());
        problems.push(Problem::new(&Place { file: file.to_owned(), line }, "", message));
    }
    Walk { file, lines, problems }.table(table.get_ref(), "")
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, path: &str) -> BTreeMap<String, Node> {
        let mut out = BTreeMap::new();
        for (key, value) in table {
            let path = if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
            let line = self.lines.line(key.span().start);
            let value = self.value(value.get_ref(), line, &path);
            out.insert(key.get_ref().to_string(), Node { value, line });
        }
        out
    }

    fn value(&mut self, value: &DeValue<'_>, line: u32, path: &str) -> Value {
        match value {
            DeValue::String(s) => Value::Text(s.to_string()),
            DeValue::Boolean(b) => Value::Truth(*b),
            DeValue::Integer(n) if n.radix() == 10 => self.number(n.as_str(), line, path),
            DeValue::Integer(n) => self.number(&n.to_string(), line, path),
            DeValue::Float(n) => self.number(n.as_str(), line, path),
            DeValue::Datetime(d) => match d.to_string().parse() {
                Ok(date) => Value::Date(date),
                Err(_) => self.broken(Message::new("policy-bad-date").with("value", d), line, path),
            },
            DeValue::Array(list) => {
                let each = list.iter().enumerate().map(|(i, v)| {
                    let line = self.lines.line(v.span().start);
                    Node { value: self.value(v.get_ref(), line, &format!("{path}[{i}]")), line }
                });
                Value::List(each.collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table, path)),
        }
    }

    fn number(&mut self, digits: &str, line: u32, path: &str) -> Value {
        match exact(digits) {
            Some(n) => Value::Number(n),
            None => self.broken(Message::new("policy-bad-number").with("value", digits), line, path),
        }
    }

    fn broken(&mut self, message: Message, line: u32, path: &str) -> Value {
        self.problems.push(Problem::new(&Place { file: self.file.to_owned(), line }, path, message));
        Value::Broken
    }
}

/// A plain decimal number, exactly as written: no exponent, at most 12 digits before and 9 after the point.
pub(super) fn exact(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
    (plain(whole, 12) && plain(part, 9)).then(|| Decimal::from_str_exact(text).ok().map(|d| d.normalize())).flatten()
}
