//! One school's values as plain forms (逐校填写): the same tables and checks as the grid, without a script; and a new school.

use super::change::{Judged, reason, save, wanted};
use super::sheet;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use exchange::edit::{CellEdit, Doing, RowEdit, TABLES, TextRow, grid};
use exchange::problem::Severity;
use exchange::table::Table;
use model::{Message, School, SchoolYear};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The row of a school that is added.
const NEW: &str = "+1";

/// The pages' routes.
pub fn page(app: &App) -> Page {
    let need = Need::May(Action::SchoolEdit);
    Page::new(app)
        .get("/c/{county}/school/{school}/edit", need, show)
        .post("/c/{county}/school/{school}/edit", need, keep)
        .get("/c/{county}/schools/new", need, blank)
        .post("/c/{county}/schools/new", need, add)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    table: String,
    year: Option<u16>,
}

#[derive(Template)]
#[template(path = "school_edit.html")]
struct EditPage {
    s: Shell,
    title: String,
    note: String,
    back: String,
    name: String,
    action: String,
    table: String,
    year: u16,
    years: Vec<u16>,
    tabs: Vec<(String, String, bool)>,
    groups: Vec<Group>,
    problems: Vec<String>,
    message: String,
    why: String,
    based_on: i64,
    save: String,
}

struct Group {
    name: String,
    fields: Vec<Field>,
}

struct Field {
    id: String,
    key: String,
    label: String,
    note: String,
    value: String,
    was: String,
    options: Vec<&'static str>,
    number: bool,
    locked: bool,
    required: bool,
    problem: String,
    warning: String,
}

impl Field {
    /// A value that is not among the choices.
    fn unlisted(&self) -> bool {
        !self.value.is_empty() && !self.options.iter().any(|o| *o == self.value)
    }

    /// What describes the field: its problem, else what to write.
    fn described(&self) -> String {
        if self.problem.is_empty() && self.warning.is_empty() {
            format!("{}-note", self.id)
        } else {
            format!("{0}-note {0}-problem", self.id)
        }
    }
}

/// What was typed, and what came of it.
#[derive(Default)]
struct Typed {
    values: BTreeMap<String, [String; 2]>,
    why: String,
    judged: Option<Judged>,
    message: String,
}

impl Typed {
    fn of(pairs: Vec<(String, String)>) -> (Typed, BTreeMap<String, String>) {
        let (mut typed, mut rest) = (Typed::default(), BTreeMap::new());
        for (name, text) in pairs {
            if let Some(key) = name.strip_prefix("v.") {
                typed.values.entry(key.to_owned()).or_default()[1] = text;
            } else if let Some(key) = name.strip_prefix("w.") {
                typed.values.entry(key.to_owned()).or_default()[0] = text;
            } else if name == "why" {
                typed.why = text;
            } else {
                rest.insert(name, text);
            }
        }
        (typed, rest)
    }

    /// The cells that differ from what the form was filled with.
    fn cells(&self) -> BTreeMap<String, CellEdit> {
        let plain = |t: &str| t.replace("\r\n", "\n");
        let changed = self.values.iter().filter(|(_, [was, now])| plain(was) != plain(now));
        changed.map(|(k, [was, now])| (k.clone(), CellEdit { from: plain(was), to: plain(now) })).collect()
    }
}

