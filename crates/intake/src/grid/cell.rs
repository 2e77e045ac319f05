//! One cell and what stands in it.

use serde::{Deserialize, Serialize};

use crate::normal::{Decimal, Number, NumberProblem, number_of};

/// 日期系统: the day a file counts its date serials from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DateSystem {
    /// Serial 1 is 1900-01-01 (and 60 the day that never was, 1900-02-29).
    #[default]
    Base1900,
    /// Serial 0 is 1904-01-01.
    Base1904,
}

/// 单元格的值: what a cell holds. Numbers and serials are kept as the file's double; their exact
/// decimal text comes from [`Value::decimal`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text, as typed.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A date, time or both as a serial number in the given system.
    Date(f64, DateSystem),
    /// An error such as `#REF!`.
    Error(String),
}

impl Value {
    /// Whether nothing is there; text of spaces only counts as nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(crate::normal::is_space),
            _ => false,
        }
    }

    /// The text, if the cell holds text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The exact decimal of a number cell: the shortest decimal that names the same double, cut
    /// to the fifteen significant digits that spreadsheets show. `None` for anything else, or
    /// beyond what [`Decimal`] holds.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Decimal::from_f64(*number),
            _ => None,
        }
    }

    /// The value as people see it, for messages and for telling header texts.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => Decimal::from_f64(*number).map_or_else(|| number.to_string(), |d| d.to_string()),
            Self::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Date(serial, system) => crate::normal::PartDate::from_serial(*serial, *system)
                .map_or_else(|_| serial.to_string(), |date| date.to_string()),
        }
    }
}

/// 单元格: one cell of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Column, counted from 0.
    pub col: u32,
    /// What stands there (for a formula: its last computed value).
    pub value: Value,
    /// Whether a formula computes it.
    pub formula: bool,
    /// Whether the cell's format shows the number as a percentage: 0.125 stands there, people see
    /// 12.5%. Old `.xls` files do not tell.
    pub percent: bool,
}

impl Cell {
    /// A plain cell without a formula.
    #[must_use]
    pub const fn new(col: u32, value: Value) -> Self {
        Self { col, value, formula: false, percent: false }
    }

    /// The number in the cell; one shown as a percentage is told like one typed with a percent
    /// sign, so that a column whose heading says `%` is not divided twice.
    ///
    /// # Errors
    /// As [`crate::normal::number_of`].
    pub fn number(&self) -> Result<Number, NumberProblem> {
        let number = number_of(&self.value)?;
        Ok(Number { percent: number.percent || self.percent, ..number })
    }
}
