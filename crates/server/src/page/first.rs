//! First use (首次使用): the region of the site and its three administrators, made once with the token that the console shows.

use super::door::password_hint;
use super::{Page, render};
use crate::access;
use crate::app::App;
use crate::caller::{Need, words_of};
use crate::clock;
use crate::failure::Failure;
use crate::shell::{Named, Shell};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Message, Region, RegionCode, RegionLevel};
use review::account::first_run;
use review::permission::{Department, Role};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::PoisonError;
use store::{AccountCommand, Failed, NewAccount, RegionCommand, Secret, SettingCommand, Stamp};

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/first", Need::Open, show).post("/first", Need::Open, found)
}

#[derive(Template)]
#[template(path = "first.html")]
struct FirstPage {
    s: Shell,
    problem: Option<String>,
    given: Given,
    hint: String,
    known: Vec<Named>,
}

#[derive(Template)]
#[template(path = "first_done.html")]
struct DonePage {
    s: Shell,
    lead: String,
    given: Vec<Opened>,
}

/// An account with the password it signs in with for the first time.
struct Opened {
    role: String,
    login: String,
    person: String,
    password: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Given {
    token: String,
    region: String,
    other_code: String,
    other_name: String,
    name: String,
    person: String,
    password: String,
    again: String,
    system_name: String,
    system_person: String,
    audit_name: String,
    audit_person: String,
}

fn token(app: &App) -> Option<(String, i64)> {
    app.first.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn view(app: &App, headers: &HeaderMap, given: Given, problem: Option<Message>) -> FirstPage {
    let w = words_of(headers);
    let mut known: Vec<&Region> = app.regions.iter().collect();
    known.sort_by_key(|r| (r.level == RegionLevel::DevelopmentZone, r.code.clone()));
    let label = |r: &&Region| {
        let indent = match r.level {
            RegionLevel::Province | RegionLevel::Nation => "",
            RegionLevel::Prefecture => "\u{3000}",
            _ => "\u{3000}\u{3000}",
        };
        Named { code: r.code.to_string(), name: format!("{indent}{}（{}）", r.name, r.code) }
    };
    FirstPage {
        s: Shell::door(w, w.t("wb-first-title"), "/first"),
        problem: problem.map(|m| w.say(&m)),
        given: Given { password: String::new(), again: String::new(), ..given },
        hint: password_hint(app, &w),
        known: known.iter().map(label).collect(),
    }
}

async fn show(State(app): State<App>, headers: HeaderMap, Query(given): Query<Given>) -> Result<Response, Failure> {
    if token(&app).is_none() {
        return Ok(Redirect::to("/login").into_response());
    }
    let given = Given { token: given.token, region: "150000".to_owned(), ..Given::default() };
    render(&view(&app, &headers, given, None))
}

async fn found(State(app): State<App>, headers: HeaderMap, Form(given): Form<Given>) -> Result<Response, Failure> {
    if token(&app).is_none() {
        return Err(Failure::NotFound);
    }
    let asked = given.clone();
    match app.off(move |app| open(app, &asked)).await? {
        Ok(opened) => {
            *app.first.lock().unwrap_or_else(PoisonError::into_inner) = None;
            let w = words_of(&headers);
            let s = Shell::door(w, w.t("wb-first-done-title"), "/first");
            let lead = s.say(&Message::new("wb-first-done").with("login", given.name.trim()));
            let role = |r: Role| crate::caller::role_words(&w, &BTreeSet::from([r]));
            let given = opened.into_iter().map(|(r, login, person, password)| Opened {
                role: role(r),
                login,
                person,
                password,
            });
            render(&DonePage { lead, given: given.collect(), s })
        }
        Err(problem) => {
            let mut response = render(&view(&app, &headers, given, Some(problem)))?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

type Made = Vec<(Role, String, String, String)>;

/// Makes the site's regions and its three administrators. The two others' first passwords are told; what is wrong with what was typed comes
/// back as a message.
fn open(app: &App, given: &Given) -> Result<Result<Made, Message>, Failure> {
    let (expected, made) = token(app).ok_or(Failure::NotFound)?;
    let now = clock::now();
    let accounts = u64::from(app.store.read()?.has_accounts()?);
    if !first_run::accept(&expected, &given.token, made, now, accounts) {
        return Ok(Err(Message::new("wb-first-bad-token")));
    }
    let people = [
        (Role::SecurityAdmin, &given.name, &given.person),
        (Role::SystemAdmin, &given.system_name, &given.system_person),
        (Role::AuditAdmin, &given.audit_name, &given.audit_person),
    ];
    if people.iter().any(|(_, login, person)| login.trim().is_empty() || person.trim().is_empty()) {
        return Ok(Err(Message::new("wb-first-empty")));
    }
    let logins: BTreeSet<String> = people.iter().map(|(_, login, _)| login.trim().to_lowercase()).collect();
    let persons: BTreeSet<&str> = people.iter().map(|(_, _, person)| person.trim()).collect();
    if logins.len() < 3 || persons.len() < 3 {
        return Ok(Err(Message::new("wb-first-three")));
    }
    if given.password != given.again {
        return Ok(Err(Message::new("wb-password-differs")));
    }
    if let Some(weak) = access::weak(app, &given.password, &[given.name.trim(), given.person.trim()]) {
        return Ok(Err(weak));
    }
    let (top, regions) = match regions(app, given) {
        Ok(chosen) => chosen,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut told = Vec::new();
    let mut new = Vec::new();
    for (role, login, person) in people {
        let own = role == Role::SecurityAdmin;
        let password = if own { given.password.clone() } else { access::first_password()? };
        new.push(NewAccount {
            login: login.trim().to_owned(),
            name: person.trim().to_owned(),
            region: top.clone(),
            department: Department::Other.code().to_owned(),
            role: role.code().to_owned(),
            wanted: String::new(),
            password: Secret::new(access::hash_password(&password)?),
            must_change: !own,
        });
        if !own {
            told.push((role, login.trim().to_owned(), person.trim().to_owned(), password));
        }
    }
    let stamp = || -> Result<Stamp, Failure> { Ok(Stamp::of(clock::now(), "setup", store::new_id(now)?, "setup")) };
    app.store.write(stamp()?, RegionCommand::Put { regions })?;
    let site = serde_json::json!({ "region": top });
    app.store.write(stamp()?, SettingCommand::Put { name: "site".to_owned(), value: site })?;
    match app.store.write(stamp()?, AccountCommand::CreateFirst { accounts: new }) {
        Ok(_) => {
            app.refresh_tree()?;
            Ok(Ok(told))
        }
        Err(Failed::Refused(refused)) => Ok(Err(refused.message)),
        Err(failed) => Err(failed.into()),
    }
}

/// The region of the site with what is known above and below it.
fn regions(app: &App, given: &Given) -> Result<(RegionCode, Vec<Region>), Message> {
    if given.region != "other" {
        let tree = review::region::Tree::new(app.regions.iter().cloned()).unwrap_or_default();
        let top: RegionCode = given.region.parse().map_err(|_| Message::new("wb-first-region"))?;
        let place = tree.place(&top).ok_or_else(|| Message::new("wb-first-region"))?;
        let mut codes: BTreeSet<RegionCode> = tree.below(&top);
        codes.extend(place.above().cloned());
        return Ok((top, codes.iter().filter_map(|c| tree.region(c).cloned()).collect()));
    }
    let row = crate::region_list::Row {
        number: 1,
        code: given.other_code.clone(),
        name: given.other_name.clone(),
        ..crate::region_list::Row::default()
    };
    let checked = crate::region_list::check(&[row], &[]);
    match (checked.regions.first(), checked.problems.into_iter().next()) {
        (Some(region), None) => Ok((region.code.clone(), checked.regions)),
        (_, Some((_, problem))) => Err(problem),
        _ => Err(Message::new("wb-first-region")),
    }
}
