//! Importing a workbook (导入工作簿): read in a limited child process; taken whole or not at all; what is wrong shown on the sheet.

use super::{Said, Work, result};
use crate::app::CYCLE;
use crate::failure::Failure;
use exchange::problem::{Problem, Severity};
use exchange::workbook::Expected;
use intake::{Book, CellRef, ChildCommand, Limits, Sheet, column_letters};
use model::{Dossier, Hash, Message};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use store::{DossierCommand, Scope};

/// Problems of a sheet that are shown; all of them stand in the marked copy.
const PROBLEMS: usize = 200;
/// Rows of a sheet that are shown.
const ROWS: usize = 60;
/// Columns of a sheet that are shown.
const COLUMNS: u32 = 60;
/// Rows shown above and below a bad cell.
const AROUND: u32 = 1;

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Import {
    /// The file, by its content's hash.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Why, in the words of who sent it.
    pub why: String,
    /// The version it takes the place of.
    pub based_on: i64,
}

/// What came out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Imported {
    /// What to say of it.
    #[serde(flatten)]
    pub said: Said,
    /// The job's number.
    pub job: String,
    /// It is the county's dossier now.
    pub taken: bool,
    /// The marked copy, by its content's hash.
    pub marked: Option<String>,
    /// The file's name without its ending.
    pub stem: String,
    /// The sheets with something to say.
    pub sheets: Vec<SheetView>,
}

/// A sheet as the person knows it, around the bad cells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// `bad` or `warn`.
    pub tone: String,
    /// Letters of the columns shown.
    pub columns: Vec<String>,
    /// The rows shown.
    pub rows: Vec<RowView>,
    /// What is wrong.
    pub problems: Vec<ProblemView>,
    /// Problems not listed.
    pub more: usize,
}

/// A row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RowView {
    /// Its number, from 1.
    pub number: u32,
    /// Rows before it are left out.
    pub gap: bool,
    /// Its cells.
    pub cells: Vec<CellView>,
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CellView {
    /// What stands in it.
    pub text: String,
    /// `bad`, `warn`, `info`; empty for a good cell.
    pub tone: String,
    /// Its anchor.
    pub id: String,
    /// What is wrong.
    pub why: String,
}

/// A problem.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProblemView {
    /// In a word.
    pub severity: String,
    /// Its colour.
    pub tone: String,
    /// The cell.
    pub cell: String,
    /// The anchor of the cell.
    pub id: String,
    /// What is wrong.
    pub what: String,
    /// Why that matters.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    tokio::task::spawn_blocking(move || import(&work)).await?
}

fn import(work: &Work) -> Result<String, Failure> {
    let asked: Import = work.asked()?;
    let io = |e: std::io::Error| Failure::Internal(e.to_string());
    work.progress(50, "wb-job-reading");
    let bytes = work.app.store.files().get(&Hash(asked.file.clone()))?.ok_or(Failure::NotFound)?;
    let folder = tempfile::tempdir().map_err(io)?;
    let (stem, ending) = parts(&asked.name);
    // a text file's sheet bears the file's name: keep it, without what a path could mean
    let name: String = stem.chars().filter(|c| c.is_alphanumeric() || "-_（）()".contains(*c)).take(60).collect();
    let path =
        folder.path().join(if name.is_empty() { format!("upload.{ending}") } else { format!("{name}.{ending}") });
    std::fs::write(&path, &bytes).map_err(io)?;
    let child = child()?;
    work.progress(200, "wb-job-parsing");
    let mut book = intake::read(&path, &Limits::clerk(), &child).map_err(|p| Failure::bad(p.message()))?;
    book.file_name.clone_from(&asked.name);
    work.progress(500, "wb-job-judging");
    let expected = Expected { county: Some(work.job.county.clone()), ..Expected::default() };
    let read = exchange::workbook::read(&book, &expected);
    let count = |s: Severity| read.problems.iter().filter(|p| p.severity == s).count();
    let (errors, warnings, notices) = (count(Severity::Error), count(Severity::Warning), count(Severity::Notice));
    let marked = if read.problems.is_empty() { None } else { mark(work, &path, &read.problems, &child)? };
    let sheets = sheets(&book, &read.problems);
    let mut remarks = Vec::new();
    let message = match read.dossier {
        Some(dossier) => {
            work.progress(850, "wb-job-saving");
            let schools = dossier.schools.len();
            let number = take(work, &asked, dossier, read.origins, &mut remarks)?;
            Message::new("wb-import-taken-note")
                .with("schools", schools)
                .with("version", number)
                .with("warnings", warnings)
                .with("notices", notices)
        }
        None => Message::new("wb-import-refused-note")
            .with("errors", errors)
            .with("warnings", warnings)
            .with("notices", notices),
    };
    let taken = errors == 0;
    let said = Said { message, warnings: remarks };
    result(&Imported { said, job: work.job.id.clone(), taken, marked, stem, sheets })
}

