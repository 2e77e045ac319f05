//! Every write command on PostgreSQL, killed or cut off at every message to the database.
//!
//! As `drive`, with the calls that matter here: the program is killed at the Nth message it sends, or the message does not arrive (the connection
//! is reset). Afterwards every row is compared by plain SQL with the state before and the state after, the log is verified by the separate
//! reader, and the same command with the same key must give the answer. A disk of the database that fails is PostgreSQL's own to survive.

use crate::common::database;
use crate::drive::{acts, copy, masked, prepare_at, run_child};
use crate::tamper::Random;
use postgres::{Client, NoTls};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use store::{Place, Store};

const FAULTS: [&str; 2] = ["signal=SIGKILL", "error=ECONNRESET"];

struct Sweep {
    keep: tempfile::TempDir,
    /// The database prepared, and one for trials made from it each time.
    base: String,
    admin: Client,
    /// Messages it takes to open the site.
    opening: usize,
    counts: BTreeMap<(&'static str, &'static str), usize>,
}

fn name_of(url: &str) -> &str {
    url.rsplit("dbname=").next().unwrap()
}

fn rows(url: &str) -> String {
    let mut client = Client::connect(url, NoTls).unwrap();
    let tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() \
                  AND table_name <> 'probe' ORDER BY table_name";
    let mut out = String::new();
    for table in client.query(tables, &[]).unwrap() {
        let table: String = table.get(0);
        let found = client.query(&format!("SELECT CAST(t AS TEXT) FROM {table} t"), &[]).unwrap();
        let mut lines: Vec<String> = found.iter().map(|r| masked(&r.get::<_, String>(0))).collect();
        lines.sort();
        let _ = writeln!(out, "{table}\n{}", lines.join("\n"));
    }
    out
}

fn verified(folder: &Path, url: &str) {
    let store = Store::open(&Place::postgres(folder, url)).unwrap();
    let mut lines = Vec::new();
    store.read().unwrap().export_log(&mut lines).unwrap();
    let log = audit::read_lines(lines.as_slice()).unwrap();
    assert_eq!(audit::verify(&log, &audit::unhex(&store.public_key()).unwrap(), &[]).problems, []);
}

impl Sweep {
    fn new() -> Option<Sweep> {
        if !Process::new("strace").args(["-f", "-o", "/dev/null", "true"]).output().is_ok_and(|o| o.status.success()) {
            eprintln!("skipped: strace is not installed or may not trace");
            return None;
        }
        let base = database()?;
        let keep = tempfile::tempdir().unwrap();
        let folder = keep.path().join("base");
        prepare_at(&Place::postgres(&folder, base.clone()), &folder);
        let admin = base.replace(&format!("dbname={}", name_of(&base)), "dbname=postgres");
        let admin = Client::connect(&admin, NoTls).unwrap();
        let mut sweep = Sweep { keep, base, admin, opening: 0, counts: BTreeMap::new() };
        let (folder, url) = sweep.fresh("opening");
        let log = folder.with_extension("strace");
        let (said, _) = run_child("drive::child", &folder, &format!("\n{url}"), Some("sendto:delay_enter=0:when=1+"));
        assert_eq!(said.as_deref(), Some("OPEN"));
        sweep.opening = std::fs::read_to_string(log).unwrap().lines().filter(|l| l.contains("sendto(")).count();
        Some(sweep)
    }

    /// The prepared site again, in a database of its own.
    fn fresh(&mut self, name: &str) -> (PathBuf, String) {
        let folder = self.keep.path().join(name);
        copy(&self.keep.path().join("base"), &folder);
        let base = name_of(&self.base).to_owned();
        let trial = format!("{base}_{name}");
        self.admin.batch_execute(&format!("DROP DATABASE IF EXISTS {trial} WITH (FORCE)")).unwrap();
        let make = format!("CREATE DATABASE {trial} TEMPLATE {base}");
        // a connection of the one before may not be quite gone
        for _ in 0..100 {
            if self.admin.batch_execute(&make).is_ok() {
                return (folder, self.base.replace(&format!("dbname={base}"), &format!("dbname={trial}")));
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("no database {trial}");
    }

    fn after(&mut self, name: &str) -> String {
        let (folder, url) = self.fresh("done");
        let (said, _) = run_child("drive::child", &folder, &format!("{name}\n{url}"), None);
        assert!(said.as_deref().is_some_and(|s| s.starts_with("ACK")), "{name}: {said:?}");
        rows(&url)
    }

    /// One run with a fault at the Nth message after opening; false when there is no such message any more.
    fn point(&mut self, name: &str, after: &str, fault: &'static str, nth: usize) -> bool {
        let before = rows(&self.base.clone());
        let (folder, url) = self.fresh("here");
        let act = format!("{name}\n{url}");
        let when = self.opening + nth;
        let (said, hit) = run_child("drive::child", &folder, &act, Some(&format!("sendto:{fault}:when={when}")));
        if !hit {
            return false;
        }
        let at = format!("{name}, message {nth}, {fault}: {said:?}");
        let acked = said.as_deref().and_then(|s| s.strip_prefix("ACK ")).map(str::to_owned);
        assert!(!said.as_deref().is_some_and(|s| s.starts_with("WRONG") || s.starts_with("REFUSED")), "{at}");
        let found = rows(&url);
        assert!(found == before || found == after, "half a transaction: {at}");
        assert!(acked.is_none() || found == after, "an answer without its effect: {at}");
        let kind = match (&acked, found == before) {
            (Some(_), _) => "answered and there",
            (None, true) => "not answered, not there",
            (None, false) => "not answered, but there",
        };
        *self.counts.entry((fault, kind)).or_insert(0) += 1;
        let (again, _) = run_child("drive::child", &folder, &act, None);
        let again = again.unwrap_or_default();
        if !name.starts_with("quiet") || found == before {
            assert!(again.starts_with("ACK "), "{at}: then {again}");
        }
        assert_eq!(rows(&url), after, "after doing it again: {at}");
        verified(&folder, &url);
        true
    }
}

#[test]
fn a_sample_of_cut_messages_leaves_no_command_half_done() {
    let Some(mut sweep) = Sweep::new() else { return };
    let names: Vec<&str> = acts(&sweep.keep.path().join("base")).into_iter().map(|(n, _)| n).collect();
    let mut random = Random(9);
    let mut hits = 0;
    for _ in 0..6 {
        let name = names[random.below(names.len())];
        let after = sweep.after(name);
        let (fault, nth) = (FAULTS[random.below(2)], 1 + random.below(12));
        hits += usize::from(sweep.point(name, &after, fault, nth));
    }
    println!("{hits} faults: {:?}", sweep.counts);
    assert!(hits >= 3, "{hits}");
}

#[test]
#[ignore = "long: part of make proof"]
fn every_cut_message_leaves_no_command_half_done() {
    let Some(mut sweep) = Sweep::new() else { return };
    let part = std::env::var("JUNHENG_PART").ok();
    let numbers =
        part.as_deref().and_then(|p| p.split_once('/')).map(|(k, n)| (k.parse().unwrap(), n.parse().unwrap()));
    let (part, parts): (usize, usize) = numbers.unwrap_or((0, 1));
    let mut total = 0;
    for (name, _) in acts(&sweep.keep.path().join("base")).into_iter().skip(part).step_by(parts) {
        let after = sweep.after(name);
        for fault in FAULTS {
            let mut nth = 1;
            while sweep.point(name, &after, fault, nth) {
                (nth, total) = (nth + 1, total + 1);
            }
        }
        println!("{name}: {total} so far");
    }
    println!("{total} faults on PostgreSQL: {:?}", sweep.counts);
}
