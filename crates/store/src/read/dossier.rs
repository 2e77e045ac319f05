//! Dossiers and their history (县级档案与变更记录).

use super::{Reader, mark, page};
use crate::engine::{Fault, Row, Value, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use crate::tx::unpack;
use model::{Dossier, Hash, RegionCode};

/// A version of a dossier (档案版本), without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierVersion {
    /// The county.
    pub county: RegionCode,
    /// The cycle.
    pub cycle: String,
    /// Its number, from 1.
    pub number: i64,
    /// When it was kept.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// Why, in words.
    pub why: String,
    /// The hash of its canonical encoding.
    pub hash: Hash,
    /// Bytes of that encoding.
    pub size: i64,
    /// How many values differ from the version before.
    pub changes: i64,
}

/// A value that changed (变更记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierChange {
    /// The version that brought the new value.
    pub number: i64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// Why, in words.
    pub why: String,
    /// The path of the value in the encoding, such as `/schools/2115000123/name`.
    pub path: String,
    /// The value before as JSON; `None` where there was none.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

const VERSION: &str = "v.county, v.cycle, v.number, v.at, v.account, v.why, v.hash, v.size, v.changes";

fn version_of(c: &mut crate::engine::Cells) -> Result<DossierVersion, Fault> {
    Ok(DossierVersion {
        county: c.parsed()?,
        cycle: c.text()?,
        number: c.int()?,
        at: c.int()?,
        account: c.text()?,
        why: c.text()?,
        hash: Hash(c.text()?),
        size: c.int()?,
        changes: c.int()?,
    })
}

fn version(row: Row) -> Result<DossierVersion, Fault> {
    version_of(&mut row.cells())
}

fn content(row: Row) -> Result<(DossierVersion, Dossier), Fault> {
    let mut c = row.cells();
    let version = version_of(&mut c)?;
    let bytes = unpack(&c.blob()?)?;
    // what is signed is the hash: a body that does not have it is never handed out
    if Hash::of(&bytes) != version.hash {
        return Err(Fault::Data(format!("dossier {}/{} is damaged", version.county, version.number)));
    }
    let mut dossier: Dossier = serde_json::from_slice(&bytes).map_err(|e| Fault::Data(e.to_string()))?;
    let origins = unpack(&c.blob()?)?;
    dossier.origins = serde_json::from_slice(&origins).map_err(|e| Fault::Data(e.to_string()))?;
    Ok((version, dossier))
}

fn change(row: Row) -> Result<DossierChange, Fault> {
    let mut c = row.cells();
    Ok(DossierChange {
        number: c.int()?,
        at: c.int()?,
        account: c.text()?,
        why: c.text()?,
        path: c.text()?,
        before: c.maybe_text()?,
        after: c.maybe_text()?,
    })
}

