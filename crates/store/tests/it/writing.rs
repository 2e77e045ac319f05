//! Writing: replays, refusals, groups, accounts and sessions.

use crate::common::{Site, T0, code, each};
use std::sync::atomic::{AtomicI64, Ordering};
use store::{
    AccountCommand, Answer, Failed, Kind, Lock, NewAccount, Place, Scope, Secret, SessionCommand, SettingCommand,
    Stamp, Store, TokenCommand,
};

fn put(name: &str, value: i64) -> SettingCommand {
    SettingCommand::Put { name: name.to_owned(), value: value.into() }
}

pub fn account(login: &str, region: &str) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        name: "张三".to_owned(),
        region: code(region),
        department: "education".to_owned(),
        role: "planner".to_owned(),
        wanted: String::new(),
        password: Secret::new("a-very-secret-hash"),
        must_change: false,
    }
}

#[test]
fn a_replay_gets_the_first_answer_and_another_body_is_refused() {
    each(|site| {
        let create = AccountCommand::Create(account("zhang", "150121"));
        let first = site.write("k1", create.clone()).unwrap();
        let size = site.store.read().unwrap().audit_head().unwrap().size;
        // later, from elsewhere, the same key and body
        let stamp = Stamp { at: T0 + 5, account: "system".into(), key: "k1".into(), origin: "elsewhere".into() };
        assert_eq!(site.store.write(stamp, create).unwrap(), first);
        let other = site.write("k1", AccountCommand::Create(account("li", "150121")));
        assert!(matches!(other, Err(Failed::Refused(r)) if r.kind == Kind::KeyReused));
        // another account may use the same key
        site.store.write(Stamp::of(T0, "somebody", "k1", "test"), put("a", 1)).unwrap();
        assert_eq!(site.store.read().unwrap().audit_head().unwrap().size, size + 1);
    });
}

#[test]
fn commands_together_are_all_done_or_none() {
    each(|site| {
        let head = |site: &Site| site.store.read().unwrap().audit_head().unwrap();
        let stamped = |key: &str, command: store::Command| (Stamp::system(T0, key), command);
        let zhang = || AccountCommand::Create(account("zhang", "150121"));
        let before = head(site);
        // the second is refused: nothing of the first is left, neither its effect, its entry nor its key
        let bad = vec![
            stamped("one", zhang().into()),
            stamped("two", AccountCommand::Create(account("wang", "999999")).into()),
        ];
        let refused = site.store.write_together(bad);
        assert!(matches!(refused, Err(Failed::Refused(r)) if r.kind == Kind::Missing));
        assert_eq!(head(site), before);
        assert!(site.store.read().unwrap().account_by_login("zhang").unwrap().is_none());
        // both are done, each with an entry of its own; asked again, both are answered as before
        let good = || vec![stamped("one", zhang().into()), stamped("two", put("a", 1).into())];
        let first = site.store.write_together(good()).unwrap();
        assert_eq!(first.len(), 2);
        assert!(first[0].id().is_some() && first[1] == Answer::Done);
        assert_eq!(head(site).size, before.size + 2);
        assert_eq!(site.store.write_together(good()).unwrap(), first);
        assert_eq!(site.write("two", put("a", 1)).unwrap(), Answer::Done);
        assert_eq!(head(site).size, before.size + 2);
        // others go on beside a refused one in the same moment
        let other = vec![stamped("three", put("b", 2).into()), stamped("one", put("c", 3).into())];
        assert!(matches!(site.store.write_together(other), Err(Failed::Refused(r)) if r.kind == Kind::KeyReused));
        assert!(site.store.read().unwrap().setting("b").unwrap().is_none());
    });
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    each(|site| {
        site.write("k1", AccountCommand::Create(account("zhang", "150121"))).unwrap();
        let before = site.store.read().unwrap().audit_head().unwrap();
        let again = site.write("k2", AccountCommand::Create(account(" ZHANG ", "150121")));
        assert!(matches!(again, Err(Failed::Refused(r)) if r.kind == Kind::Exists));
        let nowhere = site.write("k3", AccountCommand::Create(account("wang", "999999")));
        assert!(matches!(nowhere, Err(Failed::Refused(r)) if r.kind == Kind::Missing));
        let state = AccountCommand::SetState {
            id: site.store.read().unwrap().account_by_login("zhang").unwrap().unwrap().id,
            state: "no such state".into(),
        };
        assert!(matches!(site.write("k4", state), Err(Failed::Refused(r)) if r.kind == Kind::Invalid));
        assert!(matches!(site.write("", put("a", 1)), Err(Failed::Refused(_))));
        assert_eq!(site.store.read().unwrap().audit_head().unwrap(), before);
    });
}

