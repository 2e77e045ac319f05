//! Accounts (账户): people by region, department and role. Roles and departments are words here; `review` knows what they may do.

use crate::answer::Answer;
use crate::engine::{Fault, args};
use crate::outcome::{Kind, Stop, exists, missing, refuse};
use crate::stamp::{Millis, Secret};
use crate::tx::{Applied, Tx, done};
use model::{Message, RegionCode};
use serde::{Deserialize, Serialize};

/// A new account (新账户).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewAccount {
    /// The name it signs in with; unique in the site whatever its case.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The region it belongs to.
    pub region: RegionCode,
    /// The department.
    pub department: String,
    /// The roles, by commas; none gives no right.
    pub role: String,
    /// The roles asked for, by commas: for whoever gives rights to read.
    #[serde(default)]
    pub wanted: String,
    /// The password's hash.
    pub password: Secret,
    /// The password must be changed at the first sign-in.
    pub must_change: bool,
}

/// From so many failures in a row an account is locked for a while (锁定时长).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Failures in a row.
    pub failures: i64,
    /// For how long, in milliseconds.
    pub millis: i64,
}

/// Commands on accounts (账户命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountCommand {
    /// Makes an account.
    Create(NewAccount),
    /// Makes the first accounts of a site; refused as soon as there is any account.
    CreateFirst {
        /// The accounts.
        accounts: Vec<NewAccount>,
    },
    /// Makes many accounts at once, all or none.
    CreateMany {
        /// The region whose office makes them: theirs, or one above them.
        region: RegionCode,
        /// The accounts.
        accounts: Vec<NewAccount>,
    },
    /// Changes who it is; what was asked for is settled with it. Effective at the next request.
    Change {
        /// The account.
        id: String,
        /// The person's name.
        name: String,
        /// The region.
        region: RegionCode,
        /// The department.
        department: String,
        /// The role.
        role: String,
    },
    /// Suspends (`suspended`), closes (`closed`) or opens (`active`) it. All its sessions end unless it is active.
    SetState {
        /// The account.
        id: String,
        /// The state.
        state: String,
    },
    /// Sets the password's hash. All its sessions end, failures are forgotten.
    SetPassword {
        /// The account.
        id: String,
        /// The hash.
        password: Secret,
        /// It must be changed at the next sign-in.
        must_change: bool,
    },
    /// Sets or removes the secret of one-time passwords and the recovery codes for it. All its sessions end.
    SetTotp {
        /// The account.
        id: String,
        /// The secret.
        totp: Option<Secret>,
        /// The hashes of the recovery codes.
        #[serde(default)]
        recovery: Vec<Secret>,
    },
    /// A recovery code was used; refused when it was used before.
    UsedRecovery {
        /// The account.
        id: String,
        /// The hash of the code.
        code: Secret,
    },
    /// Counts an attempt to sign in *before* the password is looked at, so that attempts at the same moment are all counted; refused while
    /// locked. A name that no account has is counted in the same way.
    Attempt {
        /// The name that was given.
        login: String,
        /// From how many failures it is locked for how long.
        locks: Vec<Lock>,
        /// After so long without a failure all is forgotten, in milliseconds.
        forget: Millis,
    },
    /// The attempt succeeded: the failures are forgotten.
    Succeeded {
        /// The account.
        id: String,
    },
    /// A one-time password of this time step was used; refused when it, or a later one, was used before.
    UsedTotp {
        /// The account.
        id: String,
        /// The step.
        step: i64,
    },
}

