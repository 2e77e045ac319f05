//! What can go wrong between a template and a page.

use crate::glyphs::Rare;
use crate::world::Desk;
use model::Message;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::Source;

/// Why a document was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// The template is wrong, or breaks a rule of PDF/A.
    #[error("template: {}", listed(.0))]
    Template(Vec<Fault>),
    /// The template's own text (not the data, see [`crate::Rendered::rare`]) has characters that no font can draw.
    #[error("no font draws these characters of the template: {}", listed(.0))]
    Blank(Vec<Rare>),
    /// An asset's name cannot be used as a path.
    #[error("asset name {0:?} is not a usable path")]
    Asset(String),
    /// The document's date does not exist.
    #[error("no such date: {year}-{month}-{day}")]
    Date {
        /// Year of the stamp.
        year: i32,
        /// Month of the stamp.
        month: u8,
        /// Day of the stamp.
        day: u8,
    },
    /// The engine refused PDF/A-2b altogether.
    #[error("PDF/A-2b: {0}")]
    Standard(String),
}

impl TypesetError {
    /// The error in the words of the catalogue. All but a missing character are faults of a template, not of a county's data.
    pub fn message(&self) -> Message {
        match self {
            Self::Blank(rare) => Message::new("typeset-blank").with("characters", listed(rare)),
            Self::Date { year, month, day } => {
                Message::new("typeset-date").with("date", format!("{year}-{month}-{day}"))
            }
            other => Message::new("typeset-template").with("error", other),
        }
    }
}

/// One mistake in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the template, from 1, where the engine knows it.
    pub line: Option<usize>,
    /// What is wrong, in the engine's words (English), hints included.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

fn listed<T: std::fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Turns the engine's diagnostics into faults with line numbers of the template.
pub(crate) fn template(world: &Desk<'_>, faults: &[SourceDiagnostic]) -> TypesetError {
    let source = world.template();
    TypesetError::Template(faults.iter().map(|d| fault(world, source, d)).collect())
}

fn fault(world: &Desk<'_>, source: &Source, diagnostic: &SourceDiagnostic) -> Fault {
    let mut what = diagnostic.message.to_string();
    for hint in &diagnostic.hints {
        what.push_str(" (");
        what.push_str(&hint.v);
        what.push(')');
    }
    let line = (diagnostic.span.id() == Some(source.id()))
        .then(|| world.range(diagnostic.span))
        .flatten()
        .and_then(|range| source.lines().byte_to_line(range.start))
        .map(|line| line + 1);
    Fault { line, what }
}
