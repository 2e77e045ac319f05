//! One table as one sheet (工作表写出).

use super::style::Styles;
use super::{Plan, Purpose, options, shown};
use crate::column::{Column, Kind};
use crate::field::Field;
use model::{Dossier, Item};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// The last row the input checks reach.
const LAST_CHECKED: u32 = 3000;

/// Where the parts of a sheet stand.
struct Layout {
    grouped: bool,
    heading: u32,
    data: u32,
}

impl Layout {
    fn of(plan: &Plan<'_>, purpose: Purpose) -> Layout {
        let grouped = columns(plan).any(|(_, c)| !c.group.is_empty());
        let heading = if grouped { 3 } else { 2 };
        let example = u32::from(has_example(plan, purpose));
        Layout { grouped, heading, data: heading + 1 + example }
    }
}

/// The county's own row and the regions are filled in already: no example there.
fn has_example(plan: &Plan<'_>, purpose: Purpose) -> bool {
    purpose == Purpose::Blank && plan.rows.is_empty()
}

fn columns<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = (u16, &'p Column)> {
    (1u16..).zip(plan.columns.iter().filter_map(|at| plan.table.columns.get(*at)))
}

/// Writes the sheet.
pub fn write(
    book: &mut Workbook,
    d: &Dossier,
    plan: &Plan<'_>,
    plans: &[Plan<'_>],
    purpose: Purpose,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let layout = Layout::of(plan, purpose);
    let sheet = book.add_worksheet().set_name(plan.table.sheet)?;
    sheet.set_tab_color(plan.table.theme.colour());
    sheet.set_default_note_author("均衡");
    sheet.set_default_row_height(18);
    titles(sheet, d, plan, styles)?;
    headings(sheet, plan, &layout, styles)?;
    if has_example(plan, purpose) {
        example(sheet, plan, layout.heading + 1, styles)?;
    }
    let mut row = layout.data;
    for (n, fields) in (1u32..).zip(&plan.rows) {
        data(sheet, plan, row, n, fields, styles)?;
        row += 1;
    }
    let empty = match (purpose, plan.rows.is_empty()) {
        _ if plan.table.key == "county" => 0,
        (Purpose::Blank, true) => 20,
        (Purpose::Filled | Purpose::WithoutPlan, true) => 8,
        _ => 0,
    };
    for blank in row..row + empty {
        sheet.write_blank(blank, 0, &styles.short)?;
        for (col, column) in columns(plan) {
            sheet.write_blank(blank, col, shown::format(column, styles))?;
        }
    }
    checks(sheet, plan, plans, &layout, purpose)?;
    printing(sheet, d, plan, &layout, row + empty)
}

fn titles(sheet: &mut Worksheet, d: &Dossier, plan: &Plan<'_>, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 28)?;
    sheet.set_row_height(1, 20)?;
    sheet.write_string_with_format(0, 0, format!("{}　{}", plan.table.sheet, d.county_name()), &styles.title)?;
    if d.invented {
        let text = format!("演示数据，均为虚构。{}", plan.table.purpose);
        sheet.write_string_with_format(1, 0, text, &styles.invented)?;
    } else {
        sheet.write_string_with_format(1, 0, plan.table.purpose, &styles.hint)?;
    }
    Ok(())
}

/// The heading with its unit on a line of its own.
fn title(column: &Column) -> String {
    if column.unit.is_empty() { column.header.clone() } else { format!("{}\n（{}）", column.header, column.unit) }
}

/// The lines a heading takes in a column of that width.
fn title_lines(column: &Column, wide: f64) -> f64 {
    let room = (wide - 1.0).max(2.0);
    let line = |text: &str| text.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
    title(column).lines().map(|l| (line(l) / room).ceil().max(1.0)).sum()
}

/// The width of a column in characters.
fn width(column: &Column) -> f64 {
    let length: usize = column.header.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let by_kind: f64 = match column.kind {
        Kind::Id => 15.0,
        Kind::Text if column.header.contains("名称") || column.header.contains("文件") => 28.0,
        Kind::Text if column.header == "学校名称" => 26.0,
        Kind::Text | Kind::List => 20.0,
        Kind::Choice(_) => 16.0,
        Kind::Choices(_) => 14.0,
        Kind::Date => 12.5,
        Kind::Signed(_) => 14.0,
        Kind::Amount(2) | Kind::ItemQuantity | Kind::Degree => 12.0,
        Kind::YesNo => 10.0,
        _ => 8.5,
    };
    // a heading takes two lines at most, a sentence three, the unit aside
    let lines = if length > 24 { 3.0 } else { 2.0 };
    by_kind.max((length as f64 / lines).ceil() + 3.0)
}

fn headings(sheet: &mut Worksheet, plan: &Plan<'_>, layout: &Layout, styles: &Styles) -> Result<(), XlsxError> {
    let top = if layout.grouped { layout.heading - 1 } else { layout.heading };
    let spanning =
        |sheet: &mut Worksheet, col: u16, text: &str, format: &rust_xlsxwriter::Format| -> Result<(), XlsxError> {
            if layout.grouped {
                sheet.merge_range(top, col, layout.heading, col, text, format)?;
            } else {
                sheet.write_string_with_format(top, col, text, format)?;
            }
            Ok(())
        };
    sheet.set_column_width(0, 6)?;
    spanning(sheet, 0, "序号", &styles.heading)?;
    let mut height = 20;
    let all: Vec<(u16, &Column)> = columns(plan).collect();
    for (col, column) in &all {
        let wide = width(column);
        sheet.set_column_width(*col, wide)?;
        height = height.max(title_lines(column, wide) as u32 * 15 + 6);
        let format = if column.required { &styles.required } else { &styles.heading };
        if column.group.is_empty() {
            spanning(sheet, *col, &title(column), format)?;
        } else {
            sheet.write_string_with_format(layout.heading, *col, title(column), format)?;
        }
        let length = column.note.chars().count();
        let note = Note::new(&column.note)
            .add_author_prefix(false)
            .set_width(240)
            .set_height(24 + 20 * u32::try_from(length.div_ceil(15)).unwrap_or(1));
        let row = if column.group.is_empty() { top } else { layout.heading };
        sheet.insert_note(row, *col, &note)?;
    }
    // neighbours under one group share its heading
    let mut at = 0;
    while let Some((first, column)) = all.get(at) {
        let same = all.iter().skip(at).take_while(|(_, c)| c.group == column.group).count();
        if !column.group.is_empty() {
            let last = first + u16::try_from(same).unwrap_or(1) - 1;
            if last > *first {
                sheet.merge_range(top, *first, top, last, &column.group, &styles.group)?;
            } else {
                sheet.write_string_with_format(top, *first, &column.group, &styles.group)?;
            }
        }
        at += same.max(1);
    }
    sheet.set_row_height(layout.heading, height)?;
    if layout.grouped {
        sheet.set_row_height(top, 20)?;
    }
    sheet.set_freeze_panes(layout.heading + 1, if plan.table.frozen == 0 { 0 } else { plan.table.frozen + 1 })?;
    Ok(())
}

fn example(sheet: &mut Worksheet, plan: &Plan<'_>, row: u32, styles: &Styles) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, "示例", &styles.example)?;
    for (col, column) in columns(plan) {
        let number =
            matches!(column.kind, Kind::Id | Kind::Text | Kind::Month | Kind::Date) || column.example.is_empty();
        match column.example.parse::<f64>() {
            Ok(n) if !number => sheet.write_number_with_format(row, col, n, &styles.example)?,
            _ => sheet.write_string_with_format(row, col, &column.example, &styles.example)?,
        };
    }
    Ok(())
}

fn data(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    row: u32,
    number: u32,
    fields: &[Option<Field>],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.write_number_with_format(row, 0, number, &styles.year)?;
    let item = plan.table.at("item").and_then(|at| match fields.get(at) {
        Some(Some(Field::Choice(item))) => Item::ALL.get(*item).copied(),
        _ => None,
    });
    for ((col, column), at) in columns(plan).zip(&plan.columns) {
        match fields.get(*at) {
            Some(Some(field)) => shown::write(sheet, (row, col), field, column, item, styles)?,
            _ => {
                sheet.write_blank(row, col, shown::format(column, styles))?;
            }
        }
    }
    Ok(())
}

/// The column of another sheet that a key refers to: (table, column).
fn refers_to(column: &Column, table: &str) -> Option<(&'static str, &'static str)> {
    let stem = column.key.split('/').next().unwrap_or("");
    match stem {
        "school_name" => Some(("schools", "name")),
        "school" | "parent" | "feeds" | "served_by" => Some(("schools", "id")),
        "zone" | "zones" => Some(("zones", "id")),
        "site" => Some(("sites", "id")),
        "project" if table != "projects" => Some(("projects", "id")),
        _ => None,
    }
}

fn reference(target: (&str, &str), plans: &[Plan<'_>], purpose: Purpose) -> Option<String> {
    let plan = plans.iter().find(|p| p.table.key == target.0)?;
    let (col, _) = columns(plan).find(|(_, c)| c.key == target.1)?;
    let letter = intake::column_letters(u32::from(col));
    let first = Layout::of(plan, purpose).data + 1;
    Some(format!("='{}'!${letter}${first}:${letter}${}", plan.table.sheet, LAST_CHECKED + 1))
}

fn checks(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    plans: &[Plan<'_>],
    layout: &Layout,
    purpose: Purpose,
) -> Result<(), XlsxError> {
    for (col, column) in columns(plan) {
        let rule = DataValidation::new();
        let rule = match column.kind {
            _ if refers_to(column, plan.table.key).is_some() => {
                let Some(range) = refers_to(column, plan.table.key).and_then(|t| reference(t, plans, purpose)) else {
                    continue;
                };
                rule.allow_list_formula(Formula::new(range))
                    .set_error_style(DataValidationErrorStyle::Warning)
                    .set_error_title("没有登记")?
                    .set_error_message("这里要填已经登记的编号或名称。请先在对应的表中登记。")?
            }
            Kind::Choice(list) => rule
                .allow_list_formula(Formula::new(options::range(list)))
                .set_error_title("请从列表中选择")?
                .set_error_message("单元格右侧有下拉箭头，请从列表中选择一项。不掌握的空着。")?,
            Kind::YesNo => rule
                .allow_list_strings(&["是", "否"])?
                .set_error_title("请填“是”或“否”")?
                .set_error_message("只能填“是”或“否”，不掌握的空着。")?,
            Kind::Year | Kind::SchoolYear => rule
                .allow_whole_number(DataValidationRule::Between(1900, 2200))
                .set_error_title("请填四位数年份")?
                .set_error_message("例如 2020。学年按秋季开学的年份填写。")?,
            Kind::Count | Kind::Amount(0) => rule
                .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
                .set_error_title("请填整数")?
                .set_error_message("只能填 0 或正整数，不写单位。没有填 0，不掌握的空着。")?,
            Kind::Integer => rule
                .allow_whole_number(DataValidationRule::Between(-1_000_000_000, 1_000_000_000))
                .set_error_title("请填整数")?
                .set_error_message("只能填整数，减少填负数。")?,
            Kind::Amount(_) | Kind::ItemQuantity => rule
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_title("请填数字")?
                .set_error_message("只能填 0 或正数，不写单位。没有填 0，不掌握的空着。")?,
            Kind::Signed(_) => rule
                .allow_decimal_number(DataValidationRule::Between(-1e12, 1e12))
                .set_error_title("请填数字")?
                .set_error_message("只填数字，不写单位。")?,
            Kind::Degree => rule
                .allow_decimal_number(DataValidationRule::Between(-180.0, 180.0))
                .set_error_title("请填十进制度数")?
                .set_error_message("例如经度 111.670123，纬度 40.818456。")?,
            _ => continue,
        };
        sheet.add_data_validation(layout.data, col, LAST_CHECKED, col, &rule)?;
    }
    Ok(())
}

fn printing(sheet: &mut Worksheet, d: &Dossier, plan: &Plan<'_>, layout: &Layout, end: u32) -> Result<(), XlsxError> {
    let total: f64 = 6.0 + columns(plan).map(|(_, c)| width(c)).sum::<f64>();
    // about 150 characters of this size fit an A4 page laid across at a readable scale
    let pages = ((total / 150.0).ceil() as u16).max(1);
    let last = columns(plan).last().map_or(0, |(c, _)| c);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(pages, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(0, layout.heading)?;
    if pages > 1 && plan.table.frozen > 0 {
        sheet.set_repeat_columns(0, plan.table.frozen)?;
    }
    sheet.set_print_area(0, 0, end.max(layout.data + 1) - 1, last)?;
    let mark = if d.invented { "演示数据" } else { "" };
    sheet.set_header(format!("&L{}&R{mark}", d.county_name()));
    sheet.set_footer(format!("&L{}&C第 &P 页　共 &N 页", plan.table.sheet));
    Ok(())
}
