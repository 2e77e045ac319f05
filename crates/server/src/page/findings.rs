//! Findings (审核发现): by severity and rule, with evidence and remedy; waived here by who may.

mod mend;

pub use mend::{MendView, Mended, mend, mends};

use super::view::Tile;
use super::{Page, render};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::county::Computed;
use crate::failure::{Failure, form_urlencoded};
use crate::shell::Shell;
use crate::tracing_words::certainty_words;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use model::{Message, ProjectId, SchoolId, Waived, WaiverLevel};
use policy::Certainty;
use review::permission::Action;
use rules::{Finding, Severity, Waiver};
use serde::Deserialize;
use store::{Answer, Stamp, WaiverCommand};

/// Findings of one rule shown at first.
const FEW: usize = 6;
/// Findings of one rule shown when it is asked for alone.
const MANY: usize = 500;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/c/{county}/findings", Need::May(Action::FindingRead), show)
        .post("/c/{county}/findings/waive", Need::May(Action::FindingRead), waive)
        .post("/c/{county}/findings/withdraw", Need::May(Action::FindingRead), withdraw)
        .post("/c/{county}/findings/mend", Need::May(Action::PlanEdit), mended)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    severity: String,
    rule: String,
    project: String,
    school: String,
    done: String,
    name: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "findings.html")]
struct Findings {
    s: Shell,
    lead: String,
    tiles: Vec<Tile>,
    only: Option<String>,
    me: String,
    groups: Vec<Group>,
    may_edit: bool,
    version: i64,
    years: Vec<model::Year>,
    history: Vec<Waiving>,
    show_history: bool,
}

/// A waiver granted in the workbench, whether or not it was taken back.
struct Waiving {
    id: String,
    rule: String,
    about: String,
    words: String,
    entered: String,
    withdrawn: Option<String>,
    may_withdraw: bool,
}

struct Group {
    rule: String,
    name: String,
    severity: String,
    tone: &'static str,
    clause: String,
    certainty: String,
    level: String,
    all: usize,
    more: usize,
    findings: Vec<Shown>,
}

struct Shown {
    about: String,
    message: String,
    remedy: String,
    waived: Option<String>,
    evidence: Vec<EvidenceView>,
    href: String,
    may_waive: bool,
    project: String,
    school: String,
    mends: Vec<mend::MendView>,
    elsewhere: Vec<(String, String)>,
    may_move: bool,
    chosen: bool,
    given: String,
}

struct EvidenceView {
    place: String,
    path: String,
    value: String,
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let w = county.words();
    let title = w.t("wb-findings-title");
    let s = match q.done.as_str() {
        "" => county.shell(&title, "findings"),
        "mended" => county.shell_saying(&title, "findings", "good", w.t("wb-mend-done")),
        "withdrawn" => county.shell_saying(&title, "findings", "good", w.t("wb-waiver-withdrawn")),
        _ => county.shell_saying(&title, "findings", "good", w.t("wb-findings-waived")),
    };
    let wanted = |f: &&Finding| {
        let severity = match q.severity.as_str() {
            "blocks" => f.severity == Severity::Blocks && f.stands(),
            "needs_reason" => f.severity == Severity::NeedsReason && f.stands(),
            "notice" => f.severity == Severity::Notice && f.stands(),
            "waived" => !f.stands(),
            _ => true,
        };
        let is = |given: &str, known: Option<&str>| given.is_empty() || known == Some(given);
        severity
            && (q.rule.is_empty() || f.rule == q.rule)
            && is(&q.project, f.project.as_ref().map(|p| p.0.as_str()))
            && is(&q.school, f.school.as_ref().map(|p| p.0.as_str()))
    };
    // the findings come gravest first, then by rule
    let mut groups: Vec<(&str, Severity, Vec<&Finding>)> = Vec::new();
    for finding in c.findings.iter().filter(wanted) {
        match groups.last_mut() {
            Some((rule, severity, list)) if *rule == finding.rule && *severity == finding.severity => {
                list.push(finding)
            }
            _ => groups.push((&finding.rule, finding.severity, vec![finding])),
        }
    }
    let most = if q.rule.is_empty() && q.project.is_empty() { FEW } else { MANY };
    let lead = Message::new("wb-findings-lead")
        .with("projects", c.dossier.plan.projects.len())
        .with("rules", rules::all().len());
    let history = history(&county).await?;
    let may_edit = county.may(Action::PlanEdit);
    render(&Findings {
        may_edit,
        version: county.version.number,
        years: c.dossier.cycle.years().collect(),
        show_history: q.severity == "waived",
        history,
        lead: w.say(&lead),
        tiles: tiles(&s, &c, &q.severity),
        only: only(&w, &c, &q),
        me: if q.name.is_empty() { county.caller.session.account.name.clone() } else { q.name.clone() },
        groups: groups
            .into_iter()
            .map(|(rule, severity, list)| group(&county, &s, (rule, severity), &list, most, &q))
            .collect(),
        s,
    })
}

