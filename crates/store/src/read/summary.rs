//! Counties in short (县级摘要): figures of a county's latest version, kept so that many counties can be shown at once.

use super::Reader;
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use model::RegionCode;

/// A county in short (县级摘要).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// The county.
    pub county: RegionCode,
    /// What the figures were made from; another thing now means that they are old.
    pub made_from: String,
    /// The figures, JSON.
    pub body: String,
    /// When they were computed.
    pub at: Millis,
}

fn summary(row: Row) -> Result<SummaryRow, Fault> {
    let mut c = row.cells();
    Ok(SummaryRow { county: c.parsed()?, made_from: c.text()?, body: c.text()?, at: c.int()? })
}

impl Reader<'_> {
    /// The figures of all counties in the scope that have any, by county.
    pub fn summaries(&mut self, scope: &Scope, cycle: &str) -> Result<Vec<SummaryRow>, Broken> {
        let mut args = Vec::from(args![cycle]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT county, made_from, body, at FROM county_summary WHERE cycle = ?1 AND {inside} ORDER BY county"
        );
        self.list(&sql, &args, summary)
    }
}
