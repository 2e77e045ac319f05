//! One's own account (我的账户): password, second factor, other sessions, and proving again who one is.

use super::door::{cookie, ours};
use super::{Page, render};
use crate::access;
use crate::app::App;
use crate::caller::{COOKIE, Caller, Need};
use crate::clock;
use crate::failure::Failure;
use crate::shell::{Notice, Shell};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use model::Message;
use review::permission::Action;
use serde::Deserialize;
use store::SessionCommand;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/account", Need::SignedIn, show)
        .post("/account/password", Need::SignedIn, password)
        .post("/account/totp", Need::SignedIn, totp)
        .post("/account/codes", Need::SignedIn, codes)
        .post("/account/elsewhere", Need::SignedIn, elsewhere)
        .get("/account/step-up", Need::SignedIn, ask)
        .post("/account/step-up", Need::SignedIn, prove)
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    s: Shell,
    lead: String,
    problem: Option<String>,
    has_totp: bool,
    secret: String,
    uri: String,
    left: String,
    hint: String,
    sessions: String,
    tokens: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: String,
}

/// The frame: that of the account's first county, so that the way back is there.
pub fn shell(caller: &Caller, title: &str) -> Shell {
    let county = caller.counties().into_iter().next();
    let named = county.as_ref().and_then(|c| Some((c.code.parse().ok()?, c.name.as_str())));
    caller.shell(title, "account", named.as_ref().map(|(code, name)| (code, *name)))
}

async fn view(app: &App, caller: &Caller, problem: Option<Message>) -> Result<AccountPage, Failure> {
    let id = caller.session.account.id.clone();
    let open = app.off(move |app| Ok(app.store.read()?.sessions_of(&id)?.len())).await?;
    let s = shell(caller, &caller.words.t("wb-nav-account"));
    let account = &caller.session.account;
    let lead = Message::new("wb-account-lead").with("login", &account.login).with("name", &account.name);
    Ok(AccountPage {
        lead: s.say(&lead),
        problem: problem.map(|m| s.say(&m)),
        has_totp: account.totp.is_some(),
        secret: String::new(),
        uri: String::new(),
        left: s.with("wb-codes-left", "count", account.recovery.len()),
        hint: super::door::password_hint(app, &s.w),
        sessions: s.with("wb-account-open", "count", open),
        tokens: caller.may(Action::TokenCreate, None),
        s,
    })
}

async fn show(State(app): State<App>, caller: Caller, Query(done): Query<Done>) -> Result<Response, Failure> {
    let mut page = view(&app, &caller, None).await?;
    let said = match done.done.as_str() {
        "totp" => Some("wb-account-totp-done"),
        "elsewhere" => Some("wb-account-elsewhere-done"),
        _ => None,
    };
    page.s.notice = said.map(|key| Notice { tone: "good", text: page.s.t(key) });
    if access::must_change(&app, &caller.session.account) {
        page.s.notice = Some(Notice { tone: "warn", text: page.s.t("wb-error-must-change") });
    }
    render(&page)
}

