//! Every write command on PostgreSQL, its connection cut at every exchange with the database.
//!
//! The store runs in this program and reaches the database through `proxy`. At each exchange of each command in turn the question is lost, torn,
//! or carried out without its answer coming back. Then: an answer stands for what is there; all rows are those before or those after the
//! command; the store mends itself without being opened anew; the same command with the same key gets the first answer and is there once; the
//! log is verified by the separate reader. A program that is killed looks to the database like a question lost.

use crate::common::{T0, database};
use crate::drive::{Act, acts, copy, masked, prepare_at};
use crate::proxy::{CUTS, Cut, Proxy};
use crate::tamper::Random;
use postgres::{Client, NoTls};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::{Failed, Place, SettingCommand, Stamp, Store};

/// Points tried at the same time: most of one is waiting for the store to try again.
const WORKERS: usize = 8;

/// The value of a word of a connection string.
fn word<'a>(url: &'a str, name: &str) -> &'a str {
    url.split(' ').find_map(|w| w.strip_prefix(name)?.strip_prefix('=')).unwrap()
}

/// All rows, as they are kept, identifiers by their kind only.
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

fn verified(store: &Store) {
    let mut lines = Vec::new();
    store.read().unwrap().export_log(&mut lines).unwrap();
    let log = audit::read_lines(lines.as_slice()).unwrap();
    assert_eq!(audit::verify(&log, &audit::unhex(&store.public_key()).unwrap(), &[]).problems, []);
}

fn act(store: &Store, folder: &Path, name: &str) -> Result<Value, Failed> {
    let (_, act) = acts(folder).into_iter().find(|(n, _)| *n == name).unwrap();
    match act {
        Act::Write(command) => store.write(Stamp::system(T0, "drive"), *command).map(|a| json!(a)),
        Act::Together(list) => store.write_together(crate::drive::stamped(list)).map(|a| json!(a)),
        Act::Quiet(quiet) => store.note(quiet).map(|a| json!(a)),
        Act::Checkpoint => store.checkpoint(T0 + 1).map(|c| json!(c.note)),
    }
}

/// A prepared site in a database from which others are made.
struct Base {
    keep: tempfile::TempDir,
    url: String,
    made: AtomicUsize,
}

/// What came of the points of a sweep.
#[derive(Default)]
struct Found {
    counts: BTreeMap<(Cut, &'static str), usize>,
    mended: Vec<Duration>,
}

/// A copy of the site, dropped with its database.
struct Copy<'a> {
    base: &'a Base,
    folder: PathBuf,
    name: String,
    url: String,
}

impl Base {
    fn new() -> Option<Base> {
        let url = database()?;
        let keep = tempfile::tempdir().unwrap();
        let folder = keep.path().join("base");
        prepare_at(&Place::postgres(&folder, url.clone()), &folder);
        Some(Base { keep, url, made: AtomicUsize::new(0) })
    }

    fn admin(&self) -> Client {
        let url = self.url.replace(&format!("dbname={}", word(&self.url, "dbname")), "dbname=postgres");
        Client::connect(&url, NoTls).unwrap()
    }

    fn copy(&self) -> Copy<'_> {
        let from = word(&self.url, "dbname");
        let name = format!("{from}_{}", self.made.fetch_add(1, Ordering::SeqCst));
        let folder = self.keep.path().join(&name);
        copy(&self.keep.path().join("base"), &folder);
        let make = format!("CREATE DATABASE {name} TEMPLATE {from}");
        // the last connection to the one it is made from may not be quite gone
        let made = (0..200).any(|_| {
            let made = self.admin().batch_execute(&make).is_ok();
            if !made {
                std::thread::sleep(Duration::from_millis(50));
            }
            made
        });
        assert!(made, "{make}");
        let url = self.url.replace(&format!("dbname={from}"), &format!("dbname={name}"));
        Copy { base: self, folder, name, url }
    }

    fn names(&self) -> Vec<&'static str> {
        acts(&self.keep.path().join("base")).into_iter().map(|(n, _)| n).collect()
    }

    /// The rows after a command without any fault, and how many exchanges it takes.
    fn after(&self, name: &str) -> (String, usize) {
        let copy = self.copy();
        let proxy = Proxy::to(word(&self.url, "host"));
        let store = copy.open(&proxy);
        proxy.arm(Cut::QuestionLost, usize::MAX >> 1);
        act(&store, &copy.folder, name).unwrap();
        (rows(&copy.url), usize::try_from(proxy.seen()).unwrap())
    }

    /// One command with one cut; false when it did not come about.
    fn point(&self, name: &str, before: &str, after: &str, cut: Cut, nth: usize, found: &Mutex<Found>) -> bool {
        let copy = self.copy();
        let proxy = Proxy::to(word(&self.url, "host"));
        let store = copy.open(&proxy);
        proxy.arm(cut, nth);
        let first = act(&store, &copy.folder, name);
        if !proxy.disarm() {
            return false;
        }
        let at = format!("{name}, exchange {nth}, {cut:?}: {first:?}");
        assert!(matches!(first, Ok(_) | Err(Failed::Unknown)), "{at}");
        let cut_at = Instant::now();
        if first.is_err() {
            // nothing is answered until it has been seen to write again
            let second = store.write(Stamp::system(T0, "second"), SettingCommand::Remove { name: "-".into() });
            assert!(matches!(second, Err(Failed::ReadOnly(_))), "{at}: then {second:?}");
        }
        let rows_now = rows(&copy.url);
        assert!(rows_now == before || rows_now == after, "half a transaction: {at}");
        assert!(first.is_err() || rows_now == after, "an answer without its effect: {at}");
        while store.health().read_only.is_some() {
            assert!(cut_at.elapsed() < Duration::from_secs(30), "does not mend itself: {at}: {:?}", store.health());
            std::thread::sleep(Duration::from_millis(10));
        }
        let took = cut_at.elapsed();
        let quiet = name.starts_with("quiet");
        if !quiet || rows_now == before {
            let again = act(&store, &copy.folder, name);
            let Ok(again) = again else { panic!("{at}: then {again:?}") };
            assert!(quiet || first.as_ref().map_or(true, |f| *f == again), "another answer: {at}: then {again}");
        }
        assert!(rows(&copy.url) == after, "after doing it again: {at}");
        verified(&store);
        let kind = match (&first, rows_now == before) {
            (Ok(_), _) => "answered, and there",
            (Err(_), true) => "not answered, not there",
            (Err(_), false) => "not answered, but there",
        };
        let mut found = found.lock().unwrap();
        *found.counts.entry((cut, kind)).or_insert(0) += 1;
        found.mended.push(took);
        true
    }

    /// Tries points side by side; how many came about.
    fn points(&self, points: &[(&'static str, Cut, usize)], found: &Mutex<Found>) -> usize {
        let before = rows(&self.url);
        let mut ends: BTreeMap<&str, (String, usize)> = BTreeMap::new();
        for (name, ..) in points {
            ends.entry(name).or_insert_with(|| self.after(name));
        }
        let (next, hits) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| {
                    while let Some((name, cut, nth)) = points.get(next.fetch_add(1, Ordering::SeqCst)) {
                        let hit = self.point(name, &before, &ends[name].0, *cut, *nth, found);
                        hits.fetch_add(usize::from(hit), Ordering::SeqCst);
                    }
                });
            }
        });
        hits.into_inner()
    }
}

