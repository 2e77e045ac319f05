//! R0708 疑似化整为零: building works of one school and year are split below the tendering threshold.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Category, Fen, Year};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// 疑似化整为零.
pub(super) const RULE: Rule = Rule {
    number: "R0708",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "《政府采购法实施条例》第二十八条；国家发展改革委令第16号",
    mission: "M50",
    check,
};

const WORKS: &str = "tender.works_min";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let limit = view.limit(WORKS);
    let fen = limit.as_ref().and_then(|l| l.value.checked_mul(Decimal::from(Fen::WAN.0))?.to_i64()).map(Fen);
    let (Some(limit), Some(fen)) = (limit, fen) else {
        out.unset("施工必须招标限额");
        return;
    };
    for place in view.places.iter().filter(|l| l.projects.len() > 1) {
        let mut years: BTreeMap<Year, Vec<(usize, Fen)>> = BTreeMap::new();
        for index in &place.projects {
            let Some(p) = view.at(*index).filter(|p| p.category == Some(Category::Building)) else { continue };
            if let Some(total) = p.total {
                years.entry(p.project.start).or_default().push((*index, total));
            }
        }
        for (year, works) in years.into_iter().filter(|(_, w)| w.len() > 1) {
            let Ok(sum) = Fen::sum(works.iter().map(|(_, t)| *t)) else { continue };
            if sum < fen || works.iter().any(|(_, t)| *t >= fen) {
                continue;
            }
            let draft = out.place(place).with("year", year).with("count", works.len()).with("sum", sum);
            let mut draft = draft.with("limit", limit.value.normalize()).by(&limit);
            for (p, total) in works.iter().filter_map(|(i, t)| Some((view.at(*i)?, t))) {
                draft = draft.saw(p.path("total"), total);
            }
            draft.file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0708", &["R0302"], |f| {
            f.rich();
            f.extension("P4", "S2", Item::Wall, 30_000, 280_000_000);
            f.extension("P5", "S2", Item::SlopeProtection, 30_000, 280_000_000);
        });
    }
}
