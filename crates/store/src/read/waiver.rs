//! Waivers (豁免记录).

use super::Reader;
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use model::{RegionCode, Waived};

/// A waiver granted in the workbench (豁免记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverRow {
    /// The county.
    pub county: RegionCode,
    /// The cycle.
    pub cycle: String,
    /// Its identifier.
    pub id: String,
    /// What is waived, by whom and why.
    pub waived: Waived,
    /// When it was entered.
    pub at: Millis,
    /// By which account.
    pub account: String,
    /// When it was taken back, if it was.
    pub withdrawn: Option<Millis>,
    /// By which account.
    pub withdrawn_by: Option<String>,
}

fn waiver(row: Row) -> Result<WaiverRow, Fault> {
    let mut c = row.cells();
    Ok(WaiverRow {
        county: c.parsed()?,
        cycle: c.text()?,
        id: c.text()?,
        waived: c.json()?,
        at: c.int()?,
        account: c.text()?,
        withdrawn: c.maybe_int()?,
        withdrawn_by: c.maybe_text()?,
    })
}

impl Reader<'_> {
    /// The waivers of a county, the oldest first, those taken back included.
    pub fn waivers(&mut self, scope: &Scope, county: &RegionCode, cycle: &str) -> Result<Vec<WaiverRow>, Broken> {
        let mut args = Vec::from(args![county, cycle]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT county, cycle, id, waived, at, account, withdrawn, withdrawn_by FROM waiver \
             WHERE county = ?1 AND cycle = ?2 AND {inside} ORDER BY id"
        );
        self.list(&sql, &args, waiver)
    }

    /// The waivers of all counties in the scope that were not taken back, by county and in their order.
    pub fn waivers_standing(&mut self, scope: &Scope, cycle: &str) -> Result<Vec<WaiverRow>, Broken> {
        let mut args = Vec::from(args![cycle]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT county, cycle, id, waived, at, account, withdrawn, withdrawn_by FROM waiver \
             WHERE cycle = ?1 AND withdrawn IS NULL AND {inside} ORDER BY county, id"
        );
        self.list(&sql, &args, waiver)
    }
}
