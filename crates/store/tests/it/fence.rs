//! The fence: after a failure nothing is answered until writing works again.

use crate::common::{Site, T0, database};
use std::time::{Duration, Instant};
use store::{AccountCommand, Failed, Lock, Options, Place, SessionCommand, SettingCommand, Stamp, Store};

fn put(name: &str) -> SettingCommand {
    SettingCommand::Put { name: name.to_owned(), value: name.repeat(2000).into() }
}

#[test]
fn a_lost_connection_is_unknown_and_mends_itself() {
    let Some(url) = database() else { return };
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(Place::postgres(folder.path().join("data"), url.clone()), folder);
    let mut admin = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    let cut = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()";
    admin.query_one(cut, &[]).unwrap();
    let first = site.write("k", put("a"));
    assert_eq!(first, Err(Failed::Unknown));
    assert!(site.store.health().read_only.is_some());
    assert!(matches!(site.write("k", put("a")), Err(Failed::ReadOnly(_))));
    // it mends itself, and the same key gives the answer
    let started = Instant::now();
    while site.store.health().read_only.is_some() {
        assert!(started.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(50));
    }
    site.write("k", put("a")).unwrap();
    assert!(site.store.read().unwrap().setting("a").unwrap().is_some());
    assert_eq!(site.store.health().falls, 1);
}

