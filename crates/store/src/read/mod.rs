//! What can be read (查询), one file per noun. Every read of county data takes a [`crate::Scope`].

mod account;
mod audit;
mod cycle;
mod document;
mod dossier;
mod job;
mod news;
mod plan;
mod region;
mod search;
mod session;
mod setting;
mod summary;
mod token;
mod waiver;

pub use account::{Account, AccountFilter};
pub use audit::{AuditFilter, AuditHead, AuditRow};
pub use cycle::{CycleRegion, CycleRow, Deadline};
pub use document::{Document, DocumentVersion, Event, Filter, Link, Report, Viewer};
pub use dossier::{DossierChange, DossierVersion};
pub use job::Job;
pub(crate) use job::{COLUMNS as JOB_COLUMNS, job};
pub use news::News;
pub use plan::{PlanRow, SCENARIO, SCENARIO_GONE};
pub use region::RegionRow;
pub use search::{Found, FoundPages};
pub use session::Session;
pub use setting::Setting;
pub use summary::SummaryRow;
pub use token::Token;
pub use waiver::WaiverRow;

use crate::engine::{Engine, Fault, Row, Value};
use crate::outcome::Broken;
use crate::store::Store;

/// A connection for reading (查询连接).
pub struct Reader<'a> {
    store: &'a Store,
    generation: u64,
    engine: Option<Engine>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(store: &'a Store, generation: u64, engine: Engine) -> Reader<'a> {
        Reader { store, generation, engine: Some(engine) }
    }

    /// Does a read; a connection on which one failed is not used again.
    pub(crate) fn with<T>(&mut self, read: impl FnOnce(&mut Engine) -> Result<T, Fault>) -> Result<T, Broken> {
        let Some(engine) = &mut self.engine else {
            return Err(Fault::Io("the connection was lost".to_owned()).into());
        };
        let out = read(engine);
        if let Err(Fault::Io(_)) = &out {
            self.engine = None;
        }
        Ok(out?)
    }

    fn list<T>(&mut self, sql: &str, args: &[Value], make: fn(Row) -> Result<T, Fault>) -> Result<Vec<T>, Broken> {
        self.with(|engine| engine.rows(sql, args)?.into_iter().map(make).collect())
    }

    fn one<T>(&mut self, sql: &str, args: &[Value], make: fn(Row) -> Result<T, Fault>) -> Result<Option<T>, Broken> {
        self.with(|engine| engine.row(sql, args)?.map(make).transpose())
    }

    fn count(&mut self, sql: &str, args: &[Value]) -> Result<i64, Broken> {
        self.with(|engine| engine.number(sql, args))
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(engine) = self.engine.take() {
            self.store.give_back(self.generation, engine);
        }
    }
}

/// The marks `?n` for a page of an answer; the arguments are added.
fn page(args: &mut Vec<Value>, limit: i64, offset: i64) -> String {
    args.push(Value::Int(limit.clamp(0, 10_000)));
    args.push(Value::Int(offset.max(0)));
    format!("LIMIT ?{} OFFSET ?{}", args.len() - 1, args.len())
}

/// Adds an argument; its mark.
fn mark(args: &mut Vec<Value>, value: impl Into<Value>) -> String {
    args.push(value.into());
    format!("?{}", args.len())
}
