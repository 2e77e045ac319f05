//! Fields (单元格的值): a cell's value once it is understood, in the dossier's own integers.

use model::{Date, YearMonth};

/// A value of a column, typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Words or a key.
    Text(String),
    /// A number in the smallest step of its column: fen, 0.01 m², persons, years, 10⁻⁷ degrees.
    Number(i64),
    /// The position in the column's code list.
    Choice(usize),
    /// Positions in the column's code list.
    Choices(Vec<usize>),
    /// Several words.
    List(Vec<String>),
    /// A month.
    Month(YearMonth),
    /// A day.
    Date(Date),
    /// Yes or no.
    Yes(bool),
}

/// The position of a value in the list it was taken from.
pub fn position<T: PartialEq>(all: &[T], value: &T) -> Field {
    Field::Choice(all.iter().position(|v| v == value).unwrap_or(usize::MAX))
}

impl From<&str> for Field {
    fn from(text: &str) -> Field {
        Field::Text(text.to_owned())
    }
}
impl From<&String> for Field {
    fn from(text: &String) -> Field {
        Field::Text(text.clone())
    }
}
impl From<i64> for Field {
    fn from(n: i64) -> Field {
        Field::Number(n)
    }
}
impl From<u32> for Field {
    fn from(n: u32) -> Field {
        Field::Number(i64::from(n))
    }
}
impl From<u8> for Field {
    fn from(n: u8) -> Field {
        Field::Number(i64::from(n))
    }
}
impl From<model::Year> for Field {
    fn from(y: model::Year) -> Field {
        Field::Number(i64::from(y.0))
    }
}
impl From<model::SchoolYear> for Field {
    fn from(y: model::SchoolYear) -> Field {
        Field::Number(i64::from(y.0))
    }
}
impl From<model::Fen> for Field {
    fn from(f: model::Fen) -> Field {
        Field::Number(f.0)
    }
}
impl From<Date> for Field {
    fn from(d: Date) -> Field {
        Field::Date(d)
    }
}
impl From<YearMonth> for Field {
    fn from(m: YearMonth) -> Field {
        Field::Month(m)
    }
}
impl From<bool> for Field {
    fn from(b: bool) -> Field {
        Field::Yes(b)
    }
}
