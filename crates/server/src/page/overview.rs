//! The overview (全域汇总): every county below with its figures, sortable, totals with what they rest on; as workbook and as text.

use super::admin::{cycles, region_name, shell};
use super::{Page, XLSX, download, render};
use crate::app::{App, CYCLE};
use crate::caller::{Caller, Need};
use crate::clock;
use crate::county::Summary;
use crate::failure::Failure;
use crate::job::{OVERVIEW, Overview};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use model::{Fen, Hash, Message, RegionCode, RegionLevel};
use review::permission::Action;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{JobCommand, Stamp};

/// A county that could not be computed is tried again after so long, milliseconds.
const AGAIN: i64 = 10 * 60_000;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/overview", Need::May(Action::OverviewRead), show)
        .get("/overview.xlsx", Need::May(Action::OverviewRead), workbook)
        .get("/overview.csv", Need::May(Action::OverviewRead), text)
}

/// A county of the overview.
#[derive(Debug, Clone)]
pub struct County {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// The region above it.
    pub above: String,
    /// Version of its data; `None` when it has given none.
    pub version: Option<(i64, i64)>,
    /// Its figures; `None` while they are being computed, or without data.
    pub summary: Option<Summary>,
    /// The state of its plan.
    pub plan: Option<String>,
    /// The plan is a draft that is the county's own: nothing of it is told, not even whether there is one.
    pub withheld: bool,
    /// The next deadline: name, days left.
    pub due: Option<(String, i64)>,
}

/// The counties below an account with their figures, and those whose figures are still to be computed with what they are made from.
///
/// # Errors
/// When the store cannot be read.
pub fn counties(app: &App, caller: &Caller) -> Result<(Vec<County>, BTreeMap<RegionCode, String>), Failure> {
    let (scope, tree, closed) = (caller.scope(), app.tree(), app.closed());
    let mut reader = app.store.read()?;
    let versions: BTreeMap<RegionCode, _> =
        reader.dossier_counties(&scope, CYCLE)?.into_iter().map(|v| (v.county.clone(), v)).collect();
    let mut granted: BTreeMap<RegionCode, Vec<model::Waived>> = BTreeMap::new();
    for w in reader.waivers_standing(&scope, CYCLE)? {
        granted.entry(w.county).or_default().push(w.waived);
    }
    let mut kept: BTreeMap<RegionCode, _> =
        reader.summaries(&scope, CYCLE)?.into_iter().map(|s| (s.county.clone(), s)).collect();
    let mut plans: BTreeMap<RegionCode, String> =
        reader.plan_counties(&scope, CYCLE)?.into_iter().map(|p| (p.county, p.state)).collect();
    let due = cycles::Calendar::read(&mut reader)?;
    drop(reader);
    let (mut out, mut missing) = (Vec::new(), BTreeMap::new());
    for code in tree.below(&caller.session.account.region) {
        let Some(region) = tree.region(&code) else { continue };
        if !matches!(region.level, RegionLevel::County | RegionLevel::DevelopmentZone) || closed.contains(&code) {
            continue;
        }
        let version = versions.get(&code);
        let mut summary = None;
        if let Some(version) = version {
            let waivers = granted.get(&code).map_or(&[][..], Vec::as_slice);
            let policy = app.policy(&code)?;
            let made_from = app.made_from(version, waivers, &policy)?;
            let fitting = kept.remove(&code).filter(|s| s.made_from == made_from);
            summary = fitting.and_then(|s| serde_json::from_str(&s.body).ok());
            if summary.is_none() {
                missing.insert(code.clone(), made_from);
            }
        }
        let plan = plans.remove(&code);
        // a draft is the county's own until it is handed in
        let withheld = !caller.sees_plan_of(&code, plan.as_deref());
        if withheld {
            summary = summary.map(Summary::without_plan);
        }
        out.push(County {
            name: region.name.clone(),
            above: region.parent.as_ref().map_or_else(String::new, |p| region_name(app, p)),
            version: version.map(|v| (v.number, v.at)),
            summary,
            plan,
            withheld,
            due: due.next(app, &code)?,
            code,
        });
    }
    Ok((out, missing))
}

