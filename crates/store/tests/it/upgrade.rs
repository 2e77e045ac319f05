//! Sites of every released schema come to the newest with all their rows, whatever stops the upgrade on its way.
//!
//! `tests/fixtures/schema-N.tar.gz` holds a site (`data/`) and its backup (`backup/`), made by the program that released schema N and never
//! made again.

use crate::common::{Site, T0, places};
use crate::drive::{Act, acts, copy, prepare, run_child, verified};
use rusqlite::types::ValueRef;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use store::{Place, SCHEMA, SettingCommand, Stamp, Store, restore};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The schemas there are sites of: those released.
fn schemas() -> Vec<i64> {
    let there = |n: &i64| fixtures().join(format!("schema-{n}.tar.gz")).exists();
    let all: Vec<i64> = (1..=SCHEMA).filter(there).collect();
    assert!(all.contains(&1), "{all:?}");
    all
}

/// Unpacks the site of a schema.
fn unpacked(schema: i64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let packed = fixtures().join(format!("schema-{schema}.tar.gz"));
    let tar = Process::new("tar").arg("-xzf").arg(&packed).arg("-C").arg(folder.path()).status().unwrap();
    assert!(tar.success(), "{}", packed.display());
    folder
}

/// The columns and rows of every table, as text. With `only`, no other tables and columns than those.
type Tables = BTreeMap<String, (Vec<String>, Vec<String>)>;

fn tables(folder: &Path, only: Option<&Tables>) -> Tables {
    let connection = rusqlite::Connection::open(folder.join("junheng.db")).unwrap();
    let fine: String = connection.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(fine, "ok");
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let all = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('probe', 'schema_version')";
    let names = only.map_or_else(|| texts(all), |o| o.keys().cloned().collect());
    let read = |name: String| {
        let every = || texts(&format!("SELECT name FROM pragma_table_info('{name}') ORDER BY cid"));
        let columns = only.map_or_else(every, |o| o[&name].0.clone());
        let mut statement = connection.prepare(&format!("SELECT {} FROM {name}", columns.join(", "))).unwrap();
        let row = |r: &rusqlite::Row<'_>| {
            let cell = |i| match r.get_ref(i).unwrap() {
                ValueRef::Blob(b) => audit::hex(b),
                ValueRef::Integer(n) => n.to_string(),
                ValueRef::Null => "NULL".to_owned(),
                other => format!("{:?}", other.as_str().unwrap()),
            };
            Ok((0..columns.len()).map(cell).collect::<Vec<_>>().join("|"))
        };
        let mut rows: Vec<String> = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
        rows.sort();
        (name, (columns, rows))
    };
    names.into_iter().map(read).collect()
}

/// What makes the schema: every statement, as SQLite keeps it.
fn schema(folder: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(folder.join("junheng.db")).unwrap();
    let sql =
        "SELECT type || ' ' || name || ' ' || tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";
    let mut statement = connection.prepare(sql).unwrap();
    let objects: Vec<String> = statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    let columns =
        tables(folder, None).into_iter().map(|(name, (columns, _))| format!("{name}: {}", columns.join(", ")));
    objects.into_iter().chain(columns).collect()
}

/// Makes the fixture of the newest schema; done once for each, by the program that releases it.
#[test]
#[ignore = "once for each schema: JUNHENG_BLESS=1"]
fn make_the_fixture() {
    let target = fixtures().join(format!("schema-{SCHEMA}.tar.gz"));
    if target.exists() || std::env::var("JUNHENG_BLESS").is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    prepare(&data);
    let store = Store::open(&Place::folder(&data)).unwrap();
    // rows of every kind; a command that an earlier one has made impossible is refused, and that is fine
    let mut done = 0;
    for (name, act) in acts(&data) {
        done += match act {
            Act::Write(command) => usize::from(store.write(Stamp::system(T0, name), *command).is_ok()),
            Act::Together(list) => usize::from(store.write_together(crate::drive::stamped(list)).is_ok()),
            Act::Quiet(quiet) => usize::from(store.note(quiet).is_ok()),
            Act::Checkpoint => usize::from(store.checkpoint(T0 + 1).is_ok()),
        };
    }
    assert!(done > 28, "{done}");
    store.files().keep("附件内容".as_bytes()).unwrap();
    store.backup(&folder.path().join("backup"), T0 + 2).unwrap();
    drop(store);
    for extra in ["junheng.db-wal", "junheng.db-shm", "ids.json"] {
        let _ = std::fs::remove_file(data.join(extra));
    }
    std::fs::create_dir_all(fixtures()).unwrap();
    let mut tar = Process::new("tar");
    tar.args(["--sort=name", "--owner=0", "--group=0", "--mtime=@0", "-czf"]).arg(&target).arg("-C").arg(folder.path());
    assert!(tar.args(["data", "backup"]).status().unwrap().success());
}

