//! The store (存储): opened once per process, shared by its threads.

use crate::answer::Answer;
use crate::audit::{Algorithm, Checkpoint, Key, hex};
use crate::ballast::Ballast;
use crate::command::{Command, Quiet};
use crate::engine::{Engine, Fault, Lite, Pg, args};
use crate::fence::Fence;
use crate::files::{Files, make_folder};
use crate::migration::{self, Unfit, migrate};
use crate::outcome::{Broken, Failed};
use crate::place::Place;
use crate::read::Reader;
use crate::stamp::{Millis, Stamp};
use crate::writer::{Letter, Reply, Task, Writer};
use model::Message;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// Commands that may wait for the writer before callers wait with them.
const WAITING: usize = 4096;
/// Connections kept for readers.
const READERS: usize = 8;

/// Choices made when a site is opened (建站选项).
#[derive(Debug, Clone)]
pub struct Options {
    /// The hash of the audit log; an existing site keeps its own.
    pub algorithm: Algorithm,
    /// The site's name in checkpoints; no blanks, plus signs or line breaks.
    pub name: String,
    /// Bytes of disk held back in the data folder, so that people can still sign in when the disk is full; 0 for none. SQLite only.
    pub reserve: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { algorithm: Algorithm::Sha256, name: "junheng".to_owned(), reserve: 0 }
    }
}

/// How the store is (运行状况).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// `SQLite` or `PostgreSQL`.
    pub engine: &'static str,
    /// Why no writes are taken; `None` when they are.
    pub read_only: Option<Message>,
    /// How often writing had to stop since the start.
    pub falls: u64,
    /// Pages in SQLite's write-ahead log; grows without end only when something is wrong.
    pub log_pages: i64,
    /// The schema.
    pub schema: i64,
}

/// The store of a site (存储).
pub struct Store {
    place: Place,
    fence: Arc<Fence>,
    key: Arc<Key>,
    files: Files,
    letters: Option<SyncSender<Letter>>,
    writer: Option<JoinHandle<()>>,
    idle: Mutex<Vec<(u64, Engine)>>,
}

pub(crate) fn engine(place: &Place, create: bool) -> Result<Engine, Fault> {
    match &place.postgres {
        Some(url) => Ok(Engine::Postgres(Box::new(Pg::open(url)?))),
        None => Ok(Engine::Sqlite(Lite::open(&place.database(), create)?)),
    }
}

pub(crate) fn unfit(unfit: Unfit) -> Broken {
    match unfit {
        Unfit::Newer(found) => Broken::new(
            Message::new("store-schema-newer").with("found", found).with("known", migration::NEWEST),
            "newer schema",
        ),
        Unfit::Changed(number) => {
            Broken::new(Message::new("store-schema-changed").with("number", number), "changed migration")
        }
        Unfit::Fault(fault) => fault.into(),
    }
}

impl Store {
    /// Opens the store of a place, makes it where there is none, and brings it to the newest schema.
    pub fn open(place: &Place) -> Result<Store, Broken> {
        Store::open_with(place, &Options::default())
    }

    /// Opens the store of a place; a new one is made as the options say.
    pub fn open_with(place: &Place, options: &Options) -> Result<Store, Broken> {
        make_folder(&place.folder).map_err(|e| Broken::file(&place.folder, &e))?;
        let opening = |fault: Fault| {
            let key = if let Fault::Distrust(_) = fault { "store-distrusted" } else { "store-cannot-open" };
            let message = Message::new(key).with("place", place.shown()).with("error", &fault);
            Broken::new(message, fault)
        };
        let key = Arc::new(Key::open(&place.key())?);
        let ballast = Ballast::new(place.reserve(), if place.postgres.is_some() { 0 } else { options.reserve });
        let fit = || {
            let mut engine = engine(place, true).map_err(opening)?;
            migrate(&mut engine, migration::NEWEST, &mut |_| Ok(())).map_err(unfit)?;
            found(&mut engine, options).map_err(opening)?;
            Ok::<_, Broken>(engine)
        };
        // on a full disk even opening takes some room
        let engine = fit().or_else(|broken| if ballast.drop_it() { fit() } else { Err(broken) })?;
        let fence = Arc::new(Fence::default());
        if ballast.hold().is_err() {
            fence.ajar();
        }
        let (letters, inbox) = sync_channel(WAITING);
        let again = place.clone();
        let writer = Writer {
            engine: Some(engine),
            open: Box::new(move || self::engine(&again, false)),
            key: Arc::clone(&key),
            name: options.name.clone(),
            fence: Arc::clone(&fence),
            ballast,
        };
        let thread = std::thread::Builder::new().name("store-writer".to_owned());
        let writer = thread.spawn(move || writer.work(&inbox)).map_err(|e| Broken::file(&place.folder, &e))?;
        Ok(Store {
            place: place.clone(),
            fence,
            key,
            files: Files::new(place.files()),
            letters: Some(letters),
            writer: Some(writer),
            idle: Mutex::new(Vec::new()),
        })
    }

