//! Tables under their headings.
