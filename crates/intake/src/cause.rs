//! Why the system refused a file (原因), in terms that have words in every language.

use std::io::{Error, ErrorKind};

/// The name of a cause, as texts choose by it: `not-found`, `permission`, `full`, `folder`, `read-only`, `not-text`, or `other`.
#[must_use]
pub fn cause(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "not-found",
        ErrorKind::PermissionDenied => "permission",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
        ErrorKind::IsADirectory => "folder",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "not-a-folder",
        ErrorKind::ReadOnlyFilesystem => "read-only",
        ErrorKind::InvalidData => "not-text",
        _ => "other",
    }
}

/// The cause of an error that has come down to its words, by the number the system gave it.
#[must_use]
pub fn cause_in(words: &str) -> &'static str {
    let number = words.rsplit_once("(os error ").and_then(|(_, rest)| rest.split_once(')'));
    match number.and_then(|(digits, _)| digits.parse().ok()) {
        Some(number) => cause(&Error::from_raw_os_error(number)),
        None => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes() {
        let error = std::fs::File::open("/no/such/file").unwrap_err();
        assert_eq!((cause(&error), cause_in(&error.to_string())), ("not-found", "not-found"));
        assert_eq!(cause_in("No space left on device (os error 28)"), "full");
        assert_eq!(cause_in("whatever"), "other");
    }
}
