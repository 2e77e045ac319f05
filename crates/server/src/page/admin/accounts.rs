//! The accounts (账户): found by region, role and state; roles that were asked for are given here, many at once.

use super::{Choice, Turn, region_choices, region_name, shell, turns};
use crate::app::App;
use crate::caller::{Caller, Need, department_words, role_words, roles_of};
use crate::clock;
use crate::failure::{Failure, form_urlencoded};
use crate::page::{Page, render};
use crate::shell::{Notice, Shell};
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::Message;
use review::permission::{Action, Department, Role};
use serde::Deserialize;
use store::{Account, AccountCommand, AccountFilter};

/// Accounts on a page.
const ROWS: usize = 50;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/admin/accounts", Need::May(Action::AccountRead), show).post(
        "/admin/accounts/grant",
        Need::May(Action::AccountRead),
        grant,
    )
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    region: String,
    role: String,
    state: String,
    waiting: String,
    page: usize,
    done: String,
}

#[derive(Template)]
#[template(path = "admin/accounts.html")]
struct AccountsPage {
    s: Shell,
    q: Asked,
    found: String,
    regions: Vec<Choice>,
    roles: Vec<Choice>,
    states: Vec<Choice>,
    rows: Vec<Row>,
    pages: Vec<Turn>,
    may_create: bool,
    may_grant: bool,
    fresh: bool,
    here: String,
}

struct Row {
    id: String,
    login: String,
    name: String,
    region: String,
    department: String,
    roles: String,
    wanted: String,
    grantable: bool,
    tone: &'static str,
    state: String,
    second: bool,
}

/// The state of an account in words, with its colour.
pub fn state_words(w: &Words, account: &Account) -> (&'static str, String) {
    let locked = account.locked_until.filter(|until| *until > clock::now());
    match (account.state.as_str(), locked) {
        ("active", Some(until)) => ("warn", w.with("wb-adm-paused", "until", clock::shown(until))),
        ("active", None) if account.must_change => ("info", w.t("wb-adm-must-change")),
        ("active", None) => ("good", w.t("wb-adm-active")),
        ("closed", _) => ("quiet", w.t("wb-adm-closed")),
        _ => ("bad", w.t("wb-adm-locked")),
    }
}

fn address(q: &Asked, page: usize) -> String {
    let mut out = String::from("/admin/accounts?");
    for (name, value) in
        [("q", &q.q), ("region", &q.region), ("role", &q.role), ("state", &q.state), ("waiting", &q.waiting)]
    {
        if !value.is_empty() {
            out.push_str(&format!("{name}={}&", form_urlencoded(value)));
        }
    }
    format!("{out}page={page}")
}

async fn show(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let filter = AccountFilter {
        search: q.q.clone(),
        region: q.region.parse().ok(),
        role: q.role.clone(),
        state: q.state.clone(),
        waiting: !q.waiting.is_empty(),
    };
    let (scope, here) = (caller.scope(), q.page.max(1));
    let offset = i64::try_from((here - 1).saturating_mul(ROWS)).unwrap_or(i64::MAX);
    let (list, all) =
        app.off(move |app| Ok(app.store.read()?.accounts_by(&scope, &filter, ROWS as i64, offset)?)).await?;
    let mut s = shell(&caller, &caller.words.t("wb-nav-accounts"), "accounts");
    if let Ok(count) = q.done.parse::<usize>() {
        s.notice = Some(Notice { tone: "good", text: s.with("wb-adm-granted", "count", count) });
    }
    let rows: Vec<Row> = list.iter().map(|a| row(&app, &caller, a)).collect();
    let state = |(value, key): (&str, &'static str)| Choice {
        value: value.to_owned(),
        label: s.t(key),
        chosen: q.state == value,
    };
    let states = [("active", "wb-adm-active"), ("suspended", "wb-adm-locked"), ("closed", "wb-adm-closed")];
    let view = AccountsPage {
        found: s.with("wb-adm-found", "count", all),
        regions: region_choices(&app, &caller, &q.region),
        roles: role_choices(&s.w, &q.role),
        states: states.map(state).into(),
        pages: turns(usize::try_from(all).unwrap_or(0), ROWS, here, |n| address(&q, n)),
        may_create: caller.may(Action::AccountCreate, None),
        may_grant: rows.iter().any(|r| r.grantable),
        fresh: caller.context().fresh(),
        here: form_urlencoded(&address(&q, here)),
        rows,
        q,
        s,
    };
    render(&view)
}

/// The roles as choices.
pub fn role_choices(w: &Words, chosen: &str) -> Vec<Choice> {
    let chosen: Vec<&str> = chosen.split(',').collect();
    let choice = |r: &Role| Choice {
        value: r.code().to_owned(),
        label: role_words(w, &[*r].into()),
        chosen: chosen.contains(&r.code()),
    };
    Role::ALL.iter().map(choice).collect()
}

fn row(app: &App, caller: &Caller, a: &Account) -> Row {
    let w = caller.words;
    let (tone, state) = state_words(&w, a);
    let wanted = roles_of(&a.wanted);
    Row {
        id: a.id.clone(),
        login: a.login.clone(),
        name: a.name.clone(),
        region: region_name(app, &a.region),
        department: department_words(&w, a.department.parse().unwrap_or(Department::Other)),
        roles: role_words(&w, &roles_of(&a.role)),
        grantable: !wanted.is_empty() && a.state == "active" && caller.may_to(Action::AccountAssign, a),
        wanted: role_words(&w, &wanted),
        tone,
        state,
        second: a.totp.is_some(),
    }
}

/// Gives the roles that were asked for to all accounts named.
async fn grant(
    State(app): State<App>,
    caller: Caller,
    Form(given): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let ids: Vec<String> = given.into_iter().filter(|(name, _)| name == "id").map(|(_, id)| id).collect();
    let count = grant_wanted(&app, &caller, ids).await?;
    Ok(Redirect::to(&format!("/admin/accounts?waiting=1&done={count}")).into_response())
}

/// Gives these accounts the roles that were asked for; how many there were.
///
/// # Errors
/// Before anything is given: an account that is not the caller's to give rights to, or roles that exclude each other.
pub async fn grant_wanted(app: &App, caller: &Caller, ids: Vec<String>) -> Result<usize, Failure> {
    let scope = caller.scope();
    let accounts = app
        .off(move |app| {
            let mut reader = app.store.read()?;
            ids.iter().map(|id| reader.account(&scope, id)?.ok_or(Failure::NotFound)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    for account in &accounts {
        caller.demand_to(Action::AccountAssign, account)?;
        demand_together(&account.wanted)?;
    }
    let count = accounts.len();
    for a in accounts {
        let stamp = caller.stamp(caller.fresh_key()?);
        let (id, name, region, department, role) = (a.id, a.name, a.region, a.department, a.wanted);
        let change = AccountCommand::Change { id, name, region, department, role };
        app.off(move |app| Ok(app.store.write(stamp, change)?)).await?;
    }
    Ok(count)
}

/// Refuses roles that exclude each other.
///
/// # Errors
/// Which two.
pub fn demand_together(roles: &str) -> Result<(), Failure> {
    let roles: Vec<Role> = roles_of(roles).into_iter().collect();
    for (n, one) in roles.iter().enumerate() {
        if let Some(other) = roles.iter().skip(n + 1).find(|other| !one.together(**other)) {
            let message = Message::new("wb-adm-not-together").with("one", one.code()).with("other", other.code());
            return Err(Failure::bad(message));
        }
    }
    Ok(())
}
