//! The dossier as a file (档案文件): canonical JSON with its format version.

use model::canonical::{CanonicalError, encode};
use model::{Dossier, FORMAT, Message};
use serde_json::Value;

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
    #[error("{0}")]
    Syntax(String),
}

impl JsonProblem {
    /// The message for the person who gave the file.
    pub fn message(&self) -> Message {
        match self {
            JsonProblem::Newer(format) => {
                Message::new("exchange-json-newer").with("format", format).with("known", FORMAT)
            }
            JsonProblem::Unknown(format) => Message::new("exchange-json-older").with("format", format),
            JsonProblem::Syntax(detail) => Message::new("exchange-json-syntax").with("detail", detail),
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
    let syntax = |e: serde_json::Error| JsonProblem::Syntax(e.to_string());
    let value: Value = serde_json::from_slice(bytes).map_err(syntax)?;
    let format = value.get("format").and_then(Value::as_u64);
    match format {
        Some(f) if f > u64::from(FORMAT) => return Err(JsonProblem::Newer(f)),
        Some(0) => return Err(JsonProblem::Unknown(0)),
        _ => {}
    }
    let mut dossier: Dossier = serde_json::from_value(value).map_err(syntax)?;
    dossier.sort();
    Ok(dossier)
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
        assert!(matches!(read(b"{"), Err(JsonProblem::Syntax(_))));
        assert!(matches!(read(b"[]"), Err(JsonProblem::Syntax(_))));
    }
}
