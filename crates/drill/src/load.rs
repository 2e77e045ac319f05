//! Load with open arrivals (负载): requests are due at their times whether or not earlier ones have been answered.
//!
//! A request's latency counts from when it was due. A server that stalls for a second is thus charged with every request of that second, not with
//! the one that happened to be under way ("coordinated omission").

use crate::Fault;
use crate::client::{Ask, Client};
use crate::random::Random;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Makes a request; the number is its own.
pub type Make = Box<dyn Fn(&mut Random, u64) -> Ask + Send + Sync>;

/// One kind of request of the mix.
pub struct Kind {
    /// Its name in the table.
    pub name: &'static str,
    /// How often, beside the others.
    pub weight: u64,
    /// Answers that are fine.
    pub fine: &'static [u16],
    /// Makes one: the number of the request makes keys unlike.
    pub make: Make,
}

/// What to do.
pub struct Plan {
    /// Requests a second.
    pub rate: f64,
    /// For so long.
    pub length: Duration,
    /// Before that, without counting.
    pub warm: Duration,
    /// The mix.
    pub kinds: Vec<Kind>,
    /// Signed-in connections.
    pub clients: Vec<Client>,
    /// The seed of arrivals and choices.
    pub seed: u64,
}

/// What came out for a kind, or for all.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Latencies in microseconds.
    pub micros: Vec<u64>,
    /// Answers that were not fine, and errors, by what they were.
    pub bad: BTreeMap<String, u64>,
}

impl Tally {
    /// The latency that so many of a thousand stay within, in milliseconds. Those that failed count as the slowest.
    pub fn within(&self, permille: usize) -> f64 {
        let mut sorted = self.micros.clone();
        sorted.sort_unstable();
        let failed = usize::try_from(self.bad.values().sum::<u64>()).unwrap_or(usize::MAX);
        let all = sorted.len().saturating_add(failed);
        let at = all.saturating_mul(permille).div_ceil(1000).saturating_sub(1);
        sorted.get(at).map_or(f64::INFINITY, |m| *m as f64 / 1000.0)
    }

    fn add(&mut self, other: &Tally) {
        self.micros.extend_from_slice(&other.micros);
        for (what, count) in &other.bad {
            *self.bad.entry(what.clone()).or_insert(0) += count;
        }
    }
}

/// When each request is due and of which kind: exponential gaps, drawn beforehand.
fn schedule(plan: &Plan) -> Vec<(Duration, usize, u64)> {
    let mut random = Random::new(plan.seed);
    let total: u64 = plan.kinds.iter().map(|k| k.weight).sum();
    let (mut at, mut out) = (0.0_f64, Vec::new());
    let end = (plan.warm + plan.length).as_secs_f64();
    loop {
        let unit = (random.next_number() >> 11) as f64 / (1u64 << 53) as f64;
        at += -(1.0 - unit).ln() / plan.rate;
        if at >= end {
            return out;
        }
        let mut draw = random.next_number().checked_rem(total).unwrap_or(0);
        let kind = plan.kinds.iter().position(|k| {
            let here = draw < k.weight;
            draw = draw.saturating_sub(k.weight);
            here
        });
        out.push((Duration::from_secs_f64(at), kind.unwrap_or(0), random.next_number()));
    }
}

