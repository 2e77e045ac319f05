//! No figure that was not read in the text itself ships as confirmed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::*;
use policy::Certainty::{self, Confirmed, Secondary, ToBeChecked};
use policy::Policy;

/// Key and the best mark it may carry: figures, requirements, provisions and catalogue entries taken from a digest,
/// derived, or from memory.
const MARKS: &[(&str, Certainty)] = &[
    ("class_size.normal_min", Secondary),
    ("class_size.normal_max", Secondary),
    ("class_size.oversized_min", Secondary),
    ("school_size.max", Secondary),
    ("school_size.max_relaxed", Secondary),
    ("school_size.relaxed_built_until", Secondary),
    ("school_size.relaxed_migrant_share", Secondary),
    ("school_size.very_large", ToBeChecked),
    ("school_size.small_below", Secondary),
    ("school_size.new_classes_max", Secondary),
    ("school_size.classes_min", Secondary),
    ("school_size.classes_max", Secondary),
    ("balance2017.rest_share_min", ToBeChecked),
    ("balance2012.cv_limit", ToBeChecked),
    ("balance2012.score_min", ToBeChecked),
    ("guarantee.music_room_area", Secondary),
    ("guarantee.art_room_area", Secondary),
    ("guarantee.classes_per_room", Secondary),
    ("guarantee.music_room_area_old", Secondary),
    ("guarantee.special_quota", Secondary),
    ("guarantee.training_hours", Secondary),
    ("guarantee.exchange_share", Secondary),
    ("guarantee.zoned_enrolment", Secondary),
    ("guarantee.10", ToBeChecked),
    ("quality.retention", Secondary),
    ("quality.variance_max", ToBeChecked),
    ("quality.09", ToBeChecked),
    ("balanced.music_room", Secondary),
    ("balanced.music_room_area", Secondary),
    ("balanced.art_room", Secondary),
    ("balanced.art_room_area", Secondary),
    ("baseline.18", ToBeChecked),
    ("baseline.20", ToBeChecked),
    ("area109.point.design", ToBeChecked),
    ("area109.primary.design", ToBeChecked),
    ("area109.junior.design", ToBeChecked),
    ("area102.primary.ceiling", Secondary),
    ("area102.nine_year.ceiling", Secondary),
    ("area102.junior.ceiling", Secondary),
    ("storeys.teaching_max", ToBeChecked),
    ("living.turnover_dormitory_max", ToBeChecked),
    ("living.use_coefficient", ToBeChecked),
    ("basic.dormitory", ToBeChecked),
    ("basic.canteen", ToBeChecked),
    ("basic.shower", ToBeChecked),
    ("basic.drinking_water", ToBeChecked),
    ("basic.security_point", ToBeChecked),
    ("basic.heating_equipment", ToBeChecked),
    ("basic.books.junior", ToBeChecked),
    ("books.per_pupil_complete", ToBeChecked),
    ("basic.computer.primary", Secondary),
    ("basic.computer.junior", Secondary),
    ("equipment.pupils_per_computer", Secondary),
    ("basic.classroom", Secondary),
    ("basic.counselling_room", ToBeChecked),
    ("basic.laboratory.primary", ToBeChecked),
    ("basic.laboratory.junior", ToBeChecked),
    ("fund.share_west", ToBeChecked),
    ("fund.share_middle", ToBeChecked),
    ("fund.share_east", ToBeChecked),
    ("fund.factor_basic", ToBeChecked),
    ("fund.factor_input", ToBeChecked),
    ("fund.minor_work_min", Secondary),
    ("deny.central_minor", ToBeChecked),
    ("deny.levy", ToBeChecked),
    ("care.old_list", Secondary),
    ("performance101.cost_points", ToBeChecked),
    ("performance101.output_points", ToBeChecked),
    ("performance101.benefit_points", ToBeChecked),
    ("performance101.satisfaction_points", ToBeChecked),
    ("performance101.budget_points", ToBeChecked),
    ("estimate.contingency_share", Secondary),
    ("estimate.other_fees_share", Secondary),
    ("price.spread_max", ToBeChecked),
    ("forecast.births_months_previous_year", Secondary),
    ("forecast.births_months_entry_year", Secondary),
    ("forecast.survival", ToBeChecked),
    ("forecast.promotion", ToBeChecked),
    ("forecast.transitions", ToBeChecked),
    ("forecast.school_weight", ToBeChecked),
    ("forecast.zone_weight", ToBeChecked),
    ("forecast.county_weight", ToBeChecked),
    ("forecast.entry_decay", ToBeChecked),
    ("forecast.entry_years", ToBeChecked),
    ("forecast.trend_damping", ToBeChecked),
    ("forecast.trend_limit", ToBeChecked),
    ("forecast.last_weight", ToBeChecked),
    ("forecast.interval_level", ToBeChecked),
    ("forecast.interval_growth", ToBeChecked),
    ("forecast.longest_test", ToBeChecked),
    ("forecast.size_break_1", ToBeChecked),
    ("forecast.size_break_2", ToBeChecked),
    ("forecast.size_break_3", ToBeChecked),
    ("forecast.size_break_4", ToBeChecked),
    ("forecast.group_minimum", ToBeChecked),
    ("forecast.stage_minimum", ToBeChecked),
    ("forecast.seats_per_thousand_min", Secondary),
    ("forecast.seats_per_thousand_max", Secondary),
    ("forecast.city_seats_per_thousand_min", ToBeChecked),
    ("forecast.city_seats_per_thousand_max", ToBeChecked),
    ("siting.distance_max", Secondary),
    ("cost.teaching_area", Secondary),
    ("cost.dormitory", Secondary),
    ("cost.sports_field", Secondary),
    ("cycle", ToBeChecked),
];

