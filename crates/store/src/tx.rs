//! The transaction a command runs in (事务).

use crate::answer::Answer;
use crate::audit::{Entry, withheld};
use crate::engine::{Engine, Fault, Row, Value};
use crate::outcome::Stop;
use crate::stamp::{Millis, Stamp, new_id};
use model::RegionCode;
use std::io::{Read, Write};

/// The transaction of one command.
pub(crate) struct Tx<'a> {
    pub(crate) engine: &'a mut Engine,
    pub(crate) stamp: &'a Stamp,
}

/// What a command did.
pub(crate) struct Applied {
    pub(crate) answer: Answer,
    pub(crate) entry: Entry,
}

impl Tx<'_> {
    pub(crate) fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        self.engine.run(sql, args)
    }

    pub(crate) fn row(&mut self, sql: &str, args: &[Value]) -> Result<Option<Row>, Fault> {
        self.engine.row(sql, args)
    }

    pub(crate) fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        self.engine.rows(sql, args)
    }

    pub(crate) fn number(&mut self, sql: &str, args: &[Value]) -> Result<i64, Fault> {
        self.engine.number(sql, args)
    }

    pub(crate) fn at(&self) -> Millis {
        self.stamp.at
    }

    pub(crate) fn by(&self) -> &str {
        &self.stamp.account
    }

    /// A new identifier.
    pub(crate) fn id(&self) -> Result<String, Fault> {
        new_id(self.stamp.at).map_err(|e| Fault::Io(e.to_string()))
    }

    /// Refuses when a region is not known.
    pub(crate) fn demand_region(&mut self, code: &RegionCode) -> Result<(), Stop> {
        let known = self.number("SELECT COUNT(*) FROM region WHERE code = ?1", &crate::engine::args![code])?;
        if known == 0 { Err(crate::outcome::missing(code)) } else { Ok(()) }
    }

    /// Refuses when a cycle is not known.
    pub(crate) fn demand_cycle(&mut self, id: &str) -> Result<(), Stop> {
        let known = self.number("SELECT COUNT(*) FROM cycle WHERE id = ?1", &crate::engine::args![id])?;
        if known == 0 { Err(crate::outcome::missing(id)) } else { Ok(()) }
    }
}

/// What a command did to a thing of a region; `detail` is the command itself, its secrets withheld.
pub(crate) fn done(
    action: &'static str,
    county: &str,
    object: impl Into<String>,
    detail: &impl serde::Serialize,
    answer: Answer,
) -> Result<Applied, Stop> {
    let detail = serde_json::to_value(detail).map_err(|e| Fault::Data(e.to_string()))?;
    let entry = Entry { action, county: county.to_owned(), object: object.into(), detail: withheld(detail) };
    Ok(Applied { answer, entry })
}

/// Bytes packed by gzip, the same bytes for the same input.
pub(crate) fn pack(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    writer.write_all(bytes).and_then(|()| writer.finish()).map_err(|e| Fault::Data(e.to_string()))
}

/// Bytes unpacked, at most half a gibibyte.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Fault> {
    const MOST: u64 = 1 << 29;
    let mut out = Vec::new();
    let read = flate2::read::GzDecoder::new(packed).take(MOST).read_to_end(&mut out);
    read.map_err(|e| Fault::Data(e.to_string()))?;
    Ok(out)
}
