//! The comparison as a workbook（方案对比表.xlsx）.

use super::{Amount, Comparison};
use crate::cell::Cell;
use crate::sheet::{self, Head, Style};
use crate::table::{Column, Table};
use crate::{Case, PaperKind, PapersError};
use catalogue::{Lang, text};
use model::{Fen, Message};
use programme::Entry;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Two sheets: the measures with their differences, and the projects that change.
pub(super) fn write(case: &Case<'_>, found: &Comparison) -> Result<Vec<u8>, PapersError> {
    build(case, found).map_err(|e| PapersError::Write { file: PaperKind::Comparison.ending(), why: e.to_string() })
}

fn say(message: &Message) -> String {
    text(Lang::Zh, message)
}

fn build(case: &Case<'_>, found: &Comparison) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = case.dossier.as_of;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("{}方案对比表", case.dossier.county_name()))
            .set_author("Junheng")
            .set_creation_datetime(&ExcelDateTime::from_ymd(date.year().0, date.month(), date.day())?),
    );
    let style = Style::new();
    let banner = if case.dossier.invented {
        "演示数据，含有假设，不作为上报依据"
    } else {
        "含有假设，不作为上报依据"
    };
    let d = case.dossier;
    for table in [measures(found), projects(found), cases(found)] {
        let title = format!("{}{}（{}—{}年）", d.county_name(), table.name, d.cycle.first, d.cycle.last);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&table.name)?;
        sheet::write(worksheet, &style, &Head { title, banner: Some(banner) }, &[&table])?;
    }
    workbook.save_to_buffer()
}

fn column(title: impl Into<String>, group: Option<&str>, width: u16) -> Column {
    Column { title: title.into(), group: group.map(str::to_owned), width, sum: false, centred: false }
}

fn table(name: &str, freeze: u16, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    Table { name: name.to_owned(), title: name.to_owned(), note: None, freeze, columns, rows, total: None }
}

fn cell(value: Option<Amount>) -> Cell {
    match value {
        Some(Amount::Money(fen)) => Cell::Money(fen),
        Some(Amount::Count(n)) => Cell::count(n),
        Some(Amount::Share(ppm)) => Cell::Number { value: i64::from(ppm.div_ceil(100)), places: 2 },
        None => Cell::NoData,
    }
}

/// What a case has more than the first; nothing where either is not known.
fn more(base: Option<Amount>, own: Option<Amount>) -> Cell {
    match (base, own) {
        (Some(Amount::Money(a)), Some(Amount::Money(b))) => b.minus(a).map_or(Cell::NoData, Cell::Money),
        (Some(Amount::Count(a)), Some(Amount::Count(b))) => b.checked_sub(a).map_or(Cell::NoData, Cell::count),
        _ => Cell::Blank,
    }
}

fn measures(found: &Comparison) -> Table {
    let mut columns = vec![column("类别", None, 14), column("指标", None, 30)];
    for (at, case) in found.cases.iter().enumerate() {
        columns.push(column(if at == 0 { "数值" } else { "本情景" }, Some(&case.name), 16));
        if at > 0 {
            columns.push(column("与现方案相差", Some(&case.name), 14));
        }
    }
    let row = |m: &super::Measure| {
        let base = m.values.first().copied().flatten();
        let mut cells = vec![Cell::Text(say(&m.group)), Cell::Text(say(&m.label))];
        for (at, value) in m.values.iter().enumerate() {
            cells.push(cell(*value));
            if at > 0 {
                cells.push(more(base, *value));
            }
        }
        cells
    };
    table("方案对比", 2, columns, found.measures.iter().map(row).collect())
}

fn projects(found: &Comparison) -> Table {
    let columns = vec![
        column("情景", None, 16),
        column("变化", None, 10),
        column("项目编号", None, 18),
        column("项目名称", None, 40),
        column("现方案年份", None, 14),
        column("本情景年份", None, 14),
        column("现方案投资（万元）", None, 16),
        column("本情景投资（万元）", None, 16),
    ];
    let years = |e: &Entry| {
        Cell::Text(if e.start == e.finish { e.start.to_string() } else { format!("{}—{}", e.start, e.finish) })
    };
    let mut rows = Vec::new();
    for case in found.cases.iter().skip(1) {
        let mut push = |what: &str, before: Option<&Entry>, after: Option<&Entry>| {
            let Some(named) = after.or(before) else { return };
            let total = |e: Option<&Entry>| e.map_or(Cell::Blank, |e| Cell::Money(Fen(e.total.0)));
            rows.push(vec![
                Cell::Text(case.name.clone()),
                Cell::from(what),
                Cell::Text(named.id.to_string()),
                Cell::Text(named.name.clone()),
                before.map_or(Cell::Blank, years),
                after.map_or(Cell::Blank, years),
                total(before),
                total(after),
            ]);
        };
        let Some(change) = &case.change else { continue };
        change.came.iter().for_each(|e| push("新列入", None, Some(e)));
        change.went.iter().for_each(|e| push("退出", Some(e), None));
        change.moved.iter().for_each(|(a, b)| push("改年份", Some(a), Some(b)));
        change.resized.iter().for_each(|(a, b)| push("改规模", Some(a), Some(b)));
    }
    table("项目变化", 2, columns, rows)
}

fn cases(found: &Comparison) -> Table {
    let columns = vec![column("情景", None, 18), column("假设", None, 60), column("结果", None, 60)];
    let row = |c: &super::Column| {
        let list = |m: &[Message]| m.iter().map(say).collect::<Vec<_>>().join("\n");
        let result = if !c.refused.is_empty() {
            list(&c.refused)
        } else if c.reproducible {
            "已编排方案并通过独立校验".to_owned()
        } else {
            "已编排方案并通过独立校验；按时间停止，不可重现".to_owned()
        };
        vec![Cell::Text(c.name.clone()), Cell::Text(list(&c.assumed)), Cell::Text(result)]
    };
    table("情景说明", 1, columns, found.cases.iter().map(row).collect())
}
