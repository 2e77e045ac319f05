//! Sessions (会话): end when nobody is there, and once a day in any case; every reason to end counts from the next request.

use super::super::permission::AccountState;
use crate::Millis;

/// The figures (会话参数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest pause between two requests, in milliseconds.
    pub idle: Millis,
    /// Longest session, in milliseconds.
    pub absolute: Millis,
}

impl Limits {
    /// Half an hour of pause, ten hours in all.
    pub const USUAL: Limits = Limits { idle: 30 * 60_000, absolute: 10 * 60 * 60_000 };
}

/// A session as stored (会话).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// When it began.
    pub began: Millis,
    /// When its last request came.
    pub seen: Millis,
}

crate::named::named! {
    /// Why a session is over (会话终止原因).
    Ended {
        /// 长时间未操作.
        Idle = "idle",
        /// 已达最长时间.
        Absolute = "absolute",
        /// 账户已停用或注销.
        Account = "account",
        /// 密码、动态口令或岗位已变更.
        Revoked = "revoked",
        /// 服务器时间异常.
        Clock = "clock",
    }
}

impl Ended {
    /// The sentence for the login page.
    pub fn message(self) -> model::Message {
        model::Message::new("review-session-ended").with("why", self.code())
    }
}

/// Whether a session is good for one more request (会话是否有效). `account` and `revoked`, the moment since which older sessions of the
/// account are void (password or second factor changed, roles taken, everything signed out), are read from the store with each request.
///
/// # Errors
/// Why it is over.
pub fn check(
    session: Session,
    account: AccountState,
    revoked: Option<Millis>,
    limits: Limits,
    now: Millis,
) -> Result<(), Ended> {
    if account != AccountState::Active {
        return Err(Ended::Account);
    }
    if revoked.is_some_and(|since| session.began <= since) {
        return Err(Ended::Revoked);
    }
    let (Some(age), Some(pause)) = (now.checked_sub(session.began), now.checked_sub(session.seen)) else {
        return Err(Ended::Clock);
    };
    if age < 0 || pause < 0 {
        return Err(Ended::Clock);
    }
    if age >= limits.absolute {
        return Err(Ended::Absolute);
    }
    if pause >= limits.idle { Err(Ended::Idle) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const L: Limits = Limits::USUAL;

    fn at(began: Millis, seen: Millis, now: Millis) -> Result<(), Ended> {
        check(Session { began, seen }, AccountState::Active, None, L, now)
    }

    #[test]
    fn each_limit_to_the_millisecond() {
        assert_eq!(at(0, 0, L.idle - 1), Ok(()));
        assert_eq!(at(0, 0, L.idle), Err(Ended::Idle));
        assert_eq!(at(0, L.absolute - 1, L.absolute - 1), Ok(()));
        assert_eq!(at(0, L.absolute - 1, L.absolute), Err(Ended::Absolute));
        assert_eq!(at(10, 10, 9), Err(Ended::Clock));
        assert_eq!(at(Millis::MIN, 0, Millis::MAX), Err(Ended::Clock));
    }

    #[test]
    fn revocation_counts_from_the_next_request() {
        let session = Session { began: 1_000, seen: 1_000 };
        assert_eq!(check(session, AccountState::Active, Some(999), L, 2_000), Ok(()));
        assert_eq!(check(session, AccountState::Active, Some(1_000), L, 2_000), Err(Ended::Revoked));
        assert_eq!(check(session, AccountState::Locked, None, L, 2_000), Err(Ended::Account));
        assert_eq!(check(session, AccountState::Revoked, None, L, 2_000), Err(Ended::Account));
    }
}
