//! What administration keeps: names nobody has, changes that outrun a sign-in, closed regions, deadlines, counties in short.

use crate::common::{CYCLE, T0, code, each};
use crate::writing::account;
use model::Date;
use store::{
    AccountCommand, AccountFilter, Answer, AuditFilter, CycleCommand, CycleRegion, Deadline, Failed, Kind, Lock, Quiet,
    RegionCommand, Scope, Secret, SessionCommand,
};

fn attempt(login: &str) -> AccountCommand {
    AccountCommand::Attempt {
        login: login.into(),
        locks: vec![Lock { failures: 3, millis: 60_000 }],
        forget: 3_600_000,
    }
}

fn kind(out: Result<Answer, Failed>) -> Option<Kind> {
    match out {
        Err(Failed::Refused(refused)) => Some(refused.kind),
        _ => None,
    }
}

#[test]
fn a_name_that_nobody_has_is_locked_like_one_that_somebody_has() {
    each(|site| {
        site.write("k", AccountCommand::Create(account("zhang", "150121"))).unwrap();
        for (which, name) in ["zhang", "nobody"].into_iter().enumerate() {
            let attempt_at = |n: i64, at: i64| site.write_at(at, &format!("try{which}/{n}"), attempt(name));
            let answers: Vec<_> = (0..3).map(|n| attempt_at(n, T0 + n).unwrap()).collect();
            let failed = |a: &Answer| matches!(a, Answer::Attempts { failed, .. } if *failed > 0);
            assert!(answers.iter().all(failed), "{answers:?}");
            assert_eq!(kind(attempt_at(3, T0 + 60_001)), Some(Kind::Locked), "{name}");
            assert!(attempt_at(4, T0 + 60_002).is_ok(), "{name}: the wait ends");
            // an hour without a failure: forgotten
            let later = attempt_at(5, T0 + 60_002 + 3_600_000).unwrap();
            assert_eq!(later, Answer::Attempts { failed: 1, locked_until: None }, "{name}");
            // a clock set back does not lock for longer than the wait
            for n in 6..9 {
                attempt_at(n, T0 + 9_000_000).unwrap();
            }
            assert_eq!(kind(attempt_at(9, T0)), Some(Kind::Locked));
        }
        // the name itself is not kept: people type passwords into the wrong field
        let mut log = Vec::new();
        site.store.read().unwrap().export_log(&mut log).unwrap();
        assert!(!String::from_utf8(log).unwrap().contains("nobody"));
    });
}

#[test]
fn a_reset_is_not_outrun_by_a_sign_in_under_way() {
    each(|site| {
        let id = site.write("k", AccountCommand::Create(account("zhang", "150121"))).unwrap();
        let id = id.id().unwrap().to_owned();
        let seen = site.store.read().unwrap().account_by_login("zhang").unwrap().unwrap();
        let start = |hash: &str, proof| SessionCommand::Start {
            hash: hash.into(),
            account: id.clone(),
            step_up_until: None,
            proof: Some(proof),
        };
        let proof = (seen.password_at, seen.changed);
        site.write("s1", start("h1", proof)).unwrap();
        let password = Secret::new("other");
        let set = AccountCommand::SetPassword { id: id.clone(), password, must_change: true };
        site.write_at(T0 + 5, "p", set).unwrap();
        assert_eq!(kind(site.write("s2", start("h2", proof))), Some(Kind::Stale));
        let recovery = vec![Secret::new("r1"), Secret::new("r2")];
        let totp = AccountCommand::SetTotp { id: id.clone(), totp: Some(Secret::new("t")), recovery };
        site.write_at(T0 + 6, "t", totp).unwrap();
        assert_eq!(kind(site.write("s3", start("h3", (T0 + 5, seen.changed)))), Some(Kind::Stale));
        site.write("s4", start("h4", (T0 + 5, T0 + 6))).unwrap();
        // a recovery code counts once
        let used = |code: &str| AccountCommand::UsedRecovery { id: id.clone(), code: Secret::new(code) };
        site.write("r1", used("r1")).unwrap();
        assert_eq!(kind(site.write("r1 again", used("r1"))), Some(Kind::Stale));
        assert_eq!(site.store.read().unwrap().account_by_login("zhang").unwrap().unwrap().recovery.len(), 1);
        // a token is exchanged for another when a second factor is shown: the old one is worth nothing
        let step = SessionCommand::StepUp { hash: "h4".into(), until: T0 + 9, next: Some("h5".into()) };
        site.write("u", step).unwrap();
        let session = |hash: &str| site.store.read().unwrap().session(hash).unwrap();
        assert!(session("h4").is_none() && session("h5").is_some_and(|s| s.step_up_until == Some(T0 + 9)));
    });
}

