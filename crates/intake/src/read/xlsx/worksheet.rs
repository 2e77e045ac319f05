//! One worksheet part, streamed row by row.

use std::io::{BufRead, Read};

use super::strings::{Strings, unescape_controls};
use super::styles::NumberStyles;
use crate::grid::{Cell, CellRef, DateSystem, MAX_COLUMNS, MAX_ROWS, Range, Row, SheetTail, Value};
use crate::problem::IntakeProblem;
use crate::read::encoding::{Utf8Stream, wide};
use crate::read::scan::{Attributes, Scanner, Token, plain};
use crate::read::sink::{Metered, Sink};

/// What the cells refer to.
pub(crate) struct Context<'a> {
    pub(crate) strings: &'a Strings,
    pub(crate) styles: &'a NumberStyles,
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
    mut source: R,
    context: &Context<'_>,
    sink: &mut Metered<S>,
) -> Result<(), IntakeProblem> {
    let start = source.fill_buf().map_err(IntakeProblem::damaged)?;
    match wide(start) {
        Some(encoding) => scan(Utf8Stream::new(source, encoding), context, sink),
        None => scan(source, context, sink),
    }
}

fn scan<R: Read, S: Sink>(source: R, context: &Context<'_>, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    let mut scanner = Scanner::new(source, sink.limits().string_bytes);
    let mut tail = SheetTail::default();
    let mut row = Row::default();
    let mut open =
        Open { at: CellRef::new(0, 0), kind: Kind::Number, style: 0, formula: false, content: String::new() };
    let (mut next_row, mut next_col) = (0u32, 0u32);
    let (mut collect, mut phonetic, mut closed) = (false, false, false);
    loop {
        let token = scanner.next().map_err(|problem| problem.at(open.at))?;
        match token {
            Token::Start { name, attributes, empty } => match name {
                b"c" => {
                    start_cell(attributes, &mut open, row.index, next_col)?;
                    // An empty cell still moves the column on.
                    next_col = open.at.col.saturating_add(u32::from(empty));
                }
                b"v" => collect = !empty,
                b"t" => collect = !empty && !phonetic,
                b"rPh" => phonetic = !empty,
                b"f" => open.formula = true,
                b"row" => {
                    start_row(attributes, &mut row, next_row)?;
                    next_row = row.index.saturating_add(1);
                    next_col = 0;
                }
                name => start_other(name, attributes, &mut tail, sink)?,
            },
            Token::Text(text) if collect => open.content.push_str(&plain(text)?),
            Token::Cdata(text) if collect => {
                open.content.push_str(std::str::from_utf8(text).map_err(IntakeProblem::damaged)?);
            }
            Token::End(name) => match name {
                b"v" | b"t" => {
                    collect = false;
                    sink.meter().text(open.content.len()).map_err(|problem| problem.at(open.at))?;
                }
                b"rPh" => phonetic = false,
                b"worksheet" => closed = true,
                b"c" => {
                    next_col = open.at.col.saturating_add(1);
                    let value = value(&mut open, context)?;
                    if value != Value::Empty {
                        let percent = context.styles.is_percent(open.style) && matches!(value, Value::Number(_));
                        row.cells.push(Cell { col: open.at.col, value, formula: open.formula, percent });
                    }
                }
                b"row" if !row.cells.is_empty() => {
                    row.tidy();
                    sink.row(&mut row)?;
                }
                _ => {}
            },
            Token::Eof if closed => return sink.sheet_end(tail),
            Token::Eof => return Err(IntakeProblem::damaged("sheet cut off").at(open.at)),
            Token::Text(_) | Token::Cdata(_) => {}
        }
    }
}

fn start_row(attributes: Attributes<'_>, row: &mut Row, next: u32) -> Result<(), IntakeProblem> {
    row.cells.clear();
    row.index = next;
    row.hidden = false;
    for (name, value) in attributes {
        match name {
            b"r" => {
                let number = number(value).filter(|number| (1..=MAX_ROWS).contains(number));
                row.index = number.ok_or_else(|| IntakeProblem::damaged("row number"))? - 1;
            }
            b"hidden" => row.hidden = truth(value),
            _ => {}
        }
    }
    if row.index >= MAX_ROWS {
        return Err(IntakeProblem::damaged("too many rows"));
    }
    Ok(())
}

fn start_cell(attributes: Attributes<'_>, open: &mut Open, row: u32, next_col: u32) -> Result<(), IntakeProblem> {
    open.at = CellRef::new(row, next_col);
    open.kind = Kind::Number;
    open.style = 0;
    open.formula = false;
    open.content.clear();
    for (name, value) in attributes {
        match name {
            b"r" => {
                let at = CellRef::parse_bytes(value).ok_or_else(|| IntakeProblem::damaged("cell address"))?;
                // The row's own number counts; only the column is taken from the cell.
                open.at.col = at.col;
            }
            b"t" => {
                open.kind = match value {
                    b"s" => Kind::Shared,
                    b"str" | b"inlineStr" => Kind::Text,
                    b"b" => Kind::Bool,
                    b"e" => Kind::Error,
                    b"d" => Kind::IsoDate,
                    _ => Kind::Number,
                };
            }
            b"s" => open.style = number(value).map_or(0, |style| style as usize),
            _ => {}
        }
    }
    if open.at.col >= MAX_COLUMNS {
        return Err(IntakeProblem::damaged("too many columns").at(open.at));
    }
    Ok(())
}

fn start_other<S: Sink>(
    name: &[u8],
    attributes: Attributes<'_>,
    tail: &mut SheetTail,
    sink: &Metered<S>,
) -> Result<(), IntakeProblem> {
    match name {
        b"mergeCell" => {
            let range = attributes.get(b"ref").and_then(|range| std::str::from_utf8(range).ok());
            if let Some(range) = range.and_then(Range::parse) {
                tail.merges.push(range);
                sink.meter().merge_room(tail.merges.len())?;
            }
        }
        b"col" => {
            let hidden = attributes.get(b"hidden").is_some_and(truth);
            let bound = |name: &[u8]| attributes.get(name).and_then(number);
            if let (true, Some(min), Some(max)) = (hidden, bound(b"min"), bound(b"max")) {
                tail.hidden_columns.push((min.saturating_sub(1), max.saturating_sub(1)));
                sink.meter().merge_room(tail.hidden_columns.len())?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn number(value: &[u8]) -> Option<u32> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

fn truth(value: &[u8]) -> bool {
    matches!(value, b"1" | b"true" | b"on")
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
        Kind::Bool => Value::Bool(truth(content.as_bytes())),
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
