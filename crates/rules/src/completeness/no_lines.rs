//! R0902 没有建设内容: the project says nothing of what it builds or buys.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 没有建设内容.
pub(super) const RULE: Rule = Rule {
    number: "R0902",
    family: Family::Completeness,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知五、六（三）",
    mission: "M20",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in view.projects.iter().filter(|p| p.project.lines.is_empty()) {
        out.project(view, p).saw(p.path("lines"), 0).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0902", &["R0501", "R0605", "R1007", "R0808", "R0515", "R0805"], |f| f.project("P2").lines.clear());
    }
}
