//! A county put together (县级档案样板).

use crate::archetype::Archetype;
use crate::dice::Dice;
use crate::name::Words;
use crate::profile::Profile;
use crate::school::{Detail, Seedling, school};
use crate::surrounding::{other_plans, other_projects, settlements, sites, suffix};
use crate::zone::{births, migration, zone_count, zone_id, zones};
use crate::{money, tie};
use model::{
    Cycle, Date, DocumentRef, Dossier, Enrolment, GradeCount, Region, RegionCode, RegionLevel, School, SchoolYear,
    Stage, Year,
};

/// Numbers set aside for each county in the sequence of school codes; a county has no more schools than this.
pub(crate) const BLOCK: u32 = 5_000;

/// What a county is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plot<'a> {
    /// Its shape.
    pub profile: &'a Profile,
    /// The seed of the world.
    pub seed: u64,
    /// The county's place in the world: the number of its stream of chance.
    pub stream: u32,
    /// Province and prefecture: code and name.
    pub above: [(&'a str, &'a str); 2],
    /// First number of its schools' codes.
    pub sequence: u32,
    /// Its code is not in GB/T 2260.
    pub local: bool,
    /// How much is made.
    pub detail: Detail,
}

/// Makes the dossier of a county; `None` only when its code is none.
pub(crate) fn county(plot: &Plot<'_>, words: &mut Words) -> Option<Dossier> {
    let profile = plot.profile;
    let code: RegionCode = profile.code.parse().ok()?;
    let mut dice = Dice::new(plot.seed, u64::from(plot.stream) << 32);
    let cycle = Cycle { first: Year(2021), last: Year(2025) };
    let mut dossier = Dossier::new(code, cycle, SchoolYear(crate::enrolment::BASE), Date::new(2021, 10, 8)?);
    dossier.invented = true;
    dossier.regions = regions(plot);
    let townships = townships(profile, words);
    if plot.detail.past() {
        dossier.zones = zones(profile, &townships, words);
    }
    dossier.schools = schools(plot, &dossier, &townships, words);
    if plot.detail == Detail::History {
        tie::tie(&mut dossier);
        dossier.births = births(profile, &dossier, &mut dice);
        dossier.migration = migration(profile, &dossier, &mut dice);
    }
    if plot.detail == Detail::Full {
        tie::tie(&mut dossier);
        kindergartens(&mut dossier, &mut dice);
        dossier.sort();
        surroundings(profile, &mut dossier, words, &mut dice);
    }
    dossier.budgets = money::budgets(profile, &dossier, &mut dice);
    dossier.plan.title = format!("{}义务教育薄弱环节改善与能力提升项目规划（2021—2025年）（演示）", profile.name);
    let made_up = "演示数据：学校、人口与资金均为虚构，仅借用旗县区名称与代码";
    dossier.sources = vec![DocumentRef { title: made_up.to_owned(), number: None, date: None }];
    dossier.sort();
    Some(dossier)
}

fn surroundings(profile: &Profile, dossier: &mut Dossier, words: &mut Words, dice: &mut Dice) {
    dossier.births = births(profile, dossier, dice);
    dossier.migration = migration(profile, dossier, dice);
    dossier.finances = money::finances(profile, dossier, dice);
    dossier.other_projects = other_projects(dossier, dice);
    dossier.other_plans = other_plans(profile, dossier);
    dossier.settlements = settlements(profile, dossier, words, dice);
    dossier.sites = sites(profile, dossier, words, dice);
}

fn regions(plot: &Plot<'_>) -> Vec<Region> {
    let profile = plot.profile;
    let rank = if profile.zone { RegionLevel::DevelopmentZone } else { RegionLevel::County };
    let [province, prefecture] = plot.above;
    let rows = [
        (province.0, province.1, RegionLevel::Province, None, plot.local),
        (prefecture.0, prefecture.1, RegionLevel::Prefecture, Some(province.0), plot.local),
        (&profile.code, &profile.name, rank, Some(prefecture.0), plot.local || profile.zone),
    ];
    let made = rows.into_iter().filter_map(|(code, name, level, parent, local)| {
        let parent = parent.and_then(|p| p.parse().ok());
        Some(Region { code: code.parse().ok()?, name: name.to_owned(), level, parent, local })
    });
    made.collect()
}

