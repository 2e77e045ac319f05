//! What a spreadsheet holds once the file format is forgotten: books, sheets, rows, cells.

mod address;
mod book;
mod cell;
mod range;
mod row;
mod sheet;

pub use address::{CellRef, column_letters};
pub(crate) use address::{MAX_COLUMNS, MAX_ROWS};
pub use book::{Book, FileFormat, Notice};
pub use cell::{Cell, DateSystem, Value};
pub use range::Range;
pub use row::Row;
pub use sheet::{Sheet, SheetHead, SheetTail, Visibility};
