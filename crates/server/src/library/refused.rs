//! Why an upload is not taken (不予接收的原因): in words about documents, with what to do.

use crate::failure::Failure;
use intake::{IntakeProblem, LooksLike, Measure, Persons, Place, ProblemKind};
use model::Message;

/// A problem with a file as the answer to its upload.
pub fn refused(problem: &IntakeProblem) -> Failure {
    const MIB: u64 = 1024 * 1024;
    let key = match &problem.kind {
        ProblemKind::TooLarge { measure: Measure::FileBytes, limit } => {
            return Failure::TooLarge(usize::try_from(limit / MIB).unwrap_or(usize::MAX));
        }
        ProblemKind::TooLarge { measure: Measure::Ratio | Measure::UnpackedBytes | Measure::Entries, .. } => {
            "wb-refused-bomb"
        }
        ProblemKind::TooLarge { .. } | ProblemKind::TooSlow { .. } => "wb-refused-heavy",
        ProblemKind::UnsafeName { .. } | ProblemKind::ForbiddenMarkup => "wb-refused-forged",
        ProblemKind::NotASpreadsheet { looks_like: LooksLike::Archive } => "wb-refused-archive",
        ProblemKind::NotASpreadsheet { .. } | ProblemKind::Xlsb | ProblemKind::NotAFile => "wb-refused-kind",
        ProblemKind::Encrypted => "wb-refused-encrypted",
        ProblemKind::Empty => "wb-refused-empty",
        ProblemKind::Damaged { .. } => "wb-refused-damaged",
        ProblemKind::BadEncoding => "wb-refused-encoding",
        ProblemKind::Unreadable { .. } | ProblemKind::ReaderFailed { .. } => "wb-refused-reader",
    };
    tracing::info!(?problem, "upload not taken");
    Failure::bad(Message::new(key))
}

/// What is said of identity numbers: how many, and where the first ones stand. There is no way round it.
pub fn persons_message(persons: &Persons) -> Message {
    let place = |place: &Place| match place {
        Place::Page { number, name } if name.is_empty() => format!("p{number}"),
        Place::Page { name, .. } => name.clone(),
        Place::Line { page, line } => format!("p{page}:{line}"),
        Place::Cell(cell) => cell.clone(),
        Place::Name => "@".to_owned(),
    };
    let places: Vec<String> = persons.places.iter().map(place).collect();
    Message::new("wb-refused-persons").with("count", persons.count).with("places", places.join("、"))
}
