//! What the library keeps of a document beyond its title: number, office, year, tags, pages to look at, what became of it, what it is evidence of.

/// The statements, in order.
pub(super) const STATEMENTS: &[&str] = &[
    "ALTER TABLE document ADD COLUMN doc_number TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN office TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN year BIGINT",
    // each tag between line ends
    "ALTER TABLE document ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    // only this department of the region sees it; empty for all
    "ALTER TABLE document ADD COLUMN department TEXT NOT NULL DEFAULT ''",
    // the number as it is compared: brackets and blanks made alike
    "ALTER TABLE document ADD COLUMN number_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document_version ADD COLUMN preview TEXT",
    "ALTER TABLE document_version ADD COLUMN preview_state TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document_version ADD COLUMN remarks TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX document_changed ON document (changed, id)",
    "CREATE INDEX document_number_key ON document (number_key)",
    "CREATE INDEX document_term_document ON document_term (document, number, page)",
    "CREATE TABLE document_event (region TEXT NOT NULL, document TEXT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL, account TEXT NOT NULL,
        kind TEXT NOT NULL, why TEXT NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (region, document, id))",
    "CREATE TABLE document_link (county TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, document TEXT NOT NULL, note TEXT NOT NULL,
        at BIGINT NOT NULL, account TEXT NOT NULL, PRIMARY KEY (county, kind, object, document))",
    "CREATE INDEX document_link_document ON document_link (document)",
];
