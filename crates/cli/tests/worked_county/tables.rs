//! Comparing printed tables and sentences with the second computation.

use crate::office::{Rows, plain};
use serde_json::Value;

/// A table of the second computation: the sheet it stands on, the columns it gives, its rows.
struct Wanted<'a> {
    sheet: &'a str,
    columns: Vec<&'a str>,
    rows: Rows,
}

fn wanted(expected: &Value) -> Vec<Wanted<'_>> {
    let texts = |v: &Value| v.as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let table = |t| {
        let t: &Value = t;
        Wanted {
            sheet: t["sheet"].as_str().unwrap(),
            columns: t["columns"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect(),
            rows: t["rows"].as_array().unwrap().iter().map(texts).collect(),
        }
    };
    expected["tables"].as_array().unwrap().iter().map(table).collect()
}

/// Where the columns of a table stand in some rows: the header row, and the place of each column. A column "甲/乙" has a
/// second header row, where the first one's text spans to the right.
fn place(rows: &Rows, columns: &[&str]) -> Option<(usize, Vec<usize>)> {
    let double = columns.iter().any(|c| c.contains('/'));
    (0..rows.len()).find_map(|at| {
        let head = &rows[at];
        let below = rows.get(at + 1).filter(|_| double);
        let mut above = String::new();
        let mut labels = Vec::new();
        for (i, top) in head.iter().enumerate() {
            if !top.is_empty() {
                above.clone_from(top);
            }
            let sub = below.and_then(|b| b.get(i)).filter(|s| !s.is_empty());
            labels.push(sub.map_or_else(|| top.clone(), |sub| format!("{above}/{sub}")));
        }
        let found: Option<Vec<usize>> = columns.iter().map(|c| labels.iter().position(|l| l == c)).collect();
        found.map(|places| (at + 1 + usize::from(double), places))
    })
}

/// The rows that are wanted and not printed, each with the printed row nearest to it.
fn differences(table: &Wanted<'_>, rows: &Rows) -> Vec<String> {
    let Some((first, places)) = place(rows, &table.columns) else {
        return vec![format!("{}: no table with the columns {:?}", table.sheet, table.columns)];
    };
    let project =
        |row: &Vec<String>| places.iter().map(|p| row.get(*p).cloned().unwrap_or_default()).collect::<Vec<_>>();
    let printed: Rows = rows[first..].iter().map(project).collect();
    let missing = |row: &&Vec<String>| !printed.contains(row);
    let near = |row: &Vec<String>| {
        let alike = |p: &&Vec<String>| p.iter().zip(row).filter(|(a, b)| a == b).count();
        printed.iter().max_by_key(alike).map_or_else(String::new, |p| p.join(" | "))
    };
    let say = |row: &Vec<String>| format!("{}: expected {}; nearest {}", table.sheet, row.join(" | "), near(row));
    table.rows.iter().filter(missing).map(say).collect()
}

pub fn in_workbook(expected: &Value, book: &[(String, Rows)]) -> Vec<String> {
    let mut out = Vec::new();
    for table in wanted(expected) {
        match book.iter().find(|(name, _)| name == table.sheet) {
            Some((_, rows)) => out.extend(differences(&table, rows)),
            None => out.push(format!("no sheet {}", table.sheet)),
        }
    }
    out
}

/// The sheets whose tables the plan text repeats.
const REPEATED: [&str; 4] = ["汇总", "办学条件现状", "缺口汇总", "绩效目标"];

pub fn in_word(expected: &Value, tables: &[Rows]) -> Vec<String> {
    let mut out = Vec::new();
    for table in wanted(expected).iter().filter(|t| REPEATED.contains(&t.sheet)) {
        let with_columns = tables.iter().filter(|rows| place(rows, &table.columns).is_some());
        let best = with_columns.map(|rows| differences(table, rows)).min_by_key(Vec::len);
        out.extend(best.unwrap_or_else(|| vec![format!("{}: not in the text", table.sheet)]));
    }
    out
}

/// Each repeated row stands on one line of the PDF's text: its figures in order, and the start of its name there or, where
/// the name is broken over lines, next to it.
pub fn in_pdf(expected: &Value, text: &str) -> Vec<String> {
    let words = |line: &str| line.split_whitespace().map(plain).collect::<Vec<_>>();
    let lines: Vec<(String, Vec<String>)> =
        text.lines().map(|l| (l.chars().filter(|c| !c.is_whitespace()).collect(), words(l))).collect();
    let chinese = |c: &&String| c.chars().any(|c| ('一'..='鿿').contains(&c));
    let mut out = Vec::new();
    for table in wanted(expected).iter().filter(|t| REPEATED.contains(&t.sheet)) {
        for row in &table.rows {
            let name: String = row.iter().take(2).rfind(chinese).unwrap().chars().take(4).collect();
            let figures: Vec<&String> =
                row.iter().filter(|c| !c.is_empty() && !chinese(c) && !c.contains('(')).collect();
            let holds = |at: usize| {
                let mut rest = lines[at].1.iter();
                let near = &lines[at.saturating_sub(1)..lines.len().min(at + 2)];
                near.iter().any(|(bare, _)| bare.contains(&name)) && figures.iter().all(|f| rest.any(|word| word == *f))
            };
            if !(0..lines.len()).any(holds) {
                out.push(format!("{}: no line with {}", table.sheet, row.join(" | ")));
            }
        }
    }
    out
}

/// The sentences of the plan text that state money and counts.
pub fn sentences(expected: &Value, text: &str) -> Vec<String> {
    let money = &expected["money"]["by_year_and_source"];
    let two = |v: &Value| format!("{:.2}", v.as_str().unwrap().parse::<f64>().unwrap());
    let mut wanted = vec![format!("总投资{}万元", two(&money["合计"]["合计"]))];
    for source in ["中央资金", "自治区资金", "市级资金", "县级资金", "政府债券资金"] {
        wanted.push(format!("{source}{}万元", two(&money["合计"][source])));
    }
    for year in 2021..=2025 {
        wanted.push(format!("安排资金{}万元", two(&money[year.to_string()]["合计"])));
    }
    let gaps = expected["gap_summary"].as_object().unwrap();
    let sum = |key: &str| gaps.values().map(|g| g[key].as_u64().unwrap()).sum::<u64>();
    let (of, known, short, met) = (sum("of"), sum("known"), sum("short_schools"), sum("met"));
    wanted.push(format!("{of}项次：达标{met}项次，有缺口{short}项次，因缺数据不能判定{}项次", of - known));
    for (stage, name) in [("primary", "小学"), ("junior", "初中")] {
        let b = &expected["balance"][stage];
        let count = |v: Value| b["indicators"].as_array().unwrap().iter().filter(|i| i["within"] == v).count();
        wanted.push(format!(
            "{name}七项指标中，差异系数达标{}项，未达标{}项，不能判定{}项；校级达标学校{}所，能够判定的学校{}所，参评学校{}所",
            count(Value::Bool(true)),
            count(Value::Bool(false)),
            count(Value::Null),
            b["passing"],
            b["decided"],
            b["of"]
        ));
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    wanted.into_iter().filter(|w| !bare.contains(w.as_str())).map(|w| format!("not in the text: {w}")).collect()
}
