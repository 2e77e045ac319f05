//! Merged cells below the heading: a name that stands for several rows is given to each of them;
//! a number that does is reported, since nobody knows how it divides.

use std::collections::HashMap;

use super::problem::{TableProblem, TableProblemKind};
use crate::grid::{CellRef, Sheet, Value};

/// Merged names are given to so many cells at most.
const MOST: usize = 200_000;

/// The texts to fill in, by cell.
pub(super) fn merged_texts(
    sheet: &Sheet,
    below: u32,
    cols: &[u32],
    problems: &mut Vec<TableProblem>,
) -> HashMap<CellRef, Value> {
    let mut filled = HashMap::new();
    for merge in &sheet.merges {
        if merge.from.row <= below || merge.from.row == merge.to.row {
            continue;
        }
        if !cols.iter().any(|col| (merge.from.col..=merge.to.col).contains(col)) {
            continue;
        }
        match sheet.value(merge.from) {
            Value::Text(text) if !text.trim().is_empty() => {
                let from = sheet.rows.partition_point(|row| row.index <= merge.from.row);
                let rows = sheet.rows.iter().skip(from).take_while(|row| row.index <= merge.to.row);
                for row in rows {
                    if filled.len() >= MOST {
                        return filled;
                    }
                    filled.insert(row.at(merge.from.col), Value::Text(text.clone()));
                }
            }
            Value::Number(_) => {
                let kind = TableProblemKind::MergedNumber { range: merge.to_string() };
                problems.push(TableProblem::new(sheet, merge.from, kind));
            }
            _ => {}
        }
    }
    filled
}
