//! A way between the store and PostgreSQL that can be cut: it knows where a message of the protocol ends, and at the Nth exchange the question is
//! lost, torn in the middle, or arrives and its answer is lost. Afterwards the connection is gone and, while it is barred, no new one comes.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What happens to an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// The question never arrives.
    QuestionLost,
    /// Half of its bytes arrive.
    QuestionTorn,
    /// It arrives and is carried out; the answer does not come back.
    AnswerLost,
}

pub const CUTS: [Cut; 3] = [Cut::QuestionLost, Cut::QuestionTorn, Cut::AnswerLost];

#[derive(Default)]
struct Plan {
    /// Exchanges until the cut; none when negative.
    left: AtomicI64,
    /// Exchanges since it was armed.
    seen: AtomicI64,
    cut: Mutex<Option<Cut>>,
    done: AtomicBool,
    barred: AtomicBool,
}

/// The way, which ends when dropped.
pub struct Proxy {
    plan: Arc<Plan>,
    folder: tempfile::TempDir,
}

impl Proxy {
    /// To the cluster whose socket lies in a folder.
    pub fn to(socket: &str) -> Proxy {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let plan = Arc::new(Plan { left: AtomicI64::new(-1), ..Plan::default() });
        let (shared, target) = (Arc::clone(&plan), PathBuf::from(socket).join(".s.PGSQL.5432"));
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let Ok(client) = client else { return };
                if shared.barred.load(Ordering::SeqCst) {
                    continue;
                }
                // the folder is gone when the test is over
                let Ok(server) = UnixStream::connect(&target) else { return };
                between(client, server, &shared);
            }
        });
        Proxy { plan, folder }
    }

    /// The folder to give as `host`.
    pub fn host(&self) -> String {
        self.folder.path().display().to_string()
    }

    /// Cuts the Nth exchange from now on, counted from 0.
    pub fn arm(&self, cut: Cut, nth: usize) {
        *self.plan.cut.lock().unwrap() = Some(cut);
        self.plan.done.store(false, Ordering::SeqCst);
        self.plan.seen.store(0, Ordering::SeqCst);
        self.plan.left.store(i64::try_from(nth).unwrap(), Ordering::SeqCst);
    }

    /// Whether the cut came about; none comes any more.
    pub fn disarm(&self) -> bool {
        self.plan.left.store(-1, Ordering::SeqCst);
        self.plan.done.load(Ordering::SeqCst)
    }

    /// Exchanges since it was armed.
    pub fn seen(&self) -> i64 {
        self.plan.seen.load(Ordering::SeqCst)
    }

    /// While barred, new connections are closed at once.
    pub fn bar(&self, barred: bool) {
        self.plan.barred.store(barred, Ordering::SeqCst);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.plan.barred.store(true, Ordering::SeqCst);
    }
}

fn between(client: UnixStream, server: UnixStream, plan: &Arc<Plan>) {
    let swallow = Arc::new(AtomicBool::new(false));
    let ends = || (client.try_clone().unwrap(), server.try_clone().unwrap());
    let ((from_client, to_server), (to_client, from_server)) = (ends(), ends());
    let (plan_there, swallow_there) = (Arc::clone(plan), Arc::clone(&swallow));
    std::thread::spawn(move || there(from_client, to_server, &plan_there, &swallow_there));
    let plan = Arc::clone(plan);
    std::thread::spawn(move || back(from_server, to_client, &plan, &swallow));
}

fn end(a: &UnixStream, b: &UnixStream) {
    let _ = a.shutdown(Shutdown::Both);
    let _ = b.shutdown(Shutdown::Both);
}

/// The length of the message at the start, with its kind; the first message of a connection has no kind.
fn message(bytes: &[u8], first: bool) -> Option<(u8, usize)> {
    let at = usize::from(!first);
    let length = bytes.get(at..at + 4).map(|b| u32::from_be_bytes(b.try_into().unwrap()) as usize)?;
    (bytes.len() >= at + length).then(|| (if first { 0 } else { bytes[0] }, at + length))
}

fn there(mut from: UnixStream, mut to: UnixStream, plan: &Plan, swallow: &AtomicBool) {
    let (mut held, mut first, mut whole) = (Vec::new(), true, 0);
    let mut part = [0; 1 << 16];
    loop {
        match from.read(&mut part) {
            Ok(n) if n > 0 => held.extend_from_slice(&part[..n]),
            _ => return end(&from, &to),
        }
        while let Some((kind, length)) = message(&held[whole..], first) {
            whole += length;
            let starting = std::mem::take(&mut first);
            // a question is whole when an answer is waited for: a plain query, or the end of a series
            if !starting && !matches!(kind, b'Q' | b'S') {
                if kind == b'X' {
                    let _ = to.write_all(&held[..whole]);
                    return end(&from, &to);
                }
                continue;
            }
            let question: Vec<u8> = held.drain(..std::mem::take(&mut whole)).collect();
            let mine = !starting && plan.left.load(Ordering::SeqCst) >= 0 && {
                plan.seen.fetch_add(1, Ordering::SeqCst);
                plan.left.fetch_sub(1, Ordering::SeqCst) == 0
            };
            let cut = if mine { *plan.cut.lock().unwrap() } else { None };
            match cut {
                None if to.write_all(&question).is_ok() => {}
                None => return end(&from, &to),
                Some(Cut::AnswerLost) => {
                    swallow.store(true, Ordering::SeqCst);
                    if to.write_all(&question).is_err() {
                        return end(&from, &to);
                    }
                }
                Some(lost) => {
                    if lost == Cut::QuestionTorn {
                        let _ = to.write_all(&question[..question.len() / 2]);
                    }
                    plan.done.store(true, Ordering::SeqCst);
                    return end(&from, &to);
                }
            }
        }
    }
}

fn back(mut from: UnixStream, mut to: UnixStream, plan: &Plan, swallow: &AtomicBool) {
    let mut part = [0; 1 << 16];
    let mut kept = Vec::new();
    loop {
        let n = match from.read(&mut part) {
            Ok(n) if n > 0 => n,
            _ => return end(&from, &to),
        };
        if !swallow.load(Ordering::SeqCst) {
            if to.write_all(&part[..n]).is_err() {
                return end(&from, &to);
            }
            continue;
        }
        kept.extend_from_slice(&part[..n]);
        while let Some((kind, length)) = message(&kept, false) {
            kept.drain(..length);
            // it is done there, and nobody here knows
            if kind == b'Z' {
                plan.done.store(true, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(1));
                return end(&from, &to);
            }
        }
    }
}
