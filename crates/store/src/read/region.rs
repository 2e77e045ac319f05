//! Regions (行政区划).

use super::{Reader, page};
use crate::engine::{Fault, Row, Value, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use model::{Region, RegionCode};

/// A region of the tree.
pub type RegionRow = Region;

const COLUMNS: &str = "code, name, level, parent, is_local";

fn region(row: Row) -> Result<Region, Fault> {
    let mut c = row.cells();
    let (code, name, level) = (c.parsed()?, c.text()?, c.text()?);
    let level = serde_json::from_value(level.into()).map_err(|e| Fault::Data(e.to_string()))?;
    let parent = c.maybe_text()?.map(|p| p.parse().map_err(|_| Fault::Data(p.clone()))).transpose()?;
    Ok(Region { code, name, level, parent, local: c.flag()? })
}

impl Reader<'_> {
    /// A region in the scope.
    pub fn region(&mut self, scope: &Scope, code: &RegionCode) -> Result<Option<Region>, Broken> {
        let mut args = Vec::from(args![code]);
        let inside = scope.inside("code", &mut args);
        self.one(&format!("SELECT {COLUMNS} FROM region WHERE code = ?1 AND {inside}"), &args, region)
    }

    /// The regions in the scope, by code.
    pub fn regions(&mut self, scope: &Scope) -> Result<Vec<Region>, Broken> {
        let mut args = Vec::new();
        let inside = scope.inside("code", &mut args);
        self.list(&format!("SELECT {COLUMNS} FROM region WHERE {inside} ORDER BY code"), &args, region)
    }

    /// The regions right below one, within the scope.
    pub fn regions_below(
        &mut self,
        scope: &Scope,
        code: &RegionCode,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Region>, Broken> {
        let mut args = Vec::from(args![code]);
        let inside = scope.inside("code", &mut args);
        let page = page(&mut args, limit, offset);
        let sql = format!("SELECT {COLUMNS} FROM region WHERE parent = ?1 AND {inside} ORDER BY code {page}");
        self.list(&sql, &args, region)
    }

    /// A region and all above it, from the top. Names of those above are no secret, so this takes no scope.
    pub fn region_path(&mut self, code: &RegionCode) -> Result<Vec<Region>, Broken> {
        let columns = COLUMNS.split(", ").map(|c| format!("r.{c}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {columns} FROM region r JOIN region_above a ON a.above = r.code WHERE a.code = ?1 \
             ORDER BY (SELECT COUNT(*) FROM region_above b WHERE b.code = r.code), r.code"
        );
        self.list(&sql, &args![code], region)
    }

    /// The regions that were closed, in the scope.
    pub fn closed_regions(&mut self, scope: &Scope) -> Result<Vec<RegionCode>, Broken> {
        let mut args = Vec::new();
        let inside = scope.inside("code", &mut args);
        let sql = format!("SELECT code FROM region WHERE closed IS NOT NULL AND {inside} ORDER BY code");
        self.list(&sql, &args, |row| row.cells().parsed())
    }

    /// Whether a region lies in the scope.
    pub fn in_scope(&mut self, scope: &Scope, code: &RegionCode) -> Result<bool, Broken> {
        Ok(self.region(scope, code)?.is_some())
    }

    /// Whether the site has any account yet: without one the first-run token is asked for.
    pub fn has_accounts(&mut self) -> Result<bool, Broken> {
        let none: &[Value] = &[];
        Ok(self.count("SELECT COUNT(*) FROM account", none)? > 0)
    }
}
