//! What documents are evidence of something (佐证), shown where that something stands.

use super::list::{Row, row};
use crate::caller::CountyView;
use crate::failure::Failure;
use crate::library::categories;
use crate::page::render;
use crate::shell::Shell;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use review::permission::{Action, Decision};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    object: String,
}

#[derive(Template)]
#[template(path = "evidence.html")]
struct Evidence {
    s: Shell,
    rows: Vec<Row>,
}

/// The part of a page that lists the evidence of one thing; empty without a word for who may not read documents.
pub(super) async fn show(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let s = county.shell("", "library");
    // what is evidence of a project or finding tells of the plan
    if asked.kind != "school" && !county.sees_plan() {
        return render(&Evidence { rows: Vec::new(), s });
    }
    let viewer = county.caller.viewer();
    let code = county.code.clone();
    let found = county
        .app
        .off(move |app| {
            let list = app.store.read()?.evidence(&viewer, &code, &asked.kind, &asked.object)?;
            Ok((list, categories(app)?))
        })
        .await?;
    let (list, known) = found;
    let seen = list.iter().filter(|d| county.caller.decide_document(Action::DocumentRead, d) == Decision::Allow);
    let rows = seen.map(|d| row(&county.app, &s, &known, d)).collect();
    render(&Evidence { rows, s })
}
