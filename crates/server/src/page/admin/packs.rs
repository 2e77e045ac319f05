//! Policy packs (政策包): what is in force for a region, searched; two regions or two packs side by side; one figure explained.

use super::{Choice, region_choices, region_name, shell};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use model::{Message, RegionCode};
use policy::{Certainty, Policy, Statement};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Rows shown of a section before a search narrows it.
const ROWS: usize = 400;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/admin/packs", Need::May(Action::PackRead), show)
        .get("/admin/packs/compare", Need::May(Action::PackRead), compare)
        .get("/admin/packs/explain", Need::May(Action::PackRead), explain)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    region: String,
    other: String,
    one: String,
    two: String,
    q: String,
    key: String,
}

#[derive(Template)]
#[template(path = "admin/packs.html")]
struct PacksPage {
    s: Shell,
    q: Asked,
    regions: Vec<Choice>,
    others: Vec<Choice>,
    packs: Vec<PackView>,
    hash: String,
    found: String,
    sections: Vec<SectionView>,
}

struct PackView {
    id: String,
    title: String,
    issuer: String,
    date: String,
    level: String,
    entries: usize,
}

struct SectionView {
    title: String,
    rows: Vec<RowView>,
}

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it says.
    pub values: Vec<String>,
    /// What it applies to.
    pub applies: String,
    /// Where it stands.
    pub references: Vec<String>,
    /// How sure it is.
    pub certainty: String,
    /// That as its code; empty for what carries no mark.
    pub sure: &'static str,
    /// The colour of that.
    pub tone: &'static str,
    /// Who says so.
    pub issuer: String,
    /// A remark.
    pub note: String,
}

/// A statement in words.
pub fn row(w: &Words, issuer: &str, says: &Statement) -> RowView {
    let value = |v: &policy::Spoken| {
        let text = w.say(&v.text);
        match (v.from, v.until) {
            (Some(from), Some(until)) => {
                w.say(&Message::new("wb-packs-from-until").with("from", from).with("until", until).with("text", text))
            }
            (Some(from), None) => w.say(&Message::new("wb-packs-from").with("from", from).with("text", text)),
            _ => text,
        }
    };
    let applies: Vec<String> = says.applies.iter().map(|m| w.say(m)).collect();
    let (sure, tone, certainty) = match says.certainty {
        Some(Certainty::Confirmed) => ("confirmed", "good", w.t("wb-sure-confirmed")),
        Some(Certainty::Secondary) => ("secondary", "warn", w.t("wb-sure-secondary")),
        Some(Certainty::ToBeChecked) => ("to_be_checked", "bad", w.t("wb-sure-unchecked")),
        None => ("", "quiet", String::new()),
    };
    RowView {
        key: says.key.clone(),
        name: says.name.clone(),
        values: says.values.iter().map(value).collect(),
        applies: if applies.is_empty() { w.t("wb-packs-everywhere") } else { applies.join("；") },
        references: says.references.iter().map(ToString::to_string).collect(),
        certainty,
        sure,
        tone,
        issuer: issuer.to_owned(),
        note: says.note.clone().unwrap_or_default(),
    }
}

/// Whether an entry speaks of what is looked for.
pub fn fits(row: &RowView, q: &str) -> bool {
    let q = q.trim().to_lowercase();
    let text = [&row.key, &row.name, &row.applies, &row.issuer].map(|t| t.to_lowercase()).join(" ");
    q.is_empty() || text.contains(&q) || row.references.iter().chain(&row.values).any(|r| r.to_lowercase().contains(&q))
}

/// A region that the caller may ask about: its own, those above and those below.
///
/// # Errors
/// 404 for any other.
pub fn asked_region(app: &App, caller: &Caller, text: &str) -> Result<RegionCode, Failure> {
    let own = caller.session.account.region.clone();
    if text.is_empty() {
        return Ok(own);
    }
    let code: RegionCode = text.parse().map_err(|_| Failure::NotFound)?;
    caller.demand(Action::PackRead, Some(&code))?;
    app.tree().region(&code).map(|r| r.code.clone()).ok_or(Failure::NotFound)
}

