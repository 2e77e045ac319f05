//! What can go wrong in a database (故障), in the few kinds that are treated differently.

/// A failure of a statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// A row breaks a rule of the schema.
    #[error("against the schema: {0}")]
    Constraint(String),
    /// Somebody else was in the way; the transaction may be tried again.
    #[error("in each other's way: {0}")]
    Busy(String),
    /// Disk, connection or file failed: what was being written is in an unknown state.
    #[error("input or output failed: {0}")]
    Io(String),
    /// The way to the database is not as safe as it has to be, or its certificate is not trusted.
    #[error("{0}")]
    Distrust(String),
    /// The statement itself is wrong.
    #[error("statement refused: {0}")]
    Sql(String),
    /// A row does not hold what it should.
    #[error("unreadable row: {0}")]
    Data(String),
}

impl Fault {
    /// True when there was no room on the disk.
    pub(crate) fn full(&self) -> bool {
        matches!(self, Fault::Io(text) if text.contains("disk is full"))
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        use rusqlite::ErrorCode as C;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(C::ConstraintViolation | C::TypeMismatch | C::TooBig) => Fault::Constraint(text),
            Some(C::DatabaseBusy | C::DatabaseLocked) => Fault::Busy(text),
            Some(
                C::SystemIoFailure
                | C::DiskFull
                | C::DatabaseCorrupt
                | C::NotADatabase
                | C::CannotOpen
                | C::ReadOnly
                | C::OutOfMemory
                | C::PermissionDenied
                | C::FileLockingProtocolFailed
                | C::NoLargeFileSupport,
            ) => Fault::Io(text),
            _ => Fault::Sql(text),
        }
    }
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Fault {
        let Some(db) = error.as_db_error() else { return Fault::Io(error.to_string()) };
        let text = format!("{} ({})", db.message(), db.code().code());
        let code = db.code().code();
        match code {
            "40001" | "40P01" | "55P03" => Fault::Busy(text),
            // a statement stopped by its time limit may have been a commit
            "25006" | "57014" => Fault::Io(text),
            _ => match code.get(..2) {
                Some("22" | "23") => Fault::Constraint(text),
                Some("08" | "53" | "57" | "58" | "XX" | "F0") => Fault::Io(text),
                _ => Fault::Sql(text),
            },
        }
    }
}
