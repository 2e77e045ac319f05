//! Money by year and source, by heading, and against the budgets（资金汇总表）.

use super::source_name;
use crate::book::Book;
use crate::cell::Cell;
use crate::form::Scope;
use crate::heading::Heading;
use crate::row::Row;
use crate::{Case, PapersError};
use model::{Fen, FundSource, Overflow, Year};
use std::collections::{BTreeMap, BTreeSet};

/// One row per year, one column per source.
pub(super) fn by_year(book: &Book<'_>, scope: &Scope) -> Vec<Row> {
    let row = |year: &Year| {
        let mut row = Row::new().with("year", format!("{year}年")).with("total", book.of_year(*year));
        for source in &scope.sources {
            row.set(format!("source:{}", source.code()), book.money(*year, *source));
        }
        row
    };
    scope.years.iter().map(row).collect()
}

/// One row per heading with the area built, then other fees and contingency; the total is the total investment.
pub(super) fn by_heading(book: &Book<'_>) -> Result<Vec<Row>, PapersError> {
    let mut rows = Vec::new();
    for heading in Heading::ALL {
        let amount = book.by_heading.get(&heading).copied().unwrap_or_default();
        let lines = || book.entries.iter().flat_map(|e| &e.project.lines).filter(|l| Heading::of(l.item) == heading);
        let projects = book.entries.iter().filter(|e| e.headings.contains_key(&heading)).count();
        if projects == 0 {
            continue;
        }
        let area = super::project::area(lines())?;
        let mut row =
            Row::new().with("heading", heading.zh()).with("projects", Cell::count(projects)).with("amount", amount);
        row.set("area", area.map_or(Cell::Blank, |value| Cell::Number { value, places: 2 }));
        rows.push(row);
    }
    for (name, amount) in [("工程建设其他费", book.other_fees), ("预备费", book.contingency)] {
        if amount != Fen::ZERO {
            rows.push(Row::new().with("heading", name).with("amount", amount));
        }
    }
    Ok(rows)
}

/// One row per year: promised, carried in, arranged, left to carry or return. A year without any budget line has no data on its budget.
pub(super) fn budget_by_year(case: &Case<'_>, book: &Book<'_>, scope: &Scope) -> Result<Vec<Row>, PapersError> {
    let range = |Overflow| PapersError::Overflow("年度资金预算".to_owned());
    let carry = programme::carry(case.policy, &case.dossier.county, case.dossier.as_of);
    let accounts = checker::accounts(case.dossier, &carry).map_err(range)?;
    let row = |year: &Year| {
        let of_year = accounts.iter().filter(|a| a.year == *year);
        let carried = Fen::sum(of_year.map(|a| a.carried_in)).map_err(range)?;
        let mut lines = case.dossier.budgets.iter().filter(|b| b.year == *year).map(|b| b.amount).peekable();
        let budget = match lines.peek() {
            Some(_) => Some(Fen::sum(lines).map_err(range)?),
            None => None,
        };
        let used = book.of_year(*year);
        let left = budget.map(|b| b.plus(carried).and_then(|b| b.minus(used)).map_err(range)).transpose()?;
        Ok(Row::new()
            .with("year", format!("{year}年"))
            .with("budget", budget.map_or(Cell::NoData, Cell::Money))
            .with("carried_in", budget.map_or(Cell::NoData, |_| Cell::Money(carried)))
            .with("used", used)
            .with("left", left.map_or(Cell::NoData, Cell::Money)))
    };
    scope.years.iter().map(row).collect()
}

/// One row per budget line's year and source: promised, carried in, arranged, carried out, returned, and the document that
/// promises it.
pub(super) fn budget(case: &Case<'_>, book: &Book<'_>) -> Result<Vec<Row>, PapersError> {
    let range = |Overflow| PapersError::Overflow("年度资金预算".to_owned());
    let mut promised: BTreeMap<(Year, FundSource), (Fen, BTreeSet<String>)> = BTreeMap::new();
    for line in &case.dossier.budgets {
        let (sum, documents) = promised.entry((line.year, line.source)).or_default();
        *sum = sum.plus(line.amount).map_err(range)?;
        documents.insert(line.document.as_ref().map_or_else(|| "无依据文件".to_owned(), super::evidence::document));
    }
    for key in book.by_year_source.keys() {
        promised.entry(*key).or_insert_with(|| (Fen::ZERO, BTreeSet::from(["未列预算".to_owned()])));
    }
    let carry = programme::carry(case.policy, &case.dossier.county, case.dossier.as_of);
    let accounts = checker::accounts(case.dossier, &carry).map_err(range)?;
    // a year without a line of its own is shown where money of an earlier year is still about
    for a in accounts.iter().filter(|a| a.carried_in > Fen::ZERO) {
        promised.entry((a.year, a.source)).or_insert_with(|| (Fen::ZERO, BTreeSet::from(["仅上年结转".to_owned()])));
    }
    let row = |((year, source), (budget, documents)): ((Year, FundSource), (Fen, BTreeSet<String>))| {
        let account = accounts.iter().find(|a| a.year == year && a.source == source);
        let documents: Vec<String> = documents.into_iter().collect();
        Row::new()
            .with("year", format!("{year}年"))
            .with("source", source_name(source))
            .with("budget", budget)
            .with("carried_in", account.map_or(Fen::ZERO, |a| a.carried_in))
            .with("used", book.money(year, source))
            .with("carried_out", account.map_or(Fen::ZERO, |a| a.carried_out))
            .with("returned", account.map_or(Fen::ZERO, |a| a.returned))
            .with("over", account.map_or(Fen::ZERO, |a| Fen(a.over.0.saturating_neg())))
            .with("document", documents.join("；"))
    };
    Ok(promised.into_iter().map(row).collect())
}
