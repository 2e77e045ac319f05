//! R0303 新建、改扩建校舍未达优质均衡条件: a school that is built or extended must meet the balanced standard once the project stands.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::place::PlaceView;
use crate::report::Report;
use crate::view::{Planned, View};
use model::{BuildNature, Category, Item, Stage};
use policy::key::CLASS_STANDARD;
use policy::{Certainty, Standard};
use rust_decimal::Decimal;

/// 新建、改扩建校舍未达优质均衡条件.
pub(super) const RULE: Rule = Rule {
    number: "R0303",
    family: Family::Standard,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（四）",
    mission: "M22",
    check,
};

/// Areas per pupil that a school with new seats is judged by, beside what the project itself adds.
const AREAS: [Item; 2] = [Item::TeachingArea, Item::SportsField];

/// What falls short after the project: in words, the path that shows it, how sure the figure is.
struct Short {
    words: String,
    item: Item,
    certainty: Certainty,
}

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        let builds = place.projects.iter().filter_map(|i| view.at(*i));
        let Some(p) = builds.clone().find(|p| builds_anew(p)) else { continue };
        let mut short: Vec<Short> = Vec::new();
        let added = place.added.iter().map(|a| a.item).filter(|item| item.category() == Category::Building);
        let grows = place.seats.iter().any(|s| *s > 0);
        let areas = AREAS.into_iter().filter(|item| grows && place.added(*item).is_none());
        for item in added.chain(areas) {
            short.extend(area(view, place, item));
        }
        short.extend(classes(view, place));
        if short.is_empty() {
            continue;
        }
        let words: Vec<&str> = short.iter().map(|s| s.words.as_str()).collect();
        let mut draft = out.project(view, p).with("items", words.join("；"));
        for s in short {
            draft = draft.certainty(s.certainty).saw(p.path("lines"), s.item.zh());
        }
        draft.file();
    }
}

fn builds_anew(p: &Planned<'_>) -> bool {
    p.category == Some(Category::Building) && matches!(p.project.nature, BuildNature::New | BuildNature::Extension)
}

/// What the balanced standard asks for an item by the pupils the school then has, against what then stands.
fn area(view: &View<'_>, place: &PlaceView<'_>, item: Item) -> Option<Short> {
    let required = view.required(place, Standard::Balanced, item, true)?;
    let planned = place.added(item).map_or(Some(0), |a| a.quantity)?;
    let after = view.present(place, item)?.checked_add(planned).filter(|after| *after < required.quantity)?;
    let unit = item.unit();
    let (has, wants) = (unit.show(after), unit.show(required.quantity));
    let words = [item.zh(), &has, unit.zh(), "（应有", &wants, unit.zh(), "）"].concat();
    Some(Short { words, item, certainty: required.certainty })
}

/// Pupils per class room once the project stands, where it adds class rooms: above the standard class size they are still crowded.
fn classes(view: &View<'_>, place: &PlaceView<'_>) -> Option<Short> {
    let planned = place.added(Item::Classroom)?.quantity?;
    let rooms = view.present(place, Item::Classroom)?.checked_add(planned).filter(|n| *n > 0)?;
    let pupils = place.pupils()?.max(place.seats.iter().fold(0, |sum, s| sum.saturating_add(*s)));
    let size = |stage| view.limit_for(CLASS_STANDARD, place.situation, Some(stage));
    let limit = place.stages().filter_map(size).max_by_key(|l| l.value).or_else(|| size(Stage::Junior))?;
    let mean = Decimal::from(pupils).checked_div(Decimal::from(rooms))?;
    if mean <= limit.value {
        return None;
    }
    let mean = mean.round_dp(1).normalize();
    let words = format!("普通教室{rooms}间容纳{pupils}人，平均每班{mean}人（标准班额{}人）", limit.value.normalize());
    Some(Short { words, item: Item::Classroom, certainty: limit.certainty })
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{Item, Stage};
    use policy::Standard;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0303", &[], |f| {
            f.extension("P4", "S2", Item::MusicRoom, 1, 52_800_000);
            f.have("S2", Item::MusicRoom, 0);
            f.gap("S2", Item::MusicRoom, Standard::Balanced, 2, 0);
        });
    }

    #[test]
    fn new_seats_count_among_the_pupils_the_school_then_has() {
        let found = |seats: u32| {
            let mut f = Fixture::clean();
            f.have("S1", Item::TeachingArea, 200_000);
            f.have("S1", Item::SportsField, 200_000);
            f.project("P1").seats = vec![(Stage::Primary, seats)];
            let found = f.findings();
            let texts = found.iter().filter(|f| f.rule == "R0303").filter_map(|f| f.message.args.get("items"));
            texts.cloned().collect::<String>().contains("教学及辅助用房")
        };
        assert!(!found(5), "two thousand square metres are plenty");
        assert!(found(600));
    }

    #[test]
    fn class_rooms_that_stay_crowded_are_told() {
        let found = |rooms: i64| {
            let mut f = Fixture::clean();
            f.have("S2", Item::Classroom, rooms - 1);
            f.extension("P4", "S2", Item::Classroom, 1, 20_000_000);
            let found = f.findings();
            found.iter().any(|f| f.rule == "R0303" && f.message.args["items"].contains("每班"))
        };
        assert!(found(12), "630 pupils in twelve rooms");
        assert!(!found(13));
    }
}
