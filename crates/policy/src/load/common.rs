//! The fields nearly every entry has: key, reference, certainty, authority, note (公共字段).

use super::document::{Documents, inline, reference};
use super::fields::{Fields, Reader};
use crate::{Certainty, Reference};
use model::Message;

/// Reads and checks the key of an entry: lower-case letters, digits, `_` in parts joined by dots.
pub(super) fn key(r: &mut Reader<'_>, f: &mut Fields<'_>) -> Option<String> {
    let key = f.text(r, "key")?;
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !key.split('.').all(part) {
        f.report(r, "key", Message::new("policy-key-shape").with("value", &key));
        return None;
    }
    f.path.clone_from(&key);
    Some(key)
}

/// Where an entry stands and how sure it is.
pub(super) struct Basis {
    pub reference: Option<Reference>,
    pub certainty: Option<Certainty>,
    pub authority: Option<Reference>,
    pub note: Option<String>,
}

/// Reads reference, certainty, authority and note.
pub(super) fn basis(r: &mut Reader<'_>, f: &mut Fields<'_>, documents: &Documents) -> Basis {
    Basis {
        reference: reference(r, f, documents),
        certainty: f.word(r, "certainty"),
        authority: inline(r, f, "authority", documents),
        note: f.text_opt(r, "note"),
    }
}
