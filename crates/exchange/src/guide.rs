//! The parts of the guide that follow from the tables (指南中由表定义生成的部分).

use crate::column::{Column, Kind};
use crate::problem::{Code, Severity};
use crate::table::{Table, all};
use catalogue::{Lang, text};
use model::Message;
use std::fmt::Write as _;

/// Every table with every column, in Markdown.
pub fn tables() -> String {
    let mut out = String::new();
    for (number, table) in (1..).zip(all()) {
        let _ = writeln!(out, "### {number}. {}\n", table.sheet);
        let _ = writeln!(out, "{}", table.purpose);
        if table.rare {
            let _ = writeln!(out, "\n空白工作簿里没有这张表，有数据时才会写出；需要时可以自己加一张同名的表。");
        }
        if !table.synonyms.is_empty() {
            let _ = writeln!(out, "\n工作表也可以叫：{}。", table.synonyms.join("、"));
        }
        if !table.identity.is_empty() {
            let _ = writeln!(out, "\n不得重复的列：{}。", identity(table));
        }
        let _ = writeln!(out, "\n| 列 | 填法 | 必填 | 说明 |\n| --- | --- | --- | --- |");
        for column in &table.columns {
            let required = if column.required { "是" } else { "" };
            let _ = writeln!(
                out,
                "| {} | {} | {required} | {} |",
                column.full_title(),
                how(column),
                column.note.replace('|', "／")
            );
        }
        out.push('\n');
    }
    out
}

fn identity(table: &Table) -> String {
    let titles = table.identity.iter().filter_map(|k| table.column(k)).map(|c| c.header.clone());
    titles.collect::<Vec<_>>().join("＋")
}

fn how(column: &Column) -> String {
    match column.kind {
        Kind::Id => "编号".to_owned(),
        Kind::Text => "文字".to_owned(),
        Kind::List => "文字，用顿号隔开".to_owned(),
        Kind::Choice(list) => format!("选项：{}", options(list)),
        Kind::Choices(list) => format!("选项，可以多个：{}", options(list)),
        Kind::YesNo => "是、否".to_owned(),
        Kind::Year => "年份".to_owned(),
        Kind::SchoolYear => "学年".to_owned(),
        Kind::Month => "年月".to_owned(),
        Kind::Date => "日期".to_owned(),
        Kind::Count => "整数".to_owned(),
        Kind::Integer => "整数，可以为负".to_owned(),
        Kind::Amount(0) => "整数".to_owned(),
        Kind::Amount(_) => "数字".to_owned(),
        Kind::Signed(_) => "数字".to_owned(),
        Kind::ItemQuantity => "数字，单位由内容确定".to_owned(),
        Kind::Degree => "十进制度数".to_owned(),
    }
}

fn options(list: crate::code_list::CodeList) -> String {
    let names = list.names();
    let offered = list.offered();
    if offered > 20 {
        return format!("共{offered}项，见下拉列表");
    }
    names.into_iter().take(offered).collect::<Vec<_>>().join("、")
}

/// Every problem the reader can find, with why and what to do, in Markdown.
pub fn problems() -> String {
    let mut out = String::from("| 等级 | 代号 | 问题 | 原因 | 处理 |\n| --- | --- | --- | --- | --- |\n");
    for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
        for code in Code::ALL.iter().filter(|c| c.severity() == severity) {
            let [what, why, remedy] = code.keys().map(shown);
            let level = crate::marks::severity(severity, Lang::Zh);
            let _ = writeln!(out, "| {level} | `{}` | {what} | {why} | {remedy} |", code.code());
        }
    }
    out
}

/// A message with dots where its arguments stand.
fn shown(key: &'static str) -> String {
    let args = [
        "format",
        "known",
        "found",
        "wanted",
        "table",
        "sheet",
        "missing",
        "column",
        "first",
        "unit",
        "own",
        "units",
        "range",
        "count",
        "stated",
        "sum",
        "key",
        "row",
        "value",
        "rest",
        "kept",
        "second",
        "options",
        "code",
        "school",
        "registered",
        "given",
        "lon",
        "lat",
        "where",
        "classes",
        "pupils",
        "girls",
        "boarders",
        "class",
        "year",
        "kind",
        "stage",
        "danger",
        "floor",
        "part",
        "whole",
        "limit",
        "measure",
        "median",
        "before",
        "old",
        "new",
        "total",
        "part",
        "start",
        "finish",
        "project",
        "funded",
        "item",
        "amount",
        "priced",
        "reason",
        "name",
        "encoding",
        "region",
    ];
    let message = args.into_iter().fold(Message::new(key), |m, name| m.with(name, "…"));
    text(Lang::Zh, &message).replace('|', "／").replace('\n', " ")
}