impl AccountCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let at = tx.at();
        match self {
            AccountCommand::Create(new) => {
                let id = create(tx, new)?;
                done("account.create", new.region.as_str(), &id, new, Answer::Made { id: id.clone() })
            }
            AccountCommand::CreateFirst { accounts } => {
                if tx.number("SELECT COUNT(*) FROM account", &[])? > 0 {
                    return Err(refuse(Kind::Exists, Message::new("store-not-first")));
                }
                for new in accounts {
                    create(tx, new)?;
                }
                done("account.create_first", "", "", self, Answer::Count { count: accounts.len() as i64 })
            }
            AccountCommand::CreateMany { region, accounts } => {
                for new in accounts {
                    create(tx, new)?;
                }
                let count = accounts.len() as i64;
                done("account.create_many", region.as_str(), "", self, Answer::Count { count })
            }
            AccountCommand::Change { id, name, region, department, role } => {
                tx.demand_region(region)?;
                let changed = tx.run(
                    "UPDATE account SET name = ?2, region = ?3, department = ?4, role = ?5, wanted = '', changed = ?6 \
                     WHERE id = ?1",
                    &args![id, name, region, department, role, at],
                )?;
                demand(changed, id)?;
                done("account.change", region.as_str(), id, self, Answer::Done)
            }
            AccountCommand::SetState { id, state } => {
                let sql = "UPDATE account SET state = ?2, changed = ?3 WHERE id = ?1";
                demand(tx.run(sql, &args![id, state, at])?, id)?;
                if state != "active" {
                    end_sessions(tx, id)?;
                    tx.run("UPDATE token SET revoked = ?2 WHERE account = ?1 AND revoked IS NULL", &args![id, at])?;
                }
                finish(tx, "account.set_state", id, self, Answer::Done)
            }
            AccountCommand::SetPassword { id, password, must_change } => {
                let changed = tx.run(
                    "UPDATE account SET password = ?2, must_change = ?3, password_at = ?4, failed = 0, locked_until = NULL \
                     WHERE id = ?1",
                    &args![id, password.reveal(), *must_change, at],
                )?;
                demand(changed, id)?;
                end_sessions(tx, id)?;
                finish(tx, "account.set_password", id, self, Answer::Done)
            }
            AccountCommand::SetTotp { id, totp, recovery } => {
                let codes = kept(recovery.iter().map(Secret::reveal))?;
                let sql = "UPDATE account SET totp_step = CASE WHEN totp = ?2 THEN totp_step ELSE 0 END, totp = ?2, recovery = ?4, changed = ?3 WHERE id = ?1";
                demand(tx.run(sql, &args![id, totp.as_ref().map(Secret::reveal), at, codes])?, id)?;
                end_sessions(tx, id)?;
                finish(tx, "account.set_totp", id, self, Answer::Done)
            }
            AccountCommand::UsedRecovery { id, code } => {
                let row = tx.row("SELECT recovery FROM account WHERE id = ?1", &args![id])?;
                let codes: Vec<String> = row.ok_or_else(|| missing(id))?.cells().json()?;
                let left: Vec<&str> = codes.iter().map(String::as_str).filter(|c| *c != code.reveal()).collect();
                if left.len() == codes.len() {
                    return Err(refuse(Kind::Stale, Message::new("store-recovery-used")));
                }
                tx.run("UPDATE account SET recovery = ?2 WHERE id = ?1", &args![id, kept(left.into_iter())?])?;
                finish(tx, "account.used_recovery", id, self, Answer::Done)
            }
            AccountCommand::Attempt { login, locks, forget } => self.attempt(tx, login, locks, *forget),
            AccountCommand::Succeeded { id } => {
                let sql = "UPDATE account SET failed = 0, locked_until = NULL WHERE id = ?1";
                demand(tx.run(sql, &args![id])?, id)?;
                finish(tx, "account.succeeded", id, self, Answer::Done)
            }
            AccountCommand::UsedTotp { id, step } => {
                let sql = "UPDATE account SET totp_step = ?2 WHERE id = ?1 AND totp_step < ?2";
                if tx.run(sql, &args![id, *step])? == 0 {
                    return Err(refuse(Kind::Stale, Message::new("store-totp-used")));
                }
                finish(tx, "account.used_totp", id, self, Answer::Done)
            }
        }
    }

    /// The same statements in the same order whether an account has the name or not, so that the time they take does not tell: the failures of
    /// an account are counted with it, and every name, as a hash, among the strangers too.
    fn attempt(&self, tx: &mut Tx<'_>, login: &str, locks: &[Lock], forget: Millis) -> Result<Applied, Stop> {
        let (at, name) = (tx.at(), folded(login));
        let own = tx.row("SELECT id, failed, failed_at, region FROM account WHERE login = ?1", &args![&name])?;
        tx.run("DELETE FROM stranger WHERE failed_at < ?1", &args![at.saturating_sub(forget)])?;
        // names of people's passwords typed into the wrong field must not be read here
        let other = tx.row("SELECT failed, failed_at FROM stranger WHERE name = ?1", &args![hidden(&name)])?;
        let (mut id, mut region, mut failed, mut last) = (String::new(), String::new(), 0, 0);
        if let Some(row) = own {
            let mut cells = row.cells();
            (id, failed, last, region) = (cells.text()?, cells.int()?, cells.int()?, cells.text()?);
        } else if let Some(row) = other {
            let mut cells = row.cells();
            (failed, last) = (cells.int()?, cells.int()?);
        }
        // a clock set back does not lock for ever
        if let Some(until) = locked(locks, failed, last.min(at)).filter(|until| *until > at) {
            return Err(refuse(Kind::Locked, Message::new("store-account-locked").with("until", until)));
        }
        let failed = if at.saturating_sub(last) >= forget { 1 } else { failed + 1 };
        let until = locked(locks, failed, at);
        let answer = Answer::Attempts { failed, locked_until: until };
        // no row where no account has the name
        tx.run(
            "UPDATE account SET failed = ?2, locked_until = ?3, failed_at = ?4 WHERE id = ?1",
            &args![&id, failed, until, at],
        )?;
        tx.run(
            "INSERT INTO stranger (name, failed, failed_at) VALUES (?1, ?2, ?3) \
             ON CONFLICT (name) DO UPDATE SET failed = ?2, failed_at = ?3",
            &args![hidden(&name), failed, at],
        )?;
        if id.is_empty() {
            let detail = serde_json::json!({"attempt": {"name": hidden(&name)}});
            return done("account.attempt", "", "", &detail, answer);
        }
        done("account.attempt", &region, &id, self, answer)
    }
}

