//! One account (账户): who it is, what its roles may do, its sessions, what it did; locked, reset, given rights and closed by the security
//! administrator.

use super::accounts::{demand_together, role_choices, state_words};
use super::audit::sentence;
use super::open::{Opened, department_choices, told};
use super::{Choice, region_choices, region_name, shell};
use crate::access;
use crate::app::App;
use crate::caller::{Caller, Need, department_words, role_words, roles_of};
use crate::clock;
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::shell::{Notice, Shell};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Message, RegionCode};
use review::permission::{Action, Department, Role};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{Account, AccountCommand, AuditFilter, Secret, SessionCommand};

/// Entries of the audit trail shown.
const ENTRIES: i64 = 15;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/admin/accounts/{id}", Need::May(Action::AccountRead), show)
        .post("/admin/accounts/{id}/assign", Need::May(Action::AccountRead), assign)
        .post("/admin/accounts/{id}/do/{verb}", Need::May(Action::AccountRead), act)
}

#[derive(Template)]
#[template(path = "admin/account.html")]
struct AccountPage {
    s: Shell,
    id: String,
    lead: String,
    facts: Vec<(String, String)>,
    tone: &'static str,
    state: String,
    roles: Vec<RoleView>,
    wanted: String,
    may_assign: bool,
    fresh: bool,
    regions: Vec<Choice>,
    departments: Vec<Choice>,
    choices: Vec<Choice>,
    name: String,
    verbs: Vec<Verb>,
    sessions: Vec<SessionView>,
    entries: Vec<(String, String)>,
    own: bool,
}

struct RoleView {
    name: String,
    may: String,
}

struct Verb {
    name: &'static str,
    label: String,
    hint: String,
    tone: &'static str,
    step_up: bool,
}

struct SessionView {
    began: String,
    seen: String,
    origin: String,
}

/// What can be done to an account, what it asks for, how it is told.
const VERBS: &[(&str, Action)] = &[
    ("lock", Action::AccountLock),
    ("unlock", Action::AccountUnlock),
    ("reset", Action::AccountReset),
    ("reset-totp", Action::AccountReset),
    ("end-sessions", Action::AccountLock),
    ("close", Action::AccountRevoke),
];

fn key(head: &str, name: &str) -> Message {
    Message { key: format!("{head}{name}").into(), args: BTreeMap::new() }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: String,
}

/// An account in the caller's scope.
///
/// # Errors
/// 404 for any other.
pub async fn find(app: &App, caller: &Caller, id: String) -> Result<Account, Failure> {
    let scope = caller.scope();
    app.off(move |app| Ok(app.store.read()?.account(&scope, &id)?)).await?.ok_or(Failure::NotFound)
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let a = find(&app, &caller, id).await?;
    caller.demand_to(Action::AccountRead, &a)?;
    let (id, scope) = (a.id.clone(), caller.site_scope());
    let (sessions, entries) = app
        .off(move |app| {
            let mut reader = app.store.read()?;
            let filter = AuditFilter { concerning: Some(id.clone()), ..AuditFilter::default() };
            let entries = reader.audit_by(&scope, &filter, ENTRIES, 0)?;
            Ok((reader.sessions_of(&id)?, entries))
        })
        .await?;
    let mut s = shell(&caller, &a.name, "accounts");
    let w = s.w;
    if VERBS.iter().any(|(v, _)| *v == done.done) || done.done == "assign" {
        s.notice = Some(Notice { tone: "good", text: w.say(&key("wb-adm-done-", &done.done)) });
    }
    let limits = (app.config.idle, app.config.absolute);
    let live = sessions.iter().filter(|x| {
        clock::now().saturating_sub(x.seen) < limits.0 && clock::now().saturating_sub(x.created) < limits.1
    });
    let names = super::audit::Names::of(&app, &entries).await?;
    let roles = roles_of(&a.role);
    let own = a.id == caller.session.account.id;
    let (tone, state) = state_words(&w, &a);
    let fresh = caller.context().fresh();
    let verb = |(name, action): &(&'static str, Action)| {
        let there = match *name {
            "reset-totp" => a.totp.is_some(),
            "end-sessions" => a.state == "active",
            _ => true,
        };
        (there && caller.may_to(*action, &a)).then(|| Verb {
            name,
            label: w.say(&key("wb-adm-verb-", name)),
            hint: w.say(&key("wb-adm-verb-hint-", name)),
            tone: if *name == "close" { "btn-danger" } else { "" },
            step_up: action.needs_step_up() && !fresh,
        })
    };
    let dates = |at: i64| clock::shown(at);
    let facts = vec![
        (w.t("wb-login-name"), a.login.clone()),
        (w.t("wb-first-person"), a.name.clone()),
        (w.t("wb-adm-region"), format!("{}（{}）", region_name(&app, &a.region), a.region)),
        (w.t("wb-adm-department"), department_words(&w, a.department.parse().unwrap_or(Department::Other))),
        (w.t("wb-account-totp"), w.t(if a.totp.is_some() { "wb-adm-totp-on" } else { "wb-adm-totp-off" })),
        (w.t("wb-adm-created"), dates(a.created)),
        (w.t("wb-adm-password-at"), dates(a.password_at)),
        (w.t("wb-adm-failures"), a.failed.to_string()),
    ];
    let view = AccountPage {
        lead: w.say(&Message::new("wb-adm-account-lead").with("login", &a.login)),
        facts,
        tone,
        state,
        roles: roles
            .iter()
            .map(|r| RoleView { name: role_words(&w, &[*r].into()), may: w.say(&key("wb-role-may-", &dashed(*r))) })
            .collect(),
        wanted: role_words(&w, &roles_of(&a.wanted)),
        may_assign: caller.may_to(Action::AccountAssign, &a),
        fresh,
        regions: region_choices(&app, &caller, a.region.as_str()),
        departments: department_choices(&w, &a.department),
        choices: role_choices(&w, if a.role.is_empty() { &a.wanted } else { &a.role }),
        name: a.name.clone(),
        verbs: VERBS.iter().filter_map(verb).collect(),
        sessions: live
            .map(|x| SessionView { began: dates(x.created), seen: dates(x.seen), origin: x.origin.clone() })
            .collect(),
        entries: entries.iter().map(|e| (dates(e.at), sentence(&w, e, &names))).collect(),
        own,
        id: a.id,
        s,
    };
    render(&view)
}

