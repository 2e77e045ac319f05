//! R0407 前后次序颠倒: a project starts before the one it waits for is finished.

use crate::finding::Severity::NeedsReason;
use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 前后次序颠倒.
pub(super) const RULE: Rule = Rule {
    number: "R0407",
    family: Family::Schedule,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（四）",
    mission: "M24",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for id in &p.project.after {
            let start = p.project.start;
            match view.by_id(id) {
                None => {
                    let draft = out.project(view, p).variant("absent").with("other", id);
                    draft.saw(p.path("after"), id).file();
                }
                Some(first) if first.project.finish >= start => {
                    let finish = first.project.finish;
                    let mut draft = out.project(view, p).with("other", &first.project.name);
                    draft = draft.with("finish", finish).with("start", start);
                    if finish == start {
                        draft = draft.at_most(NeedsReason); // within one year the months decide
                    }
                    draft.saw(p.path("start"), start).saw(first.path("finish"), finish).file();
                }
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::ProjectId;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0407", &[], |f| f.project("P3").after = vec![ProjectId("P1".into())]);
        trip("R0407", &[], |f| f.project("P3").after = vec![ProjectId("P9".into())]);
    }
}
