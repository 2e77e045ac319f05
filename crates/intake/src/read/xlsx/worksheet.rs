//! One worksheet part, streamed row by row.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::strings::{Strings, unescape_controls};
use super::styles::DateStyles;
use crate::grid::{Cell, CellRef, DateSystem, Range, Row, SheetTail, Value};
use crate::problem::IntakeProblem;
use crate::read::sink::{Metered, Sink};
use crate::read::xml;

/// What the cells refer to.
pub(crate) struct Context<'a> {
    pub(crate) strings: &'a Strings,
    pub(crate) styles: &'a DateStyles,
    pub(crate) dates: DateSystem,
}

/// How a cell's content is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    IsoDate,
}

/// The cell being read.
struct Open {
    at: CellRef,
    kind: Kind,
    style: usize,
    formula: bool,
    content: String,
}

/// Reads a worksheet's rows and what comes before and after them.
pub(crate) fn read<R: BufRead, S: Sink>(
    source: R,
    context: &Context<'_>,
    sink: &mut Metered<S>,
) -> Result<(), IntakeProblem> {
    let mut reader = xml::reader(source);
    let mut buffer = Vec::with_capacity(4096);
    let mut tail = SheetTail::default();
    let mut row = Row::default();
    let mut open =
        Open { at: CellRef::new(0, 0), kind: Kind::Number, style: 0, formula: false, content: String::new() };
    let (mut next_row, mut next_col) = (0u32, 0u32);
    let (mut collect, mut phonetic, mut closed) = (false, false, false);
    loop {
        let event = xml::next(&mut reader, &mut buffer).map_err(|problem| problem.at(open.at))?;
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                "c" => start_cell(&e, &mut open, row.index, next_col)?,
                "v" => collect = true,
                "t" => collect = !phonetic,
                "rPh" => phonetic = true,
                "f" => open.formula = true,
                "row" => {
                    start_row(&e, &mut row, next_row)?;
                    next_row = row.index.saturating_add(1);
                    next_col = 0;
                }
                name => start_other(name, &e, &mut tail, sink)?,
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                // An empty cell still moves the column on.
                "c" => {
                    start_cell(&e, &mut open, row.index, next_col)?;
                    next_col = open.at.col.saturating_add(1);
                }
                "f" => open.formula = true,
                "row" => {
                    start_row(&e, &mut row, next_row)?;
                    next_row = row.index.saturating_add(1);
                }
                name => start_other(name, &e, &mut tail, sink)?,
            },
            Event::Text(text) if collect => open.content.push_str(&text),
            Event::CData(text) if collect => open.content.push_str(&text),
            Event::GeneralRef(reference) if collect => open.content.push(xml::entity(&reference)?),
            Event::End(e) => match e.local_name().as_ref() {
                "v" | "t" => {
                    collect = false;
                    sink.meter().text(open.content.len()).map_err(|problem| problem.at(open.at))?;
                }
                "rPh" => phonetic = false,
                "worksheet" => closed = true,
                "c" => {
                    next_col = open.at.col.saturating_add(1);
                    let value = value(&mut open, context)?;
                    if value != Value::Empty {
                        row.cells.push(Cell { col: open.at.col, value, formula: open.formula });
                    }
                }
                "row" if !row.cells.is_empty() => {
                    row.tidy();
                    sink.row(&mut row)?;
                }
                _ => {}
            },
            Event::Eof if closed => return sink.sheet_end(tail),
            Event::Eof => return Err(IntakeProblem::damaged("sheet cut off").at(open.at)),
            _ => {}
        }
    }
}

