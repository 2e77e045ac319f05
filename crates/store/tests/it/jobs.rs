//! Jobs: taken once, taken over when their worker is silent, given up after too many attempts.

use crate::common::{T0, code, each};
use std::collections::BTreeSet;
use std::sync::Mutex;
use store::{Answer, Job, JobCommand, Quiet, Scope, Store};

fn take(store: &Store, worker: &str, at: i64) -> Option<Job> {
    let take = Quiet::Take {
        tasks: vec!["plan".into(), "papers".into()],
        worker: worker.into(),
        at,
        silent_before: at - 1000,
        most_attempts: 2,
    };
    match store.note(take).unwrap() {
        Answer::Job { job } => job.map(|j| *j),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_processes_take_each_job_once() {
    each(|site| {
        for i in 0..40 {
            let county = code(if i % 2 == 0 { "150121" } else { "150221" });
            let job = JobCommand::Enqueue { task: "plan".into(), county, payload: i.to_string() };
            site.write_at(T0 + i, &format!("j{i}"), job).unwrap();
        }
        let other = Store::open(&site.place).unwrap();
        let taken = Mutex::new(Vec::new());
        std::thread::scope(|threads| {
            for (n, store) in [&site.store, &other, &site.store, &other].into_iter().enumerate() {
                let taken = &taken;
                threads.spawn(move || {
                    while let Some(job) = take(store, &format!("w{n}"), T0 + 100) {
                        assert_eq!(job.taken_by.as_deref(), Some(format!("w{n}").as_str()));
                        taken.lock().unwrap().push(job.id);
                    }
                });
            }
        });
        let taken = taken.into_inner().unwrap();
        assert_eq!((taken.len(), taken.iter().collect::<BTreeSet<_>>().len()), (40, 40));
        let mut read = site.store.read().unwrap();
        assert_eq!(read.jobs(&Scope::region(&code("150221")), 100, 0).unwrap().len(), 20);
    });
}

#[test]
fn a_silent_worker_loses_its_job() {
    each(|site| {
        let job = JobCommand::Enqueue { task: "papers".into(), county: code("150121"), payload: "{}".into() };
        let id = site.write("j", job).unwrap().id().unwrap().to_owned();
        let count = |quiet: Quiet| match site.store.note(quiet).unwrap() {
            Answer::Count { count } => count,
            other => panic!("{other:?}"),
        };
        let progress = |worker: &str, at: i64| {
            let (id, worker) = (id.clone(), worker.to_owned());
            count(Quiet::Progress { id, worker, at, permille: 500, message: "求解".into() })
        };
        let state = || site.store.read().unwrap().job(&Scope::system(), &id).unwrap().unwrap();
        assert_eq!(take(&site.store, "a", T0).unwrap().attempts, 1);
        assert_eq!(progress("a", T0 + 900), 1);
        assert!(take(&site.store, "b", T0 + 1500).is_none());
        assert_eq!(take(&site.store, "b", T0 + 2000).unwrap().attempts, 2);
        assert_eq!(progress("a", T0 + 2001), 0, "no longer a's");
        assert_eq!((state().state.as_str(), state().progress), ("running", 0));
        assert!(take(&site.store, "c", T0 + 9000).is_none(), "given up");
        assert_eq!((state().state.as_str(), state().message.as_str()), ("failed", "store-job-given-up"));
        assert_eq!(count(Quiet::Finish { id: id.clone(), worker: "b".into(), at: T0, result: "{}".into() }), 0);
    });
}
