//! The mapping file itself (映射文件格式).

use crate::table::{self, Table};
use model::{DocumentRef, Message, RegionCode};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The version of the format.
pub const VERSION: u32 = 1;

/// A mapping (映射).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Version of the format.
    pub version: u32,
    /// What it maps.
    pub name: String,
    /// What the files do not say.
    pub dossier: DossierMap,
    /// Regions of the dossier.
    #[serde(default)]
    pub region: Vec<RegionMap>,
    /// Where the data come from.
    #[serde(default)]
    pub source: Vec<DocumentRef>,
    /// The sheets to be read.
    pub sheet: Vec<SheetMap>,
}

/// What the files do not say of the dossier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DossierMap {
    /// The county, or the city above several.
    pub county: String,
    /// First and last year of the cycle.
    pub cycle: [u16; 2],
    /// The base year.
    pub base_year: u16,
    /// The date of judgement.
    pub as_of: model::Date,
    /// One dossier per region of the schools.
    #[serde(default)]
    pub split: bool,
}

/// A region of the dossier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionMap {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: model::RegionLevel,
    /// The region above.
    pub parent: Option<String>,
    /// Outside GB/T 2260.
    #[serde(default)]
    pub local: bool,
    /// Administered by another body than its name says: told as a warning.
    pub administered: Option<String>,
}

/// A sheet, or several of the same shape.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetMap {
    /// The file's name, `*` standing for any letters.
    #[serde(default = "any")]
    pub file: String,
    /// The sheet's name, `*` standing for any letters.
    #[serde(default = "any")]
    pub sheet: String,
    /// The columns.
    #[serde(default)]
    pub column: Vec<ColumnMap>,
    /// Values every row gets: target → value.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// Values every row gets although the files do not say so: told on import and kept among the sources.
    #[serde(default)]
    pub assume: Vec<Assume>,
    /// Targets that get the year named by the sheet or its title.
    #[serde(default)]
    pub year_to: Vec<String>,
    /// Names a row may bear → what they become; a row with another name is a problem.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The heading of the column with those names, where it is not the first mapped one.
    pub name_column: Option<String>,
    /// Rows that are totals of all others: compared, not read.
    #[serde(default)]
    pub totals: Vec<String>,
    /// Rows that are left out → why.
    #[serde(default)]
    pub skip: BTreeMap<String, String>,
    /// Rows that in some years are part of another row, with their marks (`#端州`): read only where the total needs them.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Values that are known to be wrong and are read as no data.
    #[serde(default)]
    pub omit: Vec<Omit>,
    /// Latin letters beside Chinese ones are translations: they are taken off.
    #[serde(default)]
    pub bilingual: bool,
    /// Spaces inside numbers are closed up, and told.
    #[serde(default)]
    pub close_spaces: bool,
    /// Rows of the same identity are one: their lists are joined.
    #[serde(default)]
    pub group: bool,
    /// A key for schools whose code is none, with a running number behind.
    pub local_key: Option<String>,
    /// The names stand across, the figures in one row.
    pub across: Option<Across>,
}

/// Values of one row that are read as no data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Omit {
    /// The row's name.
    pub row: String,
    /// The targets.
    pub to: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A value every row gets by assumption.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assume {
    /// The target.
    pub to: String,
    /// The value, as a clerk would write it.
    pub value: String,
    /// Why it may be assumed.
    pub reason: String,
}

impl SheetMap {
    /// The values every row gets: stated ones and assumed ones.
    pub(super) fn given(&self) -> impl Iterator<Item = (&String, &String)> {
        self.fixed.iter().chain(self.assume.iter().map(|a| (&a.to, &a.value)))
    }
}

/// A table whose names stand across.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Across {
    /// The label of the row with the figures.
    pub row: String,
    /// The target of the figures.
    pub to: String,
    /// The target of the names.
    pub name_to: String,
    /// The target of the year that stands above the names.
    pub year_to: String,
}

/// A column of a foreign table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// Its headings; levels joined by `/`.
    pub heading: Vec<String>,
    /// Our columns it leads to, as `table/column`.
    pub to: Vec<String>,
    /// Words replaced before reading; a word that is not among them is read as it is.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Only so many first letters are read.
    pub first: Option<usize>,
    /// Zero means no data.
    #[serde(default)]
    pub zero_missing: bool,
    /// A key that is not in the sheet it refers to is no data.
    #[serde(default)]
    pub if_known: bool,
    /// A row without it is nothing.
    #[serde(default)]
    pub must: bool,
    /// Read only in rows where another column has one of these words.
    pub when: Option<When>,
}

/// A condition on a row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The heading of the other column, which must be mapped too or named here.
    pub heading: String,
    /// The words.
    pub is: Vec<String>,
}

fn any() -> String {
    "*".to_owned()
}

/// Why a mapping file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message:?}")]
pub struct MappingProblem {
    /// The sentence for the person who wrote it.
    pub message: Message,
}