/// A role's code as it stands in keys.
pub fn dashed(role: Role) -> String {
    role.code().replace('_', "-")
}

async fn assign(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form(given): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let a = find(&app, &caller, id).await?;
    let field = |name: &str| given.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim().to_owned());
    let roles = given.iter().filter(|(n, _)| n == "role").map(|(_, v)| v.clone()).collect::<Vec<_>>().join(",");
    let assigned = Assigned {
        name: field("name").unwrap_or_else(|| a.name.clone()),
        region: field("region").unwrap_or_default(),
        department: field("department").unwrap_or_default(),
        roles,
    };
    give(&app, &caller, &a, assigned).await?;
    Ok(Redirect::to(&format!("/admin/accounts/{}?done=assign", a.id)).into_response())
}

/// What an account is to be.
#[derive(Debug, Clone, Default)]
pub struct Assigned {
    /// The person's name.
    pub name: String,
    /// The region's code.
    pub region: String,
    /// The department's code.
    pub department: String,
    /// The roles' codes, by commas.
    pub roles: String,
}

/// Gives an account its place and its roles; effective at its next request.
///
/// # Errors
/// Not the caller's to do, a place that is not the caller's, roles that exclude each other.
pub async fn give(app: &App, caller: &Caller, a: &Account, given: Assigned) -> Result<(), Failure> {
    caller.demand_to(Action::AccountAssign, a)?;
    let bad = |key: &'static str, name: &'static str, value: &str| Failure::bad(Message::new(key).with(name, value));
    let code: RegionCode = given.region.parse().map_err(|_| bad("wb-adm-bad-region", "region", &given.region))?;
    if !app.tree().below(&caller.session.account.region).contains(&code) {
        return Err(bad("wb-adm-bad-region", "region", &given.region));
    }
    if given.department.parse::<Department>().is_err() {
        return Err(bad("wb-adm-bad-department", "department", &given.department));
    }
    let unknown = given.roles.split(',').filter(|r| !r.is_empty()).find(|r| r.parse::<Role>().is_err());
    if let Some(role) = unknown {
        return Err(bad("wb-adm-bad-role", "role", role));
    }
    demand_together(&given.roles)?;
    if given.name.is_empty() || given.name.chars().count() > 40 || given.name.chars().any(char::is_control) {
        return Err(bad("wb-adm-bad-name", "login", &a.login));
    }
    let stamp = caller.stamp(caller.fresh_key()?);
    let (id, role) = (a.id.clone(), roles_of(&given.roles).iter().map(|r| r.code()).collect::<Vec<_>>().join(","));
    let change = AccountCommand::Change { id, name: given.name, region: code, department: given.department, role };
    app.off(move |app| Ok(app.store.write(stamp, change)?)).await?;
    Ok(())
}

async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((id, verb)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let a = find(&app, &caller, id).await?;
    match done_to(&app, &caller, &a, &verb).await? {
        Some(password) => {
            let row = Opened {
                place: region_name(&app, &a.region),
                login: a.login,
                name: a.name,
                wanted: String::new(),
                password,
            };
            told(&caller, vec![row], &caller.words.t("wb-adm-reset-lead"), false)
        }
        None => Ok(Redirect::to(&format!("/admin/accounts/{}?done={verb}", a.id)).into_response()),
    }
}

/// Does one of [`VERBS`] to an account; a new first password where one was made.
///
/// # Errors
/// No such verb, or not the caller's to do.
pub async fn done_to(app: &App, caller: &Caller, a: &Account, verb: &str) -> Result<Option<String>, Failure> {
    let (_, action) = VERBS.iter().find(|(name, _)| *name == verb).ok_or(Failure::NotFound)?;
    caller.demand_to(*action, a)?;
    let (id, verb) = (a.id.clone(), verb.to_owned());
    let stamp = caller.stamp(caller.fresh_key()?);
    app.off(move |app| {
        let state = |state: &str| AccountCommand::SetState { id: id.clone(), state: state.to_owned() };
        let command = match verb.as_str() {
            "lock" => state("suspended"),
            "unlock" => state("active"),
            "close" => state("closed"),
            "reset-totp" => AccountCommand::SetTotp { id, totp: None, recovery: Vec::new() },
            "end-sessions" => {
                app.store.write(stamp, SessionCommand::RevokeAll { account: id, except: None })?;
                return Ok(None);
            }
            _ => {
                let told = access::first_password()?;
                let password = Secret::new(access::hash_password(&told)?);
                app.store.write(stamp, AccountCommand::SetPassword { id, password, must_change: true })?;
                return Ok(Some(told));
            }
        };
        app.store.write(stamp, command)?;
        Ok(None)
    })
    .await
}
