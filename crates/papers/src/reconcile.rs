//! Totals agree with their lines, or nothing is printed（勾稽）.

use crate::PapersError;
use crate::cell::{Cell, decimal};
use crate::table::{Column, Table};
use model::Fen;

/// The total row of a table: the label in the first column, sums where the form asks for them.
pub(crate) fn total(name: &str, label: &str, columns: &[Column], rows: &[Vec<Cell>]) -> Result<Vec<Cell>, PapersError> {
    let mut total = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        total.push(match (at, column.sum) {
            (0, false) => Cell::from(label),
            (_, false) => Cell::Blank,
            (_, true) => sum(rows.iter().filter_map(|r| r.get(at)))
                .ok_or_else(|| PapersError::Overflow(format!("{name}「{}」", column.title)))?,
        });
    }
    Ok(total)
}

/// Adds cells of one kind; unknown ones are left out. A column with unknown values only stays unknown, one in which nothing
/// belongs stays blank.
fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Cell> {
    let mut sum = Cell::Blank;
    for cell in cells {
        sum = match (sum, cell) {
            (Cell::Blank | Cell::NoData, Cell::Money(_) | Cell::Number { .. }) => cell.clone(),
            (Cell::Blank, Cell::NoData) => Cell::NoData,
            (Cell::Money(a), Cell::Money(b)) => Cell::Money(a.plus(*b).ok()?),
            (Cell::Number { value: a, places }, Cell::Number { value: b, places: p }) if places == *p => {
                Cell::Number { value: a.checked_add(*b)?, places }
            }
            (_, Cell::Money(_) | Cell::Number { .. }) => return None,
            (sum, _) => sum,
        };
    }
    Some(sum)
}

/// Recomputes every printed total from the printed lines, in wider integers than the total was made with, both as stored and
/// as printed: where amounts are whole multiples of 100 元 the printed 万元 must add up too.
pub(crate) fn table(table: &Table) -> Result<(), PapersError> {
    let Some(total) = &table.total else { return Ok(()) };
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| c.sum) {
        let mut lines: i128 = 0;
        let mut known = false;
        for cell in table.rows.iter().filter_map(|row| row.get(at)) {
            match cell {
                Cell::Money(Fen(value)) | Cell::Number { value, .. } => {
                    lines += i128::from(*value);
                    known = true;
                }
                Cell::Blank | Cell::NoData | Cell::Text(_) | Cell::Year(_) => {}
            }
        }
        let agrees = match total.get(at) {
            Some(Cell::Money(Fen(value)) | Cell::Number { value, .. }) => known && i128::from(*value) == lines,
            Some(Cell::NoData | Cell::Blank) => !known,
            _ => false,
        };
        if !agrees {
            let money = table.rows.iter().filter_map(|r| r.get(at)).any(|c| matches!(c, Cell::Money(_)));
            let lines = i64::try_from(lines).unwrap_or(i64::MAX);
            return Err(PapersError::NotReconciled {
                table: table.name.clone(),
                what: column.title.clone(),
                lines: if money { Fen(lines).wan() } else { decimal(lines, 0) },
                total: total.get(at).map(Cell::show).unwrap_or_default(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let column = |title: &str, sum| Column { title: title.into(), group: None, width: 8, sum, centred: false };
        let columns = vec![column("项目", false), column("总投资", true)];
        let rows = vec![
            vec![Cell::from("甲"), Cell::Money(Fen(10_000))],
            vec![Cell::from("乙"), Cell::Money(Fen(-20_000))],
            vec![Cell::from("丙"), Cell::NoData],
        ];
        let total = Some(total("试验表", "合计", &columns, &rows).unwrap());
        Table { name: "试验表".into(), title: "试验表".into(), note: None, freeze: 0, columns, rows, total }
    }

    #[test]
    fn a_doctored_total_is_refused() {
        let mut doctored = sample();
        assert_eq!(doctored.total, Some(vec![Cell::from("合计"), Cell::Money(Fen(-10_000))]));
        assert!(table(&doctored).is_ok());
        doctored.total = Some(vec![Cell::from("合计"), Cell::Money(Fen(-10_001))]);
        let error = table(&doctored).unwrap_err().to_string();
        assert!(error.contains("试验表") && error.contains("总投资"), "{error}");
    }

    #[test]
    fn a_doctored_line_is_refused() {
        let mut doctored = sample();
        doctored.rows[0][1] = Cell::Money(Fen(10_100));
        assert!(table(&doctored).is_err());
        doctored.rows[0][1] = Cell::NoData;
        assert!(table(&doctored).is_err());
    }

    #[test]
    fn sums_out_of_range_are_errors() {
        let columns = sample().columns;
        let rows =
            vec![vec![Cell::from("甲"), Cell::Money(Fen(i64::MAX))], vec![Cell::from("乙"), Cell::Money(Fen(1))]];
        assert!(matches!(total("试验表", "合计", &columns, &rows), Err(PapersError::Overflow(_))));
    }
}