fn marks(policy: &Policy) -> Vec<(String, Option<Certainty>)> {
    let sections = policy::show(policy);
    sections.into_iter().flat_map(|s| s.rows).map(|r| (r.says.key, r.says.certainty)).collect()
}

#[test]
fn unconfirmed_figures_are_not_sold_as_confirmed() {
    let all = marks(&builtin("150121"));
    for (key, best) in MARKS {
        let found: Vec<_> = all.iter().filter(|(k, _)| k == key).collect();
        assert!(!found.is_empty(), "{key} is gone: correct this table");
        for (_, mark) in found {
            assert!(mark.is_some_and(|m| m >= *best), "{key} ships as {mark:?}, at best {best:?}");
        }
    }
}

#[test]
fn planning_assumptions_are_to_be_checked_and_say_so() {
    let policy = builtin("150121");
    for cost in &policy.unit_costs {
        assert_ne!(cost.certainty, Confirmed, "{}", cost.key);
        assert!(cost.note.is_some(), "{}", cost.key);
    }
    assert!(policy.weights.iter().all(|w| w.certainty == ToBeChecked));
    let assumed = |title: &str| title.starts_with("（规划测算暂定数");
    for f in policy.figures.values().flatten().filter(|f| assumed(&f.reference.title)) {
        assert_ne!(f.certainty, Confirmed, "{}", f.key);
    }
    for r in policy.requirements.iter().filter(|r| assumed(&r.reference.title)) {
        assert_ne!(r.certainty, Confirmed, "{}", r.key);
        assert!(r.note.is_some(), "{}", r.key);
    }
    for (stage, mark) in
        [(model::Stage::Primary, Confirmed), (model::Stage::Junior, ToBeChecked), (model::Stage::Senior, ToBeChecked)]
    {
        let books = policy.figures["books.per_pupil"].iter().find(|f| f.applies.stages == [stage]).unwrap();
        assert_eq!(books.certainty, mark);
    }
}

#[test]
fn the_last_four_baseline_items_have_no_sure_place() {
    let policy = builtin("150121");
    let baseline: Vec<_> = policy.provisions.iter().filter(|p| p.list == "baseline").collect();
    assert_eq!(baseline.iter().map(|p| p.number).collect::<Vec<_>>(), (1..=20).collect::<Vec<u8>>());
    for p in baseline {
        assert_eq!(p.order_to_be_checked, p.number >= 17, "{}", p.key);
        if p.number <= 16 {
            assert_eq!(p.certainty, Confirmed, "{}", p.key);
        }
    }
}
