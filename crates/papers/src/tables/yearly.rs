//! The yearly implementation plans（年度实施计划）, cut from the programme: what is built in a year and with whose money.

use super::{name, project};
use crate::book::{Book, Entry};
use crate::cell::Cell;
use crate::row::Row;
use crate::{Case, PapersError};
use model::{BuildNature, Category, Fen, FundSource, Overflow, Project, Year, YearMonth};
use std::collections::BTreeMap;

/// One row per project that is under way or paid for in the year.
pub(super) fn rows(case: &Case<'_>, book: &Book<'_>, year: Year) -> Result<Vec<Row>, PapersError> {
    let mut rows = Vec::new();
    for entry in &book.entries {
        let sources = of_year(entry, year)?;
        let under_way = entry.project.start <= year && year <= entry.project.finish;
        if sources.is_empty() && !under_way {
            continue;
        }
        let total = Fen::sum(sources.values().copied());
        let total = total.map_err(|Overflow| PapersError::Overflow(format!("项目 {}", entry.project.id)))?;
        let mut row = Row::new()
            .with("no", Cell::count(rows.len().saturating_add(1)))
            .with("id", entry.project.id.to_string())
            .with("place", name::place(case, entry.project).0)
            .with("name", entry.project.name.as_str())
            .with("nature", entry.project.nature.zh())
            .with("content", project::content(entry.project))
            .with("term", term(entry.project.start, entry.project.finish))
            .with("task", task(entry.project, year))
            .with("total", entry.total)
            .with("before", of_years(entry, |y| y < year)?)
            .with("amount", total)
            .with("after", of_years(entry, |y| y > year)?);
        for (source, amount) in sources {
            row.set(format!("source:{}", source.code()), amount);
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Money of the project in a year, by source.
fn of_year(entry: &Entry<'_>, year: Year) -> Result<BTreeMap<FundSource, Fen>, PapersError> {
    let mut sums: BTreeMap<FundSource, Fen> = BTreeMap::new();
    for money in entry.project.funding.iter().filter(|f| f.year == year) {
        let sum = sums.entry(money.source).or_default();
        let more = sum.plus(money.amount);
        *sum = more.map_err(|Overflow| PapersError::Overflow(format!("项目 {}", entry.project.id)))?;
    }
    Ok(sums)
}

/// Money of the project in the years picked; with that of the year itself it makes the money of the project.
fn of_years(entry: &Entry<'_>, pick: impl Fn(Year) -> bool) -> Result<Fen, PapersError> {
    let sum = Fen::sum(entry.project.funding.iter().filter(|f| pick(f.year)).map(|f| f.amount));
    sum.map_err(|Overflow| PapersError::Overflow(format!("项目 {}", entry.project.id)))
}

/// What the year has to do of the project, with the months of the works where they are known.
fn task(project: &Project, year: Year) -> String {
    let month = |m: Option<YearMonth>| m.filter(|m| m.year() == year).map(|m| format!("{}月", m.month()));
    let begins = month(project.preparation.works_start).unwrap_or_default();
    let ends = month(project.preparation.works_finish).unwrap_or_default();
    let buys = project.nature == BuildNature::Purchase;
    match (project.start == year, project.finish == year) {
        (true, true) if buys => "当年采购并验收".to_owned(),
        (true, true) => format!("{begins}开工，{ends}完工"),
        (true, false) => format!("{begins}开工"),
        (false, true) => format!("续建，{ends}完工"),
        (false, false) if project.start < year && year < project.finish => "续建".to_owned(),
        (false, false) => "只拨付资金".to_owned(),
    }
}

/// 2021年, or 2021—2022年.
fn term(start: Year, finish: Year) -> String {
    if start == finish { format!("{start}年") } else { format!("{start}—{finish}年") }
}

/// One row per kind of content（校舍建设、设施设备购置、信息化建设）: projects, investment, and the money of each year. A project
/// that builds counts as building as a whole.
pub(super) fn by_kind(book: &Book<'_>) -> Result<Vec<Row>, PapersError> {
    let mut rows = Vec::new();
    for kind in [Some(Category::Building), Some(Category::Equipment), Some(Category::Digital), None] {
        let those: Vec<&Entry<'_>> = book.entries.iter().filter(|e| e.project.category() == kind).collect();
        if those.is_empty() {
            continue;
        }
        let name = kind.map_or("未列建设内容", Category::zh);
        let range = |Overflow| PapersError::Overflow(name.to_owned());
        let total = Fen::sum(those.iter().map(|e| e.total)).map_err(range)?;
        let mut row = Row::new().with("kind", name).with("projects", Cell::count(those.len())).with("total", total);
        let mut years: BTreeMap<Year, Fen> = BTreeMap::new();
        for money in those.iter().flat_map(|e| &e.project.funding) {
            let sum = years.entry(money.year).or_default();
            *sum = sum.plus(money.amount).map_err(range)?;
        }
        for (year, amount) in years {
            row.set(format!("year:{year}"), amount);
        }
        rows.push(row.with("funded", Fen::sum(those.iter().map(|e| e.funded)).map_err(range)?));
    }
    Ok(rows)
}
