//! R0802 大班额目标未衔接: there are large classes, and no target says that they are gone by the end of the cycle.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{GradeCount, Stage, TargetMeasure};
use policy::key::CLASS_LARGE_MIN;
use rust_decimal::Decimal;

/// 大班额目标未衔接.
pub(super) const RULE: Rule = Rule {
    number: "R0802",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（二）、六（一）",
    mission: "M13",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(limit) = view.limit(CLASS_LARGE_MIN) else {
        out.unset("大班额起点");
        return;
    };
    let base = view.dossier.base_year;
    let mut schools = Vec::new();
    let mut classes = 0_usize;
    for school in &view.dossier.schools {
        let Some(record) = school.record(base) else { continue };
        let grades = record.enrolment.grades.iter().filter(|(g, _)| Stage::COMPULSORY.contains(&g.stage()));
        let large: usize = grades.map(|(_, c)| large(c, limit.value)).sum();
        if large > 0 {
            classes += large;
            schools.push((school, large));
        }
    }
    let last = view.dossier.cycle.last;
    let targets = view.dossier.other_plans.iter().flat_map(|p| &p.targets);
    let targets = targets.filter(|t| t.measure == TargetMeasure::LargeClasses && t.year <= last);
    let left = targets.max_by_key(|t| t.year).map(|t| t.value);
    if classes == 0 || left == Some(0) {
        return;
    }
    let draft = out.county().with("classes", classes).with("schools", schools.len()).with("year", last);
    let draft = match left {
        Some(left) => draft.with("left", left).variant("left"),
        None => draft,
    };
    let mut draft = draft.with("limit", limit.value.normalize()).by(&limit);
    for (school, n) in schools {
        draft = draft.saw(format!("school/{}/{base}/class_sizes", school.id), format!("{}：{n}个班", school.name));
    }
    draft.file();
}

/// Large classes of a grade: by the size of each class where known, else all when the mean is that large.
fn large(grade: &GradeCount, limit: Decimal) -> usize {
    if !grade.class_sizes.is_empty() {
        return grade.class_sizes.iter().filter(|n| Decimal::from(**n) >= limit).count();
    }
    let (Some(pupils), Some(classes)) = (grade.pupils, grade.classes) else { return 0 };
    let mean = Decimal::from(pupils).checked_div(Decimal::from(classes));
    if mean.is_some_and(|m| m >= limit) { usize::try_from(classes).unwrap_or(0) } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0802", &[], |f| f.large_class("S2", 60));
    }
}
