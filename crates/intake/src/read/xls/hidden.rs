//! Hidden rows and columns of an Excel 97–2003 workbook, which the library does not tell: a walk
//! over the workbook stream's records that looks at four of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

/// A sheet begins here in the stream.
const BOUND_SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const END: u16 = 0x000A;

/// What is hidden in one sheet.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<u32>,
    pub(super) columns: Vec<(u32, u32)>,
}

/// What is hidden, by the sheets' order in the workbook. A file whose records cannot be walked
/// gives nothing: its values are read all the same.
pub(super) fn find<R: Read + Seek>(reader: R) -> BTreeMap<usize, Hidden> {
    let Some(stream) = workbook_stream(reader) else { return BTreeMap::new() };
    let mut starts = Vec::new();
    for (kind, data, _) in Records::new(&stream, 0) {
        match kind {
            BOUND_SHEET => starts.extend(read_u32(data, 0).map(|start| start as usize)),
            END => break,
            _ => {}
        }
    }
    starts.into_iter().map(|start| of_sheet(&stream, start)).enumerate().collect()
}

fn workbook_stream<R: Read + Seek>(reader: R) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(reader).ok()?;
    let mut stream = file.open_stream("/Workbook").ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn of_sheet(stream: &[u8], start: usize) -> Hidden {
    let mut hidden = Hidden::default();
    // Charts inside a sheet have a beginning and end of their own.
    let mut depth = 0u32;
    for (kind, data, _) in Records::new(stream, start) {
        match kind {
            0x0809 => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            ROW if depth == 1 => {
                let flags = read_u16(data, 12).unwrap_or(0);
                if let (Some(row), true) = (read_u16(data, 0), flags & 0x20 != 0) {
                    hidden.rows.insert(u32::from(row));
                }
            }
            COLUMNS if depth == 1 => {
                let flags = read_u16(data, 8).unwrap_or(0);
                if let (Some(first), Some(last), true) = (read_u16(data, 0), read_u16(data, 2), flags & 1 != 0) {
                    hidden.columns.push((u32::from(first), u32::from(last)));
                }
            }
            _ => {}
        }
    }
    hidden
}

/// The records of a stream from a place on: kind, data, place.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    const fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8], usize);

    fn next(&mut self) -> Option<Self::Item> {
        let place = self.at;
        let head = self.stream.get(place..place.checked_add(4)?)?;
        let (kind, length) = (read_u16(head, 0)?, usize::from(read_u16(head, 2)?));
        let end = place + 4 + length;
        let data = self.stream.get(place + 4..end)?;
        self.at = end;
        Some((kind, data, place))
    }
}

fn read_u16(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.first_chunk::<2>().map(|bytes| u16::from_le_bytes(*bytes))
}

fn read_u32(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn rows_columns_and_charts() {
        let mut hidden_row = [0u8; 16];
        hidden_row[0] = 7;
        hidden_row[12] = 0x20;
        let mut shown_row = hidden_row;
        (shown_row[0], shown_row[12]) = (8, 0);
        let mut chart_row = hidden_row;
        chart_row[0] = 9;
        let columns = [2u8, 0, 4, 0, 0, 0, 0, 0, 1, 0];
        let stream = [
            record(0x0809, &[]),
            record(COLUMNS, &columns),
            record(ROW, &hidden_row),
            record(ROW, &shown_row),
            record(0x0809, &[]),
            record(ROW, &chart_row),
            record(END, &[]),
            record(END, &[]),
            record(ROW, &chart_row),
        ]
        .concat();
        let expected = Hidden { rows: BTreeSet::from([7]), columns: vec![(2, 4)] };
        assert_eq!(of_sheet(&stream, 0), expected);
        assert_eq!(of_sheet(&stream, stream.len() + 9), Hidden::default());
    }

    proptest! {
        #[test]
        fn any_stream_ends(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0usize..500) {
            let _ = of_sheet(&bytes, start);
            let _ = find(std::io::Cursor::new(&bytes));
        }
    }
}
