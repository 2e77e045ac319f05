//! The fence (写入闸): up after a failure of disk or database, down when writing works again.

use crate::engine::Fault;
use model::Message;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

/// Whether the store takes writes, and why not.
#[derive(Debug, Default)]
pub(crate) struct Fence {
    why: Mutex<Option<Message>>,
    /// Counts the times everything was opened anew, so that readers do too.
    generation: AtomicU64,
    falls: AtomicU64,
    /// The disk is full; what was held back serves signing in alone.
    narrow: AtomicBool,
    log_pages: AtomicI64,
}

impl Fence {
    /// Why no writes are taken; `None` when they are.
    pub(crate) fn why(&self) -> Option<Message> {
        self.why.lock().map_or_else(|e| e.into_inner().clone(), |why| why.clone())
    }

    fn set(&self, why: Option<Message>) {
        match self.why.lock() {
            Ok(mut slot) => *slot = why,
            Err(e) => *e.into_inner() = why,
        }
    }

    pub(crate) fn raise(&self, fault: &Fault) {
        self.set(Some(said(fault)));
        self.narrow.store(false, Ordering::SeqCst);
        self.falls.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn still(&self, fault: &Fault) {
        self.set(Some(said(fault)));
    }

    pub(crate) fn lower(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
        self.narrow.store(false, Ordering::SeqCst);
        self.set(None);
    }

    /// Writing works again, but only just: the space held back is being used.
    pub(crate) fn ajar(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
        self.set(Some(Message::new("store-disk-full")));
        self.narrow.store(true, Ordering::SeqCst);
    }

    /// True when only signing in is served.
    pub(crate) fn narrow(&self) -> bool {
        self.narrow.load(Ordering::SeqCst)
    }

    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    pub(crate) fn falls(&self) -> u64 {
        self.falls.load(Ordering::SeqCst)
    }

    pub(crate) fn log_pages(&self, pages: i64) {
        self.log_pages.store(pages, Ordering::Relaxed);
    }

    pub(crate) fn pages(&self) -> i64 {
        self.log_pages.load(Ordering::Relaxed)
    }
}

fn said(fault: &Fault) -> Message {
    Message::new("store-read-only-because").with("detail", fault)
}
