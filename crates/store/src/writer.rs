//! The one writer (写线程): takes all waiting commands into one transaction, commits, then answers (group commit, 成组提交).

use crate::answer::Answer;
use crate::audit::{Checkpoint, Key, Tree, hex};
use crate::ballast::Ballast;
use crate::command::{Command, Quiet};
use crate::engine::{Engine, Fault, args};
use crate::fence::Fence;
use crate::outcome::{Failed, Kind, Refused, Stop};
use crate::stamp::{Millis, Stamp};
use crate::tx::Tx;
use model::Message;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// Most commands in one transaction.
const GROUP: usize = 256;
/// How often a fenced store tries to write again.
const RETRY: Duration = Duration::from_secs(1);
/// How often a store on a full disk looks whether there is room again.
const RETRY_FULL: Duration = Duration::from_secs(4);
/// Pages of the write-ahead log after which it is written back.
const WAL_PAGES: i64 = 1000;
/// How often a transaction is tried when others are in the way.
const TRIES: u32 = 8;

/// What is asked of the writer.
pub(crate) enum Task {
    Command(Stamp, Box<Command>),
    /// Commands that are done all together or not at all, in this order.
    Together(Vec<(Stamp, Command)>),
    Quiet(Quiet),
    Checkpoint(Millis),
}

impl Task {
    /// True for what belongs to signing in and out: served as long as anything can be written at all.
    pub(crate) fn signs_in(&self) -> bool {
        use crate::command::AccountCommand as A;
        match self {
            Task::Command(_, command) => match &**command {
                Command::Session(_) => true,
                Command::Account(account) => {
                    matches!(
                        account,
                        A::Attempt { .. } | A::Succeeded { .. } | A::UsedTotp { .. } | A::UsedRecovery { .. }
                    )
                }
                _ => false,
            },
            Task::Quiet(quiet) => matches!(quiet, Quiet::Seen { .. }),
            Task::Together(_) | Task::Checkpoint(_) => false,
        }
    }
}

/// What the writer answers.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Answer(Answer),
    Answers(Vec<Answer>),
    Checkpoint(Checkpoint),
}

/// A task with the way back.
pub(crate) struct Letter {
    pub(crate) task: Task,
    pub(crate) back: SyncSender<Result<Reply, Failed>>,
}

/// The writer with what it needs to write and to begin again.
pub(crate) struct Writer {
    pub(crate) engine: Option<Engine>,
    pub(crate) open: Box<dyn Fn() -> Result<Engine, Fault> + Send>,
    pub(crate) key: Arc<Key>,
    pub(crate) name: String,
    pub(crate) fence: Arc<Fence>,
    pub(crate) ballast: Ballast,
}