fn only(w: &Words, c: &Computed, q: &Asked) -> Option<String> {
    let what = if !q.project.is_empty() {
        c.project(&ProjectId(q.project.clone())).map_or_else(|| q.project.clone(), |p| p.name.clone())
    } else if !q.school.is_empty() {
        c.school_name(&SchoolId(q.school.clone()))
    } else if !q.rule.is_empty() {
        q.rule.clone()
    } else {
        return None;
    };
    Some(w.with("wb-findings-only", "what", what))
}

fn tiles(s: &Shell, c: &Computed, chosen: &str) -> Vec<Tile> {
    let tally = c.tally();
    let tile = |tone, icon, key: &'static str, note: &'static str, count: usize, severity: &str| Tile {
        tone,
        icon,
        label: s.t(key),
        value: s.n(count as i64),
        note: s.t(note),
        href: format!("{}?severity={severity}", s.path("findings")),
        here: chosen == severity,
        ..Tile::default()
    };
    vec![
        tile(
            if tally.blocks > 0 { "bad" } else { "good" },
            "ban",
            "wb-severity-blocks",
            "wb-severity-blocks-note",
            tally.blocks,
            "blocks",
        ),
        tile(
            if tally.reasons > 0 { "warn" } else { "good" },
            "message-2",
            "wb-severity-reason",
            "wb-severity-reason-note",
            tally.reasons,
            "needs_reason",
        ),
        tile("info", "info-circle", "wb-severity-notice", "wb-severity-notice-note", tally.notices, "notice"),
        tile("info", "signature", "wb-severity-waived", "wb-severity-waived-note", tally.waived, "waived"),
    ]
}

fn group(
    county: &CountyView,
    s: &Shell,
    (rule, severity): (&str, Severity),
    list: &[&Finding],
    most: usize,
    q: &Asked,
) -> Group {
    let w = &s.w;
    let known = rules::rule(rule);
    let first = list.first();
    let (key, tone) = match severity {
        Severity::Blocks => ("wb-severity-blocks", "bad"),
        Severity::NeedsReason => ("wb-severity-reason", "warn"),
        Severity::Notice => ("wb-severity-notice", "info"),
    };
    let certainty = first.map(|f| f.certainty).filter(|c| *c != Certainty::Confirmed);
    Group {
        rule: rule.to_owned(),
        name: known.map_or_else(|| rule.to_owned(), |r| w.say(&r.name())),
        severity: w.t(key),
        tone,
        clause: first.map(|f| f.clause.to_string()).unwrap_or_default(),
        certainty: certainty.map(|c| certainty_words(w, c)).unwrap_or_default(),
        level: first.map(|f| s.w.term(f.waiver.zh())).unwrap_or_default(),
        all: list.len(),
        more: list.len().saturating_sub(most),
        findings: list.iter().take(most).map(|f| shown(county, s, f, q)).collect(),
    }
}

