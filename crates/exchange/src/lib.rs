//! The county workbook and other tables, in and out of the dossier (数据交换).
//!
//! The columns of every table are data ([`table::all`]): writer, reader, mapping files, guide and messages walk the
//! same list. Reading takes an [`intake::Book`], which another process has already made harmless.

pub mod bulk;
pub mod check;
pub mod code_list;
pub mod column;
pub mod edit;
pub mod field;
pub mod fuzz;
pub mod guide;
pub mod json;
pub mod load;
pub mod mapping;
pub mod marks;
pub mod problem;
pub mod read;
pub mod record;
pub mod table;
pub mod tables;
pub mod workbook;
mod write;
