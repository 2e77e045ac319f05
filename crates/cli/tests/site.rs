//! A site's data from the command line: backup, restore, the audit log, the schema.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that fails may panic")]

use std::path::Path;
use std::process::{Command, Output};
use store::{Place, SettingCommand, Stamp, Store};

fn junheng(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_junheng")).args(args).env_remove("JUNHENG_LANG").output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", out(output)))
}

#[test]
fn a_site_is_backed_up_restored_and_its_log_verified() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (data, backup, again) = (at("站点"), at("备份"), at("恢复"));
    assert_eq!(junheng(&["backup", "--data", text(&data), "--out", text(&backup)]).status.code(), Some(2));
    let store = Store::open(&Place::folder(&data)).unwrap();
    for i in 0..10 {
        let put = SettingCommand::Put { name: "n".into(), value: i.into() };
        store.write(Stamp::system(1, format!("k{i}")), put).unwrap();
    }
    // the site keeps running
    let note = at("检查点.txt");
    let signed = junheng(&["audit", "checkpoint", "--data", text(&data), "--out", text(&note), "--json"]);
    let key = json(&signed)["key"].as_str().unwrap().to_owned();
    assert_eq!(key, store.public_key());
    let taken = junheng(&["backup", "--data", text(&data), "--out", text(&backup)]);
    assert!(taken.status.success() && out(&taken).contains(&key), "{}", out(&taken));
    let checked = junheng(&["restore", text(&backup), "--check", "--key", &key]);
    assert!(checked.status.success() && out(&checked).contains("完好"), "{}", out(&checked));
    assert_eq!(junheng(&["restore", text(&backup), "--check", "--key", "00"]).status.code(), Some(2));
    let restored = junheng(&["restore", text(&backup), "--data", text(&again), "--json"]);
    assert_eq!(json(&restored)["audit_size"], 10, "{}", out(&restored));
    assert_eq!(junheng(&["restore", text(&backup), "--data", text(&again)]).status.code(), Some(2));
    let migrated = junheng(&["migrate", "--data", text(&again)]);
    assert!(out(&migrated).contains("SQLite"), "{}", out(&migrated));

    let verify =
        |data: &Path| junheng(&["audit", "verify", "--data", text(data), "--checkpoint", text(&note), "--key", &key]);
    for site in [&data, &again] {
        let verified = verify(site);
        assert!(verified.status.success() && out(&verified).contains("10 条"), "{}", out(&verified));
    }
    let log = at("日志.jsonl");
    assert!(junheng(&["audit", "export", "--data", text(&data), "--out", text(&log)]).status.success());
    let verified = junheng(&["audit", "verify", "--log", text(&log), "--key", &key, "--json"]);
    assert_eq!((json(&verified)["holds"].as_bool(), json(&verified)["entries"].as_u64()), (Some(true), Some(10)));
    let proof = json(&junheng(&["audit", "prove", "--data", text(&data), "--entry", "3"]));
    assert_eq!((proof["seq"].as_i64(), proof["size"].as_i64()), (Some(3), Some(10)));
    let proof = json(&junheng(&["audit", "prove", "--data", text(&data), "--from", "4"]));
    assert_eq!((proof["old_size"].as_i64(), proof["size"].as_i64()), (Some(4), Some(10)));
    assert_eq!(junheng(&["audit", "prove", "--data", text(&data), "--entry", "99"]).status.code(), Some(2));

    // an entry changed in the export, a backup damaged
    let changed = std::fs::read_to_string(&log).unwrap().replacen("setting.put", "setting.pet", 1);
    std::fs::write(&log, changed).unwrap();
    let verified = junheng(&["audit", "verify", "--log", text(&log), "--key", &key]);
    assert!(verified.status.code() == Some(1) && out(&verified).contains("不符"), "{}", out(&verified));
    let table = backup.join("tables/setting.gz");
    let mut bytes = std::fs::read(&table).unwrap();
    bytes[20] ^= 1;
    std::fs::write(&table, bytes).unwrap();
    let refused = junheng(&["restore", text(&backup), "--check"]);
    assert!(refused.status.code() == Some(2) && out(&refused).contains("tables/setting.gz"), "{}", out(&refused));
}
