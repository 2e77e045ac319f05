//! Opening accounts (开设账户), one or a whole list: without any right yet; the roles asked for are given by the security administrator.

use super::accounts::{demand_together, role_choices};
use super::{Choice, region_choices, shell};
use crate::access;
use crate::app::App;
use crate::caller::{Caller, Need, department_words, role_words, roles_of};
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::sheet::{self, Table};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use model::{Message, RegionCode};
use rayon::prelude::*;
use review::permission::{Action, Department, Role};
use std::collections::{BTreeMap, BTreeSet};
use store::{AccountCommand, NewAccount, Secret};

/// Accounts opened at once, at most.
const MOST: usize = 500;
/// The columns of a list, by their heads.
const COLUMNS: &[&[&str]] = &[
    &["账户名", "登录名", "login", "account"],
    &["姓名", "name"],
    &["区划", "区划代码", "单位", "region"],
    &["部门", "department"],
    &["岗位", "申请岗位", "roles", "role"],
];

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/admin/accounts/new", Need::May(Action::AccountCreate), show)
        .post("/admin/accounts/new", Need::May(Action::AccountCreate), one)
        .post("/admin/accounts/list", Need::May(Action::AccountCreate), list)
}

#[derive(Template)]
#[template(path = "admin/open.html")]
struct OpenPage {
    s: Shell,
    regions: Vec<Choice>,
    departments: Vec<Choice>,
    roles: Vec<Choice>,
    login: String,
    name: String,
    text: String,
    problems: Vec<String>,
}

/// Accounts just opened, with passwords shown this once.
#[derive(Template)]
#[template(path = "admin/opened.html")]
struct OpenedPage {
    s: Shell,
    lead: String,
    rows: Vec<Opened>,
    text: String,
    next: String,
}

/// An account with the password of its first sign-in.
pub struct Opened {
    /// The name it signs in with.
    pub login: String,
    /// The person.
    pub name: String,
    /// Region and department.
    pub place: String,
    /// The roles asked for.
    pub wanted: String,
    /// The password.
    pub password: String,
}

/// What is wanted of a new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The name it signs in with.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The region.
    pub region: RegionCode,
    /// The department.
    pub department: Department,
    /// The roles asked for.
    pub roles: BTreeSet<Role>,
}

/// The departments as choices.
pub fn department_choices(w: &Words, chosen: &str) -> Vec<Choice> {
    let choice = |d: &Department| Choice {
        value: d.code().to_owned(),
        label: department_words(w, *d),
        chosen: d.code() == chosen,
    };
    Department::ALL.iter().map(choice).collect()
}

/// What was typed, shown again with what is wrong.
#[derive(Default)]
struct Typed {
    login: String,
    name: String,
    region: String,
    department: String,
    roles: String,
    text: String,
}

fn view(app: &App, caller: &Caller, typed: Typed, problems: Vec<String>) -> OpenPage {
    let s = shell(caller, &caller.words.t("wb-adm-open-title"), "accounts");
    OpenPage {
        regions: region_choices(app, caller, &typed.region),
        departments: department_choices(&s.w, &typed.department),
        roles: role_choices(&s.w, &typed.roles),
        login: typed.login,
        name: typed.name,
        text: typed.text,
        problems,
        s,
    }
}

async fn show(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    render(&view(&app, &caller, Typed { department: "education".into(), ..Typed::default() }, Vec::new()))
}

fn again(app: &App, caller: &Caller, typed: Typed, problems: Vec<String>) -> Result<Response, Failure> {
    let mut response = render(&view(app, caller, typed, problems))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn one(
    State(app): State<App>,
    caller: Caller,
    Form(given): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let field = |name: &str| given.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str()).to_owned();
    let roles: Vec<&str> = given.iter().filter(|(n, _)| n == "role").map(|(_, v)| v.as_str()).collect();
    let typed = Typed {
        login: field("login"),
        name: field("name"),
        region: field("region"),
        department: field("department"),
        roles: roles.join(","),
        text: String::new(),
    };
    let row = vec![
        typed.login.clone(),
        typed.name.clone(),
        typed.region.clone(),
        typed.department.clone(),
        typed.roles.clone(),
    ];
    match check(&app, &caller, &vec![(1, row)]) {
        Ok(wanted) => opened(&app, &caller, wanted).await,
        Err(problems) => {
            let problems = problems.into_iter().map(|(_, m)| caller.words.say(&m)).collect();
            again(&app, &caller, typed, problems)
        }
    }
}

