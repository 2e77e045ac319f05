//! From what people type to exact values. Pure functions; nothing is guessed.

mod civil;
mod date;
mod date_text;
mod decimal;
mod header;
mod number;
mod unit;
mod unit_table;
mod width;

pub use date::{DateProblem, PartDate};
pub use date_text::{date_of, parse_date};
pub use decimal::Decimal;
pub use header::{Header, header_key, split_header, unit_notes};
pub use number::{Number, NumberProblem, number_of, parse_number};
pub use unit::{Unit, UnitKind};
pub use width::{fold_width, is_space, squeeze};
