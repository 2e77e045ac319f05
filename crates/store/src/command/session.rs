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
    },
    /// A second factor was shown in a running session.
    StepUp {
        /// The hash of the token.
        hash: String,
        /// Until when it counts.
        until: Millis,
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
            SessionCommand::Start { hash, account, step_up_until } => {
                let row = tx.row("SELECT region, state FROM account WHERE id = ?1", &args![account])?;
                let mut cells = row.ok_or_else(|| missing(account))?.cells();
                let (region, state) = (cells.text()?, cells.text()?);
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
            SessionCommand::StepUp { hash, until } => {
                let sql = "UPDATE session SET step_up_until = ?2 WHERE hash = ?1 AND revoked IS NULL";
                if tx.run(sql, &args![hash, *until])? == 0 {
                    return Err(missing("session"));
                }
                done("session.step_up", "", tx.by(), self, Answer::Done)
            }
            SessionCommand::Revoke { hash } => {
                let sql = "UPDATE session SET revoked = ?2 WHERE hash = ?1 AND revoked IS NULL";
                let count = tx.run(sql, &args![hash, at])? as i64;
                done("session.revoke", "", tx.by(), self, Answer::Count { count })
            }
            SessionCommand::RevokeAll { account, except } => {
                let except = except.clone().unwrap_or_default();
                let sql = "UPDATE session SET revoked = ?3 WHERE account = ?1 AND hash <> ?2 AND revoked IS NULL";
                let count = tx.run(sql, &args![account, except, at])? as i64;
                done("session.revoke_all", "", account, self, Answer::Count { count })
            }
        }
    }
}
