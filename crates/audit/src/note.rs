//! Signed checkpoints as text (检查点文本): a note in the form of C2SP's signed note and tlog-checkpoint.

use crate::tree::Root;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

/// A checkpoint as it was read (检查点).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The site's name.
    pub name: String,
    /// The size of the log.
    pub size: u64,
    /// The root.
    pub root: Root,
    /// The hash function's name.
    pub algorithm: String,
    /// What was signed.
    text: String,
    key_id: [u8; 4],
    signature: [u8; 64],
}

impl Note {
    /// Reads a note; `None` unless it is exactly in form.
    pub fn parse(note: &str) -> Option<Note> {
        let (text, signature) = note.split_once("\n\n")?;
        let mut lines = text.split('\n');
        let name = lines.next()?.to_owned();
        let size: u64 = lines.next().filter(|s| s.len() == 1 || !s.starts_with(['0', '+']))?.parse().ok()?;
        let root: Root = unbase64(lines.next()?)?.try_into().ok()?;
        let algorithm = lines.next()?.strip_prefix("hash ")?.to_owned();
        lines.next()?.strip_prefix("time ")?.parse::<i64>().ok()?;
        if lines.next().is_some() {
            return None;
        }
        let bytes =
            unbase64(signature.strip_prefix("\u{2014} ")?.strip_prefix(&name)?.strip_prefix(' ')?.strip_suffix('\n')?)?;
        let (key_id, signature) = bytes.split_at_checked(4)?;
        Some(Note {
            name,
            size,
            root,
            algorithm,
            text: format!("{text}\n"),
            key_id: key_id.try_into().ok()?,
            signature: signature.try_into().ok()?,
        })
    }

    /// Whether the key signed it.
    pub fn signed_by(&self, key: &[u8; 32]) -> bool {
        let id = Sha256::digest([self.name.as_bytes(), b"\n\x01", key].concat());
        let Ok(verifying) = VerifyingKey::from_bytes(key) else { return false };
        id.iter().take(4).eq(self.key_id.iter())
            && verifying.verify_strict(self.text.as_bytes(), &Signature::from_bytes(&self.signature)).is_ok()
    }
}

/// Bytes from base64 with padding; only the one form an encoder gives.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0u32);
    for c in digits.bytes() {
        let digit = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (padding <= 2 && bits == 0 && count == 2 * padding as u32).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::unbase64;

    #[test]
    fn base64_as_published_and_nothing_else() {
        for (coded, plain) in [("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob")] {
            assert_eq!(unbase64(coded).unwrap(), plain.as_bytes());
        }
        for wrong in ["", "Zg", "Zh==", "Zg=a", "Z===", "Zm9v\n", "Zm8=Zm8="] {
            assert_eq!(unbase64(wrong), None, "{wrong}");
        }
    }
}
