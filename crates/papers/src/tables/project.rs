//! The project tables（项目规划表）.

use super::name;
use crate::book::{Book, Entry};
use crate::cell::Cell;
use crate::heading::Heading;
use crate::row::Row;
use crate::{Case, PapersError};
use model::{Fen, Overflow, Project, ProjectLine, Quantity, Unit};

/// Floor area of the lines in 0.01 m²; `None` when none is counted in m².
pub(super) fn area<'a>(lines: impl Iterator<Item = &'a ProjectLine>) -> Result<Option<Quantity>, PapersError> {
    of_unit(lines, Unit::SquareMetre)
}

fn of_unit<'a>(lines: impl Iterator<Item = &'a ProjectLine>, unit: Unit) -> Result<Option<Quantity>, PapersError> {
    let mut sum: Option<Quantity> = None;
    for line in lines.filter(|l| l.item.unit() == unit) {
        let more = sum.unwrap_or(0).checked_add(line.quantity);
        sum = Some(more.ok_or_else(|| PapersError::Overflow(format!("{}的数量", line.item.zh())))?);
    }
    Ok(sum)
}

/// 「教学及辅助用房 1200.00平方米；课桌椅 90套」.
pub(super) fn content(project: &Project) -> String {
    let line = |l: &ProjectLine| {
        let unit = l.item.unit();
        format!("{} {}{}", l.item.zh(), short(unit.show(l.quantity)), unit.zh())
    };
    project.lines.iter().map(line).collect::<Vec<_>>().join("；")
}

/// Whole numbers of square metres without their zeros: the text of a cell, not a figure that is added up.
fn short(number: String) -> String {
    number.strip_suffix(".00").map_or(number.clone(), str::to_owned)
}

fn seats(project: &Project) -> Cell {
    if project.seats.is_empty() {
        return Cell::Blank;
    }
    Cell::count(project.seats.iter().map(|(_, n)| i64::from(*n)).sum::<i64>())
}

fn start(case: &Case<'_>, at: usize, entry: &Entry<'_>) -> Row {
    let project = entry.project;
    let (place, school) = name::place(case, project);
    let mut row = Row::new()
        .with("no", Cell::count(at.saturating_add(1)))
        .with("id", project.id.to_string())
        .with("place", place)
        .with("name", project.name.as_str())
        .with("part", project.part.zh())
        .with("nature", project.nature.zh())
        .with("content", content(project))
        .with("start", Cell::Year(project.start.0))
        .with("finish", Cell::Year(project.finish.0))
        .with("other_fees", project.other_fees)
        .with("contingency", project.contingency)
        .with("total", entry.total)
        .with("funded", entry.funded)
        .with("seats", seats(project));
    if let Some(school) = school {
        row.set("code", Cell::or_no_data(name::code(case, school)));
        row.set("kind", Cell::or_no_data(school.kind.map(|k| k.zh())));
        row.set("setting", Cell::or_no_data(school.setting.map(|s| s.zh())));
    }
    row
}

/// One row per project with every column of the official table.
pub(super) fn full(case: &Case<'_>, book: &Book<'_>) -> Result<Vec<Row>, PapersError> {
    let mut rows = Vec::with_capacity(book.entries.len());
    for (at, entry) in book.entries.iter().enumerate() {
        let project = entry.project;
        let mut row = start(case, at, entry);
        for heading in Heading::ALL {
            let lines = || project.lines.iter().filter(|l| Heading::of(l.item) == heading);
            if lines().next().is_none() {
                continue;
            }
            let amount = entry.headings.get(&heading).copied().unwrap_or_default();
            row.set(format!("{}_amount", heading.key()), amount);
            let unit = match heading {
                Heading::Desks => Unit::Set,
                Heading::Books => Unit::Book,
                _ => Unit::SquareMetre,
            };
            if let Some(quantity) = of_unit(lines(), unit)? {
                row.set(format!("{}_quantity", heading.key()), Cell::quantity(Some(quantity), unit));
            }
        }
        for money in &project.funding {
            let key = format!("source:{}", money.source.code());
            let sofar = match row.get(&key) {
                Some(Cell::Money(sum)) => *sum,
                _ => Fen::ZERO,
            };
            let sum =
                sofar.plus(money.amount).map_err(|Overflow| PapersError::Overflow(format!("项目 {}", project.id)))?;
            row.set(key, sum);
        }
        let difference = entry.total.minus(entry.funded);
        row.set("difference", difference.map_err(|Overflow| PapersError::Overflow(format!("项目 {}", project.id)))?);
        row.set("land", Cell::or_no_data(project.preparation.land.map(|l| l.zh())));
        row.set("approval", Cell::or_no_data(project.preparation.approval.map(|a| a.zh())));
        row.set("investment_code", project.preparation.investment_code.clone().map_or(Cell::Blank, Cell::Text));
        row.set("reason", project.reason.clone().map_or(Cell::Blank, Cell::Text));
        rows.push(row);
    }
    Ok(rows)
}

/// One row per project, one column per year.
pub(super) fn by_year(case: &Case<'_>, book: &Book<'_>) -> Result<Vec<Row>, PapersError> {
    let mut rows = Vec::with_capacity(book.entries.len());
    for (at, entry) in book.entries.iter().enumerate() {
        let mut row = start(case, at, entry);
        for money in &entry.project.funding {
            let key = format!("year:{}", money.year);
            let sofar = match row.get(&key) {
                Some(Cell::Money(sum)) => *sum,
                _ => Fen::ZERO,
            };
            let sum = sofar.plus(money.amount);
            row.set(key, sum.map_err(|Overflow| PapersError::Overflow(format!("项目 {}", entry.project.id)))?);
        }
        rows.push(row);
    }
    Ok(rows)
}
