//! The county workbook (县级工作簿): blank, filled, and read back.

use crate::check;
use crate::load::Load;
use crate::problem::{Code, Problem, Problems, Spot};
use crate::read::identify::META;
use crate::read::{reference, sheet};
use crate::record::Record;
use crate::table::all;
use crate::write::{Purpose, workbook};
use intake::{Book, CellRef, Notice, Sheet};
use model::{Cycle, Date, Dossier, FORMAT, Origins, Region, RegionCode, SchoolYear, Year};
use policy::Policy;

/// The workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct WriteError(#[from] rust_xlsxwriter::XlsxError);

/// What the caller knows of a file that does not say it itself.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The county the file should be of.
    pub county: Option<RegionCode>,
    /// The planning cycle.
    pub cycle: Option<Cycle>,
    /// The base year.
    pub base_year: Option<SchoolYear>,
    /// The date the plan is judged on.
    pub as_of: Option<Date>,
}

/// What a file gave (导入结果).
#[derive(Debug)]
pub struct Import {
    /// The dossier; `None` when any problem is an error.
    pub dossier: Option<Dossier>,
    /// Every problem, by sheet, row and column.
    pub problems: Vec<Problem>,
    /// The cell each value came from, also when there is no dossier.
    pub origins: Origins,
}

/// An empty workbook of a county, to be filled in (空白工作簿). `regions` are the county itself and those above it.
///
/// The base year is the school year that began before the cycle; the date of judgement is the earliest deadline.
///
/// # Errors
/// When the spreadsheet library refuses, which no county's name should make it do.
pub fn blank(county: &RegionCode, regions: &[Region], policy: &Policy) -> Result<Vec<u8>, WriteError> {
    let cycle = policy.cycle.cycle;
    let as_of = policy.cycle.deadlines.iter().map(|d| d.date).min().unwrap_or(policy.cycle.completion);
    let mut dossier = Dossier::new(county.clone(), cycle, SchoolYear(cycle.first.plus(-1).0), as_of);
    dossier.regions = regions.to_vec();
    Ok(workbook(&dossier, Purpose::Blank)?)
}

/// A dossier written as a workbook (导出工作簿).
///
/// # Errors
/// When a text is longer than a cell holds (32,767 characters).
pub fn write(dossier: &Dossier) -> Result<Vec<u8>, WriteError> {
    Ok(workbook(dossier, Purpose::Filled)?)
}

/// A dossier written as a workbook without its plan (不含规划的工作簿), for those who may not see it yet. The sheets of the plan are left out
/// and the cover says so, so that nobody takes an empty sheet for a plan without projects.
///
/// # Errors
/// When a text is longer than a cell holds (32,767 characters).
pub fn write_without_plan(dossier: &Dossier) -> Result<Vec<u8>, WriteError> {
    Ok(workbook(dossier, Purpose::WithoutPlan)?)
}

/// Reads a workbook back (读入工作簿). Every problem is told at once; with an error among them there is no dossier.
pub fn read(book: &Book, expected: &Expected) -> Import {
    let mut problems = Problems::of(&book.file_name);
    let meta = Meta::of(book);
    if meta.format.is_some_and(|f| f > FORMAT) {
        let args = [("format", meta.format.unwrap_or(0).to_string()), ("known", FORMAT.to_string())];
        problems.add(Code::NewerFormat, Spot::default(), &args);
        return Import { dossier: None, problems: problems.into_sorted(), origins: Origins::new() };
    }
    notices(book, &mut problems);
    let mut records: Vec<Record<'_>> = Vec::new();
    for (order, sheet) in book.sheets.iter().enumerate() {
        records.extend(sheet::records(book, order, sheet, &mut problems));
    }
    let records = reference::without_duplicates(records, &mut problems);
    finish(records, meta.start(expected), problems, expected)
}

/// Tells what the reader of the file noticed.
pub(crate) fn notices(book: &Book, problems: &mut Problems) {
    let spot = || Spot { file: book.file_name.clone(), ..Spot::default() };
    for notice in &book.notices {
        match notice {
            Notice::WrongExtension { extension, format } => {
                let args = [("found", extension.clone()), ("wanted", format.extension().to_owned())];
                problems.add(Code::WrongExtension, spot(), &args);
            }
            Notice::Encoding { encoding } => problems.add(Code::Encoding, spot(), &[("encoding", encoding.clone())]),
            Notice::RaggedRows { row } => problems.add(Code::RaggedRows, spot(), &[("row", row.to_string())]),
        }
    }
}