fn fields(
    w: &Words,
    table: &'static Table,
    row: &TextRow,
    columns: &[usize],
    typed: &Typed,
    adding: bool,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for at in columns {
        let Some(column) = table.columns.get(*at) else { continue };
        let view = sheet::column(table, column);
        let locked = view.locked && !adding;
        if locked && table.by_year() {
            continue;
        }
        let now = row.cells.get(*at).cloned().unwrap_or_default();
        let given = typed.values.get(&view.key);
        let mut was = given.map_or_else(|| now.clone(), |[was, _]| was.clone());
        let (mut problem, mut warning) = (String::new(), String::new());
        if let Some(judged) = &typed.judged {
            for p in judged.problems.iter().filter(|p| p.column == view.key) {
                let slot = if p.severity == Severity::Error { &mut problem } else { &mut warning };
                slot.push_str(&p.text);
            }
            if let Some(theirs) = judged.conflicts.iter().find(|c| c.column == view.key).and_then(|c| c.theirs.as_ref())
            {
                problem.push_str(&w.with("wb-school-edit-conflict", "value", theirs));
                was.clone_from(theirs);
            }
        }
        let field = Field {
            id: format!("f{at}"),
            value: given.map_or(now, |[_, value]| value.clone()),
            was,
            label: view.title,
            note: view.note,
            options: view.options,
            number: view.kind == "number",
            required: view.required,
            locked,
            problem,
            warning,
            key: view.key,
        };
        match groups.last_mut().filter(|g| g.name == view.group) {
            Some(group) => group.fields.push(field),
            None => groups.push(Group { name: view.group, fields: vec![field] }),
        }
    }
    groups
}

/// The problems that belong to no field.
fn elsewhere(typed: &Typed, groups: &[Group]) -> Vec<String> {
    let known = |column: &str| groups.iter().flat_map(|g| &g.fields).any(|f| f.key == column);
    let Some(judged) = &typed.judged else { return Vec::new() };
    let others = judged.problems.iter().filter(|p| !known(&p.column));
    others.map(|p| if p.place.is_empty() { p.text.clone() } else { format!("{}：{}", p.place, p.text) }).collect()
}

fn form(
    county: &CountyView,
    school: &School,
    table: &'static Table,
    year: SchoolYear,
    typed: Typed,
) -> Result<Response, Failure> {
    let d = &county.computed.dossier;
    let w = county.words();
    let title = w.with("wb-school-edit-title", "school", &school.name);
    let s = county.shell(&title, "schools");
    let grid = grid(d, table, year);
    let mine = |r: &&TextRow| r.key.split('\u{1f}').next() == Some(school.id.0.as_str());
    let row = grid.rows.iter().find(mine).cloned().ok_or(Failure::NotFound)?;
    let action = format!("{}/{}/edit", s.path("school"), school.id);
    let tab = |key: &&'static str| {
        let found = exchange::edit::table(key).filter(|t| t.key != "budgets")?;
        Some((format!("{action}?table={key}&year={year}"), found.sheet.to_owned(), found.key == table.key))
    };
    let groups = fields(&w, table, &row, &grid.columns, &typed, false);
    let status = if typed.judged.is_some() || !typed.message.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = EditPage {
        note: format!("{} {}", table.purpose, w.t("wb-school-edit-note")),
        back: format!("{}/{}", s.path("schools"), school.id),
        name: school.name.clone(),
        table: table.key.to_owned(),
        year: year.0,
        years: if table.by_year() { sheet::years(d).into_iter().map(|y| y.0).collect() } else { Vec::new() },
        tabs: TABLES.iter().filter_map(tab).collect(),
        problems: elsewhere(&typed, &groups),
        message: if typed.message.is_empty() {
            typed.judged.map(|j| j.message).unwrap_or_default()
        } else {
            typed.message
        },
        why: typed.why,
        based_on: county.version.number,
        save: w.t("wb-grid-save"),
        action,
        groups,
        title,
        s,
    };
    Ok((status, render(&page)?).into_response())
}

fn asked(county: &CountyView, table: &str, year: Option<u16>) -> Result<(&'static Table, SchoolYear), Failure> {
    let table = wanted(county, if table.is_empty() { "schools" } else { table })?;
    if table.key == "budgets" {
        return Err(Failure::NotFound);
    }
    let d = &county.computed.dossier;
    let year = year.map(SchoolYear).filter(|y| sheet::years(d).contains(y)).unwrap_or(d.base_year);
    Ok((table, year))
}

async fn show(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    Query(q): Query<Asked>,
) -> Result<Response, Failure> {
    let school = county.computed.school(&id).cloned().ok_or(Failure::NotFound)?;
    let (table, year) = asked(&county, &q.table, q.year)?;
    form(&county, &school, table, year, Typed::default())
}

