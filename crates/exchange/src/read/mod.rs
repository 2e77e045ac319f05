//! Reading tables out of sheets (读入): from cells to records.

pub mod cell;
pub mod identify;
pub mod reference;
pub mod sheet;
pub mod total;