/// The child that reads strangers' files: this program again, or what stands in for it in tests.
pub(crate) fn child() -> Result<ChildCommand, Failure> {
    match std::env::var_os("JUNHENG_CHILD") {
        Some(program) => Ok(ChildCommand::new(program)),
        None => ChildCommand::this_program().map_err(|e| Failure::Internal(e.to_string())),
    }
}

/// Name and ending; an ending that is none of ours is read as what the content says.
fn parts(name: &str) -> (String, String) {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
    let ending = ending.to_ascii_lowercase();
    let known = ["xlsx", "xlsm", "xls", "ods", "csv"].contains(&ending.as_str());
    (stem.to_owned(), if known { ending } else { "xlsx".to_owned() })
}

/// Makes it the county's dossier. A workbook without projects leaves the plan as it is.
fn take(
    work: &Work,
    asked: &Import,
    mut dossier: Dossier,
    origins: model::Origins,
    remarks: &mut Vec<Message>,
) -> Result<i64, Failure> {
    let before = work.app.store.read()?.dossier(&Scope::system(), &work.job.county, CYCLE)?;
    let (plan, waivers) = before.map(|(_, d)| (d.plan, d.waivers)).unwrap_or_default();
    if dossier.plan.projects.is_empty() && !plan.projects.is_empty() {
        remarks.push(Message::new("wb-import-plan-kept").with("count", plan.projects.len()));
        dossier.plan = plan;
    } else if dossier.plan != plan {
        super::demand_open_plan(work)?;
    }
    // who may waive proves it by his account, not by a sheet
    if dossier.waivers != waivers {
        remarks.push(Message::new("wb-import-waivers-kept").with("count", waivers.len()));
        dossier.waivers = waivers;
    }
    let why = if asked.why.trim().is_empty() { format!("导入 {}", asked.name) } else { asked.why.trim().to_owned() };
    let put = DossierCommand::Put {
        cycle: CYCLE.to_owned(),
        dossier: Box::new(dossier),
        origins,
        why,
        based_on: Some(asked.based_on),
    };
    let answer = work.app.store.write(work.stamp("dossier"), put)?;
    Ok(answer.number().unwrap_or_default())
}

fn mark(work: &Work, path: &Path, problems: &[Problem], child: &ChildCommand) -> Result<Option<String>, Failure> {
    let lang = catalogue::Lang::Zh;
    let marks = exchange::marks::marks(problems, lang);
    let list = exchange::marks::summary_sheet(lang);
    // a copy that cannot be marked (text files) is no reason to lose the rest
    match intake::mark(path, &marks, &list, &Limits::clerk(), child) {
        Ok(bytes) => Ok(Some(work.app.store.files().keep(&bytes)?.0)),
        Err(_) => Ok(None),
    }
}

fn tone(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "bad",
        Severity::Warning => "warn",
        Severity::Notice => "info",
    }
}

