//! Closing a school (停办): a dated fact with its document and a reason; nothing is deleted.

use super::grid::change::reason;
use super::{Page, render};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::failure::{Failure, form_urlencoded};
use crate::shell::Shell;
use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use model::{Date, DocumentRef, LayoutFact, LayoutStatus, Message, School, SchoolId};
use review::permission::Action;
use serde::Deserialize;
use store::DossierCommand;

/// The page's routes.
pub fn page(app: &App) -> Page {
    let need = Need::May(Action::SchoolEdit);
    Page::new(app).get("/c/{county}/school/{school}/close", need, show).post(
        "/c/{county}/school/{school}/close",
        need,
        close,
    )
}

#[derive(Template)]
#[template(path = "school_close.html")]
struct ClosePage {
    s: Shell,
    title: String,
    name: String,
    back: String,
    action: String,
    projects: usize,
    problem: String,
    given: Closing,
}

/// How a school is closed (停办信息).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// The day.
    pub date: String,
    /// The document's title.
    pub document: String,
    /// Its number.
    pub number: String,
    /// Its date.
    pub document_date: String,
    /// Why.
    pub why: String,
}

fn form(county: &CountyView, school: &School, given: Closing, problem: String) -> Result<Response, Failure> {
    let title = county.words().with("wb-school-close-title", "school", &school.name);
    let s = county.shell(&title, "schools");
    let status = if problem.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ClosePage {
        back: format!("{}/{}", s.path("schools"), school.id),
        action: format!("{}/{}/close", s.path("school"), school.id),
        name: school.name.clone(),
        projects: county.computed.projects(&school.id).count(),
        title,
        problem,
        given,
        s,
    };
    Ok((status, render(&page)?).into_response())
}

async fn show(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let school = county.computed.school(&id).cloned().ok_or(Failure::NotFound)?;
    form(&county, &school, Closing::default(), String::new())
}

async fn close(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    Form(given): Form<Closing>,
) -> Result<Response, Failure> {
    let school = county.computed.school(&id).cloned().ok_or(Failure::NotFound)?;
    match closed(&county, &id, &given).await {
        Ok(number) => {
            let to = format!("/c/{}/schools/{}?saved={number}", county.code, form_urlencoded(&id));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Failure::Bad(why)) => {
            let w = county.words();
            form(&county, &school, given, why.iter().map(|m| w.say(m)).collect())
        }
        Err(other) => Err(other),
    }
}

/// A day as it is typed.
///
/// # Errors
/// When it is none.
pub fn day(text: &str) -> Result<Date, Failure> {
    let text = text.trim();
    text.parse().map_err(|_| Failure::bad(Message::new("wb-school-close-bad-date").with("value", short(text))))
}

fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(200).collect()
}

/// Closes a school; the number of the version that says so.
///
/// # Errors
/// Without a reason or a date, or when it is closed already.
pub async fn closed(county: &CountyView, id: &str, given: &Closing) -> Result<i64, Failure> {
    let why = reason(&given.why)?;
    let date = day(&given.date)?;
    let document = DocumentRef {
        title: short(&given.document),
        number: Some(short(&given.number)).filter(|n| !n.is_empty()),
        date: if given.document_date.trim().is_empty() { None } else { Some(day(&given.document_date)?) },
    };
    let document = (document != DocumentRef::default()).then_some(document);
    let (scope, code, caller, id) = (county.caller.scope(), county.code.clone(), county.caller.clone(), id.to_owned());
    let key = county.caller.fresh_key()?;
    let work = move |app: &App| {
        let found = app.store.read()?.dossier(&scope, &code, CYCLE)?;
        let (version, mut dossier) = found.ok_or(Failure::NotFound)?;
        let wanted = SchoolId(id);
        let school = dossier.schools.iter_mut().find(|s| s.id == wanted).ok_or(Failure::NotFound)?;
        if school.layout_on(date).is_some_and(|l| l.status == LayoutStatus::Close) {
            return Err(Failure::bad(Message::new("wb-school-close-already")));
        }
        let fact =
            LayoutFact { status: LayoutStatus::Close, since: Some(date), takes_effect: Some(date.year()), document };
        school.layout.push(fact);
        if let Some(span) = school.codes.last_mut().filter(|c| c.to.is_none()) {
            span.to = Some(date);
        }
        let put = DossierCommand::Put {
            cycle: CYCLE.to_owned(),
            origins: dossier.origins.clone(),
            dossier: Box::new(dossier),
            why,
            based_on: Some(version.number),
        };
        Ok(app.store.write(caller.stamp(format!("close/{key}")), put)?.number().unwrap_or(version.number))
    };
    county.app.off(work).await
}