impl Copy<'_> {
    fn open(&self, proxy: &Proxy) -> Store {
        let host = word(&self.url, "host").to_owned();
        let url = self.url.replace(&format!("host={host}"), &format!("host={}", proxy.host()));
        Store::open(&Place::postgres(&self.folder, url)).unwrap()
    }
}

impl Drop for Copy<'_> {
    fn drop(&mut self) {
        let _ = self.base.admin().batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn told(total: usize, found: Found) {
    let mut mended = found.mended;
    mended.sort();
    println!("{total} cuts on PostgreSQL: {:?}; writing again at the latest {:?} after", found.counts, mended.last());
}

#[test]
fn a_sample_of_cut_exchanges_leaves_no_command_half_done() {
    let Some(base) = Base::new() else { return };
    let (names, mut random, found) = (base.names(), Random(9), Mutex::default());
    let mut points = Vec::new();
    for _ in 0..6 {
        let name = names[random.below(names.len())];
        let (_, many) = base.after(name);
        assert!(many >= 5, "{name}: {many} exchanges");
        // the last is the commit
        points.push((name, Cut::AnswerLost, many - 1));
        points.push((name, CUTS[random.below(3)], random.below(many)));
    }
    let hits = base.points(&points, &found);
    let found = found.into_inner().unwrap();
    assert_eq!(hits, points.len());
    assert!(found.counts.get(&(Cut::AnswerLost, "not answered, but there")).is_some_and(|n| *n >= 6));
    told(hits, found);
}

#[test]
#[ignore = "long: part of make proof"]
fn every_cut_exchange_leaves_no_command_half_done() {
    let Some(base) = Base::new() else { return };
    let found = Mutex::default();
    let mut points = Vec::new();
    for name in base.names() {
        let (_, many) = base.after(name);
        points.extend((0..many).flat_map(|nth| CUTS.map(|cut| (name, cut, nth))));
    }
    let hits = base.points(&points, &found);
    assert_eq!(hits, points.len());
    println!("{} writes", base.names().len());
    told(hits, found.into_inner().unwrap());
}

/// The database stays away for a while: reading and writing come back by themselves, and what was asked meanwhile was refused in words.
#[test]
fn a_database_that_stays_away_is_found_again() {
    let Some(base) = Base::new() else { return };
    let (copy, proxy) = (base.copy(), Proxy::to(word(&base.url, "host")));
    let store = copy.open(&proxy);
    proxy.arm(Cut::QuestionLost, 0);
    proxy.bar(true);
    let put = |name: &str| SettingCommand::Put { name: name.into(), value: 1.into() };
    assert_eq!(store.write(Stamp::system(T0, "a"), put("a")), Err(Failed::Unknown));
    let away = Instant::now();
    while away.elapsed() < Duration::from_millis(2500) {
        assert!(matches!(store.write(Stamp::system(T0, "a"), put("a")), Err(Failed::ReadOnly(_))));
        std::thread::sleep(Duration::from_millis(50));
    }
    proxy.bar(false);
    while store.health().read_only.is_some() {
        assert!(away.elapsed() < Duration::from_secs(15), "{:?}", store.health());
        std::thread::sleep(Duration::from_millis(10));
    }
    store.write(Stamp::system(T0, "a"), put("a")).unwrap();
    assert!(store.read().unwrap().setting("a").unwrap().is_some());
    verified(&store);
}
