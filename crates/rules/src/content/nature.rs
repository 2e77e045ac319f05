//! R0206 建设性质与内容不符: building work called a purchase, or a purchase called building.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{BuildNature, Category};

/// 建设性质与内容不符.
pub(super) const RULE: Rule = Rule {
    number: "R0206",
    family: Family::Content,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知五",
    mission: "M20",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let nature = p.project.nature;
        let wrong = match p.category {
            Some(Category::Building) => nature == BuildNature::Purchase,
            Some(_) => matches!(nature, BuildNature::New | BuildNature::Extension | BuildNature::Rebuild),
            None => false,
        };
        if wrong {
            let category = p.category.map_or("", Category::zh);
            let draft = out.project(view, p).with("nature", nature.zh()).with("category", category);
            draft.saw(p.path("nature"), nature.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::BuildNature;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0206", &[], |f| f.project("P2").nature = BuildNature::New);
        trip("R0206", &[], |f| f.project("P1").nature = BuildNature::Purchase);
    }
}
