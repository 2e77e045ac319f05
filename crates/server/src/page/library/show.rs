//! A document (资料页): what it is, its pages to look at, versions, what became of it, what it is evidence of.

use super::list::audience_words;
use super::{own_county, shell};
use crate::app::{App, CYCLE};
use crate::caller::{Caller, department_words, refused, role_words};
use crate::clock;
use crate::failure::Failure;
use crate::library::{Category, audiences, categories, category_name};
use crate::page::papers::size;
use crate::page::render;
use crate::shell::{Notice, Shell};
use crate::words::Words;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use intake::{FileKind, Remark};
use model::RegionCode;
use review::permission::{Action, Decision, Role};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{Document, DocumentVersion, Event, Link, Report};

/// Pages of text shown below the document.
const TEXT_PAGES: i64 = 40;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: i64,
    find: String,
    version: i64,
    done: String,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    s: Shell,
    id: String,
    title: String,
    down: bool,
    facts: Vec<(String, String)>,
    tags: Vec<String>,
    number: i64,
    older: bool,
    file_href: String,
    pdf: String,
    picture: String,
    waiting: bool,
    no_pages: String,
    page: i64,
    find: String,
    remarks: Vec<String>,
    texts: Vec<(String, String)>,
    versions: Vec<VersionView>,
    events: Vec<EventView>,
    reports: Vec<ReportView>,
    links: Vec<LinkView>,
    options: Options,
    county: String,
    cited: Vec<String>,
    may_edit: bool,
    may_report: bool,
    may_take_down: bool,
    may_restore: bool,
    choices: Vec<Category>,
    audiences: Vec<(&'static str, String)>,
    given: GivenView,
}

struct GivenView {
    category: String,
    number: String,
    office: String,
    year: String,
    tags: String,
    audience: &'static str,
    roles: String,
}

struct VersionView {
    number: i64,
    name: String,
    when: String,
    who: String,
    note: String,
    size: String,
    pages: String,
    hash: String,
    href: String,
    show: String,
}

struct EventView {
    what: String,
    when: String,
    who: String,
    why: String,
    changes: Vec<(String, String, String)>,
}

struct ReportView {
    id: String,
    reason: String,
    when: String,
    who: String,
    resolution: String,
    open: bool,
}

struct LinkView {
    label: String,
    href: String,
    note: String,
    county: String,
    what: String,
    may: bool,
}

struct Seen {
    document: Document,
    versions: Vec<DocumentVersion>,
    events: Vec<Event>,
    reports: Vec<Report>,
    links: Vec<Link>,
    texts: Vec<(i64, String)>,
    names: BTreeMap<String, String>,
    categories: Vec<Category>,
}

async fn seen(app: &App, caller: &Caller, id: String, asked: i64) -> Result<Seen, Failure> {
    let caller = caller.clone();
    app.off(move |app| {
        let viewer = caller.viewer();
        let mut read = app.store.read()?;
        let document = read.document(&viewer, &id)?.ok_or(Failure::NotFound)?;
        refused(caller.decide_document(Action::DocumentRead, &document))?;
        let versions = read.document_versions(&viewer, &id)?;
        let number = if asked > 0 { asked } else { document.latest.number };
        let texts = read.document_pages(&viewer, &id, number, 1, TEXT_PAGES)?;
        let events = read.document_events(&viewer, &id)?;
        let reports = read.reports(&viewer.scope, Some(&id))?;
        let mut links = read.document_links(&viewer.scope, &id)?;
        // a link to a project or finding tells of the plan
        let mut sees: BTreeMap<RegionCode, bool> = BTreeMap::new();
        for link in links.iter().filter(|l| l.kind != "school") {
            let plan = read.plan_current(&viewer.scope, &link.county, CYCLE)?;
            sees.insert(link.county.clone(), caller.sees_plan_of(&link.county, plan.map(|p| p.state).as_deref()));
        }
        links.retain(|l| l.kind == "school" || sees.get(&l.county) == Some(&true));
        let mut accounts: BTreeSet<String> = versions.iter().map(|v| v.account.clone()).collect();
        accounts.extend(events.iter().map(|e| e.account.clone()));
        accounts.extend(reports.iter().map(|r| r.account.clone()));
        let mut names = BTreeMap::new();
        for account in accounts {
            if let Some(found) = read.account(&store::Scope::system(), &account)? {
                names.insert(account, found.name);
            }
        }
        Ok(Seen { document, versions, events, reports, links, texts, names, categories: categories(app)? })
    })
    .await
}

pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let seen = seen(&app, &caller, id, asked.version).await?;
    let d = &seen.document;
    let version = match asked.version {
        0 => d.latest.clone(),
        n => seen.versions.iter().find(|v| v.number == n).cloned().ok_or(Failure::NotFound)?,
    };
    let mut s = shell(&caller, &d.about.title);
    s.notice = done(&s, &asked.done);
    let may = |action| caller.decide_document(action, d) == Decision::Allow;
    let kind = FileKind::ALL.iter().find(|k| k.media() == version.media).copied();
    let base = format!("/library/{}/v/{}", d.id, version.number);
    let is_pdf = kind == Some(FileKind::Pdf) || version.preview.is_some();
    let waiting = version.preview_state == "waiting" && intake::office_program().is_some();
    let no_pages = match kind {
        Some(k) if k.is_office() && !is_pdf && !waiting => {
            let none = intake::office_program().is_none();
            s.t(if none { "wb-document-no-office" } else { "wb-document-no-pages" })
        }
        Some(FileKind::Ofd) => s.t("wb-document-ofd"),
        Some(FileKind::Dwg) => s.t("wb-document-drawing"),
        _ => String::new(),
    };
    let (options, county) = options(&app, &caller).await?;
    let remarks: Vec<Remark> = serde_json::from_str(&version.remarks).unwrap_or_default();
    let later = version.preview.is_some();
    let cited = cited(&app, d, &s).await?;
    let page = DocumentPage {
        id: d.id.clone(),
        title: d.about.title.clone(),
        down: d.state != "shown",
        facts: facts(&app, &s, &seen.categories, d, &version),
        tags: d.about.tags.clone(),
        older: version.number != d.latest.number,
        file_href: format!("{base}/file"),
        pdf: if is_pdf { format!("{base}/pages.pdf") } else { String::new() },
        picture: if kind.is_some_and(FileKind::is_picture) { format!("{base}/picture") } else { String::new() },
        waiting,
        no_pages,
        page: asked.page.max(1),
        find: asked.find.trim().chars().take(100).collect(),
        remarks: remarks.iter().filter(|r| !(later && **r == Remark::Later)).map(|r| s.t(r.key())).collect(),
        texts: texts(&s, &version, &seen.texts),
        versions: seen.versions.iter().map(|v| version_view(&s, &seen, v)).collect(),
        events: seen.events.iter().map(|e| event_view(&s, &seen, e)).collect(),
        reports: seen.reports.iter().map(|r| report_view(&s, &seen, r)).collect(),
        links: seen.links.iter().map(|l| link_view(&s, &caller, l, county.as_ref())).collect(),
        options,
        county: county.map(|c| c.to_string()).unwrap_or_default(),
        cited,
        number: version.number,
        may_edit: may(Action::DocumentEdit),
        may_report: may(Action::DocumentReport),
        may_take_down: may(Action::DocumentTakeDown),
        may_restore: may(Action::DocumentRestore),
        audiences: audiences().iter().map(|a| (*a, s.say(&audience_words(a)))).collect(),
        given: given(d),
        choices: seen.categories,
        s,
    };
    render(&page)
}

fn given(d: &Document) -> GivenView {
    GivenView {
        category: d.about.category.clone(),
        number: d.about.number.clone(),
        office: d.about.office.clone(),
        year: d.about.year.map(|y| y.to_string()).unwrap_or_default(),
        tags: d.about.tags.join(" "),
        audience: match (d.about.department.is_empty(), d.about.audience.as_str()) {
            (false, _) => "office",
            (_, "below") => "below",
            _ => "region",
        },
        roles: d.about.roles.join(","),
    }
}

fn done(s: &Shell, done: &str) -> Option<Notice> {
    let key = match done {
        "change" => "wb-document-done-change",
        "report" => "wb-document-done-report",
        "down" => "wb-document-done-down",
        "shown" => "wb-document-done-shown",
        "resolve" => "wb-document-done-resolve",
        "link" => "wb-document-done-link",
        "unlink" => "wb-document-done-unlink",
        _ => return None,
    };
    Some(Notice { tone: "good", text: s.t(key) })
}

