//! The four kinds of value that both engines hold alike (值).

use super::Fault;
use model::RegionCode;

/// A value of a row or an argument.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

macro_rules! from {
    ($($source:ty => $make:expr),* $(,)?) => { $( impl From<$source> for Value {
        fn from(value: $source) -> Value { let make: fn($source) -> Value = $make; make(value) }
    } )* };
}
from! {
    i64 => Value::Int,
    u32 => |v| Value::Int(i64::from(v)),
    u16 => |v| Value::Int(i64::from(v)),
    bool => |v| Value::Int(i64::from(v)),
    &str => |v| Value::Text(v.to_owned()),
    String => Value::Text,
    &String => |v| Value::Text(v.clone()),
    &RegionCode => |v| Value::Text(v.as_str().to_owned()),
    Vec<u8> => Value::Blob,
    &[u8] => |v| Value::Blob(v.to_vec()),
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The cells from the first on, to be taken in order.
    pub(crate) fn cells(self) -> Cells {
        Cells(self.0.into_iter())
    }
}

/// The cells of a row, taken one after the other.
pub(crate) struct Cells(std::vec::IntoIter<Value>);

impl Cells {
    fn next(&mut self) -> Result<Value, Fault> {
        self.0.next().ok_or_else(|| Fault::Data("a column is missing".to_owned()))
    }

    pub(crate) fn int(&mut self) -> Result<i64, Fault> {
        self.maybe_int()?.ok_or_else(|| Fault::Data("a number is missing".to_owned()))
    }

    pub(crate) fn maybe_int(&mut self) -> Result<Option<i64>, Fault> {
        match self.next()? {
            Value::Null => Ok(None),
            Value::Int(i) => Ok(Some(i)),
            other => Err(Fault::Data(format!("not a number: {other:?}"))),
        }
    }

    pub(crate) fn flag(&mut self) -> Result<bool, Fault> {
        Ok(self.int()? != 0)
    }

    pub(crate) fn text(&mut self) -> Result<String, Fault> {
        self.maybe_text()?.ok_or_else(|| Fault::Data("a text is missing".to_owned()))
    }

    pub(crate) fn maybe_text(&mut self) -> Result<Option<String>, Fault> {
        match self.next()? {
            Value::Null => Ok(None),
            Value::Text(s) => Ok(Some(s)),
            other => Err(Fault::Data(format!("not a text: {other:?}"))),
        }
    }

    pub(crate) fn blob(&mut self) -> Result<Vec<u8>, Fault> {
        match self.next()? {
            Value::Blob(b) => Ok(b),
            other => Err(Fault::Data(format!("not bytes: {other:?}"))),
        }
    }

    /// A text in a form of its own, such as a region code.
    pub(crate) fn parsed<T: std::str::FromStr>(&mut self) -> Result<T, Fault> {
        let text = self.text()?;
        text.parse().map_err(|_| Fault::Data(format!("not readable: {text}")))
    }

    /// A text that is JSON.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, Fault> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|e| Fault::Data(e.to_string()))
    }
}
