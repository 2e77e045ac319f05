//! Text files in any encoding, decoded as a stream.

use std::io::{self, Read, Seek};

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::problem::{IntakeProblem, ProblemKind};

/// Piece of a file looked at or decoded at a time.
const PIECE: usize = 64 * 1024;

/// Tells the encoding: by its mark, else UTF-16 by its zeros, else UTF-8 if the whole file is
/// valid UTF-8, else GB18030. Leaves the reader at the start.
pub(crate) fn detect<R: Read + Seek>(reader: &mut R) -> Result<&'static Encoding, IntakeProblem> {
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    let mut piece = vec![0u8; PIECE];
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut scratch = vec![0u8; PIECE * 3];
    let mut first = true;
    let mut found = UTF_8;
    loop {
        let read = reader.read(&mut piece).map_err(IntakeProblem::unreadable)?;
        let bytes = piece.get(..read).unwrap_or_default();
        if first {
            first = false;
            if let Some((marked, _)) = Encoding::for_bom(bytes) {
                found = marked;
                break;
            }
            if let Some(wide) = wide_without_mark(bytes) {
                found = wide;
                break;
            }
        }
        let (result, _, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut scratch, read == 0);
        if let DecoderResult::Malformed(..) = result {
            found = GB18030;
            break;
        }
        if read == 0 {
            break;
        }
    }
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    Ok(found)
}

/// UTF-16 without a mark: delimiters and digits leave zeros on one side.
pub(crate) fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| bytes.iter().enumerate().filter(|(at, byte)| at % 2 == odd && **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let some = bytes.len() / 50 + 1;
    match () {
        () if odd >= some && even == 0 => Some(UTF_16LE),
        () if even >= some && odd == 0 => Some(UTF_16BE),
        () => None,
    }
}

/// UTF-16 at the start of an XML part, which packages allow and hardly anyone writes.
pub(crate) fn wide(start: &[u8]) -> Option<&'static Encoding> {
    match start {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// A reader that yields UTF-8, without a mark, whatever the source's encoding.
pub(crate) struct Utf8Stream<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ended: bool,
    ready: Vec<u8>,
    ready_at: usize,
}

impl<R: Read> Utf8Stream<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_at: 0,
            ended: false,
            ready: Vec::new(),
            ready_at: 0,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.resize(PIECE * 3, 0);
        self.ready_at = 0;
        loop {
            if self.raw_at >= self.raw.len() && !self.ended {
                self.raw.resize(PIECE, 0);
                let read = self.inner.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.raw_at = 0;
                self.ended = read == 0;
            }
            let pending = self.raw.get(self.raw_at..).unwrap_or_default();
            let (result, used, written) =
                self.decoder.decode_to_utf8_without_replacement(pending, &mut self.ready, self.ended);
            self.raw_at += used;
            if let DecoderResult::Malformed(..) = result {
                return Err(io::Error::other(IntakeProblem::from(ProblemKind::BadEncoding)));
            }
            if written > 0 || self.ended {
                self.ready.truncate(written);
                return Ok(());
            }
        }
    }
}

impl<R: Read> Read for Utf8Stream<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.ready_at >= self.ready.len() {
            if self.ended && self.raw_at >= self.raw.len() {
                return Ok(0);
            }
            self.refill()?;
        }
        let ready = self.ready.get(self.ready_at..).unwrap_or_default();
        let count = ready.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.ready_at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn read_all(bytes: &[u8]) -> (&'static Encoding, String) {
        let mut source = Cursor::new(bytes);
        let encoding = detect(&mut source).unwrap();
        let mut text = String::new();
        Utf8Stream::new(source, encoding).read_to_string(&mut text).unwrap();
        (encoding, text)
    }

    #[test]
    fn known_encodings() {
        let text = "编码,校名\n1,镕喆堃𬭬\n";
        assert_eq!(read_all(text.as_bytes()), (UTF_8, text.to_owned()));
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        assert_eq!(read_all(&marked), (UTF_8, text.to_owned()));
        let (gb, _, lost) = GB18030.encode(text);
        assert!(!lost);
        assert_eq!(read_all(&gb), (GB18030, text.to_owned()));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_all(&wide), (UTF_16LE, text.to_owned()));
        let marked = [&[0xFE, 0xFF][..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat();
        assert_eq!(read_all(&marked), (UTF_16BE, text.to_owned()));
    }

    proptest! {
        #[test]
        fn any_text_survives_gb18030(text in "[a-z一-龥,\n]{0,400}") {
            let (bytes, _, lost) = GB18030.encode(&text);
            prop_assume!(!lost);
            let (_, read) = read_all(&bytes);
            prop_assert!(read == text || std::str::from_utf8(&bytes).is_ok());
        }

        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let mut source = Cursor::new(&bytes);
            let encoding = detect(&mut source).unwrap();
            let mut out = Vec::new();
            let _ = Utf8Stream::new(source, encoding).read_to_end(&mut out);
        }
    }
}
