//! The cover sheet (填表说明): how to fill in the workbook.

use super::style::Styles;
use super::{Plan, Purpose};
use crate::read::identify::COVER;
use model::Dossier;
use rust_xlsxwriter::{Url, Workbook, Worksheet, XlsxError};

const STEPS: [&str; 6] = [
    "先核对“基本信息”，再填“学校基本情况”。其他表里的学校都要先在“学校基本情况”登记。",
    "从本县统计报表复制数字时，用“选择性粘贴—数值”，以免冲掉格式和下拉列表。",
    "每张表的灰色斜体行是示例，读取时跳过，可以删除。表头上有红色小三角的，把鼠标停在上面可以看到填写说明。",
    "行数不够时直接往下填；列的顺序可以调整，但不要改表头文字，不要合并数据单元格。",
    "可以保留合计、小计行和表后的注，系统会用合计核对各行，不会重复计算。",
    "填完后用 junheng workbook check 检查。有问题的单元格会在返回的副本中标出颜色并写明原因，改好后再查，直到没有错误。",
];

const RULES: [(&str, &str); 6] = [
    ("没有", "填 0。例如没有危房、没有寄宿生，填 0。"),
    ("不掌握", "空着，什么也不填。空着表示“无数据”，不会当作 0，也不会当作达标。"),
    ("学年", "按秋季开学的年份填写：2020 表示 2020—2021 学年，数据以 2020 年 9 月 1 日为准。"),
    ("单位", "按表头括号内的单位填写：资金一般为万元，单价为元，面积为平方米，跑道和围墙为米。只填数字，不写单位。"),
    ("日期", "写成 2021-10-15；到月的写成 2021-10；年份写四位数。"),
    ("编号", "学校、学区、校址、项目的编号在各表中要一致。编号可以是数字，也可以是字母加数字。"),
];

const WITHOUT_PLAN: &str =
    "本工作簿不含规划：该县规划尚未报送。规划项目、资金安排、必办事项、豁免记录等表没有列出，不表示没有。";

/// Writes the cover.
pub fn write(
    book: &mut Workbook,
    d: &Dossier,
    plans: &[Plan<'_>],
    purpose: Purpose,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(COVER)?;
    sheet.set_screen_gridlines(false);
    for (col, width) in [(0u16, 2.0), (1, 30.0), (2, 96.0)] {
        sheet.set_column_width(col, width)?;
    }
    let mut row = 1;
    sheet.set_row_height(row, 30)?;
    sheet.write_string_with_format(row, 1, "义务教育薄弱环节改善与能力提升规划数据工作簿", &styles.title)?;
    row += 1;
    let county = format!(
        "{}（{}）　规划周期 {}—{} 年　基准学年 {}—{} 学年",
        d.county_name(),
        d.county,
        d.cycle.first,
        d.cycle.last,
        d.base_year,
        d.base_year.plus(1)
    );
    sheet.write_string_with_format(row, 1, county, &styles.hint)?;
    row += 1;
    if d.invented {
        sheet.write_string_with_format(row, 1, "演示数据：学校和数字均为虚构，不得用作申报。", &styles.invented)?;
        row += 1;
    }
    if purpose == Purpose::WithoutPlan {
        sheet.write_string_with_format(row, 1, WITHOUT_PLAN, &styles.invented)?;
        row += 1;
    }
    row = section(sheet, row + 1, if purpose == Purpose::Blank { "怎样填写" } else { "怎样修改" }, styles)?;
    for (n, step) in (1..).zip(STEPS) {
        sheet.merge_range(row, 1, row, 2, &format!("{n}. {step}"), &styles.plain)?;
        sheet.set_row_height(row, lines(step, 118))?;
        row += 1;
    }
    row = section(sheet, row + 1, "几条规定", styles)?;
    for (word, rule) in RULES {
        sheet.write_string_with_format(row, 1, word, &styles.short)?;
        sheet.write_string_with_format(row, 2, rule, &styles.text)?;
        sheet.set_row_height(row, lines(rule, 104))?;
        row += 1;
    }
    row = section(sheet, row + 1, "颜色", styles)?;
    let colours = [
        (&styles.required, "深蓝表头", "必填。缺了这一列，整行无法使用。"),
        (&styles.heading, "浅蓝表头", "有数据就填，没有数据空着。"),
        (&styles.group, "蓝色表头", "下面几列的总标题。"),
        (&styles.example, "示例", "示例行，读取时跳过。"),
    ];
    for (format, word, rule) in colours {
        sheet.write_string_with_format(row, 1, word, format)?;
        sheet.write_string_with_format(row, 2, rule, &styles.text)?;
        sheet.set_row_height(row, 20)?;
        row += 1;
    }
    row = section(sheet, row + 1, "各表用途（点击表名可以跳转）", styles)?;
    for plan in plans {
        let link = Url::new(format!("internal:'{}'!A1", plan.table.sheet)).set_text(plan.table.sheet);
        sheet.write_url_with_format(row, 1, link, &styles.link.clone().merge(&styles.key))?;
        sheet.write_string_with_format(row, 2, plan.table.purpose, &styles.text)?;
        sheet.set_row_height(row, lines(plan.table.purpose, 104))?;
        row += 1;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页　共 &N 页");
    Ok(())
}

fn section(sheet: &mut Worksheet, row: u32, title: &str, styles: &Styles) -> Result<u32, XlsxError> {
    sheet.set_row_height(row, 24)?;
    sheet.write_string_with_format(row, 1, title, &styles.section)?;
    Ok(row + 1)
}

/// The height of a row whose text runs over several lines of so many half-width characters.
fn lines(text: &str, width: usize) -> u32 {
    let length: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let lines = length.div_ceil(width.max(1)).max(1);
    u32::try_from(lines).unwrap_or(1) * 16 + 4
}
