//! Planning cycles (规划周期).

use super::Reader;
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use model::{Date, Year};
use serde::{Deserialize, Serialize};

/// A planning cycle with its deadlines (规划周期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleRow {
    /// Its identifier, such as `2021-2025`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// First year.
    pub first: Year,
    /// Last year.
    pub last: Year,
    /// What is due when.
    pub deadlines: Vec<Deadline>,
    /// `open` or `closed`.
    pub state: String,
}

/// Something due on a day (时限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What is due, in words.
    pub name: String,
    /// The last day.
    pub date: Date,
}

fn cycle(row: Row) -> Result<CycleRow, Fault> {
    let mut c = row.cells();
    let year = |n: i64| Year::new(n).ok_or_else(|| Fault::Data(format!("year {n}")));
    Ok(CycleRow {
        id: c.text()?,
        name: c.text()?,
        first: year(c.int()?)?,
        last: year(c.int()?)?,
        deadlines: c.json()?,
        state: c.text()?,
    })
}

impl Reader<'_> {
    /// A cycle.
    pub fn cycle(&mut self, id: &str) -> Result<Option<CycleRow>, Broken> {
        self.one("SELECT id, name, first, last, deadlines, state FROM cycle WHERE id = ?1", &args![id], cycle)
    }

    /// All cycles, the latest first.
    pub fn cycles(&mut self) -> Result<Vec<CycleRow>, Broken> {
        let sql = "SELECT id, name, first, last, deadlines, state FROM cycle ORDER BY first DESC, id";
        self.list(sql, &[], cycle)
    }
}
