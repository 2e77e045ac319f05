//! Signing in and staying in (登录与身份): attempts counted before the password is looked at, second factor, recovery codes, sessions. The rules
//! are those of `review::account`; here they meet the store, the clock and the random source.

use crate::app::App;
use crate::clock;
use crate::failure::Failure;
use crate::secret;
use model::Message;
use review::account::lockout::{Failures, Schedule};
use review::account::{hash, password as rules, recovery, step_up as fresh, totp};
use std::sync::OnceLock;
use store::{Account, AccountCommand, Answer, Failed, Kind, Lock, Refused, Secret, Session, SessionCommand, Stamp};

/// A ticket from the password to the code counts for so long, milliseconds.
const TICKET: i64 = 5 * 60_000;
/// The secret all demo accounts prove themselves with; no secret at all.
const DEMO_TOTP: &str = "JUNHENGYANSHIJUNHENGYANSHIJUNHEN";
/// Who attempts are counted for, before anybody is known.
const DOOR: &str = "sign-in";
/// The site's name in an authenticator.
const SITE: &str = "Junheng";

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

fn waiting(until: i64) -> Message {
    Message::new("wb-login-locked").with("until", clock::shown(until))
}

/// The waits of `review::account::lockout` as the store counts them.
fn locks() -> (Vec<Lock>, i64) {
    let schedule = Schedule::ACCOUNT;
    let mut locks = Vec::new();
    for count in schedule.free.. {
        let failures = Failures { count, last: 0 };
        let millis = failures.blocked(&schedule, 0).unwrap_or(0);
        locks.push(Lock { failures: i64::from(count), millis });
        if millis >= schedule.longest {
            break;
        }
    }
    (locks, schedule.forget)
}

/// Counts an attempt with a name, whether an account has it or not; what to say when it is locked.
fn attempt(app: &App, login: &str, origin: &str) -> Result<Option<Message>, Failure> {
    let (locks, forget) = locks();
    let command = AccountCommand::Attempt { login: login.chars().take(200).collect(), locks, forget };
    match app.store.write(stamp(DOOR, origin)?, command) {
        Ok(Answer::Attempts { .. }) => Ok(None),
        Err(Failed::Refused(Refused { kind: Kind::Locked, message })) => {
            let until = message.args.get("until").and_then(|t| t.parse().ok()).unwrap_or_else(clock::now);
            Ok(Some(waiting(until)))
        }
        Ok(_) => Err(Failure::Internal("no attempts told".to_owned())),
        Err(failed) => Err(failed.into()),
    }
}

/// A hash nobody knows a password for, as dear to look at as a real one.
fn decoy() -> &'static str {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY.get_or_init(|| hash::decoy(hash::Cost::STRONG).unwrap_or_default())
}

/// Looks at a password; counted, so that it can be seen how many were.
fn looks_right(app: &App, stored: &str, password: &str) -> bool {
    app.metrics.password_looked_at();
    password.len() <= 1024 && hash::verify(stored, password)
}

/// Name and password. Whether the name exists cannot be told from the answer, from when it is locked, nor from the time it takes.
///
/// # Errors
/// When the store fails.
pub fn password(app: &App, login: &str, password: &str, origin: &str) -> Result<Entered, Failure> {
    if let Some(until) = app.gate.blocked(origin, clock::now()) {
        return Ok(Entered::No(Message::new("wb-login-address").with("until", clock::shown(until))));
    }
    if let Some(locked) = attempt(app, login, origin)? {
        return Ok(Entered::No(locked));
    }
    let found = app.store.read()?.account_by_login(login)?.filter(|a| a.state == "active");
    // made before it is known whether it is needed
    let decoy = decoy();
    let right = looks_right(app, found.as_ref().map_or(decoy, |a| a.password.reveal()), password);
    let Some(account) = found.filter(|_| right) else {
        app.gate.failed(origin, clock::now());
        return Ok(wrong());
    };
    if account.totp.is_some() {
        let at = clock::now();
        return Ok(Entered::Second { ticket: ticket(app, &account, at), problem: None });
    }
    enter(app, &account, None, origin)
}

/// Proof that the password was right a moment ago: bound to the account, its password and the time. Every process of the site knows it again.
fn ticket(app: &App, account: &Account, at: i64) -> String {
    let proof =
        secret::hash(&format!("{}/{}/{}/{at}", app.store.secret("ticket"), account.id, account.password.reveal()));
    format!("{}.{at}.{proof}", account.id)
}

