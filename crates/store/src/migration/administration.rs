//! Schema 3: administration. Roles asked for, recovery codes, names nobody has, closed regions, a region's own deadlines, counties in short.

/// The statements, in order.
pub(super) const STATEMENTS: &[&str] = &[
    // the roles asked for when an account was opened: words for whoever gives rights, no right by themselves
    "ALTER TABLE account ADD COLUMN wanted TEXT NOT NULL DEFAULT ''",
    // hashes of recovery codes, JSON
    "ALTER TABLE account ADD COLUMN recovery TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE account ADD COLUMN failed_at BIGINT NOT NULL DEFAULT 0",
    // attempts with names that no account has, counted as those of accounts are, so that the answers tell nothing
    "CREATE TABLE stranger (name TEXT PRIMARY KEY, failed BIGINT NOT NULL CHECK (failed >= 0), failed_at BIGINT NOT NULL)",
    "CREATE INDEX stranger_failed_at ON stranger (failed_at)",
    "ALTER TABLE region ADD COLUMN closed BIGINT",
    // what a region sets for itself and all below it
    "CREATE TABLE cycle_region (region TEXT NOT NULL, cycle TEXT NOT NULL, deadlines TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed')), PRIMARY KEY (region, cycle))",
    // figures of a county's latest version, computed by the program; `made_from` says of what, so that old ones are known as old
    "CREATE TABLE county_summary (county TEXT NOT NULL, cycle TEXT NOT NULL, made_from TEXT NOT NULL, body TEXT NOT NULL,
        at BIGINT NOT NULL, PRIMARY KEY (county, cycle))",
];
