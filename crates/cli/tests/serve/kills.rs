//! A few kills at random moments; a thousand are `drill kill` (docs/evidence/workbench.md).

use crate::{demo, run};
use drill::{kill, mix, site};
use std::time::Duration;

#[test]
fn nothing_answered_is_lost_or_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    let start = demo(folder.path(), &["--jobs", "0"]);
    let server = run(&start);
    let clients = site::clients(server.address, &["guihua"], 16).unwrap();
    // one that asks nothing of a county: computing it anew after each start takes long in a build for tests
    let mut writes = mix::small_writes(&mut clients[0].again(), "150121");
    writes.truncate(1);
    server.stop(Duration::from_secs(20)).unwrap();
    let data = start.data.clone();
    let drill = kill::Drill { start, kills: 5, clients, writes, seed: 11, tell: |_| {} };
    let outcome = kill::run(drill, &mut |from| site::keys_sqlite(&data, from)).unwrap();
    assert_eq!(outcome.kills, 5);
    let answered: u64 = outcome.answered.values().sum();
    assert!(answered > 20 && outcome.repeated > 5, "{outcome:?}");
    assert!(site::verified(&data).unwrap() as u64 >= answered);
}
