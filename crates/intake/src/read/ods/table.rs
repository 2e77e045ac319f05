//! One table of an OpenDocument spreadsheet.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cell::Open;
use crate::grid::{CellRef, MAX_COLUMNS, MAX_ROWS, Range, Row, SheetTail, Value};
use crate::problem::IntakeProblem;
use crate::read::sink::{Metered, Sink};
use crate::read::xml;

/// Where in the table the reader stands.
struct Place {
    row: Row,
    row_repeat: u32,
    next_row: u32,
    next_col: u32,
    next_column: u32,
    tail: SheetTail,
}

/// Reads up to the end of the table that was just opened.
pub(super) fn read<R: BufRead, S: Sink>(reader: &mut Reader<R>, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    let mut buffer = Vec::new();
    let mut place = Place {
        row: Row::default(),
        row_repeat: 1,
        next_row: 0,
        next_col: 0,
        next_column: 0,
        tail: SheetTail::default(),
    };
    let mut open: Option<Open> = None;
    // Tables inside annotations or shapes are passed over.
    let mut skipped = 0u32;
    loop {
        match xml::next(reader, &mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "annotation" | "shapes" | "tracked-changes" => skipped += 1,
                _ if skipped > 0 => {}
                "table-row" => start_row(&e, &mut place)?,
                "table-cell" | "covered-table-cell" => {
                    open = Some(Open::start(&e, place.row.at(place.next_col))?);
                }
                "table-column" => column(&e, &mut place, sink)?,
                name => {
                    if let Some(open) = &mut open {
                        open.inside(name, &e)?;
                        sink.meter().text(open.text_len()).map_err(|p| p.at(open.at()))?;
                    }
                }
            },
            Event::Empty(e) if skipped == 0 => match e.local_name().as_ref() {
                "table-row" => {
                    start_row(&e, &mut place)?;
                    end_row(&mut place, sink)?;
                }
                "table-cell" | "covered-table-cell" => {
                    let open = Open::start(&e, place.row.at(place.next_col))?;
                    end_cell(open, &mut place, sink)?;
                }
                "table-column" => column(&e, &mut place, sink)?,
                name => {
                    if let Some(open) = &mut open {
                        open.inside(name, &e)?;
                        sink.meter().text(open.text_len()).map_err(|p| p.at(open.at()))?;
                    }
                }
            },
            Event::Text(text) if skipped == 0 => {
                if let Some(open) = &mut open {
                    open.text(&text);
                }
            }
            Event::GeneralRef(reference) if skipped == 0 => {
                if let Some(open) = &mut open {
                    open.text(xml::entity(&reference)?.encode_utf8(&mut [0; 4]));
                }
            }
            Event::End(e) => match e.local_name().as_ref() {
                "annotation" | "shapes" | "tracked-changes" => skipped = skipped.saturating_sub(1),
                _ if skipped > 0 => {}
                "p" => {
                    if let Some(open) = &mut open {
                        open.end_paragraph();
                        sink.meter().text(open.text_len()).map_err(|p| p.at(open.at()))?;
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    if let Some(open) = open.take() {
                        end_cell(open, &mut place, sink)?;
                    }
                }
                "table-row" => end_row(&mut place, sink)?,
                "table" => return sink.sheet_end(place.tail),
                _ => {}
            },
            Event::Eof => return Err(IntakeProblem::damaged("table cut off")),
            _ => {}
        }
    }
}

pub(super) fn repeat(e: &BytesStart<'_>, name: &str) -> Result<u32, IntakeProblem> {
    let given = xml::attribute(e, name)?;
    Ok(given.and_then(|value| value.parse().ok()).unwrap_or(1).max(1))
}

fn hidden(e: &BytesStart<'_>) -> Result<bool, IntakeProblem> {
    let visibility = xml::attribute(e, "visibility")?;
    Ok(matches!(visibility.as_deref(), Some("collapse" | "filter")))
}

fn column<S: Sink>(e: &BytesStart<'_>, place: &mut Place, sink: &Metered<S>) -> Result<(), IntakeProblem> {
    let count = repeat(e, "number-columns-repeated")?;
    let from = place.next_column;
    place.next_column = from.saturating_add(count);
    if hidden(e)? {
        place.tail.hidden_columns.push((from, place.next_column.saturating_sub(1)));
        sink.meter().merge_room(place.tail.hidden_columns.len())?;
    }
    Ok(())
}

fn start_row(e: &BytesStart<'_>, place: &mut Place) -> Result<(), IntakeProblem> {
    place.row.cells.clear();
    place.row.index = place.next_row;
    place.row.hidden = hidden(e)?;
    place.row_repeat = repeat(e, "number-rows-repeated")?;
    place.next_col = 0;
    place.next_row = place.next_row.saturating_add(place.row_repeat);
    Ok(())
}

fn end_row<S: Sink>(place: &mut Place, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    if place.row.cells.is_empty() {
        return Ok(());
    }
    for _ in 1..place.row_repeat {
        sink.row(&mut place.row.clone())?;
        place.row.index = place.row.index.saturating_add(1);
    }
    sink.row(&mut place.row)
}

fn end_cell<S: Sink>(open: Open, place: &mut Place, sink: &Metered<S>) -> Result<(), IntakeProblem> {
    let (at, columns) = (open.at(), open.columns());
    place.next_col = place.next_col.saturating_add(columns);
    if let Some((rows, cols)) = open.span() {
        let to = CellRef::new(at.row.saturating_add(rows - 1), at.col.saturating_add(cols - 1));
        if to.row < MAX_ROWS && to.col < MAX_COLUMNS {
            place.tail.merges.push(Range::new(at, to));
            sink.meter().merge_room(place.tail.merges.len())?;
        }
    }
    let cell = open.finish()?;
    if cell.value == Value::Empty {
        return Ok(());
    }
    if at.row >= MAX_ROWS || at.col.saturating_add(columns) > MAX_COLUMNS {
        return Err(IntakeProblem::damaged("cell beyond the sheet").at(at));
    }
    for offset in 0..columns {
        let mut copy = cell.clone();
        copy.col = at.col + offset;
        place.row.cells.push(copy);
    }
    Ok(())
}
