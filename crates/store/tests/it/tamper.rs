//! Whatever is changed in the log is found by the separate reader, and nothing else is.

use crate::common::{Site, T0, dossier, each, places};
use crate::dossier::put;
use crate::writing::account;
use audit::{Algorithm, Log, check_consistency, check_inclusion, hex, read_sqlite, unhex, verify};
use serde_json::Value;
use store::{AccountCommand, Place, SettingCommand, Store};

/// SplitMix64: seeded, the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// Writes of several kinds, with a checkpoint now and then.
fn fill(site: &Site, entries: i64) {
    let mut d = dossier("150121");
    for i in 0..entries {
        let key = format!("k{i}");
        match i % 8 {
            3 => drop(site.write(&key, AccountCommand::Create(account(&format!("u{i}"), "150122"))).unwrap()),
            5 => {
                d.invented = !d.invented;
                put(site, T0 + i, &key, &d, None).unwrap();
            }
            _ => {
                let command = SettingCommand::Put { name: format!("s{}", i % 3), value: i.into() };
                site.write_at(T0 + i, &key, command).unwrap();
            }
        }
        if i % 15 == 14 {
            site.store.checkpoint(T0 + i).unwrap();
        }
    }
}

fn key_of(store: &Store) -> [u8; 32] {
    unhex(&store.public_key()).unwrap()
}

/// The tree, the head, the columns and the kept answers as a forger without the key would make them for the entries.
fn forged(log: &mut Log) {
    let algorithm = Algorithm::named(&log.head.algorithm).unwrap();
    let mut tree = audit::Frontier::new(algorithm);
    let mut nodes = Vec::new();
    for (place, entry) in log.entries.iter_mut().enumerate() {
        let mut value: Value = serde_json::from_str(&entry.leaf).unwrap();
        value["seq"] = place.into();
        entry.leaf = value.to_string();
        entry.seq = place as i64;
        if let Some(c) = &mut entry.columns {
            let text = |name: &str| value[name].as_str().unwrap().to_owned();
            c.at = value["at"].as_i64().unwrap();
            (c.account, c.action, c.county, c.object) =
                (text("account"), text("action"), text("county"), text("object"));
        }
        tree.push(entry.leaf.as_bytes(), |level, place, hash| {
            nodes.push(audit::Node { level: level.into(), place: place as i64, hash: hex(hash) });
        });
    }
    log.nodes = Some(nodes);
    (log.head.size, log.head.root) = (log.entries.len() as i64, hex(&tree.root()));
    log.replies = None;
    log.versions = None;
}

fn flip(text: &mut String, random: &mut Random) {
    // another character of the same kind, so that the text stays text
    let mut chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len());
    chars[at] = match chars[at] {
        '0'..='8' => ((chars[at] as u8) + 1) as char,
        'a'..='y' | 'A'..='Y' => ((chars[at] as u8) + 1) as char,
        _ => 'A',
    };
    *text = chars.into_iter().collect();
}

/// Changes something; what, in a word.
fn mutate(log: &mut Log, covered: usize, random: &mut Random) -> &'static str {
    let n = log.entries.len();
    match random.below(16) {
        0 => {
            flip(&mut log.entries[random.below(n)].leaf, random);
            "an entry's text"
        }
        1 => {
            log.entries.remove(random.below(n));
            "an entry removed"
        }
        2 => {
            let extra = log.entries[random.below(n)].clone();
            log.entries.insert(random.below(n + 1), extra);
            "an entry repeated"
        }
        3 => {
            let a = random.below(n);
            let b = (a + 1 + random.below(n - 1)) % n;
            log.entries.swap(a, b);
            "entries swapped"
        }
        4 => {
            log.entries.truncate(random.below(n));
            "cut off"
        }
        5 => {
            flip(&mut log.head.root, random);
            "the head's root"
        }
        6 => {
            log.head.size += 1 + random.below(9) as i64;
            "the head's size"
        }
        7 => {
            let nodes = log.nodes.as_mut().unwrap();
            let at = random.below(nodes.len());
            flip(&mut nodes[at].hash, random);
            "a node"
        }
        8 => {
            let at = random.below(log.checkpoints.len());
            flip(&mut log.checkpoints[at].1, random);
            "a checkpoint's text"
        }
        9 => {
            let a = random.below(log.checkpoints.len() - 1);
            let note = log.checkpoints[a].1.clone();
            log.checkpoints[a].1 = std::mem::replace(&mut log.checkpoints[a + 1].1, note);
            "checkpoints swapped"
        }
        10 => {
            let replies = log.replies.as_mut().unwrap();
            let at = random.below(replies.len());
            match random.below(3) {
                0 => flip(&mut replies[at].answer, random),
                1 => flip(&mut replies[at].body, random),
                _ => drop(replies.remove(at)),
            }
            "a kept answer"
        }
        11 => {
            let versions = log.versions.as_mut().unwrap();
            let at = random.below(versions.len());
            match random.below(3) {
                0 => flip(&mut versions[at].hash, random),
                1 => {
                    let (size, bit) = (versions[at].body.len(), 1 << random.below(8));
                    // the packer's header says nothing of the content
                    versions[at].body[10 + random.below(size - 10)] ^= bit;
                }
                _ => drop(versions.remove(at)),
            }
            "a kept version"
        }
        // from here on everything but the signatures is made to fit
        12 => {
            let mut value: Value = serde_json::from_str(&log.entries[random.below(covered)].leaf).unwrap();
            let at = value["seq"].as_u64().unwrap() as usize;
            let mut account = value["account"].as_str().unwrap().to_owned();
            flip(&mut account, random);
            value["account"] = account.into();
            log.entries[at].leaf = value.to_string();
            forged(log);
            "an entry, forged through"
        }
        13 => {
            log.entries.remove(random.below(covered));
            forged(log);
            "an entry removed, forged through"
        }
        14 => {
            log.entries.truncate(random.below(covered));
            log.checkpoints.retain(|(size, _)| *size <= log.entries.len() as i64);
            forged(log);
            "rolled back"
        }
        _ => {
            let a = random.below(covered - 1);
            log.entries.swap(a, a + 1);
            forged(log);
            "entries swapped, forged through"
        }
    }
}

