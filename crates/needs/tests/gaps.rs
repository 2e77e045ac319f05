//! Gaps: what counts, what is split, what is no data.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{Item, LayoutFact, LayoutStatus, OtherProject, Owner, SchoolId, SchoolKind, Stage, Year};
use needs::{Exclusion, Gap, Missing, Needs, assess};
use policy::Standard;
use proptest::prelude::*;

fn gap(needs: &Needs, item: Item, standard: Standard) -> &Gap {
    needs.gaps.iter().find(|g| g.item == item && g.standard == standard).unwrap()
}

fn project(item: Item, quantity: Option<i64>, finish: u16) -> OtherProject {
    OtherProject {
        id: format!("其他{finish}"),
        programme: "薄改".into(),
        school: SchoolId("1".into()),
        item,
        quantity,
        start: Year(2019),
        finish: Year(finish),
        amount: None,
        document: None,
    }
}

#[test]
fn required_is_summed_over_the_stages_of_a_nine_year_school() {
    let mut s = school("1", SchoolKind::NineYear);
    pupils(&mut s, Stage::Primary, 166, 6);
    pupils(&mut s, Stage::Junior, 210, 6);
    has(&mut s, Item::Books, 10_000);
    let needs = assess(&dossier(vec![s]), packs());
    let books = gap(&needs, Item::Books, Standard::Basic);
    // 166 × 25 + 210 × 35
    assert_eq!((books.required, books.present, books.short), (Some(11_500), Some(10_000), Some(1_500)));
    assert_eq!(books.stages, [Stage::Primary, Stage::Junior]);
    assert_eq!(books.requirements.len(), 2);
}

#[test]
fn absent_data_is_neither_a_gap_nor_met() {
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, 100, 6);
    let needs = assess(&dossier(vec![s]), packs());
    let desk = gap(&needs, Item::Desk, Standard::Basic);
    assert_eq!((desk.required, desk.present, desk.short), (Some(100), None, None));
    assert_eq!(desk.missing, [Missing::Present(Item::Desk)]);
    assert!(needs.gaps.iter().all(|g| g.short.is_none() != g.missing.is_empty()));
    let line = needs.summary.item(Item::Desk, Standard::Basic).unwrap();
    assert_eq!((line.coverage.known, line.coverage.of, line.short.sum), (0, 1, None));
}

#[test]
fn a_school_without_owner_kind_or_record_has_no_figures() {
    let mut ownerless = school("1", SchoolKind::Primary);
    pupils(&mut ownerless, Stage::Primary, 100, 6);
    has(&mut ownerless, Item::Desk, 40);
    ownerless.owner = None;
    let mut kindless = ownerless.clone();
    (kindless.id, kindless.owner, kindless.kind) = (SchoolId("2".into()), Some(Owner::EducationDepartment), None);
    let mut empty = school("3", SchoolKind::Primary);
    empty.records.clear();
    let needs = assess(&dossier(vec![ownerless, kindless, empty]), packs());
    assert!(needs.gaps.iter().all(|g| g.short.is_none()));
    for (id, missing) in [("1", Missing::Owner), ("2", Missing::Kind), ("3", Missing::Record)] {
        let mine: Vec<_> = needs.gaps.iter().filter(|g| g.school.0 == id).collect();
        assert!(!mine.is_empty() && mine.iter().all(|g| g.missing.contains(&missing)), "{id}");
    }
}

#[test]
fn schools_outside_the_programme_are_named_with_the_reason() {
    let mut private = school("1", SchoolKind::Primary);
    private.owner = Some(Owner::Private);
    let senior = school("2", SchoolKind::SeniorSecondary);
    let mut closing = school("3", SchoolKind::Primary);
    closing.layout.push(LayoutFact { status: LayoutStatus::Close, since: None, takes_effect: None, document: None });
    let mut key = school("4", SchoolKind::Primary);
    key.key_school = Some(true);
    let mut interim = school("5", SchoolKind::Primary);
    interim.layout.push(LayoutFact { status: LayoutStatus::Interim, since: None, takes_effect: None, document: None });
    let needs = assess(&dossier(vec![private, senior, closing, key, interim]), packs());
    assert!(needs.gaps.is_empty());
    let reasons: Vec<_> = needs.excluded.iter().map(|e| e.reason).collect();
    let five = [Exclusion::NotPublic, Exclusion::NotCompulsory, Exclusion::Closing, Exclusion::KeySchool];
    assert_eq!((reasons.get(..4), reasons.get(4)), (Some(&five[..]), Some(&Exclusion::NotKept)));
}

