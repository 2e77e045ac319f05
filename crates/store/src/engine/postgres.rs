//! PostgreSQL 15 or later, shared by several server processes.

use super::{Fault, Row, Value};
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Statement};
use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

/// The oldest PostgreSQL that is supported.
const OLDEST: i64 = 150_000;
/// Statements kept prepared per connection.
const KEPT: usize = 400;

/// A connection to PostgreSQL with its prepared statements.
pub(crate) struct Pg {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl Pg {
    /// Connects. The settings on which durability rests are read back.
    pub(crate) fn open(url: &str) -> Result<Pg, Fault> {
        let client = super::tls::connect(url, |config| {
            config.application_name("junheng").connect_timeout(Duration::from_secs(10)).keepalives(true);
        })?;
        let mut pg = Pg { client, prepared: HashMap::new() };
        pg.plain("SET statement_timeout = '60s'; SET lock_timeout = '30s'; SET client_min_messages = 'warning'; SET synchronous_commit = 'on'")?;
        for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
            let row = pg.client.query_one(&format!("SHOW {setting}"), &[])?;
            let value: String = row.try_get(0)?;
            if !["on", "remote_apply"].contains(&value.as_str()) {
                return Err(Fault::Io(format!("{setting} is {value}: commits would not be safe")));
            }
        }
        let row = pg.client.query_one("SHOW server_version_num", &[])?;
        let version: String = row.try_get(0)?;
        if version.parse::<i64>().map_or(true, |v| v < OLDEST) {
            return Err(Fault::Io(format!("PostgreSQL {version} is too old: 15 or later is needed")));
        }
        Ok(pg)
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, Fault> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&sql.replace('?', "$"))?;
        if self.prepared.len() >= KEPT {
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(crate) fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        let statement = self.statement(sql)?;
        let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &args)?)
    }

    pub(crate) fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        let statement = self.statement(sql)?;
        let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &args)?;
        rows.into_iter().map(cells).collect()
    }

    /// Gives each row of a query to `take` as it comes.
    pub(crate) fn each(&mut self, sql: &str, take: &mut dyn FnMut(Row) -> Result<(), Fault>) -> Result<(), Fault> {
        let statement = self.statement(sql)?;
        let none: [&(dyn ToSql + Sync); 0] = [];
        let mut rows = self.client.query_raw(&statement, none)?;
        while let Some(row) = rows.next()? {
            take(cells(row)?)?;
        }
        Ok(())
    }

    pub(crate) fn plain(&mut self, sql: &str) -> Result<(), Fault> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// True when the connection is known to be lost.
    pub(crate) fn lost(&self) -> bool {
        self.client.is_closed()
    }
}

fn cells(row: postgres::Row) -> Result<Row, Fault> {
    let cells: Result<Vec<Value>, postgres::Error> = (0..row.len()).map(|i| row.try_get(i)).collect();
    Ok(Row(cells?))
}

type Fail = Box<dyn Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Fail> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(i) if *ty == Type::INT4 => i32::try_from(*i)?.to_sql(ty, out),
            Value::Int(i) if *ty == Type::INT8 => i.to_sql(ty, out),
            Value::Text(s) if matches!(*ty, Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN) => {
                s.as_str().to_sql(ty, out)
            }
            Value::Blob(b) if *ty == Type::BYTEA => b.as_slice().to_sql(ty, out),
            other => Err(format!("{other:?} where {ty} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Value, Fail> {
        Ok(match *ty {
            Type::INT2 => Value::Int(i64::from(i16::from_sql(ty, raw)?)),
            Type::INT4 => Value::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::BOOL => Value::Int(i64::from(bool::from_sql(ty, raw)?)),
            Type::BYTEA => Value::Blob(<&[u8]>::from_sql(ty, raw)?.to_vec()),
            _ => Value::Text(<&str>::from_sql(ty, raw)?.to_owned()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Value, Fail> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT2 | Type::INT4 | Type::INT8 | Type::BOOL | Type::BYTEA | Type::TEXT | Type::VARCHAR | Type::NAME
        )
    }
}
