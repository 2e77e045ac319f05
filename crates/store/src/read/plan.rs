//! Plans (规划方案).

use super::{Reader, page};
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use crate::tx::unpack;
use model::{Hash, RegionCode};

/// The state of a plan that is kept beside the county's own, to compare (情景方案).
pub const SCENARIO: &str = "scenario";
/// The state of a scenario that is no longer shown (已移除的情景方案).
pub const SCENARIO_GONE: &str = "scenario_gone";

/// A plan without its programme (规划方案).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// The county.
    pub county: RegionCode,
    /// The cycle.
    pub cycle: String,
    /// Its number, from 1.
    pub number: i64,
    /// The version of the dossier it is made from.
    pub dossier_number: i64,
    /// The hash of the policy.
    pub policy: String,
    /// Its name.
    pub label: String,
    /// The scenario, JSON.
    pub scenario: String,
    /// The findings in short, JSON.
    pub findings: String,
    /// Its state.
    pub state: String,
    /// The hash of the programme's JSON.
    pub hash: Hash,
    /// Bytes of the programme's JSON.
    pub size: i64,
    /// When it was kept.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// When its name or state last changed.
    pub changed: Millis,
}

const COLUMNS: &str =
    "county, cycle, number, dossier_number, policy, label, scenario, findings, state, hash, size, at, account, changed";

fn plan_of(c: &mut crate::engine::Cells) -> Result<PlanRow, Fault> {
    Ok(PlanRow {
        county: c.parsed()?,
        cycle: c.text()?,
        number: c.int()?,
        dossier_number: c.int()?,
        policy: c.text()?,
        label: c.text()?,
        scenario: c.text()?,
        findings: c.text()?,
        state: c.text()?,
        hash: Hash(c.text()?),
        size: c.int()?,
        at: c.int()?,
        account: c.text()?,
        changed: c.int()?,
    })
}

fn plan(row: Row) -> Result<PlanRow, Fault> {
    plan_of(&mut row.cells())
}

fn whole(row: Row) -> Result<(PlanRow, String), Fault> {
    let mut c = row.cells();
    let plan = plan_of(&mut c)?;
    let bytes = unpack(&c.blob()?)?;
    if Hash::of(&bytes) != plan.hash {
        return Err(Fault::Data(format!("plan {}/{} is damaged", plan.county, plan.number)));
    }
    let text = String::from_utf8(bytes).map_err(|e| Fault::Data(e.to_string()))?;
    Ok((plan, text))
}

impl Reader<'_> {
    /// A plan with its programme's JSON.
    pub fn plan(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        number: i64,
    ) -> Result<Option<(PlanRow, String)>, Broken> {
        let mut args = Vec::from(args![county, cycle, number]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT {COLUMNS}, programme FROM plan WHERE county = ?1 AND cycle = ?2 AND number = ?3 AND {inside}"
        );
        self.one(&sql, &args, whole)
    }

    /// The plans of a county, the latest first.
    pub fn plans(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<PlanRow>, Broken> {
        let mut args = Vec::from(args![county, cycle]);
        let inside = scope.inside("county", &mut args);
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT {COLUMNS} FROM plan WHERE county = ?1 AND cycle = ?2 AND {inside} ORDER BY number DESC {page}"
        );
        self.list(&sql, &args, plan)
    }

    /// The county's own plan as it stands: the latest that is no scenario (现行方案).
    pub fn plan_current(&mut self, scope: &Scope, county: &RegionCode, cycle: &str) -> Result<Option<PlanRow>, Broken> {
        let mut args = Vec::from(args![county, cycle, SCENARIO, SCENARIO_GONE]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT {COLUMNS} FROM plan WHERE county = ?1 AND cycle = ?2 AND state NOT IN (?3, ?4) AND {inside} \
             ORDER BY number DESC LIMIT 1"
        );
        self.one(&sql, &args, plan)
    }

    /// The scenarios kept of a county, the latest first (情景方案).
    pub fn scenarios(
        &mut self,
        scope: &Scope,
        county: &RegionCode,
        cycle: &str,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<PlanRow>, Broken> {
        let mut args = Vec::from(args![county, cycle, SCENARIO]);
        let inside = scope.inside("county", &mut args);
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT {COLUMNS} FROM plan WHERE county = ?1 AND cycle = ?2 AND state = ?3 AND {inside} \
             ORDER BY number DESC {page}"
        );
        self.list(&sql, &args, plan)
    }

    /// The latest plan of every county in the scope that has one, by county.
    pub fn plan_counties(&mut self, scope: &Scope, cycle: &str) -> Result<Vec<PlanRow>, Broken> {
        let mut args = Vec::from(args![cycle, SCENARIO, SCENARIO_GONE]);
        let inside = scope.inside("p.county", &mut args);
        let columns = COLUMNS.split(", ").map(|c| format!("p.{c}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {columns} FROM plan p WHERE p.cycle = ?1 AND {inside} AND p.number = \
             (SELECT MAX(q.number) FROM plan q WHERE q.county = p.county AND q.cycle = p.cycle \
             AND q.state NOT IN (?2, ?3)) ORDER BY p.county"
        );
        self.list(&sql, &args, plan)
    }
}