#[test]
fn many_writers_at_once_are_answered_each_after_its_commit() {
    each(|site| {
        let done = AtomicI64::new(0);
        std::thread::scope(|threads| {
            for t in 0..8 {
                let (store, done) = (&site.store, &done);
                threads.spawn(move || {
                    for i in 0..25 {
                        let name = format!("{t}/{i}");
                        store.write(Stamp::system(T0, &name), put(&name, i)).unwrap();
                        done.fetch_add(1, Ordering::SeqCst);
                        // what was answered is seen by everyone
                        let seen = store.read().unwrap().setting(&name).unwrap().unwrap();
                        assert_eq!(seen.value, i);
                        // one that is refused beside the others
                        assert!(store.write(Stamp::system(T0, &name), put(&name, i + 1)).is_err());
                    }
                });
            }
        });
        let mut read = site.store.read().unwrap();
        assert_eq!(read.settings().unwrap().len(), 200);
        assert_eq!(read.audit_head().unwrap().size, 2 + done.into_inner());
    });
}

#[test]
fn everything_is_there_after_opening_again() {
    each(|site| {
        site.write("k1", put("a", 7)).unwrap();
        let head = site.store.read().unwrap().audit_head().unwrap();
        let again = Store::open(&site.place).unwrap();
        assert_eq!(again.read().unwrap().setting("a").unwrap().unwrap().value, 7);
        assert_eq!(again.read().unwrap().audit_head().unwrap(), head);
        // both go on beside each other
        again.write(Stamp::system(T0, "k2"), put("b", 1)).unwrap();
        site.write("k3", put("c", 1)).unwrap();
        assert_eq!(again.read().unwrap().audit_head().unwrap().size, head.size + 2);
        assert_eq!(again.public_key(), site.store.public_key());
    });
}

#[test]
fn guesses_at_the_same_moment_are_all_counted() {
    each(|site| {
        let id = site.write("k", AccountCommand::Create(account("zhang", "150121"))).unwrap();
        let id = id.id().unwrap().to_owned();
        let passed = AtomicI64::new(0);
        std::thread::scope(|threads| {
            for t in 0..20 {
                let (store, passed) = (&site.store, &passed);
                threads.spawn(move || {
                    let locks = vec![Lock { failures: 5, millis: 60_000 }, Lock { failures: 6, millis: 600_000 }];
                    let attempt = AccountCommand::Attempt { login: "Zhang ".into(), locks, forget: 3_600_000 };
                    match store.write(Stamp::system(T0, format!("try{t}")), attempt) {
                        Ok(Answer::Attempts { .. }) => passed.fetch_add(1, Ordering::SeqCst),
                        Err(Failed::Refused(r)) if r.kind == Kind::Locked => 0,
                        other => panic!("{other:?}"),
                    };
                });
            }
        });
        assert_eq!(passed.into_inner(), 5);
        let account = site.store.read().unwrap().account_by_login("Zhang").unwrap().unwrap();
        assert_eq!((account.failed, account.locked_until), (5, Some(T0 + 60_000)));
        site.write("ok", AccountCommand::Succeeded { id }).unwrap();
        assert_eq!(site.store.read().unwrap().account_by_login("zhang").unwrap().unwrap().failed, 0);
    });
}

