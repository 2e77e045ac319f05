//! What changed at a school (变更记录): who, when, why, from what to what; and its values as of any day.

use super::{Page, render};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use exchange::column::Column;
use exchange::edit::{TABLES, grid};
use model::{Date, Dossier, Message, School, SchoolId};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{DossierChange, Scope};

/// Changes on a page.
const ROWS: i64 = 100;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/school/{school}/history", Need::May(Action::SchoolRead), show)
}

#[derive(Template)]
#[template(path = "school_history.html")]
struct HistoryPage {
    s: Shell,
    title: String,
    name: String,
    back: String,
    here: String,
    changes: Vec<ChangeView>,
    more: Option<i64>,
    at: String,
    problem: String,
    as_of: String,
    tables: Vec<AsOf>,
}

/// A change in words (变更).
#[derive(Debug, Clone)]
pub struct ChangeView {
    /// What was changed.
    pub what: String,
    /// The value before.
    pub before: String,
    /// The value after.
    pub after: String,
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
    /// The version it came with.
    pub number: i64,
}

struct AsOf {
    name: String,
    values: Vec<(String, String)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    at: String,
    from: i64,
}

/// The column a path below a school speaks of, such as `records/2020/conditions/desk`, and its school year.
fn column(path: &str) -> (Option<&'static Column>, Option<&str>) {
    let (year, rest) = match path.strip_prefix("records/").and_then(|p| p.split_once('/')) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, path),
    };
    let key = rest.replace("enrolment/grades/", "enrolment/grade/").replace("enrolment/stages/", "enrolment/stage/");
    let key = key.replace("use_per_week/", "use/").replace("location/lon_e7", "lon").replace("location/lat_e7", "lat");
    let key = key.replace("location/datum", "datum");
    let found = TABLES.iter().filter_map(|t| exchange::edit::table(t)).find_map(|t| t.column(&key));
    (found, year)
}

/// What a path below a school is called.
fn what(w: &Words, path: &str) -> String {
    let (column, year) = column(path);
    let name = match column {
        Some(column) => column.full_title(),
        None if path.is_empty() => w.t("wb-school-record"),
        None => match path.split('/').next() {
            Some("layout") => w.t("wb-layout"),
            Some("codes") => "标识码".to_owned(),
            Some("location") => "经纬度".to_owned(),
            Some("zones") => w.t("wb-zone"),
            _ => path.to_owned(),
        },
    };
    year.filter(|_| column.is_some()).map_or(name.clone(), |year| format!("{year} {name}"))
}

/// A value of the encoding as people write it.
fn value(w: &Words, path: &str, json: Option<&str>) -> String {
    let Some(json) = json else { return w.none() };
    let parsed: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let (column, _) = column(path);
    match parsed {
        serde_json::Value::String(text) => {
            let list = column.map(|c| c.kind);
            let named = match list {
                Some(exchange::column::Kind::Choice(list)) => {
                    list.find(&text).and_then(|at| list.names().get(at).copied())
                }
                _ => None,
            };
            named.map_or(text, str::to_owned)
        }
        serde_json::Value::Bool(yes) => w.t(if yes { "wb-yes" } else { "wb-no" }),
        serde_json::Value::Number(n) => match (column, n.as_i64()) {
            (Some(column), Some(n)) => exchange::edit::number_text(n, column),
            _ => n.to_string(),
        },
        serde_json::Value::Null => w.none(),
        whole => {
            let mut parts = Vec::new();
            leaves(w, path, &whole, &mut parts);
            if parts.is_empty() { w.t("wb-history-whole") } else { parts.join("、") }
        }
    }
}

