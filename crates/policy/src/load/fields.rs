//! Reading the fields of one entry (条目字段), collecting every problem.

use super::node::{Node, Value, exact};
use super::problem::{Place, Problem};
use model::{Date, Message};
use rust_decimal::Decimal;
use serde::de::{DeserializeOwned, value::StrDeserializer};
use std::collections::{BTreeMap, BTreeSet};

/// What a file offers to entries that do not say it themselves, and where problems go.
pub(super) struct Reader<'a> {
    pub file: &'a str,
    pub defaults: &'a BTreeMap<String, Node>,
    pub problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    pub fn report(&mut self, line: u32, key: impl Into<String>, message: Message) {
        self.problems.push(Problem::new(&Place { file: self.file.to_owned(), line }, key, message));
    }
}

/// The fields of one table.
pub(super) struct Fields<'a> {
    pub path: String,
    pub line: u32,
    table: &'a BTreeMap<String, Node>,
    taken: BTreeSet<&'static str>,
}

/// The words an enum knows, taken from the refusal of its own decoder.
#[derive(Debug)]
struct Known(&'static [&'static str]);
impl std::fmt::Display for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}
impl std::error::Error for Known {}
impl serde::de::Error for Known {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Known(&[])
    }
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Known(expected)
    }
}

impl<'a> Fields<'a> {
    pub fn new(path: String, line: u32, table: &'a BTreeMap<String, Node>) -> Fields<'a> {
        Fields { path, line, table, taken: BTreeSet::new() }
    }

    /// The line of a field, else of the entry.
    pub fn line_of(&self, name: &str) -> u32 {
        self.table.get(name).map_or(self.line, |n| n.line)
    }

    pub fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    fn at(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    pub fn report(&self, r: &mut Reader<'_>, name: &str, message: Message) {
        r.report(self.line_of(name), self.at(name), message);
    }

    /// The field, from the entry only.
    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.taken.insert(name);
        self.table.get(name)
    }

    /// The field, from the entry or from the file's defaults.
    fn take_or_default(&mut self, r: &Reader<'_>, name: &'static str) -> Option<Node> {
        self.take(name).cloned().or_else(|| r.defaults.get(name).cloned())
    }

    pub fn missing(&self, r: &mut Reader<'_>, name: &str) {
        self.report(r, name, Message::new("policy-missing-field").with("field", name));
    }

    fn wrong(&self, r: &mut Reader<'_>, name: &str, node: &Node, wanted: Message) {
        if !matches!(node.value, Value::Broken) {
            r.report(node.line, self.at(name), wanted);
        }
    }

    /// A text that is not blank; missing is fine.
    pub fn text_opt(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<String> {
        let node = &self.take_or_default(r, name)?;
        match &node.value {
            Value::Text(s) if !s.trim().is_empty() => Some(s.trim().to_owned()),
            Value::Text(_) => {
                self.wrong(r, name, node, Message::new("policy-empty-text"));
                None
            }
            _ => {
                self.wrong(r, name, node, Message::new("policy-want-text"));
                None
            }
        }
    }

    /// A text that must be there.
    pub fn text(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<String> {
        if !self.has(name) && !r.defaults.contains_key(name) {
            self.missing(r, name);
        }
        self.text_opt(r, name)
    }

    /// An exact number, written as a number or as text.
    pub fn number_opt(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<Decimal> {
        let node = &self.take_or_default(r, name)?;
        let got = number_of(node);
        if got.is_none() {
            self.wrong(r, name, node, Message::new("policy-want-number"));
        }
        got
    }

    pub fn number(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<Decimal> {
        if !self.has(name) && !r.defaults.contains_key(name) {
            self.missing(r, name);
        }
        self.number_opt(r, name)
    }

    /// A whole number of a type.
    pub fn whole<T: TryFrom<u64>>(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<T> {
        let n = self.number(r, name)?;
        let got = u64::try_from(n).ok().filter(|_| n.fract().is_zero()).and_then(|n| T::try_from(n).ok());
        if got.is_none() {
            self.report(r, name, Message::new("policy-want-whole"));
        }
        got
    }

    pub fn truth_opt(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<bool> {
        let node = self.take(name)?;
        match node.value {
            Value::Truth(b) => Some(b),
            _ => {
                self.wrong(r, name, node, Message::new("policy-want-truth"));
                None
            }
        }
    }

    /// A date, as a TOML date or as text.
    pub fn date_opt(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<Date> {
        let node = self.take_or_default(r, name)?;
        let got = match &node.value {
            Value::Date(d) => Some(*d),
            Value::Text(s) => s.parse().ok(),
            _ => None,
        };
        if got.is_none() {
            self.wrong(r, name, &node, Message::new("policy-want-date"));
        }
        got
    }

    pub fn date(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<Date> {
        if !self.has(name) && !r.defaults.contains_key(name) {
            self.taken.insert(name);
            self.missing(r, name);
            return None;
        }
        self.date_opt(r, name)
    }

    fn word_of<T: DeserializeOwned>(&self, r: &mut Reader<'_>, name: &str, node: &Node) -> Option<T> {
        let Value::Text(text) = &node.value else {
            self.wrong(r, name, node, Message::new("policy-want-text"));
            return None;
        };
        match T::deserialize(StrDeserializer::<Known>::new(text)) {
            Ok(word) => Some(word),
            Err(known) => {
                let message = Message::new("policy-unknown-word").with("value", text).with("allowed", known);
                r.report(node.line, self.at(name), message);
                None
            }
        }
    }

    /// A word of a closed list (enum); missing is fine.
    pub fn word_opt<T: DeserializeOwned>(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<T> {
        let node = self.take_or_default(r, name)?;
        self.word_of(r, name, &node)
    }

    pub fn word<T: DeserializeOwned>(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<T> {
        if !self.has(name) && !r.defaults.contains_key(name) {
            self.taken.insert(name);
            self.missing(r, name);
            return None;
        }
        self.word_opt(r, name)
    }

    /// The nodes of a list; missing is an empty list.
    pub fn list(&mut self, r: &mut Reader<'_>, name: &'static str) -> &'a [Node] {
        let Some(node) = self.take(name) else { return &[] };
        match &node.value {
            Value::List(nodes) => nodes,
            _ => {
                self.wrong(r, name, node, Message::new("policy-want-list"));
                &[]
            }
        }
    }

    /// A list of words; missing is an empty list, a word that stands twice is a problem.
    pub fn words<T: DeserializeOwned + PartialEq>(&mut self, r: &mut Reader<'_>, name: &'static str) -> Vec<T> {
        let mut out = Vec::new();
        for node in self.list(r, name) {
            if let Some(word) = self.word_of::<T>(r, name, node) {
                if out.contains(&word) {
                    r.report(node.line, self.at(name), Message::new("policy-twice-in-list"));
                } else {
                    out.push(word);
                }
            }
        }
        out
    }

    pub fn texts(&mut self, r: &mut Reader<'_>, name: &'static str) -> Vec<String> {
        let mut out = Vec::new();
        for node in self.list(r, name) {
            match &node.value {
                Value::Text(s) if !s.trim().is_empty() => out.push(s.trim().to_owned()),
                _ => self.wrong(r, name, node, Message::new("policy-want-text")),
            }
        }
        out
    }

    /// A table inside the entry.
    pub fn table(&mut self, r: &mut Reader<'_>, name: &'static str) -> Option<Fields<'a>> {
        let node = self.take(name)?;
        match &node.value {
            Value::Table(table) => Some(Fields::new(self.at(name), node.line, table)),
            _ => {
                self.wrong(r, name, node, Message::new("policy-want-table"));
                None
            }
        }
    }

    /// The tables of a list of tables.
    pub fn tables(&mut self, r: &mut Reader<'_>, name: &'static str) -> Vec<Fields<'a>> {
        let mut out = Vec::new();
        for (i, node) in self.list(r, name).iter().enumerate() {
            match &node.value {
                Value::Table(table) => out.push(Fields::new(format!("{}[{i}]", self.at(name)), node.line, table)),
                _ => self.wrong(r, name, node, Message::new("policy-want-table")),
            }
        }
        out
    }

    /// Every field that nobody asked for is a problem.
    pub fn finish(self, r: &mut Reader<'_>) {
        let known: Vec<&str> = self.taken.iter().copied().collect();
        for (name, node) in self.table.iter().filter(|(name, _)| !self.taken.contains(name.as_str())) {
            let message = Message::new("policy-unknown-field").with("field", name).with("allowed", known.join(", "));
            r.report(node.line, self.at(name), message);
        }
    }
}

/// A node as an exact number.
pub(super) fn number_of(node: &Node) -> Option<Decimal> {
    match &node.value {
        Value::Number(n) => Some(*n),
        Value::Text(s) => exact(s),
        _ => None,
    }
}
