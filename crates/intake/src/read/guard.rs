//! Stops a reader before one endless tag or text fills the memory.

use std::io::{self, Read};

use crate::limit::Measure;
use crate::problem::IntakeProblem;

/// Passes XML through and fails once too much comes without a `<`.
pub(crate) struct TokenGuard<R> {
    inner: R,
    longest: usize,
    run: usize,
    limit: u64,
}

impl<R> TokenGuard<R> {
    /// Room for a text of `text_bytes` with every byte escaped, and for a tag's attributes.
    pub(crate) fn new(inner: R, text_bytes: usize) -> Self {
        let longest = text_bytes.saturating_mul(8).saturating_add(64 * 1024);
        Self { inner, longest, run: 0, limit: text_bytes as u64 }
    }
}

impl<R: Read> Read for TokenGuard<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        let fresh = buf.get(..read).unwrap_or_default();
        self.run = match memchr::memrchr(b'<', fresh) {
            Some(at) => read - at,
            None => self.run.saturating_add(read),
        };
        if self.run > self.longest {
            return Err(io::Error::other(IntakeProblem::too_large(Measure::StringBytes, self.limit)));
        }
        Ok(read)
    }
}
