//! SQLite: one file, write-ahead log, every commit on the disk.

use super::{Fault, Row, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};
use std::path::Path;
use std::time::Duration;

/// Statements kept prepared per connection: what a page asks, it asks each time.
const PREPARED: usize = 200;

/// A connection to a SQLite file.
pub(crate) struct Lite {
    connection: Connection,
}

impl Lite {
    /// Opens the file for writing; makes it where `create` says so. The settings on which durability rests are read back.
    pub(crate) fn open(path: &Path, create: bool) -> Result<Lite, Fault> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(20))?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        let mut lite = Lite { connection };
        // an error while switching is raised only when the row is fetched, so it is fetched and compared
        lite.demand("PRAGMA journal_mode = WAL", "wal")?;
        lite.plain("PRAGMA synchronous = FULL")?;
        lite.demand_number("PRAGMA synchronous", 2)?;
        lite.plain("PRAGMA foreign_keys = ON")?;
        lite.demand_number("PRAGMA foreign_keys", 1)?;
        // errors of automatic checkpoints are swallowed by SQLite: the writer makes its own
        lite.plain("PRAGMA wal_autocheckpoint = 0")?;
        Ok(lite)
    }

    /// Opens the file for reading only.
    pub(crate) fn open_reading(path: &Path) -> Result<Lite, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(20))?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        let mut lite = Lite { connection };
        lite.plain("PRAGMA query_only = ON")?;
        lite.plain("PRAGMA wal_autocheckpoint = 0")?;
        lite.demand("PRAGMA journal_mode", "wal")?;
        Ok(lite)
    }

    fn demand(&mut self, sql: &str, wanted: &str) -> Result<(), Fault> {
        match self.rows(sql, &[])?.first() {
            Some(Row(cells)) if cells.first() == Some(&Value::Text(wanted.to_owned())) => Ok(()),
            other => Err(Fault::Io(format!("{sql} answers {other:?}, not {wanted}"))),
        }
    }

    fn demand_number(&mut self, sql: &str, wanted: i64) -> Result<(), Fault> {
        match self.rows(sql, &[])?.first() {
            Some(Row(cells)) if cells.first() == Some(&Value::Int(wanted)) => Ok(()),
            other => Err(Fault::Io(format!("{sql} answers {other:?}, not {wanted}"))),
        }
    }

    pub(crate) fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.execute(params_from_iter(args))? as u64)
    }

    pub(crate) fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let width = statement.column_count();
        let mut rows = statement.query(params_from_iter(args))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: Result<Vec<Value>, Fault> = (0..width).map(|i| cell(row.get_ref(i)?)).collect();
            out.push(Row(cells?));
        }
        Ok(out)
    }

    /// Gives each row of a query to `take` as it is read.
    pub(crate) fn each(&mut self, sql: &str, take: &mut dyn FnMut(Row) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut statement = self.connection.prepare(sql)?;
        let width = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let cells: Result<Vec<Value>, Fault> = (0..width).map(|i| cell(row.get_ref(i)?)).collect();
            take(Row(cells?))?;
        }
        Ok(())
    }

    pub(crate) fn plain(&mut self, sql: &str) -> Result<(), Fault> {
        Ok(self.connection.execute_batch(sql)?)
    }
}

fn cell(value: ValueRef<'_>) -> Result<Value, Fault> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(i) => Ok(Value::Int(i)),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::Text(text.to_owned())),
            Err(e) => Err(Fault::Data(e.to_string())),
        },
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        ValueRef::Real(_) => Err(Fault::Data("a fraction stands in the database".to_owned())),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(i) => ValueRef::Integer(*i),
            Value::Text(s) => ValueRef::Text(s.as_bytes()),
            Value::Blob(b) => ValueRef::Blob(b),
        }))
    }
}
