//! What a site keeps: accounts, dossiers with their history, plans, documents, jobs, and the audit log, in SQLite or PostgreSQL (存储).
