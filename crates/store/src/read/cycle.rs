//! Planning cycles (规划周期).

use super::Reader;
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use model::{Date, RegionCode, Year};
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

/// What a region sets for itself and all below it (本级时限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleRegion {
    /// The region.
    pub region: RegionCode,
    /// The cycle.
    pub cycle: String,
    /// What is due when; takes the place of what regions above say under the same name.
    pub deadlines: Vec<Deadline>,
    /// `open` or `closed`: closed for itself and all below.
    pub state: String,
}

fn own(row: Row) -> Result<CycleRegion, Fault> {
    let mut c = row.cells();
    Ok(CycleRegion { region: c.parsed()?, cycle: c.text()?, deadlines: c.json()?, state: c.text()? })
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

    /// What regions set for a cycle, by region. Deadlines are told to all below, so this takes no scope.
    pub fn cycle_regions(&mut self, id: &str) -> Result<Vec<CycleRegion>, Broken> {
        let sql = "SELECT region, cycle, deadlines, state FROM cycle_region WHERE cycle = ?1 ORDER BY region";
        self.list(sql, &args![id], own)
    }

    /// Whether a cycle is open in a region: nobody above, the region itself nor the site has closed it.
    pub fn cycle_open(&mut self, id: &str, region: &RegionCode) -> Result<bool, Broken> {
        let closed = self.count(
            "SELECT (SELECT COUNT(*) FROM cycle WHERE id = ?1 AND state = 'closed') + (SELECT COUNT(*) FROM cycle_region \
             WHERE cycle = ?1 AND state = 'closed' AND region IN (SELECT above FROM region_above WHERE code = ?2))",
            &args![id, region],
        )?;
        Ok(closed == 0)
    }
}
