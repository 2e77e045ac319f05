//! Kills at random moments under many clients that write (强杀演练): nothing that was answered may be lost or done twice.
//!
//! Each client sends one write after the other, each under a key of its own, and sends it again under the same key for as long as it has no
//! answer, as an HTTP client of an office would. In between the server is killed by SIGKILL and started again. After each start every answer
//! given so far is looked for in the audit log, which is read from the database and not through the server, and the last writes of every client
//! are sent once more: they must get the first answer.

use crate::Fault;
use crate::client::{Ask, Client};
use crate::process::{Server, Start};
use crate::random::Random;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Makes a request; the text is a name that no other has.
pub type Make = Box<dyn Fn(&mut Random, &str) -> Ask + Send + Sync>;

/// A write command as a client asks for it. The second argument is a name that no other write has.
pub struct Write {
    /// Its name in the figures.
    pub name: &'static str,
    /// Answers that mean it is done.
    pub done: &'static [u16],
    /// Answers that mean it was refused and nothing is done.
    pub refused: &'static [u16],
    /// Makes one.
    pub make: Make,
}

/// What to do.
pub struct Drill {
    /// The server.
    pub start: Start,
    /// Kills.
    pub kills: usize,
    /// Signed-in clients.
    pub clients: Vec<Client>,
    /// The writes.
    pub writes: Vec<Write>,
    /// Chance.
    pub seed: u64,
    /// Says how far it is.
    pub tell: fn(&str),
}

/// What came out.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Kills.
    pub kills: usize,
    /// Writes answered, by name.
    pub answered: BTreeMap<&'static str, u64>,
    /// Of these, answered only when sent again after a kill.
    pub again: u64,
    /// Refused, by name.
    pub refused: BTreeMap<&'static str, u64>,
    /// Answered writes sent once more after a restart, all with the first answer.
    pub repeated: u64,
    /// Entries of the audit log looked through.
    pub entries: u64,
    /// Times from start to ready.
    pub restarts: Vec<Duration>,
}

/// A write with its answer.
#[derive(Debug, Clone)]
struct Done {
    key: String,
    ask: Ask,
    status: u16,
    body: Vec<u8>,
}

#[derive(Default)]
struct Ledger {
    /// Keys answered and not yet found in the log.
    waiting: HashMap<String, &'static str>,
    last: BTreeMap<usize, Done>,
    outcome: Outcome,
    fault: Option<Fault>,
}

fn locked(ledger: &Mutex<Ledger>) -> std::sync::MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Entries of the log from a number on: the key and the account of each.
pub type Reading<'a> = &'a mut dyn FnMut(i64) -> Result<Vec<(i64, String)>, Fault>;

/// Runs the drill. `keys` reads the entries of the audit log from a number on, from the database itself.
///
/// # Errors
/// The first thing that is not as it must be.
pub fn run(drill: Drill, keys: Reading<'_>) -> Result<Outcome, Fault> {
    let ledger = Mutex::new(Ledger::default());
    let (stop, pause, idle) = (AtomicBool::new(false), AtomicBool::new(false), AtomicU64::new(0));
    let mut random = Random::new(drill.seed);
    let mut log = Log::default();
    let count = drill.clients.len() as u64;
    let mut probes: Vec<Client> = drill.clients.iter().map(Client::again).collect();
    std::thread::scope(|threads| {
        for (n, client) in drill.clients.into_iter().enumerate() {
            let (ledger, writes, stop, pause, idle) = (&ledger, &drill.writes, &stop, &pause, &idle);
            let random = Random::new(drill.seed.wrapping_add(n as u64 + 1));
            threads.spawn(move || one(n, client, writes, random, ledger, stop, pause, idle));
        }
        let mut rounds = || -> Result<(), Fault> {
            let mut server = drill.start.run(Duration::from_secs(60))?;
            for kill in 0..drill.kills {
                std::thread::sleep(Duration::from_millis(20 + random.below(380) as u64));
                if let Some(fault) = locked(&ledger).fault.take() {
                    return Err(fault);
                }
                server.kill()?;
                server = drill.start.run(Duration::from_secs(60))?;
                locked(&ledger).outcome.restarts.push(server.took);
                // the clients hold still, so that what was answered is all there is to find
                pause.store(true, Ordering::SeqCst);
                let begun = Instant::now();
                while idle.load(Ordering::SeqCst) < count {
                    if begun.elapsed() > Duration::from_secs(180) {
                        return Err("a client does not come to rest".to_owned());
                    }
                    std::thread::sleep(Duration::from_millis(1));
                }
                let checked = look(&ledger, &mut log, keys).and_then(|()| repeat(&ledger, &mut probes));
                pause.store(false, Ordering::SeqCst);
                checked.map_err(|why| format!("after kill {}: {why}", kill + 1))?;
                let mut ledger = locked(&ledger);
                ledger.outcome.kills = kill + 1;
                if (kill + 1) % 50 == 0 {
                    let answered: u64 = ledger.outcome.answered.values().sum();
                    (drill.tell)(&format!("{} kills, {answered} writes answered", kill + 1));
                }
            }
            end(server)
        };
        let out = rounds();
        stop.store(true, Ordering::SeqCst);
        pause.store(false, Ordering::SeqCst);
        out
    })?;
    let ledger = ledger.into_inner().unwrap_or_else(PoisonError::into_inner);
    match ledger.fault {
        Some(fault) => Err(fault),
        None => Ok(Outcome { entries: log.keys.len() as u64, ..ledger.outcome }),
    }
}

