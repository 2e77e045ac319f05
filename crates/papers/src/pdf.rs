//! The plan text as PDF.

use crate::cell::Cell;
use crate::table::Table;
use crate::text::{Document, Part};
use crate::{Case, PapersError};
use serde_json::{Value, json};
use typeset::{Fonts, Rare, Stamp};

const TEMPLATE: &str = include_str!("../templates/plan.typ");

/// Sets the document; also returns the characters no font has.
pub(crate) fn render(case: &Case<'_>, document: &Document, fonts: &Fonts) -> Result<(Vec<u8>, Vec<Rare>), PapersError> {
    let data = json!({
        "title": document.title,
        "date": document.date,
        "banner": document.banner,
        "parts": document.parts.iter().map(part).collect::<Vec<_>>(),
    });
    let date = case.dossier.as_of;
    let ident = format!("junheng/{}/plan-text", case.dossier.county);
    let stamp = Stamp::new(i32::from(date.year().0), date.month(), date.day(), ident);
    let rendered = typeset::pdf(TEMPLATE, &data, &[], fonts, &stamp)?;
    Ok((rendered.pdf, rendered.rare))
}

fn part(part: &Part) -> Value {
    match part {
        Part::Heading(text) => json!({ "is": "heading", "text": text }),
        Part::Paragraph(text) => json!({ "is": "paragraph", "text": text }),
        Part::Table(table) => json!({ "is": "table", "table": value(table) }),
        Part::Annex { title, table } => json!({ "is": "annex", "title": title, "table": value(table) }),
        Part::Seals(seals) => json!({
            "is": "seals", "departments": seals.departments, "signer": seals.signer, "date": seals.date,
        }),
    }
}

fn value(table: &Table) -> Value {
    let texts = |row: &Vec<Cell>| row.iter().map(Cell::show).collect::<Vec<_>>();
    let numeric = |at: usize| table.rows.iter().filter_map(|r| r.get(at)).any(Cell::is_number);
    let align = |(at, centred): (usize, bool)| match (centred, numeric(at)) {
        (true, _) => "center",
        (false, true) => "right",
        (false, false) => "left",
    };
    let wide = table.columns.iter().map(|c| u32::from(c.width)).sum::<u32>() > 110;
    json!({
        "title": table.title,
        "note": table.note,
        "wide": wide,
        "widths": table.columns.iter().map(|c| c.width).collect::<Vec<_>>(),
        "align": table.columns.iter().map(|c| c.centred).enumerate().map(align).collect::<Vec<_>>(),
        "head": head(table),
        "rows": table.rows.iter().map(texts).collect::<Vec<_>>(),
        "total": table.total.as_ref().map(texts),
    })
}

/// Head cells, upper row first: text, columns across, rows down.
fn head(table: &Table) -> Vec<Value> {
    let cell = |text: &str, across: usize, down: usize| json!({ "text": text, "across": across, "down": down });
    if !table.has_groups() {
        return table.columns.iter().map(|c| cell(&c.title, 1, 1)).collect();
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut columns = table.columns.iter();
    for (group, span) in table.groups() {
        match group {
            Some(group) => {
                upper.push(cell(group, span, 1));
                lower.extend(columns.by_ref().take(span).map(|c| cell(&c.title, 1, 1)));
            }
            None => upper.extend(columns.by_ref().take(span).map(|c| cell(&c.title, 1, 2))),
        }
    }
    upper.extend(lower);
    upper
}
