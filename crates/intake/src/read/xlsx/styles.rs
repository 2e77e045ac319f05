//! Which cell styles show dates, which percentages.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use crate::problem::IntakeProblem;
use crate::read::archive::Archive;
use crate::read::xml;

/// For every cell style, what its number format shows.
#[derive(Debug, Default)]
pub(crate) struct NumberStyles(Vec<Shows>);

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Number,
    Date,
    Percent,
}

impl NumberStyles {
    pub(crate) fn is_percent(&self, style: usize) -> bool {
        self.0.get(style) == Some(&Shows::Percent)
    }

    pub(crate) fn is_date(&self, style: usize) -> bool {
        self.0.get(style) == Some(&Shows::Date)
    }

    pub(crate) fn read<R: Read + Seek>(archive: &mut Archive<R>, part: Option<&str>) -> Result<Self, IntakeProblem> {
        let mut styles = Self::default();
        let Some(part) = part else { return Ok(styles) };
        let mut custom: HashMap<u32, Shows> = HashMap::new();
        let mut reader = xml::reader(archive.entry(part)?);
        let mut buffer = Vec::new();
        let mut in_cell_formats = false;
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "numFmt" => {
                        let id = number(xml::attribute(&e, "numFmtId")?);
                        let code = xml::attribute(&e, "formatCode")?.unwrap_or_default();
                        custom.insert(id, shown_by(&code));
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => {
                        let id = number(xml::attribute(&e, "numFmtId")?);
                        let shows = custom.get(&id).copied().unwrap_or_else(|| built_in(id));
                        styles.0.push(shows);
                    }
                    _ => {}
                },
                Event::End(e) if e.local_name().as_ref() == "cellXfs" => in_cell_formats = false,
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }
}

fn number(value: Option<String>) -> u32 {
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}

/// The built-in formats, the Chinese ones among them.
fn built_in(id: u32) -> Shows {
    match id {
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Shows::Date,
        9 | 10 => Shows::Percent,
        _ => Shows::Number,
    }
}

/// What a format code shows, by its first part that is not quoted, bracketed or escaped.
fn shown_by(code: &str) -> Shows {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '[' => while characters.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => return Shows::Date,
            '%' => return Shows::Percent,
            // "General" and everything after it is a plain number.
            'G' | 'g' | ';' => return Shows::Number,
            _ => {}
        }
    }
    Shows::Number
}

#[cfg(test)]
mod tests {
    use super::{Shows, shown_by};

    #[test]
    fn formats() {
        for code in ["0%", "0.00%", "#,##0.0%;[Red]-0%"] {
            assert_eq!(shown_by(code), Shows::Percent, "{code}");
        }
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]yyyy.mm", "m/d/yy h:mm", "e年"] {
            assert_eq!(shown_by(code), Shows::Date, "{code}");
        }
        for code in ["General", "0.00", "#,##0\"days\"", "[Red]0", "0\"%\"", "0.00E+00", "0_m", "@"] {
            assert_eq!(shown_by(code), Shows::Number, "{code}");
        }
    }
}