#[test]
fn only_the_compulsory_share_of_a_complete_school_is_present() {
    let mut s = school("1", SchoolKind::CompleteSecondary);
    pupils(&mut s, Stage::Junior, 600, 12);
    pupils(&mut s, Stage::Senior, 500, 10);
    has(&mut s, Item::Desk, 1_100);
    has(&mut s, Item::Books, 22_000);
    has(&mut s, Item::Classroom, 22);
    has(&mut s, Item::CounsellingRoom, 1);
    let mut d = dossier(vec![s]);
    let needs = assess(&d, packs());
    let desk = gap(&needs, Item::Desk, Standard::Basic);
    // a desk for everybody: the junior part has its 600, the weights take nothing from it
    assert_eq!((desk.required, desk.present, desk.short), (Some(600), Some(600), Some(0)));
    // books are split by the weights: 22,000 × 600 / (600 + 1.2 × 500) = 11,000
    let books = gap(&needs, Item::Books, Standard::Basic);
    assert_eq!((books.required, books.present, books.short), (Some(21_000), Some(11_000), Some(10_000)));
    // a classroom per class: 22 × 12 / 22
    let rooms = gap(&needs, Item::Classroom, Standard::Basic);
    assert_eq!((rooms.required, rooms.present, rooms.short), (Some(12), Some(12), Some(0)));
    // one room serves the whole school
    assert_eq!(gap(&needs, Item::CounsellingRoom, Standard::Basic).short, Some(0));
    record(d.schools.first_mut().unwrap()).enrolment.stages.remove(&Stage::Senior);
    let needs = assess(&d, packs());
    assert_eq!(gap(&needs, Item::Desk, Standard::Basic).missing, [Missing::Split]);
}

#[test]
fn rooms_of_a_school_built_long_ago_may_be_smaller() {
    let area = |built: Option<u16>| {
        let mut s = school("1", SchoolKind::Primary);
        pupils(&mut s, Stage::Primary, 600, 13);
        has(&mut s, Item::MusicRoomArea, 15_000);
        s.founded = built.map(model::Year);
        gap(&assess(&dossier(vec![s]), packs()), Item::MusicRoomArea, Standard::Balanced).clone()
    };
    // two rooms of 73 m² until 2016, of 96 m² after
    assert_eq!((area(Some(2016)).required, area(Some(2016)).short), (Some(14_600), Some(0)));
    assert_eq!((area(Some(2017)).required, area(Some(2017)).short), (Some(19_200), Some(4_200)));
    assert_eq!((area(None).short, area(None).missing), (None, vec![Missing::Built]));
}

#[test]
fn what_is_under_way_counts_and_its_silence_does_not() {
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, 100, 6);
    has(&mut s, Item::Desk, 60);
    has(&mut s, Item::DangerD, 50_000);
    let mut d = dossier(vec![s]);
    d.other_projects = vec![project(Item::Desk, Some(30), 2021), project(Item::Desk, Some(30), 2020)];
    let desk = |d: &model::Dossier| gap(&assess(d, packs()), Item::Desk, Standard::Basic).clone();
    assert_eq!((desk(&d).under_way, desk(&d).short), (30, Some(10)));
    d.other_projects.push(project(Item::Desk, None, 2022));
    assert_eq!((desk(&d).short, desk(&d).missing), (None, vec![Missing::UnderWay]));
    // what is known already suffices: the silent project changes nothing
    has(d.schools.first_mut().unwrap(), Item::Desk, 70);
    assert_eq!(desk(&d).short, Some(0));
    let needs = assess(&d, packs());
    let danger = gap(&needs, Item::DangerD, Standard::Basic);
    assert!(danger.is_danger());
    assert_eq!((danger.required, danger.present, danger.short), (Some(0), Some(50_000), Some(50_000)));
    assert_eq!(gap(&needs, Item::DangerC, Standard::Basic).missing, [Missing::Present(Item::DangerC)]);
}

#[test]
fn a_requirement_that_depends_on_what_is_not_known_is_no_data() {
    let extra = "[defaults]\ncite = \"trial\"\nfrom = \"2021-01-01\"\ncertainty = \"confirmed\"\n\
        [[document]]\nkey = \"trial\"\ntitle = \"试验\"\n\
        [[requirement]]\nkey = \"basic.wall\"\nname = \"围墙\"\nitem = \"wall\"\nstandard = \"basic\"\nbasis = \"school\"\n\
        each = \"100\"\napplies = { boarding = true }\n\
        [[requirement]]\nkey = \"basic.gate\"\nname = \"大门\"\nitem = \"gate\"\nstandard = \"basic\"\nbasis = \"school\"\n\
        each = \"1\"\napplies = { settings = [\"village\"] }\n";
    let policy = &packs_with(extra);
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, 100, 6);
    (s.boarding, s.setting) = (None, None);
    record(&mut s).enrolment.stages.get_mut(&Stage::Primary).unwrap().boarders = None;
    let needs = assess(&dossier(vec![s.clone()]), policy);
    assert!(gap(&needs, Item::Wall, Standard::Basic).missing.contains(&Missing::Boarding));
    assert!(gap(&needs, Item::Gate, Standard::Basic).missing.contains(&Missing::Setting));
    // boarders say it
    record(&mut s).enrolment.stages.get_mut(&Stage::Primary).unwrap().boarders = Some(0);
    let needs = assess(&dossier(vec![s]), policy);
    assert!(needs.gaps.iter().all(|g| g.item != Item::Wall));
}