/// Sends everything; the tallies by kind.
///
/// # Errors
/// When a thread of the generator dies.
pub fn run(plan: Plan) -> Result<BTreeMap<&'static str, Tally>, Fault> {
    let due = schedule(&plan);
    let next = AtomicU64::new(0);
    let begin = Instant::now() + Duration::from_millis(50);
    let all: Mutex<BTreeMap<&'static str, Tally>> = Mutex::default();
    let (due, kinds, warm) = (&due, &plan.kinds, plan.warm);
    std::thread::scope(|threads| {
        let workers: Vec<_> = plan
            .clients
            .into_iter()
            .map(|mut client| {
                let (next, all) = (&next, &all);
                let small = std::thread::Builder::new().stack_size(256 * 1024);
                small.spawn_scoped(threads, move || {
                    let mut own: BTreeMap<&'static str, Tally> = BTreeMap::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let entry = usize::try_from(index).ok().and_then(|i| due.get(i));
                        let Some((at, kind, seed)) = entry else { break };
                        let Some(kind) = kinds.get(*kind) else { break };
                        let ask = (kind.make)(&mut Random::new(*seed), index);
                        let when = begin + *at;
                        std::thread::sleep(when.saturating_duration_since(Instant::now()));
                        let reply = client.send(&ask);
                        let took = Instant::now().saturating_duration_since(when);
                        if *at < warm {
                            continue;
                        }
                        let tally = own.entry(kind.name).or_default();
                        match reply {
                            Ok(reply) if kind.fine.contains(&reply.status) => {
                                tally.micros.push(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
                            }
                            Ok(reply) => *tally.bad.entry(reply.status.to_string()).or_insert(0) += 1,
                            Err(error) => *tally.bad.entry(error.kind().to_string()).or_insert(0) += 1,
                        }
                    }
                    let mut all = all.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    for (name, tally) in &own {
                        all.entry(name).or_default().add(tally);
                    }
                })
            })
            .collect();
        for worker in workers {
            let worker = worker.map_err(|e| e.to_string())?;
            worker.join().map_err(|_| "a thread of the generator died".to_owned())?;
        }
        Ok::<_, Fault>(())
    })?;
    Ok(all.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// All kinds together.
pub fn together(tallies: &BTreeMap<&'static str, Tally>) -> Tally {
    let mut all = Tally::default();
    for tally in tallies.values() {
        all.add(tally);
    }
    all
}

/// The tallies as a table.
pub fn table(tallies: &BTreeMap<&'static str, Tally>) -> String {
    let mut out =
        format!("{:<22} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "request", "count", "p50 ms", "p95 ms", "p99 ms", "slowest");
    let all = together(tallies);
    for (name, tally) in tallies.iter().map(|(n, t)| (*n, t)).chain([("all", &all)]) {
        let (p50, p95, p99, most) = (tally.within(500), tally.within(950), tally.within(990), tally.within(1000));
        out.push_str(&format!("{name:<22} {:>8} {p50:>8.1} {p95:>8.1} {p99:>8.1} {most:>8.1}", tally.micros.len()));
        let bad: Vec<String> = tally.bad.iter().map(|(what, n)| format!("{what}: {n}")).collect();
        out.push_str(&if bad.is_empty() { "\n".to_owned() } else { format!("  NOT FINE {}\n", bad.join(", ")) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    /// A server that answers at once, but sleeps once for half a second.
    fn sleepy() -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut from = BufReader::new(stream.try_clone().unwrap());
            let (mut to, mut count) = (stream, 0);
            loop {
                let mut line = String::new();
                while line != "\r\n" {
                    line.clear();
                    if from.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                }
                count += 1;
                if count == 50 {
                    std::thread::sleep(Duration::from_millis(500));
                }
                to.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
            }
        });
        address
    }

    #[test]
    fn a_stall_is_charged_to_every_request_that_was_due() {
        let client = Client::new(sleepy(), Duration::from_secs(5));
        let make = Box::new(|_: &mut Random, n| Ask::get(format!("/{n}")));
        let kind = Kind { name: "x", weight: 1, fine: &[200], make };
        let length = Duration::from_secs(2);
        let plan =
            Plan { rate: 200.0, length, warm: Duration::ZERO, kinds: vec![kind], clients: vec![client], seed: 1 };
        let tallies = run(plan).unwrap();
        let all = together(&tallies);
        assert!((300..500).contains(&all.micros.len()) && all.bad.is_empty(), "{}", table(&tallies));
        // a closed loop would have seen one slow request of four hundred
        let slow = all.micros.iter().filter(|m| **m > 100_000).count();
        assert!(slow > 50, "{slow} slow\n{}", table(&tallies));
    }

    #[test]
    fn failures_are_the_slowest() {
        let mut tally = Tally { micros: vec![1000; 98], bad: BTreeMap::new() };
        assert_eq!(tally.within(990), 1.0);
        tally.bad.insert("503".to_owned(), 2);
        assert_eq!((tally.within(980), tally.within(990)), (1.0, f64::INFINITY));
    }
}
