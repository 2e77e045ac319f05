//! The dossier as a file (档案文件): canonical JSON with its format version.

use crate::check;
use crate::load::Load;
use crate::problem::{Problem, Problems};
use model::canonical::{CanonicalError, encode};
use model::{Dossier, FORMAT, Message};
use serde_json::Value;
use serde_json::error::Category;
use std::collections::BTreeSet;

/// Why a dossier file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonProblem {
    /// It was written by a newer program.
    #[error("format {0} is newer than {FORMAT}")]
    Newer(u64),
    /// There never was such a format.
    #[error("no format {0}")]
    Unknown(u64),
    /// It is no dossier; the detail says where.
    #[error("{detail}")]
    Syntax {
        /// `syntax`, `cut` (it ends too early), `data` or `shape` (it does not fit the format).
        cause: &'static str,
        /// The line, 0 where that is not known.
        line: usize,
        /// What the parser says.
        detail: String,
    },
    /// The planning cycle ends before it begins or is longer than any plan.
    #[error("the cycle {first}-{last} is no planning cycle")]
    Cycle {
        /// Its first year.
        first: u16,
        /// Its last year.
        last: u16,
    },
    /// Two records of a list bear one identifier.
    #[error("{list} has {id} twice")]
    Twice {
        /// The list as the file calls it.
        list: &'static str,
        /// The identifier.
        id: String,
    },
    /// Less than nothing of something.
    #[error("{path} is negative")]
    Negative {
        /// Where in the dossier.
        path: String,
    },
}

/// The most years a planning cycle has.
pub(crate) const LONGEST: u16 = 20;

impl JsonProblem {
    /// The message for the person who gave the file.
    pub fn message(&self) -> Message {
        match self {
            JsonProblem::Newer(format) => {
                Message::new("exchange-json-newer").with("format", format).with("known", FORMAT)
            }
            JsonProblem::Unknown(format) => Message::new("exchange-json-older").with("format", format),
            JsonProblem::Syntax { cause, line, detail } => {
                Message::new("exchange-json-syntax").with("cause", cause).with("line", line).with("detail", detail)
            }
            JsonProblem::Cycle { first, last } => {
                Message::new("exchange-json-cycle").with("first", first).with("last", last).with("most", LONGEST)
            }
            JsonProblem::Twice { list, id } => Message::new("exchange-json-twice").with("list", list).with("id", id),
            JsonProblem::Negative { path } => Message::new("exchange-json-negative").with("path", path),
        }
    }
}

/// The canonical bytes of a dossier: equal dossiers, equal bytes.
///
/// # Errors
/// Never for a dossier, which holds integers only; the encoder's error is passed on all the same.
pub fn write(dossier: &Dossier) -> Result<Vec<u8>, CanonicalError> {
    encode(dossier)
}

/// Reads a dossier file. The format is looked at before anything else, so that a file of a newer program is told
/// from a broken one.
///
/// # Errors
/// See [`JsonProblem`].
pub fn read(bytes: &[u8]) -> Result<Dossier, JsonProblem> {
    let value: Value = serde_json::from_slice(bytes).map_err(syntax)?;
    let format = value.get("format").and_then(Value::as_u64);
    match format {
        Some(f) if f > u64::from(FORMAT) => return Err(JsonProblem::Newer(f)),
        Some(0) => return Err(JsonProblem::Unknown(0)),
        _ => {}
    }
    let mut dossier: Dossier = serde_json::from_value(value).map_err(syntax)?;
    sensible(&dossier)?;
    dossier.sort();
    Ok(dossier)
}

fn syntax(error: serde_json::Error) -> JsonProblem {
    let cause = match error.classify() {
        Category::Eof => "cut",
        Category::Data if error.line() == 0 => "shape",
        Category::Data => "data",
        Category::Io | Category::Syntax => "syntax",
    };
    JsonProblem::Syntax { cause, line: error.line(), detail: error.to_string() }
}

/// Everything that is wrong with a dossier that came as a file (档案核查): the checks a workbook goes through, each problem
/// with the cell it came from, or else the path of the record.
pub fn check(file: &str, dossier: &Dossier) -> Vec<Problem> {
    let mut load = Load::of_file(dossier.clone(), Problems::of(file));
    check::all(&mut load);
    load.problems.into_sorted()
}

/// What no later stage could make sense of. Faults of a hand-made plan are left to the rules.
fn sensible(d: &Dossier) -> Result<(), JsonProblem> {
    if let Some((first, last)) = odd_cycle(d) {
        return Err(JsonProblem::Cycle { first, last });
    }
    once("schools", d.schools.iter().map(|s| s.id.0.as_str()))?;
    once("zones", d.zones.iter().map(|z| z.id.0.as_str()))?;
    once("sites", d.sites.iter().map(|s| s.id.0.as_str()))?;
    for school in &d.schools {
        for (year, record) in &school.records {
            if let Some((item, _)) = record.conditions.iter().find(|(_, has)| *has < 0) {
                let path = format!("school/{}/{year}/conditions/{}", school.id, item.code());
                return Err(JsonProblem::Negative { path });
            }
        }
    }
    Ok(())
}

/// First and last year of a cycle that cannot be planned for.
pub(crate) fn odd_cycle(d: &Dossier) -> Option<(u16, u16)> {
    let (first, last) = (d.cycle.first.0, d.cycle.last.0);
    last.checked_sub(first).is_none_or(|years| years >= LONGEST).then_some((first, last))
}

fn once<'a>(list: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<(), JsonProblem> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(JsonProblem::Twice { list, id: id.to_owned() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Cycle, SchoolYear, Year};

    fn dossier() -> Dossier {
        let cycle = Cycle { first: Year(2021), last: Year(2025) };
        Dossier::new("150121".parse().unwrap(), cycle, SchoolYear(2020), "2021-10-15".parse().unwrap())
    }

    #[test]
    fn comes_back_and_knows_its_version() {
        let d = dossier();
        let bytes = write(&d).unwrap();
        assert_eq!(read(&bytes).unwrap(), d);
        let newer = String::from_utf8(bytes).unwrap().replace("\"format\":1", "\"format\":7,\"colour\":1");
        assert_eq!(read(newer.as_bytes()), Err(JsonProblem::Newer(7)));
        assert!(matches!(read(b"{"), Err(JsonProblem::Syntax { cause: "cut", line: 1, .. })));
        assert!(matches!(read(b"[]"), Err(JsonProblem::Syntax { cause: "shape", line: 0, .. })));
        assert!(matches!(read(b"[}"), Err(JsonProblem::Syntax { cause: "syntax", .. })));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let mut d = dossier();
        d.cycle.last = Year(u16::MAX);
        assert_eq!(read(&write(&d).unwrap()), Err(JsonProblem::Cycle { first: 2021, last: u16::MAX }));
        d.cycle = Cycle { first: Year(2025), last: Year(2021) };
        assert_eq!(read(&write(&d).unwrap()), Err(JsonProblem::Cycle { first: 2025, last: 2021 }));
        let mut d = dossier();
        let zone = model::Zone {
            id: model::ZoneId("Z1".to_owned()),
            name: String::new(),
            stages: std::collections::BTreeSet::new(),
            townships: Vec::new(),
        };
        d.zones = vec![zone.clone(), zone];
        assert_eq!(read(&write(&d).unwrap()), Err(JsonProblem::Twice { list: "zones", id: "Z1".to_owned() }));
    }
}
