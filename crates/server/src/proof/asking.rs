//! Asking as somebody: accounts, sessions and tokens put straight into the store, because a password takes its time on purpose.

use crate::tests::Site;
use crate::{clock, secret};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use review::permission::{Department, Role};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{AccountCommand, NewAccount, Secret, SessionCommand, Stamp, TokenCommand};

/// Somebody who asks.
#[derive(Debug, Clone, Default)]
pub struct Asker {
    pub account: String,
    pub region: String,
    pub role: Option<Role>,
    pub department: Option<Department>,
    /// The session proved a second factor.
    pub step_up: bool,
    session: String,
    /// When the second factor was last proved.
    proved: Arc<AtomicI64>,
    token: String,
}

/// An answer.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

fn write(site: &Site, command: impl Into<store::Command>) -> store::Answer {
    let now = clock::now();
    site.app.store.write(Stamp::of(now, "test", store::new_id(now).unwrap(), "test"), command).unwrap()
}

/// An account of a role at a place.
pub fn account(site: &Site, login: &str, name: &str, region: &str, department: Department, role: Role) -> Asker {
    let new = NewAccount {
        login: login.to_owned(),
        name: name.to_owned(),
        region: region.parse().unwrap(),
        department: department.code().to_owned(),
        role: role.code().to_owned(),
        wanted: String::new(),
        password: Secret::new("none"),
        must_change: false,
    };
    let account = write(site, AccountCommand::Create(new)).id().unwrap().to_owned();
    Asker { account, region: region.to_owned(), role: Some(role), department: Some(department), ..Asker::default() }
}

impl Asker {
    /// The same person, signed in.
    pub fn signed_in(&self, site: &Site, step_up: bool) -> Asker {
        let session = secret::token().unwrap();
        let now = clock::now();
        let until = step_up.then_some(now + review::account::step_up::VALID);
        let start = SessionCommand::Start {
            hash: secret::hash(&session),
            account: self.account.clone(),
            step_up_until: until,
            proof: None,
        };
        write(site, start);
        Asker { session, step_up, token: String::new(), proved: Arc::new(AtomicI64::new(now)), ..self.clone() }
    }

    /// The same person's program, with every scope.
    pub fn with_token(&self, site: &Site, name: &str) -> (Asker, String) {
        let token = format!("jh_{}", secret::token().unwrap());
        let scopes = crate::api::bearer::Scope::ALL.map(|s| s.code().to_owned()).to_vec();
        let command = TokenCommand::Create {
            account: self.account.clone(),
            name: name.to_owned(),
            hash: secret::hash(&token),
            scopes,
            expires: clock::now() + 24 * 3_600_000,
        };
        let id = write(site, command).id().unwrap().to_owned();
        (Asker { token, session: String::new(), step_up: false, ..self.clone() }, id)
    }

    /// Whether a token is brought along.
    pub fn is_program(&self) -> bool {
        !self.token.is_empty()
    }

    /// Asks, as a program that wants its errors told as such.
    pub async fn ask(&self, site: &Site, method: &str, path: &str, body: &Sent) -> Reply {
        let now = clock::now();
        if self.step_up && now - self.proved.load(Ordering::Relaxed) > 60_000 {
            self.proved.store(now, Ordering::Relaxed);
            let until = now + review::account::step_up::VALID;
            write(site, SessionCommand::StepUp { hash: secret::hash(&self.session), until, next: None });
        }
        let mut request = Request::builder().method(method).uri(path).header("accept", "application/json");
        if self.is_program() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        } else if !self.session.is_empty() {
            request = request
                .header("cookie", format!("junheng={}", self.session))
                .header("x-csrf-token", secret::csrf(&self.session))
                .header("host", "site")
                .header("origin", "http://site");
        }
        let (kind, text) = match body {
            Sent::Nothing => (None, String::new()),
            Sent::Form(text) => (Some("application/x-www-form-urlencoded"), text.clone()),
            Sent::Json(text) => (Some("application/json"), text.clone()),
        };
        if let Some(kind) = kind {
            request = request.header("content-type", kind).header("if-match", "*");
        }
        let reply = site.send(request.body(Body::from(text)).unwrap()).await;
        let (parts, body) = reply.into_parts();
        let body = to_bytes(body, 1 << 26).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }
}

/// What is sent along.
#[derive(Debug, Clone)]
pub enum Sent {
    Nothing,
    Form(String),
    Json(String),
}
