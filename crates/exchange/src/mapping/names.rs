//! Names in foreign tables (名称对应): compared without spaces, marks and width.

use intake::normal::{fold_width, is_space};
use intake::{Cell, Row, Sheet, Value};

/// A name for comparison.
pub fn plain(name: &str) -> String {
    fold_width(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A list that contains a name with its marks: `#端州` is another row than `端州`.
pub fn marked<'l>(list: impl IntoIterator<Item = &'l String>, name: &str) -> bool {
    let bare = |text: &str| -> String { fold_width(text).chars().filter(|c| !is_space(*c)).collect() };
    let name = bare(name);
    list.into_iter().any(|entry| bare(entry) == name)
}

/// A list that contains a name.
pub fn among<'l>(list: impl IntoIterator<Item = &'l String>, name: &str) -> bool {
    let name = plain(name);
    list.into_iter().any(|entry| plain(entry) == name)
}

/// The same sheet without translations and spaces inside numbers.
pub fn cleaned(sheet: &Sheet, bilingual: bool, close_spaces: bool) -> (Sheet, Vec<(intake::CellRef, String)>) {
    let mut closed = Vec::new();
    let rows = sheet.rows.iter().map(|row| {
        let cells = row.cells.iter().filter_map(|cell| {
            let Value::Text(text) = &cell.value else { return Some(cell.clone()) };
            let chinese = if bilingual { untranslated(text)? } else { text.clone() };
            let number = close_spaces.then(|| without_spaces(&chinese)).flatten();
            if let Some(number) = number {
                closed.push((row.at(cell.col), text.clone()));
                return Some(Cell { value: Value::Text(number), ..cell.clone() });
            }
            Some(Cell { value: Value::Text(chinese), ..cell.clone() })
        });
        Row { index: row.index, hidden: row.hidden, cells: cells.collect() }
    });
    let rows: Vec<Row> = rows.collect();
    let rows = rows.into_iter().filter(|r| !r.cells.is_empty()).collect();
    (Sheet { rows, ..sheet.clone() }, closed)
}

/// The Chinese of a text with its translation; `None` for a translation alone.
fn untranslated(text: &str) -> Option<String> {
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    if !latin {
        return Some(text.to_owned());
    }
    let chinese = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    if !chinese {
        return None;
    }
    let kept: String = text.chars().filter(|c| !c.is_ascii_alphabetic()).collect();
    let mut lines: Vec<&str> = kept.lines().map(|l| l.trim_matches(is_space)).collect();
    // a unit whose translation stood in brackets of its own
    lines.retain(|l| l.chars().any(char::is_alphanumeric) || l.contains(['‰', '%']));
    lines.dedup();
    Some(lines.join("\n"))
}

/// A number typed with spaces where no thousands are: `1 749`, `82231 8`.
fn without_spaces(text: &str) -> Option<String> {
    let folded = fold_width(text);
    let trimmed = folded.trim();
    let digits = trimmed.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | ','));
    let starts = trimmed.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    (digits && starts && trimmed.contains(' ')).then(|| trimmed.replace(' ', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_and_spaces() {
        assert_eq!(untranslated("出生\nBirth").as_deref(), Some("出生"));
        assert_eq!(untranslated("人数\n(人)\nPopulation\n(person)").as_deref(), Some("人数\n(人)"));
        assert_eq!(untranslated("Population"), None);
        assert_eq!(untranslated("人 数").as_deref(), Some("人 数"));
        assert_eq!(without_spaces(" 82231 8").as_deref(), Some("822318"));
        assert_eq!(without_spaces("第 1"), None);
        assert_eq!(without_spaces("123"), None);
        assert_eq!(plain("  ##大 旺"), "大旺");
    }
}