/// Loads records into a dossier, checks it, and decides whether it may be used.
pub(crate) fn finish(records: Vec<Record<'_>>, start: Start, mut problems: Problems, expected: &Expected) -> Import {
    if start.county.is_none() && !records.iter().any(|r| r.table.key == "county") {
        problems.add(Code::CountyMissing, Spot::default(), &[]);
    }
    if !records.iter().any(|r| r.table.key == "schools") && !expects_no_schools(&records) {
        problems.add(Code::TableMissing, Spot::default(), &[("table", "学校基本情况".to_owned())]);
    }
    let Some(base) = start.dossier() else {
        return Import { dossier: None, problems: problems.into_sorted(), origins: Origins::new() };
    };
    let mut load = loaded(&records, base, problems);
    let wanted = expected.county.as_ref().or(start.county.as_ref());
    if let Some(wanted) = wanted.filter(|w| **w != load.dossier.county) {
        let args = [("found", load.dossier.county.to_string()), ("wanted", wanted.to_string())];
        let spot = load.spot_of("county/county");
        load.problems.add(Code::OtherCounty, spot, &args);
    }
    if let Some((first, last)) = crate::json::odd_cycle(&load.dossier) {
        let args = [("first", first), ("last", last), ("most", crate::json::LONGEST)].map(|(k, v)| (k, v.to_string()));
        let spot = load.spot_of("county/last");
        load.problems.add(Code::BadCycle, spot, &args);
    }
    check::all(&mut load);
    let blocking = load.problems.blocking();
    let origins = load.dossier.origins.clone();
    Import { dossier: (!blocking).then_some(load.dossier), problems: load.problems.into_sorted(), origins }
}

/// Loads records into a dossier that has none of them yet, table by table.
pub(crate) fn loaded(records: &[Record<'_>], base: Dossier, problems: Problems) -> Load {
    let mut load = Load::new(base, problems);
    for table in all() {
        for record in records.iter().filter(|r| std::ptr::eq(r.table, table)) {
            (table.load)(record, &mut load);
        }
    }
    load.finish()
}

/// A file of births or money only needs no register of schools.
fn expects_no_schools(records: &[Record<'_>]) -> bool {
    !records.is_empty() && records.iter().all(|r| matches!(r.table.key, "zones" | "births" | "migration"))
}

/// What a dossier starts from, before any row is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Start {
    pub(crate) county: Option<RegionCode>,
    pub(crate) cycle: Option<Cycle>,
    pub(crate) base_year: Option<SchoolYear>,
    pub(crate) as_of: Option<Date>,
}

impl Start {
    fn dossier(&self) -> Option<Dossier> {
        let county = self.county.clone().or_else(|| "000000".parse().ok())?;
        let cycle = self.cycle.unwrap_or(Cycle { first: Year(2021), last: Year(2025) });
        let base_year = self.base_year.unwrap_or(SchoolYear(cycle.first.plus(-1).0));
        let as_of = self.as_of.unwrap_or(cycle.first.end());
        Some(Dossier::new(county, cycle, base_year, as_of))
    }
}

/// What the hidden sheet says.
#[derive(Debug, Default)]
struct Meta {
    format: Option<u32>,
    start: Start,
}

impl Meta {
    fn of(book: &Book) -> Meta {
        let Some(sheet) = book.sheet(META) else { return Meta::default() };
        let year = |key| value(sheet, key).and_then(|t| t.parse::<u16>().ok());
        let cycle = match (year("first"), year("last")) {
            (Some(first), Some(last)) => Some(Cycle { first: Year(first), last: Year(last) }),
            _ => None,
        };
        Meta {
            format: value(sheet, "format").and_then(|t| t.parse().ok()),
            start: Start {
                county: value(sheet, "county").and_then(|t| t.parse().ok()),
                cycle,
                base_year: year("base_year").map(SchoolYear),
                as_of: value(sheet, "as_of").and_then(|t| t.parse().ok()),
            },
        }
    }

    fn start(self, expected: &Expected) -> Start {
        Start {
            county: self.start.county.or_else(|| expected.county.clone()),
            cycle: self.start.cycle.or(expected.cycle),
            base_year: self.start.base_year.or(expected.base_year),
            as_of: self.start.as_of.or(expected.as_of),
        }
    }
}

fn value(sheet: &Sheet, key: &str) -> Option<String> {
    let row = sheet.rows.iter().find(|r| r.value(0).text() == Some(key))?;
    Some(sheet.value(CellRef::new(row.index, 1)).shown()).filter(|t| !t.is_empty())
}
