//! Small tables from people (表格): pasted from a spreadsheet, or sent as a file and read in the limited child.

use crate::app::App;
use crate::failure::Failure;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use model::Message;

/// Rows read at most.
pub const ROWS: usize = 5_000;

/// Rows of cells, each row with its number from 1; empty ones are left out.
pub type Table = Vec<(usize, Vec<String>)>;

/// A text as rows: tabs between cells as spreadsheets paste them, else commas; quotes around a cell may hold both and line breaks.
pub fn pasted(text: &str) -> Table {
    let comma = |c: char| matches!(c, ',' | '，');
    let tabs = text.contains('\t');
    let between = |c: char| if tabs { c == '\t' } else { comma(c) };
    let (mut out, mut row, mut cell): (Table, Vec<String>, String) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut number, mut start) = (false, 1_usize, 1_usize);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut end = |row: &mut Vec<String>, cell: &mut String, number: usize| {
        row.push(std::mem::take(cell).trim().to_owned());
        let row = std::mem::take(row);
        if row.iter().any(|c| !c.is_empty()) && out.len() < ROWS {
            out.push((number, row));
        }
    };
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => quoted = true,
            '\n' if !quoted => {
                end(&mut row, &mut cell, start);
                number += 1;
                start = number;
            }
            '\r' if !quoted => {}
            c if !quoted && between(c) => row.push(std::mem::take(&mut cell).trim().to_owned()),
            c => {
                if c == '\n' {
                    number += 1;
                }
                cell.push(c);
            }
        }
    }
    end(&mut row, &mut cell, start);
    out
}

/// Columns by the words of the first row, where it has them: for each wanted column the words that name it. Rows without it are returned.
pub fn columns(table: Table, wanted: &[&[&str]]) -> Table {
    let place = |head: &[String], words: &[&str]| {
        head.iter().position(|cell| words.iter().any(|w| cell.trim().eq_ignore_ascii_case(w)))
    };
    let Some((_, head)) = table.first() else { return table };
    let places: Vec<Option<usize>> = wanted.iter().map(|words| place(head, words)).collect();
    let found = places.iter().flatten().count();
    if found < 2 {
        return table;
    }
    let pick = |row: Vec<String>| -> Vec<String> {
        places.iter().map(|p| p.and_then(|p| row.get(p)).cloned().unwrap_or_default()).collect()
    };
    table.into_iter().skip(1).map(|(n, row)| (n, pick(row))).collect()
}

/// What was sent: a file, or a text.
#[derive(Debug, Default)]
pub struct Sent {
    /// The file's name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads an upload.
///
/// # Errors
/// Too large, broken off, nothing sent.
pub async fn sent(app: &App, mut form: Multipart) -> Result<Sent, Failure> {
    let most = app.config.upload / (1024 * 1024);
    let broken = |e: MultipartError| match e.status().as_u16() {
        413 => Failure::TooLarge(most),
        _ => Failure::bad(Message::new("wb-import-broken")),
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or("").to_owned();
            let bytes = field.bytes().await.map_err(broken)?.to_vec();
            if !bytes.is_empty() {
                return Ok(Sent { name, bytes });
            }
        }
    }
    Err(Failure::bad(Message::new("wb-import-no-file")))
}

/// The first sheet of a file as rows.
///
/// # Errors
/// A file that cannot be read; blocking.
pub fn read(sent: &Sent) -> Result<Table, Failure> {
    let ending = sent.name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    if matches!(ending.as_str(), "csv" | "txt")
        && let Ok(text) = std::str::from_utf8(&sent.bytes)
    {
        return Ok(pasted(text));
    }
    let ending = if ["xlsx", "xlsm", "xls", "ods", "csv"].contains(&ending.as_str()) { ending } else { "xlsx".into() };
    let io = |e: std::io::Error| Failure::Internal(e.to_string());
    let folder = tempfile::tempdir().map_err(io)?;
    let path = folder.path().join(format!("list.{ending}"));
    std::fs::write(&path, &sent.bytes).map_err(io)?;
    let book =
        intake::read(&path, &intake::Limits::clerk(), &crate::job::child()?).map_err(|p| Failure::bad(p.message()))?;
    let Some(sheet) = book.sheets.iter().find(|s| !s.rows.is_empty()) else { return Ok(Vec::new()) };
    let width = sheet.width().min(50);
    let rows = sheet.rows.iter().filter(|r| !r.is_blank()).take(ROWS).map(|row| {
        let cells = (0..width).map(|col| row.value(col).shown().trim().to_owned()).collect();
        (row.index as usize + 1, cells)
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(table: &Table) -> Vec<Vec<&str>> {
        table.iter().map(|(_, row)| row.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn as_spreadsheets_paste_and_as_people_type() {
        let pasted_tabs = pasted("a\tb, c\t\r\n\t\t\n\"x\ty\"\t\"say \"\"hi\"\"\"\n");
        assert_eq!(cells(&pasted_tabs), [vec!["a", "b, c", ""], vec!["x\ty", "say \"hi\""]]);
        assert_eq!(pasted_tabs[1].0, 3, "rows keep their numbers");
        let typed = pasted("\u{feff}wang，王小梅,150121\n li , 李, \"a,b\"");
        assert_eq!(cells(&typed), [vec!["wang", "王小梅", "150121"], vec!["li", "李", "a,b"]]);
        assert!(pasted(" \n\n").is_empty());
    }

    #[test]
    fn columns_are_found_by_their_heads_or_taken_in_order() {
        let wanted: &[&[&str]] = &[&["代码", "code"], &["名称", "name"], &["级别"]];
        let headed = columns(pasted("名称,代码\n甲市,150100"), wanted);
        assert_eq!(headed, [(2, vec!["150100".to_owned(), "甲市".to_owned(), String::new()])]);
        assert_eq!(cells(&columns(pasted("150100,甲市"), wanted)), [vec!["150100", "甲市"]]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_some_table(text in "[a-c\"\t,\r\n，]{0,60}") {
            for (number, row) in pasted(&text) {
                proptest::prop_assert!(number >= 1 && !row.is_empty());
            }
        }
    }
}
