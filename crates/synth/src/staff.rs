//! Teachers by stage (教师样板).

use crate::archetype::Sort;
use crate::dice::{Dice, ceil_div, count};
use model::{Enrolment, Setting, StaffCount, Stage};
use std::collections::BTreeMap;

/// The staff of a school: one teacher for so many pupils, but never fewer than its classes need.
pub fn staff(sort: &Sort, enrolment: &Enrolment, dice: &mut Dice) -> BTreeMap<Stage, StaffCount> {
    let village = sort.setting.is_village();
    let mut all = BTreeMap::new();
    for stage in enrolment.stages_present() {
        let pupils = i64::from(enrolment.pupils(stage).unwrap_or(0));
        let classes = i64::from(enrolment.classes(stage).unwrap_or(0));
        let per = if stage == Stage::Primary { dice.between(16, 21) } else { dice.between(11, 15) };
        let least = ceil_div(classes * if stage == Stage::Primary { 3 } else { 5 }, 2);
        let teachers = ceil_div(pupils, per).max(least);
        let degree = if village { dice.between(780, 940) } else { dice.between(900, 990) };
        let city = matches!(sort.setting, Setting::MainCity | Setting::CityFringe);
        let key = if city { dice.between(8, 17) } else { dice.between(2, 12) };
        let art = if village { dice.between(2, 10) } else { dice.between(6, 12) };
        let some = |n: i64| Some(count(n.min(teachers)));
        all.insert(
            stage,
            StaffCount {
                full_time: some(teachers),
                above_required_degree: some(teachers * degree / 1000),
                backbone: some((pupils * key + 500) / 1000),
                sport_art: some((pupils * art + 500) / 1000 + i64::from(dice.chance(500))),
                middle_title: some(dice.scale(teachers, 380, 620)),
                all_staff: Some(count(teachers + ceil_div(teachers * dice.between(60, 140), 1000))),
            },
        );
    }
    all
}
