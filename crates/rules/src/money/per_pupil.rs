//! R0512 生均投资偏高: investment per pupil of the plan is far above the usual.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::times;
use crate::report::Report;
use crate::view::View;
use model::{Enrolment, Fen};
use rust_decimal::Decimal;

/// 生均投资偏高.
pub(super) const RULE: Rule = Rule {
    number: "R0512",
    family: Family::Money,
    severity: Severity::Notice,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M32",
    check,
};

const MOST: &str = "review.per_pupil_max";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(limit) = view.limit(MOST) else {
        out.unset("生均投资上限");
        return;
    };
    let base = view.dossier.base_year;
    let public = view.dossier.schools.iter().filter(|s| s.owner.is_none_or(|o| o.is_public()));
    let pupils = public.filter_map(|s| s.record(base)?.enrolment.compulsory(Enrolment::pupils));
    let pupils = pupils.map(u64::from).fold(0_u64, u64::saturating_add);
    let Ok(total) = Fen::sum(view.projects.iter().filter_map(|p| p.total)) else { return };
    if pupils == 0 {
        return;
    }
    let allowed = times(pupils, &limit).and_then(|yuan| yuan.checked_mul(Decimal::ONE_HUNDRED));
    if allowed.is_some_and(|a| Decimal::from(total.0) > a) {
        let each = Fen(total.0 / i64::try_from(pupils).unwrap_or(i64::MAX));
        let draft = out.county().with("total", total).with("pupils", pupils).with("each", each.yuan());
        draft.with("limit", limit.value.normalize()).by(&limit).saw("plan/total", total).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0512", &["R0501", "R0307"], |f| f.project("P1").other_fees = Fen(9_000_000_000));
    }
}
