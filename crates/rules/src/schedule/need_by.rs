//! R0410 晚于需要年份: the project is finished after the year it is needed in.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 晚于需要年份.
pub(super) const RULE: Rule = Rule {
    number: "R0410",
    family: Family::Schedule,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（二）、六（四）",
    mission: "M24",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(need) = p.project.need_by.filter(|n| *n < p.project.finish) else { continue };
        let draft = out.project(view, p).with("need", need).with("finish", p.project.finish);
        draft.saw(p.path("need_by"), need).saw(p.path("finish"), p.project.finish).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Year;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0410", &[], |f| f.project("P1").need_by = Some(Year(2021)));
    }
}
