//! Which cell styles show dates.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use crate::problem::IntakeProblem;
use crate::read::archive::Archive;
use crate::read::xml;

/// For every cell style, whether its number format shows a date or time.
#[derive(Debug, Default)]
pub(crate) struct DateStyles(Vec<bool>);

impl DateStyles {
    pub(crate) fn is_date(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or(false)
    }

    pub(crate) fn read<R: Read + Seek>(archive: &mut Archive<R>, part: Option<&str>) -> Result<Self, IntakeProblem> {
        let mut styles = Self::default();
        let Some(part) = part else { return Ok(styles) };
        let mut custom: HashMap<u32, bool> = HashMap::new();
        let mut reader = xml::reader(archive.entry(part)?);
        let mut buffer = Vec::new();
        let mut in_cell_formats = false;
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "numFmt" => {
                        let id = number(xml::attribute(&e, "numFmtId")?);
                        let code = xml::attribute(&e, "formatCode")?.unwrap_or_default();
                        custom.insert(id, shows_date(&code));
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => {
                        let id = number(xml::attribute(&e, "numFmtId")?);
                        let date = custom.get(&id).copied().unwrap_or_else(|| built_in_date(id));
                        styles.0.push(date);
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

/// Built-in formats that show dates, the Chinese ones among them.
fn built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code has a date or time part outside quotes, brackets and escapes.
pub(crate) fn shows_date(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '[' => while characters.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => return true,
            // "General" and everything after it is a plain number.
            'G' | 'g' => return false,
            ';' => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::shows_date;

    #[test]
    fn date_formats() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]yyyy.mm", "m/d/yy h:mm", "e年"] {
            assert!(shows_date(code), "{code}");
        }
        for code in ["General", "0.00", "#,##0\"days\"", "[Red]0", "0.00E+00", "0_m", "@"] {
            assert!(!shows_date(code), "{code}");
        }
    }
}
