//! R0406 工期月份与年份不符: planned months of work do not fit the project's years.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 工期月份与年份不符.
pub(super) const RULE: Rule = Rule {
    number: "R0406",
    family: Family::Schedule,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（一）",
    mission: "M25",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    // years the wrong way round are a finding of their own
    for p in view.projects.iter().filter(|p| p.project.start <= p.project.finish) {
        let (begin, end) = (p.project.preparation.works_start, p.project.preparation.works_finish);
        let reversed = begin.zip(end).is_some_and(|(b, e)| e < b);
        let early = begin.is_some_and(|b| b.year() < p.project.start || b.year() > p.project.finish);
        let other_year = end.is_some_and(|e| e.year() != p.project.finish);
        if reversed || early || other_year {
            let shown = |m: Option<model::YearMonth>| m.map_or_else(|| "—".to_owned(), |m| m.to_string());
            let draft = out.project(view, p).with("begin", shown(begin)).with("end", shown(end));
            let draft = draft.with("start", p.project.start).with("finish", p.project.finish);
            draft.saw(p.path("works_start"), shown(begin)).saw(p.path("works_finish"), shown(end)).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::YearMonth;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0406", &[], |f| f.project("P1").preparation.works_finish = YearMonth::new(2021, 3));
        trip("R0406", &[], |f| f.project("P1").preparation.works_start = YearMonth::new(2024, 1));
    }
}
