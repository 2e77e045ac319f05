//! The audit log as people look at it (审计日志). `crates/audit` verifies it without any of this.

use super::{Reader, mark, page};
use crate::audit::{Checkpoint, Consistency, Inclusion, consistency, inclusion};
use crate::engine::{Fault, Row, Value, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use model::RegionCode;
use serde_json::json;

/// An entry of the audit log (审计条目).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number, from 0.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// The account.
    pub account: String,
    /// Noun and verb.
    pub action: String,
    /// The county or region; empty for the site.
    pub county: String,
    /// The thing.
    pub object: String,
    /// The entry itself, JSON: what is hashed.
    pub leaf: String,
}

/// How the log stands (日志头).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHead {
    /// `sha256` or `sm3`.
    pub algorithm: String,
    /// Entries.
    pub size: i64,
    /// The root, in hex.
    pub root: String,
}

fn entry(row: Row) -> Result<AuditRow, Fault> {
    let mut c = row.cells();
    Ok(AuditRow {
        seq: c.int()?,
        at: c.int()?,
        account: c.text()?,
        action: c.text()?,
        county: c.text()?,
        object: c.text()?,
        leaf: c.text()?,
    })
}

fn head(row: Row) -> Result<AuditHead, Fault> {
    let mut c = row.cells();
    Ok(AuditHead { algorithm: c.text()?, size: c.int()?, root: c.text()? })
}

fn checkpoint(row: Row) -> Result<Checkpoint, Fault> {
    let mut c = row.cells();
    Ok(Checkpoint { size: c.int()?, at: c.int()?, note: c.text()? })
}

/// Which entries (审计筛选).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// By this account.
    pub account: Option<String>,
    /// By this account or about it.
    pub concerning: Option<String>,
    /// An action, or a noun with its dot: `account.`.
    pub action: Option<String>,
    /// On this region and all below it.
    pub region: Option<RegionCode>,
    /// Only entries with a lower number.
    pub before: Option<i64>,
    /// Not before.
    pub from: Option<Millis>,
    /// Before.
    pub to: Option<Millis>,
}

