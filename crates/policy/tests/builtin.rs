//! The packs that come with the program say what the regulations say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::*;
use model::{FundSource, Item, SchoolKind, SchoolPart, Setting, Stage};
use policy::{Context, Eligibility, Policy, Standard, Verdict};

fn at(stage: Stage) -> Context {
    Context { stage: Some(stage), ..Context::default() }
}
fn value(policy: &Policy, key: &str, context: &Context) -> String {
    policy.figure(key, context, date("2021-10-15")).map_or_else(|| "none".into(), |(_, v)| v.to_string())
}

#[test]
fn every_key_the_program_asks_for_has_a_figure() {
    let national = builtin("330100");
    for key in policy::key::ALL {
        assert!(national.figures.contains_key(*key), "{key}");
    }
}

#[test]
fn the_region_chooses_the_packs() {
    let names =
        |code: &str| builtin(code).packs.iter().map(|p| p.split('@').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names("330105"), ["national"]);
    assert_eq!(names("152201"), ["national", "inner-mongolia"]);
    assert_eq!(names("150172"), ["national", "inner-mongolia", "hohhot-notice-2021"]);
}

#[test]
fn the_seven_indicators_and_their_limits() {
    let policy = builtin("150121");
    let table = [
        ("degree_teachers", "4.2", "5.3"),
        ("backbone_teachers", "1", "1"),
        ("sport_art_teachers", "0.9", "0.9"),
        ("teaching_area", "4.5", "5.8"),
        ("sports_area", "7.5", "10.2"),
        ("equipment_value", "2000", "2500"),
        ("multimedia_rooms", "2.3", "2.4"),
        ("cv_limit", "0.5", "0.45"),
    ];
    for (key, primary, junior) in table {
        let key = format!("balance2017.{key}");
        assert_eq!(value(&policy, &key, &at(Stage::Primary)), primary, "{key}");
        assert_eq!(value(&policy, &key, &at(Stage::Junior)), junior, "{key}");
        assert_eq!(value(&policy, &key, &Context::default()), "none", "an unknown stage has no figure");
    }
    let weight = |kind, stage| {
        value(
            &policy,
            policy::key::SPLIT_WEIGHT,
            &Context { kind: Some(kind), stage: Some(stage), ..Context::default() },
        )
    };
    use SchoolKind::{CompleteSecondary, NineYear, TwelveYear};
    assert_eq!(weight(NineYear, Stage::Primary), "1");
    assert_eq!(weight(NineYear, Stage::Junior), "1.1");
    assert_eq!(weight(TwelveYear, Stage::Senior), "1.32");
    assert_eq!(weight(CompleteSecondary, Stage::Junior), "1");
    assert_eq!(weight(CompleteSecondary, Stage::Senior), "1.2");
}

#[test]
fn figures_begin_on_their_date() {
    let policy = builtin("330100");
    let day = |d| policy.figure("class_size.large_share_max", &Context::default(), date(d)).map(|(_, v)| v.to_string());
    assert_eq!((day("2020-12-30"), day("2020-12-31")), (None, Some("5".into())));
}

#[test]
fn a_nine_year_school_has_the_requirements_of_its_stages_and_its_kind() {
    let policy = builtin("150121");
    let context = Context { kind: Some(SchoolKind::NineYear), ..Context::default() };
    let basic = policy.school_requirements(Standard::Basic, &context, &Stage::COMPULSORY, date("2021-10-15"));
    let of = |item| basic.iter().filter(|(_, r)| r.item == item).map(|(s, r)| (*s, r.key.as_str())).collect::<Vec<_>>();
    assert_eq!(
        of(Item::Books),
        [(Some(Stage::Primary), "basic.books.primary"), (Some(Stage::Junior), "basic.books.junior")]
    );
    assert_eq!(of(Item::GirlsStall), [(None, "basic.girls_stall")]);
    assert_eq!(of(Item::BasketballCourt), [(None, "basic.basketball_court.nine_year")]);
    assert_eq!(of(Item::HeatingEquipment), [(None, "basic.heating_equipment")]);
    let stalls = policy.requirement("basic.girls_stall").unwrap();
    assert_eq!(stalls.required(130), Some(10));
    assert_eq!(stalls.required(131), Some(11));
    let track = policy.requirement("basic.running_track.primary").unwrap();
    assert_eq!(
        (track.required(18), track.required(24), track.required(30)),
        (Some(20_000), Some(30_000), Some(30_000))
    );
    let rooms = policy.requirement("balanced.multimedia_rooms.primary").unwrap();
    assert_eq!((rooms.required(1000), rooms.required(1001)), (Some(23), Some(24)));
}

