//! The door (登录): first run, sign-in, sign-out, language, and the way to one's county.

use super::{Page, render};
use crate::access::{self, Entered};
use crate::app::App;
use crate::caller::{COOKIE, Caller, LANG_COOKIE, Need, cookie as cookie_of, words_of};
use crate::demo::DemoView;
use crate::failure::Failure;
use crate::guard;
use crate::secret;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Lang;
use review::permission::Action;
use serde::Deserialize;
use std::net::SocketAddr;
use store::SessionCommand;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/", Need::SignedIn, home)
        .get("/go", Need::SignedIn, go)
        .get("/login", Need::Open, login)
        .post("/login", Need::Open, enter)
        .post("/logout", Need::SignedIn, leave)
        .post("/lang", Need::Open, lang)
}

/// An address of ours to go back to; anything else is the start.
pub fn ours(back: &str) -> String {
    let fine =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\n', '\r']) && back.len() < 2000;
    if fine { back.to_owned() } else { "/".to_owned() }
}

/// Sets a cookie; `closed` to scripts.
pub fn cookie(response: &mut Response, name: &str, value: &str, app: &App, seconds: i64, closed: bool) {
    let secure = if app.config.secure() { "; Secure" } else { "" };
    let closed = if closed { "; HttpOnly" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{closed}{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// To the overview for those above the counties, to the county of the others, to administration for those who see no county.
async fn home(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let to = match super::overview::only_county(&app, &caller) {
        _ if caller.above_counties() && caller.may(Action::OverviewRead, None) => "/overview".to_owned(),
        Some(county) if caller.may(Action::SchoolRead, Some(&county)) => format!("/c/{county}"),
        _ if caller.subject.roles.is_empty() => "/account".to_owned(),
        _ => caller
            .counties()
            .into_iter()
            .find_map(|c| {
                let code = c.code.parse().ok()?;
                caller.may(Action::SchoolRead, Some(&code)).then(|| format!("/c/{code}"))
            })
            .unwrap_or_else(|| "/admin".to_owned()),
    };
    Ok(Redirect::to(&to).into_response())
}

#[derive(Deserialize)]
struct Go {
    county: String,
}

/// What a password must be, in words.
pub fn password_hint(app: &App, w: &Words) -> String {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let rules = &app.config.passwords;
    let mut parts = vec![w.with("wb-password-hint-length", "shortest", rules.shortest)];
    if rules.classes > 1 {
        parts.push(w.with("wb-password-hint-classes", "classes", rules.classes));
    }
    parts.push(w.t("wb-password-hint-common"));
    if let Some(valid) = rules.expires {
        parts.push(w.with("wb-password-hint-days", "days", valid / DAY));
    }
    parts.join(if w.lang == Lang::En { " " } else { "" })
}

async fn go(caller: Caller, Query(go): Query<Go>) -> Result<Response, Failure> {
    let known = caller.counties().into_iter().find(|c| c.code == go.county).ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("/c/{}", known.code)).into_response())
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    s: Shell,
    problem: Option<String>,
    back: String,
    second: bool,
    ticket: String,
    name: String,
    demo: Vec<DemoView>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    back: String,
}

fn login_page(app: &App, w: Words, back: &str) -> LoginPage {
    LoginPage {
        s: Shell::door(w, w.t("wb-login-title"), "/login"),
        problem: None,
        back: ours(back),
        second: false,
        ticket: String::new(),
        name: String::new(),
        demo: app.demo.iter().map(|d| d.view(app, &w)).collect(),
    }
}

async fn login(State(app): State<App>, headers: HeaderMap, Query(asked): Query<Back>) -> Result<Response, Failure> {
    if !app.off(|app| Ok(app.store.read()?.has_accounts()?)).await? {
        return Ok(Redirect::to("/first").into_response());
    }
    render(&login_page(&app, words_of(&headers), &asked.back))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Given {
    name: String,
    password: String,
    code: String,
    ticket: String,
    back: String,
}

async fn enter(
    State(app): State<App>,
    headers: HeaderMap,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    let w = words_of(&headers);
    let origin = guard::origin(&headers, Some(&ConnectInfo(address)), app.config.address.is_some());
    let from = origin.clone();
    let (name, password, code, ticket) = (given.name.clone(), given.password, given.code, given.ticket);
    let entered = app
        .off(move |app| {
            if ticket.is_empty() {
                access::password(app, &name, &password, &origin)
            } else {
                access::second(app, &ticket, &code, &origin)
            }
        })
        .await?;
    let mut page = login_page(&app, w, &given.back);
    match entered {
        Entered::In(token) => {
            // whoever was signed in here before is not any more
            if let Some(old) = cookie_of(&headers, COOKIE) {
                let stamp =
                    store::Stamp::of(crate::clock::now(), "sign-in", store::new_id(crate::clock::now())?, &from);
                let hash = secret::hash(&old);
                app.off(move |app| {
                    if app.store.read()?.session(&hash)?.is_some() {
                        app.store.write(stamp, SessionCommand::Revoke { hash })?;
                    }
                    Ok(())
                })
                .await?;
            }
            let mut response = Redirect::to(&ours(&given.back)).into_response();
            cookie(&mut response, COOKIE, &token, &app, app.config.absolute / 1000, true);
            Ok(response)
        }
        Entered::Second { ticket, problem } => {
            page.second = true;
            page.ticket = ticket;
            page.problem = problem.map(|m| w.say(&m));
            page.demo = Vec::new();
            render(&page)
        }
        Entered::No(problem) => {
            page.problem = Some(w.say(&problem));
            page.name = given.name;
            let mut response = render(&page)?;
            *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

async fn leave(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let stamp = caller.stamp(caller.fresh_key()?);
    let hash = caller.session.hash.clone();
    app.off(move |app| Ok(app.store.write(stamp, SessionCommand::Revoke { hash })?)).await?;
    let mut response = Redirect::to("/login").into_response();
    cookie(&mut response, COOKIE, "", &app, 0, true);
    // nothing of the session stays in the browser
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

#[derive(Deserialize)]
struct Language {
    lang: String,
    #[serde(default)]
    back: String,
}

async fn lang(State(app): State<App>, Form(given): Form<Language>) -> Response {
    let lang: Lang = given.lang.parse().unwrap_or_default();
    let mut response = Redirect::to(&ours(&given.back)).into_response();
    let value = if lang == Lang::En { "en" } else { "zh-CN" };
    cookie(&mut response, LANG_COOKIE, value, &app, 365 * 24 * 3600, true);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_never_leads_elsewhere() {
        assert_eq!(ours("/c/150121?x=1"), "/c/150121?x=1");
        for bad in ["//evil.example", "https://evil.example", "/\\evil", "", "/a\r\nSet-Cookie: x=1"] {
            assert_eq!(ours(bad), "/", "{bad}");
        }
    }
}
