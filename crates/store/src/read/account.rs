//! Accounts (账户).

use super::{Reader, mark, page};
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::{Millis, Secret};
use model::RegionCode;

/// An account (账户).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: String,
    /// The name it signs in with.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The region it belongs to.
    pub region: RegionCode,
    /// The department.
    pub department: String,
    /// The role.
    pub role: String,
    /// The password's hash.
    pub password: Secret,
    /// When the password was set.
    pub password_at: Millis,
    /// The password must be changed before anything else.
    pub must_change: bool,
    /// The secret of one-time passwords.
    pub totp: Option<Secret>,
    /// `active`, `suspended` or `closed`.
    pub state: String,
    /// Failures in a row.
    pub failed: i64,
    /// Locked until.
    pub locked_until: Option<Millis>,
    /// When it was made.
    pub created: Millis,
    /// When it was last changed.
    pub changed: Millis,
}

pub(super) const COLUMNS: &str = "a.id, a.login, a.name, a.region, a.department, a.role, a.password, a.password_at, a.must_change, \
     a.totp, a.state, a.failed, a.locked_until, a.created, a.changed";

pub(super) fn account_of(c: &mut crate::engine::Cells) -> Result<Account, Fault> {
    Ok(Account {
        id: c.text()?,
        login: c.text()?,
        name: c.text()?,
        region: c.parsed()?,
        department: c.text()?,
        role: c.text()?,
        password: Secret::new(c.text()?),
        password_at: c.int()?,
        must_change: c.flag()?,
        totp: c.maybe_text()?.map(Secret::new),
        state: c.text()?,
        failed: c.int()?,
        locked_until: c.maybe_int()?,
        created: c.int()?,
        changed: c.int()?,
    })
}

fn account(row: Row) -> Result<Account, Fault> {
    account_of(&mut row.cells())
}

impl Reader<'_> {
    /// The account of a login, whatever its case: for signing in only.
    pub fn account_by_login(&mut self, login: &str) -> Result<Option<Account>, Broken> {
        let login = login.trim().to_lowercase();
        self.one(&format!("SELECT {COLUMNS} FROM account a WHERE a.login = ?1"), &args![login], account)
    }

    /// An account in the scope.
    pub fn account(&mut self, scope: &Scope, id: &str) -> Result<Option<Account>, Broken> {
        let mut args = Vec::from(args![id]);
        let inside = scope.inside("a.region", &mut args);
        self.one(&format!("SELECT {COLUMNS} FROM account a WHERE a.id = ?1 AND {inside}"), &args, account)
    }

    /// The accounts in the scope, by login; `search` looks in login and name.
    pub fn accounts(
        &mut self,
        scope: &Scope,
        search: Option<&str>,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Account>, Broken> {
        let mut args = Vec::new();
        let inside = scope.inside("a.region", &mut args);
        let matching = match search.map(|s| s.trim().to_lowercase()).filter(|s| !s.is_empty()) {
            Some(text) => {
                let text = mark(&mut args, format!("%{}%", text.replace(['%', '_', '\\'], "")));
                format!(" AND (a.login LIKE {text} OR a.name LIKE {text})")
            }
            None => String::new(),
        };
        let page = page(&mut args, limit, offset);
        let sql = format!("SELECT {COLUMNS} FROM account a WHERE {inside}{matching} ORDER BY a.login {page}");
        self.list(&sql, &args, account)
    }
}