#[test]
fn absurd_figures_give_no_figure() {
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, u32::MAX, u32::MAX);
    has(&mut s, Item::Desk, i64::MIN);
    has(&mut s, Item::TeachingArea, i64::MIN);
    has(&mut s, Item::IndoorSportArea, i64::MAX);
    let needs = assess(&dossier(vec![s]), packs());
    assert!(gap(&needs, Item::Desk, Standard::Basic).missing.contains(&Missing::Range));
    assert!(gap(&needs, Item::TeachingArea, Standard::Balanced).missing.contains(&Missing::Range));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn more_present_never_means_more_short(count in 0_u32..5000, a in 0_i64..200_000, b in 0_i64..200_000) {
        let policy = packs();
        let short = |present: i64| {
            let mut s = school("1", SchoolKind::Junior);
            pupils(&mut s, Stage::Junior, count, count / 50);
            has(&mut s, Item::Books, present);
            gap(&assess(&dossier(vec![s]), policy), Item::Books, Standard::Basic).short.unwrap()
        };
        let (less, more) = (a.min(b), a.max(b));
        prop_assert!(short(less) >= short(more));
        prop_assert_eq!(short(less), (i64::from(count) * 35 - less).max(0));
    }

    #[test]
    fn taking_data_away_never_makes_a_figure(mask in 0_u32..(1 << 8)) {
        let policy = packs();
        let mut s = school("1", SchoolKind::NineYear);
        pupils(&mut s, Stage::Primary, 300, 6);
        pupils(&mut s, Stage::Junior, 300, 6);
        let items = [Item::Desk, Item::Books, Item::TeachingArea, Item::IndoorSportArea, Item::SportsField,
            Item::Computer, Item::DangerD, Item::MultimediaRoom];
        for item in items {
            has(&mut s, item, 1_000);
        }
        let full = assess(&dossier(vec![s.clone()]), policy);
        for (n, item) in items.into_iter().enumerate() {
            if mask & (1 << n) != 0 {
                record(&mut s).conditions.clear(item);
            }
        }
        let less = assess(&dossier(vec![s]), policy);
        prop_assert_eq!(full.gaps.len(), less.gaps.len());
        for (a, b) in full.gaps.iter().zip(&less.gaps) {
            prop_assert!(b.short.is_none() || a.short == b.short);
        }
    }
}

/// A primary school in the city with 13 classes and nothing known but its whole floor area.
fn whole_only(area: i64) -> model::School {
    let mut s = school("1", SchoolKind::Primary);
    s.setting = Some(model::Setting::MainCity);
    pupils(&mut s, Stage::Primary, 500, 13);
    has(&mut s, Item::FloorArea, area);
    s
}

#[test]
fn the_whole_stands_in_for_parts_that_are_not_reported() {
    let d = dossier(vec![whole_only(300_000)]);
    let needs = assess(&d, packs());
    let area = gap(&needs, Item::FloorArea, Standard::Basic);
    // 3569 m² at 12 classes, 4684 at 18: 3569 + 1115 ÷ 6 at 13, rounded up to 0.01 m²
    assert_eq!((area.required, area.present, area.short), (Some(375_484), Some(300_000), Some(75_484)));
    let trace = needs::trace(&d, packs(), area);
    assert!(trace.steps.iter().any(|s| matches!(&s.act, needs::trace::Act::Instead { of } if of.len() > 10)));
    let replayed = trace.replay().unwrap();
    assert_eq!((replayed.required, replayed.short), (area.required, area.short));
    // a trace that claims so while a part is known does not follow
    let mut false_claim = trace.clone();
    false_claim.steps[0].value = Some(1);
    assert!(false_claim.replay().is_err());
}

#[test]
fn where_a_part_is_known_the_whole_is_not_counted_again() {
    for part in [Item::TeachingArea, Item::Classroom, Item::Dormitory] {
        let mut s = whole_only(300_000);
        has(&mut s, part, 0);
        let needs = assess(&dossier(vec![s]), packs());
        assert!(needs.gaps.iter().all(|g| g.item != Item::FloorArea), "{part:?}");
        assert!(needs.summary.item(Item::FloorArea, Standard::Basic).is_none());
    }
}
