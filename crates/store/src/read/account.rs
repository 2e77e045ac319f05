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
    /// The roles, by commas.
    pub role: String,
    /// The roles asked for, by commas.
    pub wanted: String,
    /// The password's hash.
    pub password: Secret,
    /// When the password was set.
    pub password_at: Millis,
    /// The password must be changed before anything else.
    pub must_change: bool,
    /// The secret of one-time passwords.
    pub totp: Option<Secret>,
    /// The hashes of recovery codes not yet used.
    pub recovery: Vec<Secret>,
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
     a.totp, a.state, a.failed, a.locked_until, a.created, a.changed, a.wanted, a.recovery";

pub(super) fn account_of(c: &mut crate::engine::Cells) -> Result<Account, Fault> {
    let mut account = Account {
        id: c.text()?,
        login: c.text()?,
        name: c.text()?,
        region: c.parsed()?,
        department: c.text()?,
        role: c.text()?,
        wanted: String::new(),
        password: Secret::new(c.text()?),
        password_at: c.int()?,
        must_change: c.flag()?,
        totp: c.maybe_text()?.map(Secret::new),
        recovery: Vec::new(),
        state: c.text()?,
        failed: c.int()?,
        locked_until: c.maybe_int()?,
        created: c.int()?,
        changed: c.int()?,
    };
    account.wanted = c.text()?;
    account.recovery = c.json::<Vec<String>>()?.into_iter().map(Secret::new).collect();
    Ok(account)
}

/// Which accounts (账户筛选).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// In login or name.
    pub search: String,
    /// Of this region alone.
    pub region: Option<RegionCode>,
    /// With this role.
    pub role: String,
    /// In this state.
    pub state: String,
    /// Those with roles asked for and not yet given.
    pub waiting: bool,
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

    /// The accounts in the scope that a filter lets through, by region and login, and how many there are in all.
    pub fn accounts_by(
        &mut self,
        scope: &Scope,
        filter: &AccountFilter,
        limit: i64,
        offset: i64,
    ) -> Result<(Vec<Account>, i64), Broken> {
        let mut args = Vec::new();
        let mut only = scope.inside("a.region", &mut args);
        let search = filter.search.trim().to_lowercase().replace(['%', '_', '\\'], "");
        if !search.is_empty() {
            let text = mark(&mut args, format!("%{search}%"));
            only.push_str(&format!(" AND (a.login LIKE {text} OR a.name LIKE {text})"));
        }
        if let Some(region) = &filter.region {
            only.push_str(&format!(" AND a.region = {}", mark(&mut args, region)));
        }
        if !filter.role.is_empty() {
            // roles are words of letters and underscores; the commas around keep one from being found inside another
            let role = mark(&mut args, format!("%,{},%", filter.role.replace('%', "")));
            only.push_str(&format!(" AND ',' || a.role || ',' LIKE {role}"));
        }
        if !filter.state.is_empty() {
            only.push_str(&format!(" AND a.state = {}", mark(&mut args, &filter.state)));
        }
        if filter.waiting {
            only.push_str(" AND a.wanted <> '' AND a.state = 'active'");
        }
        let all = self.count(&format!("SELECT COUNT(*) FROM account a WHERE {only}"), &args)?;
        let page = page(&mut args, limit, offset);
        let sql = format!("SELECT {COLUMNS} FROM account a WHERE {only} ORDER BY a.region, a.login {page}");
        Ok((self.list(&sql, &args, account)?, all))
    }
}
