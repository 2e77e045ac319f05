//! Writing the county workbook (写出工作簿).

mod cover;
mod options;
mod shown;
mod style;
mod table_sheet;

pub(crate) use shown::text;

use crate::record::Rows;
use crate::table::{Table, Theme, all};
use model::Dossier;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use style::Styles;

/// What the workbook is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be filled in: example rows, empty rows.
    Blank,
    /// A dossier written down.
    Filled,
    /// The same without its plan, which is not for the reader to see yet.
    WithoutPlan,
}

/// One sheet about to be written.
pub(crate) struct Plan<'t> {
    table: &'t Table,
    rows: Vec<Vec<Option<crate::field::Field>>>,
    /// Positions of the columns that are written.
    columns: Vec<usize>,
}

fn plan(d: &Dossier, purpose: Purpose) -> Vec<Plan<'static>> {
    let mut out = Vec::new();
    let own = |table: &&Table| table.theme == Theme::Plan || table.key == "demands";
    for table in all().iter().filter(|t| purpose != Purpose::WithoutPlan || !own(t)) {
        let mut rows = Rows::new(table);
        (table.dump)(d, &mut rows);
        let rows = rows.into_rows();
        if table.rare && rows.is_empty() {
            continue;
        }
        let used = |i: usize| rows.iter().any(|r| r.get(i).is_some_and(Option::is_some));
        let columns = table.columns.iter().enumerate().filter(|(i, c)| !c.rare || used(*i)).map(|(i, _)| i).collect();
        out.push(Plan { table, rows, columns });
    }
    out
}

/// The workbook of a dossier as bytes.
pub(crate) fn workbook(d: &Dossier, purpose: Purpose) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let as_of = ExcelDateTime::from_ymd(d.as_of.year().0, d.as_of.month(), d.as_of.day())?;
    let properties = DocProperties::new()
        .set_title(format!("{}义务教育薄弱环节改善与能力提升规划数据工作簿", d.county_name()))
        .set_author("均衡")
        .set_creation_datetime(&as_of);
    book.set_properties(&properties);
    let styles = Styles::new();
    let plans = plan(d, purpose);
    cover::write(&mut book, d, &plans, purpose, &styles)?;
    for plan in &plans {
        table_sheet::write(&mut book, d, plan, &plans, purpose, &styles)?;
    }
    options::write_lists(&mut book)?;
    options::write_meta(&mut book, d)?;
    book.save_to_buffer()
}
