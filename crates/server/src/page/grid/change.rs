//! Changed cells on their way into the dossier (改动的保存): judged as a whole, kept as a new version or refused as a whole.

use crate::app::{App, CYCLE};
use crate::caller::CountyView;
use crate::failure::Failure;
use crate::words::Words;
use exchange::edit::{CellEdit, Doing, Edited, RowEdit, TABLES};
use exchange::problem::Severity;
use exchange::table::Table;
use model::{Dossier, Message, RegionCode};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{DossierCommand, DossierVersion, Failed, Kind, Refused, Scope};

/// Stands in the place of a file's name for values that were typed here.
const SOURCE: &str = "在线填报";
/// The most cells of one save.
const MOST: usize = 200_000;
/// The longest reason, in characters.
const WHY: usize = 200;
/// Somebody else saves in between at most so often.
const TRIES: usize = 5;

/// What a page or a program sends (改动请求).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sent {
    /// The table's key.
    pub table: String,
    /// The version that was shown.
    pub based_on: i64,
    /// Why, in the words of the person.
    pub why: String,
    /// Names the save: sent again it is not done again.
    pub key: String,
    /// The changed rows.
    pub rows: Vec<SentRow>,
}

/// A changed row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SentRow {
    /// The row's key.
    pub row: String,
    /// It is a new row.
    pub add: bool,
    /// It goes.
    pub remove: bool,
    /// The cells by column key: what was seen, what shall be.
    pub cells: BTreeMap<String, [String; 2]>,
}

/// What is said of changes (核对结果).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Judged {
    /// In one sentence.
    pub message: String,
    /// The version it was judged on, or that was made.
    pub version: i64,
    /// It was kept.
    pub saved: bool,
    /// Cells that differ.
    pub changed: usize,
    /// What is wrong or doubtful.
    pub problems: Vec<ProblemView>,
    /// Cells that somebody else changed meanwhile.
    pub conflicts: Vec<ConflictView>,
    /// Row, column, text of cells that are shown otherwise than they were given.
    pub shown: Vec<(String, String, String)>,
}

/// A problem in words.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemView {
    /// The row's key; empty for another table.
    pub row: String,
    /// The column's key; empty for the row.
    pub column: String,
    /// Where, when it is another table.
    pub place: String,
    /// `error`, `warning`, `notice`.
    pub severity: Severity,
    /// What is wrong, why, what to do.
    pub text: String,
}

/// A conflict.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictView {
    /// The row's key.
    pub row: String,
    /// The column's key; empty when the row is gone.
    pub column: String,
    /// What was seen.
    pub from: String,
    /// What is wanted.
    pub yours: String,
    /// What stands there now.
    pub theirs: Option<String>,
}

/// What a table's changes ask of an account.
pub fn action(table: &str) -> Action {
    if table == "budgets" { Action::BudgetEdit } else { Action::SchoolEdit }
}

/// The table a request speaks of; one that the caller may change.
///
/// # Errors
/// 404 for no such table, 403 without the permission.
pub fn wanted(county: &CountyView, key: &str) -> Result<&'static Table, Failure> {
    let table = TABLES.iter().find(|t| **t == key).and_then(|t| exchange::edit::table(t)).ok_or(Failure::NotFound)?;
    county.caller.demand(action(table.key), Some(&county.code))?;
    Ok(table)
}

impl Sent {
    /// The changes.
    ///
    /// # Errors
    /// When there are too many.
    pub fn edits(self) -> Result<Vec<RowEdit>, Failure> {
        let cells: usize = self.rows.iter().map(|r| r.cells.len().max(1)).sum();
        if cells > MOST {
            return Err(Failure::bad(Message::new("wb-grid-too-many").with("count", cells).with("most", MOST)));
        }
        let one = |row: SentRow| RowEdit {
            key: row.row,
            doing: match (row.add, row.remove) {
                (_, true) => Doing::Remove,
                (true, false) => Doing::Add,
                _ => Doing::Change,
            },
            cells: row.cells.into_iter().map(|(k, [from, to])| (k, CellEdit { from, to })).collect(),
        };
        Ok(self.rows.into_iter().map(one).collect())
    }
}

/// The dossier that is changed: the latest version as it was kept, or an empty one.
fn current(app: &App, scope: &Scope, code: &RegionCode) -> Result<(DossierVersion, Dossier), Failure> {
    match app.store.read()?.dossier(scope, code, CYCLE)? {
        Some(found) => Ok(found),
        None => app.unwritten(code),
    }
}

