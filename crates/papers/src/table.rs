//! A table ready for print: the same one goes into the workbook, the Word file and the PDF.

use crate::cell::Cell;

/// A column（表列）as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) title: String,
    /// Heading over several columns.
    pub(crate) group: Option<String>,
    /// Width in half-width characters.
    pub(crate) width: u16,
    /// The total row adds it up.
    pub(crate) sum: bool,
    /// Text of several lines or short codes; numbers always stand right.
    pub(crate) centred: bool,
}

/// A printed table（印制表）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Name in error messages and of the sheet.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) note: Option<String>,
    /// Columns that stay in sight on a screen.
    pub(crate) freeze: u16,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// One cell per column, where the form asks for a total.
    pub(crate) total: Option<Vec<Cell>>,
}

impl Table {
    pub(crate) fn has_groups(&self) -> bool {
        self.columns.iter().any(|c| c.group.is_some())
    }

    /// Headings of the upper head row: text and number of columns it spans. Columns without group stand alone.
    pub(crate) fn groups(&self) -> Vec<(Option<&str>, usize)> {
        let mut spans: Vec<(Option<&str>, usize)> = Vec::new();
        for column in &self.columns {
            match (spans.last_mut(), column.group.as_deref()) {
                (Some((Some(open), n)), Some(group)) if *open == group => *n += 1,
                (_, group) => spans.push((group, 1)),
            }
        }
        spans
    }
}
