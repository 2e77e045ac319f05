//! Reading figures (政策数值).

use super::applies::applies;
use super::common::{basis, key};
use super::document::Documents;
use super::fields::{Fields, Reader, number_of};
use crate::{Applies, Dated, Figure};
use model::{Message, Stage};
use rust_decimal::Decimal;

/// The units a figure may have.
pub const UNITS: &[&str] = &[
    "人",
    "人/班",
    "人/百名学生",
    "人/千人",
    "班",
    "班/间",
    "间/百名学生",
    "间",
    "所",
    "%",
    "系数",
    "平方米",
    "平方米/生",
    "平方米/座",
    "平方米/教师",
    "平方米/间",
    "平方米/套",
    "平方米/辆",
    "米",
    "米/生",
    "元",
    "元/生",
    "元/生·年",
    "万元",
    "亿元",
    "册/生",
    "种",
    "台/生",
    "人/台",
    "人/个",
    "人/米",
    "层",
    "部",
    "度",
    "个",
    "项",
    "分",
    "天",
    "工作日",
    "月",
    "年",
    "岁",
    "学时",
    "小时/周",
    "次/天",
    "‰",
    "倍",
    "笔",
    "百分比",
    "个月",
];

/// A share of a whole: 0 to 100.
const PERCENT: &str = "%";
/// A ratio to something else in hundredths: 0 to 1,000.
const RATIO: &str = "百分比";

/// Reads one `[[figure]]`. `by_stage` makes one figure of each stage.
pub(super) fn figure(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Vec<Figure> {
    let key = key(r, &mut f);
    let name = f.text(r, "name");
    let unit = f.text(r, "unit");
    if let Some(unit) = unit.as_ref().filter(|u| !UNITS.contains(&u.as_str())) {
        f.report(r, "unit", Message::new("policy-unknown-unit").with("value", unit).with("allowed", UNITS.join("、")));
    }
    let applies = applies(r, &mut f);
    let values = values(r, &mut f, &applies, unit.as_deref());
    let tighter = f.word_opt(r, "tighter");
    let b = basis(r, &mut f, documents);
    f.finish(r);
    let (Some(key), Some(name), Some(unit), Some(reference), Some(certainty)) =
        (key, name, unit, b.reference, b.certainty)
    else {
        return Vec::new();
    };
    let make = |(stage, values): (Option<Stage>, Vec<Dated>)| Figure {
        key: key.clone(),
        name: name.clone(),
        unit: unit.clone(),
        values,
        applies: Applies { stages: stage.map_or_else(|| applies.stages.clone(), |s| vec![s]), ..applies.clone() },
        reference: reference.clone(),
        certainty,
        tighter,
        authority: b.authority.clone(),
        note: b.note.clone(),
        issuer: String::new(),
    };
    values.into_iter().map(make).collect()
}

type Series = Vec<(Option<Stage>, Vec<Dated>)>;

fn values(r: &mut Reader<'_>, f: &mut Fields<'_>, applies: &Applies, unit: Option<&str>) -> Series {
    let forms = ["value", "values", "by_stage"];
    if forms.iter().filter(|n| f.has(n)).count() != 1 {
        f.report(r, "value", Message::new("policy-value-forms"));
        for name in forms {
            let _ = f.take(name);
        }
        let _ = f.take("from");
        return Vec::new();
    }
    let mut out: Series = Vec::new();
    if f.has("values") {
        let mut dated: Vec<Dated> = Vec::new();
        for mut step in f.tables(r, "values") {
            let (from, value) = (step.date(r, "from"), step.number(r, "value"));
            if let (Some(from), Some(value)) = (from, value) {
                if dated.last().is_some_and(|d| d.from >= from) {
                    step.report(r, "from", Message::new("policy-dates-not-rising").with("date", from));
                }
                in_range(r, &step, unit, value);
                dated.push(Dated { from, value });
            }
            step.finish(r);
        }
        if dated.is_empty() {
            f.report(r, "values", Message::new("policy-value-forms"));
        }
        out.push((None, dated));
    } else {
        let _ = (f.take("values"), f.take("value"), f.take("by_stage"));
        let from = f.date(r, "from");
        if f.has("by_stage") {
            if !applies.stages.is_empty() {
                f.report(r, "by_stage", Message::new("policy-stages-twice"));
            }
            let mut stages = f.table(r, "by_stage");
            for (name, stage) in [("primary", Stage::Primary), ("junior", Stage::Junior), ("senior", Stage::Senior)] {
                let Some(t) = &mut stages else { break };
                let value = t.number_opt(r, name);
                if let (Some(value), Some(from)) = (value, from) {
                    in_range(r, t, unit, value);
                    out.push((Some(stage), vec![Dated { from, value }]));
                }
            }
            if let Some(t) = stages {
                t.finish(r);
            }
        } else {
            let value = f.take("value").and_then(|node| {
                let got = number_of(node);
                if got.is_none() {
                    f.report(r, "value", Message::new("policy-want-number"));
                }
                got
            });
            if let (Some(value), Some(from)) = (value, from) {
                in_range(r, f, unit, value);
                out.push((None, vec![Dated { from, value }]));
            }
        }
    }
    let _ = (f.take("values"), f.take("value"), f.take("by_stage"), f.take("from"));
    out
}

fn in_range(r: &mut Reader<'_>, f: &Fields<'_>, unit: Option<&str>, value: Decimal) {
    let most = match unit {
        Some(PERCENT) => Some(100),
        Some(RATIO) => Some(1_000),
        _ => None,
    };
    if let Some(most) = most.filter(|m| !(Decimal::ZERO..=Decimal::from(*m)).contains(&value)) {
        f.report(r, "value", Message::new("policy-percent-range").with("value", value).with("most", most));
    } else if value.is_sign_negative() && !value.is_zero() {
        f.report(r, "value", Message::new("policy-negative").with("value", value));
    }
}
