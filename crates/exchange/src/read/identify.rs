//! Which table a sheet holds (辨认工作表).

use crate::column::Column;
use crate::table::{Table, all};
use intake::Sheet;
use intake::normal::{UnitKind, header_key};
use intake::table::{HeaderSpec, TableProblem, TableProblemKind, find_table};

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

/// The table that a sheet bears the name of.
fn named(sheet: &Sheet) -> Option<&'static Table> {
    let name = bare(&sheet.name);
    all().iter().find(|t| bare(t.sheet) == name || t.synonyms.iter().any(|s| bare(s) == name))
}

/// Whether all required headings of a table were found, and which school a row belongs to.
fn complete(found: &Found) -> bool {
    let columns = &found.found.columns;
    let whole = specs(found.table).iter().all(|s| !s.required || columns.contains_key(&s.key));
    whole && (!found.table.by_year() || columns.contains_key("school") || columns.contains_key("school_name"))
}

/// What a sheet has of one table that is asked for.
pub enum Asked {
    /// It holds it.
    Held(Found),
    /// It bears its name, but its headings were not found.
    NoHeader(TableProblem),
    /// It holds another table, or none of ours; what the asked one lacks in it.
    Other(Option<&'static Table>, Option<TableProblem>),
}

/// Looks for one table in a sheet: a sheet that bears the name of another one does not hold it.
pub fn asked(sheet: &Sheet, table: &'static Table) -> Asked {
    if OWN_SHEETS.contains(&sheet.name.trim()) {
        return Asked::Other(None, None);
    }
    let found = look(sheet, table);
    match (named(sheet), found) {
        (Some(own), Ok(found)) if std::ptr::eq(own, table) => Asked::Held(found),
        (Some(own), Err(problem)) if std::ptr::eq(own, table) => Asked::NoHeader(problem),
        // the two halves of the conditions may stand in one sheet
        (Some(own), Ok(found)) if sibling(own.key) == Some(table.key) && substance(&found) > 0 => Asked::Held(found),
        (Some(own), _) => Asked::Other(Some(own), None),
        (None, Ok(found)) if complete(&found) && substance(&found) >= 2 => Asked::Held(found),
        (None, found) => {
            let lacks = match found {
                Err(problem) => Some(problem),
                Ok(found) => lacking(sheet, found),
            };
            match identify(sheet) {
                Identified::Tables(tables) => Asked::Other(tables.first().map(|f| f.table), lacks),
                Identified::NoHeader(own, _) => Asked::Other(Some(own), lacks),
                Identified::Unknown => Asked::Other(None, lacks),
            }
        }
    }
}

/// What a table lacks that was found in part.
fn lacking(sheet: &Sheet, found: Found) -> Option<TableProblem> {
    let (row, table) = (found.found.header_rows.1, found.table);
    let missing = found.problems.into_iter().find(|p| matches!(p.kind, TableProblemKind::MissingColumn { .. }));
    missing.or_else(|| {
        let columns = table.columns.iter().filter(|c| !found.found.columns.contains_key(&c.key)).take(5);
        let missing = columns.map(Column::full_title).collect::<Vec<_>>().join("、");
        let (sheet, cell) = (sheet.name.clone(), intake::CellRef::new(row, 0));
        Some(TableProblem { sheet, cell, kind: TableProblemKind::NoHeader { missing } })
    })
}

/// Finds out which table a sheet holds, by its name first, else by its headings.
pub fn identify(sheet: &Sheet) -> Identified {
    if let Some(table) = named(sheet) {
        return match look(sheet, table) {
            Ok(found) => Identified::Tables(with_sibling(sheet, found)),
            Err(problem) => Identified::NoHeader(table, problem),
        };
    }
    let mut best: Option<Found> = None;
    for table in all() {
        let Ok(found) = look(sheet, table) else { continue };
        let better = best.as_ref().is_none_or(|b| substance(&found) > substance(b));
        if complete(&found) && substance(&found) >= 2 && better {
            best = Some(found);
        }
    }
    match best {
        Some(found) => Identified::Tables(with_sibling(sheet, found)),
        None => Identified::Unknown,
    }
}

/// The other half of the conditions.
fn sibling(key: &str) -> Option<&'static str> {
    match key {
        "rooms" => Some("equipment"),
        "equipment" => Some("rooms"),
        _ => None,
    }
}

/// The two halves of the conditions may stand in one sheet.
fn with_sibling(sheet: &Sheet, found: Found) -> Vec<Found> {
    let Some(sibling) = sibling(found.table.key) else { return vec![found] };
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
