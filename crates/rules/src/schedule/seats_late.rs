//! R0411 学位项目启动偏晚: places short of seats start early.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 学位项目启动偏晚.
pub(super) const RULE: Rule = Rule {
    number: "R0411",
    family: Family::Schedule,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知三（二）",
    mission: "M24",
    check,
};

const YEARS: &str = "review.seat_start_years";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(limit) = view.limit(YEARS) else {
        out.unset("新增学位项目最迟启动年份");
        return;
    };
    let first = view.dossier.cycle.first;
    for p in &view.projects {
        let waited = p.project.start.0.saturating_sub(first.0);
        let seats = p.project.seats.iter().any(|(_, n)| *n > 0);
        if seats && rust_decimal::Decimal::from(waited) >= limit.value {
            let draft = out.project(view, p).with("start", p.project.start).with("first", first);
            let draft = draft.with("years", limit.value.normalize()).by(&limit);
            draft.saw(p.path("start"), p.project.start).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Stage;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0411", &["R1006"], |f| {
            f.project("P3").seats = vec![(Stage::Primary, 45)];
            f.shift("P3", 2024);
        });
    }
}