    /// Does a write command; returns when it is on the disk together with its entry in the audit log.
    pub fn write(&self, stamp: Stamp, command: impl Into<Command>) -> Result<Answer, Failed> {
        match self.ask(Task::Command(stamp, Box::new(command.into())))? {
            Reply::Answer(answer) => Ok(answer),
            Reply::Answers(_) | Reply::Checkpoint(_) => Err(anothers()),
        }
    }

    /// Does several write commands together (一并写入): all of them, each with its entry in the audit log, or none. A later one may rest on what
    /// an earlier one wrote. Each has its own key; asked again, each gets its first answer.
    pub fn write_together(&self, commands: Vec<(Stamp, Command)>) -> Result<Vec<Answer>, Failed> {
        match self.ask(Task::Together(commands))? {
            Reply::Answers(answers) => Ok(answers),
            Reply::Answer(_) | Reply::Checkpoint(_) => Err(anothers()),
        }
    }

    /// Does a quiet write: bookkeeping of the program itself that no person did and no audit needs, such as when a session was last seen.
    pub fn note(&self, quiet: Quiet) -> Result<Answer, Failed> {
        match self.ask(Task::Quiet(quiet))? {
            Reply::Answer(answer) => Ok(answer),
            Reply::Answers(_) | Reply::Checkpoint(_) => Err(anothers()),
        }
    }

    /// Signs the audit log as it stands (签署检查点); one already signed at this size is given again.
    pub fn checkpoint(&self, at: Millis) -> Result<Checkpoint, Failed> {
        match self.ask(Task::Checkpoint(at))? {
            Reply::Checkpoint(checkpoint) => Ok(checkpoint),
            Reply::Answer(_) | Reply::Answers(_) => Err(anothers()),
        }
    }

    fn ask(&self, task: Task) -> Result<Reply, Failed> {
        if let Some(why) = self.fence.why()
            && !(self.fence.narrow() && task.signs_in())
        {
            return Err(Failed::ReadOnly(why));
        }
        let gone = || Failed::Broken("the writer has ended".to_owned());
        let (back, answer) = sync_channel(1);
        self.letters.as_ref().ok_or_else(gone)?.send(Letter { task, back }).map_err(|_| gone())?;
        answer.recv().unwrap_or(Err(Failed::Unknown))
    }

    /// A connection for reading; it goes back when dropped.
    pub fn read(&self) -> Result<Reader<'_>, Broken> {
        let generation = self.fence.generation();
        let mut idle = self.idle.lock().unwrap_or_else(|e| e.into_inner());
        let kept = loop {
            match idle.pop() {
                Some((g, engine)) if g == generation => break Some(engine),
                Some(_) => {}
                None => break None,
            }
        };
        drop(idle);
        let engine = match kept {
            Some(engine) => engine,
            None => match &self.place.postgres {
                Some(url) => Engine::Postgres(Box::new(Pg::open(url)?)),
                None => Engine::Sqlite(Lite::open_reading(&self.place.database())?),
            },
        };
        Ok(Reader::new(self, generation, engine))
    }

    /// Takes a reader's connection back.
    pub(crate) fn give_back(&self, generation: u64, engine: Engine) {
        let sound = !matches!(&engine, Engine::Postgres(pg) if pg.lost());
        let mut idle = self.idle.lock().unwrap_or_else(|e| e.into_inner());
        if sound && idle.len() < READERS && generation == self.fence.generation() {
            idle.push((generation, engine));
        }
    }

    /// The files of the site.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The place.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The key that signs.
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// The public key of the checkpoints, in hex: what an outside witness keeps.
    pub fn public_key(&self) -> String {
        self.key.public_hex()
    }

    /// A secret of the site for one purpose, in hex: the same in all its processes.
    pub fn secret(&self, purpose: &str) -> String {
        self.key.derived(purpose)
    }

    /// How the store is.
    pub fn health(&self) -> Health {
        Health {
            engine: if self.place.postgres.is_some() { "PostgreSQL" } else { "SQLite" },
            read_only: self.fence.why(),
            falls: self.fence.falls(),
            log_pages: self.fence.pages(),
            schema: migration::NEWEST,
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // the writer ends when nobody can ask any more
        self.letters = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

fn anothers() -> Failed {
    Failed::Broken("another's answer".to_owned())
}

/// Makes the rows a new site needs; another process may be doing the same.
pub(crate) fn found(engine: &mut Engine, options: &Options) -> Result<(), Fault> {
    let root = hex(&options.algorithm.empty());
    engine.run(
        "INSERT INTO audit_head (id, algorithm, size, root) VALUES (1, ?1, 0, ?2) ON CONFLICT (id) DO NOTHING",
        &args![options.algorithm.name(), root],
    )?;
    engine.run("INSERT INTO probe (id, count) VALUES (1, 0) ON CONFLICT (id) DO NOTHING", &[])?;
    Ok(())
}