#[test]
fn revoking_takes_effect_at_once() {
    each(|site| {
        let id = site.write("k", AccountCommand::Create(account("zhang", "150121"))).unwrap();
        let id = id.id().unwrap().to_owned();
        let start = |hash: &str| SessionCommand::Start {
            hash: hash.into(),
            account: id.clone(),
            step_up_until: None,
            proof: None,
        };
        site.write("s1", start("h1")).unwrap();
        site.write("s2", start("h2")).unwrap();
        let token = TokenCommand::Create {
            account: id.clone(),
            name: "导出".into(),
            hash: "t1".into(),
            scopes: vec!["read".into()],
            expires: T0 + 1,
        };
        site.write("t1", token).unwrap();
        let session = |hash: &str| site.store.read().unwrap().session(hash).unwrap();
        assert_eq!(session("h1").unwrap().account.login, "zhang");
        site.store.note(store::Quiet::Seen { hash: "h1".into(), at: T0 + 9 }).unwrap();
        assert_eq!(session("h1").unwrap().seen, T0 + 9);
        site.write("r1", SessionCommand::Revoke { hash: "h1".into() }).unwrap();
        assert!(session("h1").is_none() && session("h2").is_some());
        // a change of role is seen in the running session
        let change = AccountCommand::Change {
            id: id.clone(),
            name: "张三".into(),
            region: code("150122"),
            department: "finance".into(),
            role: "treasurer".into(),
        };
        site.write("c", change).unwrap();
        assert_eq!(session("h2").unwrap().account.role, "treasurer");
        site.write("x", AccountCommand::SetState { id: id.clone(), state: "suspended".into() }).unwrap();
        assert!(session("h2").is_none());
        assert!(site.store.read().unwrap().token("t1").unwrap().is_none());
        assert!(site.write("s3", start("h3")).is_err());
        site.write("y", AccountCommand::SetState { id, state: "active".into() }).unwrap();
        assert!(session("h2").is_none(), "sessions do not come back");
    });
}

#[test]
fn the_log_holds_no_secret() {
    each(|site| {
        site.write("k", AccountCommand::Create(account("zhang", "150121"))).unwrap();
        let rows = site.store.read().unwrap().audit_from(0, 100).unwrap();
        assert!(rows.iter().any(|r| r.action == "account.create" && r.leaf.contains("zhang")));
        assert!(rows.iter().all(|r| !r.leaf.contains("a-very-secret-hash")));
    });
}

#[test]
fn proofs_and_checkpoints_of_every_size_hold() {
    each(|site| {
        for i in 0..20 {
            site.write(&format!("k{i}"), put("a", i)).unwrap();
        }
        let checkpoint = site.store.checkpoint(T0).unwrap();
        assert_eq!(site.store.checkpoint(T0 + 1).unwrap(), checkpoint);
        let mut read = site.store.read().unwrap();
        assert_eq!(checkpoint.size, 22);
        // each proof is checked by a second implementation before it is handed out
        for size in 1..=22 {
            for seq in 0..size {
                assert!(read.prove_inclusion(seq, Some(size)).unwrap().is_some());
                assert!(read.prove_consistency(seq + 1, Some(size)).unwrap().is_some());
            }
        }
        assert_eq!(read.prove_inclusion(22, None).unwrap(), None);
        let mine = read.audit(&Scope::region(&code("150121")), None, None, 100, 0).unwrap();
        assert!(mine.is_empty(), "{mine:?}");
        assert_eq!(read.audit(&Scope::system(), None, Some("setting."), 100, 0).unwrap().len(), 20);
    });
}

#[test]
fn a_place_that_cannot_be_opened_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "x").unwrap();
    assert!(Store::open(&Place::folder(folder.path().join("file"))).is_err());
    std::fs::write(folder.path().join("junheng.db"), "not a database, but long enough to be read as one".repeat(100))
        .unwrap();
    let error = Store::open(&Place::folder(folder.path())).err().unwrap();
    assert_eq!(error.message.key, "store-cannot-open");
    let _: Option<Site> = None;
}
