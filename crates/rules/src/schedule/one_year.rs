//! R0401 设备和信息化项目跨年: equipment and digital projects finish in the year they are planned for.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Category;

/// 设备和信息化项目跨年.
pub(super) const RULE: Rule = Rule {
    number: "R0401",
    family: Family::Schedule,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（三）",
    mission: "M23",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(category) = p.category.filter(|c| *c != Category::Building) else { continue };
        let (start, finish) = (p.project.start, p.project.finish);
        if finish > start {
            let draft =
                out.project(view, p).with("category", category.zh()).with("start", start).with("finish", finish);
            draft.saw(p.path("start"), start).saw(p.path("finish"), finish).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Year;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0401", &["R0503"], |f| f.project("P2").finish = Year(2023));
        trip("R0401", &["R0503"], |f| f.project("P3").finish = Year(2024));
    }
}