/// Until when so many failures lock, counted from the last.
fn locked(locks: &[Lock], failed: i64, last: Millis) -> Option<Millis> {
    let millis = locks.iter().filter(|l| failed >= l.failures).map(|l| l.millis).max();
    millis.map(|m| last.saturating_add(m))
}

/// A name that no account has, as it is kept.
fn hidden(name: &str) -> String {
    model::Hash::of(name.as_bytes()).0
}

/// Hashes of recovery codes as they are kept.
fn kept<'a>(codes: impl Iterator<Item = &'a str>) -> Result<String, Stop> {
    let codes: Vec<&str> = codes.collect();
    Ok(serde_json::to_string(&codes).map_err(|e| Fault::Data(e.to_string()))?)
}

/// The login as it is compared: blanks cut off, small letters.
pub(crate) fn folded(login: &str) -> String {
    login.trim().to_lowercase()
}

fn create(tx: &mut Tx<'_>, new: &NewAccount) -> Result<String, Stop> {
    tx.demand_region(&new.region)?;
    let login = folded(&new.login);
    if login.is_empty() || login.chars().any(char::is_control) {
        return Err(refuse(Kind::Invalid, Message::new("store-login-invalid")));
    }
    if tx.number("SELECT COUNT(*) FROM account WHERE login = ?1", &args![&login])? > 0 {
        return Err(exists(login));
    }
    let (id, at) = (tx.id()?, tx.at());
    tx.run(
        "INSERT INTO account (id, login, name, region, department, role, password, password_at, totp, totp_step, state, \
         failed, locked_until, created, changed, must_change, wanted) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, 0, 'active', 0, NULL, ?8, ?8, ?9, ?10)",
        &args![
            &id,
            login,
            &new.name,
            &new.region,
            &new.department,
            &new.role,
            new.password.reveal(),
            at,
            new.must_change,
            &new.wanted
        ],
    )?;
    Ok(id)
}

/// Ends all sessions of an account.
fn end_sessions(tx: &mut Tx<'_>, id: &str) -> Result<(), Stop> {
    let at = tx.at();
    tx.run("UPDATE session SET revoked = ?2 WHERE account = ?1 AND revoked IS NULL", &args![id, at])?;
    Ok(())
}

fn demand(changed: u64, id: &str) -> Result<(), Stop> {
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

/// The entry of a command on an account, under its region.
fn finish(
    tx: &mut Tx<'_>,
    action: &'static str,
    id: &str,
    detail: &AccountCommand,
    answer: Answer,
) -> Result<Applied, Stop> {
    let row = tx.row("SELECT region FROM account WHERE id = ?1", &args![id])?;
    let region = row.ok_or_else(|| missing(id))?.cells().text()?;
    done(action, &region, id, detail, answer)
}
