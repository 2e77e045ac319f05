//! What the office supplies for maps (地图设置): boundaries with their review number, and a tile service.

use super::boundary::{self, Boundary, Given, LARGEST};
use super::tiles::{self, Tiles};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::shell::{Named, Notice, Shell};
use askama::Template;
use axum::Form;
use axum::extract::{DefaultBodyLimit, Multipart, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use model::{Message, RegionCode};
use review::permission::{Action, Decision};
use serde::Deserialize;

/// Adds the routes: boundaries by who manages regions, the tile service by who configures the site.
pub(super) fn routes(page: Page) -> Page {
    let limit = DefaultBodyLimit::max(LARGEST + 64 * 1024);
    page.get("/admin/map", Need::May(Action::RegionManage), show)
        .upload("/admin/map/boundary", Need::May(Action::RegionManage), supply, limit)
        .post("/admin/map/boundary/remove", Need::May(Action::RegionManage), remove)
        // after the second factor the browser comes back by this address
        .get("/admin/map/tiles", Need::May(Action::RegionManage), show)
        .post("/admin/map/tiles", Need::May(Action::SystemConfigure), configure)
}

#[derive(Template)]
#[template(path = "map_settings.html")]
struct SettingsPage {
    s: Shell,
    counties: Vec<Named>,
    known: Vec<(Named, Boundary)>,
    tiles: Tiles,
    proven: bool,
    mib: usize,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn show(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let mut s = caller.shell(&caller.words.t("wb-map-settings"), "map-settings", None);
    if matches!(q.done.as_str(), "boundary" | "removed" | "tiles") {
        let text = s.t(match q.done.as_str() {
            "boundary" => "wb-map-done-boundary",
            "removed" => "wb-map-done-removed",
            _ => "wb-map-done-tiles",
        });
        s.notice = Some(Notice { tone: "good", text });
    }
    let counties = caller.counties();
    let wanted = counties.clone();
    let read = move |app: &App| {
        let mut known = Vec::new();
        for county in wanted {
            let code: RegionCode = county.code.parse().map_err(|_| Failure::NotFound)?;
            if let Some(found) = boundary::of(app, &code)? {
                known.push((county, found));
            }
        }
        Ok((known, tiles::of(app)?.unwrap_or_default()))
    };
    let (known, tiles) = app.off(read).await?;
    let proven = caller.decide(Action::SystemConfigure, None) == Decision::Allow;
    render(&SettingsPage { counties, known, tiles, proven, mib: LARGEST / (1024 * 1024), s })
}

/// A region this account manages.
///
/// # Errors
/// For any other.
pub fn region(caller: &Caller, given: &str) -> Result<RegionCode, Failure> {
    let code: RegionCode = given.parse().map_err(|_| Failure::bad(Message::new("wb-map-no-region")))?;
    if caller.counties().iter().all(|c| c.code != code.as_str()) {
        return Err(Failure::bad(Message::new("wb-map-no-region")));
    }
    caller.demand(Action::RegionManage, Some(&code))?;
    Ok(code)
}

/// After an upload by a script the page is asked for anew.
fn to(headers: &HeaderMap, done: &str) -> Response {
    let address = format!("/admin/map?done={done}");
    if headers.contains_key("hx-request") {
        return ([("hx-redirect", address)], "").into_response();
    }
    Redirect::to(&address).into_response()
}

async fn supply(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    mut form: Multipart,
) -> Result<Response, Failure> {
    let broken = |e: axum::extract::multipart::MultipartError| match e.status().as_u16() {
        413 => Failure::TooLarge(LARGEST / (1024 * 1024)),
        _ => Failure::bad(Message::new("wb-map-broken")),
    };
    let (mut given, mut code, mut bytes) = (Given::default(), String::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name().unwrap_or("") {
            "file" => {
                given.file = field.file_name().unwrap_or("").to_owned();
                bytes = field.bytes().await.map_err(broken)?.to_vec();
            }
            "region" => code = field.text().await.map_err(broken)?,
            "review" => given.review = field.text().await.map_err(broken)?,
            "supplied" => given.supplied = field.text().await.map_err(broken)?,
            "date" => given.date = field.text().await.map_err(broken)?,
            _ => {}
        }
    }
    let region = region(&caller, &code)?;
    if bytes.len() > LARGEST {
        return Err(Failure::TooLarge(LARGEST / (1024 * 1024)));
    }
    let stamp = caller.stamp(format!("boundary/{}", caller.fresh_key()?));
    app.off(move |app| boundary::keep(app, &region, given, &bytes, stamp)).await?;
    Ok(to(&headers, "boundary"))
}

#[derive(Deserialize)]
struct Removal {
    region: String,
}

async fn remove(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Form(asked): Form<Removal>,
) -> Result<Response, Failure> {
    let region = region(&caller, &asked.region)?;
    let stamp = caller.stamp(format!("boundary/{}", caller.fresh_key()?));
    app.off(move |app| boundary::remove(app, &region, stamp)).await?;
    Ok(to(&headers, "removed"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Service {
    url: String,
    attribution: String,
    review: String,
}

async fn configure(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Form(given): Form<Service>,
) -> Result<Response, Failure> {
    let stamp = caller.stamp(format!("tiles/{}", caller.fresh_key()?));
    app.off(move |app| tiles::keep(app, &given.url, &given.attribution, &given.review, stamp)).await?;
    Ok(to(&headers, "tiles"))
}
