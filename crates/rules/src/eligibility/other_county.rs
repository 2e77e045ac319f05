//! R0111 非本县学校: a county plans for its own schools.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 非本县学校.
pub(super) const RULE: Rule = Rule {
    number: "R0111",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::City,
    clause: "通知六（二）",
    mission: "M01",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        let Some(school) = place.school.filter(|s| s.region != view.dossier.county) else { continue };
        let draft = out.place(place).with("region", &school.region).with("county", &view.dossier.county);
        draft.saw(format!("school/{}/region", school.id), &school.region).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0111", &[], |f| f.school("S2").region = "150122".parse().unwrap());
    }
}