/// Fills a small file system given by `JUNHENG_SMALL_DISK`, which the proof script mounts.
#[test]
#[ignore = "needs a small file system: part of make proof"]
fn a_full_disk_stops_answers_and_not_reading() {
    let Ok(disk) = std::env::var("JUNHENG_SMALL_DISK") else {
        eprintln!("skipped: JUNHENG_SMALL_DISK names no small file system");
        return;
    };
    let disk = std::path::PathBuf::from(disk);
    let store = Store::open(&Place::folder(disk.join("data"))).unwrap();
    let ballast = disk.join("ballast");
    let mut answered = Vec::new();
    for round in 0..5 {
        // as much of it as there is room for
        let _ = std::fs::write(&ballast, vec![0u8; 6 << 20]);
        let mut failed = None;
        for i in 0..100_000 {
            let key = format!("{round}/{i}");
            let asked = Instant::now();
            match store.write(Stamp::system(T0, &key), put(&key)) {
                Ok(_) => answered.push(key),
                // the disk may also fill while the log is written back, after an answer that stands
                Err(Failed::Unknown | Failed::ReadOnly(_)) => {
                    failed = Some((key, asked.elapsed()));
                    break;
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        let (unknown, took) = failed.expect("the disk never filled");
        assert!(took < Duration::from_secs(1));
        // what room is left is taken away as well, so that no later retry fits
        let mut more = std::fs::OpenOptions::new().append(true).open(&ballast).unwrap();
        while std::io::Write::write(&mut more, &[0; 512]).is_ok_and(|n| n > 0) {}
        drop(more);
        let full = Instant::now();
        while full.elapsed() < Duration::from_secs(3) {
            assert!(matches!(store.write(Stamp::system(T0, "x"), put("x")), Err(Failed::ReadOnly(_))));
            assert!(store.health().read_only.is_some());
            let key = answered.last().unwrap();
            assert!(store.read().unwrap().setting(key).unwrap().is_some(), "reading goes on");
            std::thread::sleep(Duration::from_millis(100));
        }
        std::fs::remove_file(&ballast).unwrap();
        let freed = Instant::now();
        while store.health().read_only.is_some() {
            assert!(freed.elapsed() < Duration::from_secs(10), "{:?}", store.health());
            std::thread::sleep(Duration::from_millis(20));
        }
        println!(
            "round {round}: {} answered, read-only after {took:?}, writing again after {:?}",
            answered.len(),
            freed.elapsed()
        );
        store.write(Stamp::system(T0, &unknown), put(&unknown)).unwrap();
        answered.push(unknown);
    }
    let mut read = store.read().unwrap();
    for key in &answered {
        assert!(read.setting(key).unwrap().is_some(), "lost: {key}");
    }
    let log = audit::read_sqlite(&disk.join("data/junheng.db")).unwrap();
    let report = audit::verify(&log, &audit::unhex(&store.public_key()).unwrap(), &[]);
    assert_eq!((report.problems.as_slice(), report.entries), ([].as_slice(), answered.len() as u64));
}

/// On the same small file system: what is held back lets people sign in at zero free bytes, also after a restart.
#[test]
#[ignore = "needs a small file system: part of make proof"]
fn people_sign_in_at_zero_free_bytes() {
    let Ok(disk) = std::env::var("JUNHENG_SMALL_DISK") else {
        eprintln!("skipped: JUNHENG_SMALL_DISK names no small file system");
        return;
    };
    let disk = std::path::PathBuf::from(disk).join("reserved");
    let place = Place::folder(disk.join("data"));
    let options = Options { reserve: 8 << 20, ..Options::default() };
    let mut store = Store::open_with(&place, &options).unwrap();
    let regions = crate::common::regions();
    store.write(Stamp::system(T0, "regions"), store::RegionCommand::Put { regions }).unwrap();
    let zhang = AccountCommand::Create(crate::writing::account("zhang", "150121"));
    let zhang = store.write(Stamp::system(T0, "zhang"), zhang).unwrap().id().unwrap().to_owned();
    assert!(disk.join("data/reserve").exists());
    let fill = || {
        let mut more = std::fs::OpenOptions::new().create(true).append(true).open(disk.join("ballast")).unwrap();
        while std::io::Write::write(&mut more, &[0; 4096]).is_ok_and(|n| n > 0) {}
        while std::io::Write::write(&mut more, &[0; 1]).is_ok_and(|n| n > 0) {}
    };
    fill();
    let mut failed = 0;
    for i in 0..1000 {
        if store.write(Stamp::system(T0, format!("w{i}")), put(&format!("w{i}"))).is_err() {
            failed += 1;
            break;
        }
    }
    assert_eq!(failed, 1, "the disk never filled");
    let sign_in = |store: &Store, n: usize| {
        let id = || zhang.clone();
        let lock = || vec![Lock { failures: 9, millis: 1 }];
        let by = |key: &str| Stamp::of(T0, &zhang, format!("{key}{n}"), "test");
        store.write(by("a"), attempt(lock()))?;
        store.write(by("s"), AccountCommand::Succeeded { id: id() })?;
        store.write(by("n"), start(format!("hash{n}"), id()))
    };
    let wait = |store: &Store, n: usize| {
        let started = Instant::now();
        while sign_in(store, n).is_err() {
            assert!(started.elapsed() < Duration::from_secs(10), "{:?}", store.health());
            std::thread::sleep(Duration::from_millis(50));
        }
        started.elapsed()
    };
    let took = wait(&store, 0);
    let mut signed_in = 1;
    // what the reserve gave back is filled by others as far as they can
    for restart in 0..2 {
        for _ in 0..20 {
            sign_in(&store, signed_in).unwrap();
            signed_in += 1;
        }
        assert!(matches!(store.write(Stamp::system(T0, "x"), put("x")), Err(Failed::ReadOnly(_))));
        assert!(store.read().unwrap().session("hash0").unwrap().is_some(), "reading goes on");
        if restart == 0 {
            drop(store);
            store = Store::open_with(&place, &options).unwrap();
            wait(&store, 900);
        }
    }
    let free = Instant::now();
    std::fs::remove_file(disk.join("ballast")).unwrap();
    while store.health().read_only.is_some() {
        assert!(free.elapsed() < Duration::from_secs(10), "{:?}", store.health());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(disk.join("data/reserve").exists(), "held back again");
    store.write(Stamp::system(T0, "y"), put("y")).unwrap();
    println!(
        "first sign-in {took:?} after the disk was full, {signed_in} in all, writing again after {:?}",
        free.elapsed()
    );
    let log = audit::read_sqlite(&disk.join("data/junheng.db")).unwrap();
    assert_eq!(audit::verify(&log, &audit::unhex(&store.public_key()).unwrap(), &[]).problems, []);
}

fn start(hash: String, account: String) -> SessionCommand {
    SessionCommand::Start { hash, account, step_up_until: None, proof: None }
}

fn attempt(locks: Vec<Lock>) -> AccountCommand {
    AccountCommand::Attempt { login: "zhang".into(), locks, forget: 3_600_000 }
}