/// True when nothing differs but bits of the packing that carry no content, such as those that fill up the last byte.
fn same_content(log: &Log, honest: &Log) -> bool {
    let unpacked = |log: &Log| {
        let mut log = log.clone();
        for version in log.versions.iter_mut().flatten() {
            let mut body = Vec::new();
            let read =
                std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(version.body.as_slice()), &mut body);
            if read.is_ok() {
                version.body = body;
            }
        }
        log
    };
    log.versions != honest.versions && unpacked(log) == unpacked(honest)
}

/// So many random changes, each found.
fn changes(count: usize, seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::folder(folder.path());
    let site = Site::new(place.clone(), folder);
    fill(&site, 60);
    let key = key_of(&site.store);
    let outside = vec![site.store.checkpoint(T0).unwrap().note];
    site.write("after", SettingCommand::Put { name: "after".into(), value: 1.into() }).unwrap();
    let honest = read_sqlite(&place.database()).unwrap();
    assert_eq!(verify(&honest, &key, &outside).problems, []);
    let mut random = Random(seed);
    let covered = honest.entries.len() - 1;
    let mut kinds = std::collections::BTreeMap::new();
    for n in 0..count {
        let mut log = honest.clone();
        let kind = mutate(&mut log, covered, &mut random);
        if log == honest || same_content(&log, &honest) {
            continue;
        }
        assert!(!verify(&log, &key, &outside).holds(), "not found: {kind}, change {n} of seed {seed}");
        *kinds.entry(kind).or_insert(0) += 1;
    }
    let total: i32 = kinds.values().sum();
    println!("{total} changes of {} kinds, all found: {kinds:?}", kinds.len());
}

#[test]
fn random_changes_are_all_found() {
    changes(60, 1);
}

#[test]
#[ignore = "long: part of make proof"]
fn a_hundred_thousand_random_changes_are_all_found() {
    changes(100_000, 20211);
}

/// So many honest logs, none suspected.
fn honest(count: i64) {
    let mut looked = 0;
    for n in 0..count {
        for (place, folder) in places().into_iter().take(1) {
            let algorithm = if n % 2 == 0 { store::Algorithm::Sha256 } else { store::Algorithm::Sm3 };
            let options = store::Options { algorithm, ..store::Options::default() };
            drop(Store::open_with(&place, &options).unwrap());
            let site = Site::new(place.clone(), folder);
            let mut outside = Vec::new();
            for round in 0..4 {
                fill(&site, 0);
                for i in 0..=n {
                    let command = SettingCommand::Put { name: "n".into(), value: i.into() };
                    site.write(&format!("{round}/{i}"), command).unwrap();
                }
                outside.push(site.store.checkpoint(T0).unwrap().note);
                let log = read_sqlite(&place.database()).unwrap();
                let report = verify(&log, &key_of(&site.store), &outside);
                assert_eq!(report.problems, []);
                assert_eq!(report.covered, report.entries);
                let head = site.store.read().unwrap().audit_head().unwrap();
                assert_eq!((head.root, head.size as u64), (report.root, report.entries));
                looked += 1;
            }
        }
    }
    println!("{looked} honest logs, none suspected");
}

#[test]
fn honest_logs_of_both_algorithms_are_not_suspected() {
    honest(6);
}

#[test]
#[ignore = "long: part of make proof"]
fn many_honest_logs_are_not_suspected() {
    honest(60);
}

#[test]
fn proofs_convince_a_checker_of_their_own_and_changed_ones_do_not() {
    each(|site| {
        fill(site, 30);
        let mut read = site.store.read().unwrap();
        let size = read.audit_head().unwrap().size;
        let hashes = |path: &[String]| path.iter().map(|h| unhex(h).unwrap()).collect::<Vec<_>>();
        for n in [1, 2, 3, 7, 8, 9, 16, 31, size] {
            for seq in 0..n {
                let proof = read.prove_inclusion(seq, Some(n)).unwrap().unwrap();
                let (root, path) = (unhex(&proof.root).unwrap(), hashes(&proof.path));
                let check = |seq: i64, leaf: &str, path: &[audit::Root]| {
                    check_inclusion(Algorithm::Sha256, &root, n as u64, seq as u64, leaf.as_bytes(), path)
                };
                assert!(check(seq, &proof.leaf, &path));
                assert!(!check(seq, &proof.leaf.replace("system", "sistem"), &path));
                assert!(!check(seq + 1, &proof.leaf, &path));
                assert!(path.is_empty() || !check(seq, &proof.leaf, &path[1..]));
                let old = seq + 1;
                let proof = read.prove_consistency(old, Some(n)).unwrap().unwrap();
                let (from, to) = (unhex(&proof.old_root).unwrap(), unhex(&proof.root).unwrap());
                let path = hashes(&proof.path);
                let check = |from: &audit::Root, old: i64| {
                    check_consistency(Algorithm::Sha256, from, old as u64, &to, n as u64, &path)
                };
                assert!(check(&from, old));
                assert!(!check(&[7; 32], old));
                assert!(old == n || old == 1 || !check(&from, old - 1) || !check(&from, old + 1));
            }
        }
    });
}
