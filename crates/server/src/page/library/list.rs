//! The list of documents and what a search finds (资料列表与检索).

use super::{most, shell};
use crate::app::App;
use crate::caller::{Caller, CountyView};
use crate::clock;
use crate::failure::{Failure, form_urlencoded};
use crate::library::{Category, audiences, categories, category_name};
use crate::page::papers::size;
use crate::page::render;
use crate::page::view::escaped;
use crate::shell::Shell;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use model::Message;
use review::permission::{Action, Decision, Role};
use serde::Deserialize;
use store::{Document, Filter, Found};

/// Documents on a page.
const ROWS: i64 = 30;
/// Pages found that are shown.
const HITS: usize = 50;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    category: String,
    year: String,
    office: String,
    tag: String,
    region: String,
    number: String,
    down: String,
    page: i64,
}

#[derive(Template)]
#[template(path = "library.html")]
struct Library {
    s: Shell,
    base: String,
    q: Asked,
    categories: Vec<CategoryView>,
    years: Vec<i64>,
    offices: Vec<String>,
    found: String,
    more: String,
    rows: Vec<Row>,
    hits: Vec<HitView>,
    searched: bool,
    turns: Vec<(String, String)>,
    may_upload: bool,
    may_see_down: bool,
    own_region: Option<(String, String)>,
    choices: Vec<Category>,
    audiences: Vec<(&'static str, String)>,
    roles: Vec<(String, String)>,
    most: String,
    office_there: bool,
}

struct CategoryView {
    id: String,
    name: String,
    count: i64,
    chosen: bool,
    href: String,
}

pub(super) struct Row {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) number: String,
    pub(super) office: String,
    pub(super) category: String,
    pub(super) region: String,
    pub(super) file: String,
    pub(super) when: String,
    pub(super) tags: Vec<String>,
    pub(super) down: bool,
    pub(super) icon: &'static str,
}

struct HitView {
    row: Row,
    place: String,
    excerpt: String,
    times: String,
}

pub(super) async fn anywhere(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let s = shell(&caller, &caller.words.t("wb-library-title"));
    list(app, caller, s, asked, "/library".to_owned(), None).await
}

pub(super) async fn county(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    county.caller.demand(Action::DocumentRead, None)?;
    let s = county.shell(&county.words().t("wb-library-title"), "library");
    let own = (county.code.to_string(), county.computed.name().to_owned());
    list(county.app.clone(), county.caller, s, asked, format!("/c/{}/library", own.0), Some(own)).await
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        Filter {
            category: some(&self.category),
            words: None,
            region: self.region.parse().ok(),
            year: self.year.trim().parse().ok(),
            tag: some(&self.tag),
            office: some(&self.office),
            number: some(&self.number),
            file: None,
            down_only: !self.down.is_empty(),
        }
    }

    /// The address of the same with one thing changed.
    fn href(&self, base: &str, name: &str, value: &str) -> String {
        let page = if self.page > 0 { self.page.to_string() } else { String::new() };
        let pairs = [
            ("q", &self.q),
            ("category", &self.category),
            ("year", &self.year),
            ("office", &self.office),
            ("tag", &self.tag),
            ("region", &self.region),
            ("number", &self.number),
            ("down", &self.down),
            ("page", &page),
        ];
        let mut out = Vec::new();
        for (key, old) in pairs {
            let value = if key == name {
                value
            } else if key == "page" {
                ""
            } else {
                old.as_str()
            };
            if !value.is_empty() {
                out.push(format!("{key}={}", form_urlencoded(value)));
            }
        }
        if out.is_empty() { base.to_owned() } else { format!("{base}?{}", out.join("&")) }
    }
}

struct Seen {
    categories: Vec<Category>,
    counts: Vec<(String, i64)>,
    facets: (Vec<i64>, Vec<String>),
    total: i64,
    documents: Vec<Document>,
    found: store::FoundPages,
}

