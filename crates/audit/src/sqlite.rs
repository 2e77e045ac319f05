//! A log out of the site's SQLite file (读取数据库), by plain SQL.

use crate::Unreadable;
use crate::log::{Columns, Entry, Head, Log, Node, Reply, Version};
use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;

/// Reads the log, and what must agree with it, in one state of the file. Writes nothing; the site may be running.
pub fn read_sqlite(path: &Path) -> Result<Log, Unreadable> {
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.busy_timeout(std::time::Duration::from_secs(20))?;
    let reading = connection.transaction()?;
    fn all<T>(
        connection: &Connection,
        sql: &str,
        make: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([], make)?;
        rows.collect()
    }
    let head = all(&reading, "SELECT algorithm, size, root FROM audit_head", |r| {
        Ok(Head { algorithm: r.get(0)?, size: r.get(1)?, root: r.get(2)? })
    })?;
    let entries =
        all(&reading, "SELECT seq, leaf, at, account, action, county, object FROM audit_leaf ORDER BY seq", |r| {
            let (at, account, action, county, object) = (r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?);
            let columns = Some(Columns { at, account, action, county, object });
            Ok(Entry { seq: r.get(0)?, leaf: r.get(1)?, columns })
        })?;
    let checkpoints =
        all(&reading, "SELECT size, note FROM audit_checkpoint ORDER BY size", |r| Ok((r.get(0)?, r.get(1)?)))?;
    let nodes = all(&reading, "SELECT level, place, hash FROM audit_node ORDER BY level, place", |r| {
        Ok(Node { level: r.get(0)?, place: r.get(1)?, hash: r.get(2)? })
    })?;
    let replies =
        all(&reading, "SELECT seq, account, request_key, body_hash, answer FROM request ORDER BY seq", |r| {
            Ok(Reply { seq: r.get(0)?, account: r.get(1)?, key: r.get(2)?, body: r.get(3)?, answer: r.get(4)? })
        })?;
    let mut versions = all(
        &reading,
        "SELECT county, cycle || '/' || number, hash, body FROM dossier_version ORDER BY county, cycle, number",
        |r| version("dossier.put", r),
    )?;
    versions.extend(all(
        &reading,
        "SELECT county, cycle || '/' || number, hash, programme FROM plan ORDER BY county, cycle, number",
        |r| version("plan.put", r),
    )?);
    let head = head.into_iter().next().ok_or(Unreadable::Missing("audit_head"))?;
    Ok(Log { head, entries, checkpoints, nodes: Some(nodes), replies: Some(replies), versions: Some(versions) })
}

fn version(action: &'static str, row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version { action, county: row.get(0)?, object: row.get(1)?, hash: row.get(2)?, body: row.get(3)? })
}
