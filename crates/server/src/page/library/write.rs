//! What is done to documents from their pages (资料操作).

use super::most;
use crate::app::App;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::library::{self, Given, Kept, Thing};
use axum::Form;
use axum::Json;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use intake::Limits;
use model::Message;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Takes one document: its fields and its file. The answer is JSON for the page's script.
pub(super) async fn upload(State(app): State<App>, caller: Caller, form: Multipart) -> Result<Response, Failure> {
    let stamp = caller.stamp(caller.fresh_key()?);
    let kept = receive_document(&app, &caller, form, stamp).await?;
    Ok(Json(told(&caller, &kept)).into_response())
}

/// Receives a document with what is said of it, looks into it, and keeps it.
///
/// # Errors
/// When it is unfit, not allowed, or the form is broken; nothing of it is kept then.
pub async fn receive_document(
    app: &App,
    caller: &Caller,
    mut form: Multipart,
    stamp: store::Stamp,
) -> Result<Kept, Failure> {
    let most = most(app);
    let (mut fields, mut looked) = (BTreeMap::<String, String>::new(), None);
    while let Some(field) = form.next_field().await.map_err(library::broken(most))? {
        let name = field.name().unwrap_or("").to_owned();
        if name == "file" && looked.is_none() {
            let received = library::receive(app, field, most).await?;
            looked = Some(library::look(app, received, Limits::paper()).await?);
        } else if fields.len() < 32 {
            fields.insert(name, library::short(field, most).await?);
        }
    }
    let looked = looked.ok_or_else(|| Failure::bad(Message::new("wb-import-no-file")))?;
    let get = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let given = Given {
        category: get("category"),
        title: get("title"),
        number: get("number"),
        office: get("office"),
        year: get("year"),
        tags: get("tags"),
        audience: get("audience"),
        roles: get("roles"),
    };
    let document = Some(get("document")).filter(|d| !d.is_empty());
    library::keep(app, caller, looked, &given, document.as_deref(), &get("note"), stamp).await
}

fn told(caller: &Caller, kept: &Kept) -> serde_json::Value {
    let w = &caller.words;
    let mut remarks: Vec<String> = kept.remarks.iter().map(|r| w.t(r.key())).collect();
    for (id, title) in kept.same.iter().filter(|(id, _)| *id != kept.id) {
        remarks.push(w.say(&Message::new("wb-library-same").with("title", title).with("id", id)));
    }
    serde_json::json!({ "id": kept.id, "version": kept.version, "href": format!("/library/{}", kept.id), "remarks": remarks })
}

fn back(id: &str, done: &str) -> Response {
    Redirect::to(&format!("/library/{id}?done={done}")).into_response()
}

pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    let to = id.clone();
    app.off(move |app| library::change(app, &caller, &id, &given)).await?;
    Ok(back(&to, "change"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    why: String,
    state: String,
    report: String,
}

pub(super) async fn report(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form(given): Form<Words>,
) -> Result<Response, Failure> {
    let to = id.clone();
    let stamp = caller.stamp(caller.fresh_key()?);
    app.off(move |app| library::report(app, &caller, &id, &given.why, stamp)).await?;
    Ok(back(&to, "report"))
}

pub(super) async fn state(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form(given): Form<Words>,
) -> Result<Response, Failure> {
    let (to, sees) = (id.clone(), caller.viewer().taken_down);
    let down = given.state != "shown";
    let stamp = caller.stamp(caller.fresh_key()?);
    app.off(move |app| library::set_state(app, &caller, &id, &given.state, &given.why, stamp)).await?;
    if down && !sees {
        return Ok(Redirect::to("/library?done=down").into_response());
    }
    Ok(back(&to, if down { "down" } else { "shown" }))
}

pub(super) async fn resolve(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form(given): Form<Words>,
) -> Result<Response, Failure> {
    let to = id.clone();
    app.off(move |app| library::resolve(app, &caller, &id, &given.report, &given.why)).await?;
    Ok(back(&to, "resolve"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Linked {
    county: String,
    /// `school:2115001001`.
    what: String,
    note: String,
}

impl Linked {
    fn thing(&self) -> Result<Thing, Failure> {
        let (kind, object) = self.what.split_once(':').ok_or(Failure::NotFound)?;
        let county = self.county.parse().map_err(|_| Failure::NotFound)?;
        Ok(Thing { county, kind: kind.to_owned(), object: object.to_owned() })
    }
}

/// Names a document as evidence of something, or does so no more.
pub(super) async fn evidence(
    app: App,
    mut caller: Caller,
    id: String,
    given: Linked,
    holds: bool,
) -> Result<Response, Failure> {
    let thing = given.thing()?;
    let to = id.clone();
    caller.look_at(&thing.county).await?;
    let note = holds.then_some(given.note);
    app.off(move |app| library::evidence(app, &caller, &id, thing, note.as_deref())).await?;
    Ok(back(&to, if holds { "link" } else { "unlink" }))
}
