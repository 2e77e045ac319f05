//! Totals (合计、小计): compared with the rows they add up, never imported.

use super::cell::Outcome;
use super::identify::Found;
use super::sheet::cells;
use crate::column::Kind;
use crate::field::Field;
use crate::problem::{Code, Problems, Spot};
use crate::record::Record;
use intake::table::{RowKind, TableRow};
use intake::{CellRef, DateSystem};
use std::collections::BTreeMap;

/// One stated sum.
struct Stated {
    cell: CellRef,
    column: usize,
    value: i64,
    /// How many data rows stood above it.
    above: usize,
    /// How many of them belong to the block since the sum row before.
    block: usize,
    kind: RowKind,
}

/// Sums of one table (合计核对).
pub struct Totals {
    numeric: Vec<usize>,
    titles: BTreeMap<usize, String>,
    places: BTreeMap<usize, i64>,
    rows: Vec<BTreeMap<usize, i64>>,
    since: usize,
    blocks: Vec<usize>,
    stated: Vec<Stated>,
}

impl Totals {
    /// Sums of a table's columns of counts and amounts.
    pub fn of(found: &Found) -> Totals {
        let sums = |k: Kind| matches!(k, Kind::Count | Kind::Integer | Kind::Amount(_) | Kind::Signed(_));
        let mut totals = Totals {
            numeric: Vec::new(),
            titles: BTreeMap::new(),
            places: BTreeMap::new(),
            rows: Vec::new(),
            since: 0,
            blocks: Vec::new(),
            stated: Vec::new(),
        };
        for (index, column) in found.table.columns.iter().enumerate().filter(|(_, c)| sums(c.kind)) {
            totals.numeric.push(index);
            totals.titles.insert(index, column.full_title());
            let unit = column.base_unit().map_or(1, |u| u.numerator);
            let places = match column.kind {
                Kind::Amount(p) | Kind::Signed(p) => 10i64.pow(u32::from(p.min(9))),
                _ => 1,
            };
            totals.places.insert(index, places.saturating_mul(unit));
        }
        totals
    }

    /// Takes note of a data row.
    pub fn data_row(&mut self, record: &Record<'_>) {
        let keys: Vec<(usize, i64)> = record
            .present()
            .filter_map(|(c, f, _)| match f {
                Field::Number(n) => Some((record.table.at(&c.key)?, *n)),
                _ => None,
            })
            .filter(|(index, _)| self.numeric.contains(index))
            .collect();
        self.rows.push(keys.into_iter().collect());
    }

    /// Takes note of a row of sums.
    pub fn sum_row(&mut self, found: &Found, row: &TableRow, dates: DateSystem) {
        let (above, block) = (self.rows.len(), self.rows.len().saturating_sub(self.since));
        let numeric = self.numeric.clone();
        cells(found, row, dates, |index, cell, outcome, _| {
            if let (Outcome::Value(Field::Number(value)), true) = (outcome, numeric.contains(&index)) {
                self.stated.push(Stated { cell, column: index, value, above, block, kind: row.kind });
            }
        });
        self.blocks.push(above);
        self.since = above;
    }

    /// Compares every stated sum with the rows it can be the sum of.
    pub fn judge(self, at: &impl Fn(CellRef) -> Spot, problems: &mut Problems) {
        let sum = |column: usize, from: usize, to: usize| -> i64 {
            let rows = self.rows.iter().skip(from).take(to.saturating_sub(from));
            rows.filter_map(|r| r.get(&column)).fold(0i64, |a, n| a.saturating_add(*n))
        };
        for s in &self.stated {
            let next = self.blocks.iter().copied().find(|b| *b > s.above).unwrap_or(self.rows.len());
            let whole = sum(s.column, 0, self.rows.len());
            let block = sum(s.column, s.above.saturating_sub(s.block), s.above);
            let below = sum(s.column, s.above, next);
            let above = sum(s.column, 0, s.above);
            if [whole, block, below, above].contains(&s.value) {
                continue;
            }
            let expected = if s.kind == RowKind::Total {
                whole
            } else if s.block > 0 {
                block
            } else {
                below
            };
            let scale = self.places.get(&s.column).copied().unwrap_or(1);
            let show = |n: i64| decimal(n, scale);
            let args = [
                ("column", self.titles.get(&s.column).cloned().unwrap_or_default()),
                ("stated", show(s.value)),
                ("sum", show(expected)),
            ];
            problems.add(Code::TotalMismatch, at(s.cell), &args);
        }
    }
}

/// A number of smallest steps in the column's own unit.
fn decimal(n: i64, scale: i64) -> String {
    let digits = scale.checked_ilog10().unwrap_or(0);
    let exact = 10i64.checked_pow(digits) == Some(scale);
    let places = u8::try_from(digits).ok().filter(|_| exact);
    places.and_then(|p| intake::normal::Decimal::new(n, p)).map_or_else(|| n.to_string(), |d| d.to_string())
}
