//! Codes for a lost phone (恢复码): each used once, kept only as a hash.

use super::hash::{self, Cost, NotHashed};

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// How many codes a person is given.
pub const CODES: usize = 10;

/// A code from ten random bytes (恢复码): two groups of five letters, fifty bits.
pub fn code(random: &[u8; 10]) -> String {
    let mut out = String::with_capacity(11);
    for (i, byte) in random.iter().enumerate() {
        if i == 5 {
            out.push('-');
        }
        let letter = LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'A');
        out.push(char::from(letter));
    }
    out
}

/// The hash to store.
///
/// # Errors
/// As [`hash::hash`].
pub fn keep(cost: Cost, code: &str, salt: &[u8; 16]) -> Result<String, NotHashed> {
    hash::hash(cost, &bare(code), salt)
}

/// Which of the stored codes this is; the caller removes it in the same transaction that lets the person in.
pub fn accept<S: AsRef<str>>(stored: &[S], code: &str) -> Option<usize> {
    let code = bare(code);
    if code.len() != 10 {
        return None;
    }
    stored.iter().position(|hash| hash::verify(hash.as_ref(), &code))
}

/// As typed: capitals or not, with or without the dash and blanks.
fn bare(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_accepted_as_typed_and_only_if_kept() {
        let one = code(&[0, 1, 2, 3, 4, 250, 251, 252, 253, 254]);
        let two = code(&[9; 10]);
        assert_eq!(one, "ABCDE-45678");
        let mut stored: Vec<String> =
            [&one, &two].iter().map(|c| keep(Cost::WEAK, c, &[3; 16]).expect("kept")).collect();
        assert_eq!(accept(&stored, "abcde 45678"), Some(0));
        assert_eq!(accept(&stored, &two), Some(1));
        assert_eq!(accept(&stored, "ABCDE-45679"), None);
        assert_eq!(accept(&stored, ""), None);
        stored.remove(0);
        assert_eq!(accept(&stored, &one), None, "used");
    }
}
