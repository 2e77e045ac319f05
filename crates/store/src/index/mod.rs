//! Full-text search (全文检索) of the library: words and pairs of characters, kept in the database for both engines and all processes.
//!
//! Chinese text is indexed by overlapping pairs of characters, Latin letters and digits by words. A page is a candidate when it has
//! all terms of the query; it is found when each phrase stands in its text.

mod phrase;
mod term;

pub use phrase::{Hit, find};
pub(crate) use term::{Wanted, terms, wanted};
