//! Table forms（表样）: titles, order and width of columns come from `templates/tables.toml`, so that an office's own layout is a
//! change of that file and not of the program.

use crate::PapersError;
use crate::cell::Cell;
use crate::reconcile;
use crate::row::Row;
use crate::table::{Column, Table};
use model::{FundSource, SchoolYear, Year};
use policy::{PaperForm, Policy};
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
    /// Repeats the column for every year of the cycle, autumn of the forecast or source of money.
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
    Autumn,
    Source,
}

/// Years, autumns and sources that repeated columns stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    pub(crate) years: Vec<Year>,
    /// The school years of the forecast by the year they begin in.
    pub(crate) autumns: Vec<SchoolYear>,
    pub(crate) sources: Vec<FundSource>,
}

impl Forms {
    pub(crate) fn load() -> Result<Self, PapersError> {
        toml::from_str(FORMS).map_err(|e| PapersError::Form(e.to_string()))
    }

    /// The forms with an office's own layouts laid over them: titles, notes, which columns and in what order.
    ///
    /// # Errors
    /// [`PapersError::Form`]: a layout names a table or column that does not exist, or leaves out the label of a total.
    pub(crate) fn of(policy: &Policy) -> Result<Self, PapersError> {
        let mut forms = Self::load()?;
        for own in &policy.forms {
            let form = forms.0.get_mut(&own.key).ok_or_else(|| PapersError::Form(format!("[[form]] {}?", own.key)))?;
            form.lay(own)?;
        }
        Ok(forms)
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

impl Form {
    fn lay(&mut self, own: &PaperForm) -> Result<(), PapersError> {
        if let Some(title) = &own.title {
            self.title.clone_from(title);
        }
        if own.note.is_some() {
            self.note.clone_from(&own.note);
        }
        if own.columns.is_empty() {
            return Ok(());
        }
        let mut columns = Vec::with_capacity(own.columns.len());
        for wanted in &own.columns {
            let fault = || PapersError::Form(format!("[[form]] {}: {}?", own.key, wanted.key));
            let at = self.columns.iter().position(|c| c.key == wanted.key).ok_or_else(fault)?;
            let mut column = self.columns.remove(at);
            if let Some(title) = &wanted.title {
                column.title.clone_from(title);
            }
            column.width = wanted.width.unwrap_or(column.width);
            columns.push(column);
        }
        // the label of the total stands in the first column
        if self.total.is_some() && columns.first().is_some_and(|c| c.sum) {
            let first = columns.first().map(|c| c.key.clone()).unwrap_or_default();
            return Err(PapersError::Form(format!("[[form]] {}: {first} 是合计栏，不能排在第一栏", own.key)));
        }
        self.freeze = self.freeze.min(u16::try_from(columns.len()).unwrap_or(u16::MAX));
        self.columns = columns;
        Ok(())
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
            Some(Each::Autumn) => scope
                .autumns
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
        let scope = Scope { years: vec![Year(2021)], sources: vec![FundSource::Central], ..Scope::default() };
        for key in forms.0.keys() {
            let table = forms.table(key, &scope, &[]).unwrap();
            assert!(table.columns.iter().all(|c| c.width > 0), "{key}");
            assert!(table.name.chars().count() <= 31, "{key}: a sheet name has at most 31 characters");
        }
    }

    #[test]
    fn an_office_renames_orders_and_drops_columns() {
        let mut forms = Forms::load().unwrap();
        let column = |key: &str, title: Option<&str>| policy::FormColumn {
            key: key.into(),
            title: title.map(str::to_owned),
            width: None,
        };
        let mut own = PaperForm {
            key: "by_heading".into(),
            title: Some("建设内容汇总".into()),
            note: None,
            columns: vec![column("heading", Some("内容")), column("amount", None)],
        };
        let form = forms.0.get_mut("by_heading").unwrap();
        form.lay(&own).unwrap();
        let table = forms.table("by_heading", &Scope::default(), &[]).unwrap();
        let titles: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
        assert_eq!((table.title.as_str(), titles.as_slice()), ("建设内容汇总", ["内容", "投资（万元）"].as_slice()));
        own.columns = vec![column("no_such", None)];
        assert!(forms.0.get_mut("by_heading").unwrap().lay(&own).is_err());
        own.columns = vec![column("amount", None), column("heading", None)];
        assert!(forms.0.get_mut("by_heading").unwrap().lay(&own).is_err(), "a total needs room for its label");
    }

    #[test]
    fn a_total_adds_numbers_and_leaves_unknown_ones_out() {
        let forms = Forms::load().unwrap();
        let scope = Scope { years: vec![Year(2021)], sources: vec![FundSource::Central], ..Scope::default() };
        let rows = [
            Row::new().with("year", "2021年").with("source:central", Fen(30_000)).with("total", Fen(30_000)),
            Row::new().with("year", "2022年").with("source:central", Cell::NoData).with("total", Fen(20_000)),
        ];
        let table = forms.table("year_source", &scope, &rows).unwrap();
        let total = table.total.unwrap();
        assert!(total.contains(&Cell::Money(Fen(50_000))) && total.contains(&Cell::Money(Fen(30_000))), "{total:?}");
        let nothing = [Row::new().with("year", "2021年").with("source:central", Cell::Blank).with("total", Fen(1))];
        let total = forms.table("year_source", &scope, &nothing).unwrap().total.unwrap();
        assert!(total.contains(&Cell::Blank) && !total.contains(&Cell::NoData), "{total:?}");
    }
}
