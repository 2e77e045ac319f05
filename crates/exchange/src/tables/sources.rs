//! Where the data come from (数据来源).

use super::common::document;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::Dossier;

/// The table.
pub fn table() -> Table {
    Spec {
        key: "sources",
        sheet: "数据来源",
        synonyms: &["资料来源"],
        purpose: "本工作簿的数据取自哪些报表和文件，例如教育事业统计报表。",
        theme: Theme::County,
        identity: &[],
        frozen: 0,
        rare: false,
        dump,
        load,
    }
    .with(document("数据"))
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for source in &d.sources {
        rows.row().document(Some(source));
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    if let Some(document) = r.document() {
        load.keep(r, &format!("source/{}", load.dossier.sources.len()));
        load.dossier.sources.push(document);
    }
}
