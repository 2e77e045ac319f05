//! One's own interface tokens (接口令牌): made with scopes and an end, shown once, revoked.

use super::account::shell;
use super::{Page, render};
use crate::api::bearer::{self, Scope};
use crate::api::token;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::clock;
use crate::failure::Failure;
use crate::shell::{Notice, Shell};
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use review::permission::Action;
use serde::Deserialize;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/account/tokens", Need::May(Action::TokenRead), show)
        .post("/account/tokens", Need::May(Action::TokenCreate), make)
        .post("/account/tokens/{token}/revoke", Need::May(Action::TokenRevoke), revoke)
}

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage {
    s: Shell,
    /// The account may have tokens.
    may: bool,
    /// A second factor is wanted before one can be made.
    step_up: bool,
    scopes: Vec<Choice>,
    rows: Vec<Row>,
    made: Option<String>,
    problems: Vec<String>,
    name: String,
    days: i64,
}

struct Choice {
    code: &'static str,
    label: String,
    chosen: bool,
}

struct Row {
    id: String,
    name: String,
    scopes: String,
    created: String,
    expires: String,
    state: String,
    tone: &'static str,
    living: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn view(app: &App, caller: &Caller) -> Result<TokensPage, Failure> {
    let s = shell(caller, &caller.words.t("wb-tokens-title"));
    let now = clock::now();
    let rows = token::own(app, caller).await?.into_iter().map(|t| {
        let (key, tone) = match (t.revoked.is_some(), t.expires <= now) {
            (true, _) => ("wb-token-revoked", "info"),
            (_, true) => ("wb-token-expired", "warn"),
            _ => ("wb-token-living", "good"),
        };
        Row {
            scopes: t.scopes.iter().map(|code| scope_words(&s.w, code)).collect::<Vec<_>>().join("；"),
            created: clock::shown(t.created),
            expires: clock::shown(t.expires),
            state: s.t(key),
            tone,
            living: t.revoked.is_none() && t.expires > now,
            id: t.id,
            name: t.name,
        }
    });
    let offered = bearer::offered(caller).into_iter();
    let scopes = offered.map(|x| Choice { code: x.code(), label: s.t(x.key()), chosen: x == Scope::Read }).collect();
    let step_up = !caller.decide(Action::TokenCreate, None).allowed();
    let may = caller.may(Action::TokenCreate, None);
    let rows = rows.collect();
    Ok(TokensPage { may, step_up, scopes, rows, made: None, problems: Vec::new(), name: String::new(), days: 90, s })
}

fn scope_words(w: &Words, code: &str) -> String {
    Scope::of(code).map_or_else(|| code.to_owned(), |scope| w.t(scope.key()))
}

async fn show(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let mut page = view(&app, &caller).await?;
    if asked.done == "revoked" {
        page.s.notice = Some(Notice { tone: "good", text: page.s.t("wb-token-revoked-done") });
    }
    render(&page)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Given {
    name: String,
    days: String,
    read: String,
    edit: String,
    import: String,
    plan: String,
    library: String,
    audit: String,
}

impl Given {
    fn scopes(&self) -> Vec<String> {
        let given = [&self.read, &self.edit, &self.import, &self.plan, &self.library, &self.audit];
        let chosen = Scope::ALL.into_iter().zip(given).filter(|(_, v)| !v.is_empty());
        chosen.map(|(s, _)| s.code().to_owned()).collect()
    }
}

async fn make(State(app): State<App>, caller: Caller, Form(given): Form<Given>) -> Result<Response, Failure> {
    let days = given.days.trim().parse().unwrap_or(0);
    let scopes = given.scopes();
    let stamp = caller.stamp(caller.fresh_key()?);
    let made = token::create(&app, &caller, &given.name, &scopes, days, stamp).await;
    let problems = match made {
        Ok(new) => {
            let mut page = view(&app, &caller).await?;
            page.made = Some(new.token);
            return render(&page);
        }
        Err(Failure::Bad(problems)) => problems,
        Err(other) => return Err(other),
    };
    let mut page = view(&app, &caller).await?;
    page.problems = problems.iter().map(|m| page.s.say(m)).collect();
    for choice in &mut page.scopes {
        choice.chosen = scopes.iter().any(|s| s == choice.code);
    }
    page.name = given.name;
    page.days = if days > 0 { days } else { 90 };
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn revoke(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let stamp = caller.stamp(caller.fresh_key()?);
    token::end(&app, &caller, &id, stamp).await?;
    Ok(Redirect::to("/account/tokens?done=revoked").into_response())
}
