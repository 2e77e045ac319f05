//! Counts what a file has used of its limits.

use super::{Limits, Measure};
use crate::problem::IntakeProblem;

/// Running totals of one file.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    limits: Limits,
    sheets: u64,
    rows: u64,
    cells: u64,
    merges: u64,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { limits: limits.clone(), sheets: 0, rows: 0, cells: 0, merges: 0 }
    }

    pub(crate) const fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn sheet(&mut self) -> Result<(), IntakeProblem> {
        self.rows = 0;
        step(&mut self.sheets, 1, self.limits.sheets, Measure::Sheets)
    }

    pub(crate) fn row(&mut self, cells: usize) -> Result<(), IntakeProblem> {
        step(&mut self.rows, 1, self.limits.rows, Measure::Rows)?;
        step(&mut self.cells, cells as u64, self.limits.cells, Measure::Cells)
    }

    pub(crate) fn merges(&mut self, count: usize) -> Result<(), IntakeProblem> {
        step(&mut self.merges, count as u64, self.limits.merges, Measure::Merges)
    }

    /// Whether so many merged areas of the sheet being read would still fit.
    pub(crate) fn merge_room(&self, count: usize) -> Result<(), IntakeProblem> {
        if self.merges.saturating_add(count as u64) > self.limits.merges {
            return Err(IntakeProblem::too_large(Measure::Merges, self.limits.merges));
        }
        Ok(())
    }

    pub(crate) fn text(&self, bytes: usize) -> Result<(), IntakeProblem> {
        if bytes as u64 > self.limits.string_bytes {
            return Err(IntakeProblem::too_large(Measure::StringBytes, self.limits.string_bytes));
        }
        Ok(())
    }
}

fn step(total: &mut u64, by: u64, limit: u64, what: Measure) -> Result<(), IntakeProblem> {
    *total = total.saturating_add(by);
    if *total > limit {
        return Err(IntakeProblem::too_large(what, limit));
    }
    Ok(())
}