#[test]
fn a_site_of_every_schema_comes_to_the_newest_with_all_its_rows() {
    let keep = tempfile::tempdir().unwrap();
    let fresh = keep.path().join("fresh");
    drop(Site::new(Place::folder(&fresh), tempfile::tempdir().unwrap()));
    for number in schemas() {
        let folder = unpacked(number);
        let data = folder.path().join("data");
        let before = tables(&data, None);
        assert!(
            before.len() >= 23 && before.values().all(|(_, rows)| !rows.is_empty()),
            "schema {number}: a table without rows"
        );
        let store = Store::open(&Place::folder(&data)).unwrap();
        let backup = folder.path().join("again");
        let upgraded = store.backup(&backup, T0 + 3).unwrap();
        drop(store);
        assert_eq!(tables(&data, Some(&before)), before, "schema {number}: rows changed");
        assert_eq!(schema(&data), schema(&fresh), "schema {number}: not the schema of a new site");
        verified(&data);
        // and by way of its old backup, on either engine
        for (place, _folder) in places() {
            restore(&folder.path().join("backup"), &place).unwrap();
            let store = Store::open(&place).unwrap();
            let again = folder.path().join(format!("restored-{}", store.health().engine));
            let manifest = store.backup(&again, T0 + 3).unwrap();
            assert_eq!((&manifest.tables, manifest.schema), (&upgraded.tables, SCHEMA), "schema {number}");
            store.write(Stamp::system(T0, "goes on"), SettingCommand::Remove { name: "b".into() }).unwrap();
        }
    }
}

/// The child: opens a site, which upgrades it. It is no test of its own.
#[test]
#[ignore = "started by the sweep"]
fn child() {
    let Ok(folder) = std::env::var("JUNHENG_DRIVE") else { return };
    let said = match Store::open(&Place::folder(&folder)) {
        Ok(_) => "OPEN".to_owned(),
        Err(broken) => format!("CLOSED {broken}"),
    };
    println!("\nSAID {said}");
}

/// Kills the upgrade, or fails it, at a writing call; false when there is no such call any more.
fn point(number: i64, from: &Path, before: &Tables, call: &str, fault: &str, nth: usize) -> bool {
    let here = from.with_extension("here");
    copy(from, &here);
    let many = if fault.contains("ENOSPC") { "+" } else { "" };
    let (said, hit) = run_child("upgrade::child", &here, "", Some(&format!("{call}:{fault}:when={nth}{many}")));
    if !hit {
        return false;
    }
    let at = format!("schema {number}, {call} {nth}, {fault}: {said:?}");
    assert_eq!(tables(&here, Some(before)), *before, "{at}: rows changed");
    let (again, _) = run_child("upgrade::child", &here, "", None);
    assert_eq!(again.as_deref(), Some("OPEN"), "{at}");
    assert_eq!(tables(&here, Some(before)), *before, "{at}: rows changed by the next start");
    verified(&here);
    true
}

fn sweep(every: usize) -> usize {
    if !Process::new("strace").args(["-f", "-o", "/dev/null", "true"]).output().is_ok_and(|o| o.status.success()) {
        eprintln!("skipped: strace is not installed or may not trace");
        return 0;
    }
    let mut points = 0;
    for number in schemas() {
        let folder = unpacked(number);
        let data = folder.path().join("data");
        let before = tables(&data, None);
        for call in ["pwrite64", "fsync", "fdatasync", "ftruncate"] {
            for fault in ["signal=SIGKILL", "error=EIO", "error=ENOSPC"] {
                let mut nth = 1;
                while point(number, &data, &before, call, fault, nth) {
                    (nth, points) = (nth + every, points + 1);
                }
            }
        }
    }
    println!("{points} faults during upgrades to schema {SCHEMA}");
    points
}

#[test]
fn an_upgrade_killed_at_some_calls_goes_on() {
    sweep(7);
}

#[test]
#[ignore = "long: part of make proof"]
fn an_upgrade_killed_at_every_call_goes_on() {
    sweep(1);
}
