//! Mapping files (映射文件): tables of other people, told in TOML how they become a dossier.
//!
//! A mapping names headings and the columns of our own tables they lead to; everything else, from numbers as text to
//! totals, is read as in the county workbook. The guide `docs/guide/映射文件.md` explains every entry.

mod across;
mod apply;

mod down;
mod file;
mod fit;
mod names;
mod settle;

pub use apply::{Applied, apply};
pub use file::{
    Across, Assume, ColumnMap, DossierMap, Mapping, MappingProblem, Omit, RegionMap, SheetMap, When, parse,
};