async fn list(
    app: App,
    caller: Caller,
    s: Shell,
    mut asked: Asked,
    base: String,
    own: Option<(String, String)>,
) -> Result<Response, Failure> {
    asked.q = asked.q.trim().chars().take(100).collect();
    asked.page = asked.page.clamp(0, 100_000);
    let may_see_down = caller.viewer().taken_down;
    if !may_see_down {
        asked.down.clear();
    }
    let (viewer, filter, query, at) = (caller.viewer(), asked.filter(), asked.q.clone(), asked.page * ROWS);
    let seen = app
        .off(move |app| {
            let categories = categories(app)?;
            let mut read = app.store.read()?;
            let found = if query.is_empty() {
                store::FoundPages::default()
            } else {
                read.search(&viewer, &query, &filter, HITS)?
            };
            let documents = if query.is_empty() { read.documents(&viewer, &filter, ROWS, at)? } else { Vec::new() };
            Ok(Seen {
                counts: read.document_categories(&viewer, &filter)?,
                facets: read.document_facets(&viewer)?,
                total: read.documents_count(&viewer, &filter)?,
                categories,
                documents,
                found,
            })
        })
        .await?;
    let allowed = |d: &Document| caller.decide_document(Action::DocumentRead, d) == Decision::Allow;
    let rows: Vec<Row> =
        seen.documents.iter().filter(|d| allowed(d)).map(|d| row(&app, &s, &seen.categories, d)).collect();
    let hits: Vec<HitView> = seen
        .found
        .pages
        .iter()
        .filter(|f| allowed(&f.document))
        .map(|f| hit(&app, &s, &seen.categories, f, &asked.q))
        .collect();
    let searched = !asked.q.is_empty();
    let found = if searched {
        Message::new("wb-library-found").with("count", hits.len())
    } else {
        Message::new("wb-library-count").with("count", seen.total)
    };
    let mut turns = Vec::new();
    if !searched && asked.page > 0 {
        turns.push((s.t("wb-page-before"), asked.href(&base, "page", &(asked.page - 1).to_string())));
    }
    if !searched && (asked.page + 1) * ROWS < seen.total {
        turns.push((s.t("wb-page-after"), asked.href(&base, "page", &(asked.page + 1).to_string())));
    }
    let shown = seen.categories.iter().map(|c| CategoryView {
        id: c.id.clone(),
        name: c.name(&s),
        count: seen.counts.iter().find(|(id, _)| *id == c.id).map_or(0, |(_, n)| *n),
        chosen: c.id == asked.category,
        href: asked.href(&base, "category", if c.id == asked.category { "" } else { &c.id }),
    });
    let roles = [
        Role::Planner,
        Role::Signatory,
        Role::Reviewer,
        Role::Approver,
        Role::DeliveryClerk,
        Role::Treasurer,
        Role::Auditor,
        Role::Expert,
    ];
    let role = |r: &Role| (r.code().to_owned(), crate::caller::role_words(&s, &std::collections::BTreeSet::from([*r])));
    render(&Library {
        categories: shown.collect(),
        years: seen.facets.0,
        offices: seen.facets.1,
        found: s.say(&found),
        more: if seen.found.more { s.t("wb-library-more") } else { String::new() },
        rows,
        hits,
        searched,
        turns,
        may_upload: caller.may(Action::DocumentUpload, None),
        may_see_down,
        own_region: own,
        choices: seen.categories,
        audiences: audiences().iter().map(|a| (*a, s.say(&audience_words(a)))).collect(),
        roles: roles.iter().map(role).collect(),
        most: s.with("wb-library-upload-hint", "mib", most(&app) / (1024 * 1024)),
        office_there: intake::office_program().is_some(),
        base,
        q: asked,
        s,
    })
}

pub(super) fn audience_words(audience: &str) -> Message {
    Message::new(match audience {
        "office" => "wb-audience-office",
        "below" => "wb-audience-below",
        "everyone" => "wb-audience-everyone",
        _ => "wb-audience-region",
    })
}

pub(super) fn row(app: &App, s: &Shell, categories: &[Category], d: &Document) -> Row {
    let region = app.tree().region(&d.region).map_or_else(|| d.region.to_string(), |r| r.name.clone());
    let bytes = u64::try_from(d.latest.size).unwrap_or_default();
    let pages = d.latest.pages.map(|p| s.with("wb-library-pages", "count", p));
    let kind = d.latest.name.rsplit_once('.').map_or("", |(_, e)| e).to_uppercase();
    let file = [Some(kind), Some(size(bytes)), pages].into_iter().flatten().filter(|t| !t.is_empty());
    Row {
        href: format!("/library/{}", d.id),
        title: d.about.title.clone(),
        number: d.about.number.clone(),
        office: d.about.office.clone(),
        category: category_name(categories, &d.about.category, s),
        region,
        file: file.collect::<Vec<_>>().join(" · "),
        when: clock::shown(d.changed),
        tags: d.about.tags.clone(),
        down: d.state != "shown",
        icon: icon(&d.latest.media),
    }
}

fn icon(media: &str) -> &'static str {
    match media {
        "application/pdf" | "application/ofd" => "report",
        m if m.starts_with("image/") => "photo",
        m if m.contains("sheet") || m.contains("excel") => "table",
        _ => "file-text",
    }
}

fn hit(app: &App, s: &Shell, categories: &[Category], f: &Found, query: &str) -> HitView {
    let mut row = row(app, s, categories, &f.document);
    row.href = format!("{}?page={}&find={}", row.href, f.page.max(1), form_urlencoded(query));
    let place = match (f.page, f.document.latest.pages) {
        (0, _) => s.t("wb-library-hit-title"),
        (page, Some(_)) => s.with("wb-library-hit-page", "page", page),
        _ => s.t("wb-library-hit-text"),
    };
    let times = s.with("wb-library-hit-times", "count", f.hit.count);
    HitView { place, excerpt: marked(&f.hit.excerpt, &f.hit.marks), times, row }
}

/// An excerpt as HTML with its marks.
fn marked(excerpt: &str, marks: &[std::ops::Range<usize>]) -> String {
    let (mut out, mut at) = (String::new(), 0usize);
    for mark in marks {
        out.push_str(&escaped(excerpt.get(at..mark.start).unwrap_or_default()));
        out.push_str("<mark>");
        out.push_str(&escaped(excerpt.get(mark.clone()).unwrap_or_default()));
        out.push_str("</mark>");
        at = mark.end;
    }
    out.push_str(&escaped(excerpt.get(at..).unwrap_or_default()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_no_markup() {
        let text = "<script>薄弱环节</script>";
        let hit = store::find(text, "薄弱环节", 100).unwrap();
        assert_eq!(marked(&hit.excerpt, &hit.marks), "&lt;script&gt;<mark>薄弱环节</mark>&lt;/script&gt;");
    }

    #[test]
    fn an_address_keeps_the_other_filters() {
        let asked = Asked { q: "宿舍".into(), year: "2021".into(), page: 3, ..Asked::default() };
        assert_eq!(asked.href("/library", "year", ""), "/library?q=%E5%AE%BF%E8%88%8D");
        assert!(asked.href("/library", "page", "2").ends_with("year=2021&page=2"));
    }
}
