//! Frames on the pipe.

use std::io::{self, Read, Write};

use crate::problem::IntakeProblem;

/// The longest frame either side accepts.
const LONGEST: usize = 32 * 1024 * 1024;

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Format and date system, JSON.
    Book,
    /// A notice, JSON.
    Notice,
    /// A sheet's head, JSON.
    Sheet,
    /// A row, packed.
    Row,
    /// A sheet's tail, JSON.
    SheetEnd,
    /// A piece of a file.
    Bytes,
    /// The problem that ended the reading, JSON.
    Problem,
    /// All was read.
    Done,
    /// What a document is, JSON.
    Look,
    /// A page of a document with its text, JSON.
    Part,
}

const KINDS: [Kind; 10] = [
    Kind::Book,
    Kind::Notice,
    Kind::Sheet,
    Kind::Row,
    Kind::SheetEnd,
    Kind::Bytes,
    Kind::Problem,
    Kind::Done,
    Kind::Look,
    Kind::Part,
];

/// Writes frames.
pub(crate) struct FrameWriter<W> {
    out: W,
}

impl<W: Write> FrameWriter<W> {
    pub(crate) const fn new(out: W) -> Self {
        Self { out }
    }

    pub(crate) fn frame(&mut self, kind: Kind, payload: &[u8]) -> Result<(), IntakeProblem> {
        let length = u32::try_from(payload.len()).ok().filter(|length| *length as usize <= LONGEST);
        let length =
            length.ok_or_else(|| IntakeProblem::too_large(crate::limit::Measure::StringBytes, LONGEST as u64))?;
        let number = KINDS.iter().position(|other| *other == kind).unwrap_or(0);
        let number = u8::try_from(number).unwrap_or(0);
        let mut head = [number; 5];
        if let Some(room) = head.first_chunk_mut::<4>() {
            *room = length.to_le_bytes();
        }
        self.out.write_all(&head).and_then(|()| self.out.write_all(payload)).map_err(IntakeProblem::reader_failed)
    }

    pub(crate) fn json<T: serde::Serialize>(&mut self, kind: Kind, value: &T) -> Result<(), IntakeProblem> {
        let payload = serde_json::to_vec(value).map_err(IntakeProblem::reader_failed)?;
        self.frame(kind, &payload)
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads frames into one buffer that is used again.
pub(crate) struct FrameReader<R> {
    source: R,
    payload: Vec<u8>,
}

impl<R: Read> FrameReader<R> {
    pub(crate) const fn new(source: R) -> Self {
        Self { source, payload: Vec::new() }
    }

    /// The next frame; `None` when the pipe ends or what comes is no frame.
    pub(crate) fn next(&mut self) -> Option<(Kind, &[u8])> {
        let mut length = [0u8; 4];
        let mut number = [0u8; 1];
        self.source.read_exact(&mut length).ok()?;
        self.source.read_exact(&mut number).ok()?;
        let length = u32::from_le_bytes(length) as usize;
        let kind = *KINDS.get(usize::from(*number.first()?))?;
        if length > LONGEST {
            return None;
        }
        self.payload.clear();
        // Grows with what really comes, not with what is announced.
        let limit = length as u64;
        let read = self.source.by_ref().take(limit).read_to_end(&mut self.payload).ok()?;
        (read == length).then_some((kind, self.payload.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn frames_come_back() {
        let mut out = Vec::new();
        let mut writer = FrameWriter::new(&mut out);
        writer.frame(Kind::Row, b"abc").unwrap();
        writer.frame(Kind::Done, b"").unwrap();
        let mut reader = FrameReader::new(out.as_slice());
        assert_eq!(reader.next(), Some((Kind::Row, &b"abc"[..])));
        assert_eq!(reader.next(), Some((Kind::Done, &b""[..])));
        assert_eq!(reader.next(), None);
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut reader = FrameReader::new(bytes.as_slice());
            while reader.next().is_some() {}
        }
    }
}