/// Asks for the figures that are not there: once for the same counties and versions, however often the page is looked at.
///
/// # Errors
/// When the store fails.
pub fn compute(app: &App, region: &RegionCode, missing: &BTreeMap<RegionCode, String>) -> Result<(), Failure> {
    if missing.is_empty() {
        return Ok(());
    }
    let what: Vec<String> = missing.values().cloned().collect();
    let now = clock::now();
    let key = format!("overview/{}/{}", now / AGAIN, Hash::of(what.join("\n").as_bytes()).short());
    let asked = Overview { counties: missing.keys().cloned().collect() };
    let payload = serde_json::to_string(&asked).map_err(|e| Failure::Internal(e.to_string()))?;
    // the same key and command are one job
    let command = JobCommand::Enqueue { task: OVERVIEW.to_owned(), county: region.clone(), payload };
    match app.store.write(Stamp::system(now, key), command) {
        // a site that cannot write at the moment is still looked at
        Ok(_) | Err(store::Failed::ReadOnly(_) | store::Failed::Unknown) => Ok(()),
        Err(failed) => Err(failed.into()),
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    sort: String,
}

#[derive(Template)]
#[template(path = "overview.html", blocks = ["rows"])]
struct OverviewPage {
    s: Shell,
    lead: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    totals: Vec<String>,
    computing: usize,
    computing_words: String,
    here: String,
}

struct Head {
    label: String,
    href: String,
    numeric: bool,
    sorted: &'static str,
}

struct Row {
    code: String,
    name: String,
    above: String,
    version: String,
    state: &'static str,
    cells: Vec<Cell>,
    plan: String,
    due: String,
    due_name: String,
    due_tone: &'static str,
}

struct Cell {
    text: String,
    tone: &'static str,
}

/// A column of figures: its name in addresses, its text, the figure, its colour where it is more than nothing.
pub type Column = (&'static str, &'static str, fn(&Summary) -> Option<i64>, &'static str, bool);

/// The columns of figures.
pub const COLUMNS: &[Column] = &[
    ("schools", "wb-overview-schools", |s| i64::try_from(s.schools).ok(), "", false),
    ("pupils", "wb-overview-pupils", |s| s.pupils, "", false),
    ("seats", "wb-overview-seats", |s| s.seats_short, "bad", false),
    ("large", "wb-overview-large", |s| Some(i64::from(s.large)), "warn", false),
    ("gaps", "wb-overview-gaps", |s| Some(i64::from(s.gaps)), "warn", false),
    ("projects", "wb-overview-projects", |s| s.projects.and_then(|n| i64::try_from(n).ok()), "", false),
    ("planned", "wb-overview-planned", |s| s.planned.map(|f| f.0), "", true),
    ("budget", "wb-overview-budget", |s| s.budget.map(|f| f.0), "", true),
    ("blocks", "wb-overview-blocks", |s| s.blocks.and_then(|n| i64::try_from(n).ok()), "bad", false),
];

/// Columns that tell of the plan.
const OF_PLAN: [&str; 3] = ["projects", "planned", "blocks"];

/// Why a county's cell of a column is empty: no data, or a plan that is not handed in.
fn nothing(w: &Words, c: &County, column: &Column) -> String {
    if c.withheld && OF_PLAN.contains(&column.0) { w.t("wb-overview-plan-own") } else { w.none() }
}

fn said(w: &Words, value: Option<i64>, money: bool) -> String {
    match (value, money) {
        (None, _) => w.none(),
        (Some(v), true) => Fen(v).wan(),
        (Some(v), false) => w.n(v),
    }
}

/// Orders the counties by a column, `name` or `due`; `-` before it for the greatest first.
pub fn order(list: &mut [County], sort: &str) {
    let (key, down) = sort.strip_prefix('-').map_or((sort, false), |key| (key, true));
    let column = COLUMNS.iter().find(|c| c.0 == key);
    list.sort_by(|a, b| {
        let by = match (key, column) {
            (_, Some(column)) => {
                let figure = |c: &County| c.summary.as_ref().and_then(column.2);
                // no data comes last whichever way
                match (figure(a), figure(b)) {
                    (Some(x), Some(y)) if down => y.cmp(&x),
                    (Some(x), Some(y)) => x.cmp(&y),
                    (x, y) => y.is_some().cmp(&x.is_some()),
                }
            }
            ("name", None) if down => b.name.cmp(&a.name),
            ("name", None) => a.name.cmp(&b.name),
            ("due", None) => {
                let days = |c: &County| c.due.as_ref().map_or(i64::MAX, |d| d.1);
                if down { days(b).cmp(&days(a)) } else { days(a).cmp(&days(b)) }
            }
            _ => std::cmp::Ordering::Equal,
        };
        by.then_with(|| a.code.cmp(&b.code))
    });
}

/// The sum of a column with what it rests on: counties whose figure is known, of all.
pub fn total(list: &[County], column: &Column) -> model::Total {
    model::Total::of(list.iter().map(|c| c.summary.as_ref().and_then(column.2)))
}

fn plan_words(w: &Words, c: &County) -> String {
    match (&c.plan, c.summary.as_ref().map(|s| s.projects)) {
        _ if c.withheld => w.t("wb-overview-plan-own"),
        (Some(state), _) => w.say(&Message::new("review-plan-state").with("state", state)),
        (None, Some(Some(n))) if n > 0 => w.t("wb-overview-plan-draft"),
        (None, _) => w.t("wb-overview-plan-none"),
    }
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Query(q): Query<Asked>,
) -> Result<Response, Failure> {
    let asking = caller.clone();
    let (mut list, missing) = app
        .off(move |app| {
            let (list, missing) = counties(app, &asking)?;
            compute(app, &asking.session.account.region, &missing)?;
            Ok((list, missing.len()))
        })
        .await?;
    order(&mut list, &q.sort);
    let s = shell(&caller, &caller.words.t("wb-nav-overview"), "overview");
    let w = s.w;
    let with = list.iter().filter(|c| c.version.is_some()).count();
    let lead = Message::new("wb-overview-lead")
        .with("region", region_name(&app, &caller.session.account.region))
        .with("counties", list.len())
        .with("with", with);
    let mut s = s;
    s.invented = list.iter().any(|c| c.summary.as_ref().is_some_and(|x| x.invented));
    let cell = |c: &County, column: &Column| {
        let value = c.summary.as_ref().and_then(column.2);
        let tone = if value.is_some_and(|v| v > 0) { column.3 } else { "" };
        let text = match (&c.summary, value) {
            (None, _) => "—".to_owned(),
            (Some(_), None) => nothing(&w, c, column),
            (Some(_), value) => said(&w, value, column.4),
        };
        Cell { text, tone }
    };
    let row = |c: &County| Row {
        code: c.code.to_string(),
        name: c.name.clone(),
        above: c.above.clone(),
        version: c.version.map_or_else(
            || w.t("wb-overview-no-data"),
            |(n, at)| w.say(&Message::new("wb-overview-version").with("n", n).with("when", clock::shown(at))),
        ),
        state: match (&c.version, &c.summary) {
            (None, _) => "none",
            (Some(_), None) => "computing",
            _ => "",
        },
        cells: COLUMNS.iter().map(|column| cell(c, column)).collect(),
        plan: plan_words(&w, c),
        due: c.due.as_ref().map_or_else(String::new, |(_, days)| cycles::left_words(&w, Some(*days))),
        due_name: c.due.as_ref().map_or_else(String::new, |(name, _)| name.clone()),
        due_tone: match c.due.as_ref().map(|d| d.1) {
            Some(n) if n < 0 => "bad",
            Some(n) if n <= 14 => "bad",
            Some(n) if n <= 60 => "warn",
            _ => "",
        },
    };
    let totals = COLUMNS.iter().map(|column| {
        let t = total(&list, column);
        match t.sum {
            Some(sum) if t.coverage.complete() => said(&w, Some(sum), column.4),
            Some(sum) => w.say(
                &Message::new("wb-total-partly")
                    .with("sum", said(&w, Some(sum), column.4))
                    .with("known", t.coverage.known)
                    .with("of", t.coverage.of),
            ),
            None => w.none(),
        }
    });
    let head = |name: &str, label: String, numeric: bool| {
        let here = q.sort.trim_start_matches('-') == name;
        let down = q.sort.starts_with('-');
        let next = if here && !down || !here && numeric { format!("-{name}") } else { name.to_owned() };
        let sorted = match (here, down) {
            (true, true) => "descending",
            (true, false) => "ascending",
            _ => "",
        };
        Head { label, href: format!("/overview?sort={next}"), numeric, sorted }
    };
    let mut heads = vec![head("name", w.t("wb-overview-county"), false)];
    heads.extend(COLUMNS.iter().map(|c| head(c.0, w.t(c.1), true)));
    let view = OverviewPage {
        lead: w.say(&lead),
        heads,
        rows: list.iter().map(row).collect(),
        totals: totals.collect(),
        computing: missing,
        computing_words: w.with("wb-overview-missing", "count", missing),
        here: format!("/overview?sort={}", crate::failure::form_urlencoded(&q.sort)),
        s,
    };
    if headers.contains_key("hx-request") && headers.get("hx-target").is_some_and(|t| t == "rows") {
        return Ok(Html(view.as_rows().render()?).into_response());
    }
    render(&view)
}

/// The table as rows of cells: text, or a figure.
enum Value {
    Text(String),
    Number(f64),
}

fn table(app: &App, caller: &Caller) -> Result<(Vec<String>, Vec<Vec<Value>>), Failure> {
    let (list, _) = counties(app, caller)?;
    let w = caller.words;
    let mut head =
        vec![w.t("wb-overview-code"), w.t("wb-overview-county"), w.t("wb-overview-above"), w.t("wb-version")];
    head.extend(COLUMNS.iter().map(|c| w.t(c.1)));
    head.extend([w.t("wb-overview-plan"), w.t("wb-overview-deadline")]);
    let row = |c: &County| {
        let mut cells = vec![
            Value::Text(c.code.to_string()),
            Value::Text(c.name.clone()),
            Value::Text(c.above.clone()),
            Value::Text(c.version.map_or_else(|| w.t("wb-overview-no-data"), |v| v.0.to_string())),
        ];
        for column in COLUMNS {
            let figure = match (&c.version, &c.summary) {
                (Some(_), None) => Value::Text(w.t("wb-overview-computing")),
                (_, summary) => match summary.as_ref().and_then(column.2) {
                    None => Value::Text(nothing(&w, c, column)),
                    // 万元 with two places, exact in a double far beyond any budget
                    Some(fen) if column.4 => Value::Number(fen as f64 / 1_000_000.0),
                    Some(n) => Value::Number(n as f64),
                },
            };
            cells.push(figure);
        }
        cells.push(Value::Text(plan_words(&w, c)));
        cells.push(Value::Text(c.due.as_ref().map_or_else(String::new, |d| format!("{} {}", d.0, d.1))));
        cells
    };
    Ok((head, list.iter().map(row).collect()))
}

/// The table as a workbook.
///
/// # Errors
/// When the store cannot be read.
pub async fn workbook(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let name =
        format!("{}-{}.xlsx", region_name(&app, &caller.session.account.region), caller.words.t("wb-nav-overview"));
    let bytes = app
        .off(move |app| {
            let (head, rows) = table(app, &caller)?;
            let wrong = |e: rust_xlsxwriter::XlsxError| Failure::Internal(e.to_string());
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            let bold = rust_xlsxwriter::Format::new().set_bold().set_text_wrap();
            for (n, text) in (0_u16..).zip(&head) {
                sheet.write_with_format(0, n, text.as_str(), &bold).map_err(wrong)?;
            }
            for (r, row) in (1_u32..).zip(&rows) {
                for (c, value) in (0_u16..).zip(row) {
                    match value {
                        Value::Text(text) => sheet.write(r, c, text.as_str()).map_err(wrong)?,
                        Value::Number(number) => sheet.write(r, c, *number).map_err(wrong)?,
                    };
                }
            }
            sheet.set_freeze_panes(1, 2).map_err(wrong)?;
            sheet.set_column_width(1, 18).map_err(wrong)?;
            book.save_to_buffer().map_err(wrong)
        })
        .await?;
    Ok(download(&name, XLSX, bytes))
}

/// The table as text, commas between.
///
/// # Errors
/// When the store cannot be read.
pub async fn text(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let name =
        format!("{}-{}.csv", region_name(&app, &caller.session.account.region), caller.words.t("wb-nav-overview"));
    let lines = app
        .off(move |app| {
            let (head, rows) = table(app, &caller)?;
            // a spreadsheet reads Chinese rightly only behind this mark
            let mut out = String::from("\u{feff}");
            let line = |cells: Vec<String>| cells.iter().map(|c| quoted(c)).collect::<Vec<_>>().join(",") + "\r\n";
            out.push_str(&line(head));
            for row in rows {
                let cells = row.into_iter().map(|v| match v {
                    Value::Text(text) => text,
                    Value::Number(number) => number.to_string(),
                });
                out.push_str(&line(cells.collect()));
            }
            Ok(out)
        })
        .await?;
    Ok(download(&name, "text/csv; charset=utf-8", lines.into_bytes()))
}

/// A cell of a text table; what a spreadsheet would take for a formula is kept from being one.
fn quoted(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t']) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if safe.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// The counties an account may look at that are not closed, for the first page it sees.
pub fn only_county(app: &App, caller: &Caller) -> Option<RegionCode> {
    let counties: BTreeSet<String> = caller.counties().into_iter().map(|c| c.code).collect();
    let open = counties.iter().filter_map(|c| c.parse::<RegionCode>().ok()).filter(|c| !app.closed().contains(c));
    let list: Vec<RegionCode> = open.collect();
    match list.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("-5.2"), "-5.2");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }

    #[test]
    fn no_data_comes_last_whichever_way() {
        let county = |code: &str, large: Option<u32>| County {
            code: code.parse().unwrap(),
            name: code.to_owned(),
            above: String::new(),
            version: Some((1, 0)),
            summary: large.map(|large| Summary {
                schools: 1,
                pupils: None,
                pupils_known: model::Coverage { known: 0, of: 1 },
                seats_short: None,
                large,
                gaps: 0,
                gaps_known: model::Coverage { known: 0, of: 0 },
                projects: Some(0),
                planned: None,
                budget: None,
                blocks: Some(0),
                reasons: Some(0),
                invented: true,
            }),
            plan: None,
            withheld: false,
            due: None,
        };
        let mut list = vec![county("150101", Some(2)), county("150102", None), county("150103", Some(7))];
        let codes = |list: &[County]| list.iter().map(|c| c.code.to_string()).collect::<Vec<_>>();
        order(&mut list, "-large");
        assert_eq!(codes(&list), ["150103", "150101", "150102"]);
        order(&mut list, "large");
        assert_eq!(codes(&list), ["150101", "150103", "150102"]);
        let large = COLUMNS.iter().find(|c| c.0 == "large").unwrap();
        let sum = total(&list, large);
        assert_eq!((sum.sum, sum.coverage), (Some(9), model::Coverage { known: 2, of: 3 }));
    }
}