/// Reads a mapping file and checks that every target exists.
///
/// # Errors
/// The first thing that is wrong, with its line where that is known.
pub fn parse(file: &str, text: &str) -> Result<Mapping, MappingProblem> {
    let wrong = |message: Message| MappingProblem { message: message.with("file", file) };
    let mapping: Mapping = toml::from_str(text).map_err(|e| {
        let before = e.span().and_then(|s| text.get(..s.start)).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let detail = e.message().to_owned();
        wrong(Message::new("exchange-mapping-syntax").with("line", line).with("detail", detail))
    })?;
    if mapping.version != VERSION {
        let message = Message::new("exchange-mapping-version").with("version", mapping.version).with("known", VERSION);
        return Err(wrong(message));
    }
    let codes = mapping.region.iter().flat_map(|r| [Some(&r.code), r.parent.as_ref()]).flatten();
    for code in codes.chain([&mapping.dossier.county]) {
        if code.parse::<RegionCode>().is_err() {
            return Err(wrong(Message::new("exchange-mapping-region").with("code", code)));
        }
    }
    for sheet in &mapping.sheet {
        let across = sheet.across.iter().flat_map(|a| [&a.to, &a.name_to, &a.year_to]);
        let columns = sheet.column.iter().flat_map(|c| &c.to);
        let targets: Vec<&String> =
            columns.chain(sheet.given().map(|(to, _)| to)).chain(&sheet.year_to).chain(across).collect();
        for to in targets.iter().copied().chain(sheet.omit.iter().flat_map(|o| &o.to)) {
            if target(to).is_none() {
                return Err(wrong(Message::new("exchange-mapping-target").with("target", to)));
            }
        }
        for (to, value) in sheet.given() {
            if fixed(to, value).is_none() {
                return Err(wrong(Message::new("exchange-mapping-fixed").with("target", to).with("value", value)));
            }
        }
        if let Some(missing) = keyless(&targets) {
            return Err(wrong(Message::new("exchange-mapping-key").with("target", missing)));
        }
    }
    Ok(mapping)
}

/// The table and column of a target `table/column`.
pub(super) fn target(to: &str) -> Option<(&'static Table, usize)> {
    let (table, column) = to.split_once('/')?;
    let table = table::find(table)?;
    Some((table, table.at(column)?))
}

/// A fixed value, read as the target's column reads it.
pub(super) fn fixed(to: &str, value: &str) -> Option<crate::field::Field> {
    use crate::read::cell::{Outcome, Surroundings, read};
    let (table, at) = target(to)?;
    let around =
        Surroundings { column: table.columns.get(at)?, unit: None, item: None, dates: intake::DateSystem::Base1900 };
    match read(&intake::Value::Text(value.to_owned()), around) {
        Outcome::Value(field) => Some(field),
        _ => None,
    }
}

/// A required column that nothing leads to; the school of by-year tables follows from the register's row.
fn keyless(targets: &[&String]) -> Option<String> {
    let tables: Vec<&'static Table> = targets.iter().filter_map(|t| target(t)).map(|(t, _)| t).collect();
    let register = targets.iter().any(|t| t.as_str() == "schools/id");
    for table in tables {
        for column in table.columns.iter().filter(|c| c.required) {
            let to = format!("{}/{}", table.key, column.key);
            if !targets.iter().any(|t| **t == to) {
                return Some(to);
            }
        }
        let named = |key: &str| targets.iter().any(|t| **t == format!("{}/{key}", table.key));
        if table.by_year() && !register && !named("school") && !named("school_name") {
            return Some(format!("{}/school", table.key));
        }
    }
    None
}

/// Whether a name fits a pattern in which `*` stands for any letters.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(name) = name.strip_prefix(head) else { return false };
    if rest.is_empty() {
        return true;
    }
    let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
    ends.filter_map(|at| name.get(at..)).any(|tail| fits(rest, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(fits("*", "") && fits("a*c", "abc") && fits("*年", "2008年") && fits("x", "x"));
        assert!(!fits("a*c", "abd") && !fits("x", "xy"));
    }

    #[test]
    fn a_wrong_mapping_is_refused_with_the_place() {
        let head = "version = 1\nname = \"n\"\n[dossier]\ncounty = \"330100\"\ncycle = [2021, 2025]\nbase_year = 2022\nas_of = \"2022-06-01\"\n";
        let key = |text: &str| parse("m.toml", text).map(|_| ()).unwrap_err().message;
        let syntax = key("version = 1\nname = \n");
        assert_eq!((syntax.key.as_ref(), syntax.args["line"].as_str()), ("exchange-mapping-syntax", "2"));
        let unknown =
            key(&format!("{head}[[sheet]]\n[[sheet.column]]\nheading = [\"a\"]\nto = [\"schools/colour\"]\n"));
        assert_eq!(unknown.key, "exchange-mapping-target");
        let fixed = key(&format!("{head}[[sheet]]\nfixed = {{ \"schools/boarding\" = \"也许\" }}\n"));
        assert_eq!(fixed.key, "exchange-mapping-fixed");
        let keyless = key(&format!("{head}[[sheet]]\n[[sheet.column]]\nheading = [\"a\"]\nto = [\"schools/name\"]\n"));
        assert_eq!((keyless.key.as_ref(), keyless.args["target"].as_str()), ("exchange-mapping-key", "schools/id"));
    }
}