#[derive(serde::Deserialize)]
struct Pasted {
    text: String,
}

async fn list(State(app): State<App>, caller: Caller, Form(given): Form<Pasted>) -> Result<Response, Failure> {
    let table = sheet::columns(sheet::pasted(&given.text), COLUMNS);
    match check(&app, &caller, &table) {
        Ok(wanted) => opened(&app, &caller, wanted).await,
        Err(problems) => {
            let w = caller.words;
            let row =
                |(n, m): (usize, Message)| w.say(&Message::new("wb-adm-row").with("row", n).with("what", w.say(&m)));
            let problems = problems.into_iter().map(row).collect();
            let typed = Typed { text: given.text, department: "education".into(), ..Typed::default() };
            again(&app, &caller, typed, problems)
        }
    }
}

async fn opened(app: &App, caller: &Caller, wanted: Vec<Wanted>) -> Result<Response, Failure> {
    let w = caller.words;
    let rows = match open(app, caller, wanted).await {
        Ok(rows) => rows,
        Err(Failure::Conflict(message)) => {
            return again(
                app,
                caller,
                Typed { department: "education".into(), ..Typed::default() },
                vec![w.say(&message)],
            );
        }
        Err(failure) => return Err(failure),
    };
    let lead = w.with("wb-adm-opened-lead", "count", rows.len());
    told(caller, rows, &lead, true)
}

/// Shows first passwords, this once.
///
/// # Errors
/// When the template fails.
pub fn told(caller: &Caller, rows: Vec<Opened>, lead: &str, fresh: bool) -> Result<Response, Failure> {
    let s = shell(caller, &caller.words.t("wb-adm-opened-title"), "accounts");
    let line = |r: &Opened| format!("{}\t{}\t{}\t{}", r.login, r.name, r.place, r.password);
    let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    let next = if fresh { s.t("wb-adm-opened-next") } else { String::new() };
    render(&OpenedPage { lead: lead.to_owned(), rows, text, next, s })
}

/// A department by the words people use.
pub fn department_named(text: &str) -> Option<Department> {
    Some(match text.trim() {
        "教育" | "教育局" | "教育部门" | "教体局" => Department::Education,
        "发改" | "发改委" | "发改局" | "发展改革" | "发展改革部门" => Department::Development,
        "财政" | "财政局" | "财政部门" => Department::Finance,
        "审计" | "审计局" | "审计部门" => Department::Audit,
        "其他" | "其他部门" => Department::Other,
        code => return code.parse().ok(),
    })
}

/// Roles by their names or codes.
fn roles_named(text: &str) -> Result<BTreeSet<Role>, Message> {
    let zh = Words::default();
    let names: BTreeMap<String, Role> = Role::ALL.iter().map(|r| (role_words(&zh, &[*r].into()), *r)).collect();
    let words = text.split(['、', ',', '，', ';', '；', '/', ' ']).map(str::trim).filter(|w| !w.is_empty());
    words
        .map(|w| {
            let known = names.get(w).copied().or_else(|| w.parse().ok());
            known.ok_or_else(|| Message::new("wb-adm-bad-role").with("role", w))
        })
        .collect()
}