async fn refuse(app: &App, caller: &Caller, problem: Message) -> Result<Response, Failure> {
    let mut response = render(&view(app, caller, Some(problem)).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

#[derive(Deserialize)]
struct Password {
    old: String,
    new: String,
    again: String,
}

async fn password(State(app): State<App>, caller: Caller, Form(given): Form<Password>) -> Result<Response, Failure> {
    if given.new != given.again {
        return refuse(&app, &caller, Message::new("wb-password-differs")).await;
    }
    let (account, stamp) = (caller.session.account.clone(), caller.stamp(caller.fresh_key()?));
    let problem = app.off(move |app| access::change_password(app, &account, &given.old, &given.new, stamp)).await?;
    match problem {
        Some(problem) => refuse(&app, &caller, problem).await,
        // all sessions ended with the old password
        None => Ok(Redirect::to("/login").into_response()),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Totp {
    secret: String,
    code: String,
}

async fn totp(State(app): State<App>, caller: Caller, Form(given): Form<Totp>) -> Result<Response, Failure> {
    if caller.session.account.totp.is_some() {
        return Err(Failure::Conflict(Message::new("wb-account-totp-on")));
    }
    let secret = if given.secret.is_empty() { access::new_totp()? } else { given.secret };
    if given.code.is_empty() {
        let mut page = view(&app, &caller, None).await?;
        page.uri = access::totp_uri(&secret, &caller.session.account.login);
        page.secret = secret;
        return render(&page);
    }
    let (account, kept, stamp) = (caller.session.account.clone(), secret.clone(), caller.stamp(caller.fresh_key()?));
    let set = app.off(move |app| access::set_totp(app, &account, &kept, &given.code, stamp)).await?;
    match set {
        Err(problem) => {
            let mut page = view(&app, &caller, Some(problem)).await?;
            page.uri = access::totp_uri(&secret, &caller.session.account.login);
            page.secret = secret;
            render(&page)
        }
        Ok(codes) => told(&caller, codes),
    }
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct CodesPage {
    s: Shell,
    codes: Vec<String>,
}

/// The recovery codes, shown this once.
fn told(caller: &Caller, codes: Vec<String>) -> Result<Response, Failure> {
    let w = caller.words;
    render(&CodesPage { s: Shell::door(w, w.t("wb-codes-title"), "/account"), codes })
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

async fn codes(State(app): State<App>, caller: Caller, Form(given): Form<Code>) -> Result<Response, Failure> {
    let (account, stamp) = (caller.session.account.clone(), caller.stamp(caller.fresh_key()?));
    match app.off(move |app| access::renew_codes(app, &account, &given.code, stamp)).await? {
        Ok(codes) => told(&caller, codes),
        Err(problem) => refuse(&app, &caller, problem).await,
    }
}

async fn elsewhere(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let stamp = caller.stamp(caller.fresh_key()?);
    let command = SessionCommand::RevokeAll {
        account: caller.session.account.id.clone(),
        except: Some(caller.session.hash.clone()),
    };
    app.off(move |app| Ok(app.store.write(stamp, command)?)).await?;
    Ok(Redirect::to("/account?done=elsewhere").into_response())
}

#[derive(Template)]
#[template(path = "step_up.html")]
struct StepUpPage {
    s: Shell,
    back: String,
    problem: Option<String>,
    enrolled: bool,
    shown: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    back: String,
    code: String,
}

fn step_up_page(app: &App, caller: &Caller, back: &str, problem: Option<Message>) -> StepUpPage {
    let s = shell(caller, &caller.words.t("wb-step-title"));
    let problem = problem.map(|m| s.say(&m));
    let enrolled = app.config.demo || caller.session.account.totp.is_some();
    let shown = if app.config.demo { access::demo_code() } else { String::new() };
    StepUpPage { s, back: ours(back), problem, enrolled, shown }
}

async fn ask(State(app): State<App>, caller: Caller, Query(given): Query<Back>) -> Result<Response, Failure> {
    render(&step_up_page(&app, &caller, &given.back, None))
}

async fn prove(State(app): State<App>, caller: Caller, Form(given): Form<Back>) -> Result<Response, Failure> {
    let (session, stamp) = (caller.session.clone(), caller.stamp(caller.fresh_key()?));
    let code = given.code.clone();
    match app.off(move |app| access::step_up(app, &session, &code, stamp)).await? {
        Ok(token) => {
            let mut response = Redirect::to(&ours(&given.back)).into_response();
            // the same session under a new token: one taken before is worth nothing now
            let left = app.config.absolute.saturating_sub(clock::now().saturating_sub(caller.session.created));
            cookie(&mut response, COOKIE, &token, &app, left.max(0) / 1000, true);
            Ok(response)
        }
        Err(problem) => {
            let mut response = render(&step_up_page(&app, &caller, &given.back, Some(problem)))?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}
