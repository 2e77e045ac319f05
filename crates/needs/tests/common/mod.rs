//! Small dossiers and policies for tests.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

use model::{
    Cycle, Date, Dossier, Grade, GradeCount, Item, Owner, RegionCode, School, SchoolId, SchoolKind, SchoolRecord,
    SchoolYear, Setting, StaffCount, Stage, Year, ZoneId,
};
use policy::{PackSource, Policy};

pub const BASE: SchoolYear = SchoolYear(2020);

/// The built-in packs of a county of Hohhot.
pub fn packs() -> &'static Policy {
    static PACKS: std::sync::OnceLock<Policy> = std::sync::OnceLock::new();
    PACKS.get_or_init(|| policy::builtin(&region()).unwrap())
}

/// The built-in national pack with a few lines of TOML on top.
pub fn packs_with(extra: &str) -> Policy {
    let mut sources = policy::builtin_sources(&"310101".parse().unwrap());
    let head = "[pack]\nname = \"trial\"\nversion = \"1\"\ntitle = \"试验\"\nissuer = \"试验\"\ndate = \"2021-01-01\"\n\
                level = \"county\"\noverlays = \"national\"\nauthority = { title = \"试验\" }\n";
    sources.push(PackSource {
        name: "trial".into(),
        files: vec![("pack.toml".into(), head.into()), ("trial.toml".into(), extra.into())],
    });
    policy::load(&sources).unwrap()
}

pub fn region() -> RegionCode {
    "150121".parse().unwrap()
}

pub fn dossier(schools: Vec<School>) -> Dossier {
    let cycle = Cycle { first: Year(2021), last: Year(2025) };
    let mut d = Dossier::new(region(), cycle, BASE, Date::new(2021, 10, 15).unwrap());
    d.schools = schools;
    d.sort();
    d
}

pub fn school(id: &str, kind: SchoolKind) -> School {
    School {
        id: SchoolId(id.into()),
        codes: vec![],
        name: format!("第{id}学校"),
        region: region(),
        township: None,
        kind: Some(kind),
        owner: Some(Owner::EducationDepartment),
        setting: Some(Setting::TownCentre),
        layout: vec![],
        boarding: Some(false),
        meals: Some(false),
        key_school: None,
        founded: None,
        location: None,
        zones: [(Stage::Primary, ZoneId("甲".into())), (Stage::Junior, ZoneId("甲".into()))].into(),
        parent: None,
        feeds: None,
        records: [(BASE, SchoolRecord::default())].into(),
        remark: None,
    }
}

/// Pupils of a stage in one number, with classes, half girls and no boarders.
pub fn pupils(school: &mut School, stage: Stage, pupils: u32, classes: u32) {
    let count = GradeCount {
        pupils: Some(pupils),
        girls: Some(pupils / 2),
        classes: Some(classes),
        boarders: Some(0),
        class_sizes: vec![],
    };
    record(school).enrolment.stages.insert(stage, count);
}

pub fn grade(school: &mut School, year: SchoolYear, grade: u8, pupils: u32) {
    let count = GradeCount { pupils: Some(pupils), ..GradeCount::default() };
    school.records.entry(year).or_default().enrolment.grades.insert(Grade(grade), count);
}

pub fn record(school: &mut School) -> &mut SchoolRecord {
    school.records.entry(BASE).or_default()
}

pub fn has(school: &mut School, item: Item, quantity: i64) {
    record(school).conditions.set(item, quantity);
}

pub fn staff(school: &mut School, stage: Stage, count: u32) {
    let staff = StaffCount {
        full_time: Some(count),
        above_required_degree: Some(count),
        backbone: Some(count),
        sport_art: Some(count),
        middle_title: Some(count),
        all_staff: Some(count),
    };
    record(school).staff.insert(stage, staff);
}
