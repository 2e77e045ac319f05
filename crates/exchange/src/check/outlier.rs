//! Schools far from their peers (与同类学校相差悬殊), by median and median deviation: robust against the slips they look for.

use super::{Finding, Limits, finding};
use crate::problem::Code;
use model::{Dossier, Enrolment, Item, School, SchoolKind, SchoolRecord};
use std::collections::BTreeMap;

/// A measure: its name, the item its cell is found under, and its value for a school in hundredths.
type Measure = (&'static str, &'static str, fn(&SchoolRecord) -> Option<i64>);

const MEASURES: [Measure; 6] = [
    ("平均班额（人）", "", |r| ratio(pupils(r)?, classes(r)?)),
    ("生均校园占地面积（平方米）", "conditions/campus_land", |r| per_pupil(r, Item::CampusLand)),
    ("生均校舍建筑面积（平方米）", "conditions/floor_area", |r| per_pupil(r, Item::FloorArea)),
    ("生均运动场地面积（平方米）", "conditions/sports_field", |r| per_pupil(r, Item::SportsField)),
    ("生均图书（册）", "conditions/books", |r| per_pupil(r, Item::Books)),
    ("生均教学仪器设备值（元）", "conditions/teaching_equipment", |r| {
        per_pupil(r, Item::TeachingEquipment)
    }),
];

fn pupils(r: &SchoolRecord) -> Option<i64> {
    r.enrolment.compulsory(Enrolment::pupils).map(i64::from)
}
fn classes(r: &SchoolRecord) -> Option<i64> {
    r.enrolment.compulsory(Enrolment::classes).map(i64::from)
}
fn ratio(above: i64, below: i64) -> Option<i64> {
    above.checked_mul(100)?.checked_div(below)
}
fn per_pupil(r: &SchoolRecord, item: Item) -> Option<i64> {
    let hundredths = r.conditions.get(item)?.checked_mul(100 / item.unit().scale())?;
    // schools of a handful of pupils have any ratio
    hundredths.checked_div(pupils(r).filter(|n| *n >= 20)?)
}

/// Comparable schools: of one kind, and of city, town, village, or none stated.
fn peers(school: &School) -> Option<(SchoolKind, u8)> {
    let group = match school.setting {
        Some(s) if s.is_city() => 0,
        Some(s) if s.is_town() => 1,
        Some(_) => 2,
        None => 3,
    };
    Some((school.kind?, group))
}

/// Looks for outliers in the base year.
pub fn check(d: &Dossier, limits: &Limits, found: &mut Vec<Finding>) {
    for (name, key, measure) in MEASURES {
        let mut groups: BTreeMap<(SchoolKind, u8), Vec<(&School, i64)>> = BTreeMap::new();
        for school in &d.schools {
            let value = school.record(d.base_year).and_then(measure);
            if let (Some(group), Some(value)) = (peers(school), value) {
                groups.entry(group).or_default().push((school, value));
            }
        }
        for members in groups.into_values().filter(|m| m.len() >= limits.outlier_peers) {
            let values: Vec<i64> = members.iter().map(|(_, v)| *v).collect();
            let Some(median) = median(&values) else { continue };
            let deviations: Vec<i64> = values.iter().map(|v| (v - median).saturating_abs()).collect();
            let Some(spread) = median_of(deviations) else { continue };
            for (school, value) in members {
                if far(value, median, spread, limits) {
                    let args = vec![
                        ("school", school.name.clone()),
                        ("year", d.base_year.to_string()),
                        ("measure", name.to_owned()),
                        ("value", hundredths(value)),
                        ("median", hundredths(median)),
                    ];
                    let end = if key.is_empty() { "school" } else { key };
                    found.push(finding(Code::Outlier, format!("school/{}/{}/{end}", school.id, d.base_year), args));
                }
            }
        }
    }
}

/// Beyond so many robust deviations (1.4826 × the median deviation), and so many times the median. A quarter of the
/// median is as far from it as four times: below it a value is judged by its mirror image, as nothing is below zero.
fn far(value: i64, median: i64, spread: i64, limits: &Limits) -> bool {
    let ratio = i128::from(limits.outlier_ratio);
    let (v, m) = (i128::from(value), i128::from(median));
    let mirrored = if 0 < v && v < m { m * m / v } else { v };
    let distance = (mirrored - m).abs();
    distance * 10_000 > i128::from(limits.outlier_deviations) * 14_826 * i128::from(spread)
        && (v > m * ratio || v * ratio < m)
}

fn median(values: &[i64]) -> Option<i64> {
    median_of(values.to_vec())
}

fn median_of(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

fn hundredths(n: i64) -> String {
    intake::normal::Decimal::new(n, 2).map_or_else(|| n.to_string(), |d| d.to_string())
}
