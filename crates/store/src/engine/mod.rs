//! The one small layer over the two database engines (数据库引擎): SQL once, with `?1` placeholders.

mod fault;
mod postgres;
mod sqlite;
mod tls;
mod value;

pub(crate) use fault::Fault;
pub(crate) use postgres::Pg;
pub(crate) use sqlite::Lite;
pub(crate) use value::{Cells, Row, Value};

/// The arguments of a statement.
macro_rules! args {
    ($($value:expr),* $(,)?) => { [ $( $crate::engine::Value::from($value) ),* ] };
}
pub(crate) use args;

/// One connection to a database.
pub(crate) enum Engine {
    /// SQLite.
    Sqlite(Lite),
    /// PostgreSQL (boxed: it is large).
    Postgres(Box<Pg>),
}

impl Engine {
    /// Runs a statement; the number of rows it changed.
    pub(crate) fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        match self {
            Engine::Sqlite(lite) => lite.run(sql, args),
            Engine::Postgres(pg) => pg.run(sql, args),
        }
    }

    /// Runs a query; all its rows.
    pub(crate) fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        match self {
            Engine::Sqlite(lite) => lite.rows(sql, args),
            Engine::Postgres(pg) => pg.rows(sql, args),
        }
    }

    /// Runs a query without arguments and gives each row to `take` as it comes.
    pub(crate) fn each(&mut self, sql: &str, take: &mut dyn FnMut(Row) -> Result<(), Fault>) -> Result<(), Fault> {
        match self {
            Engine::Sqlite(lite) => lite.each(sql, take),
            Engine::Postgres(pg) => pg.each(sql, take),
        }
    }

    /// The columns of a table, in order.
    pub(crate) fn columns(&mut self, table: &str) -> Result<Vec<String>, Fault> {
        let sql = match self {
            Engine::Sqlite(_) => "SELECT name FROM pragma_table_info(?1) ORDER BY cid",
            Engine::Postgres(_) => {
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = CAST(?1 AS TEXT) ORDER BY ordinal_position"
            }
        };
        self.rows(sql, &args![table])?.into_iter().map(|row| row.cells().text()).collect()
    }

    /// Runs a query; its first row.
    pub(crate) fn row(&mut self, sql: &str, args: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.rows(sql, args)?.into_iter().next())
    }

    /// Runs a query that gives one whole number, such as a count.
    pub(crate) fn number(&mut self, sql: &str, args: &[Value]) -> Result<i64, Fault> {
        match self.row(sql, args)? {
            Some(row) => row.cells().int(),
            None => Err(Fault::Data("no row".to_owned())),
        }
    }

    /// Runs a statement that takes no arguments and may not be prepared.
    pub(crate) fn plain(&mut self, sql: &str) -> Result<(), Fault> {
        match self {
            Engine::Sqlite(lite) => lite.plain(sql),
            Engine::Postgres(pg) => pg.plain(sql),
        }
    }

    /// Starts a transaction that will write.
    pub(crate) fn begin(&mut self) -> Result<(), Fault> {
        match self {
            Engine::Sqlite(lite) => lite.plain("BEGIN IMMEDIATE"),
            Engine::Postgres(pg) => pg.plain("BEGIN"),
        }
    }

    /// Starts a transaction in which every query sees the same state and nothing is written.
    pub(crate) fn begin_reading(&mut self) -> Result<(), Fault> {
        match self {
            Engine::Sqlite(lite) => lite.plain("BEGIN DEFERRED"),
            Engine::Postgres(pg) => pg.plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        }
    }

    /// True on PostgreSQL.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Engine::Postgres(_))
    }

    /// A statement of the schema in the words of this engine: `BIGINT`, `BLOB` and `TEXT` are written as for SQLite's
    /// strict tables or for PostgreSQL with byte order.
    pub(crate) fn schema_words(&self, sql: &str) -> String {
        let swap = |word: &str| -> Option<&'static str> {
            match (self, word) {
                (Engine::Sqlite(_), "BIGINT") => Some("INTEGER"),
                (Engine::Postgres(_), "BLOB") => Some("BYTEA"),
                (Engine::Postgres(_), "TEXT") => Some("TEXT COLLATE \"C\""),
                _ => None,
            }
        };
        let mut out = String::with_capacity(sql.len() + 64);
        for piece in sql.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(piece.len());
            let (word, rest) = piece.split_at(end);
            out.push_str(swap(word).unwrap_or(word));
            out.push_str(rest);
        }
        if matches!(self, Engine::Sqlite(_)) && sql.trim_start().starts_with("CREATE TABLE") {
            out.push_str(" STRICT");
        }
        out
    }
}
