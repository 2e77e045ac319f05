//! Sessions (会话): kept by the hash of their token, so that the database gives none away.

use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::{Kind, Stop, missing, refuse};
use crate::stamp::Millis;
use crate::tx::{Applied, Tx, done};
use model::Message;
use serde::{Deserialize, Serialize};

/// Commands on sessions (会话命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionCommand {
    /// Starts a session of an active account.
    Start {
        /// The hash of the token.
        hash: String,
        /// The account.
        account: String,
        /// A second factor was shown: until when it counts.
        step_up_until: Option<Millis>,
        /// `password_at` and `changed` of the account whose password was looked at; refused when either has changed since, so that a reset
        /// is not outrun by whoever was just signing in.
        #[serde(default)]
        proof: Option<(Millis, Millis)>,
    },
    /// A second factor was shown in a running session.
    StepUp {
        /// The hash of the token.
        hash: String,
        /// Until when it counts.
        until: Millis,
        /// The hash of the token that takes the old one's place.
        #[serde(default)]
        next: Option<String>,
    },
    /// Ends a session.
    Revoke {
        /// The hash of the token.
        hash: String,
    },
    /// Ends all sessions of an account but one.
    RevokeAll {
        /// The account.
        account: String,
        /// The hash of the session that stays.
        except: Option<String>,
    },
}

impl SessionCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let at = tx.at();
        match self {
            SessionCommand::Start { hash, account, step_up_until, proof } => {
                let sql = "SELECT region, state, password_at, changed FROM account WHERE id = ?1";
                let mut cells = tx.row(sql, &args![account])?.ok_or_else(|| missing(account))?.cells();
                let (region, state) = (cells.text()?, cells.text()?);
                let now = (cells.int()?, cells.int()?);
                if proof.is_some_and(|then| then != now) {
                    return Err(refuse(Kind::Stale, Message::new("store-account-changed")));
                }
                if state != "active" {
                    return Err(refuse(Kind::Invalid, Message::new("store-account-inactive")));
                }
                let origin = tx.stamp.origin.clone();
                tx.run(
                    "INSERT INTO session (hash, account, created, seen, step_up_until, revoked, origin) \
                     VALUES (?1, ?2, ?3, ?3, ?4, NULL, ?5)",
                    &args![hash, account, at, *step_up_until, origin],
                )?;
                done("session.start", &region, account, self, Answer::Done)
            }
            SessionCommand::StepUp { hash, until, next } => {
                let sql = "UPDATE session SET step_up_until = ?2, hash = ?3 WHERE hash = ?1 AND revoked IS NULL";
                if tx.run(sql, &args![hash, *until, next.as_ref().unwrap_or(hash)])? == 0 {
                    return Err(missing("session"));
                }
                let (_, region) = whose(tx, "a.id = ?1", tx.by().to_owned().as_str())?;
                done("session.step_up", &region, tx.by(), self, Answer::Done)
            }
            SessionCommand::Revoke { hash } => {
                let sql = "UPDATE session SET revoked = ?2 WHERE hash = ?1 AND revoked IS NULL";
                let (account, region) = whose(tx, "a.id = (SELECT account FROM session WHERE hash = ?1)", hash)?;
                let count = tx.run(sql, &args![hash, at])? as i64;
                done("session.revoke", &region, account, self, Answer::Count { count })
            }
            SessionCommand::RevokeAll { account, except } => {
                let except = except.clone().unwrap_or_default();
                let sql = "UPDATE session SET revoked = ?3 WHERE account = ?1 AND hash <> ?2 AND revoked IS NULL";
                let (_, region) = whose(tx, "a.id = ?1", account)?;
                let count = tx.run(sql, &args![account, except, at])? as i64;
                done("session.revoke_all", &region, account, self, Answer::Count { count })
            }
        }
    }
}

/// An account's id and region; the site's own where there is no such account.
fn whose(tx: &mut Tx<'_>, condition: &str, value: &str) -> Result<(String, String), Stop> {
    let row = tx.row(&format!("SELECT a.id, a.region FROM account a WHERE {condition}"), &args![value])?;
    let Some(row) = row else { return Ok((tx.by().to_owned(), String::new())) };
    let mut cells = row.cells();
    Ok((cells.text()?, cells.text()?))
}
