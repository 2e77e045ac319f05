//! Migrations (数据库结构升级): forward only, each in one transaction with the row that says it is done.
//!
//! Killed at any statement, a migration has either happened or not; the next start goes on from there.

mod administration;
mod library;
mod one;

use crate::engine::{Engine, Fault, args};
use model::Hash;

/// A step from one schema to the next.
struct Migration {
    number: i64,
    statements: &'static [&'static str],
}

/// All migrations, oldest first. A released one is never edited: its hash is kept in every database.
const ALL: &[Migration] = &[
    Migration { number: 1, statements: one::STATEMENTS },
    Migration { number: 2, statements: library::STATEMENTS },
    Migration { number: 3, statements: administration::STATEMENTS },
];

/// The schema this program works with.
pub const NEWEST: i64 = 3;

/// Why a database cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// Its schema is newer than the program.
    Newer(i64),
    /// A migration was done by other statements than this program's.
    Changed(i64),
    /// The database failed.
    Fault(Fault),
}

impl From<Fault> for Unfit {
    fn from(fault: Fault) -> Unfit {
        Unfit::Fault(fault)
    }
}

/// Brings the database to schema `upto`; the migrations done now. `before` is asked before each statement and may stop it:
/// tests stop it everywhere.
pub(crate) fn migrate(
    engine: &mut Engine,
    upto: i64,
    before: &mut dyn FnMut(&str) -> Result<(), Fault>,
) -> Result<Vec<i64>, Unfit> {
    let table = engine
        .schema_words("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT PRIMARY KEY, hash TEXT NOT NULL)");
    before(&table)?;
    // two processes may come first at once: the second finds the table there
    if let Err(fault) = engine.plain(&table)
        && engine.rows("SELECT number FROM schema_version", &[]).is_err()
    {
        return Err(fault.into());
    }
    let mut done = Vec::new();
    for migration in ALL.iter().filter(|m| m.number <= upto) {
        engine.begin()?;
        match step(engine, migration, before) {
            Ok(true) => {
                engine.plain("COMMIT")?;
                done.push(migration.number);
            }
            Ok(false) => engine.plain("ROLLBACK")?,
            Err(unfit) => {
                // the failure that brought us here is the one to report
                let _ = engine.plain("ROLLBACK");
                return Err(unfit);
            }
        }
    }
    let newest = engine.number("SELECT COALESCE(MAX(number), 0) FROM schema_version", &[])?;
    if newest > NEWEST { Err(Unfit::Newer(newest)) } else { Ok(done) }
}

fn step(
    engine: &mut Engine,
    migration: &Migration,
    before: &mut dyn FnMut(&str) -> Result<(), Fault>,
) -> Result<bool, Unfit> {
    if engine.is_postgres() {
        engine.plain("LOCK TABLE schema_version IN EXCLUSIVE MODE")?;
    }
    let hash = Hash::of(migration.statements.join(";\n").as_bytes());
    let found = engine.row("SELECT hash FROM schema_version WHERE number = ?1", &args![migration.number])?;
    if let Some(row) = found {
        return if row.cells().text()? == hash.0 { Ok(false) } else { Err(Unfit::Changed(migration.number)) };
    }
    for statement in migration.statements {
        let words = engine.schema_words(statement);
        before(&words)?;
        engine.plain(&words)?;
    }
    let done = "INSERT INTO schema_version (number, hash) VALUES (?1, ?2)";
    before(done)?;
    engine.run(done, &args![migration.number, &hash.0])?;
    before("COMMIT")?;
    Ok(true)
}

/// The tables of a schema with the columns of their primary keys, in the order in which they are made.
pub(crate) fn tables(schema: i64) -> Vec<(&'static str, String)> {
    let table = |sql: &'static str| {
        let rest = sql.strip_prefix("CREATE TABLE ")?;
        let (name, columns) = rest.split_once(" (")?;
        let key = match columns.split_once("PRIMARY KEY (") {
            Some((_, key)) => key.split(')').next()?.to_owned(),
            // the first column, where the table has no key of several
            None => columns.split(' ').next()?.to_owned(),
        };
        Some((name, key))
    };
    let made = ALL.iter().filter(|m| m.number <= schema).flat_map(|m| m.statements);
    made.filter_map(|s| table(s)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Lite;

    fn schema(engine: &mut Engine) -> Vec<String> {
        let sql = "SELECT COALESCE(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";
        engine.rows(sql, &[]).unwrap().into_iter().map(|r| r.cells().text().unwrap()).collect()
    }

    #[test]
    fn stopped_before_any_statement_it_goes_on_to_the_same_schema() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str| Engine::Sqlite(Lite::open(&folder.path().join(name), true).unwrap());
        let mut count = 0;
        let mut whole = open("whole");
        migrate(&mut whole, NEWEST, &mut |_| {
            count += 1;
            Ok(())
        })
        .unwrap();
        let wanted = schema(&mut whole);
        let stages: Vec<Vec<String>> = (1..=NEWEST)
            .map(|upto| {
                let mut engine = open(&format!("upto-{upto}"));
                migrate(&mut engine, upto, &mut |_| Ok(())).unwrap();
                schema(&mut engine)
            })
            .collect();
        assert!(count > 30 && wanted.len() > 30, "{count} {}", wanted.len());
        for stop in 0..count {
            let name = format!("stopped-{stop}");
            let mut seen = 0;
            let mut engine = open(&name);
            let out = migrate(&mut engine, NEWEST, &mut |_| {
                seen += 1;
                if seen > stop { Err(Fault::Io("stopped".to_owned())) } else { Ok(()) }
            });
            assert!(out.is_err());
            // half a migration is never seen
            let found = schema(&mut engine);
            assert!(found.len() <= 1 || stages.contains(&found), "{} after stop {stop}", found.len());
            drop(engine);
            let mut engine = open(&name);
            migrate(&mut engine, NEWEST, &mut |_| Ok(())).unwrap();
            assert_eq!(schema(&mut engine), wanted);
            assert_eq!(migrate(&mut engine, NEWEST, &mut |_| Ok(())).unwrap(), Vec::<i64>::new());
        }
    }

    #[test]
    fn every_table_has_its_key() {
        let tables = tables(NEWEST);
        assert_eq!(tables.len(), 29, "{tables:?}");
        assert!(tables.contains(&("dossier_change", "county, cycle, path, number".to_owned())));
        assert!(tables.contains(&("audit_leaf", "seq".to_owned())));
    }

    #[test]
    fn a_newer_or_another_schema_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = Engine::Sqlite(Lite::open(&folder.path().join("a"), true).unwrap());
        migrate(&mut engine, NEWEST, &mut |_| Ok(())).unwrap();
        engine.run("INSERT INTO schema_version (number, hash) VALUES (99, '')", &[]).unwrap();
        assert_eq!(migrate(&mut engine, NEWEST, &mut |_| Ok(())), Err(Unfit::Newer(99)));
        engine.run("DELETE FROM schema_version WHERE number = 99", &[]).unwrap();
        engine.run("UPDATE schema_version SET hash = 'x' WHERE number = 1", &[]).unwrap();
        assert_eq!(migrate(&mut engine, NEWEST, &mut |_| Ok(())), Err(Unfit::Changed(1)));
    }
}
