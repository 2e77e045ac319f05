//! The county and its planning cycle (基本信息), one row.

use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, RegionCode};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "county",
        sheet: "基本信息",
        synonyms: &["县基本信息", "规划基本信息"],
        purpose: "规划单位、规划周期和基准学年。只填一行。",
        theme: Theme::County,
        identity: &["county"],
        frozen: 0,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    vec![
        col("county", "行政区划代码", Kind::Id)
            .also(&["区划代码", "县代码", "旗县区代码"])
            .note("六位国家标准代码；开发区填写本地代码。已由系统填好，不要修改。")
            .example("150121")
            .required(),
        col("county_name", "旗县区名称", Kind::Text)
            .also(&["县名称", "单位"])
            .note("已由系统填好，仅供核对；名称以“行政区划”表为准。")
            .example("示范县"),
        col("first", "规划首年", Kind::Year).note("规划周期的第一年。").example("2021").required(),
        col("last", "规划末年", Kind::Year).note("规划周期的最后一年。").example("2025").required(),
        col("base_year", "基准学年", Kind::SchoolYear)
            .note("按秋季开学年份填写。学校数据以该学年9月1日为准。")
            .example("2020")
            .required(),
        col("as_of", "规划日期", Kind::Date)
            .note("按哪一天有效的标准和名单判断，写到日。")
            .example("2021-10-15")
            .required(),
        col("title", "规划名称", Kind::Text)
            .note("规划文本的标题，可以空着。")
            .example("示范县义务教育薄弱环节改善与能力提升工作规划"),
        col("invented", "演示数据", Kind::YesNo)
            .note("数据为虚构时填“是”，所有表格和文本都会标明。")
            .example("是")
            .rare(),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    let mut row = rows.row();
    row.put("county", d.county.as_str())
        .put("first", d.cycle.first)
        .put("last", d.cycle.last)
        .put("base_year", d.base_year)
        .put("as_of", d.as_of)
        .maybe("county_name", d.region().map(|r| r.name.as_str()));
    if !d.plan.title.is_empty() {
        row.put("title", &d.plan.title);
    }
    if d.invented {
        row.put("invented", true);
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    if let Some(text) = r.text("county") {
        match text.parse::<RegionCode>() {
            Ok(code) => load.dossier.county = code,
            Err(_) => load.problems.add(Code::BadRegionCode, r.spot("county"), &[("code", text.to_owned())]),
        }
    }
    if let Some(y) = r.year("first") {
        load.dossier.cycle.first = y;
    }
    if let Some(y) = r.year("last") {
        load.dossier.cycle.last = y;
    }
    if let Some(y) = r.number("base_year").and_then(|n| u16::try_from(n).ok()) {
        load.dossier.base_year = model::SchoolYear(y);
    }
    if let Some(d) = r.date("as_of") {
        load.dossier.as_of = d;
    }
    load.dossier.plan.title = r.string("title").unwrap_or_default();
    load.dossier.invented = r.yes("invented").unwrap_or(false);
    load.keep(r, "county");
}