async fn keep(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let school = county.computed.school(&id).cloned().ok_or(Failure::NotFound)?;
    let (mut typed, rest) = Typed::of(pairs);
    let given = |name: &str| rest.get(name).map_or("", String::as_str);
    let (table, year) = asked(&county, given("table"), given("year").parse().ok())?;
    let cells = typed.cells();
    if cells.is_empty() {
        typed.message = county.words().t("wb-school-edit-nothing");
        return form(&county, &school, table, year, typed);
    }
    if reason(&typed.why).is_err() {
        typed.message = county.words().t("wb-grid-no-why");
        return form(&county, &school, table, year, typed);
    }
    let key = if table.by_year() { format!("{}\u{1f}{year}", school.id) } else { school.id.0.clone() };
    let edit = RowEdit { key, doing: Doing::Change, cells };
    let based_on = given("based_on").parse().unwrap_or(0);
    let judged = save(&county, table, vec![edit], (based_on, &typed.why, "")).await?;
    if judged.saved || judged.changed == 0 && judged.conflicts.is_empty() {
        let to =
            format!("/c/{}/schools/{}?saved={}", county.code, crate::failure::form_urlencoded(&id), judged.version);
        return Ok(Redirect::to(&to).into_response());
    }
    typed.judged = Some(judged);
    form(&county, &school, table, year, typed)
}

fn new_form(county: &CountyView, typed: Typed) -> Result<Response, Failure> {
    let table = wanted(county, "schools")?;
    let w = county.words();
    let title = w.t("wb-school-new-title");
    let s = county.shell(&title, "schools");
    let row = TextRow { key: NEW.to_owned(), cells: vec![String::new(); table.columns.len()] };
    let columns: Vec<usize> = table.columns.iter().enumerate().filter(|(_, c)| !c.rare).map(|(n, _)| n).collect();
    let groups = fields(&w, table, &row, &columns, &typed, true);
    let status = if typed.judged.is_some() || !typed.message.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = EditPage {
        note: w.t("wb-school-new-note"),
        back: s.path("schools"),
        name: w.t("wb-schools-title"),
        action: s.path("schools/new"),
        table: table.key.to_owned(),
        year: 0,
        years: Vec::new(),
        tabs: Vec::new(),
        problems: elsewhere(&typed, &groups),
        message: if typed.message.is_empty() {
            typed.judged.map(|j| j.message).unwrap_or_default()
        } else {
            typed.message
        },
        why: typed.why,
        based_on: county.version.number,
        save: w.t("wb-school-new-do"),
        groups,
        title,
        s,
    };
    Ok((status, render(&page)?).into_response())
}

async fn blank(county: CountyView) -> Result<Response, Failure> {
    new_form(&county, Typed::default())
}

async fn add(county: CountyView, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, Failure> {
    let table = wanted(&county, "schools")?;
    let (mut typed, rest) = Typed::of(pairs);
    let cells = typed.cells();
    if reason(&typed.why).is_err() {
        typed.message = county.words().t("wb-grid-no-why");
        return new_form(&county, typed);
    }
    let id = cells.get("id").map(|c| c.to.trim().to_owned()).unwrap_or_default();
    if county.computed.school(&id).is_some() {
        typed.message = county.words().say(&Message::new("wb-school-new-taken").with("id", id));
        return new_form(&county, typed);
    }
    let based_on = rest.get("based_on").and_then(|v| v.parse().ok()).unwrap_or(0);
    let edit = RowEdit { key: NEW.to_owned(), doing: Doing::Add, cells };
    let judged = save(&county, table, vec![edit], (based_on, &typed.why, "")).await?;
    if judged.saved {
        let to = format!("/c/{}/schools?q={}", county.code, crate::failure::form_urlencoded(&id));
        return Ok(Redirect::to(&to).into_response());
    }
    typed.judged = Some(judged);
    new_form(&county, typed)
}
