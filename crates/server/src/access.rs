//! Signing in and staying in (登录与身份): attempts counted before the password is looked at, second factor, sessions.

use crate::app::App;
use crate::clock;
use crate::credential;
use crate::failure::Failure;
use crate::secret;
use model::{Message, RegionCode};
use review::permission::{Department, Role};
use store::{
    Account, AccountCommand, Answer, Failed, Kind, NewAccount, Refused, Secret, Session, SessionCommand, Stamp,
};

/// A ticket from the password to the code counts for so long, milliseconds.
const TICKET: i64 = 5 * 60_000;
/// The secret all demo accounts prove themselves with; no secret at all.
const DEMO_TOTP: &str = "JUNHENGYANSHIJUNHENGYANSHIJUNHEN";

/// What came of an attempt.
#[derive(Debug)]
pub enum Entered {
    /// Signed in: the token for the cookie.
    In(String),
    /// The code is wanted next.
    Second {
        /// Stands for the password that was right.
        ticket: String,
        /// Why it is asked again.
        problem: Option<Message>,
    },
    /// Not signed in, and why.
    No(Message),
}

fn stamp(account: &str, origin: &str) -> Result<Stamp, Failure> {
    let now = clock::now();
    Ok(Stamp::of(now, account, store::new_id(now)?, origin))
}

fn wrong() -> Entered {
    Entered::No(Message::new("wb-login-wrong"))
}

/// Counts an attempt; until when the account is locked, if it is.
fn attempt(app: &App, account: &Account, origin: &str) -> Result<Option<Message>, Failure> {
    let command = AccountCommand::Attempt { id: account.id.clone(), locks: credential::locks() };
    match app.store.write(stamp(&account.id, origin)?, command) {
        Ok(Answer::Attempts { .. }) => Ok(None),
        Err(Failed::Refused(Refused { kind: Kind::Locked, .. })) => {
            let until = account.locked_until.map_or_else(String::new, clock::shown);
            Ok(Some(Message::new("wb-login-locked").with("until", until)))
        }
        Ok(_) => Err(Failure::Internal("no attempts told".to_owned())),
        Err(failed) => Err(failed.into()),
    }
}

/// Name and password. Whether the name exists cannot be told from the answer nor from its time.
///
/// # Errors
/// When the store fails.
pub fn password(app: &App, login: &str, password: &str, origin: &str) -> Result<Entered, Failure> {
    let found = app.store.read()?.account_by_login(login)?.filter(|a| a.state == "active");
    let Some(account) = found else {
        let _ = credential::verify(password, credential::NOBODY);
        return Ok(wrong());
    };
    if let Some(locked) = attempt(app, &account, origin)? {
        let _ = credential::verify(password, credential::NOBODY);
        return Ok(Entered::No(locked));
    }
    if password.len() > 1024 || !credential::verify(password, account.password.reveal()) {
        return Ok(wrong());
    }
    if account.totp.is_some() {
        let at = clock::now();
        return Ok(Entered::Second { ticket: ticket(app, &account, at), problem: None });
    }
    enter(app, &account, None, origin)
}

/// Proof that the password was right a moment ago: bound to the account, its password and the time. No other process need know it.
fn ticket(app: &App, account: &Account, at: i64) -> String {
    let proof = secret::hash(&format!("ticket/{}/{}/{}/{at}", app.worker, account.id, account.password.reveal()));
    format!("{}.{at}.{proof}", account.id)
}

/// The code after the password.
///
/// # Errors
/// When the store fails.
pub fn second(app: &App, given: &str, code: &str, origin: &str) -> Result<Entered, Failure> {
    let mut parts = given.splitn(3, '.');
    let (id, at) = (parts.next().unwrap_or(""), parts.next().and_then(|p| p.parse::<i64>().ok()).unwrap_or(0));
    let now = clock::now();
    let found = app.store.read()?.account(&store::Scope::system(), id)?.filter(|a| a.state == "active");
    let Some(account) = found else { return Ok(wrong()) };
    let fresh = (0..=TICKET).contains(&now.saturating_sub(at));
    if !fresh || !secret::same(&ticket(app, &account, at), given) {
        return Ok(Entered::No(Message::new("wb-login-again")));
    }
    if let Some(locked) = attempt(app, &account, origin)? {
        return Ok(Entered::No(locked));
    }
    match code_used(app, &account, code, origin)? {
        Some(problem) => Ok(Entered::Second { ticket: given.to_owned(), problem: Some(problem) }),
        None => enter(app, &account, Some(now.saturating_add(review::account::step_up::VALID)), origin),
    }
}

/// Checks a code and uses it up; what is wrong with it.
fn code_used(app: &App, account: &Account, code: &str, origin: &str) -> Result<Option<Message>, Failure> {
    let known = account.totp.as_ref().map(|s| s.reveal().to_owned());
    let demo = app.config.demo.then(|| DEMO_TOTP.to_owned());
    let bad = || Ok(Some(Message::new("wb-login-code-wrong")));
    let (Some(secret), shared) = (known.clone().or(demo), known.is_none()) else { return bad() };
    let Some(step) = credential::totp_step(&secret, code, clock::now()) else { return bad() };
    if shared {
        return Ok(None);
    }
    let used = AccountCommand::UsedTotp { id: account.id.clone(), step };
    match app.store.write(stamp(&account.id, origin)?, used) {
        Ok(_) => Ok(None),
        Err(Failed::Refused(Refused { kind: Kind::Stale, .. })) => Ok(Some(Message::new("wb-login-code-used"))),
        Err(failed) => Err(failed.into()),
    }
}