/// The sheets with problems, the file's own first.
fn sheets(book: &Book, problems: &[Problem]) -> Vec<SheetView> {
    let mut by_sheet: Vec<(&str, Vec<&Problem>)> = Vec::new();
    for problem in problems {
        match by_sheet.iter_mut().find(|(name, _)| *name == problem.sheet) {
            Some((_, list)) => list.push(problem),
            None => by_sheet.push((&problem.sheet, vec![problem])),
        }
    }
    by_sheet.into_iter().enumerate().map(|(n, (name, list))| sheet(book, n, name, &list)).collect()
}

fn sheet(book: &Book, n: usize, name: &str, problems: &[&Problem]) -> SheetView {
    let lang = catalogue::Lang::Zh;
    let say = |m: &Message| catalogue::text(lang, m);
    let id = |cell: &str| if cell.is_empty() { String::new() } else { format!("cell-{n}-{cell}") };
    let view = |p: &&Problem| ProblemView {
        severity: exchange::marks::severity(p.severity, lang),
        tone: tone(p.severity).to_owned(),
        cell: p.cell.clone(),
        id: id(&p.cell),
        what: say(&p.what),
        why: say(&p.why),
        remedy: say(&p.remedy),
    };
    let mut sorted: Vec<&Problem> = problems.to_vec();
    sorted.sort_by_key(|p| p.severity);
    let worst = sorted.first().map_or("info", |p| tone(p.severity));
    let mut out = SheetView {
        name: if name.is_empty() { book.file_name.clone() } else { name.to_owned() },
        tone: worst.to_owned(),
        more: problems.len().saturating_sub(PROBLEMS),
        problems: sorted.iter().take(PROBLEMS).map(view).collect(),
        ..SheetView::default()
    };
    if let Some(sheet) = book.sheet(name) {
        grid(sheet, &sorted, id, &mut out);
    }
    out
}

/// The rows around the bad cells, with the headings above.
fn grid(sheet: &Sheet, problems: &[&Problem], id: impl Fn(&str) -> String, out: &mut SheetView) {
    let mut bad: BTreeMap<CellRef, (&'static str, String)> = BTreeMap::new();
    for problem in problems {
        if let Some(cell) = problem.cell_ref() {
            let text = catalogue::text(catalogue::Lang::Zh, &problem.what);
            bad.entry(cell).or_insert_with(|| (tone(problem.severity), text));
        }
    }
    let first = sheet.rows.first().map_or(0, |r| r.index);
    let mut rows: BTreeSet<u32> = (first..first.saturating_add(3)).collect();
    for cell in bad.keys() {
        rows.extend(cell.row.saturating_sub(AROUND)..=cell.row.saturating_add(AROUND));
    }
    let width = sheet.width().max(bad.keys().map(|c| c.col.saturating_add(1)).max().unwrap_or(0)).min(COLUMNS);
    if width == 0 || bad.is_empty() {
        return;
    }
    out.columns = (0..width).map(column_letters).collect();
    let last = sheet.rows.last().map_or(0, |r| r.index).max(bad.keys().map(|c| c.row).max().unwrap_or(0));
    let mut before = None;
    for row in rows.into_iter().filter(|r| *r <= last).take(ROWS) {
        let cell = |col: u32| {
            let at = CellRef::new(row, col);
            let text: String = sheet.value(at).shown().chars().take(40).collect();
            match bad.get(&at) {
                Some((tone, why)) => {
                    CellView { text, tone: (*tone).to_owned(), id: id(&at.to_string()), why: why.clone() }
                }
                None => CellView { text, ..CellView::default() },
            }
        };
        let gap = before.is_some_and(|b| row > b + 1);
        out.rows.push(RowView { number: row.saturating_add(1), gap, cells: (0..width).map(cell).collect() });
        before = Some(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_endings_we_know_are_believed() {
        assert_eq!(parts("学校.XLSX"), ("学校".into(), "xlsx".into()));
        assert_eq!(parts("a.b.exe"), ("a.b".into(), "xlsx".into()));
        assert_eq!(parts("noending"), ("noending".into(), "xlsx".into()));
    }
}
