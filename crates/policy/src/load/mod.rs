//! Reading packs (读取政策包). Text in, a [`Policy`] or every problem out; files are read by the caller.

mod applies;
mod common;
mod document;
mod entry;
mod fields;
mod figure;
mod manifest;
mod node;
mod pack;
mod paper_form;
mod problem;
mod requirement;

pub use figure::UNITS;
pub(crate) use pack::{Draft, overlays};
pub(crate) use problem::Place;
pub use problem::{PackError, Problem};

use crate::{Policy, overlay};

/// The files of one pack (政策包文件), read by the caller: path inside the pack and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackSource {
    /// The folder's name, for messages.
    pub name: String,
    /// Path and text of each `.toml` file.
    pub files: Vec<(String, String)>,
}

/// Reads packs, the base first, and lays each over those below it.
///
/// # Errors
/// [`PackError`] with every problem of every file: nothing of a faulty pile is used.
pub fn load(sources: &[PackSource]) -> Result<Policy, PackError> {
    let mut problems = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut documents = document::Documents::new();
    for source in sources {
        let draft = pack::read(source, &mut documents, &mut problems);
        drafts.extend(draft);
    }
    overlay::check_pile(&drafts, sources.len(), &mut problems);
    let policy = if problems.is_empty() { overlay::resolve(drafts, &mut problems) } else { None };
    problems.sort();
    problems.dedup();
    match policy {
        Some(policy) if problems.is_empty() => Ok(policy),
        _ => Err(PackError { problems }),
    }
}
