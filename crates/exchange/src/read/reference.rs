//! Rows that describe the same thing twice (重复行).

use crate::field::Field;
use crate::problem::{Code, Problems};
use crate::record::Record;
use std::collections::HashMap;

/// Tells of every row whose identity another row before it has; such rows are dropped.
pub fn without_duplicates<'b>(records: Vec<Record<'b>>, problems: &mut Problems) -> Vec<Record<'b>> {
    let mut seen: HashMap<(&'static str, Vec<String>), (String, u32)> = HashMap::new();
    let mut out = Vec::with_capacity(records.len());
    for record in records {
        let Some(key) = identity(&record) else {
            out.push(record);
            continue;
        };
        let shown = key.join("、");
        match seen.get(&(record.table.key, key.clone())) {
            Some((sheet, row)) => {
                let first = record.table.identity.first().copied().unwrap_or("");
                let args = [("key", shown), ("sheet", sheet.clone()), ("row", (row + 1).to_string())];
                problems.add(Code::DuplicateRow, record.spot(first), &args);
            }
            None => {
                seen.insert((record.table.key, key), (record.sheet.to_owned(), record.row));
                out.push(record);
            }
        }
    }
    out
}

/// What names a row in its table, as words; `None` where rows may repeat.
pub fn identity(record: &Record<'_>) -> Option<Vec<String>> {
    if record.table.identity.is_empty() {
        return None;
    }
    let mut key = Vec::new();
    for column in record.table.identity {
        // the name stands for the number only where the number is not given
        if *column == "school_name" && record.field("school").is_some() {
            continue;
        }
        key.push(match record.field(column) {
            Some(Field::Text(t)) => t.clone(),
            Some(Field::Number(n)) => n.to_string(),
            Some(Field::Choice(at)) => match record.table.column(column).map(|c| c.kind) {
                Some(crate::column::Kind::Choice(list)) => (*list.names().get(*at).unwrap_or(&"")).to_owned(),
                _ => at.to_string(),
            },
            _ => continue,
        });
    }
    Some(key)
}
