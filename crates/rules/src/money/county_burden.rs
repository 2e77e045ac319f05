//! R0513 超出县级财力: the county's own money of a year is a large share of its education spending.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::{percent_of, share};
use crate::report::Report;
use crate::view::View;
use model::{Fen, FundSource};
use rust_decimal::Decimal;

/// 超出县级财力.
pub(super) const RULE: Rule = Rule {
    number: "R0513",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（四）",
    mission: "M32",
    check,
};

const SHARE: &str = "review.county_share_max";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let latest = view.dossier.finances.iter().filter(|f| f.year <= view.dossier.as_of.year());
    let latest = latest.filter_map(|f| Some((f.year, f.education.filter(|e| e.0 > 0)?))).max_by_key(|(year, _)| *year);
    let (Some((base, education)), Some(limit)) = (latest, view.limit(SHARE)) else {
        out.unset("县级教育支出或县级投入占比上限");
        return;
    };
    for year in view.dossier.cycle.years() {
        let all = view.projects.iter().flat_map(|p| &p.project.funding);
        let own = all.filter(|f| f.year == year && f.source == FundSource::County);
        let Ok(own) = Fen::sum(own.map(|f| f.amount)) else { continue };
        if percent_of(education.0, &limit).is_some_and(|allowed| Decimal::from(own.0) > allowed) {
            let draft =
                out.county().with("year", year).with("own", own).with("base", base).with("education", education);
            let draft = draft.with("share", share(own.0, education.0).unwrap_or_default());
            let draft = draft.with("limit", limit.value.normalize()).by(&limit);
            draft.saw(format!("finance/{base}/education"), education).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0513", &[], |f| f.dossier.finances[0].education = Some(Fen(50_000_000)));
    }
}
