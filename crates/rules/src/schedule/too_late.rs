//! R0402 超过完成期限: everything is finished by the completion day of the cycle.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::YearMonth;

/// 超过完成期限.
pub(super) const RULE: Rule = Rule {
    number: "R0402",
    family: Family::Schedule,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（三）",
    mission: "M23",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let day = view.policy.cycle.completion;
    let last = YearMonth::new(day.year().0, day.month());
    for p in &view.projects {
        let finish = p.project.finish;
        let month = p.project.preparation.works_finish;
        let late_month = month.zip(last).is_some_and(|(m, l)| m > l);
        if finish <= day.year() && finish <= view.dossier.cycle.last && !late_month {
            continue;
        }
        let shown = month.filter(|_| late_month).map_or_else(|| finish.to_string(), |m| m.to_string());
        let draft = out.project(view, p).with("finish", shown).with("completion", day);
        draft.clause(&view.policy.cycle.completion_reference).saw(p.path("finish"), finish).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{Year, YearMonth};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0402", &["R0406", "R0412", "R0503"], |f| f.project("P1").finish = Year(2026));
        trip("R0402", &["R0406"], |f| f.project("P1").preparation.works_finish = YearMonth::new(2026, 1));
    }
}
