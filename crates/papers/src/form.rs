//! Table forms（表样）: titles, order and width of columns come from `templates/tables.toml`, so that an office's own layout is a
//! change of that file and not of the program.

use crate::PapersError;
use crate::cell::Cell;
use crate::reconcile;
use crate::row::Row;
use crate::table::{Column, Table};
use model::{FundSource, Year};
use serde::Deserialize;
use std::collections::BTreeMap;

const FORMS: &str = include_str!("../templates/tables.toml");

/// All forms by key.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Forms(BTreeMap<String, Form>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    name: String,
    title: String,
    #[serde(default)]
    note: Option<String>,
    /// Columns that stay in sight on a screen.
    #[serde(default)]
    freeze: u16,
    /// Label of the total row; without it the table has none.
    #[serde(default)]
    total: Option<String>,
    columns: Vec<Field>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    key: String,
    title: String,
    #[serde(default)]
    group: Option<String>,
    width: u16,
    /// Repeats the column for every year of the cycle or every source of money.
    #[serde(default)]
    each: Option<Each>,
    #[serde(default)]
    sum: bool,
    #[serde(default)]
    centred: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Each {
    Year,
    Source,
}

/// Years and sources that repeated columns stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    pub(crate) years: Vec<Year>,
    pub(crate) sources: Vec<FundSource>,
}

impl Forms {
    pub(crate) fn load() -> Result<Self, PapersError> {
        toml::from_str(FORMS).map_err(|e| PapersError::Form(e.to_string()))
    }

    /// Lays rows out in the form. A column no row has a value for prints blank cells.
    pub(crate) fn table(&self, key: &str, scope: &Scope, rows: &[Row]) -> Result<Table, PapersError> {
        self.table_of(key, "", scope, rows)
    }

    /// The same for one of several tables of a form: `{}` in its title stands for `of`.
    pub(crate) fn table_of(&self, key: &str, of: &str, scope: &Scope, rows: &[Row]) -> Result<Table, PapersError> {
        let form = self.0.get(key).ok_or_else(|| PapersError::Form(format!("{key}?")))?;
        let fields: Vec<(String, Column)> = form.columns.iter().flat_map(|f| f.columns(scope)).collect();
        let lines: Vec<Vec<Cell>> = rows
            .iter()
            .map(|row| fields.iter().map(|(key, _)| row.get(key).cloned().unwrap_or(Cell::Blank)).collect())
            .collect();
        let columns: Vec<Column> = fields.into_iter().map(|(_, column)| column).collect();
        let total = match &form.total {
            Some(label) if !lines.is_empty() => Some(reconcile::total(&form.name, label, &columns, &lines)?),
            _ => None,
        };
        let table = Table {
            name: form.name.clone(),
            title: form.title.replace("{}", of),
            note: form.note.clone(),
            freeze: form.freeze,
            columns,
            rows: lines,
            total,
        };
        reconcile::table(&table)?;
        Ok(table)
    }
}

impl Field {
    fn columns(&self, scope: &Scope) -> Vec<(String, Column)> {
        let column = |key: String, title: String| {
            let (width, sum, centred) = (self.width, self.sum, self.centred);
            (key, Column { title, group: self.group.clone(), width, sum, centred })
        };
        match self.each {
            None => vec![column(self.key.clone(), self.title.clone())],
            Some(Each::Year) => scope
                .years
                .iter()
                .map(|y| column(format!("{}:{y}", self.key), self.title.replace("{}", &y.to_string())))
                .collect(),
            Some(Each::Source) => scope
                .sources
                .iter()
                .map(|s| column(format!("{}:{}", self.key, s.code()), self.title.replace("{}", s.zh())))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Fen;

    #[test]
    fn the_forms_that_come_with_the_program_are_sound() {
        let forms = Forms::load().unwrap();
        let scope = Scope { years: vec![Year(2021)], sources: vec![FundSource::Central] };
        for key in forms.0.keys() {
            let table = forms.table(key, &scope, &[]).unwrap();
            assert!(table.columns.iter().all(|c| c.width > 0), "{key}");
            assert!(table.name.chars().count() <= 31, "{key}: a sheet name has at most 31 characters");
        }
    }

    #[test]
    fn a_total_adds_numbers_and_leaves_unknown_ones_out() {
        let forms = Forms::load().unwrap();
        let scope = Scope { years: vec![Year(2021)], sources: vec![FundSource::Central] };
        let rows = [
            Row::new().with("year", "2021年").with("source:central", Fen(30_000)).with("total", Fen(30_000)),
            Row::new().with("year", "2022年").with("source:central", Cell::NoData).with("total", Fen(20_000)),
        ];
        let table = forms.table("year_source", &scope, &rows).unwrap();
        let total = table.total.unwrap();
        assert!(total.contains(&Cell::Money(Fen(50_000))) && total.contains(&Cell::Money(Fen(30_000))), "{total:?}");
    }
}
