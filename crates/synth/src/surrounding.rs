//! Other programmes, other plans, settlements and sites (相关工程、衔接规划、安置点与备选校址样板).

use crate::archetype::Archetype;
use crate::dice::{Dice, count};
use crate::name::Words;
use crate::profile::Profile;
use model::{
    CandidateSite, Date, Datum, DocumentRef, Dossier, Fen, Item, LandStatus, LayoutStatus, Location, OtherPlan,
    OtherPlanKind, OtherProject, PlanTarget, School, SchoolId, SchoolKind, SchoolRecord, Settlement, SiteId, Stage,
    TargetMeasure, Year,
};

/// Projects other programmes run at the county's schools.
pub fn other_projects(dossier: &Dossier, dice: &mut Dice) -> Vec<OtherProject> {
    const LINES: [(&str, Item, i64, i64); 4] = [
        ("教育现代化推进工程", Item::TeachingArea, 1_200, 2_500),
        ("义务教育学校温暖工程", Item::HeatedArea, 900, 180),
        ("校园食堂提升工程", Item::Canteen, 300, 2_300),
        ("智慧校园建设工程", Item::MultimediaRoom, 4, 30_000),
    ];
    let kept: Vec<&School> = dossier.schools.iter().filter(|s| is_open(s)).collect();
    (0..(dossier.schools.len() / 9).max(2))
        .filter_map(|n| {
            let (programme, item, size, yuan) = *dice.pick(&LINES)?;
            let school = dice.pick(&kept)?;
            let whole = dice.scale(size, 600, 1_400).max(1);
            let start = Year(u16::try_from(dice.between(2019, 2021)).unwrap_or(2020));
            Some(OtherProject {
                id: format!("{}-Q{:03}", dossier.county, n + 1),
                programme: format!("{programme}（演示）"),
                school: school.id.clone(),
                item,
                quantity: Some(whole * item.unit().scale()),
                start,
                finish: start.plus(1),
                amount: Some(Fen(whole * yuan * 100)),
                document: Some(DocumentRef {
                    title: format!("关于{programme}项目的批复（演示）"),
                    number: Some(format!("演发改〔{}〕{}号", start.0, dice.between(20, 300))),
                    date: Date::new(start.0, 3, 15),
                }),
            })
        })
        .collect()
}

fn is_open(school: &School) -> bool {
    school.owner.is_some_and(|o| o.is_public())
        && school.key_school != Some(true)
        && school.layout.last().is_some_and(|f| f.status == LayoutStatus::Keep)
}

/// The five plans the programme rests on, with targets that follow from what the schools show.
pub fn other_plans(profile: &Profile, dossier: &Dossier) -> Vec<OtherPlan> {
    let schools = i64::try_from(dossier.schools.len()).unwrap_or(0);
    let closing =
        dossier.schools.iter().filter(|s| s.layout.last().is_some_and(|f| f.status == LayoutStatus::Close)).count();
    let closing = i64::try_from(closing).unwrap_or(0);
    let large = i64::from(classes_over(dossier, 55));
    let very = i64::from(classes_over(dossier, 65));
    let target = |measure, year, value| PlanTarget { measure, year: Year(year), value, zone: None, stage: None };
    let (middle, end) = if profile.urban { (180, 180) } else { (45, 0) };
    let (online, reachable) = online(dossier);
    OtherPlanKind::ALL
        .into_iter()
        .enumerate()
        .map(|(n, kind)| OtherPlan {
            kind,
            document: DocumentRef {
                title: format!("{}{}（演示）", profile.name, kind.zh()),
                number: Some(format!("演政办〔2020〕{}号", 31 + n)),
                date: Date::new(2020, 11, 10),
            },
            targets: match kind {
                OtherPlanKind::LargeClass => vec![
                    target(TargetMeasure::LargeClasses, 2023, large * 3 / 4),
                    target(TargetMeasure::LargeClasses, 2025, large / 2),
                    target(TargetMeasure::VeryLargeClasses, 2023, very),
                ],
                OtherPlanKind::SeatShortage => {
                    vec![target(TargetMeasure::NewSeats, 2023, middle), target(TargetMeasure::NewSeats, 2025, end)]
                }
                OtherPlanKind::Layout => vec![
                    target(TargetMeasure::SchoolsKept, 2025, schools - closing),
                    target(TargetMeasure::SchoolsClosed, 2024, closing),
                ],
                OtherPlanKind::Relocation => {
                    vec![target(TargetMeasure::RelocationSeats, 2022, if profile.urban { 0 } else { 45 })]
                }
                OtherPlanKind::OnlineTeaching => vec![
                    target(TargetMeasure::SchoolsOnline, 2022, online),
                    target(TargetMeasure::SchoolsOnline, 2025, reachable),
                ],
            },
        })
        .collect()
}