/// The first values of a whole record: enough to know it by.
fn leaves(w: &Words, path: &str, json: &serde_json::Value, out: &mut Vec<String>) {
    match json {
        serde_json::Value::Object(map) => {
            for (key, below) in map.iter().filter(|(key, _)| *key != "records") {
                // a status stands in the table under the name of its list
                let path = match key.as_str() {
                    "status" if path.starts_with("layout") => "layout".to_owned(),
                    _ => format!("{path}/{key}").trim_start_matches('/').to_owned(),
                };
                leaves(w, &path, below, out);
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|below| leaves(w, path, below, out)),
        _ if out.len() >= 6 => {}
        leaf => out.push(value(w, path, Some(&leaf.to_string()))),
    }
}

/// Changes at a school in words, with the names of those who made them.
///
/// # Errors
/// When the store cannot be read.
pub async fn changes(county: &CountyView, school: &School, most: i64, from: i64) -> Result<Vec<ChangeView>, Failure> {
    // in paths a slash of a key is written as another sign
    let path = format!("/schools/{}", school.id.0.replace('/', "∕"));
    let (code, scope, under) = (county.code.clone(), county.caller.scope(), path.clone());
    let work = move |app: &App| {
        let mut reader = app.store.read()?;
        let list = reader.dossier_changes(&scope, &code, CYCLE, Some(&under), most, from)?;
        let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
        for change in &list {
            if !names.contains_key(&change.account) {
                let name = reader.account(&Scope::system(), &change.account)?.map(|a| a.name);
                names.insert(change.account.clone(), name);
            }
        }
        Ok((list, names))
    };
    let (list, names) = county.app.off(work).await?;
    let w = county.words();
    let view = |c: DossierChange| {
        let below = c.path.strip_prefix(&path).unwrap_or("").trim_start_matches('/');
        let who = names.get(&c.account).cloned().flatten();
        ChangeView {
            what: what(&w, below),
            before: value(&w, below, c.before.as_deref()),
            after: value(&w, below, c.after.as_deref()),
            at: c.at,
            when: clock::shown(c.at),
            who: who.unwrap_or_else(|| if c.account == "system" { w.t("wb-system") } else { c.account.clone() }),
            why: c.why,
            number: c.number,
        }
    };
    Ok(list.into_iter().map(view).collect())
}

async fn show(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    Query(q): Query<Asked>,
) -> Result<Response, Failure> {
    let school = county.computed.school(&id).cloned().ok_or(Failure::NotFound)?;
    let w = county.words();
    let from = q.from.max(0);
    let mut changes = changes(&county, &school, ROWS + 1, from).await?;
    let more = (changes.len() as i64 > ROWS).then_some(from + ROWS);
    changes.truncate(ROWS as usize);
    let title = w.with("wb-history-title", "school", &school.name);
    let s = county.shell(&title, "schools");
    let (mut problem, mut as_of, mut tables) = (String::new(), String::new(), Vec::new());
    if !q.at.trim().is_empty() {
        match q.at.trim().parse::<Date>().ok().and_then(end_of) {
            None => problem = w.with("wb-history-at-bad", "date", q.at.trim().chars().take(20).collect::<String>()),
            Some(at) => {
                let (scope, code) = (county.caller.scope(), county.code.clone());
                let read = move |app: &App| Ok(app.store.read()?.dossier_as_of(&scope, &code, CYCLE, at)?);
                let found = county.app.off(read).await?;
                match found.filter(|(_, d)| d.school(&school.id).is_some()) {
                    None => problem = w.with("wb-history-at-none", "date", q.at.trim()),
                    Some((version, dossier)) => {
                        let m = Message::new("wb-history-at-shown").with("date", q.at.trim());
                        as_of = w.say(&m.with("number", version.number).with("when", clock::shown(version.at)));
                        tables = values(&dossier, &school.id);
                    }
                }
            }
        }
    }
    render(&HistoryPage {
        back: format!("{}/{}", s.path("schools"), school.id),
        here: format!("{}/{}/history", s.path("school"), school.id),
        name: school.name,
        at: q.at,
        title,
        changes,
        more,
        problem,
        as_of,
        tables,
        s,
    })
}

/// The last moment of a day in Beijing.
fn end_of(date: Date) -> Option<i64> {
    let first: Date = "1970-01-01".parse().ok()?;
    Some((clock::days(first, date)? + 1).checked_mul(DAY)? - 8 * 3_600_000 - 1)
}

/// Every value of a school, table by table, its last years first.
fn values(d: &Dossier, id: &SchoolId) -> Vec<AsOf> {
    let mut out = Vec::new();
    let years: Vec<_> = d.school(id).map_or_else(Vec::new, |s| s.records.keys().rev().copied().collect());
    for table in TABLES.iter().filter_map(|t| exchange::edit::table(t)).filter(|t| t.key != "budgets") {
        let wanted = if table.by_year() { years.clone() } else { vec![d.base_year] };
        for year in wanted {
            let grid = grid(d, table, year);
            let Some(row) = grid.rows.iter().find(|r| r.key.split('\u{1f}').next() == Some(id.0.as_str())) else {
                continue;
            };
            let cells = table.columns.iter().zip(&row.cells);
            let told =
                cells.filter(|(c, text)| !(text.is_empty() || table.by_year() && exchange::edit::locked(table, c)));
            let values: Vec<_> = told.map(|(c, text)| (c.full_title(), text.clone())).collect();
            if !values.is_empty() {
                let name = if table.by_year() { format!("{} · {year}", table.sheet) } else { table.sheet.to_owned() };
                out.push(AsOf { name, values });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_in_the_words_of_the_tables() {
        let w = Words::default();
        assert_eq!(what(&w, "records/2020/enrolment/grades/1/pupils"), "2020 一年级·学生数（人）");
        assert_eq!(what(&w, "records/2020/conditions/floor_area"), "2020 校园校舍·校舍建筑面积（平方米）");
        assert_eq!(what(&w, "name"), "学校名称");
        assert_eq!(value(&w, "records/2020/conditions/floor_area", Some("123450")), "1234.5");
        assert_eq!(value(&w, "kind", Some("\"211\"")), "小学");
        assert_eq!(value(&w, "boarding", Some("true")), "是");
        assert_eq!(value(&w, "name", None), "无数据");
        let fact = r#"[{"status":"close","since":"2021-07-31"}]"#;
        assert_eq!(value(&w, "layout", Some(fact)), "拟撤并、2021-07-31");
        assert_eq!(value(&w, "name", Some("not json")), "无数据");
        assert_eq!(end_of("1970-01-01".parse().unwrap()), Some(16 * 3_600_000 - 1));
    }
}
