//! The programme in months (进度图): preparation, purchase or building of every project, by school; drawn as plain SVG.

use super::view::escaped;
use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use model::{BuildNature, Message, Project, YearMonth};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Width of the names, of a month and height of a row, in units of the picture.
const NAMES: i32 = 330;
const MONTH: i32 = 13;
const ROW: i32 = 24;
/// Projects drawn on a page.
const SHOWN: usize = 90;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/plan/gantt", Need::May(Action::PlanRead), show)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "gantt.html")]
struct GanttPage {
    s: Shell,
    tab: &'static str,
    q: String,
    svg: String,
    rows: Vec<Row>,
    notes: Vec<String>,
    pages: Vec<(usize, bool, String)>,
}

/// A project as a line of the table under the picture.
struct Row {
    school: String,
    name: String,
    prepare: String,
    works: String,
    kind: String,
}

/// Months from year 0.
fn months(m: YearMonth) -> i32 {
    i32::from(m.year().0) * 12 + i32::from(m.month()) - 1
}

fn said(n: i32) -> String {
    format!("{}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1)
}

/// What is known of a project's months: preparation, then works; inclusive.
struct Span {
    prepare: Option<(i32, i32)>,
    works: Option<(i32, i32)>,
}

/// The preparation is counted back from the start of works by the months the policy pack assumes; it never begins before the plan's date.
fn span(c: &Computed, p: &Project) -> Span {
    let own = &p.preparation;
    let works = own.works_start.zip(own.works_finish).map(|(a, b)| (months(a), months(b).max(months(a))));
    let today = i32::from(c.dossier.as_of.year().0) * 12 + i32::from(c.dossier.as_of.month()) - 1;
    let prepare = works.zip(own.lead_months).and_then(|((start, _), lead)| {
        let from = (start - i32::from(lead)).max(today);
        (lead > 0 && from < start).then_some((from, start - 1))
    });
    Span { prepare, works }
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let s = county.shell(&county.words().t("wb-gantt-title"), "plan");
    let w = s.w;
    let text = q.q.trim();
    let mut by_school: BTreeMap<String, Vec<&Project>> = BTreeMap::new();
    for p in &c.dossier.plan.projects {
        let school = match &p.place {
            model::Place::School(id) => c.school_name(id),
            model::Place::Site(id) => id.0.clone(),
        };
        if text.is_empty() || school.contains(text) || p.name.contains(text) || p.id.0.contains(text) {
            by_school.entry(school).or_default().push(p);
        }
    }
    let mut list: Vec<(String, &Project)> = Vec::new();
    for (school, mut own) in by_school {
        own.sort_by_key(|p| (span(&c, p).works, p.start, p.id.clone()));
        list.extend(own.into_iter().map(|p| (school.clone(), p)));
    }
    let last = list.len().div_ceil(SHOWN).max(1);
    let at = q.page.clamp(1, last);
    let href = |n: usize| format!("?q={}&page={n}", crate::failure::form_urlencoded(text));
    let pages = if last > 1 { (1..=last).map(|n| (n, n == at, href(n))).collect() } else { Vec::new() };
    let shown: Vec<(String, &Project)> = list.into_iter().skip((at - 1) * SHOWN).take(SHOWN).collect();
    let svg = picture(&w, &c, &shown);
    let notes = ["wb-gantt-note-season", "wb-gantt-note-lead", "wb-gantt-note-accept"].iter().map(|k| w.t(k)).collect();
    render(&GanttPage { tab: "gantt", svg, rows: rows(&w, &c, &shown), notes, pages, q: q.q.clone(), s })
}

fn kind(w: &Words, p: &Project) -> String {
    w.t(if p.nature == BuildNature::Purchase { "wb-gantt-buy" } else { "wb-gantt-build" })
}

fn rows(w: &Words, c: &Computed, shown: &[(String, &Project)]) -> Vec<Row> {
    let words = |s: Option<(i32, i32)>| s.map_or_else(|| w.none(), |(a, b)| format!("{} — {}", said(a), said(b)));
    let row = |(school, p): &(String, &Project)| {
        let span = span(c, p);
        Row {
            school: school.clone(),
            name: p.name.clone(),
            prepare: words(span.prepare),
            works: words(span.works),
            kind: kind(w, p),
        }
    };
    shown.iter().map(row).collect()
}

/// The picture. What has no months is drawn as its years, hatched.
fn picture(w: &Words, c: &Computed, shown: &[(String, &Project)]) -> String {
    let cycle = c.dossier.cycle;
    let today = i32::from(c.dossier.as_of.year().0) * 12 + i32::from(c.dossier.as_of.month()) - 1;
    let from = (i32::from(cycle.first.0) * 12).min(today);
    let to = i32::from(cycle.last.0) * 12 + 12;
    let width = NAMES + (to - from) * MONTH;
    let schools = shown.iter().map(|(s, _)| s).collect::<std::collections::BTreeSet<_>>().len();
    let lines = i32::try_from(shown.len() + schools).unwrap_or(0);
    let tall = 30 + lines * ROW + 6;
    let x = |month: i32| NAMES + (month.clamp(from, to) - from) * MONTH;
    let label = w.say(&Message::new("wb-gantt-label").with("count", shown.len()));
    let mut out = format!(
        "<svg class=\"gantt\" viewBox=\"0 0 {width} {tall}\" width=\"{width}\" height=\"{tall}\" role=\"img\" aria-label=\"{}\">\
         <defs><pattern id=\"open\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect class=\"gantt-open-a\" width=\"6\" height=\"6\"/><rect class=\"gantt-open-b\" width=\"3\" height=\"6\"/></pattern></defs>",
        escaped(&label)
    );
    for year in (from.div_euclid(12))..=i32::from(cycle.last.0) {
        let at = x((year * 12).max(from));
        out += &format!("<line class=\"gantt-year\" x1=\"{at}\" x2=\"{at}\" y1=\"4\" y2=\"{tall}\"/>");
        if x(year * 12 + 12) - at > 40 {
            out += &format!("<text class=\"gantt-head\" x=\"{}\" y=\"20\">{year}</text>", at + 5);
        }
    }
    let mut y = 30;
    let mut school = "";
    for (own, p) in shown {
        if own != school {
            school = own;
            out += &format!(
                "<rect class=\"gantt-school\" x=\"0\" y=\"{y}\" width=\"{width}\" height=\"{ROW}\"/><text class=\"gantt-name gantt-strong\" \
                 x=\"6\" y=\"{}\">{}</text>",
                y + 17,
                escaped(own)
            );
            y += ROW;
        }
        let plain = p.name.strip_prefix(own.as_str()).unwrap_or(&p.name);
        let short: String = plain.chars().take(21).collect();
        let span = span(c, p);
        let bar = |class: &str, (a, b): (i32, i32), what: String| {
            let (left, right) = (x(a), x(b + 1));
            format!(
                "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{}\" height=\"12\" rx=\"2\"><title>{}</title></rect>",
                y + 6,
                (right - left).max(3),
                escaped(&what)
            )
        };
        let words = |what: String, (a, b): (i32, i32)| format!("{} {what} {} — {}", p.name, said(a), said(b));
        out += &format!("<text class=\"gantt-name\" x=\"16\" y=\"{}\">{}</text>", y + 17, escaped(&short));
        if let Some(s) = span.prepare {
            out += &bar("gantt-prepare", s, words(w.t("wb-gantt-prepare"), s));
        }
        match span.works {
            Some(s) if p.nature == BuildNature::Purchase => out += &bar("gantt-buy", s, words(kind(w, p), s)),
            Some(s) => out += &bar("gantt-build", s, words(kind(w, p), s)),
            None => {
                let s = (i32::from(p.start.0) * 12, i32::from(p.finish.0) * 12 + 11);
                out += &bar("gantt-open", s, words(w.t("wb-gantt-open"), s));
            }
        }
        y += ROW;
    }
    out + "</svg>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_said_as_people_write_them() {
        assert_eq!(said(2021 * 12), "2021-01");
        assert_eq!(said(2021 * 12 + 11), "2021-12");
    }
}
