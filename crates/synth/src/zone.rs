//! Zones, births and migration (学区、出生与迁移样板).

use crate::dice::{Dice, count};
use crate::enrolment::birth_shape;
use crate::profile::Profile;
use model::{Births, Dossier, Migration, Stage, Year, Zone, ZoneId};

/// The key of the `n`th zone of a county.
pub fn zone_id(county: &str, n: usize) -> ZoneId {
    ZoneId(format!("{county}-{:02}", n + 1))
}

/// How many zones: the seat and every township in a rural county, one for about six schools in the city.
pub fn zone_count(profile: &Profile) -> usize {
    if profile.urban { (profile.schools() / 6).max(3) } else { profile.townships }
}

/// The zones of a county, each with the townships it covers.
pub fn zones(profile: &Profile, townships: &[String], words: &mut crate::name::Words) -> Vec<Zone> {
    let n = zone_count(profile);
    (0..n)
        .map(|i| Zone {
            id: zone_id(&profile.code, i),
            name: if profile.urban {
                format!("{}学区", words.take())
            } else {
                format!("{}学区", townships.get(i).cloned().unwrap_or_default())
            },
            stages: Stage::COMPULSORY.into_iter().collect(),
            townships: townships.iter().skip(i).step_by(n.max(1)).cloned().collect(),
        })
        .collect()
}

/// Births of 2008–2020 in every zone, such that they carry the intake the zone's schools have; some with months.
pub fn births(profile: &Profile, dossier: &Dossier, dice: &mut Dice) -> Vec<Births> {
    let mut all = Vec::new();
    for (n, zone) in dossier.zones.iter().enumerate() {
        let entrants = entrants(dossier, &zone.id).max(12);
        // cities take pupils in, townships lose them on the way to school
        let (share, drift) = if profile.urban {
            (780, 25)
        } else if n == 0 {
            (860, 10)
        } else {
            (1_450, -28)
        };
        for year in 2008..=2020_u16 {
            let trend = (1000 + drift * (i64::from(year) - 2014) / 2).max(300);
            let total =
                dice.scale(entrants * share / 1000 * birth_shape(year) / 1000 * trend / 1000, 960, 1_040).max(1);
            let months = (n % 3 == 0 && year >= 2014).then(|| months(total, dice));
            all.push(Births { zone: zone.id.clone(), year: Year(year), total: count(total), months });
        }
    }
    all
}

/// First-graders of the zone's schools in the base year.
fn entrants(dossier: &Dossier, zone: &ZoneId) -> i64 {
    let schools = dossier.schools.iter().filter(|s| s.zones.get(&Stage::Primary) == Some(zone));
    let first = schools.filter_map(|s| s.record(dossier.base_year)?.enrolment.grades.get(&model::Grade(1))?.pupils);
    first.map(i64::from).sum()
}

fn months(total: i64, dice: &mut Dice) -> [u32; 12] {
    let mut left = total;
    let mut months = [0_u32; 12];
    for (i, slot) in months.iter_mut().enumerate() {
        let still = 12 - i64::try_from(i).unwrap_or(11);
        let n = if still == 1 { left } else { dice.scale(left / still, 800, 1_200).clamp(0, left) };
        *slot = count(n);
        left -= n;
    }
    months
}

/// New housing brings children to two zones of a city county; a rural county loses some of its townships' pupils.
pub fn migration(profile: &Profile, dossier: &Dossier, dice: &mut Dice) -> Vec<Migration> {
    let mut all = Vec::new();
    for (n, zone) in dossier.zones.iter().enumerate() {
        let picked = if profile.urban { n < 2 } else { n == 0 || n % 4 == 1 };
        for year in (2021..=2025_u16).filter(|_| picked) {
            let (net, reason) = match (profile.urban, n) {
                (true, _) => (dice.between(40, 160), "新建住宅交付"),
                (false, 0) => (dice.between(15, 60), "乡镇学生进城就读"),
                (false, _) => (-dice.between(2, 12), "随父母外出"),
            };
            let net = i32::try_from(net).unwrap_or(0);
            all.push(Migration {
                zone: zone.id.clone(),
                year: Year(year),
                grade: None,
                net,
                reason: Some(reason.to_owned()),
            });
        }
    }
    all
}
