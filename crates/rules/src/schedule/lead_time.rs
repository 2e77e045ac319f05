//! R0409 前期时间不足: the months of preparation end after the works are to start.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::YearMonth;

/// 前期时间不足.
pub(super) const RULE: Rule = Rule {
    number: "R0409",
    family: Family::Schedule,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知三（二）、六（一）",
    mission: "M24",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(lead) = p.project.preparation.lead_months else { continue };
        let Some(ready) = later(view, lead) else { continue };
        let wanted = p.project.preparation.works_start.or_else(|| YearMonth::new(p.project.start.0, 12));
        let Some(wanted) = wanted.filter(|w| *w < ready) else { continue };
        let draft = out.project(view, p).with("lead", lead).with("ready", ready).with("start", wanted);
        draft.saw(p.path("lead_months"), lead).saw(p.path("works_start"), wanted).file();
    }
}

/// The month that lies so many months after the plan's date.
fn later(view: &View<'_>, months: u8) -> Option<YearMonth> {
    let day = view.dossier.as_of;
    let sum = u32::from(day.year().0) * 12 + u32::from(day.month()) - 1 + u32::from(months);
    YearMonth::new(u16::try_from(sum / 12).ok()?, u8::try_from(sum % 12 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0409", &[], |f| f.project("P1").preparation.lead_months = Some(18));
    }
}
