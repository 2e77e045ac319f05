//! R0810 生源减少仍扩建教室: class rooms are added at a school whose pupils will be far fewer when the cycle ends.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::percent_of;
use crate::report::Report;
use crate::view::View;
use model::{Item, Stage};
use rust_decimal::Decimal;

/// 生源减少仍扩建教室.
pub(super) const RULE: Rule = Rule {
    number: "R0810",
    family: Family::Target,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知三（一）、三（二）",
    mission: "M29",
    check,
};

const SHARE: &str = "review.decline_share";
const ROOMS: [Item; 2] = [Item::Classroom, Item::TeachingArea];

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let forecast = &view.needs.forecast;
    let last = forecast.years.iter().rposition(|y| y.0 <= view.dossier.cycle.last.0);
    let Some(last) = last.filter(|n| *n > 0) else { return };
    let Some(limit) = view.limit(SHARE) else {
        out.unset("扩建教室时生源减少的提示幅度");
        return;
    };
    for expected in &forecast.schools {
        let Some(place) = view.place_of_school(&expected.school.0) else { continue };
        let Some(added) = ROOMS.iter().find_map(|item| place.added(*item)) else { continue };
        let count =
            |n| place.stages().map(|s: Stage| expected.stage(n, s)).try_fold(0_u32, |sum, p| sum.checked_add(p?));
        let (Some(now), Some(then)) = (count(0).filter(|n| *n > 0), count(last)) else { continue };
        let Some(fewer) = now.checked_sub(then) else { continue };
        if place.seats.iter().any(|s| *s > 0) || percent_of(now, &limit).is_none_or(|most| Decimal::from(fewer) <= most)
        {
            continue;
        }
        let Some(p) = added.projects.first().and_then(|i| view.at(*i)) else { continue };
        let year = forecast.years.get(last).map(ToString::to_string).unwrap_or_default();
        let draft = out.project(view, p).with("item", added.item.zh()).with("now", now).with("then", then);
        let draft = draft.with("year", year).with("limit", limit.value.normalize()).by(&limit);
        draft.saw(p.path("lines"), added.item.zh()).saw(format!("forecast/{}", expected.school), then).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{Grade, Item, SchoolYear};
    use needs::forecast::SchoolForecast;

    fn expect(f: &mut Fixture, then: u32) {
        f.extension("P4", "S2", Item::Classroom, 1, 20_000_000);
        let grades = |n: u32| (7..=9).map(|g| (Grade(g), Some(n))).collect::<Vec<_>>();
        f.needs.forecast.years = vec![SchoolYear(2020), SchoolYear(2025)];
        let school = model::SchoolId("S2".into());
        f.needs.forecast.schools =
            vec![SchoolForecast { school, grades: vec![grades(210), grades(then)], stages: vec![] }];
    }

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0810", &["R0707"], |f| expect(f, 100));
        let mut steady = Fixture::clean();
        expect(&mut steady, 200);
        assert!(!steady.numbers().contains(&"R0810".to_owned()));
    }
}