fn enter(app: &App, account: &Account, step_up_until: Option<i64>, origin: &str) -> Result<Entered, Failure> {
    app.store.write(stamp(&account.id, origin)?, AccountCommand::Succeeded { id: account.id.clone() })?;
    let token = secret::token()?;
    let start = SessionCommand::Start { hash: secret::hash(&token), account: account.id.clone(), step_up_until };
    app.store.write(stamp(&account.id, origin)?, start)?;
    Ok(Entered::In(token))
}

/// Makes the first account: the security administrator, who gives the others their rights.
///
/// # Errors
/// When the store fails. What is wrong with what was typed comes back as a message.
pub fn found(app: &App, login: &str, person: &str, password: &str) -> Result<Option<Message>, Failure> {
    if person.trim().is_empty() || login.trim().is_empty() {
        return Ok(Some(Message::new("wb-first-empty")));
    }
    if let Some(weak) = credential::weak(password, login) {
        return Ok(Some(weak));
    }
    let tree = app.tree();
    let top = tree.regions().find(|r| r.parent.is_none()).map(|r| r.code.clone());
    let region: RegionCode = top.ok_or_else(|| Failure::Internal("no region".to_owned()))?;
    let hash = hash_password(password)?;
    let new = NewAccount {
        login: login.trim().to_owned(),
        name: person.trim().to_owned(),
        region,
        department: Department::Other.code().to_owned(),
        role: Role::SecurityAdmin.code().to_owned(),
        password: Secret::new(hash),
        must_change: false,
    };
    let now = clock::now();
    let command = AccountCommand::CreateFirst { accounts: vec![new] };
    match app.store.write(Stamp::of(now, "setup", store::new_id(now)?, "setup"), command) {
        Ok(_) => Ok(None),
        Err(Failed::Refused(refused)) => Ok(Some(refused.message)),
        Err(failed) => Err(failed.into()),
    }
}

/// A password's hash.
///
/// # Errors
/// When the system gives no random bytes.
pub fn hash_password(password: &str) -> Result<String, Failure> {
    credential::hash(password).map_err(Failure::Internal)
}

/// Changes one's own password; all sessions end.
///
/// # Errors
/// When the store fails.
pub fn change_password(
    app: &App,
    account: &Account,
    old: &str,
    new: &str,
    stamp: Stamp,
) -> Result<Option<Message>, Failure> {
    let origin = stamp.origin.clone();
    if let Some(locked) = attempt(app, account, &origin)? {
        return Ok(Some(locked));
    }
    if old.len() > 1024 || !credential::verify(old, account.password.reveal()) {
        return Ok(Some(Message::new("wb-account-old-wrong")));
    }
    if let Some(weak) = credential::weak(new, &account.login) {
        return Ok(Some(weak));
    }
    if old == new {
        return Ok(Some(Message::new("wb-password-same")));
    }
    let password = Secret::new(hash_password(new)?);
    app.store.write(stamp, AccountCommand::SetPassword { id: account.id.clone(), password, must_change: false })?;
    Ok(None)
}

/// A new secret for one-time codes.
///
/// # Errors
/// When the system gives no random bytes.
pub fn new_totp() -> Result<String, Failure> {
    Ok(credential::new_totp()?)
}

/// The address an authenticator reads.
pub fn totp_uri(secret: &str, login: &str) -> String {
    credential::totp_uri(secret, login)
}

/// Takes a secret for one-time codes into use, once a code of it was shown; all sessions end.
///
/// # Errors
/// When the store fails.
pub fn set_totp(
    app: &App,
    account: &Account,
    totp: &str,
    code: &str,
    stamp: Stamp,
) -> Result<Option<Message>, Failure> {
    if totp.len() != 32 || credential::totp_step(totp, code, clock::now()).is_none() {
        return Ok(Some(Message::new("wb-login-code-wrong")));
    }
    let command = AccountCommand::SetTotp { id: account.id.clone(), totp: Some(Secret::new(totp)) };
    app.store.write(stamp, command)?;
    Ok(None)
}

/// Proves again who one is; counts for a few minutes.
///
/// # Errors
/// When the store fails.
pub fn step_up(app: &App, session: &Session, code: &str, stamp: Stamp) -> Result<Option<Message>, Failure> {
    let account = &session.account;
    if let Some(locked) = attempt(app, account, &stamp.origin)? {
        return Ok(Some(locked));
    }
    if let Some(problem) = code_used(app, account, code, &stamp.origin)? {
        return Ok(Some(problem));
    }
    app.store.write(self::stamp(&account.id, &stamp.origin)?, AccountCommand::Succeeded { id: account.id.clone() })?;
    let until = clock::now().saturating_add(review::account::step_up::VALID);
    app.store.write(stamp, SessionCommand::StepUp { hash: session.hash.clone(), until })?;
    Ok(None)
}

/// The code that proves a demo account now.
pub fn demo_code() -> String {
    credential::totp_code(DEMO_TOTP, clock::now()).unwrap_or_default()
}
