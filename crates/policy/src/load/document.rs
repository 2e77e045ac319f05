//! Documents and references (文件与依据).

use super::fields::{Fields, Reader};
use super::node::Value;
use crate::Reference;
use model::Message;
use std::collections::BTreeMap;

/// The documents a pack and the packs below it name, by key.
pub(super) type Documents = BTreeMap<String, Reference>;

/// Reads one `[[document]]`.
pub(super) fn document(r: &mut Reader<'_>, mut f: Fields<'_>) -> Option<(String, Reference)> {
    let key = f.text(r, "key");
    if let Some(key) = &key {
        f.path = format!("document.{key}");
    }
    let title = f.text(r, "title");
    let number = f.text_opt(r, "number");
    f.finish(r);
    Some((key?, Reference { title: title?, number, clause: None }))
}

/// Reads `cite` (a document key) with `clause`, or an inline `reference`.
pub(super) fn reference(r: &mut Reader<'_>, f: &mut Fields<'_>, documents: &Documents) -> Option<Reference> {
    if f.has("reference") {
        if f.has("cite") {
            f.report(r, "cite", Message::new("policy-cite-or-reference"));
        }
        let _ = f.take("cite");
        return inline(r, f, "reference", documents);
    }
    let _ = f.take("reference");
    let cite: Option<String> = f.word(r, "cite");
    let clause = f.text_opt(r, "clause");
    let found = documents.get(&cite.clone()?).cloned();
    if found.is_none() {
        let message = Message::new("policy-unknown-document").with("document", cite.unwrap_or_default());
        f.report(r, "cite", message);
    }
    found.map(|d| Reference { clause, ..d })
}

/// Reads a table `{ cite, clause }` or `{ title, number, clause }`.
pub(super) fn inline(
    r: &mut Reader<'_>,
    f: &mut Fields<'_>,
    name: &'static str,
    documents: &Documents,
) -> Option<Reference> {
    let mut t = f.table(r, name)?;
    let got = entry(r, &mut t, documents);
    t.finish(r);
    got
}

/// Reads the fields of a reference that stands by itself.
pub(super) fn entry(r: &mut Reader<'_>, t: &mut Fields<'_>, documents: &Documents) -> Option<Reference> {
    let clause = t.text_opt(r, "clause");
    if !t.has("cite") {
        let _ = t.take("cite");
        if !t.has("title") {
            t.report(r, "title", Message::new("policy-empty-reference"));
            let _ = (t.take("title"), t.take("number"));
            return None;
        }
        let title = t.text(r, "title");
        let number = t.text_opt(r, "number");
        return Some(Reference { title: title?, number, clause });
    }
    let node = t.take("cite")?;
    let _ = (t.take("title"), t.take("number"));
    let Value::Text(cite) = &node.value else {
        t.report(r, "cite", Message::new("policy-want-text"));
        return None;
    };
    let found = documents.get(cite).cloned();
    if found.is_none() {
        t.report(r, "cite", Message::new("policy-unknown-document").with("document", cite));
    }
    found.map(|d| Reference { clause, ..d })
}
