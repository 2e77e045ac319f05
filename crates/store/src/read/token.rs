//! Tokens of programs (接口令牌).

use super::account::{COLUMNS as ACCOUNT, account_of};
use super::{Account, Reader};
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::stamp::Millis;

/// A token of a program (接口令牌).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its identifier.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created: Millis,
    /// Until when it counts; the caller compares.
    pub expires: Millis,
    /// When it was revoked.
    pub revoked: Option<Millis>,
    /// Whose right it carries, as the account is now.
    pub account: Account,
}

fn token(row: Row) -> Result<Token, Fault> {
    let mut c = row.cells();
    Ok(Token {
        id: c.text()?,
        name: c.text()?,
        scopes: c.json()?,
        created: c.int()?,
        expires: c.int()?,
        revoked: c.maybe_int()?,
        account: account_of(&mut c)?,
    })
}

const TOKEN: &str = "t.id, t.name, t.scopes, t.created, t.expires, t.revoked";

impl Reader<'_> {
    /// The token of a hash, unless revoked or its account is not active.
    pub fn token(&mut self, hash: &str) -> Result<Option<Token>, Broken> {
        let sql = format!(
            "SELECT {TOKEN}, {ACCOUNT} FROM token t JOIN account a ON a.id = t.account \
             WHERE t.hash = ?1 AND t.revoked IS NULL AND a.state = 'active'"
        );
        self.one(&sql, &args![hash], token)
    }

    /// The tokens of an account, the latest first.
    pub fn tokens_of(&mut self, account: &str) -> Result<Vec<Token>, Broken> {
        let sql = format!(
            "SELECT {TOKEN}, {ACCOUNT} FROM token t JOIN account a ON a.id = t.account \
             WHERE t.account = ?1 ORDER BY t.created DESC, t.id"
        );
        self.list(&sql, &args![account], token)
    }
}
