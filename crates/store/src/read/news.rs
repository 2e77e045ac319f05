//! What other processes of the site have written meanwhile (站内动态): cheap enough to be asked with every request.

use super::Reader;
use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::Broken;
use std::collections::BTreeSet;

/// What was written since the audit log had a certain size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The size of the log now.
    pub size: i64,
    /// The actions of the entries since, each once.
    pub actions: BTreeSet<String>,
}

impl News {
    /// True when something of a noun (`region`) was written.
    pub fn touches(&self, noun: &str) -> bool {
        self.actions.iter().any(|a| a.split('.').next() == Some(noun))
    }
}

impl Reader<'_> {
    /// What was written since the audit log had this size: one row read by its key when that is nothing.
    pub fn news(&mut self, since: i64) -> Result<News, Broken> {
        let size = self.count("SELECT size FROM audit_head WHERE id = 1", &[])?;
        if size == since {
            return Ok(News { size, actions: BTreeSet::new() });
        }
        let sql = "SELECT DISTINCT action FROM audit_leaf WHERE seq >= ?1 AND seq < ?2";
        let actions = self.list(sql, &args![since, size], |row| row.cells().text())?;
        Ok(News { size, actions: actions.into_iter().collect() })
    }

    /// The answer a write got under this key, where it was done.
    pub fn answered(&mut self, account: &str, key: &str) -> Result<Option<Answer>, Broken> {
        let sql = "SELECT answer FROM request WHERE account = ?1 AND request_key = ?2";
        self.one(sql, &args![account, key], |row| row.cells().json())
    }

    /// The regions with the size of the log they were read at, of one state.
    pub fn regions_at(&mut self) -> Result<(i64, Vec<model::Region>), Broken> {
        // read before the regions: what is written between is news at the next look
        let size = self.count("SELECT size FROM audit_head WHERE id = 1", &[])?;
        Ok((size, self.regions(&crate::scope::Scope::system())?))
    }
}