fn base_conditions(dossier: &Dossier) -> impl Iterator<Item = (&School, &SchoolRecord)> {
    dossier.schools.iter().filter(|s| is_open(s)).filter_map(|s| Some((s, s.record(dossier.base_year)?)))
}

/// Open schools that are online now, and those that can be once every one known to lack a network has one.
fn online(dossier: &Dossier) -> (i64, i64) {
    let networks: Vec<i64> =
        base_conditions(dossier).filter_map(|(_, r)| r.conditions.get(Item::SchoolNetwork)).collect();
    let now = networks.iter().filter(|&&n| n > 0).count();
    (i64::try_from(now).unwrap_or(0), i64::try_from(networks.len()).unwrap_or(0))
}

fn classes_over(dossier: &Dossier, size: u32) -> u32 {
    let records = dossier.schools.iter().filter_map(|s| s.record(dossier.base_year));
    let compulsory = records.flat_map(|r| r.enrolment.grades.iter().filter(|(g, _)| g.0 <= 9).map(|(_, c)| c));
    count(compulsory.flat_map(|c| &c.class_sizes).filter(|&&n| n > size).count().try_into().unwrap_or(0))
}

/// Relocation settlements, in rural counties, served by schools of the seat.
pub fn settlements(profile: &Profile, dossier: &Dossier, words: &mut Words, dice: &mut Dice) -> Vec<Settlement> {
    let seat = dossier.zones.first().map(|z| z.id.clone());
    let serves = |stage: Stage| -> Option<SchoolId> {
        let fit =
            |s: &&School| is_open(s) && s.zones.get(&stage) == seat.as_ref() && s.kind.is_some_and(|k| !k.is_special());
        dossier.schools.iter().find(fit).map(|s| s.id.clone())
    };
    (0..if profile.urban { 0 } else { 2 })
        .map(|n| {
            let people = dice.between(400, 1_600);
            Settlement {
                id: format!("{}-A{}", profile.code, n + 1),
                name: format!("{}安置点", words.take()),
                zone: seat.clone(),
                people: Some(count(people)),
                children: [(Stage::Primary, count(people * 62 / 1000)), (Stage::Junior, count(people * 34 / 1000))]
                    .into(),
                year: Some(Year(2020)),
                location: Some(near(profile, 120, dice)),
                served_by: Stage::COMPULSORY.into_iter().filter_map(|s| Some((s, serves(s)?))).collect(),
            }
        })
        .collect()
}

/// Candidate sites for new schools: several in the city, one in a county seat.
pub fn sites(profile: &Profile, dossier: &Dossier, words: &mut Words, dice: &mut Dice) -> Vec<CandidateSite> {
    let n = if profile.urban { 4 } else { 1 };
    (0..n)
        .map(|i| {
            let nine = i % 2 == 1;
            let seats = dice.between(18, 36) * 45;
            let status = [LandStatus::Granted, LandStatus::InProgress, LandStatus::Granted, LandStatus::None];
            CandidateSite {
                id: SiteId(format!("{}-X{}", profile.code, i + 1)),
                name: format!("{}片区{}校址", words.take(), if nine { "九年一贯制学校" } else { "小学" }),
                zone: dossier.zones.get(i % dossier.zones.len().max(1)).map(|z| z.id.clone()),
                kind: Some(if nine { SchoolKind::NineYear } else { SchoolKind::Primary }),
                land: Some(seats * dice.between(18, 23) * 100),
                seats: Some(count(seats)),
                land_status: status.get(i % 4).copied(),
                location: Some(near(profile, profile.spread.min(900), dice)),
            }
        })
        .collect()
}

fn near(profile: &Profile, spread: i64, dice: &mut Dice) -> Location {
    let e7 = |seat: i64, dice: &mut Dice| i32::try_from((seat + dice.between(-spread, spread)) * 1000).unwrap_or(0);
    Location { lon_e7: e7(profile.seat.0, dice), lat_e7: e7(profile.seat.1, dice), datum: Datum::Cgcs2000 }
}

/// A short word for the sort of a school, as its name ends.
pub fn suffix(archetype: Archetype) -> &'static str {
    use Archetype as A;
    match archetype {
        A::KeyGiant => "实验小学",
        A::SeatGiant => "实验学校",
        A::CityPrimary | A::FringePrimary | A::TownPrimary | A::ClosingPrimary | A::VillagePrimary => "小学",
        A::CityJunior | A::TownJunior => "初级中学",
        A::CityNineYear | A::TownshipNineYear => "学校",
        A::CompleteSecondary => "中学",
        A::TwelveYear => "十二年一贯制学校",
        A::Special => "特殊教育学校",
        A::PrivateNineYear => "民办学校",
        A::PrivatePrimary => "民办小学",
        A::CentralPrimary => "中心小学",
        A::TeachingPoint => "教学点",
    }
}