impl Reader<'_> {
    fn version_where(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        which: &str,
        value: i64,
    ) -> Result<Option<(DossierVersion, Dossier)>, Broken> {
        let mut args = Vec::from(args![county, cycle, value]);
        let inside = scope.inside("v.county", &mut args);
        let sql = format!(
            "SELECT {VERSION}, v.body, v.origins FROM dossier_version v WHERE v.county = ?1 AND v.cycle = ?2 AND {which} \
             AND {inside} ORDER BY v.number DESC LIMIT 1"
        );
        self.one(&sql, &args, content)
    }

    /// The latest version of a county's dossier, with the cell each value came from.
    pub fn dossier(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
    ) -> Result<Option<(DossierVersion, Dossier)>, Broken> {
        self.version_where(scope, county, cycle, "v.number > ?3", 0)
    }

    /// A version by its number.
    pub fn dossier_numbered(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        number: i64,
    ) -> Result<Option<(DossierVersion, Dossier)>, Broken> {
        self.version_where(scope, county, cycle, "v.number = ?3", number)
    }

    /// The version that was the latest at a moment (历史时点).
    pub fn dossier_as_of(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        at: Millis,
    ) -> Result<Option<(DossierVersion, Dossier)>, Broken> {
        self.version_where(scope, county, cycle, "v.at <= ?3", at)
    }

    /// The number and hash of the latest version, without its content: what caches are kept by.
    pub fn dossier_latest(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
    ) -> Result<Option<DossierVersion>, Broken> {
        let mut args = Vec::from(args![county, cycle]);
        let inside = scope.inside("v.county", &mut args);
        let sql = format!(
            "SELECT {VERSION} FROM dossier_version v WHERE v.county = ?1 AND v.cycle = ?2 AND {inside} \
             ORDER BY v.number DESC LIMIT 1"
        );
        self.one(&sql, &args, version)
    }

    /// The versions of a county's dossier, the latest first.
    pub fn dossier_versions(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<DossierVersion>, Broken> {
        let mut args = Vec::from(args![county, cycle]);
        let inside = scope.inside("v.county", &mut args);
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT {VERSION} FROM dossier_version v WHERE v.county = ?1 AND v.cycle = ?2 AND {inside} \
             ORDER BY v.number DESC {page}"
        );
        self.list(&sql, &args, version)
    }

    /// The latest version of every county in the scope that has one, by county.
    pub fn dossier_counties(&mut self, scope: &Scope, cycle: &str) -> Result<Vec<DossierVersion>, Broken> {
        let mut args = Vec::from(args![cycle]);
        let inside = scope.inside("v.county", &mut args);
        let sql = format!(
            "SELECT {VERSION} FROM dossier_version v WHERE v.cycle = ?1 AND {inside} AND v.number = \
             (SELECT MAX(w.number) FROM dossier_version w WHERE w.county = v.county AND w.cycle = v.cycle) ORDER BY v.county"
        );
        self.list(&sql, &args, version)
    }

    /// The changes of values, the latest first; of those under `path` only, where one is given.
    pub fn dossier_changes(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        path: Option<&str>,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<DossierChange>, Broken> {
        let mut args: Vec<Value> = Vec::from(args![county, cycle]);
        let inside = scope.inside("d.county", &mut args);
        let under = match path {
            Some(path) => {
                let own = mark(&mut args, path);
                // "0" follows "/" in byte order
                let (from, to) = (mark(&mut args, format!("{path}/")), mark(&mut args, format!("{path}0")));
                format!(" AND (d.path = {own} OR (d.path >= {from} AND d.path < {to}))")
            }
            None => String::new(),
        };
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT d.number, v.at, v.account, v.why, d.path, d.old_value, d.new_value FROM dossier_change d \
             JOIN dossier_version v ON v.county = d.county AND v.cycle = d.cycle AND v.number = d.number \
             WHERE d.county = ?1 AND d.cycle = ?2 AND {inside}{under} ORDER BY d.number DESC, d.path {page}"
        );
        self.list(&sql, &args, change)
    }

    /// Whether a version changed something under a path.
    pub fn dossier_touches(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        number: i64,
        path: &str,
    ) -> Result<bool, Broken> {
        // "0" follows "/" in byte order
        let mut args: Vec<Value> =
            Vec::from(args![county, cycle, number, path, format!("{path}/"), format!("{path}0")]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT COUNT(*) FROM dossier_change WHERE county = ?1 AND cycle = ?2 AND number = ?3 AND \
             (path = ?4 OR (path >= ?5 AND path < ?6)) AND {inside}"
        );
        Ok(self.count(&sql, &args)? > 0)
    }

    /// A version by its number, without its content.
    pub fn dossier_version(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        number: i64,
    ) -> Result<Option<DossierVersion>, Broken> {
        let mut args = Vec::from(args![county, cycle, number]);
        let inside = scope.inside("v.county", &mut args);
        let sql = format!(
            "SELECT {VERSION} FROM dossier_version v WHERE v.county = ?1 AND v.cycle = ?2 AND v.number = ?3 AND {inside}"
        );
        self.one(&sql, &args, version)
    }

    /// The versions before one (all without), the latest first: a page that shifts by nothing when a version is added.
    pub fn dossier_versions_before(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<DossierVersion>, Broken> {
        let mut args = Vec::from(args![county, cycle, before.unwrap_or(i64::MAX)]);
        let inside = scope.inside("v.county", &mut args);
        let page = page(&mut args, limit, 0);
        let sql = format!(
            "SELECT {VERSION} FROM dossier_version v WHERE v.county = ?1 AND v.cycle = ?2 AND v.number < ?3 AND {inside} \
             ORDER BY v.number DESC {page}"
        );
        self.list(&sql, &args, version)
    }

    /// The changes of one version behind a path (all without), by path.
    pub fn dossier_changes_of(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        number: i64,
        after: Option<&str>,
        limit: i64,
    ) -> Result<Vec<DossierChange>, Broken> {
        let mut args: Vec<Value> = Vec::from(args![county, cycle, number, after.unwrap_or("")]);
        let inside = scope.inside("d.county", &mut args);
        let page = page(&mut args, limit, 0);
        let sql = format!(
            "SELECT d.number, v.at, v.account, v.why, d.path, d.old_value, d.new_value FROM dossier_change d \
             JOIN dossier_version v ON v.county = d.county AND v.cycle = d.cycle AND v.number = d.number \
             WHERE d.county = ?1 AND d.cycle = ?2 AND d.number = ?3 AND d.path > ?4 AND {inside} ORDER BY d.path {page}"
        );
        self.list(&sql, &args, change)
    }
}
