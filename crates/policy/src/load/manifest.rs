//! Reading `pack.toml` (政策包信息).

use super::applies::regions;
use super::document::{Documents, inline};
use super::fields::{Fields, Reader};
use crate::PackInfo;
use model::Message;

/// The file that carries the head of a pack.
pub(super) const FILE: &str = "pack.toml";

/// Reads `[pack]`.
pub(super) fn pack(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<PackInfo> {
    let name = f.text(r, "name");
    let shape = |n: &String| n.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if let Some(bad) = name.as_ref().filter(|n| !shape(n)) {
        f.report(r, "name", Message::new("policy-pack-name").with("value", bad));
    }
    let (version, title, issuer) = (f.text(r, "version"), f.text(r, "title"), f.text(r, "issuer"));
    let (date, level) = (f.date(r, "date"), f.word(r, "level"));
    let overlays = f.text_opt(r, "overlays");
    let authority = inline(r, &mut f, "authority", documents);
    let regions = regions(r, &mut f);
    f.finish(r);
    Some(PackInfo {
        name: name?,
        version: version?,
        title: title?,
        issuer: issuer?,
        date: date?,
        level: level?,
        overlays,
        authority,
        regions,
    })
}
