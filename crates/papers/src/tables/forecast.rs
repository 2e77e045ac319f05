//! How the forecast was chosen and how far off it would have been（预测方法与回测）.

use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use needs::forecast::{Choice, Level, Misses, Why};

/// Hundredths of a percent.
fn percent(hundredths: Option<u32>) -> Cell {
    hundredths.map_or(Cell::NoData, |value| Cell::Number { value: i64::from(value), places: 2 })
}

/// 50—199人, as pupils of a size group.
fn size(from: u32, to: Option<u32>) -> String {
    match (from, to.map(|to| to.saturating_sub(1))) {
        (0 | 1, None) => "不分规模".to_owned(),
        (0 | 1, Some(last)) => format!("{last}及以下"),
        (from, Some(last)) => format!("{from}—{last}"),
        (from, None) => format!("{from}及以上"),
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Best => "回测平均误差最小",
        Why::Simpler => "与误差最小的方法相差在一个标准误内，方法更简单",
        Why::Pooled => "本组学校少，按全学段学校选定",
        Why::Untested => "历年数据不足，未经回测，按默认方法",
    }
}

/// One row per stage and size group: the method used and the errors of all that competed.
pub(super) fn choices(case: &Case<'_>) -> Vec<Row> {
    let row = |c: &Choice| {
        let mut row = Row::new()
            .with("stage", c.stage.zh())
            .with("size", size(c.from, c.to))
            .with("method", c.method.zh())
            .with("why", why(c.why))
            .with("schools", Cell::count(c.schools));
        for (at, method) in needs::forecast::Method::ALL.into_iter().enumerate() {
            let found = c.candidates.iter().find(|f| f.method == method);
            row.set(format!("error_{at}"), percent(found.map(|f| f.misses.mean)));
        }
        let compared: Vec<&str> = c.candidates.iter().filter(|f| !f.eligible).map(|f| f.method.zh()).collect();
        row.with("compared", compared.join("、"))
    };
    case.needs.forecast.choices.iter().map(row).collect()
}

/// One row per stage, level and years ahead.
pub(super) fn tests(case: &Case<'_>) -> Vec<Row> {
    let forecast = &case.needs.forecast;
    let level = |stage, level: Level| match level {
        Level::Group(group) => {
            let found = forecast.choices.iter().find(|c| c.stage == stage && c.group == group);
            found.map_or_else(|| "学校".to_owned(), |c| format!("学校（{}人）", size(c.from, c.to)))
        }
        Level::School => "全部学校".to_owned(),
        Level::Zone => "学区合计".to_owned(),
        Level::County => "全县合计".to_owned(),
    };
    let mean = |misses: Option<Misses>| percent(misses.map(|m| m.mean));
    let share = |(inside, of): (usize, usize)| {
        let (inside, of) = (u32::try_from(inside).ok()?, u32::try_from(of).ok()?);
        // hundredths of a percent, half up
        u32::try_from((u64::from(inside) * 20_000).checked_add(u64::from(of))?.checked_div(u64::from(of) * 2)?).ok()
    };
    let row = |t: &needs::forecast::TestRow| {
        Row::new()
            .with("stage", t.stage.zh())
            .with("level", level(t.stage, t.level))
            .with("horizon", Cell::count(t.horizon))
            .with("tests", Cell::count(t.tests))
            .with("mean", percent(Some(t.chosen.mean)))
            .with("median", percent(Some(t.chosen.median)))
            .with("last", mean(t.last_value))
            .with("ratio", mean(t.survival_ratio))
            .with("inside", t.covered.map_or(Cell::NoData, |(inside, _)| Cell::count(inside)))
            .with("of", t.covered.map_or(Cell::NoData, |(_, of)| Cell::count(of)))
            .with("share", percent(t.covered.and_then(share)))
            .with("level_share", Cell::Number { value: i64::from(forecast.level), places: 1 })
    };
    forecast.tests.iter().map(row).collect()
}
