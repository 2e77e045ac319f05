//! Reading spreadsheets and documents from strangers: bounded, streamed, in a limited child process.
//!
//! [`read`] and [`stream`] parse a file in a child of this program under [`Limits`]; [`mark`]
//! returns a copy with the bad cells coloured and commented; [`look`] tells what a document is, its pages and its text. [`normal`] turns what people type
//! into exact values, [`table`] finds a table under its headings.

mod cause;
mod child;
pub mod fuzz;
mod grid;
mod limit;
mod look;
mod mark;
pub mod normal;
mod parent;
mod problem;
mod read;
pub mod table;
mod wire;

pub use cause::{cause, cause_in};
pub use child::child_main;
pub use grid::{
    Book, Cell, CellRef, DateSystem, FileFormat, Notice, Range, Row, Sheet, SheetHead, SheetTail, Value, Visibility,
    column_letters,
};
pub use limit::{Limits, Measure};
pub use look::{FileKind, Look, Part, Persons, Place, Remark, citizen_numbers};
pub use mark::{Mark, Severity, SummarySheet};
pub use parent::{ChildCommand, SheetSummary, Summary, look, mark, office_program, read, stream, to_pdf};
pub use problem::{IntakeProblem, LooksLike, ProblemKind};