fn shown(county: &CountyView, s: &Shell, f: &Finding, q: &Asked) -> Shown {
    let c = &county.computed;
    let w = &s.w;
    let project = f.project.as_ref().map(|id| c.project(id).map_or_else(|| id.to_string(), |p| p.name.clone()));
    let school = f.school.as_ref().map(|id| c.school_name(id));
    let href = match (&f.project, &f.school) {
        (Some(id), _) => format!("{}#p-{id}", s.path("plan")),
        (None, Some(id)) => format!("{}/{id}", s.path("schools")),
        (None, None) => String::new(),
    };
    let evidence = f.evidence.iter().take(20).map(|e| {
        let origin = model::nearest(&c.dossier.origins, &e.path);
        let place = origin.map_or_else(|| w.t("wb-findings-no-cell"), |o| format!("{}!{}", o.sheet, o.cell));
        EvidenceView { place, path: e.path.clone(), value: e.value.clone() }
    });
    let waived = f.waived.as_ref().map(|x| {
        let m = Message::new("wb-findings-waived-by")
            .with("name", &x.name)
            .with("level", x.level.zh())
            .with("date", x.date);
        w.say(&m.with("reason", &x.reason))
    });
    let level = level(f.waiver);
    let may_waive = f.stands() && level.is_some_and(|level| county.caller.may_waive(&county.code, level));
    Shown {
        about: project.or(school).map_or_else(String::new, |name| format!("{name}：")),
        message: w.say(&f.message),
        remedy: w.say(&f.remedy),
        waived,
        evidence: evidence.collect(),
        href,
        may_waive,
        project: f.project.as_ref().map(ToString::to_string).unwrap_or_default(),
        school: f.school.as_ref().map(ToString::to_string).unwrap_or_default(),
        mends: if f.stands() { mend::mends(w, c, f) } else { Vec::new() },
        elsewhere: mend::elsewhere(s, f),
        may_move: f.stands() && f.project.as_ref().is_some_and(|id| c.project(id).is_some()),
        chosen: !q.reason.is_empty()
            && f.rule == q.rule
            && f.project.as_ref().map_or("", |p| p.0.as_str()) == q.project
            && f.school.as_ref().map_or("", |p| p.0.as_str()) == q.school,
        given: q.reason.clone(),
    }
}

/// The waivers granted in the workbench, the latest first.
async fn history(county: &CountyView) -> Result<Vec<Waiving>, Failure> {
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let rows = county.app.off(move |app| {
        let mut reader = app.store.read()?;
        let mut out = Vec::new();
        for row in reader.waivers(&scope, &code, CYCLE)? {
            let mut name = |id: &str| -> Result<String, Failure> {
                Ok(reader.account(&store::Scope::system(), id)?.map_or_else(|| id.to_owned(), |a| a.name))
            };
            let by = name(&row.account)?;
            let gone = row.withdrawn_by.as_deref().map(&mut name).transpose()?;
            out.push((row, by, gone));
        }
        Ok(out)
    });
    let (w, c) = (county.words(), &county.computed);
    let view = |(row, by, gone): (store::WaiverRow, String, Option<String>)| {
        let x = &row.waived;
        let project = x.project.as_ref().map(|id| c.project(id).map_or_else(|| id.to_string(), |p| p.name.clone()));
        let m = Message::new("wb-findings-waived-by").with("name", &x.name).with("level", w.term(x.level.zh()));
        let entered = Message::new("wb-waiver-entered").with("who", by).with("when", clock::shown(row.at));
        let withdrawn = row
            .withdrawn
            .zip(gone)
            .map(|(at, who)| w.say(&Message::new("wb-waiver-gone").with("who", who).with("when", clock::shown(at))));
        Waiving {
            rule: x.rule.clone(),
            about: project.or_else(|| x.school.as_ref().map(|id| c.school_name(id))).unwrap_or_default(),
            words: w.say(&m.with("date", x.date).with("reason", &x.reason)),
            entered: w.say(&entered),
            may_withdraw: withdrawn.is_none() && county.caller.may_waive(&county.code, x.level),
            withdrawn,
            id: row.id,
        }
    };
    let mut list: Vec<Waiving> = rows.await?.into_iter().map(view).collect();
    list.reverse();
    Ok(list)
}

#[derive(Deserialize)]
struct Withdrawn {
    id: String,
}

/// Takes a waiver back; it stays in the history.
///
/// # Errors
/// 404 where there is no such waiver, 403 for who may not.
pub async fn take_back(county: &CountyView, id: &str, stamp: Stamp) -> Result<Answer, Failure> {
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let rows = county.app.off(move |app| Ok(app.store.read()?.waivers(&scope, &code, CYCLE)?)).await?;
    let row = rows.into_iter().find(|r| r.id == id && r.withdrawn.is_none()).ok_or(Failure::NotFound)?;
    county.caller.demand_waiver(&county.code, row.waived.level)?;
    let command = WaiverCommand::Withdraw { county: county.code.clone(), cycle: CYCLE.to_owned(), id: row.id };
    county.app.off(move |app| Ok(app.store.write(stamp, command)?)).await
}

async fn withdraw(county: CountyView, Form(given): Form<Withdrawn>) -> Result<Response, Failure> {
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let to = format!("/c/{}/findings?severity=waived", county.code);
    match take_back(&county, &given.id, stamp).await {
        Err(Failure::StepUp) => Ok(step_up(&to)),
        done => done.map(|_| Redirect::to(&format!("{to}&done=withdrawn")).into_response()),
    }
}

