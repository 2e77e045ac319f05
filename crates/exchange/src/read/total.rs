//! Totals (合计、小计): compared with the rows they add up, never imported. Rows are added up as they pass, so that a table
//! of any length costs the memory of its total rows only.

use crate::column::Kind;
use crate::field::Field;
use crate::record::Record;
use crate::table::Table;
use intake::CellRef;
use intake::table::RowKind;

/// So many stated sums wait for the end of the table; more are not compared, and counted.
const MOST: usize = 10_000;

/// A column that is added up.
struct Summed {
    /// Its position in the table.
    index: usize,
    title: String,
    /// Smallest steps to one of the column's own unit.
    scale: i64,
    /// The rows so far.
    sum: i128,
    /// The rows up to the sum row before.
    before: i128,
}

/// One stated sum.
struct Stated {
    cell: CellRef,
    /// Which of the columns that are added up.
    column: usize,
    value: i128,
    /// How many data rows stood above it.
    rows: u64,
    /// Their sum.
    above: i128,
    /// The sum of those since the sum row before, where there are any.
    block: Option<i128>,
    /// The sum of the rows up to the next sum row.
    below: Option<i128>,
    kind: RowKind,
}

impl Stated {
    /// Whether rows on one side of it give its value.
    fn settled(&self) -> bool {
        [Some(self.above), self.block, self.below].contains(&Some(self.value))
            || (self.block.is_none() && self.value == 0)
    }
}

/// A stated sum that no rows give (合计不符).
pub struct Mismatch {
    /// Where it stands.
    pub cell: CellRef,
    /// Column, stated and expected sum, for the message.
    pub args: [(&'static str, String); 3],
}

/// Sums of one table (合计核对).
pub struct Totals {
    columns: Vec<Summed>,
    rows: u64,
    since: u64,
    /// What the next rows may still give.
    open: Vec<Stated>,
    /// What only the sum of all rows may still give.
    kept: Vec<Stated>,
    /// Stated sums that could not be kept.
    dropped: u64,
}

impl Totals {
    /// Sums of a table's columns of counts and amounts.
    pub fn of(table: &Table) -> Totals {
        let sums = |k: Kind| matches!(k, Kind::Count | Kind::Integer | Kind::Amount(_) | Kind::Signed(_));
        let columns = table.columns.iter().enumerate().filter(|(_, c)| sums(c.kind)).map(|(index, column)| {
            let unit = column.base_unit().map_or(1, |u| u.numerator);
            let places = match column.kind {
                Kind::Amount(p) | Kind::Signed(p) => 10i64.pow(u32::from(p.min(9))),
                _ => 1,
            };
            Summed { index, title: column.full_title(), scale: places.saturating_mul(unit), sum: 0, before: 0 }
        });
        Totals { columns: columns.collect(), rows: 0, since: 0, open: Vec::new(), kept: Vec::new(), dropped: 0 }
    }

    /// Takes note of a data row.
    pub fn data_row(&mut self, record: &Record<'_>) {
        for column in &mut self.columns {
            if let Some(Field::Number(n)) = record.value(column.index) {
                column.sum += i128::from(*n);
            }
        }
        self.rows += 1;
    }

    /// Takes note of a row of sums: its values by the position of their column.
    pub fn sum_row(&mut self, kind: RowKind, values: &[(usize, CellRef, i64)]) {
        self.close();
        for (index, cell, value) in values {
            let Some(at) = self.columns.iter().position(|c| c.index == *index) else { continue };
            let Some(column) = self.columns.get(at) else { continue };
            let block = (self.rows > self.since).then(|| column.sum - column.before);
            let (value, above) = (i128::from(*value), column.sum);
            let stated = Stated { cell: *cell, column: at, value, rows: self.rows, above, block, below: None, kind };
            if stated.settled() {
                continue;
            }
            if self.open.len() + self.kept.len() < MOST {
                self.open.push(stated);
            } else {
                self.dropped += 1;
            }
        }
        for column in &mut self.columns {
            column.before = column.sum;
        }
        self.since = self.rows;
    }

    /// The rows since a stated sum are complete once another sum row comes after them.
    fn close(&mut self) {
        let (sums, rows) = (&self.columns, self.rows);
        let (closed, open) = std::mem::take(&mut self.open).into_iter().partition(|s: &Stated| s.rows < rows);
        self.open = open;
        self.kept.extend(closed.into_iter().filter_map(|mut s: Stated| {
            s.below = sums.get(s.column).map(|c| c.sum - s.above);
            (!s.settled()).then_some(s)
        }));
    }

    /// Every stated sum that no rows give, from top to bottom, and how many could not be compared.
    pub fn judge(mut self) -> (Vec<Mismatch>, u64) {
        let open = std::mem::take(&mut self.open);
        self.kept.extend(open);
        self.kept.sort_by_key(|s| s.cell);
        let mut out = Vec::new();
        for mut s in self.kept {
            let Some(column) = self.columns.get(s.column) else { continue };
            let whole = column.sum;
            s.below = s.below.or(Some(whole - s.above));
            if s.value == whole || s.settled() {
                continue;
            }
            let expected = match (s.kind, s.block, s.below) {
                (RowKind::Total, ..) => whole,
                (_, Some(block), _) => block,
                (_, None, below) => below.unwrap_or(whole),
            };
            let args = [
                ("column", column.title.clone()),
                ("stated", decimal(s.value, column.scale)),
                ("sum", decimal(expected, column.scale)),
            ];
            out.push(Mismatch { cell: s.cell, args });
        }
        (out, self.dropped)
    }
}

/// A number of smallest steps in the column's own unit.
fn decimal(n: i128, scale: i64) -> String {
    let digits = scale.checked_ilog10().unwrap_or(0);
    let exact = 10i64.checked_pow(digits) == Some(scale);
    let places = u8::try_from(digits).ok().filter(|_| exact);
    let small = i64::try_from(n).ok();
    let shown = places.zip(small).and_then(|(p, n)| intake::normal::Decimal::new(n, p));
    shown.map_or_else(|| n.to_string(), |d| d.to_string())
}
