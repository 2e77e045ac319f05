//! Tables (表): one table of the dossier is one sheet of the workbook.
//!
//! The columns of every table are data. The writer, the reader, the mapping files, the guide and the problem
//! messages all walk the same list.

use crate::column::Column;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::tables;
use model::Dossier;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a table is about; tables of one theme share the colour of their tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// 基本信息.
    County,
    /// 学校.
    School,
    /// 人口与学区.
    People,
    /// 资金.
    Money,
    /// 衔接.
    Context,
    /// 规划.
    Plan,
}

impl Theme {
    /// The colour of its tabs.
    pub fn colour(self) -> u32 {
        match self {
            Theme::County => 0x7F_7F_7F,
            Theme::School => 0x2E_75_B6,
            Theme::People => 0x54_8235,
            Theme::Money => 0xBF_8F00,
            Theme::Context => 0x7F_6084,
            Theme::Plan => 0xC5_5A11,
        }
    }
}

/// A table (表).
#[derive(Debug)]
pub struct Table {
    /// Its key.
    pub key: &'static str,
    /// The name of its sheet.
    pub sheet: &'static str,
    /// Other names of the sheet.
    pub synonyms: &'static [&'static str],
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// Its theme.
    pub theme: Theme,
    /// Its columns, without the leading 序号.
    pub columns: Vec<Column>,
    /// The keys of the columns that together name a row; empty where rows may repeat.
    pub identity: &'static [&'static str],
    /// How many columns stay in view when scrolling sideways.
    pub frozen: u16,
    /// The sheet is written only when there is data for it.
    pub rare: bool,
    /// From the dossier to rows.
    pub dump: fn(&Dossier, &mut Rows<'_>),
    /// From a row to the dossier.
    pub load: fn(&Record<'_>, &mut Load),
    index: HashMap<String, usize>,
}

/// What a table's file says of it; see [`Table`] for the meaning of the fields.
pub struct Spec {
    /// See [`Table::key`].
    pub key: &'static str,
    /// See [`Table::sheet`].
    pub sheet: &'static str,
    /// See [`Table::synonyms`].
    pub synonyms: &'static [&'static str],
    /// See [`Table::purpose`].
    pub purpose: &'static str,
    /// See [`Table::theme`].
    pub theme: Theme,
    /// See [`Table::identity`].
    pub identity: &'static [&'static str],
    /// See [`Table::frozen`].
    pub frozen: u16,
    /// See [`Table::rare`].
    pub rare: bool,
    /// See [`Table::dump`].
    pub dump: fn(&Dossier, &mut Rows<'_>),
    /// See [`Table::load`].
    pub load: fn(&Record<'_>, &mut Load),
}

impl Spec {
    /// The table with these columns.
    pub fn with(self, columns: Vec<Column>) -> Table {
        let index = columns.iter().enumerate().map(|(i, c)| (c.key.clone(), i)).collect();
        Table {
            key: self.key,
            sheet: self.sheet,
            synonyms: self.synonyms,
            purpose: self.purpose,
            theme: self.theme,
            columns,
            identity: self.identity,
            frozen: self.frozen,
            rare: self.rare,
            dump: self.dump,
            load: self.load,
            index,
        }
    }
}

impl Table {
    /// The position of a column.
    pub fn at(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// A column.
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.columns.get(self.at(key)?)
    }

    /// True when its rows belong to a school year.
    pub fn by_year(&self) -> bool {
        self.at("school_year").is_some()
    }
}

/// Every table, in the order of the workbook, which is also the order in which they are read.
pub fn all() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        vec![
            tables::county::table(),
            tables::regions::table(),
            tables::schools::table(),
            tables::codes::table(),
            tables::layout::table(),
            tables::enrolment::table(),
            tables::class_sizes::table(),
            tables::staff::table(),
            tables::conditions::rooms(),
            tables::conditions::equipment(),
            tables::baseline::table(),
            tables::equipment_use::table(),
            tables::zones::table(),
            tables::births::table(),
            tables::migration::table(),
            tables::budgets::table(),
            tables::finances::table(),
            tables::other_projects::table(),
            tables::other_plans::table(),
            tables::settlements::table(),
            tables::sites::table(),
            tables::demands::table(),
            tables::projects::table(),
            tables::lines::table(),
            tables::funding::table(),
            tables::performance::table(),
            tables::closes::table(),
            tables::waivers::table(),
            tables::sources::table(),
        ]
    })
}

/// A table by its key.
pub fn find(key: &str) -> Option<&'static Table> {
    all().iter().find(|t| t.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_and_headings_are_unique_in_a_table() {
        for table in all() {
            let keys: BTreeSet<_> = table.columns.iter().map(|c| &c.key).collect();
            assert_eq!(keys.len(), table.columns.len(), "{}", table.key);
            let mut seen: HashMap<String, &str> = HashMap::new();
            for column in &table.columns {
                for key in column.header_keys() {
                    if let Some(other) = seen.insert(key.clone(), &column.key) {
                        panic!("{}: {key} is both {other} and {}", table.key, column.key);
                    }
                }
            }
            for key in table.identity {
                assert!(table.at(key).is_some(), "{}: {key}", table.key);
            }
        }
    }

    #[test]
    fn every_column_explains_itself() {
        for table in all() {
            assert!(table.sheet.chars().count() <= 31);
            for column in &table.columns {
                assert!(!column.note.is_empty(), "{} {}", table.key, column.key);
                assert!(!column.required || !column.example.is_empty(), "{} {}: example", table.key, column.key);
            }
        }
    }
}
