//! Reading an office's layout of a printed table (读取表样).

use super::common::key;
use super::document::Documents;
use super::fields::{Fields, Reader};
use crate::{FormColumn, PaperForm};
use model::Message;

/// Widest column in half-width characters: what a spreadsheet allows.
const WIDEST: u16 = 255;

/// Reads one `[[form]]`. It cites nothing: a layout is no figure.
pub(super) fn form(r: &mut Reader<'_>, mut f: Fields<'_>, _: &Documents) -> Option<PaperForm> {
    let key = key(r, &mut f);
    let (title, note) = (f.text_opt(r, "title"), f.text_opt(r, "note"));
    let mut columns: Vec<FormColumn> = Vec::new();
    for mut column in f.tables(r, "columns") {
        let name = column.text(r, "key");
        let title = column.text_opt(r, "title");
        let width = if column.has("width") { column.whole::<u16>(r, "width") } else { None };
        if width.is_some_and(|w| w == 0 || w > WIDEST) {
            column.report(r, "width", Message::new("policy-form-width").with("most", WIDEST));
        }
        let Some(name) = name else { continue };
        if columns.iter().any(|c| c.key == name) {
            column.report(r, "key", Message::new("policy-duplicate-key").with("key", &name));
        }
        column.finish(r);
        columns.push(FormColumn { key: name, title, width });
    }
    f.finish(r);
    Some(PaperForm { key: key?, title, note, columns })
}
