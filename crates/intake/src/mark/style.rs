//! Coloured variants of the cell styles a workbook has.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::Severity;
use super::order::Paint;
use super::parts::{io, with_attributes, write_event};
use crate::problem::IntakeProblem;
use crate::read::xml;

/// Fill colours, as ARGB.
const COLOURS: [(Severity, &str); 3] =
    [(Severity::Notice, "FFDDEBF7"), (Severity::Warning, "FFFFEB9C"), (Severity::Error, "FFFFC7CE")];

/// Hands out numbers for coloured styles; the styles part is rewritten once all are known.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: usize,
    fills: usize,
    variants: BTreeMap<(usize, Paint), usize>,
    order: Vec<(usize, Paint)>,
}

impl Styles {
    /// Counts the styles and fills there are.
    pub(super) fn count<R: BufRead>(source: R) -> Result<Self, IntakeProblem> {
        let mut reader = xml::reader(source);
        let mut buffer = Vec::new();
        let mut styles = Self::default();
        let (mut in_formats, mut in_fills) = (false, false);
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "cellXfs" => in_formats = true,
                    "fills" => in_fills = true,
                    "xf" if in_formats => styles.formats += 1,
                    "fill" if in_fills => styles.fills += 1,
                    _ => {}
                },
                Event::Empty(e) => match e.local_name().as_ref() {
                    "xf" if in_formats => styles.formats += 1,
                    "fill" if in_fills => styles.fills += 1,
                    _ => {}
                },
                Event::End(e) => match e.local_name().as_ref() {
                    "cellXfs" => in_formats = false,
                    "fills" => in_fills = false,
                    _ => {}
                },
                Event::Eof if styles.formats > 0 && styles.fills > 0 => return Ok(styles),
                Event::Eof => return Err(IntakeProblem::damaged("no cell styles")),
                _ => {}
            }
        }
    }

    /// The number of a style in a colour.
    pub(super) fn painted(&mut self, base: usize, paint: Paint) -> usize {
        let base = if base < self.formats { base } else { 0 };
        if let Some(number) = self.variants.get(&(base, paint)) {
            return *number;
        }
        let number = self.formats + self.order.len();
        self.variants.insert((base, paint), number);
        self.order.push((base, paint));
        number
    }

    /// Writes the styles part with the coloured styles behind the others.
    pub(super) fn rewrite<R: BufRead, W: Write>(&self, source: R, out: W) -> Result<(), IntakeProblem> {
        let mut reader = xml::reader(source);
        let mut writer = Writer::new(out);
        let mut buffer = Vec::new();
        let mut formats: Vec<Vec<Event<'static>>> = Vec::new();
        let (mut in_formats, mut in_format) = (false, false);
        loop {
            let event = xml::next(&mut reader, &mut buffer)?;
            if in_formats {
                collect(&event, &mut formats, &mut in_format);
            }
            match event {
                Event::Eof => return Ok(()),
                Event::Start(e) if e.local_name().as_ref() == "fills" => {
                    let count = (self.fills + COLOURS.len()).to_string();
                    let start = with_attributes(&e, &[("count", Some(&count))])?;
                    write_event(&mut writer, Event::Start(start))?;
                }
                Event::Start(e) if e.local_name().as_ref() == "cellXfs" => {
                    in_formats = true;
                    let count = (self.formats + self.order.len()).to_string();
                    let start = with_attributes(&e, &[("count", Some(&count))])?;
                    write_event(&mut writer, Event::Start(start))?;
                }
                Event::End(e) if e.local_name().as_ref() == "fills" => {
                    write_fills(&mut writer, &e)?;
                    write_event(&mut writer, Event::End(e))?;
                }
                Event::End(e) if e.local_name().as_ref() == "cellXfs" => {
                    in_formats = false;
                    for (base, paint) in &self.order {
                        let format = formats.get(*base).map(Vec::as_slice).unwrap_or_default();
                        self.write_format(&mut writer, format, *paint)?;
                    }
                    write_event(&mut writer, Event::End(e))?;
                }
                event => write_event(&mut writer, event)?,
            }
        }
    }

    /// One coloured style: the base's events, its first element with another fill.
    fn write_format<W: Write>(
        &self,
        writer: &mut Writer<W>,
        format: &[Event<'static>],
        paint: Paint,
    ) -> Result<(), IntakeProblem> {
        let fill = match paint {
            Paint::Clear => 0,
            Paint::Colour(severity) => {
                let place = COLOURS.iter().position(|(other, _)| *other == severity);
                self.fills + place.unwrap_or(0)
            }
        };
        let fill = fill.to_string();
        let changes = [("fillId", Some(fill.as_str())), ("applyFill", Some("1"))];
        for (at, event) in format.iter().enumerate() {
            let event = match event {
                Event::Start(e) if at == 0 => Event::Start(with_attributes(e, &changes)?),
                Event::Empty(e) if at == 0 => Event::Empty(with_attributes(e, &changes)?),
                other => other.borrow(),
            };
            write_event(writer, event)?;
        }
        Ok(())
    }
}

/// Keeps the events of every format, so that a variant can be written from them.
fn collect(event: &Event<'_>, formats: &mut Vec<Vec<Event<'static>>>, in_format: &mut bool) {
    let starts = matches!(event, Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "xf");
    let ends = matches!(event, Event::End(e) if e.local_name().as_ref() == "xf");
    if starts {
        formats.push(Vec::new());
        *in_format = true;
    }
    if *in_format && let Some(format) = formats.last_mut() {
        format.push(event.borrow().into_owned());
    }
    if ends || (starts && matches!(event, Event::Empty(_))) {
        *in_format = false;
    }
}

fn write_fills<W: Write>(writer: &mut Writer<W>, end: &BytesEnd<'_>) -> Result<(), IntakeProblem> {
    let name = end.name();
    let prefix = name.as_ref().strip_suffix("fills").unwrap_or_default();
    for (_, colour) in COLOURS {
        let fill = format!(
            "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor \
             rgb=\"{colour}\"/><{prefix}bgColor indexed=\"64\"/></{prefix}patternFill></{prefix}fill>"
        );
        io(writer.get_mut().write_all(fill.as_bytes()))?;
    }
    Ok(())
}

/// The colour of a severity without its alpha, for the rebuilt copy.
pub(super) fn rgb(severity: Severity) -> u32 {
    let found = COLOURS.iter().find(|(other, _)| *other == severity);
    found.and_then(|(_, argb)| u32::from_str_radix(argb.get(2..)?, 16).ok()).unwrap_or(0xFF_FF_FF)
}

/// The style number of a cell element.
pub(super) fn style_of(cell: &BytesStart<'_>) -> Result<usize, IntakeProblem> {
    Ok(xml::attribute(cell, "s")?.and_then(|value| value.parse().ok()).unwrap_or(0))
}
