//! Gaps by school and by item（缺口表）.

use super::name;
use crate::cell::Cell;
use crate::row::Row;
use crate::{Case, PapersError};
use model::{Item, Quantity};
use needs::{BeforeAfter, Gap, Missing};
use policy::Standard;
use std::collections::{BTreeMap, BTreeSet};

/// One row per gap and per comparison that data do not allow; what is met is only counted.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    let open = case.needs.gaps.iter().filter(|g| g.short != Some(0));
    open.enumerate().map(|(at, gap)| row(case, at, gap)).collect()
}

fn row(case: &Case<'_>, at: usize, gap: &Gap) -> Row {
    let unit = gap.item.unit();
    let school = case.dossier.school(&gap.school);
    let stages: Vec<&str> = gap.stages.iter().map(|s| s.zh()).collect();
    Row::new()
        .with("no", Cell::count(at.saturating_add(1)))
        .with("code", Cell::or_no_data(school.and_then(|s| name::code(case, s))))
        .with("school", name::school(case, &gap.school))
        .with("township", school.and_then(|s| s.township.clone()).map_or(Cell::Blank, Cell::Text))
        .with("stage", stages.join("、"))
        .with("standard", name::standard(gap.standard))
        .with("item", gap.item.zh())
        .with("unit", unit.zh())
        .with("required", Cell::quantity(gap.required, unit))
        .with("present", Cell::quantity(gap.present, unit))
        .with("under_way", if gap.under_way == 0 { Cell::Blank } else { Cell::quantity(Some(gap.under_way), unit) })
        .with("short", Cell::quantity(gap.short, unit))
        .with("basis", basis(case, gap))
        .with("certainty", sureness(case, gap))
        .with("missing", gap.missing.iter().map(missing).collect::<Vec<_>>().join("、"))
}

/// The clauses a gap rests on.
fn basis(case: &Case<'_>, gap: &Gap) -> String {
    let cited: BTreeSet<String> = gap
        .requirements
        .iter()
        .filter_map(|key| case.policy.requirement(key))
        .map(|r| name::citation(&r.reference))
        .collect();
    if cited.is_empty() { "应为零".to_owned() } else { cited.into_iter().collect::<Vec<_>>().join("；") }
}

fn sureness(case: &Case<'_>, gap: &Gap) -> Cell {
    let worst = gap.requirements.iter().filter_map(|key| case.policy.requirement(key)).map(|r| r.certainty).max();
    worst.map_or(Cell::Blank, |c| Cell::from(name::certainty(c)))
}

/// Some figure the gap rests on has not been compared with the official text.
fn unproved(case: &Case<'_>, gap: &Gap) -> bool {
    let requirements = gap.requirements.iter().filter_map(|key| case.policy.requirement(key));
    requirements.map(|r| r.certainty).any(|c| c != policy::Certainty::Confirmed)
}

fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Kind => "缺办学类型".to_owned(),
        Missing::Owner => "缺举办者".to_owned(),
        Missing::Setting => "缺城乡分类".to_owned(),
        Missing::Boarding => "缺是否寄宿".to_owned(),
        Missing::Built => "缺建校年份".to_owned(),
        Missing::Record => "缺基准学年数据".to_owned(),
        Missing::Basis => "缺计算基数".to_owned(),
        Missing::Split => "缺高中部人数".to_owned(),
        Missing::Present(item) => format!("缺{}", item.zh()),
        Missing::UnderWay => "缺在建数量".to_owned(),
        Missing::Range => "数值过大".to_owned(),
    }
}

#[derive(Default)]
struct Sum {
    unproved: bool,
    short_schools: u32,
    short: Quantity,
    met: u32,
    unknown: u32,
}

/// One row per standard and item: schools short, met and unknown, how much is short before the plan and after it.
pub(super) fn summary(case: &Case<'_>, change: &BeforeAfter) -> Result<Vec<Row>, PapersError> {
    let mut sums: BTreeMap<(Standard, Item), Sum> = BTreeMap::new();
    let range = |item: Item| move || PapersError::Overflow(format!("{}的缺口", item.zh()));
    for gap in &case.needs.gaps {
        let sum = sums.entry((gap.standard, gap.item)).or_default();
        sum.unproved |= unproved(case, gap);
        match gap.short {
            None => sum.unknown = sum.unknown.saturating_add(1),
            Some(0) => sum.met = sum.met.saturating_add(1),
            Some(short) => {
                sum.short_schools = sum.short_schools.saturating_add(1);
                sum.short = sum.short.checked_add(short).ok_or_else(range(gap.item))?;
            }
        }
    }
    let row = |((standard, item), sum): ((Standard, Item), Sum)| {
        let unit = item.unit();
        let mark = if sum.unproved { "※" } else { "" };
        let row = Row::new()
            .with("standard", name::standard(standard))
            .with("item", format!("{}{mark}", item.zh()))
            .with("unit", unit.zh())
            .with("short_schools", Cell::count(sum.short_schools))
            .with("short", Cell::quantity(Some(sum.short), unit))
            .with("met", Cell::count(sum.met))
            .with("unknown", Cell::count(sum.unknown));
        // an item without a shortage before and after is not listed there
        let found = change.items.iter().find(|c| c.item == item && c.standard == standard);
        let after = found.map_or(Some(sum.short), |c| c.short.after.sum);
        let closed = after.and_then(|after| sum.short.checked_sub(after));
        row.with("planned", Cell::quantity(closed, unit)).with("left", Cell::quantity(after, unit))
    };
    Ok(sums.into_iter().filter(|(_, s)| s.short_schools > 0 || s.unknown > 0).map(row).collect())
}