impl Writer {
    /// Works until nobody can ask any more.
    pub(crate) fn work(mut self, letters: &Receiver<Letter>) {
        let mut tried = Instant::now();
        loop {
            let letter = if self.engine.is_some() && !self.fence.narrow() {
                letters.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                letters.recv_timeout(RETRY)
            };
            match letter {
                Ok(first) => {
                    let mut group = vec![first];
                    while group.len() < GROUP {
                        let Ok(next) = letters.try_recv() else { break };
                        group.push(next);
                    }
                    self.answer(group);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let patience = if self.fence.narrow() { RETRY_FULL } else { RETRY };
            if (self.engine.is_none() || self.fence.narrow()) && tried.elapsed() >= patience {
                tried = Instant::now();
                self.recover();
            }
        }
        if let Some(engine) = &mut self.engine {
            // leaves a small log behind; the next start copes without
            let _ = write_back(engine, "TRUNCATE");
        }
    }

    fn answer(&mut self, group: Vec<Letter>) {
        let Some(engine) = &mut self.engine else {
            let why = self.fence.why().unwrap_or_else(|| Message::new("store-read-only"));
            for letter in group {
                let _ = letter.back.send(Err(Failed::ReadOnly(why.clone())));
            }
            return;
        };
        let mut tries = 0;
        let result = loop {
            tries += 1;
            match transact(engine, &group, &self.key, &self.name) {
                Err(Fault::Busy(_)) if tries < TRIES => {
                    let _ = engine.plain("ROLLBACK");
                    std::thread::sleep(Duration::from_millis(20 * u64::from(tries)));
                }
                other => break other,
            }
        };
        match result {
            Ok(replies) => {
                for (letter, reply) in group.iter().zip(replies) {
                    // whoever asked may have gone; the key gives the answer again
                    let _ = letter.back.send(reply);
                }
                self.tend();
            }
            Err(fault) => {
                self.fall(&fault);
                for letter in group {
                    let _ = letter.back.send(Err(Failed::Unknown));
                }
            }
        }
    }

    /// Writes the write-ahead log back when it has grown.
    fn tend(&mut self) {
        let Some(engine) = &mut self.engine else { return };
        match log_pages(engine) {
            Ok(pages) => {
                self.fence.log_pages(pages);
                if pages >= WAL_PAGES
                    && let Err(fault) = write_back(engine, "PASSIVE")
                {
                    self.fall(&fault);
                }
            }
            Err(fault) => self.fall(&fault),
        }
    }

    /// After a failure of disk or connection: no more answers, everything is closed.
    fn fall(&mut self, fault: &Fault) {
        self.fence.raise(fault);
        self.engine = None;
        // a little room may be left, and would be gone with the next write: what is held back is used at once
        if fault.full()
            && self.ballast.drop_it()
            && let Ok(engine) = self.reopened()
        {
            self.engine = Some(engine);
            self.fence.ajar();
        }
    }

    /// Opens everything anew and writes something; if that works the fence comes down.
    fn recover(&mut self) {
        if self.fence.narrow() {
            // room again for what is held back is room for everything
            if self.ballast.hold().is_ok() {
                self.fence.lower();
            }
            return;
        }
        match self.reopened() {
            Ok(engine) => {
                self.engine = Some(engine);
                if self.ballast.hold().is_ok() { self.fence.lower() } else { self.fence.ajar() }
            }
            Err(fault) => {
                self.fence.still(&fault);
                if self.ballast.drop_it()
                    && let Ok(engine) = self.reopened()
                {
                    self.engine = Some(engine);
                    self.fence.ajar();
                }
            }
        }
    }

    /// Everything opened anew, once something could be written.
    fn reopened(&self) -> Result<Engine, Fault> {
        (self.open)().and_then(|mut engine| {
            engine.begin()?;
            engine.run("UPDATE probe SET count = count + 1 WHERE id = 1", &[])?;
            engine.plain("COMMIT")?;
            write_back(&mut engine, "PASSIVE")?;
            Ok(engine)
        })
    }
}

/// Pages in the write-ahead log; 0 on PostgreSQL, which tends its own.
fn log_pages(engine: &mut Engine) -> Result<i64, Fault> {
    if engine.is_postgres() {
        return Ok(0);
    }
    match engine.row("PRAGMA wal_checkpoint(NOOP)", &[]) {
        Ok(Some(row)) => {
            let mut cells = row.cells();
            let _busy = cells.int()?;
            Ok(cells.int()?.max(0))
        }
        Ok(None) => Ok(0),
        Err(fault) => Err(fault),
    }
}

fn write_back(engine: &mut Engine, how: &str) -> Result<(), Fault> {
    if engine.is_postgres() {
        return Ok(());
    }
    match engine.rows(&format!("PRAGMA wal_checkpoint({how})"), &[]) {
        // readers in the way: the next time will do
        Ok(_) | Err(Fault::Busy(_)) => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// One transaction with everything that waits.
fn transact(engine: &mut Engine, group: &[Letter], key: &Key, name: &str) -> Result<Vec<Result<Reply, Failed>>, Fault> {
    engine.begin()?;
    let audited = group.iter().any(|l| !matches!(l.task, Task::Quiet(_)));
    let mut tree = if audited { Some(Tree::open(engine)?) } else { None };
    let before = tree.as_ref().map(|t| t.size);
    let mut replies = Vec::with_capacity(group.len());
    for letter in group {
        engine.plain("SAVEPOINT one")?;
        let size = tree.as_ref().map(|t| t.size);
        let outcome = match (&letter.task, &mut tree) {
            (Task::Command(stamp, command), Some(tree)) => one(engine, tree, stamp, command).map(Reply::Answer),
            (Task::Together(list), Some(tree)) => {
                let each = list.iter().map(|(stamp, command)| one(engine, tree, stamp, command));
                each.collect::<Result<Vec<_>, _>>().map(Reply::Answers)
            }
            (Task::Checkpoint(at), Some(tree)) => checkpoint(engine, tree, key, name, *at).map(Reply::Checkpoint),
            (Task::Quiet(quiet), _) => quiet.apply(engine).map(Reply::Answer),
            _ => Err(Stop::Fault(Fault::Sql("no audit tree".to_owned()))),
        };
        let reply = match outcome {
            Ok(reply) => Ok(reply),
            Err(Stop::Refused(refused)) => Err(Failed::Refused(refused)),
            Err(Stop::Fault(fault @ (Fault::Io(_) | Fault::Busy(_) | Fault::Distrust(_)))) => return Err(fault),
            Err(Stop::Fault(Fault::Constraint(text))) => Err(Failed::Refused(Refused {
                kind: Kind::Invalid,
                message: Message::new("store-constraint").with("detail", text),
            })),
            Err(Stop::Fault(Fault::Sql(text) | Fault::Data(text))) => Err(Failed::Broken(text)),
        };
        if reply.is_err() {
            engine.plain("ROLLBACK TO SAVEPOINT one")?;
            if size != tree.as_ref().map(|t| t.size) {
                tree = Some(reopened(engine)?);
            }
        }
        engine.plain("RELEASE SAVEPOINT one")?;
        replies.push(reply);
    }
    if let Some(tree) = &tree
        && Some(tree.size) != before
    {
        tree.close(engine)?;
    }
    engine.plain("COMMIT")?;
    Ok(replies)
}

/// The tree after a command that had already logged was rolled back. The head is written at the end only, so the size is counted.
fn reopened(engine: &mut Engine) -> Result<Tree, Fault> {
    let size = engine.number("SELECT COALESCE(MAX(seq) + 1, 0) FROM audit_leaf", &[])?;
    engine.run("UPDATE audit_head SET size = ?1 WHERE id = 1", &args![size])?;
    Tree::open(engine)
}

/// One command: answered from before, or done with its entry in the log.
fn one(engine: &mut Engine, tree: &mut Tree, stamp: &Stamp, command: &Command) -> Result<Answer, Stop> {
    if stamp.key.is_empty() || stamp.key.chars().count() > 100 || stamp.account.is_empty() {
        let message = Message::new("store-key-invalid");
        return Err(Stop::Refused(Refused { kind: Kind::Invalid, message }));
    }
    let body = command.hash()?;
    let sql = "SELECT body_hash, answer FROM request WHERE account = ?1 AND request_key = ?2";
    if let Some(row) = engine.row(sql, &args![&stamp.account, &stamp.key])? {
        let mut cells = row.cells();
        if cells.text()? != body.0 {
            let message = Message::new("store-key-reused").with("key", &stamp.key);
            return Err(Stop::Refused(Refused { kind: Kind::KeyReused, message }));
        }
        return Ok(cells.json()?);
    }
    let applied = command.apply(&mut Tx { engine, stamp })?;
    let answer = serde_json::to_string(&applied.answer).map_err(|e| Fault::Data(e.to_string()))?;
    let seq = tree.size;
    let entry = applied.entry;
    let leaf = entry.leaf(seq, stamp, &body, &answer).map_err(Fault::Data)?;
    engine.run(
        "INSERT INTO audit_leaf (seq, at, account, action, county, object, leaf) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &args![seq, stamp.at, &stamp.account, entry.action, &entry.county, &entry.object, &leaf],
    )?;
    tree.push(engine, leaf.as_bytes())?;
    engine.run(
        "INSERT INTO request (account, request_key, body_hash, answer, seq, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &args![&stamp.account, &stamp.key, &body.0, answer, seq, stamp.at],
    )?;
    Ok(applied.answer)
}

fn checkpoint(engine: &mut Engine, tree: &Tree, key: &Key, name: &str, at: Millis) -> Result<Checkpoint, Stop> {
    let sql = "SELECT at, note FROM audit_checkpoint WHERE size = ?1";
    if let Some(row) = engine.row(sql, &args![tree.size])? {
        let mut cells = row.cells();
        return Ok(Checkpoint { size: tree.size, at: cells.int()?, note: cells.text()? });
    }
    let checkpoint = Checkpoint::sign(key, name, tree.algorithm, tree.size, &tree.root(), at);
    engine.run(
        "INSERT INTO audit_checkpoint (size, at, note) VALUES (?1, ?2, ?3)",
        &args![checkpoint.size, at, &checkpoint.note],
    )?;
    // the head in the same state as what was signed
    engine.run("UPDATE audit_head SET size = ?1, root = ?2 WHERE id = 1", &args![tree.size, hex(&tree.root())])?;
    Ok(checkpoint)
}
