//! Which table a sheet holds (辨认工作表).

use crate::column::Column;
use crate::table::{Table, all};
use intake::Sheet;
use intake::normal::{UnitKind, header_key};
use intake::table::{HeaderSpec, TableProblem, find_table};

/// Sheets the workbook brings along that hold no data of the county.
pub const OWN_SHEETS: [&str; 5] = [COVER, OPTIONS, META, "问题清单", "Problems"];
/// The sheet with the instructions.
pub const COVER: &str = "填表说明";
/// The hidden sheet with the lists of the dropdowns.
pub const OPTIONS: &str = "选项";
/// The hidden sheet with version and county.
pub const META: &str = "工作簿信息";

/// A table as it was found in a sheet.
pub struct Found {
    /// Our table.
    pub table: &'static Table,
    /// What was found of it.
    pub found: intake::table::Table,
    /// What is wrong with its headings.
    pub problems: Vec<TableProblem>,
}

/// What became of a sheet.
pub enum Identified {
    /// It holds these tables (two where one sheet carries both halves of the conditions).
    Tables(Vec<Found>),
    /// It bears the name of a table, but its headings were not found.
    NoHeader(&'static Table, TableProblem),
    /// It is none of ours.
    Unknown,
}

/// The name of a sheet without years and punctuation.
fn bare(name: &str) -> String {
    let key = header_key(name);
    let letters: String = key.chars().filter(|c| !c.is_ascii_digit()).collect();
    letters
        .replace("学年度", "")
        .replace("学年", "")
        .replace("年度", "")
        .trim_matches('年')
        .trim_start_matches('表')
        .to_owned()
}

/// The expected headings of a table.
pub fn specs(table: &Table) -> Vec<HeaderSpec> {
    table.columns.iter().map(|c| spec(table, c)).collect()
}

fn spec(table: &Table, column: &Column) -> HeaderSpec {
    let mut synonyms = vec![column.full_title()];
    synonyms.extend(column.header_keys());
    let kind =
        column.base_unit().map(|u| u.kind).filter(|k| matches!(k, UnitKind::Money | UnitKind::Area | UnitKind::People));
    // the year may come from the sheet's name, the school's number from its name
    let required = column.required && column.key != "school_year" && !(table.by_year() && column.key == "school");
    HeaderSpec { key: column.key.clone(), synonyms, required, kind }
}

fn look(sheet: &Sheet, table: &'static Table) -> Result<Found, TableProblem> {
    let (found, problems) = find_table(sheet, &specs(table))?;
    Ok(Found { table, found, problems })
}

/// Data columns found, keys not counted.
fn substance(f: &Found) -> usize {
    f.found.columns.keys().filter(|k| !matches!(k.as_str(), "school" | "school_name" | "school_year")).count()
}

/// Finds out which table a sheet holds, by its name first, else by its headings.
pub fn identify(sheet: &Sheet) -> Identified {
    let name = bare(&sheet.name);
    let named: Vec<&'static Table> =
        all().iter().filter(|t| bare(t.sheet) == name || t.synonyms.iter().any(|s| bare(s) == name)).collect();
    if let Some(table) = named.first().copied() {
        return match look(sheet, table) {
            Ok(found) => Identified::Tables(with_sibling(sheet, found)),
            Err(problem) => Identified::NoHeader(table, problem),
        };
    }
    let mut best: Option<Found> = None;
    for table in all() {
        let Ok(found) = look(sheet, table) else { continue };
        let complete = table
            .columns
            .iter()
            .zip(specs(table))
            .all(|(c, s)| !s.required || found.found.columns.contains_key(&c.key));
        let anchored = !table.by_year()
            || found.found.columns.contains_key("school")
            || found.found.columns.contains_key("school_name");
        let better = best.as_ref().is_none_or(|b| substance(&found) > substance(b));
        if complete && anchored && substance(&found) >= 2 && better {
            best = Some(found);
        }
    }
    match best {
        Some(found) => Identified::Tables(with_sibling(sheet, found)),
        None => Identified::Unknown,
    }
}

/// The two halves of the conditions may stand in one sheet.
fn with_sibling(sheet: &Sheet, found: Found) -> Vec<Found> {
    let sibling = match found.table.key {
        "rooms" => "equipment",
        "equipment" => "rooms",
        _ => return vec![found],
    };
    let other = all().iter().find(|t| t.key == sibling).and_then(|t| look(sheet, t).ok());
    let mut out: Vec<Found> = [Some(found), other].into_iter().flatten().filter(|f| substance(f) > 0).collect();
    // what the other half knows is not unknown
    let known: Vec<u32> = out.iter().flat_map(|f| f.found.columns.values().map(|c| c.col)).collect();
    for f in &mut out {
        f.found.unknown.retain(|(col, _)| !known.contains(col));
    }
    out
}

/// The school year a sheet's name or titles state.
pub fn year_of(sheet_name: &str, titles: &[(intake::CellRef, String)]) -> Option<u16> {
    let from_titles = titles.iter().map(|(_, t)| t.as_str()).filter(|t| t.contains("学年"));
    std::iter::once(sheet_name).chain(from_titles).find_map(year_in)
}

/// The one four-digit year in a text, or the first of two that follow each other.
pub fn year_in(text: &str) -> Option<u16> {
    let folded = intake::normal::fold_width(text).replace(' ', "");
    let mut years: Vec<u16> =
        folded.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4).filter_map(|d| d.parse().ok()).collect();
    years.retain(|y| (1900..=2200).contains(y));
    match years.as_slice() {
        [one] => Some(*one),
        [first, second] if *second == first + 1 => Some(*first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_names() {
        assert_eq!(year_in("办学条件2019"), Some(2019));
        assert_eq!(year_in("2020学年学生"), Some(2020));
        assert_eq!(year_in("2020-2021学年"), Some(2020));
        assert_eq!(year_in("2019与2021"), None);
        assert_eq!(year_in("Sheet1"), None);
        assert_eq!(bare("办学条件2019"), "办学条件");
        assert_eq!(bare("２０２０学年 分年级学生班级"), "分年级学生班级");
    }
}
