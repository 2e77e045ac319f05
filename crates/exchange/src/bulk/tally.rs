//! What became of a bulk import (批量导入结果).

use crate::problem::{Code, Problem, Problems, Severity};
use crate::table::Table;
use std::collections::BTreeMap;

/// So many cells are told of each kind of problem.
pub(super) const FIRST: usize = 5;

/// Problems of one kind (同类问题).
#[derive(Debug, Clone)]
pub struct Kind {
    /// Which.
    pub code: Code,
    /// How many there are.
    pub count: u64,
    /// The first few.
    pub first: Vec<Problem>,
}

/// A sheet that passed (经过的工作表).
#[derive(Debug, Clone)]
pub struct SheetSeen {
    /// Its name.
    pub name: String,
    /// The table it holds, if any of ours.
    pub holds: Option<&'static Table>,
    /// It was read: it holds the asked table.
    pub read: bool,
    /// Its data rows, where it was read.
    pub rows: u64,
}

/// What became of a bulk import (批量导入结果).
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Data rows below headings.
    pub rows: u64,
    /// Rows handed over.
    pub imported: u64,
    /// Rows of totals, compared and left out.
    pub totals: u64,
    /// Rows that were not compared with those before, because there are too many.
    pub not_compared: u64,
    /// Stated totals that were not compared, because there are too many.
    pub totals_not_compared: u64,
    /// The sheets, in their order.
    pub sheets: Vec<SheetSeen>,
    /// Problems by kind, the worst and commonest first.
    pub problems: Vec<Kind>,
}

impl Tally {
    /// True when nothing but notices and warnings was found.
    pub fn clean(&self) -> bool {
        self.problems.iter().all(|k| k.code.severity() != Severity::Error)
    }

    /// True when a sheet held the asked table, or bore its name.
    pub fn found(&self) -> bool {
        self.sheets.iter().any(|s| s.read)
    }
}

/// Problems being counted by kind.
#[derive(Debug, Default)]
pub(super) struct Kinds(BTreeMap<Code, (u64, Vec<Problem>)>);

impl Kinds {
    /// One more of a kind; the problem is made for the first few only.
    pub(super) fn add(&mut self, code: Code, problem: impl FnOnce() -> Problem) {
        self.add_several(code, 1, problem);
    }

    /// Several of a kind, told by one problem.
    pub(super) fn add_several(&mut self, code: Code, several: u64, problem: impl FnOnce() -> Problem) {
        let (count, first) = self.0.entry(code).or_default();
        *count += several;
        if first.len() < FIRST {
            first.push(problem());
        }
    }

    /// Everything of a list.
    pub(super) fn absorb(&mut self, problems: Problems) {
        for problem in problems.into_sorted() {
            if let Some(code) = Code::ALL.iter().find(|c| c.code() == problem.code) {
                self.add(*code, || problem);
            }
        }
    }

    /// By kind, the worst and commonest first.
    pub(super) fn into_sorted(self) -> Vec<Kind> {
        let kind = |(code, (count, first))| Kind { code, count, first };
        let mut kinds: Vec<Kind> = self.0.into_iter().map(kind).collect();
        kinds.sort_by(|a, b| (a.code.severity(), b.count).cmp(&(b.code.severity(), a.count)));
        kinds
    }
}