fn packs(w: &Words, policy: &Policy) -> Vec<PackView> {
    let view = |l: &policy::Layer| PackView {
        id: l.pack.id(),
        title: l.pack.title.clone(),
        issuer: l.pack.issuer.clone(),
        date: l.pack.date.to_string(),
        level: w.say(&policy::describe::level(l.pack.level)),
        entries: policy::explain::statements(l).len(),
    };
    policy.layers.iter().map(view).collect()
}

async fn show(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let code = asked_region(&app, &caller, &q.region)?;
    let wanted = code.clone();
    let policy = app.off(move |app| app.policy(&wanted)).await?;
    let s = shell(&caller, &caller.words.t("wb-nav-packs"), "packs");
    let w = s.w;
    let mut found = 0;
    let sections = policy::show(&policy).into_iter().filter_map(|section| {
        let rows = section.rows.iter().map(|r| row(&w, &r.issuer, &r.says)).filter(|r| fits(r, &q.q));
        let rows: Vec<RowView> = rows.take(ROWS).collect();
        found += rows.len();
        (!rows.is_empty()).then(|| SectionView { title: w.say(&section.title), rows })
    });
    let sections: Vec<SectionView> = sections.collect();
    render(&PacksPage {
        regions: region_choices(&app, &caller, code.as_str()),
        others: region_choices(&app, &caller, &q.other),
        packs: packs(&w, &policy),
        hash: policy.hash.0.clone(),
        found: w.with("wb-packs-found", "count", found),
        sections,
        q: Asked { region: code.to_string(), ..q },
        s,
    })
}

#[derive(Template)]
#[template(path = "admin/compare.html")]
struct ComparePage {
    s: Shell,
    q: Asked,
    left: String,
    right: String,
    regions: Vec<Choice>,
    others: Vec<Choice>,
    ones: Vec<Choice>,
    twos: Vec<Choice>,
    rows: Vec<Pair>,
    same: String,
}

/// What two sides say under one key for one case.
pub struct Pair {
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// What it applies to.
    pub applies: String,
    /// The left side.
    pub left: Option<RowView>,
    /// The right side.
    pub right: Option<RowView>,
}

/// Where two lists of entries differ, by key and case; how many agree.
pub fn differences(left: Vec<RowView>, right: Vec<RowView>) -> (Vec<Pair>, usize) {
    let mut by: BTreeMap<(String, String), (Vec<RowView>, Vec<RowView>)> = BTreeMap::new();
    for row in left {
        by.entry((row.key.clone(), row.applies.clone())).or_default().0.push(row);
    }
    for row in right {
        by.entry((row.key.clone(), row.applies.clone())).or_default().1.push(row);
    }
    let (mut out, mut same) = (Vec::new(), 0);
    for ((key, applies), (left, right)) in by {
        let most = left.len().max(right.len());
        let (mut left, mut right) = (left.into_iter(), right.into_iter());
        for _ in 0..most {
            let (l, r) = (left.next(), right.next());
            let says = |x: &Option<RowView>| x.as_ref().map(|x| (x.values.clone(), x.references.clone()));
            if says(&l) == says(&r) {
                same += 1;
                continue;
            }
            let name = l.as_ref().or(r.as_ref()).map_or_else(String::new, |x| x.name.clone());
            out.push(Pair { key: key.clone(), name, applies: applies.clone(), left: l, right: r });
        }
    }
    (out, same)
}

/// What one pack of a policy says; `None` when there is no such pack in it.
pub fn of_pack(w: &Words, policy: &Policy, id: &str) -> Option<Vec<RowView>> {
    let layer = policy.layers.iter().find(|l| l.pack.id() == id)?;
    Some(policy::explain::statements(layer).iter().map(|says| row(w, &layer.pack.issuer, says)).collect())
}

