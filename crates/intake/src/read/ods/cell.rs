//! One cell of an OpenDocument table.

use quick_xml::events::BytesStart;

use super::table::repeat;
use crate::grid::{Cell, CellRef, DateSystem, Value};
use crate::normal::PartDate;
use crate::problem::IntakeProblem;
use crate::read::xml;

/// A cell being read.
pub(super) struct Open {
    at: CellRef,
    columns: u32,
    span: (u32, u32),
    kind: String,
    value: Option<String>,
    is_error: bool,
    formula: bool,
    text: String,
    paragraph_open: bool,
    paragraphs: u32,
}

impl Open {
    pub(super) fn start(e: &BytesStart<'_>, at: CellRef) -> Result<Self, IntakeProblem> {
        let mut open = Self {
            at,
            columns: repeat(e, "number-columns-repeated")?,
            span: (repeat(e, "number-rows-spanned")?, repeat(e, "number-columns-spanned")?),
            kind: String::new(),
            value: None,
            is_error: false,
            formula: false,
            text: String::new(),
            paragraph_open: false,
            paragraphs: 0,
        };
        for attribute in e.attributes().with_checks(false) {
            let attribute = attribute.map_err(IntakeProblem::damaged)?;
            let value = || xml::unescaped(&attribute.value).map(std::borrow::Cow::into_owned);
            match attribute.key.as_ref() {
                "office:value-type" => open.kind = value()?,
                "calcext:value-type" => open.is_error = value()? == "error",
                "office:value"
                | "office:date-value"
                | "office:boolean-value"
                | "office:time-value"
                | "office:string-value" => open.value = Some(value()?),
                "table:formula" => open.formula = true,
                _ => {}
            }
        }
        Ok(open)
    }

    pub(super) const fn at(&self) -> CellRef {
        self.at
    }

    pub(super) const fn columns(&self) -> u32 {
        self.columns
    }

    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Rows and columns of the merged area that starts here.
    pub(super) fn span(&self) -> Option<(u32, u32)> {
        (self.span != (1, 1)).then_some(self.span)
    }

    /// An element inside the cell opens.
    pub(super) fn inside(&mut self, name: &str, e: &BytesStart<'_>) -> Result<(), IntakeProblem> {
        match name {
            "p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.paragraph_open = true;
            }
            "s" => {
                let count = repeat(e, "c")?.min(1000);
                self.text.extend(std::iter::repeat_n(' ', count as usize));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.paragraph_open {
            self.text.push_str(text);
        }
    }

    pub(super) const fn end_paragraph(&mut self) {
        self.paragraph_open = false;
    }

    pub(super) fn finish(self) -> Result<Cell, IntakeProblem> {
        let given = self.value.unwrap_or_default();
        let shown = if self.text.is_empty() && self.kind == "string" { given.clone() } else { self.text };
        let value = match &*self.kind {
            _ if self.is_error => Value::Error(shown),
            "float" | "percentage" | "currency" => match given.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Value::Number(number),
                _ => Value::Text(shown),
            },
            "date" => match PartDate::parse_iso(&given).and_then(|date| date.serial()) {
                Some(serial) => Value::Date(serial, DateSystem::Base1900),
                None => Value::Text(given),
            },
            "boolean" => Value::Bool(xml::truth(&given)),
            "" if shown.is_empty() => Value::Empty,
            _ if shown.is_empty() => Value::Empty,
            _ => Value::Text(shown),
        };
        let percent = self.kind == "percentage" && matches!(value, Value::Number(_));
        Ok(Cell { col: self.at.col, value, formula: self.formula, percent })
    }
}
