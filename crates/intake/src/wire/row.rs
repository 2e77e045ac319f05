//! Rows packed tightly: millions of them cross the pipe.

use crate::grid::{Cell, DateSystem, Row, Value};

const FORMULA: u8 = 0x80;
const PERCENT: u8 = 0x40;

/// Appends a packed row.
pub(crate) fn encode_row(row: &Row, out: &mut Vec<u8>) {
    varint(u64::from(row.index), out);
    out.push(u8::from(row.hidden));
    varint(row.cells.len() as u64, out);
    for cell in &row.cells {
        varint(u64::from(cell.col), out);
        let flags = if cell.formula { FORMULA } else { 0 } | if cell.percent { PERCENT } else { 0 };
        match &cell.value {
            Value::Empty => out.push(flags),
            Value::Text(text) => {
                out.push(1 | flags);
                bytes(text, out);
            }
            Value::Number(number) => {
                out.push(2 | flags);
                out.extend_from_slice(&number.to_le_bytes());
            }
            Value::Bool(yes) => out.push((3 + u8::from(*yes)) | flags),
            Value::Date(serial, system) => {
                let later = u8::from(*system == DateSystem::Base1904);
                out.push((5 + later) | flags);
                out.extend_from_slice(&serial.to_le_bytes());
            }
            Value::Error(text) => {
                out.push(7 | flags);
                bytes(text, out);
            }
        }
    }
}

/// Unpacks a row into one that is used again; `None` if the bytes are not a row.
pub(crate) fn decode_row(packed: &[u8], row: &mut Row) -> Option<()> {
    let mut rest = packed;
    row.index = u32::try_from(read_varint(&mut rest)?).ok()?;
    row.hidden = read_byte(&mut rest)? != 0;
    let count = read_varint(&mut rest)?;
    // A cell takes two bytes at least.
    if count > rest.len() as u64 {
        return None;
    }
    let count = usize::try_from(count).ok()?;
    row.cells.truncate(count);
    for at in 0..count {
        let col = u32::try_from(read_varint(&mut rest)?).ok()?;
        let tag = read_byte(&mut rest)?;
        // Texts are written over texts, so that their memory is used again.
        let old = row.cells.get_mut(at).map(|cell| std::mem::replace(&mut cell.value, Value::Empty));
        let value = match tag & !(FORMULA | PERCENT) {
            0 => Value::Empty,
            1 => {
                let mut text = match old {
                    Some(Value::Text(mut text)) => {
                        text.clear();
                        text
                    }
                    _ => String::new(),
                };
                text.push_str(read_text(&mut rest)?);
                Value::Text(text)
            }
            2 => Value::Number(read_double(&mut rest)?),
            3 => Value::Bool(false),
            4 => Value::Bool(true),
            5 => Value::Date(read_double(&mut rest)?, DateSystem::Base1900),
            6 => Value::Date(read_double(&mut rest)?, DateSystem::Base1904),
            7 => Value::Error(read_text(&mut rest)?.to_owned()),
            _ => return None,
        };
        let cell = Cell { col, value, formula: tag & FORMULA != 0, percent: tag & PERCENT != 0 };
        match row.cells.get_mut(at) {
            Some(room) => *room = cell,
            None => row.cells.push(cell),
        }
    }
    rest.is_empty().then_some(())
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn bytes(text: &str, out: &mut Vec<u8>) {
    varint(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

fn read_byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    Some(*first)
}

fn read_varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..63).step_by(7) {
        let byte = read_byte(rest)?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn read_text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(read_varint(rest)?).ok()?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

fn read_double(rest: &mut &[u8]) -> Option<f64> {
    let (number, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    Some(f64::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Empty),
            "\\PC{0,40}".prop_map(Value::Text),
            (-1e12..1e12f64).prop_map(Value::Number),
            any::<bool>().prop_map(Value::Bool),
            (0.0..1e5f64).prop_map(|serial| Value::Date(serial, DateSystem::Base1904)),
            "#[A-Z]{1,5}".prop_map(Value::Error),
        ]
    }

    fn any_row() -> impl Strategy<Value = Row> {
        let cell = (0u32..20_000, any_value(), any::<bool>(), any::<bool>())
            .prop_map(|(col, value, formula, percent)| Cell { col, value, formula, percent });
        (any::<u32>(), any::<bool>(), proptest::collection::vec(cell, 0..20)).prop_map(|(index, hidden, cells)| Row {
            index,
            hidden,
            cells,
        })
    }

    proptest! {
        #[test]
        fn rows_come_back(first in any_row(), second in any_row()) {
            let mut reused = Row::default();
            for row in [&first, &second] {
                let mut packed = Vec::new();
                encode_row(row, &mut packed);
                prop_assert_eq!(decode_row(&packed, &mut reused), Some(()));
                prop_assert_eq!(&reused, row);
            }
        }

        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode_row(&bytes, &mut Row::default());
        }
    }
}
