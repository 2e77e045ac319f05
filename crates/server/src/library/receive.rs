//! Taking a file in (接收文件): piece by piece to the disk, then looked into by a limited child; nothing is left of what is not kept.

use super::{clean, persons_message, refused};
use crate::app::App;
use crate::failure::Failure;
use axum::extract::multipart::{Field, MultipartError};
use intake::{IntakeProblem, Limits, Look};
use model::Message;
use std::io;
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::Spool;

/// Seconds between two pieces of a body after which it is given up.
const SILENT: Duration = Duration::from_secs(30);
/// Bytes written at a time.
const PIECE: usize = 1024 * 1024;
/// Bytes of unfinished uploads a process holds at most.
const ROOM: u64 = 2 * 1024 * 1024 * 1024;

/// A file that has come in whole (已接收的文件). It disappears unless it is kept.
pub struct Received {
    /// Its name, made harmless.
    pub name: String,
    /// Where it lies for now.
    pub spool: Spool,
    room: Room,
}

/// A file that was looked into.
pub struct Looked {
    /// The file.
    pub received: Received,
    /// What was found.
    pub look: Look,
}

/// The share of unfinished uploads that is taken up.
struct Room {
    app: App,
    taken: u64,
}

impl Room {
    fn take(&mut self, bytes: u64) -> Result<(), Failure> {
        self.taken += bytes;
        let before = self.app.spooled.fetch_add(bytes, Ordering::Relaxed);
        if before.saturating_add(bytes) > ROOM {
            return Err(Failure::Busy(Message::new("wb-upload-busy")));
        }
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.app.spooled.fetch_sub(self.taken, Ordering::Relaxed);
    }
}

/// The disk took it or not.
fn disk(error: &io::Error) -> Failure {
    tracing::error!(%error, "an upload could not be written");
    let full =
        matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge);
    let key = if full { "wb-upload-disk-full" } else { "wb-upload-disk" };
    Failure::ReadOnly(Message::new(key))
}

/// A body that ended early or is no form.
pub(crate) fn broken(most: u64) -> impl Fn(MultipartError) -> Failure {
    move |error| match error.status().as_u16() {
        413 => Failure::TooLarge(usize::try_from(most / (1024 * 1024)).unwrap_or(usize::MAX)),
        _ => Failure::bad(Message::new("wb-import-broken")),
    }
}

/// Bytes of a field of text.
const FIELD: usize = 64 * 1024;

/// A field of text, cut off where no honest one ends.
pub(crate) async fn short(mut field: Field<'_>, most: u64) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken(most))? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > FIELD {
            return Err(Failure::bad(Message::new("wb-import-broken")));
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes a field of a form to the disk.
///
/// # Errors
/// Too large, too slow, broken off, or the disk does not take it; nothing is left behind then.
pub async fn receive(app: &App, mut field: Field<'_>, most: u64) -> Result<Received, Failure> {
    let name = clean(field.file_name().unwrap_or(""));
    let mut room = Room { app: app.clone(), taken: 0 };
    let mut spool = app.off(|app| app.store.files().spool().map_err(|b| unspooled(&b))).await?;
    let mut buffer: Vec<u8> = Vec::new();
    loop {
        let piece = match tokio::time::timeout(SILENT, field.chunk()).await {
            Ok(piece) => piece.map_err(broken(most))?,
            Err(_) => return Err(Failure::bad(Message::new("wb-upload-slow"))),
        };
        let ended = piece.is_none();
        if let Some(piece) = piece {
            room.take(piece.len() as u64)?;
            if spool.size() + buffer.len() as u64 + piece.len() as u64 > most {
                return Err(Failure::TooLarge(usize::try_from(most / (1024 * 1024)).unwrap_or(usize::MAX)));
            }
            buffer.extend_from_slice(&piece);
        }
        if buffer.len() >= PIECE || (ended && !buffer.is_empty()) {
            let bytes = std::mem::take(&mut buffer);
            spool = app
                .off(move |_| {
                    spool.add(&bytes).map_err(|e| disk(&e))?;
                    Ok(spool)
                })
                .await?;
        }
        if ended {
            break;
        }
    }
    if spool.size() == 0 {
        return Err(Failure::bad(Message::new("wb-refused-empty")));
    }
    Ok(Received { name, spool, room })
}

fn unspooled(broken: &store::Broken) -> Failure {
    tracing::error!(detail = %broken.detail, "no upload can begin");
    let full = intake::cause_in(&broken.detail) == "full";
    Failure::ReadOnly(Message::new(if full { "wb-upload-disk-full" } else { "wb-upload-disk" }))
}

/// Looks into a document, in a limited child; only so many at a time.
///
/// # Errors
/// What makes it unfit to be kept; people's identity numbers among it.
pub async fn look(app: &App, received: Received, limits: Limits) -> Result<Looked, Failure> {
    look_with(app, received, limits, refused).await
}

/// The same, a problem told in other words.
///
/// # Errors
/// As [`look`].
pub async fn look_with(
    app: &App,
    received: Received,
    limits: Limits,
    unfit: fn(&IntakeProblem) -> Failure,
) -> Result<Looked, Failure> {
    let _turn = app.looks.acquire().await.map_err(|e| Failure::Internal(e.to_string()))?;
    app.off(move |_| {
        let child = crate::job::child()?;
        let look = intake::look(received.spool.path(), &received.name, &limits, &child).map_err(|p| unfit(&p))?;
        if look.persons.count > 0 {
            return Err(Failure::bad(persons_message(&look.persons)));
        }
        Ok(Looked { received, look })
    })
    .await
}

impl Received {
    /// Keeps the file: its hash and size.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep(self, app: &App) -> Result<(model::Hash, u64), Failure> {
        let Received { spool, room, .. } = self;
        let kept = app.store.files().keep_spooled(spool).map_err(|b| unspooled(&b));
        drop(room);
        kept
    }
}