/// The code after the password: of the authenticator, or a recovery code.
///
/// # Errors
/// When the store fails.
pub fn second(app: &App, given: &str, code: &str, origin: &str) -> Result<Entered, Failure> {
    let mut parts = given.splitn(3, '.');
    let (id, at) = (parts.next().unwrap_or(""), parts.next().and_then(|p| p.parse::<i64>().ok()).unwrap_or(0));
    let now = clock::now();
    let found = app.store.read()?.account(&store::Scope::system(), id)?.filter(|a| a.state == "active");
    // a ticket of nobody is told as one that is too old
    let again = || Entered::No(Message::new("wb-login-again"));
    let Some(account) = found else { return Ok(again()) };
    let fresh = (0..=TICKET).contains(&now.saturating_sub(at));
    if !fresh || !secret::same(&ticket(app, &account, at), given) {
        return Ok(again());
    }
    if let Some(locked) = attempt(app, &account.login, origin)? {
        return Ok(Entered::No(locked));
    }
    match code_used(app, &account, code, origin)? {
        Some(problem) => {
            app.gate.failed(origin, now);
            Ok(Entered::Second { ticket: given.to_owned(), problem: Some(problem) })
        }
        None => enter(app, &account, Some(now.saturating_add(fresh::VALID)), origin),
    }
}

fn key(secret: &str, login: &str) -> Option<totp::Key> {
    totp::Key::typed(secret, SITE, &login.replace(':', " ")).ok()
}

/// The time step of a code that is right now and later than the last one used.
fn step_of(secret: &str, code: &str, used: Option<u64>) -> Option<u64> {
    key(secret, "x")?.accept(code, u64::try_from(clock::now() / 1000).ok()?, used)
}

/// Checks a code and uses it up; what is wrong with it.
fn code_used(app: &App, account: &Account, code: &str, origin: &str) -> Result<Option<Message>, Failure> {
    let bad = || Ok(Some(Message::new("wb-login-code-wrong")));
    let Some(secret) = account.totp.as_ref().map(|s| s.reveal().to_owned()) else {
        // the demo's accounts share a code that the page shows
        let right = app.config.demo && step_of(DEMO_TOTP, code, None).is_some();
        return if right { Ok(None) } else { bad() };
    };
    let used = match step_of(&secret, code, None) {
        Some(step) => {
            AccountCommand::UsedTotp { id: account.id.clone(), step: i64::try_from(step).unwrap_or(i64::MAX) }
        }
        None => {
            let kept: Vec<&str> = account.recovery.iter().map(Secret::reveal).collect();
            match recovery::accept(&kept, code).and_then(|at| account.recovery.get(at)) {
                Some(code) => AccountCommand::UsedRecovery { id: account.id.clone(), code: code.clone() },
                None => return bad(),
            }
        }
    };
    match app.store.write(stamp(&account.id, origin)?, used) {
        Ok(_) => Ok(None),
        Err(Failed::Refused(Refused { kind: Kind::Stale, .. })) => Ok(Some(Message::new("wb-login-code-used"))),
        Err(failed) => Err(failed.into()),
    }
}

/// A session under a new token, whatever the browser brought: none is ever taken over from before.
fn enter(app: &App, account: &Account, step_up_until: Option<i64>, origin: &str) -> Result<Entered, Failure> {
    app.store.write(stamp(&account.id, origin)?, AccountCommand::Succeeded { id: account.id.clone() })?;
    let token = secret::token()?;
    let start = SessionCommand::Start {
        hash: secret::hash(&token),
        account: account.id.clone(),
        step_up_until,
        // a reset that came while the password was looked at is not outrun
        proof: Some((account.password_at, account.changed)),
    };
    match app.store.write(stamp(&account.id, origin)?, start) {
        Ok(_) => Ok(Entered::In(token)),
        Err(Failed::Refused(refused)) => Ok(Entered::No(refused.message)),
        Err(failed) => Err(failed.into()),
    }
}

/// Everything wrong with a new password, in one sentence after the other; `None` when it is fine.
pub fn weak(app: &App, password: &str, about: &[&str]) -> Option<Message> {
    rules::faults(&app.config.passwords, password, about).into_iter().next()
}

/// A password's hash.
///
/// # Errors
/// When the system gives no random bytes.
pub fn hash_password(password: &str) -> Result<String, Failure> {
    let salt = secret::random::<16>()?;
    hash::hash(hash::Cost::STRONG, password, &salt).map_err(|e| Failure::Internal(e.to_string()))
}

/// A password to be changed at once: four groups of letters that are not taken for one another, with all kinds of characters.
///
/// # Errors
/// When the system gives no random bytes.
pub fn first_password() -> Result<String, Failure> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
    let mut out = String::from("Jh");
    for (n, byte) in secret::random::<16>()?.iter().enumerate() {
        if n % 4 == 0 {
            out.push('-');
        }
        out.push(LETTERS.get(usize::from(byte % 32)).copied().map_or('x', char::from));
    }
    Ok(out + "7")
}

