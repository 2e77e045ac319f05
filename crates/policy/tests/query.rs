//! Which entry counts, of several that fit.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::*;
use model::{BuildNature, Item, RegionCode, SchoolKind, Setting, Stage};
use policy::{Context, Standard};

#[test]
fn the_special_figure_comes_before_the_general_one() {
    for (first, second) in
        [("", "applies = { settings = [\"village\"] }"), ("applies = { settings = [\"village\"] }", "")]
    {
        let text = figure(&format!("value = 1\n{first}")) + &figure(&format!("value = 2\n{second}"));
        let policy = one(&text).unwrap();
        let special = if first.is_empty() { "2" } else { "1" };
        let village = Context { setting: Some(Setting::TownshipCentre), ..Context::default() };
        let ask = |c: &Context| policy.figure("x.y", c, date("2021-01-01")).unwrap().1.to_string();
        assert_eq!(ask(&village), special);
        assert_ne!(ask(&Context::default()), special, "an unknown setting is no village");
    }
}

#[test]
fn requirements_count_between_their_days() {
    let text = format!(
        "[[requirement]]\nkey = \"r\"\nname = \"床\"\nitem = \"bed\"\nstandard = \"basic\"\nbasis = \"boarders\"\neach = 1\nuntil = \"2022-12-31\"\n{TAIL}"
    );
    let policy = one(&text).unwrap();
    let context = Context::default();
    let count = |day| policy.requirements(Standard::Basic, &context, date(day)).count();
    assert_eq!([count("2019-12-31"), count("2020-01-01"), count("2022-12-31"), count("2023-01-01")], [0, 1, 1, 0]);
    let school = |day| policy.school_requirements(Standard::Basic, &context, &Stage::COMPULSORY, date(day)).len();
    assert_eq!([school("2022-12-31"), school("2023-01-01")], [1, 0]);
    assert!(
        policy.school_requirements(Standard::Balanced, &context, &Stage::COMPULSORY, date("2021-01-01")).is_empty()
    );
}

#[test]
fn a_requirement_for_the_kind_takes_the_place_of_the_general_one() {
    let requirement = |key: &str, applies: &str| {
        format!(
            "[[requirement]]\nkey = \"{key}\"\nname = \"球场\"\nitem = \"basketball_court\"\nstandard = \"basic\"\nbasis = \"classes\"\neach = 1\n{applies}\n{TAIL}"
        )
    };
    let text = requirement("general", "applies = { stages = [\"primary\"] }")
        + &requirement("nine", "applies = { kinds = [\"312\"] }");
    let policy = one(&text).unwrap();
    let keys = |kind| {
        let context = Context { kind, ..Context::default() };
        let found = policy.school_requirements(Standard::Basic, &context, &Stage::COMPULSORY, date("2021-01-01"));
        found.iter().map(|(stage, r)| (*stage, r.key.clone())).collect::<Vec<_>>()
    };
    assert_eq!(keys(Some(SchoolKind::NineYear)), [(None, "nine".to_owned())]);
    assert_eq!(keys(Some(SchoolKind::Primary)), [(Some(Stage::Primary), "general".to_owned())]);
    assert_eq!(keys(None), [(Some(Stage::Primary), "general".to_owned())]);
}

#[test]
fn prices_go_by_case_and_day() {
    let cost = |key: &str, price: u32, from: &str, applies: &str| {
        let tail = TAIL.replace("2020-01-01", from);
        format!(
            "[[unit_cost]]\nkey = \"{key}\"\nitem = \"dormitory\"\nprice = {price}\nprice_year = 2020\n{applies}\n{tail}"
        )
    };
    let text = cost("old", 2000, "2019-01-01", "")
        + &cost("new", 2500, "2021-01-01", "")
        + &cost("repair", 800, "2019-01-01", "applies = { natures = [\"renovation\"] }")
        + &cost("here", 2600, "2019-01-01", "applies = { regions = [\"1501\"] }");
    let policy = one(&text).unwrap();
    let region: RegionCode = "150121".parse().unwrap();
    let ask = |nature, region, day| {
        let context = Context { nature, region, ..Context::default() };
        policy.unit_cost(Item::Dormitory, &context, date(day)).map(|u| u.key.as_str())
    };
    assert_eq!(ask(None, None, "2018-01-01"), None);
    assert_eq!(ask(None, None, "2020-06-01"), Some("old"));
    assert_eq!(ask(None, None, "2021-06-01"), Some("new"));
    assert_eq!(ask(Some(BuildNature::Renovation), None, "2021-06-01"), Some("repair"));
    assert_eq!(ask(None, Some(region), "2021-06-01"), Some("here"));
    assert!(policy.unit_cost(Item::Canteen, &Context::default(), date("2021-06-01")).is_none());
}
