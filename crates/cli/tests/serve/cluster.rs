//! Several server processes on one PostgreSQL and one folder of files are one site.

use crate::{demo, root, run};
use drill::client::Ask;
use drill::site::PASSWORD;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::{Job, Place, RegionCommand, Scope, Stamp, Store};

struct Cluster {
    url: String,
    _process: Child,
}

/// A database of its own; `None`, with the reason said, where there is no PostgreSQL.
fn database() -> Option<Cluster> {
    let mut command = Command::new(root().join("tools/private-postgres"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut process = command.spawn().ok()?;
    let mut socket = String::new();
    BufReader::new(process.stdout.take()?).read_line(&mut socket).ok()?;
    if socket.trim().is_empty() {
        println!("skipped: PostgreSQL 15 or later is not there");
        return None;
    }
    let url = format!("host={} user=junheng dbname=postgres", socket.trim());
    Some(Cluster { url, _process: process })
}

fn until<T>(what: &str, most: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < most, "{what}: not within {most:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn verify(data: &Path, url: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(["audit", "verify", "--data"]).arg(data).args(["--database", url]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn several_processes_are_one_site() {
    let Some(cluster) = database() else { return };
    let folder = tempfile::tempdir().unwrap();
    let start = |flags: &[&str]| {
        let mut start = demo(folder.path(), flags);
        start.database = Some(cluster.url.clone());
        start
    };
    // one that does jobs, two that do none
    let (worker, one, two) = (start(&[]), start(&["--jobs", "0"]), start(&["--jobs", "0"]));
    let worker = run(&worker);
    let (one, two) = (run(&one), run(&two));
    let store = Store::open(&Place::postgres(folder.path().join("data"), cluster.url.clone())).unwrap();

    // signed in at one, at home at the other; signed out at the other, out at the first
    let mut client = one.client();
    client.sign_in("guihua", PASSWORD).unwrap();
    client.turn_to(two.address);
    assert_eq!(client.send(&Ask::get("/c/150121")).unwrap().status, 200);

    // a region renamed by another process is known at the next request
    let mut regions = store.read().unwrap().regions(&Scope::system()).unwrap();
    regions.retain(|r| r.code.as_str() == "150121");
    regions[0].name = "改名旗".to_owned();
    let mut city = two.client();
    city.sign_in("shenhe", PASSWORD).unwrap();
    assert!(!city.send(&Ask::get("/account")).unwrap().text().contains("改名旗"));
    store.write(Stamp::system(1, "rename"), RegionCommand::Put { regions }).unwrap();
    let page = city.send(&Ask::get("/c/150122")).unwrap();
    assert!(page.text().contains("改名旗"), "the new name is not known yet");

    // asked for where no jobs are done, taken where they are; that process is killed in the middle
    let before =
        store.read().unwrap().dossier_versions(&Scope::system(), &"150121".parse().unwrap(), "2021-2025", 99, 0);
    let before = before.unwrap().len();
    let asked = client.send(&Ask::form("/c/150121/plan/optimise", "")).unwrap();
    assert_eq!(asked.status, 303, "{}", asked.text());
    let id = asked.header("location").unwrap().split("job=").nth(1).unwrap().to_owned();
    let job = || -> Job { store.read().unwrap().job(&Scope::system(), &id).unwrap().unwrap() };
    let taken = until("taken", Duration::from_secs(30), || Some(job()).filter(|j| j.state == "running"));
    worker.kill().unwrap();
    assert_eq!(job().state, "running", "killed in the middle");
    let again = start(&[]);
    let again = run(&again);
    let done =
        until("done", Duration::from_secs(240), || Some(job()).filter(|j| j.state == "done" || j.state == "failed"));
    assert_eq!((done.state.as_str(), done.attempts), ("done", 2), "{}", done.message);
    assert_ne!(done.taken_by, taken.taken_by);
    let county = "150121".parse().unwrap();
    let mut read = store.read().unwrap();
    assert_eq!(read.dossier_versions(&Scope::system(), &county, "2021-2025", 99, 0).unwrap().len(), before + 1);
    assert_eq!(read.plans(&Scope::system(), &county, "2021-2025", 99, 0).unwrap().len(), 1);
    drop(read);
    // seen at once by the others, which had the county computed
    let plan = client.send(&Ask::get("/c/150121/plan")).unwrap().text();
    client.turn_to(one.address);
    assert_eq!(client.send(&Ask::get("/c/150121/plan")).unwrap().text().len(), plan.len());

    // signing out at one ends the session at the other
    assert_eq!(client.send(&Ask::form("/logout", "")).unwrap().status, 303);
    client.turn_to(again.address);
    assert_eq!(client.send(&Ask::get("/c/150121")).unwrap().status, 303);
    for server in [one, two, again] {
        let (status, took) = server.stop(Duration::from_secs(20)).unwrap();
        assert!(status.success() && took < Duration::from_secs(13), "{status} after {took:?}");
    }
    drop(store);
    verify(&folder.path().join("data"), &cluster.url);
}

#[test]
fn writes_of_several_processes_stand_in_one_order() {
    let Some(cluster) = database() else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut first = demo(folder.path(), &["--jobs", "0"]);
    first.database = Some(cluster.url.clone());
    let servers: Vec<_> = (0..3)
        .map(|_| {
            first.address = drill::process::free_address().unwrap();
            run(&first)
        })
        .collect();
    let mut client = servers[0].client();
    client.sign_in("guihua", PASSWORD).unwrap();
    // the same keys at all three at once: each is done once, and all get the same answer
    let answers: Vec<Vec<(u16, Option<String>)>> = std::thread::scope(|threads| {
        let mut all = Vec::new();
        for server in &servers {
            let mut client = client.again();
            client.turn_to(server.address);
            all.push(threads.spawn(move || {
                let ask = |n: i32| {
                    let ask = Ask::form("/c/150121/plan/optimise", "").with("idempotency-key", format!("drill-{n}"));
                    let reply = client.send(&ask).unwrap();
                    (reply.status, reply.header("location").map(str::to_owned))
                };
                (0..40).map(ask).collect()
            }));
        }
        all.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(answers[0].iter().all(|(status, _)| *status == 303), "{:?}", answers[0]);
    assert!(answers[1] == answers[0] && answers[2] == answers[0], "one key, several answers");
    let keys = drill::site::keys_postgres(&cluster.url, 0).unwrap();
    assert_eq!(keys.iter().filter(|(_, key)| key.contains("drill-")).count(), 40);
    assert!(keys.iter().enumerate().all(|(n, (seq, _))| n as i64 == *seq), "the order has a hole");
    drop(servers);
    verify(&data, &cluster.url);
}
