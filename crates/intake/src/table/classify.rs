//! What kind of row a row is.

use serde::{Deserialize, Serialize};

use crate::grid::{Row, Value};
use crate::normal::{fold_width, header_key, is_space};

/// 行的种类: what a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowKind {
    /// A record.
    Data,
    /// 小计: the sum of a group.
    Subtotal,
    /// 合计、总计: the sum of all.
    Total,
    /// 其中: a part of the row above.
    OfWhich,
    /// A title over the rows that follow.
    Group,
    /// Column numbers under the heading (甲 乙 1 2 3).
    Numbering,
    /// The heading once more, as on printed pages.
    Heading,
    /// A note or the signatures below the table.
    Note,
}

/// How many texts at a row's start can carry its label.
const LABELS: usize = 3;

/// Total, subtotal or part, by the row's first texts.
pub(super) fn sum_kind(row: &Row) -> Option<RowKind> {
    let texts = row.cells.iter().filter_map(|cell| cell.value.text());
    texts.take(LABELS).find_map(sum_label)
}

fn sum_label(text: &str) -> Option<RowKind> {
    // most texts of most tables have neither sign of a label
    if !text.contains(['计', '其']) {
        return None;
    }
    let key = header_key(text);
    if key.starts_with("其中") {
        return Some(RowKind::OfWhich);
    }
    if key.ends_with("小计") || key.starts_with("小计") {
        return Some(RowKind::Subtotal);
    }
    let ends = ["合计", "总计", "共计"].iter().find_map(|end| key.strip_suffix(end))?;
    let whole = ends.is_empty() || ends.starts_with('全') || ends == "以上";
    // 总计 after a name is still the whole; 合计 after a name is one group's.
    Some(if whole || key.ends_with("总计") { RowKind::Total } else { RowKind::Subtotal })
}

/// Whether the row is a note or a signature line.
pub(super) fn is_note(row: &Row) -> bool {
    let Some(text) = row.cells.iter().find_map(|cell| cell.value.text()) else { return false };
    let first = text.chars().find(|letter| !is_space(*letter));
    if !first.is_some_and(|first| NOTES.iter().any(|word| word.starts_with(first))) {
        return false;
    }
    let folded = fold_width(text).replace(' ', "");
    let numbers = row.cells.iter().filter(|cell| matches!(cell.value, Value::Number(_))).count();
    let marks = |rest: &str| rest.starts_with([':', '1', '(']) || rest.is_empty() || rest.starts_with("一、");
    let opens = NOTES.iter().any(|word| folded.strip_prefix(word).is_some_and(marks));
    opens && numbers <= 1
}

const NOTES: [&str; 22] = [
    "注",
    "备注",
    "说明",
    "填表说明",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "审核人",
    "复核人",
    "审核",
    "负责人",
    "单位负责人",
    "填报日期",
    "填表日期",
    "填报单位",
    "联系人",
    "联系电话",
    "资料来源",
    "数据来源",
    "统计时点",
    "填表时间",
];

/// Whether the row only numbers the columns.
pub(super) fn is_numbering(row: &Row) -> bool {
    let mut expected: Option<i64> = None;
    let mut stems = 0usize;
    for cell in &row.cells {
        let text = fold_width(&cell.value.shown()).replace([' ', '(', ')'], "");
        let number = text.split('=').next().and_then(|first| first.parse::<i64>().ok());
        match number {
            Some(number) if expected.is_none_or(|expected| expected == number) && number >= 0 => {
                if expected.is_none() && number > 1 {
                    return false;
                }
                expected = Some(number + 1);
            }
            None if expected.is_none() && STEMS.contains(&text.as_str()) => stems += 1,
            _ => return false,
        }
    }
    // At least three numbers in sequence, or stems and a number.
    row.cells.len() >= 3 && (expected.is_some_and(|next| next >= 3) || stems > 0)
}

const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Cell;

    fn row(texts: &[&str]) -> Row {
        let cells = texts.iter().zip(0..).filter(|(text, _)| !text.is_empty());
        let cell = |(text, col): (&&str, u32)| {
            let value = text.parse().map_or_else(|_| Value::Text((*text).into()), Value::Number);
            Cell::new(col, value)
        };
        Row { cells: cells.map(cell).collect(), ..Row::default() }
    }

    #[test]
    fn kinds() {
        let kind = |texts: &[&str]| sum_kind(&row(texts));
        assert_eq!(kind(&["合　计", "", "5"]), Some(RowKind::Total));
        assert_eq!(kind(&["", "全市合计", "5"]), Some(RowKind::Total));
        assert_eq!(kind(&["城关镇小计", "5"]), Some(RowKind::Subtotal));
        assert_eq!(kind(&["城关镇合计", "5"]), Some(RowKind::Subtotal));
        assert_eq!(kind(&["其中：女", "5"]), Some(RowKind::OfWhich));
        assert_eq!(kind(&["第一小学", "5"]), None);
        assert!(is_note(&row(&["注：本表不含民办学校。"])));
        assert!(is_note(&row(&["填表人：张三", "", "审核人："])));
        assert!(!is_note(&row(&["注重学校", "5", "6"])));
        assert!(is_numbering(&row(&["甲", "乙", "1", "2", "3=1+2"])));
        assert!(is_numbering(&row(&["1", "2", "3", "4"])));
        assert!(!is_numbering(&row(&["1", "第一小学", "3"])));
        assert!(!is_numbering(&row(&["3", "4", "5"])));
    }
}
