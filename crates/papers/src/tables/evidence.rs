//! Documents the data rest on（数据来源） and figures that are not confirmed（待核数值）.

use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use model::DocumentRef;
use policy::Certainty;
use std::collections::{BTreeMap, BTreeSet};

/// 2021年10月15日.
pub(crate) fn date(date: model::Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 《标题》（文号，日期）.
pub(crate) fn document(document: &DocumentRef) -> String {
    let mut out = super::name::quoted(&document.title);
    let details: Vec<String> = document.number.clone().into_iter().chain(document.date.map(date)).collect();
    if !details.is_empty() {
        out.push_str(&format!("（{}）", details.join("，")));
    }
    out
}

/// Every document the county names, with what it is cited for.
pub(super) fn documents(case: &Case<'_>) -> Vec<Row> {
    let d = case.dossier;
    let mut cited: BTreeSet<(&str, &DocumentRef)> = BTreeSet::new();
    cited.extend(d.sources.iter().map(|s| ("数据说明", s)));
    cited.extend(d.other_plans.iter().map(|p| (p.kind.zh(), &p.document)));
    cited.extend(d.budgets.iter().filter_map(|b| Some(("资金预算", b.document.as_ref()?))));
    cited.extend(d.finances.iter().filter_map(|f| Some(("县级财政", f.document.as_ref()?))));
    cited.extend(d.other_projects.iter().filter_map(|p| Some(("其他工程", p.document.as_ref()?))));
    let layout = d.schools.iter().flat_map(|s| &s.layout).filter_map(|l| Some(("学校布局", l.document.as_ref()?)));
    cited.extend(layout);
    cited
        .into_iter()
        .map(|(use_, doc)| {
            Row::new()
                .with("use", use_)
                .with("title", doc.title.as_str())
                .with("number", doc.number.clone().map_or(Cell::Blank, Cell::Text))
                .with("date", doc.date.map_or(Cell::Blank, |d| Cell::Text(d.to_string())))
        })
        .collect()
}

/// Names in one row: a row is to fit a page with room to spare.
const MOST_NAMES: usize = 20;

/// The same by the document they rest on, so that a long citation is printed once.
pub(super) fn open_by_basis(open: &[Row]) -> Vec<Row> {
    let text = |row: &Row, key: &str| row.get(key).map(Cell::show).unwrap_or_default();
    let mut by_basis: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for row in open {
        let (name, value) = (text(row, "name"), text(row, "value"));
        let said = if value.is_empty() { name } else { format!("{name}：{value}") };
        by_basis.entry((text(row, "basis"), text(row, "certainty"))).or_default().push(said);
    }
    let mut rows = Vec::new();
    for ((basis, certainty), names) in by_basis {
        for names in names.chunks(MOST_NAMES) {
            let row = Row::new().with("basis", basis.as_str()).with("certainty", certainty.as_str());
            rows.push(row.with("count", Cell::count(names.len())).with("names", names.join("；")));
        }
    }
    rows
}

/// Figures, requirements and prices in use that nobody has compared with the official text yet.
pub(super) fn open_figures(case: &Case<'_>) -> Vec<Row> {
    let date = case.dossier.as_of;
    let mut rows = Vec::new();
    let mut push = |name: &str, value: String, reference: &policy::Reference, certainty: Certainty| {
        if certainty != Certainty::Confirmed {
            let row = Row::new()
                .with("name", name)
                .with("value", value)
                .with("basis", super::name::citation(reference))
                .with("certainty", super::name::certainty(certainty));
            rows.push(row);
        }
    };
    for figure in case.policy.figures.values().flatten() {
        if let Some(value) = figure.on(date) {
            push(&figure.name, format!("{}{}", value.normalize(), figure.unit), &figure.reference, figure.certainty);
        }
    }
    for requirement in case.policy.requirements.iter().filter(|r| r.from <= date) {
        push(&requirement.name, String::new(), &requirement.reference, requirement.certainty);
    }
    for cost in case.policy.unit_costs.iter().filter(|c| c.from <= date) {
        let value = format!("{}元/{}", cost.price.yuan(), cost.item.unit().zh());
        push(&format!("单价：{}", cost.item.zh()), value, &cost.reference, cost.certainty);
    }
    rows
}
