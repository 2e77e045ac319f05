//! Sessions (会话).

use super::account::{COLUMNS as ACCOUNT, account_of};
use super::{Account, Reader};
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::stamp::Millis;

/// A running session (会话). Time-outs are the caller's to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of its token.
    pub hash: String,
    /// When it began.
    pub created: Millis,
    /// When it was last used.
    pub seen: Millis,
    /// Until when a second factor counts.
    pub step_up_until: Option<Millis>,
    /// Where it was started from.
    pub origin: String,
    /// Whose it is, as the account is now.
    pub account: Account,
}

fn session(row: Row) -> Result<Session, Fault> {
    let mut c = row.cells();
    Ok(Session {
        hash: c.text()?,
        created: c.int()?,
        seen: c.int()?,
        step_up_until: c.maybe_int()?,
        origin: c.text()?,
        account: account_of(&mut c)?,
    })
}

const SESSION: &str = "s.hash, s.created, s.seen, s.step_up_until, s.origin";

impl Reader<'_> {
    /// The session of a token's hash with its account as it is now; `None` when revoked or when the account is not active.
    pub fn session(&mut self, hash: &str) -> Result<Option<Session>, Broken> {
        let sql = format!(
            "SELECT {SESSION}, {ACCOUNT} FROM session s JOIN account a ON a.id = s.account \
             WHERE s.hash = ?1 AND s.revoked IS NULL AND a.state = 'active'"
        );
        self.one(&sql, &args![hash], session)
    }

    /// The running sessions of an account, the latest first.
    pub fn sessions_of(&mut self, account: &str) -> Result<Vec<Session>, Broken> {
        let sql = format!(
            "SELECT {SESSION}, {ACCOUNT} FROM session s JOIN account a ON a.id = s.account \
             WHERE s.account = ?1 AND s.revoked IS NULL ORDER BY s.seen DESC, s.hash"
        );
        self.list(&sql, &args![account], session)
    }
}