fn townships(profile: &Profile, words: &mut Words) -> Vec<String> {
    let kind = |i: usize| match (profile.urban, i % 3) {
        (true, _) => "街道",
        (false, 0 | 1) => "镇",
        (false, _) => "乡",
    };
    (0..profile.townships).map(|i| format!("{}{}", words.take(), kind(i))).collect()
}

fn schools(plot: &Plot<'_>, dossier: &Dossier, townships: &[String], words: &mut Words) -> Vec<School> {
    let profile = plot.profile;
    let full = plot.detail == Detail::Full;
    let province = plot.above[0].0.get(..2).unwrap_or("00");
    let count = zone_count(profile).max(1);
    let sorts = profile.mix.iter().flat_map(|&(a, n)| (0..n).map(move |i| (a, i)));
    let mut made = Vec::with_capacity(profile.schools());
    for (k, (archetype, i)) in (0_u32..).zip(sorts) {
        let mut dice = Dice::new(plot.seed, (u64::from(plot.stream) << 32) | u64::from(k + 1));
        // in a rural county the seat is the first zone and the townships the others
        let zone = if profile.urban {
            usize::try_from(k).unwrap_or(0) % count
        } else if archetype.central() {
            0
        } else {
            1 + i % (count - 1).max(1)
        };
        let township = townships.get(zone % townships.len().max(1)).cloned();
        let word = words.take();
        let name = match archetype {
            Archetype::CentralPrimary | Archetype::TownshipNineYear => {
                format!("{}{word}{}", township.clone().unwrap_or_default(), suffix(archetype))
            }
            Archetype::VillagePrimary | Archetype::TeachingPoint | Archetype::ClosingPrimary => {
                format!("{word}村{}", suffix(archetype))
            }
            _ => format!("{}{word}{}", profile.name.trim_end_matches("经济技术开发区"), suffix(archetype)),
        };
        let serial = k * 37 % BLOCK;
        let mut one = school(
            Seedling {
                archetype,
                county: &dossier.county,
                province,
                sequence: plot.sequence + serial + 1,
                name,
                township: township.filter(|_| full),
                place: place(profile, zone, count, archetype.central(), &mut dice),
                drift: profile.growth,
                detail: plot.detail,
            },
            &mut dice,
        );
        if let Some(kind) = one.kind.filter(|_| plot.detail.past()) {
            one.zones = kind
                .stages()
                .iter()
                .filter(|s| Stage::COMPULSORY.contains(s))
                .map(|&s| (s, zone_id(&profile.code, zone)))
                .collect();
        }
        made.push(one);
    }
    made
}

/// Townships lie in a ring round the seat; schools lie near the middle of their zone.
fn place(profile: &Profile, zone: usize, zones: usize, central: bool, dice: &mut Dice) -> (i64, i64) {
    const RING: [(i64, i64); 12] = [
        (100, 0),
        (87, 50),
        (50, 87),
        (0, 100),
        (-50, 87),
        (-87, 50),
        (-100, 0),
        (-87, -50),
        (-50, -87),
        (0, -100),
        (50, -87),
        (87, -50),
    ];
    let (dx, dy) = RING.get(zone * 12 / zones.max(1) % 12).copied().unwrap_or((0, 0));
    let far = if central && !profile.urban { 0 } else { profile.spread * dice.between(45, 90) / 100 };
    let near = profile.spread / 8;
    let lon = profile.seat.0 + dx * far / 100 + dice.between(-near, near);
    let lat = profile.seat.1 + dy * far / 130 + dice.between(-near, near);
    (lon, lat)
}

/// Some township schools run kindergarten classes (附设幼儿班), which the programme does not pay for.
fn kindergartens(dossier: &mut Dossier, dice: &mut Dice) {
    let base = dossier.base_year;
    for school in &mut dossier.schools {
        let township = school.setting.is_some_and(|s| s.is_village()) && school.boarding == Some(true);
        if township && dice.chance(400) {
            let pupils = crate::dice::count(dice.between(12, 48));
            let counted = GradeCount {
                pupils: Some(pupils),
                girls: Some(pupils / 2),
                classes: Some(pupils.div_ceil(30)),
                ..GradeCount::default()
            };
            if let Some(Enrolment { stages, .. }) = school.records.get_mut(&base).map(|r| &mut r.enrolment) {
                stages.insert(Stage::Kindergarten, counted);
            }
        }
    }
}