fn facts(app: &App, s: &Shell, known: &[Category], d: &Document, v: &DocumentVersion) -> Vec<(String, String)> {
    let a = &d.about;
    let region = app.tree().region(&d.region).map_or_else(|| d.region.to_string(), |r| r.name.clone());
    let mut audience = s.say(&audience_words(given(d).audience));
    if let Ok(department) = a.department.parse() {
        audience = format!("{audience}（{}）", department_words(s, department));
    }
    let roles: BTreeSet<Role> = a.roles.iter().filter_map(|r| r.parse().ok()).collect();
    if !roles.is_empty() {
        audience = format!("{audience} · {}", role_words(s, &roles));
    }
    let pages = v.pages.map(|p| s.n(p)).unwrap_or_else(|| s.none());
    let year = a.year.map(|y| y.to_string()).unwrap_or_default();
    let all = [
        ("wb-document-category", category_name(known, &a.category, s)),
        ("wb-document-number", a.number.clone()),
        ("wb-document-office", a.office.clone()),
        ("wb-document-year", year),
        ("wb-document-region", region),
        ("wb-document-audience", audience),
        ("wb-document-file", v.name.clone()),
        ("wb-document-size", size(u64::try_from(v.size).unwrap_or_default())),
        ("wb-document-pages", pages),
        ("wb-document-hash", v.file.0.clone()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (s.t(key), value)).collect()
}

/// The text page by page: for those who cannot see the pages, and where there are none.
fn texts(s: &Shell, v: &DocumentVersion, pages: &[(i64, String)]) -> Vec<(String, String)> {
    let name = |page: i64| if v.pages.is_some() { s.with("wb-library-hit-page", "page", page) } else { String::new() };
    let full = pages.iter().filter(|(_, text)| !text.trim().is_empty());
    full.map(|(page, text)| (name(*page), text.chars().take(20_000).collect())).collect()
}

fn who(s: &Words, seen: &Seen, account: &str) -> String {
    seen.names.get(account).cloned().unwrap_or_else(|| s.t("wb-system"))
}

fn version_view(s: &Shell, seen: &Seen, v: &DocumentVersion) -> VersionView {
    VersionView {
        number: v.number,
        name: v.name.clone(),
        when: clock::shown(v.at),
        who: who(s, seen, &v.account),
        note: v.note.clone(),
        size: size(u64::try_from(v.size).unwrap_or_default()),
        pages: v.pages.map(|p| s.n(p)).unwrap_or_else(|| "—".to_owned()),
        hash: v.file.short().to_owned(),
        href: format!("/library/{}/v/{}/file", seen.document.id, v.number),
        show: format!("/library/{}?version={}", seen.document.id, v.number),
    }
}

fn event_view(s: &Shell, seen: &Seen, e: &Event) -> EventView {
    let what = match e.kind.as_str() {
        "add" => "wb-event-add",
        "version" => "wb-event-version",
        "change" => "wb-event-change",
        "taken_down" => "wb-event-down",
        _ => "wb-event-shown",
    };
    let field = |name: &str| match name {
        "category" => s.t("wb-document-category"),
        "title" => s.t("wb-document-title"),
        "audience" => s.t("wb-document-audience"),
        "roles" => s.t("wb-document-roles"),
        "department" => s.t("wb-document-department"),
        "number" => s.t("wb-document-number"),
        "office" => s.t("wb-document-office"),
        "year" => s.t("wb-document-year"),
        "tags" => s.t("wb-document-tags"),
        _ => s.t("wb-version"),
    };
    let value = |name: &str, value: &str| match name {
        _ if value.is_empty() => "—".to_owned(),
        "category" => category_name(&seen.categories, value, s),
        "audience" => s.say(&audience_words(value)),
        "roles" => role_words(s, &value.split(' ').filter_map(|r| r.parse().ok()).collect()),
        "department" => value.parse().map_or_else(|_| value.to_owned(), |d| department_words(s, d)),
        _ => value.to_owned(),
    };
    let changes = e.changes.iter().filter(|(name, _, _)| name != "version");
    EventView {
        what: s.t(what),
        when: clock::shown(e.at),
        who: who(s, seen, &e.account),
        why: e.why.clone(),
        changes: changes.map(|(name, a, b)| (field(name), value(name, a), value(name, b))).collect(),
    }
}

fn report_view(s: &Shell, seen: &Seen, r: &Report) -> ReportView {
    ReportView {
        id: r.id.clone(),
        reason: r.reason.clone(),
        when: clock::shown(r.at),
        who: who(s, seen, &r.account),
        open: r.resolution.is_none(),
        resolution: r.resolution.clone().unwrap_or_default(),
    }
}

fn link_view(s: &Shell, caller: &Caller, l: &Link, own: Option<&RegionCode>) -> LinkView {
    let kind = match l.kind.as_str() {
        "school" => "wb-link-school",
        "project" => "wb-link-project",
        "finding" => "wb-link-finding",
        _ => "wb-link-waiver",
    };
    let href = match l.kind.as_str() {
        "school" => format!("/c/{}/schools/{}", l.county, l.object),
        "project" => format!("/c/{}/findings?project={}", l.county, l.object),
        _ => format!("/c/{}/findings?rule={}", l.county, l.object.split('/').next().unwrap_or("")),
    };
    LinkView {
        label: format!("{} {}", s.t(kind), l.object),
        href,
        note: l.note.clone(),
        county: l.county.to_string(),
        what: format!("{}:{}", l.kind, l.object),
        may: own == Some(&l.county) && caller.may(Action::SchoolEdit, Some(&l.county)),
    }
}

type Options = Vec<(String, String, Vec<(String, String)>)>;

/// What of the own county a document can be evidence of: group, its words, value and label of each.
async fn options(app: &App, caller: &Caller) -> Result<(Options, Option<RegionCode>), Failure> {
    let Some((code, _)) = own_county(caller) else { return Ok((Vec::new(), None)) };
    let mut asking = caller.clone();
    asking.look_at(&code).await?;
    if !asking.may(Action::SchoolEdit, Some(&code)) {
        return Ok((Vec::new(), Some(code)));
    }
    let Some(current) = app.county(caller.scope(), &code).await? else { return Ok((Vec::new(), Some(code))) };
    let w = &caller.words;
    let dossier = &current.computed.dossier;
    let schools = dossier.schools.iter().map(|x| (format!("school:{}", x.id), format!("{} {}", x.id, x.name)));
    let projects = dossier.plan.projects.iter().map(|p| (format!("project:{}", p.id), format!("{} {}", p.id, p.name)));
    let mut findings: Vec<(String, String)> = Vec::new();
    for f in &current.computed.findings {
        let about = f.project.as_ref().map(ToString::to_string).or_else(|| f.school.as_ref().map(ToString::to_string));
        let object = format!("{}/{}", f.rule, about.unwrap_or_default());
        let text = w.say(&f.message);
        let kind = if f.waived.is_some() { "waiver" } else { "finding" };
        findings.push((format!("{kind}:{object}"), format!("{object} {}", text.chars().take(30).collect::<String>())));
    }
    findings.dedup_by(|a, b| a.0 == b.0);
    findings.truncate(300);
    let groups = vec![
        ("school".to_owned(), w.t("wb-link-school"), schools.collect()),
        ("project".to_owned(), w.t("wb-link-project"), projects.collect()),
        ("finding".to_owned(), w.t("wb-link-finding"), findings),
    ];
    Ok((groups, Some(code)))
}

/// The clauses of the policy packs that cite this document by its number.
async fn cited(app: &App, d: &Document, s: &Shell) -> Result<Vec<String>, Failure> {
    let number = store::About::number_key(&d.about.number);
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let (region, lead) = (d.region.clone(), s.t("wb-document-cited-by"));
    app.off(move |app| {
        let policy = app.policy(&region)?;
        let mut out: Vec<String> = Vec::new();
        for (key, clause) in crate::library::citations(&policy) {
            if key.contains(&number) && out.len() < 100 {
                out.push(format!("{lead} {clause}"));
            }
        }
        Ok(out)
    })
    .await
}