/// Judges changes without keeping them.
///
/// # Errors
/// When the store cannot be read.
pub async fn judge(county: &CountyView, table: &'static Table, edits: Vec<RowEdit>) -> Result<Judged, Failure> {
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let work = move |app: &App| {
        let (version, base) = current(app, &scope, &code)?;
        Ok((version, exchange::edit::apply(&base, table, &edits, SOURCE)))
    };
    let (version, edited) = county.app.off(work).await?;
    Ok(told(&county.words(), version.number, edited))
}

/// Keeps changes as a new version, or says why not. Whoever saved in between is merged with, cell by cell.
///
/// # Errors
/// Without a reason; when the store takes no writes.
pub async fn save(
    county: &CountyView,
    table: &'static Table,
    edits: Vec<RowEdit>,
    (based_on, why, key): (i64, &str, &str),
) -> Result<Judged, Failure> {
    let w = county.words();
    let why = reason(why)?;
    let key: String = key.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    let key = if key.is_empty() { county.caller.fresh_key()? } else { key };
    let (scope, code, caller) = (county.caller.scope(), county.code.clone(), county.caller.clone());
    let work = move |app: &App| {
        for _ in 0..TRIES {
            let (version, base) = current(app, &scope, &code)?;
            let mut edited = exchange::edit::apply(&base, table, &edits, SOURCE);
            let Some(dossier) = edited.dossier.take().filter(|_| edited.changed > 0) else {
                return Ok((version.clone(), edited, None));
            };
            let put = DossierCommand::Put {
                cycle: CYCLE.to_owned(),
                origins: dossier.origins.clone(),
                dossier: Box::new(dossier),
                why: why.clone(),
                based_on: Some(version.number),
            };
            match app.store.write(caller.stamp(format!("grid/{key}/{}", version.number)), put) {
                Ok(answer) => return Ok((version, edited, answer.number())),
                Err(Failed::Refused(Refused { kind: Kind::Stale, .. })) => {}
                Err(failed) => return Err(failed.into()),
            }
        }
        Err(Failure::Busy(Message::new("wb-grid-crowded")))
    };
    let (version, edited, kept) = county.app.off(work).await?;
    let changed = edited.changed;
    let mut judged = told(&w, version.number, edited);
    if let Some(number) = kept {
        let merged = based_on > 0 && version.number > based_on;
        let key = if merged { "wb-grid-saved-merged" } else { "wb-grid-saved" };
        let said = Message::new(key).with("count", changed).with("number", number).with("other", version.number);
        judged = Judged { message: w.say(&said), version: number, saved: true, ..judged };
    } else if !judged.conflicts.is_empty() {
        let who = who(county, &version).await?;
        let said =
            Message::new("wb-grid-conflicts").with("count", judged.conflicts.len()).with("number", version.number);
        judged.message =
            w.say(&said.with("who", who).with("when", crate::clock::shown(version.at)).with("why", &version.why));
    }
    Ok(judged)
}

/// A reason as it is kept.
///
/// # Errors
/// When there is none.
pub fn reason(why: &str) -> Result<String, Failure> {
    let why: String = why.trim().chars().filter(|c| !c.is_control()).take(WHY).collect();
    if why.is_empty() { Err(Failure::bad(Message::new("wb-grid-no-why"))) } else { Ok(why) }
}

/// The person behind a version.
async fn who(county: &CountyView, version: &DossierVersion) -> Result<String, Failure> {
    let id = version.account.clone();
    let found = county.app.off(move |app| Ok(app.store.read()?.account(&Scope::system(), &id)?)).await?;
    Ok(found.map_or_else(|| county.words().t("wb-system"), |a| a.name))
}

fn told(w: &Words, version: i64, edited: Edited) -> Judged {
    let problem = |t: exchange::edit::Told| ProblemView {
        text: t.messages().map(|m| w.say(m)).collect::<Vec<_>>().concat(),
        row: t.row,
        column: t.column,
        place: t.place,
        severity: t.severity,
    };
    let conflict = |c: exchange::edit::Conflict| ConflictView {
        row: c.row,
        column: c.column,
        from: c.from,
        yours: c.yours,
        theirs: c.theirs,
    };
    let problems: Vec<ProblemView> = edited.problems.into_iter().map(problem).collect();
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    let said = match (edited.changed, errors) {
        (0, 0) => Message::new("wb-grid-nothing"),
        (count, 0) => Message::new("wb-grid-fine").with("count", count).with("notes", problems.len()),
        (count, errors) => Message::new("wb-grid-wrong").with("count", count).with("errors", errors),
    };
    Judged {
        message: w.say(&said),
        version,
        saved: false,
        changed: edited.changed,
        problems,
        conflicts: edited.conflicts.into_iter().map(conflict).collect(),
        shown: edited.shown,
    }
}
