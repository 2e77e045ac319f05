//! Totals of foreign tables (合计核对): which rows the total needs, and whether it agrees.

use crate::field::Field;
use crate::problem::{Code, Problems, Spot};
use crate::record::Record;
use intake::CellRef;

/// A row that can be summed.
pub struct Summed<'b> {
    /// The row.
    pub record: Record<'b>,
    /// It may be part of another row.
    pub part: bool,
}

/// A stated total of a sheet: column key, value, cell.
pub struct Stated {
    /// The column.
    pub column: String,
    /// Its value.
    pub value: i64,
    /// Its cell.
    pub cell: CellRef,
}

/// Decides by the totals which doubtful rows belong, and tells totals that agree with neither reading.
pub fn settle<'b>(
    rows: Vec<Summed<'b>>,
    totals: &[Stated],
    spot: impl Fn(CellRef) -> Spot,
    problems: &mut Problems,
) -> Vec<Record<'b>> {
    let sum = |column: &str, with_parts: bool| -> Option<i64> {
        let values = rows.iter().filter(|r| with_parts || !r.part).filter_map(|r| match r.record.field(column) {
            Some(Field::Number(n)) => Some(*n),
            _ => None,
        });
        values.into_iter().try_fold(0i64, i64::checked_add)
    };
    let any_parts = rows.iter().any(|r| r.part);
    let agree = |with: bool| !totals.is_empty() && totals.iter().all(|t| sum(&t.column, with) == Some(t.value));
    let with_parts = any_parts && !agree(false) && agree(true);
    if !agree(with_parts) {
        for t in totals.iter().filter(|t| sum(&t.column, with_parts) != Some(t.value)) {
            let title =
                rows.first().and_then(|r| r.record.table.column(&t.column)).map(crate::column::Column::full_title);
            let args = [
                ("column", title.unwrap_or_default()),
                ("stated", t.value.to_string()),
                ("sum", sum(&t.column, with_parts).map(|n| n.to_string()).unwrap_or_default()),
            ];
            problems.add(Code::TotalMismatch, spot(t.cell), &args);
        }
    }
    if any_parts && !with_parts {
        let dropped: Vec<&Summed<'_>> = rows.iter().filter(|r| r.part).collect();
        if let Some(first) = dropped.first() {
            let args = [("count", dropped.len().to_string())];
            problems.add(Code::PartSkipped, spot(CellRef::new(first.record.row, 0)), &args);
        }
    }
    rows.into_iter().filter(|r| with_parts || !r.part).map(|r| r.record).collect()
}
