//! Who asks (操作人).

use super::{AccountState, Department, Role};
use crate::region::Place;
use model::RegionCode;
use std::collections::BTreeSet;

/// An account that wants to do something (操作账户).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The account's id.
    pub account: String,
    /// The natural person behind it (自然人): two accounts of one person count as one where four eyes are asked for. The account's
    /// id when nothing else is known.
    pub person: String,
    /// Its region.
    pub place: Place,
    /// Its department.
    pub department: Department,
    /// Its roles; roles that exclude each other leave it without any right.
    pub roles: BTreeSet<Role>,
    /// Its state now, read from the store with this request and not from a session.
    pub state: AccountState,
    /// Counties assigned to it as an expert (指派的县).
    pub assigned: BTreeSet<RegionCode>,
}

impl Subject {
    /// An active account of its own person, nothing assigned.
    pub fn new(
        account: impl Into<String>,
        place: Place,
        department: Department,
        roles: impl Into<BTreeSet<Role>>,
    ) -> Subject {
        let account = account.into();
        Subject {
            person: account.clone(),
            account,
            place,
            department,
            roles: roles.into(),
            state: AccountState::Active,
            assigned: BTreeSet::new(),
        }
    }
}