#[test]
fn a_school_is_big_by_its_kind() {
    let policy = builtin("150121");
    let max = |kind| value(&policy, "school_size.max", &Context { kind, ..Context::default() });
    assert_eq!(max(Some(SchoolKind::Primary)), "2000");
    assert_eq!(max(Some(SchoolKind::TwelveYear)), "2500");
    assert_eq!(max(None), "none");
}

fn verdict(policy: &Policy, item: Item, part: SchoolPart, source: FundSource) -> Option<Verdict> {
    let context = Context {
        kind: Some(SchoolKind::Primary),
        setting: Some(Setting::Village),
        source: Some(source),
        ..Context::default()
    };
    match policy.eligibility(item, part, &context, date("2021-10-15")) {
        Eligibility::Listed(e) => Some(e.verdict),
        Eligibility::NotListed => None,
    }
}

#[test]
fn eligibility_depends_on_the_money() {
    let policy = builtin("150121");
    let ask = |item, source| verdict(&policy, item, SchoolPart::Primary, source);
    use FundSource::{Central, City, County, SchoolBorrowing, Unnamed};
    assert_eq!(ask(Item::Canteen, Central), Some(Verdict::Allowed));
    for item in [Item::Gymnasium, Item::TurnoverDormitory, Item::SwimmingPool, Item::Auditorium, Item::OfficeBuilding] {
        assert_eq!(ask(item, Central), Some(Verdict::Forbidden), "{item:?}");
    }
    assert_eq!(ask(Item::Gymnasium, County), Some(Verdict::Conditional), "the notice lists sports halls");
    assert_eq!(ask(Item::TurnoverDormitory, City), Some(Verdict::Conditional));
    assert_eq!(ask(Item::SwimmingPool, County), None);
    assert_eq!(ask(Item::Auditorium, County), Some(Verdict::Forbidden), "the notice bars it whoever pays");
    assert_eq!(ask(Item::AdminPlatform, County), Some(Verdict::Forbidden));
    assert_eq!(ask(Item::Canteen, SchoolBorrowing), Some(Verdict::Forbidden));
    assert_eq!(ask(Item::Canteen, Unnamed), Some(Verdict::Forbidden));
    let elsewhere = builtin("330105");
    assert_eq!(verdict(&elsewhere, Item::Gymnasium, SchoolPart::Primary, County), None);
    assert_eq!(verdict(&elsewhere, Item::Auditorium, SchoolPart::Primary, County), None);
}

#[test]
fn the_old_negative_list_ended_with_its_programme() {
    let policy = builtin("330105");
    let central = Context { source: Some(FundSource::Central), ..Context::default() };
    let ask = |day| match policy.eligibility(Item::PlasticTrack, SchoolPart::Primary, &central, date(day)) {
        Eligibility::Listed(e) => Some(e.verdict),
        Eligibility::NotListed => None,
    };
    assert_eq!((ask("2019-01-01"), ask("2021-10-15")), (Some(Verdict::Forbidden), Some(Verdict::Conditional)));
}

#[test]
fn senior_and_kindergarten_parts_are_out() {
    let policy = builtin("150121");
    for part in [SchoolPart::Senior, SchoolPart::Kindergarten] {
        assert_eq!(verdict(&policy, Item::Classroom, part, FundSource::Central), Some(Verdict::Forbidden));
    }
    let complete = Context { kind: Some(SchoolKind::CompleteSecondary), ..Context::default() };
    let whole = |item| policy.eligibility(item, SchoolPart::Whole, &complete, date("2021-10-15"));
    assert!(matches!(whole(Item::Canteen), Eligibility::Listed(e) if e.verdict == Verdict::Conditional));
    assert_eq!(whole(Item::Vehicle), Eligibility::NotListed);
}

#[test]
fn both_deadlines_stand_and_are_told_as_a_conflict() {
    let policy = builtin("150121");
    let dates: Vec<String> = policy.cycle.deadlines.iter().map(|d| d.date.to_string()).collect();
    assert_eq!(dates, ["2021-10-15", "2021-10-20"]);
    assert_eq!(policy.cycle.completion.to_string(), "2025-12-31");
    assert_eq!(policy.cycle.completion_alternative, Some(date("2024-12-31")));
    for key in ["conflict.deadline", "conflict.completion", "conflict.toilet_ratio", "conflict.notice_negative_lists"] {
        let conflict = policy.conflicts.iter().find(|c| c.key == key).unwrap();
        assert!(conflict.readings.len() >= 2, "{key}");
    }
    assert!(builtin("330105").cycle.deadlines.is_empty());
}