/// Everything in force.
pub fn whole(w: &Words, policy: &Policy) -> Vec<RowView> {
    policy::show(policy).iter().flat_map(|section| section.rows.iter().map(|r| row(w, &r.issuer, &r.says))).collect()
}

async fn compare(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let one = asked_region(&app, &caller, &q.region)?;
    let two = asked_region(&app, &caller, &q.other)?;
    let (a, b) = (one.clone(), two.clone());
    let (left, right) = app.off(move |app| Ok((app.policy(&a)?, app.policy(&b)?))).await?;
    let s = shell(&caller, &caller.words.t("wb-packs-compare"), "packs");
    let w = s.w;
    let by_pack = of_pack(&w, &left, &q.one).zip(of_pack(&w, &left, &q.two));
    let (names, (rows, same)) = match by_pack {
        Some((l, r)) => ((q.one.clone(), q.two.clone()), differences(l, r)),
        None => ((region_name(&app, &one), region_name(&app, &two)), differences(whole(&w, &left), whole(&w, &right))),
    };
    let ids = |chosen: &str| -> Vec<Choice> {
        let choice = |l: &policy::Layer| Choice {
            value: l.pack.id(),
            label: l.pack.title.clone(),
            chosen: l.pack.id() == chosen,
        };
        left.layers.iter().map(choice).collect()
    };
    render(&ComparePage {
        left: names.0,
        right: names.1,
        regions: region_choices(&app, &caller, one.as_str()),
        others: region_choices(&app, &caller, two.as_str()),
        ones: ids(&q.one),
        twos: ids(&q.two),
        same: w.say(&Message::new("wb-packs-same").with("same", same).with("differ", rows.len())),
        rows: rows.into_iter().filter(|r| q.q.is_empty() || r.key.contains(&q.q) || r.name.contains(&q.q)).collect(),
        q: Asked { region: one.to_string(), other: two.to_string(), ..q },
        s,
    })
}

#[derive(Template)]
#[template(path = "admin/explain.html")]
struct ExplainPage {
    s: Shell,
    region: String,
    key: String,
    links: Vec<LinkView>,
    near: Vec<String>,
}

struct LinkView {
    pack: String,
    title: String,
    row: RowView,
    overlaid: String,
}

async fn explain(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let code = asked_region(&app, &caller, &q.region)?;
    let wanted = code.clone();
    let policy = app.off(move |app| app.policy(&wanted)).await?;
    let s = shell(&caller, &caller.words.t("wb-packs-explain"), "packs");
    let w = s.w;
    let (links, near) = match policy::explain(&policy, q.key.trim()) {
        Ok(found) => {
            let link = |l: &policy::Link| LinkView {
                pack: l.pack.clone(),
                title: l.title.clone(),
                row: row(&w, &l.issuer, &l.says),
                overlaid: l.overlaid_by.as_ref().map_or_else(String::new, |p| w.with("wb-packs-overlaid", "pack", p)),
            };
            (found.chain.iter().map(link).collect(), Vec::new())
        }
        Err(unknown) => (Vec::new(), unknown.near),
    };
    render(&ExplainPage { region: code.to_string(), key: q.key, links, near, s })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(region: &str) -> Vec<RowView> {
        let policy = policy::builtin(&region.parse().unwrap()).unwrap();
        let w = Words::default();
        policy::show(&policy).iter().flat_map(|x| x.rows.iter().map(|r| row(&w, &r.issuer, &r.says))).collect()
    }

    #[test]
    fn a_region_compared_with_itself_agrees_and_with_another_says_where_not() {
        let (rows, same) = differences(all("150121"), all("150121"));
        assert!(rows.is_empty() && same > 100, "{same}");
        let (rows, same) = differences(all("150121"), all("330102"));
        assert!(!rows.is_empty() && same > 100);
        assert!(rows.iter().all(|r| r.left.is_some() || r.right.is_some()));
    }
}
