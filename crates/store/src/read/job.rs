//! Jobs (后台任务).

use super::{Reader, page};
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use model::RegionCode;
use serde::{Deserialize, Serialize};

/// A job (后台任务).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its identifier.
    pub id: String,
    /// What is to be done.
    pub task: String,
    /// The county it is done for.
    pub county: RegionCode,
    /// Who asked for it.
    pub account: String,
    /// What is needed for it, JSON.
    pub payload: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// Thousandths done.
    pub progress: i64,
    /// What is being done or what went wrong, in words.
    pub message: String,
    /// What came out, JSON.
    pub result: Option<String>,
    /// How often it was taken.
    pub attempts: i64,
    /// When it was asked for.
    pub created: Millis,
    /// Who has it.
    pub taken_by: Option<String>,
    /// When its worker was last heard of.
    pub beat: Option<Millis>,
    /// When it ended.
    pub finished: Option<Millis>,
}

pub(crate) const COLUMNS: &str =
    "id, kind, county, account, payload, state, progress, message, result, attempts, created, taken_by, beat, finished";

pub(crate) fn job(row: Row) -> Result<Job, Fault> {
    let mut c = row.cells();
    Ok(Job {
        id: c.text()?,
        task: c.text()?,
        county: c.parsed()?,
        account: c.text()?,
        payload: c.text()?,
        state: c.text()?,
        progress: c.int()?,
        message: c.text()?,
        result: c.maybe_text()?,
        attempts: c.int()?,
        created: c.int()?,
        taken_by: c.maybe_text()?,
        beat: c.maybe_int()?,
        finished: c.maybe_int()?,
    })
}

impl Reader<'_> {
    /// A job in the scope.
    pub fn job(&mut self, scope: &Scope, id: &str) -> Result<Option<Job>, Broken> {
        let mut args = Vec::from(args![id]);
        let inside = scope.inside("county", &mut args);
        self.one(&format!("SELECT {COLUMNS} FROM job WHERE id = ?1 AND {inside}"), &args, job)
    }

    /// The jobs in the scope, the latest first.
    pub fn jobs(&mut self, scope: &Scope, limit: i64, offset: i64) -> Result<Vec<Job>, Broken> {
        let mut args = Vec::new();
        let inside = scope.inside("county", &mut args);
        let page = page(&mut args, limit, offset);
        self.list(
            &format!("SELECT {COLUMNS} FROM job WHERE {inside} ORDER BY created DESC, id DESC {page}"),
            &args,
            job,
        )
    }

    /// The jobs an account asked for (all in the scope without one), before one of them, the latest first.
    pub fn jobs_of(
        &mut self,
        scope: &Scope,
        account: Option<&str>,
        before: Option<(Millis, &str)>,
        limit: i64,
    ) -> Result<Vec<Job>, Broken> {
        let (created, id) = before.unwrap_or((Millis::MAX, ""));
        let mut args = Vec::from(args![account.unwrap_or(""), created, id]);
        let inside = scope.inside("county", &mut args);
        let page = page(&mut args, limit, 0);
        let sql = format!(
            "SELECT {COLUMNS} FROM job WHERE (?1 = '' OR account = ?1) AND (created < ?2 OR (created = ?2 AND id < ?3)) AND {inside} \
             ORDER BY created DESC, id DESC {page}"
        );
        self.list(&sql, &args, job)
    }

    /// How many jobs there are in each state, and when the oldest that waits was asked for.
    pub fn job_counts(&mut self) -> Result<Vec<(String, i64, Millis)>, Broken> {
        let sql = "SELECT state, COUNT(*), MIN(created) FROM job GROUP BY state ORDER BY state";
        self.list(sql, &[], |row| {
            let mut c = row.cells();
            Ok((c.text()?, c.int()?, c.int()?))
        })
    }
}