/// Checks a list of accounts: everything wrong with it, by row.
///
/// # Errors
/// The problems.
pub fn check(app: &App, caller: &Caller, table: &Table) -> Result<Vec<Wanted>, Vec<(usize, Message)>> {
    let tree = app.tree();
    let below = tree.below(&caller.session.account.region);
    let closed = app.closed();
    let (mut out, mut problems, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    if table.is_empty() || table.len() > MOST {
        let message = Message::new("wb-adm-list-size").with("most", MOST).with("rows", table.len());
        return Err(vec![(1, message)]);
    }
    for (number, row) in table {
        let cell = |n: usize| row.get(n).map_or("", String::as_str).trim();
        let mut wrong = |message: Message| problems.push((*number, message));
        let login = cell(0);
        let plain = |c: char| c.is_alphanumeric() || "._-@".contains(c);
        if login.is_empty() || login.chars().count() > 64 || !login.chars().all(plain) {
            wrong(Message::new("wb-adm-bad-login").with("login", login));
        } else if !seen.insert(login.to_lowercase()) {
            wrong(Message::new("wb-adm-login-twice").with("login", login));
        }
        if cell(1).is_empty() || cell(1).chars().count() > 40 || cell(1).chars().any(char::is_control) {
            wrong(Message::new("wb-adm-bad-name").with("login", login));
        }
        let named: Vec<&RegionCode> = match cell(2).parse::<RegionCode>() {
            Ok(code) => below.iter().filter(|c| **c == code).collect(),
            Err(_) => below.iter().filter(|c| tree.region(c).is_some_and(|r| r.name == cell(2))).collect(),
        };
        let region = match named.as_slice() {
            [one] if closed.contains(*one) => {
                wrong(Message::new("wb-adm-region-closed").with("region", cell(2)));
                None
            }
            [one] => Some((*one).clone()),
            _ => {
                wrong(Message::new("wb-adm-bad-region").with("region", cell(2)));
                None
            }
        };
        let department = department_named(cell(3));
        if department.is_none() {
            wrong(Message::new("wb-adm-bad-department").with("department", cell(3)));
        }
        let roles = match roles_named(cell(4)) {
            Ok(roles) => roles,
            Err(message) => {
                wrong(message);
                BTreeSet::new()
            }
        };
        let joined: Vec<&str> = roles.iter().map(|r| r.code()).collect();
        if let Err(Failure::Bad(list)) = demand_together(&joined.join(",")) {
            list.into_iter().for_each(&mut wrong);
        }
        if let (Some(region), Some(department)) = (region, department) {
            out.push(Wanted { login: login.to_owned(), name: cell(1).to_owned(), region, department, roles });
        }
    }
    if problems.is_empty() { Ok(out) } else { Err(problems) }
}

/// Opens accounts, all or none; their first passwords.
///
/// # Errors
/// A login that is taken, or when the store fails.
pub async fn open(app: &App, caller: &Caller, wanted: Vec<Wanted>) -> Result<Vec<Opened>, Failure> {
    let (stamp, region) = (caller.stamp(caller.fresh_key()?), caller.session.account.region.clone());
    let made = app
        .off(move |app| {
            let make = |w: &Wanted| -> Result<(NewAccount, String), Failure> {
                let password = access::first_password()?;
                let roles: Vec<&str> = w.roles.iter().map(|r| r.code()).collect();
                let new = NewAccount {
                    login: w.login.clone(),
                    name: w.name.clone(),
                    region: w.region.clone(),
                    department: w.department.code().to_owned(),
                    role: String::new(),
                    wanted: roles.join(","),
                    password: Secret::new(access::hash_password(&password)?),
                    must_change: true,
                };
                Ok((new, password))
            };
            let made = wanted.par_iter().map(make).collect::<Result<Vec<_>, _>>()?;
            let accounts = made.iter().map(|(new, _)| new.clone()).collect();
            app.store.write(stamp, AccountCommand::CreateMany { region, accounts })?;
            Ok(made)
        })
        .await?;
    let w = caller.words;
    let row = |(new, password): (NewAccount, String)| Opened {
        place: format!(
            "{} · {}",
            super::region_name(app, &new.region),
            department_words(&w, new.department.parse().unwrap_or(Department::Other))
        ),
        wanted: role_words(&w, &roles_of(&new.wanted)),
        login: new.login,
        name: new.name,
        password,
    };
    Ok(made.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_and_roles_as_offices_write_them() {
        assert_eq!(department_named("教育局"), Some(Department::Education));
        assert_eq!(department_named("finance"), Some(Department::Finance));
        assert_eq!(department_named("水利局"), None);
        assert_eq!(roles_named("规划员、会签人").unwrap(), [Role::Planner, Role::Signatory].into());
        assert_eq!(roles_named("planner").unwrap(), [Role::Planner].into());
        assert!(roles_named("").unwrap().is_empty() && roles_named("局长").is_err());
    }
}