fn end(server: Server) -> Result<(), Fault> {
    let (status, _) = server.stop(Duration::from_secs(30))?;
    if status.success() { Ok(()) } else { Err(format!("told to stop, it ended with {status}")) }
}

#[allow(clippy::too_many_arguments, reason = "a thread's surroundings")]
fn one(
    n: usize,
    mut client: Client,
    writes: &[Write],
    mut random: Random,
    ledger: &Mutex<Ledger>,
    stop: &AtomicBool,
    pause: &AtomicBool,
    idle: &AtomicU64,
) {
    let mut count = 0u64;
    while !stop.load(Ordering::SeqCst) {
        if pause.load(Ordering::SeqCst) {
            idle.fetch_add(1, Ordering::SeqCst);
            while pause.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(1));
            }
            idle.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let Some(write) = writes.get(random.below(writes.len())) else { return };
        count += 1;
        let key = format!("drill-{n}-{count}");
        let ask = (write.make)(&mut random, &key).with("idempotency-key", key.clone());
        let mut tries = 0u32;
        loop {
            if stop.load(Ordering::SeqCst) {
                return;
            }
            tries += 1;
            match client.send(&ask) {
                Ok(reply) if write.done.contains(&reply.status) => {
                    let mut ledger = locked(ledger);
                    *ledger.outcome.answered.entry(write.name).or_insert(0) += 1;
                    ledger.outcome.again += u64::from(tries > 1);
                    ledger.waiting.insert(key.clone(), write.name);
                    ledger.last.insert(n, Done { key, ask, status: reply.status, body: reply.body });
                    break;
                }
                Ok(reply) if write.refused.contains(&reply.status) => {
                    *locked(ledger).outcome.refused.entry(write.name).or_insert(0) += 1;
                    break;
                }
                // busy, or stopping: the same again
                Ok(reply) if matches!(reply.status, 429 | 503) => std::thread::sleep(Duration::from_millis(20)),
                Ok(reply) => {
                    let text: String = reply.text().chars().take(600).collect();
                    let (name, status) = (write.name, reply.status);
                    locked(ledger).fault.get_or_insert(format!("{name} {key} (try {tries}): {status} {text}"));
                    return;
                }
                // no answer: done or not, nobody knows
                Err(_) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

#[derive(Default)]
struct Log {
    next: i64,
    keys: BTreeSet<String>,
}

/// Every answered write is in the log, none is twice.
fn look(ledger: &Mutex<Ledger>, log: &mut Log, keys: Reading<'_>) -> Result<(), Fault> {
    for (seq, key) in keys(log.next)? {
        if seq != log.next {
            return Err(format!("entry {} is missing from the log", log.next));
        }
        log.next += 1;
        // the server may put a word of its own before a client's key
        let key = key.rsplit('/').next().unwrap_or("").to_owned();
        if key.starts_with("drill-") && !log.keys.insert(key.clone()) {
            return Err(format!("{key} was done twice"));
        }
    }
    let mut ledger = locked(ledger);
    match ledger.waiting.iter().find(|(key, _)| !log.keys.contains(*key)) {
        Some((key, name)) => Err(format!("{name} {key} was answered and is not in the log")),
        None => {
            ledger.waiting.clear();
            Ok(())
        }
    }
}

/// The last write of every client gets its first answer again.
fn repeat(ledger: &Mutex<Ledger>, clients: &mut [Client]) -> Result<(), Fault> {
    let last = std::mem::take(&mut locked(ledger).last);
    for (n, done) in &last {
        let client = clients.get_mut(*n).ok_or("no such client")?;
        let reply = client.send(&done.ask).map_err(|e| format!("{}: {e}", done.key))?;
        if (reply.status, &reply.body) != (done.status, &done.body) {
            let text = String::from_utf8_lossy(&done.body).into_owned();
            return Err(format!("{} got {} {text}, then {} {}", done.key, done.status, reply.status, reply.text()));
        }
        locked(ledger).outcome.repeated += 1;
    }
    Ok(())
}
