//! Bulk imports (批量导入): rows streamed one by one into typed records, in memory that hardly grows with the file.
//!
//! Every sheet is identified by its name or its headings, as in the county workbook; only those that hold the asked table
//! are read. Problems are counted by kind, with the first few cells of each. Stated totals are compared with running sums,
//! and rows of one identity are found by their fingerprints: 24 bytes a row, up to a stated number of rows.

mod importer;
mod seen;
mod tally;

pub use importer::Importer;
pub use tally::{Kind, SheetSeen, Tally};

use crate::record::Record;
use crate::table::Table;
use intake::{ChildCommand, IntakeProblem, Limits, stream};
use std::ops::ControlFlow;
use std::path::Path;

/// Streams a file's rows into records of a table. The records live as long as the callback.
///
/// # Errors
/// Whatever is wrong with the file as a whole; what is wrong with its cells is in the tally.
pub fn import(
    path: &Path,
    table: &'static Table,
    limits: &Limits,
    child: &ChildCommand,
    mut each: impl FnMut(&Record<'_>),
) -> Result<Tally, IntakeProblem> {
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut importer = Importer::new(table, &file);
    stream(path, limits, child, |head, row| {
        importer.row(head, row, &mut each);
        ControlFlow::Continue(())
    })?;
    Ok(importer.finish(&mut each))
}
