//! The sheet of charts（图表）: the figures of each chart beside a native chart of them.

use crate::Case;
use crate::cell::Cell;
use crate::chart::{Chart, ChartKind};
use crate::charts::Charts;
use crate::sheet::safe;
use rust_xlsxwriter::{
    ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartType, Format, Worksheet, XlsxError,
};

const NAME: &str = "图表";

/// Rows a chart takes on the sheet.
const HEIGHT: u32 = 22;

/// Writes the figures and charts one below the other.
pub(crate) fn write(
    sheet: &mut Worksheet,
    case: &Case<'_>,
    charts: &Charts,
    banner: Option<&str>,
) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    let title = format!("{}规划{NAME}", case.dossier.county_name());
    let strong = Format::new().set_bold().set_font_size(16);
    sheet.write_string_with_format(0, 0, safe(&title), &strong)?;
    if let Some(banner) = banner {
        sheet.write_string(1, 0, safe(banner))?;
    }
    sheet.set_column_width(0, 22)?;
    sheet.set_column_range_width(1, 6, 13)?;
    let mut row: u32 = 3;
    let mut breaks = Vec::new();
    for chart in charts.all() {
        row = block(sheet, row, chart)?;
        breaks.push(row);
    }
    breaks.pop();
    sheet.set_page_breaks(&breaks)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn block(sheet: &mut Worksheet, top: u32, chart: &Chart) -> Result<u32, XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    sheet.write_string_with_format(top, 0, safe(&format!("{}（{}）", chart.title, chart.unit)), &head)?;
    for (series, column) in chart.series.iter().zip(1_u16..) {
        sheet.write_string_with_format(top + 1, column, safe(&series.name), &head)?;
    }
    let first = top + 2;
    for ((at, category), row) in chart.categories.iter().enumerate().zip(first..) {
        sheet.write_string(row, 0, safe(category))?;
        for (series, column) in chart.series.iter().zip(1_u16..) {
            let value = series.values.get(at).copied().flatten();
            // a hole stays a hole: zero would be a figure
            if let Some(number) = value.and_then(|value| Cell::Number { value, places: chart.places }.as_f64()) {
                sheet.write_number(row, column, number)?;
            }
        }
    }
    let rows = u32::try_from(chart.categories.len()).unwrap_or(0);
    if rows == 0 {
        return Ok(first + 1);
    }
    let last = first + rows - 1;
    let mut drawn = rust_xlsxwriter::Chart::new(match chart.kind {
        ChartKind::Stacked => ChartType::ColumnStacked,
        ChartKind::Lines => ChartType::Line,
        ChartKind::Bars => ChartType::Bar,
    });
    for (series, column) in chart.series.iter().zip(1_u16..) {
        let added = drawn.add_series();
        added
            .set_name((NAME, top + 1, column))
            .set_categories((NAME, first, 0, last, 0))
            .set_values((NAME, first, column, last, column));
        if series.dashed {
            let mut line = ChartLine::new();
            line.set_dash_type(ChartLineDashType::Dash);
            let mut format = ChartFormat::new();
            added.set_format(format.set_line(&line));
        }
    }
    drawn.title().set_name(safe(&chart.title).as_str());
    drawn.legend().set_position(ChartLegendPosition::Bottom);
    if chart.kind == ChartKind::Bars {
        drawn.x_axis().set_max(100).set_min(0);
        drawn.y_axis().set_reverse();
        drawn.legend().set_hidden();
    }
    drawn.set_width(720).set_height(HEIGHT * 19);
    sheet.insert_chart(top, 8, &drawn)?;
    Ok(top + HEIGHT.max(rows + 3) + 2)
}