/// Whether the password was set by another or is too old, so that it is changed before anything else.
pub fn must_change(app: &App, account: &Account) -> bool {
    let old = rules::expired(&app.config.passwords, clock::now(), account.password_at);
    account.must_change || (old && !app.config.demo)
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
    if let Some(locked) = attempt(app, &account.login, &stamp.origin)? {
        return Ok(Some(locked));
    }
    if !looks_right(app, account.password.reveal(), old) {
        return Ok(Some(Message::new("wb-account-old-wrong")));
    }
    if let Some(weak) = weak(app, new, &[&account.login, &account.name]) {
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
    let bytes = secret::random::<20>()?;
    let unusable = |e: totp::Unusable| Failure::Internal(e.to_string());
    Ok(totp::Key::new(&bytes, SITE, "x").and_then(|k| k.enrol(&bytes)).map_err(unusable)?.1)
}

/// The address an authenticator reads.
pub fn totp_uri(secret: &str, login: &str) -> String {
    key(secret, login).and_then(|k| k.address()).unwrap_or_default()
}

/// New recovery codes: as people keep them, and as the store does.
fn new_codes() -> Result<(Vec<String>, Vec<Secret>), Failure> {
    let (mut told, mut kept) = (Vec::new(), Vec::new());
    for _ in 0..recovery::CODES {
        let code = recovery::code(&secret::random::<10>()?);
        let hash = recovery::keep(hash::Cost::STRONG, &code, &secret::random::<16>()?);
        kept.push(Secret::new(hash.map_err(|e| Failure::Internal(e.to_string()))?));
        told.push(code);
    }
    Ok((told, kept))
}

/// Takes a secret for one-time codes into use, once a code of it was shown; all sessions end. The recovery codes, told once.
///
/// # Errors
/// When the store fails.
pub fn set_totp(
    app: &App,
    account: &Account,
    totp: &str,
    code: &str,
    stamp: Stamp,
) -> Result<Result<Vec<String>, Message>, Failure> {
    if totp.len() != 32 || step_of(totp, code, None).is_none() {
        return Ok(Err(Message::new("wb-login-code-wrong")));
    }
    let (told, recovery) = new_codes()?;
    let command = AccountCommand::SetTotp { id: account.id.clone(), totp: Some(Secret::new(totp)), recovery };
    app.store.write(stamp, command)?;
    Ok(Ok(told))
}

/// New recovery codes in the place of the old ones, for a code; all sessions end.
///
/// # Errors
/// When the store fails.
pub fn renew_codes(
    app: &App,
    account: &Account,
    code: &str,
    stamp: Stamp,
) -> Result<Result<Vec<String>, Message>, Failure> {
    let Some(totp) = account.totp.clone() else { return Ok(Err(Message::new("wb-account-totp-off"))) };
    if let Some(locked) = attempt(app, &account.login, &stamp.origin)? {
        return Ok(Err(locked));
    }
    if let Some(problem) = code_used(app, account, code, &stamp.origin)? {
        return Ok(Err(problem));
    }
    let (told, recovery) = new_codes()?;
    app.store.write(stamp, AccountCommand::SetTotp { id: account.id.clone(), totp: Some(totp), recovery })?;
    Ok(Ok(told))
}

/// Proves again who one is; counts for a few minutes. The session goes on under a new token, which is told.
///
/// # Errors
/// When the store fails.
pub fn step_up(app: &App, session: &Session, code: &str, stamp: Stamp) -> Result<Result<String, Message>, Failure> {
    let account = &session.account;
    if let Some(locked) = attempt(app, &account.login, &stamp.origin)? {
        return Ok(Err(locked));
    }
    if let Some(problem) = code_used(app, account, code, &stamp.origin)? {
        return Ok(Err(problem));
    }
    app.store.write(self::stamp(&account.id, &stamp.origin)?, AccountCommand::Succeeded { id: account.id.clone() })?;
    let (token, until) = (secret::token()?, clock::now().saturating_add(fresh::VALID));
    let next = Some(secret::hash(&token));
    app.store.write(stamp, SessionCommand::StepUp { hash: session.hash.clone(), until, next })?;
    Ok(Ok(token))
}

/// The code that proves a demo account now.
pub fn demo_code() -> String {
    let seconds = u64::try_from(clock::now() / 1000).unwrap_or(0);
    key(DEMO_TOTP, "x").map(|k| k.code(seconds)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_waits_as_the_schedule_says() {
        let (locks, forget) = locks();
        let pairs: Vec<(i64, i64)> = locks.iter().map(|l| (l.failures, l.millis / 60_000)).collect();
        assert_eq!(pairs, [(5, 1), (6, 2), (7, 4), (8, 8), (9, 15)]);
        assert_eq!(forget, Schedule::ACCOUNT.forget);
    }

    #[test]
    fn a_first_password_is_one_that_people_may_have() {
        // whatever a site may demand
        let strictest =
            rules::Rules { shortest: crate::config::PASSWORD_MOST, longest: 128, classes: 4, expires: None };
        for _ in 0..8 {
            let given = first_password().unwrap();
            assert!(rules::faults(&strictest, &given, &["wangxm"]).is_empty(), "{given}");
        }
    }

    #[test]
    fn a_secret_is_typed_or_scanned() {
        let secret = new_totp().unwrap();
        assert_eq!(secret.len(), 32);
        assert!(
            totp_uri(&secret, "a:b").starts_with("otpauth://totp/Junheng:a%20b?secret="),
            "{}",
            totp_uri(&secret, "a:b")
        );
        assert_eq!(demo_code().len(), 6);
    }
}
