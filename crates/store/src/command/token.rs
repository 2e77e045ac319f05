//! Tokens of programs (接口令牌): an account's right, narrowed to scopes, until a day.

use crate::answer::Answer;
use crate::engine::{Fault, args};
use crate::outcome::{Kind, Stop, missing, refuse};
use crate::stamp::Millis;
use crate::tx::{Applied, Tx, done};
use model::Message;
use serde::{Deserialize, Serialize};

/// Commands on tokens (令牌命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenCommand {
    /// Makes a token of an active account.
    Create {
        /// Whose right it carries.
        account: String,
        /// What it is for, in words.
        name: String,
        /// The hash of the token.
        hash: String,
        /// What it may be used for.
        scopes: Vec<String>,
        /// Until when.
        expires: Millis,
    },
    /// Ends a token.
    Revoke {
        /// The token.
        id: String,
    },
}

impl TokenCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let at = tx.at();
        match self {
            TokenCommand::Create { account, name, hash, scopes, expires } => {
                let row = tx.row("SELECT region, state FROM account WHERE id = ?1", &args![account])?;
                let mut cells = row.ok_or_else(|| missing(account))?.cells();
                let (region, state) = (cells.text()?, cells.text()?);
                if state != "active" {
                    return Err(refuse(Kind::Invalid, Message::new("store-account-inactive")));
                }
                let id = tx.id()?;
                let scopes = serde_json::to_string(scopes).map_err(|e| Fault::Data(e.to_string()))?;
                tx.run(
                    "INSERT INTO token (id, hash, account, name, scopes, created, expires, revoked) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)",
                    &args![&id, hash, account, name, scopes, at, *expires],
                )?;
                done("token.create", &region, &id, self, Answer::Made { id: id.clone() })
            }
            TokenCommand::Revoke { id } => {
                let sql = "UPDATE token SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL";
                if tx.run(sql, &args![id, at])? == 0 {
                    return Err(missing(id));
                }
                done("token.revoke", "", id, self, Answer::Done)
            }
        }
    }
}
