//! The results workbook（规划成果表）.

use crate::charts::Charts;
use crate::phrase::Phrases;
use crate::sheet::{self, Head, Style};
use crate::tables::Tables;
use crate::{Case, PapersError};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Writes every table into its sheet.
pub(crate) fn write(
    case: &Case<'_>,
    tables: &Tables,
    charts: &Charts,
    phrases: &Phrases,
) -> Result<Vec<u8>, PapersError> {
    let banner = crate::text::banner(case, phrases)?;
    build(case, tables, charts, banner.as_deref())
        .map_err(|e| PapersError::Write { file: "规划成果表.xlsx", why: e.to_string() })
}

fn build(case: &Case<'_>, tables: &Tables, charts: &Charts, banner: Option<&str>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(case)?);
    let style = Style::new();
    let t = tables;
    let sheets = [
        vec![&t.year_source, &t.by_kind, &t.by_heading],
        vec![&t.budget_years, &t.budget],
        vec![&t.projects],
        vec![&t.project_years],
        t.yearly.iter().collect(),
        vec![&t.state],
        vec![&t.gap_summary],
        vec![&t.change_passing, &t.change_balance, &t.change_seats],
        vec![&t.gaps],
        vec![&t.large_classes, &t.large_schools],
        vec![&t.outlook_county, &t.outlook_classes, &t.outlook_schools],
        vec![&t.steering],
        vec![&t.balance, &t.balance_schools],
        vec![&t.seats],
        vec![&t.forecast_choices, &t.forecast_tests],
        vec![&t.boarding, &t.boarding_schools],
        vec![&t.curriculum, &t.curriculum_schools],
        vec![&t.baseline],
        vec![&t.targets],
        vec![&t.performance_form, &t.performance],
        vec![&t.priorities],
        vec![&t.left_out],
        vec![&t.focuses],
        vec![&t.findings],
        vec![&t.answers],
        vec![&t.evidence, &t.coverage],
        vec![&t.open_figures],
        vec![&t.conflicts],
    ];
    for tables in sheets {
        let Some(name) = tables.first().map(|t| t.name.as_str()) else { continue };
        let title = format!(
            "{}{name}（{}—{}年）",
            case.dossier.county_name(),
            case.dossier.cycle.first,
            case.dossier.cycle.last
        );
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name)?;
        sheet::write(worksheet, &style, &Head { title, banner }, &tables)?;
    }
    crate::sheet_chart::write(workbook.add_worksheet(), case, charts, banner)?;
    workbook.save_to_buffer()
}

/// The date of the plan, never today's.
fn properties(case: &Case<'_>) -> Result<DocProperties, XlsxError> {
    let date = case.dossier.as_of;
    let created = ExcelDateTime::from_ymd(date.year().0, date.month(), date.day())?;
    Ok(DocProperties::new()
        .set_title(format!("{}规划成果表", case.dossier.county_name()))
        .set_author("Junheng")
        .set_creation_datetime(&created))
}