fn start_row(e: &BytesStart<'_>, row: &mut Row, next: u32) -> Result<(), IntakeProblem> {
    row.cells.clear();
    row.index = next;
    row.hidden = false;
    for attribute in e.attributes().with_checks(false) {
        let attribute = attribute.map_err(IntakeProblem::damaged)?;
        match attribute.key.as_ref() {
            "r" => {
                let cell = format!("A{}", attribute.value);
                row.index = CellRef::parse(&cell).ok_or_else(|| IntakeProblem::damaged("row number"))?.row;
            }
            "hidden" => row.hidden = xml::truth(&attribute.value),
            _ => {}
        }
    }
    Ok(())
}

fn start_cell(e: &BytesStart<'_>, open: &mut Open, row: u32, next_col: u32) -> Result<(), IntakeProblem> {
    open.at = CellRef::new(row, next_col);
    open.kind = Kind::Number;
    open.style = 0;
    open.formula = false;
    open.content.clear();
    for attribute in e.attributes().with_checks(false) {
        let attribute = attribute.map_err(IntakeProblem::damaged)?;
        match attribute.key.as_ref() {
            "r" => {
                let at = CellRef::parse_bytes(attribute.value.as_bytes())
                    .ok_or_else(|| IntakeProblem::damaged("cell address"))?;
                // The row's own number counts; only the column is taken from the cell.
                open.at.col = at.col;
            }
            "t" => {
                open.kind = match attribute.value.as_ref() {
                    "s" => Kind::Shared,
                    "str" | "inlineStr" => Kind::Text,
                    "b" => Kind::Bool,
                    "e" => Kind::Error,
                    "d" => Kind::IsoDate,
                    _ => Kind::Number,
                };
            }
            "s" => open.style = attribute.value.parse().unwrap_or(0),
            _ => {}
        }
    }
    if open.at.col >= crate::grid::MAX_COLUMNS {
        return Err(IntakeProblem::damaged("too many columns").at(open.at));
    }
    Ok(())
}

fn start_other<S: Sink>(
    name: &str,
    e: &BytesStart<'_>,
    tail: &mut SheetTail,
    sink: &Metered<S>,
) -> Result<(), IntakeProblem> {
    match name {
        "mergeCell" => {
            let reference = xml::attribute(e, "ref")?.unwrap_or_default();
            if let Some(range) = Range::parse(&reference) {
                tail.merges.push(range);
                sink.meter().merge_room(tail.merges.len())?;
            }
        }
        "col" => {
            let get = |name| xml::attribute(e, name);
            let hidden = get("hidden")?.is_some_and(|value| xml::truth(&value));
            let number = |value: Option<String>| value.and_then(|v| v.parse::<u32>().ok());
            if let (true, Some(min), Some(max)) = (hidden, number(get("min")?), number(get("max")?)) {
                tail.hidden_columns.push((min.saturating_sub(1), max.saturating_sub(1)));
                sink.meter().merge_room(tail.hidden_columns.len())?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn value(open: &mut Open, context: &Context<'_>) -> Result<Value, IntakeProblem> {
    if open.kind == Kind::Text {
        let text = unescape_controls(&open.content);
        return Ok(if text.is_empty() { Value::Empty } else { Value::Text(text.into_owned()) });
    }
    let content = open.content.trim_ascii();
    if content.is_empty() {
        return Ok(Value::Empty);
    }
    Ok(match open.kind {
        Kind::Shared => {
            let text = content
                .parse()
                .ok()
                .and_then(|index| context.strings.get(index))
                .ok_or_else(|| IntakeProblem::damaged("shared text").at(open.at))?;
            if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
        }
        Kind::Bool => Value::Bool(xml::truth(content)),
        Kind::Error => Value::Error(content.to_owned()),
        Kind::IsoDate | Kind::Text => Value::Text(content.to_owned()),
        Kind::Number => match content.parse::<f64>() {
            Ok(number) if !number.is_finite() => Value::Text(content.to_owned()),
            Ok(serial) if context.styles.is_date(open.style) => Value::Date(serial, context.dates),
            Ok(number) => Value::Number(number),
            Err(_) => Value::Text(content.to_owned()),
        },
    })
}