#[test]
fn accounts_are_made_all_or_none_and_found_by_what_they_are() {
    each(|site| {
        let mut list = vec![account("a", "150121"), account("b", "150122"), account("c", "150221")];
        list[1].role = String::new();
        list[1].wanted = "planner,signatory".into();
        let many = |accounts| AccountCommand::CreateMany { region: code("150000"), accounts };
        let twice = many(vec![account("x", "150121"), account("X ", "150122")]);
        assert_eq!(kind(site.write("twice", twice)), Some(Kind::Exists));
        assert!(site.store.read().unwrap().account_by_login("x").unwrap().is_none());
        assert_eq!(site.write("many", many(list)).unwrap(), Answer::Count { count: 3 });
        let find = |scope: &Scope, filter: AccountFilter| {
            let (list, all) = site.store.read().unwrap().accounts_by(scope, &filter, 10, 0).unwrap();
            assert_eq!(list.len() as i64, all);
            list.into_iter().map(|a| a.login).collect::<Vec<_>>()
        };
        let city = Scope::region(&code("150100"));
        assert_eq!(find(&city, AccountFilter::default()), ["a", "b"]);
        assert_eq!(find(&city, AccountFilter { role: "planner".into(), ..AccountFilter::default() }), ["a"]);
        assert_eq!(find(&city, AccountFilter { waiting: true, ..AccountFilter::default() }), ["b"]);
        let other = AccountFilter { region: Some(code("150221")), ..AccountFilter::default() };
        assert!(find(&city, other.clone()).is_empty() && find(&Scope::system(), other) == ["c"]);
        // given roles settle what was asked for
        let b = site.store.read().unwrap().account_by_login("b").unwrap().unwrap();
        let (name, region, department) = (b.name, b.region, b.department);
        site.write("g", AccountCommand::Change { id: b.id, name, region, department, role: "planner".into() }).unwrap();
        assert!(find(&city, AccountFilter { waiting: true, ..AccountFilter::default() }).is_empty());
        // the log is searched by region and time
        let read = |filter: AuditFilter| site.store.read().unwrap().audit_by(&city, &filter, 10, 0).unwrap();
        let changes = AuditFilter { action: Some("account.change".into()), ..AuditFilter::default() };
        assert_eq!(read(changes.clone()).len(), 1);
        assert!(read(AuditFilter { from: Some(T0 + 1), ..changes.clone() }).is_empty());
        assert!(read(AuditFilter { region: Some(code("150121")), ..changes }).is_empty());
    });
}

#[test]
fn a_region_closes_and_a_cycle_with_it() {
    each(|site| {
        let open = |county: &str| site.store.read().unwrap().cycle_open(CYCLE, &code(county)).unwrap();
        assert!(open("150121"));
        let date = Date::new(2021, 9, 1).unwrap();
        let own = |region: &str, state: &str| {
            CycleCommand::PutRegion(CycleRegion {
                region: code(region),
                cycle: CYCLE.into(),
                deadlines: vec![Deadline { name: "报送".into(), date }],
                state: state.into(),
            })
        };
        site.write("c1", own("150100", "closed")).unwrap();
        assert!(!open("150121") && !open("150100") && open("150221") && open("150000"));
        site.write("c2", own("150100", "open")).unwrap();
        assert!(open("150121"));
        assert_eq!(site.store.read().unwrap().cycle_regions(CYCLE).unwrap()[0].deadlines[0].date, date);
        let closed = || site.store.read().unwrap().closed_regions(&Scope::system()).unwrap();
        site.write("r1", RegionCommand::Close { code: code("150122"), closed: true }).unwrap();
        assert_eq!(closed(), [code("150122")]);
        // its name may still change; it stays closed until it is opened
        site.write("r2", RegionCommand::Put { regions: vec![crate::common::regions()[3].clone()] }).unwrap();
        assert_eq!(closed().len(), 1);
        site.write("r3", RegionCommand::Close { code: code("150122"), closed: false }).unwrap();
        assert!(closed().is_empty());
    });
}

#[test]
fn counties_in_short_stay_within_the_scope_and_take_the_place_of_older_ones() {
    each(|site| {
        let put = |county: &str, made_from: &str| {
            let (cycle, made_from, body) = (CYCLE.to_owned(), made_from.to_owned(), "{}".to_owned());
            site.store.note(Quiet::Summary { county: code(county), cycle, made_from, body, at: T0 }).unwrap();
        };
        put("150121", "1");
        put("150121", "2");
        put("150221", "1");
        let read = |scope: &Scope| site.store.read().unwrap().summaries(scope, CYCLE).unwrap();
        let city = read(&Scope::region(&code("150100")));
        assert_eq!((city.len(), city[0].made_from.as_str()), (1, "2"));
        assert_eq!(read(&Scope::system()).len(), 2);
    });
}