/// To the second factor, and then to a page that can be asked for again.
fn step_up(back: &str) -> Response {
    Redirect::to(&format!("/account/step-up?back={}", form_urlencoded(back))).into_response()
}

async fn mended(county: CountyView, Form(given): Form<Mended>) -> Result<Response, Failure> {
    mend(&county, &given).await?;
    let to = format!("/c/{}/findings?project={}&done=mended", county.code, form_urlencoded(&given.project));
    Ok(Redirect::to(&to).into_response())
}

/// The lowest level that may waive; `None` for what nobody may.
fn level(waiver: Waiver) -> Option<WaiverLevel> {
    match waiver {
        Waiver::Nobody => None,
        Waiver::County => Some(WaiverLevel::County),
        Waiver::City => Some(WaiverLevel::City),
        Waiver::Region => Some(WaiverLevel::Region),
    }
}

/// What is to be waived, by whom and why.
#[derive(Debug, Clone, Deserialize)]
pub struct Given {
    /// The rule.
    pub rule: String,
    /// The project it is about, empty for none.
    #[serde(default)]
    pub project: String,
    /// The school it is about, empty for none.
    #[serde(default)]
    pub school: String,
    /// Who waives it.
    pub name: String,
    /// Why.
    pub reason: String,
}

async fn waive(county: CountyView, Form(given): Form<Given>) -> Result<Response, Failure> {
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let of = |text: &str| form_urlencoded(text);
    match grant(&county, &given, stamp).await {
        // what was typed comes back with the page
        Err(Failure::StepUp) => {
            let (rule, project, school) = (of(&given.rule), of(&given.project), of(&given.school));
            let at = format!("/c/{}/findings?rule={rule}&project={project}&school={school}", county.code);
            return Ok(step_up(&format!("{at}&name={}&reason={}", of(&given.name), of(&given.reason))));
        }
        done => done?,
    };
    let back = format!("/c/{}/findings?rule={}&done=waived", county.code, form_urlencoded(&given.rule));
    Ok(Redirect::to(&back).into_response())
}

/// Waives a finding that stands.
///
/// # Errors
/// 404 where there is no such finding, 403 for who may not, the reasons for what was typed wrong.
pub async fn grant(county: &CountyView, given: &Given, stamp: Stamp) -> Result<Answer, Failure> {
    let of = |f: &&Finding| {
        let is = |given: &str, known: Option<String>| known.unwrap_or_default() == given;
        f.stands()
            && f.rule == given.rule
            && is(&given.project, f.project.as_ref().map(ToString::to_string))
            && is(&given.school, f.school.as_ref().map(ToString::to_string))
    };
    let finding = county.computed.findings.iter().find(of).ok_or(Failure::NotFound)?;
    let lowest = level(finding.waiver).ok_or_else(|| Failure::Forbidden(Message::new("wb-findings-nobody")))?;
    county.caller.demand_waiver(&county.code, lowest)?;
    again(county, given, stamp).await
}

/// Sends the waiver to the store, which gives the first answer to a stamp it knows.
///
/// # Errors
/// The reasons for what was typed wrong; what the store refuses.
pub async fn again(county: &CountyView, given: &Given, stamp: Stamp) -> Result<Answer, Failure> {
    let (name, reason) = (given.name.trim(), given.reason.trim());
    let mut wrong = Vec::new();
    if name.is_empty() || name.chars().count() > 40 {
        wrong.push(Message::new("wb-findings-bad-name"));
    }
    if !(10..=500).contains(&reason.chars().count()) {
        wrong.push(Message::new("wb-findings-bad-reason"));
    }
    if !wrong.is_empty() {
        return Err(Failure::Bad(wrong));
    }
    // the level is that of the office that waives, not one that is typed in
    let own = county.caller.level();
    let date = clock::date(clock::now()).ok_or_else(|| Failure::Internal("no date".to_owned()))?;
    let named = |id: &String| Some(id.clone()).filter(|id| !id.is_empty());
    let waived = Waived {
        rule: given.rule.clone(),
        project: named(&given.project).map(ProjectId),
        school: named(&given.school).map(SchoolId),
        level: own,
        name: name.to_owned(),
        reason: reason.to_owned(),
        date,
        document: None,
    };
    let command = WaiverCommand::Grant { county: county.code.clone(), cycle: CYCLE.to_owned(), waived };
    county.app.off(move |app| Ok(app.store.write(stamp, command)?)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_may_waive_has_no_level() {
        assert_eq!(level(Waiver::Nobody), None);
        assert_eq!(level(Waiver::City), Some(WaiverLevel::City));
    }
}