impl Reader<'_> {
    /// The entries in the scope that a filter lets through, the latest first. Entries on the site as a whole are seen from the system's scope
    /// only.
    pub fn audit_by(
        &mut self,
        scope: &Scope,
        filter: &AuditFilter,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<AuditRow>, Broken> {
        let mut args: Vec<Value> = Vec::new();
        let mut only = scope.inside("county", &mut args);
        if let Some(account) = &filter.account {
            only.push_str(&format!(" AND account = {}", mark(&mut args, account)));
        }
        if let Some(account) = &filter.concerning {
            let account = mark(&mut args, account);
            only.push_str(&format!(" AND (account = {account} OR object = {account})"));
        }
        if let Some(action) = &filter.action {
            let (from, to) = (mark(&mut args, action), mark(&mut args, format!("{action}\u{10FFFF}")));
            only.push_str(&format!(" AND action >= {from} AND action < {to}"));
        }
        if let Some(region) = &filter.region {
            only.push_str(" AND ");
            only.push_str(&Scope::region(region).inside("county", &mut args));
        }
        if let Some(before) = filter.before {
            only.push_str(&format!(" AND seq < {}", mark(&mut args, before)));
        }
        if let Some(from) = filter.from {
            only.push_str(&format!(" AND at >= {}", mark(&mut args, from)));
        }
        if let Some(to) = filter.to {
            only.push_str(&format!(" AND at < {}", mark(&mut args, to)));
        }
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT seq, at, account, action, county, object, leaf FROM audit_leaf WHERE {only} ORDER BY seq DESC {page}"
        );
        self.list(&sql, &args, entry)
    }

    /// An entry in the scope.
    pub fn audit_entry(&mut self, scope: &Scope, seq: i64) -> Result<Option<AuditRow>, Broken> {
        let mut args = Vec::from(args![seq]);
        let inside = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT seq, at, account, action, county, object, leaf FROM audit_leaf WHERE seq = ?1 AND {inside}"
        );
        self.one(&sql, &args, entry)
    }

    /// The entries on regions in the scope, the latest first; only those of an account or an action (or a noun, `account.`) where given.
    /// Entries on the site as a whole are seen from the system's scope only.
    pub fn audit(
        &mut self,
        scope: &Scope,
        account: Option<&str>,
        action: Option<&str>,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<AuditRow>, Broken> {
        let mut args: Vec<Value> = Vec::new();
        let mut only = scope.inside("county", &mut args);
        if let Some(account) = account {
            only.push_str(&format!(" AND account = {}", mark(&mut args, account)));
        }
        if let Some(action) = action {
            let (from, to) = (mark(&mut args, action), mark(&mut args, format!("{action}\u{10FFFF}")));
            only.push_str(&format!(" AND action >= {from} AND action < {to}"));
        }
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT seq, at, account, action, county, object, leaf FROM audit_leaf WHERE {only} ORDER BY seq DESC {page}"
        );
        self.list(&sql, &args, entry)
    }

    /// The head of the log.
    pub fn audit_head(&mut self) -> Result<AuditHead, Broken> {
        let row = self.one("SELECT algorithm, size, root FROM audit_head WHERE id = 1", &[], head)?;
        row.ok_or_else(|| Fault::Data("the audit log has no head".to_owned()).into())
    }

    /// The signed checkpoints, the latest first.
    pub fn checkpoints(&mut self, limit: i64) -> Result<Vec<Checkpoint>, Broken> {
        let sql = "SELECT size, at, note FROM audit_checkpoint ORDER BY size DESC LIMIT ?1";
        self.list(sql, &args![limit.clamp(0, 10_000)], checkpoint)
    }

    /// Entries from a number on, in order, for an export.
    pub fn audit_from(&mut self, seq: i64, limit: i64) -> Result<Vec<AuditRow>, Broken> {
        let sql = "SELECT seq, at, account, action, county, object, leaf FROM audit_leaf WHERE seq >= ?1 ORDER BY seq LIMIT ?2";
        self.list(sql, &args![seq, limit.clamp(0, 10_000)], entry)
    }

    /// Proves that an entry is in the log of the first `size` entries (of all, for `None`).
    pub fn prove_inclusion(&mut self, seq: i64, size: Option<i64>) -> Result<Option<Inclusion>, Broken> {
        let head = self.audit_head()?;
        let size = size.unwrap_or(head.size).min(head.size);
        self.with(|engine| {
            let algorithm = head.algorithm.parse().map_err(|()| Fault::Data("audit algorithm".to_owned()))?;
            inclusion(engine, algorithm, seq, size)
        })
    }

    /// Proves that the log of `size` entries (all, for `None`) continues that of `old_size`.
    pub fn prove_consistency(&mut self, old_size: i64, size: Option<i64>) -> Result<Option<Consistency>, Broken> {
        let head = self.audit_head()?;
        let size = size.unwrap_or(head.size).min(head.size);
        self.with(|engine| {
            let algorithm = head.algorithm.parse().map_err(|()| Fault::Data("audit algorithm".to_owned()))?;
            consistency(engine, algorithm, old_size, size)
        })
    }
}

impl Reader<'_> {
    /// Writes the log as lines of JSON for whoever verifies it elsewhere: the head, the entries, the checkpoints, all of one state.
    pub fn export_log(&mut self, out: &mut dyn std::io::Write) -> Result<(), Broken> {
        let mut line = |value: serde_json::Value| writeln!(out, "{value}").map_err(|e| Fault::Io(e.to_string()));
        self.with(|engine| {
            engine.begin_reading()?;
            let row = engine.row("SELECT algorithm, size, root FROM audit_head WHERE id = 1", &[])?;
            let head = head(row.ok_or_else(|| Fault::Data("the audit log has no head".to_owned()))?)?;
            let (algorithm, size, root) = (head.algorithm, head.size, head.root);
            line(json!({"head": {"format": 1, "algorithm": algorithm, "size": size, "root": root}}))?;
            engine.each("SELECT seq, leaf FROM audit_leaf ORDER BY seq", &mut |row| {
                let mut c = row.cells();
                line(json!({"entry": {"seq": c.int()?, "leaf": c.text()?}}))
            })?;
            engine.each("SELECT size, note FROM audit_checkpoint ORDER BY size", &mut |row| {
                let mut c = row.cells();
                line(json!({"checkpoint": {"size": c.int()?, "note": c.text()?}}))
            })?;
            engine.plain("COMMIT")
        })
    }
}
