//! The columns of a table with their units.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::band::{Band, only_unit, path};
use super::problem::{TableProblem, TableProblemKind};
use super::spec::HeaderSpec;
use super::text::Top;
use crate::grid::{CellRef, Sheet};
use crate::normal::{Unit, split_header};

/// Where a column's unit was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitSource {
    /// In the heading itself.
    Heading,
    /// In a note above the table.
    Note,
}

/// 列: a column that was expected and found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Column, counted from 0.
    pub col: u32,
    /// The heading's texts from top to bottom.
    pub path: Vec<String>,
    /// Its unit, if one is written.
    pub unit: Option<Unit>,
    /// Where the unit is written.
    pub unit_source: Option<UnitSource>,
    /// Whether the column is hidden.
    pub hidden: bool,
}

pub(super) fn build(
    sheet: &Sheet,
    top: &Top,
    band: &Band,
    expected: &[HeaderSpec],
    notes: &[Unit],
    problems: &mut Vec<TableProblem>,
) -> BTreeMap<String, Column> {
    let mut columns = BTreeMap::new();
    for (at, spec) in expected.iter().enumerate() {
        let found = band.matches.get(&at).map(Vec::as_slice).unwrap_or_default();
        let Some(&col) = found.first() else {
            if spec.required {
                let kind = TableProblemKind::MissingColumn { label: spec.label().to_owned() };
                problems.push(TableProblem::new(sheet, CellRef::new(band.last, 0), kind));
            }
            continue;
        };
        if let Some(&second) = found.get(1) {
            let kind = TableProblemKind::DuplicateColumn {
                label: spec.label().to_owned(),
                first: CellRef::new(band.last, col),
            };
            problems.push(TableProblem::new(sheet, CellRef::new(band.last, second), kind));
        }
        let texts = path(top, band.first, band.last, col);
        let mut unit = heading_unit(&texts);
        let mut unit_source = unit.as_ref().map(|_| UnitSource::Heading);
        if let (None, Some(kind)) = (&unit, spec.kind) {
            let fitting: Vec<&Unit> = notes.iter().filter(|unit| unit.kind == kind).collect();
            match fitting.as_slice() {
                [] => {}
                [first, rest @ ..] if rest.iter().all(|unit| same_size(unit, first)) => {
                    unit = Some((*first).clone());
                    unit_source = Some(UnitSource::Note);
                }
                several => {
                    let units = several.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>();
                    let kind =
                        TableProblemKind::AmbiguousUnit { label: spec.label().to_owned(), units: units.join("、") };
                    problems.push(TableProblem::new(sheet, CellRef::new(band.last, col), kind));
                }
            }
        }
        let hidden = sheet.column_hidden(col);
        if hidden {
            let kind = TableProblemKind::HiddenColumn { label: spec.label().to_owned() };
            problems.push(TableProblem::new(sheet, CellRef::new(band.last, col), kind));
        }
        columns.insert(spec.key.clone(), Column { col, path: texts, unit, unit_source, hidden });
    }
    columns
}

fn same_size(a: &Unit, b: &Unit) -> bool {
    (a.numerator, a.denominator) == (b.numerator, b.denominator)
}

/// The unit in a heading: the lowest level that names one counts.
fn heading_unit(path: &[String]) -> Option<Unit> {
    path.iter().enumerate().rev().find_map(|(at, text)| {
        let alone = if at > 0 { only_unit(text) } else { None };
        alone.or_else(|| split_header(text).unit)
    })
}

/// The headings that are no expected column.
pub(super) fn unknown(top: &Top, band: &Band, columns: &BTreeMap<String, Column>) -> Vec<(u32, String)> {
    let known: Vec<u32> = columns.values().map(|column| column.col).collect();
    (0..top.width)
        .filter(|col| !known.contains(col))
        .filter_map(|col| {
            let texts = path(top, band.first, band.last, col);
            (!texts.is_empty()).then(|| (col, texts.join("/")))
        })
        .collect()
}
