//! The texts as PDF.

use crate::cell::Cell;
use crate::chart::{Chart, ChartKind};
use crate::phrase::Phrases;
use crate::sketch::{HEIGHT, Mark, Sketch, WIDTH};
use crate::table::Table;
use crate::text::{Document, Layout, Part};
use crate::{Case, PapersError};
use serde_json::{Value, json};
use typeset::{Fonts, Rare, Stamp};

const TEMPLATE: &str = include_str!("../templates/plan.typ");

/// Sets the document; also returns the characters no font has.
pub(crate) fn render(
    case: &Case<'_>,
    document: &Document,
    phrases: &Phrases,
    fonts: &Fonts,
) -> Result<(Vec<u8>, Vec<Rare>), PapersError> {
    let cover = document.cover.as_ref();
    let data = json!({
        "layout": layout(document.layout),
        "title": document.title,
        "title_lines": document.title_lines,
        "date": document.date,
        "banner": document.banner,
        "cover": cover.map(|c| json!({ "lines": c.lines, "makers": c.makers, "contents": c.contents })),
        "legend": {
            "school": phrases.word("sketch.school")?,
            "equipment": phrases.word("sketch.equipment")?,
            "building": phrases.word("sketch.building")?,
        },
        "parts": parts(&document.parts),
    });
    let date = case.dossier.as_of;
    let ident = format!("junheng/{}/{}", case.dossier.county, layout(document.layout));
    let stamp = Stamp::new(i32::from(date.year().0), date.month(), date.day(), ident);
    let rendered = typeset::pdf(TEMPLATE, &data, &[], fonts, &stamp)?;
    Ok((rendered.pdf, rendered.rare))
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Plan => "plan",
        Layout::Summary => "summary",
        Layout::Review => "review",
    }
}

/// Annexes up to this many rows share a page with the one before.
const FEW: usize = 14;

/// The parts, short annexes of one orientation gathered on common pages.
fn parts(parts: &[Part]) -> Vec<Value> {
    let mut out = Vec::new();
    let mut open: Vec<(&String, &Table)> = Vec::new();
    for one in parts {
        if let Part::Annex { title, table } = one {
            let short = |t: &Table| t.rows.len() <= FEW;
            let joins = open.last().is_some_and(|(_, last)| wide(last) == wide(table) && short(last) && short(table));
            if !joins && !open.is_empty() {
                out.push(annexes(&std::mem::take(&mut open)));
            }
            open.push((title, table));
            continue;
        }
        if !open.is_empty() {
            out.push(annexes(&std::mem::take(&mut open)));
        }
        out.push(part(one));
    }
    if !open.is_empty() {
        out.push(annexes(&open));
    }
    out
}

fn annexes(tables: &[(&String, &Table)]) -> Value {
    let each = tables.iter().map(|(title, table)| json!({ "title": title, "table": value(table) }));
    let wide = tables.first().is_some_and(|(_, table)| wide(table));
    json!({ "is": "annexes", "wide": wide, "tables": each.collect::<Vec<_>>() })
}

/// Whether a table needs a landscape page.
fn wide(table: &Table) -> bool {
    table.columns.iter().map(|c| u32::from(c.width)).sum::<u32>() > 110
}

fn part(part: &Part) -> Value {
    match part {
        Part::Heading(text) => json!({ "is": "heading", "text": text }),
        Part::Section(text) => json!({ "is": "section", "text": text }),
        Part::Paragraph(text) => json!({ "is": "paragraph", "text": text }),
        Part::Table(table) => json!({ "is": "table", "table": value(table) }),
        Part::Chart(chart) => json!({ "is": "chart", "chart": drawing(chart) }),
        Part::Annex { title, table } => annexes(&[(title, table)]),
        Part::SketchAnnex { title, sketch } => json!({ "is": "sketch", "title": title, "sketch": map(sketch) }),
        Part::Seals(seals) => json!({
            "is": "seals", "departments": seals.departments, "signer": seals.signer, "date": seals.date,
        }),
    }
}

/// A chart with everything measured in millionths, so that the template only draws.
fn drawing(chart: &Chart) -> Value {
    let (step, count) = chart.axis();
    let tick = |n: i64| {
        let value = step.saturating_mul(n);
        json!({ "at": chart.share(value), "label": chart.label(value) })
    };
    let series = chart.series.iter().map(|s| {
        let values: Vec<Value> = s.values.iter().map(|v| v.map_or(Value::Null, |v| json!(chart.share(v)))).collect();
        let labels: Vec<String> = s.values.iter().map(|v| v.map(|v| chart.short(v, 2)).unwrap_or_default()).collect();
        json!({ "name": s.name, "dashed": s.dashed, "values": values, "labels": labels })
    });
    let stacks = match chart.kind {
        ChartKind::Stacked => chart.stacks().into_iter().map(|v| json!([chart.share(v), chart.short(v, 2)])).collect(),
        ChartKind::Lines | ChartKind::Bars => Vec::new(),
    };
    json!({
        "title": chart.title,
        "unit": chart.unit,
        "kind": match chart.kind {
            ChartKind::Stacked => "stacked",
            ChartKind::Lines => "lines",
            ChartKind::Bars => "bars",
        },
        "categories": chart.categories,
        "ticks": (0..=count).map(tick).collect::<Vec<_>>(),
        "series": series.collect::<Vec<_>>(),
        "stacks": stacks,
        "note": chart.note,
    })
}

fn map(sketch: &Sketch) -> Value {
    let points = sketch.points.iter().map(|p| {
        let mark = match p.mark {
            Mark::School => "school",
            Mark::Equipment => "equipment",
            Mark::Building => "building",
        };
        let label = p.label.map(|l| json!({ "x": l.x, "y": l.y, "apart": l.apart }));
        json!({ "x": p.x, "y": p.y, "mark": mark, "number": p.number.map(|n| n.to_string()), "name": p.name, "label": label })
    });
    json!({
        "points": points.collect::<Vec<_>>(),
        "ratio": sketch.ratio,
        "width": WIDTH,
        "height": HEIGHT,
        "bar": sketch.bar,
        "bar_km": sketch.bar_km,
        "notes": sketch.notes,
    })
}

fn value(table: &Table) -> Value {
    let texts = |row: &Vec<Cell>| row.iter().map(Cell::show).collect::<Vec<_>>();
    let numeric = |at: usize| table.rows.iter().filter_map(|r| r.get(at)).any(Cell::is_number);
    let align = |(at, centred): (usize, bool)| match (centred, numeric(at)) {
        (true, _) => "center",
        (false, true) => "right",
        (false, false) => "left",
    };
    json!({
        "title": table.title,
        "note": table.note,
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
