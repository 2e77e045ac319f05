//! How fast the store writes, for the evidence page.

use crate::common::{T0, each};
use std::time::Instant;
use store::{SettingCommand, Stamp};

#[test]
#[ignore = "a measurement: part of make proof"]
fn how_fast_it_writes() {
    each(|site| {
        for clients in [1, 16, 64] {
            let started = Instant::now();
            let per_client = 1600 / clients;
            std::thread::scope(|threads| {
                for c in 0..clients {
                    threads.spawn(move || {
                        for i in 0..per_client {
                            let command = SettingCommand::Put { name: format!("{c}"), value: i.into() };
                            site.store.write(Stamp::system(T0, format!("{clients}/{c}/{i}")), command).unwrap();
                        }
                    });
                }
            });
            let (count, seconds) = (clients * per_client, started.elapsed().as_secs_f64());
            println!("{}, {clients} clients: {:.0} commands/s", site.store.health().engine, f64::from(count) / seconds);
        }
        let keep = tempfile::tempdir().unwrap();
        let started = Instant::now();
        let manifest = site.store.backup(&keep.path().join("b"), T0).unwrap();
        let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
        println!("{}, backup of {rows} rows: {:.2} s", site.store.health().engine, started.elapsed().as_secs_f64());
    });
}