#[test]
fn whatever_must_be_there_can_be_priced_and_ranked() {
    let region = "150121".parse().unwrap();
    let report = policy::check(&policy::builtin_sources(&region));
    assert!(report.problems.is_empty());
    let open: Vec<_> = report.remarks.iter().filter(|m| m.key != "policy-remark-conflict").collect();
    assert!(open.is_empty(), "{open:?}");
    assert!(report.certainty.values().sum::<usize>() > 300);
}

#[test]
fn the_order_is_safety_seats_living_teaching() {
    let policy = builtin("150121");
    let class = |item| policy.weight(item, &Context::default()).unwrap().class;
    let order = [Item::DangerD, Item::Classroom, Item::Dormitory, Item::Books, Item::Greening].map(class);
    assert_eq!(order, [1, 2, 3, 4, 5]);
}

#[test]
fn the_hash_is_of_the_content() {
    let (a, b, c) = (builtin("150121"), builtin("150172"), builtin("330105"));
    assert_eq!(a.hash, b.hash);
    assert_ne!(a.hash, c.hash);
    assert_eq!(a.hash.0.len(), 64);
    let region = "150121".parse().unwrap();
    let mut sources = policy::builtin_sources(&region);
    sources[0].files.reverse();
    assert_eq!(policy::load(&sources).unwrap().hash, a.hash, "the order of files does not matter");
    for (_, text) in &mut sources[0].files {
        *text = text.replace("value = \"4.5\"", "value = \"4.6\"").replace("primary = \"4.5\"", "primary = \"4.6\"");
    }
    assert_ne!(policy::load(&sources).unwrap().hash, a.hash);
}

#[test]
fn every_kind_of_entry_is_in_the_hash() {
    let text = format!(
        "{}{}",
        figure("value = 1"),
        "[[requirement]]\nkey = \"r\"\nname = \"床\"\nitem = \"bed\"\nstandard = \"basic\"\nbasis = \"boarders\"\neach = 2\n"
    ) + TAIL
        + "[[eligibility]]\nkey = \"e\"\nitems = [\"bed\"]\nverdict = \"allowed\"\n"
        + TAIL
        + "[[unit_cost]]\nkey = \"c\"\nitem = \"bed\"\nprice = 3\nprice_year = 2021\n"
        + TAIL
        + "[[weight]]\nkey = \"w\"\nname = \"权\"\nitems = [\"bed\"]\nclass = 4\npoints = 5\ncite = \"doc\"\ncertainty = \"confirmed\"\n"
        + "[[deadline]]\nkey = \"d\"\nname = \"报送\"\ndate = \"2021-10-16\"\ncite = \"doc\"\ncertainty = \"confirmed\"\n"
        + "[[switch]]\nrule = \"R0107\"\ncite = \"doc\"\n"
        + "[[conflict]]\nkey = \"k\"\nabout = \"甲\"\nassumed = \"乙\"\nreferences = [{ cite = \"doc\" }]\n"
        + "[[provision]]\nkey = \"p\"\nlist = \"l\"\nnumber = 8\ntext = \"丙\"\n"
        + TAIL;
    let before = one(&text).unwrap().hash;
    let changes = [
        ("value = 1", "value = 9"),
        ("each = 2", "each = 9"),
        ("\"allowed\"", "\"forbidden\""),
        ("price = 3", "price = 9"),
        ("class = 4", "class = 3"),
        ("2021-10-16", "2021-10-17"),
        ("R0107", "R0108"),
        ("乙", "丁"),
        ("number = 8", "number = 9"),
        ("key = \"d\"", "key = \"dd\""),
        ("\"confirmed\"", "\"secondary\""),
    ];
    for (from, to) in changes {
        assert!(text.contains(from));
        assert_ne!(one(&text.replace(from, to)).unwrap().hash, before, "{from} is not in the hash");
    }
    let spaced = text.replace(" = ", "   =  ");
    assert_eq!(one(&format!("# 注\n{spaced}")).unwrap().hash, before, "layout and remarks of the file do not count");
}
