//! The location sketch（位置示意图）: schools as dots by their coordinates, no boundary drawn.

mod label;

pub(crate) use label::{HEIGHT, Label, WIDTH};

use crate::Case;
use crate::tables::{place_name, school_name};
use model::{Category, Datum, Location, Place};
use std::collections::{BTreeMap, BTreeSet};

/// What stands at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// A school without a project.
    School,
    /// A school that gets equipment or IT only.
    Equipment,
    /// A school or site where the plan builds.
    Building,
}

/// One point. `x` and `y` are millionths of the sketch's width and height, from its upper left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) mark: Mark,
    /// Number in the list of names; schools with a project only.
    pub(crate) number: Option<usize>,
    pub(crate) name: String,
    /// Where the number stands; `None` where the sketch is too crowded for it, or there is no number.
    pub(crate) label: Option<Label>,
}

/// A sketch（示意图）. `ratio` is height over width in millionths; the scale bar is `bar` millionths of the width and stands for `bar_km`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sketch {
    pub(crate) title: String,
    pub(crate) points: Vec<Point>,
    pub(crate) ratio: i64,
    pub(crate) bar: i64,
    pub(crate) bar_km: String,
    pub(crate) datums: Vec<&'static str>,
    pub(crate) missing: usize,
    pub(crate) notes: Vec<String>,
}

/// Metres of one degree of latitude, and therefore of longitude at the equator: a sketch needs no ellipsoid.
const DEGREE_METRES: i128 = 111_200;

/// A sketch needs at least this many points.
const FEWEST: usize = 2;

/// Draws the schools that have coordinates; `None` when there are too few.
pub(crate) fn of(case: &Case<'_>, title: String) -> Option<Sketch> {
    let marks = marks(case);
    let mut missing = 0;
    let mut found: Vec<(Location, Mark, String)> = Vec::new();
    for school in &case.dossier.schools {
        let mark = marks.get(&Place::School(school.id.clone())).copied().unwrap_or(Mark::School);
        match school.location {
            Some(location) => found.push((location, mark, school_name(case, &school.id).to_owned())),
            None => missing += 1,
        }
    }
    for project in &case.dossier.plan.projects {
        let Place::Site(id) = &project.place else { continue };
        let site = case.dossier.sites.iter().find(|s| s.id == *id);
        let name = place_name(case, project).to_owned();
        if found.iter().any(|(_, _, n)| *n == name) {
            continue;
        }
        match site.and_then(|s| s.location) {
            Some(location) => found.push((location, Mark::Building, name)),
            None => missing += 1,
        }
    }
    (found.len() >= FEWEST).then(|| lay(title, found, missing))
}

fn marks(case: &Case<'_>) -> BTreeMap<Place, Mark> {
    let mut marks = BTreeMap::new();
    for project in &case.dossier.plan.projects {
        let builds = project.category() == Some(Category::Building);
        let mark = if builds { Mark::Building } else { Mark::Equipment };
        let entry = marks.entry(project.place.clone()).or_insert(mark);
        *entry = mark.max(*entry);
    }
    marks
}

/// Cosine of a latitude in millionths, by Bhaskara's rational formula: within 0.2 %, and the same integer on every machine.
fn cosine(lat_e7: i128) -> i128 {
    let square = lat_e7 * lat_e7 / 10_000_000;
    let full: i128 = 32_400 * 10_000_000;
    (full - 4 * square).max(0) * 1_000_000 / (full + square)
}

fn lay(title: String, found: Vec<(Location, Mark, String)>, missing: usize) -> Sketch {
    let lats = || found.iter().map(|(l, _, _)| i128::from(l.lat_e7));
    let lons = || found.iter().map(|(l, _, _)| i128::from(l.lon_e7));
    let ends = |low: Option<i128>, high: Option<i128>| (low.unwrap_or(0), high.unwrap_or(0));
    let ((south, north), (west, east)) = (ends(lats().min(), lats().max()), ends(lons().min(), lons().max()));
    let cos = cosine((south + north) / 2).max(1);
    // east–west distances in the step of north–south ones, with a margin of a twentieth on every side
    let wide = ((east - west) * cos / 1_000_000).max(1_000);
    let high = (north - south).max(1_000);
    // never narrower than two thirds, never flatter than one third of the page's width
    let width = wide.max(high * 2 / 3);
    let height = high.max(width / 3);
    let (width, height) = (width * 11 / 10, height * 11 / 10);
    let (left, top) = ((width - wide) / 2, (height - high) / 2);
    let metres = width * DEGREE_METRES / 10_000_000;
    let bar = bar_metres(metres / 4);
    let mut number = 0;
    let points = found.iter().map(|(l, mark, name)| {
        let x = (i128::from(l.lon_e7) - west) * cos / 1_000_000 + left;
        let y = north - i128::from(l.lat_e7) + top;
        let millionths = |part: i128, whole: i128| i64::try_from(part * 1_000_000 / whole).unwrap_or(0);
        let numbered = (*mark != Mark::School).then(|| {
            number += 1;
            number
        });
        Point {
            x: millionths(x, width),
            y: millionths(y, height),
            mark: *mark,
            number: numbered,
            name: name.clone(),
            label: None,
        }
    });
    let mut points: Vec<Point> = points.collect();
    let ratio = i64::try_from(height * 1_000_000 / width).unwrap_or(1_000_000);
    label::place(&mut points, ratio);
    let datums: BTreeSet<&'static str> = found.iter().map(|(l, _, _)| datum(l.datum)).collect();
    Sketch {
        title,
        points,
        ratio,
        bar: i64::try_from(bar * 1_000_000 / metres.max(1)).unwrap_or(0),
        bar_km: if bar % 1_000 == 0 { format!("{}千米", bar / 1_000) } else { format!("{bar}米") },
        datums: datums.into_iter().collect(),
        missing,
        notes: Vec::new(),
    }
}

/// The longest of 1, 2 or 5 times a power of ten that is no longer than `most`.
fn bar_metres(most: i128) -> i128 {
    let mut best = 1;
    let mut power = 1;
    while power <= most {
        best = [1, 2, 5].map(|m| m * power).into_iter().rfind(|b| *b <= most).unwrap_or(best);
        power *= 10;
    }
    best
}

fn datum(datum: Datum) -> &'static str {
    match datum {
        Datum::Cgcs2000 => "CGCS2000",
        Datum::Wgs84 => "WGS-84",
        Datum::Gcj02 => "GCJ-02",
        Datum::Bd09 => "BD-09",
        Datum::Unstated => "未说明",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: i32, lat: i32) -> (Location, Mark, String) {
        (Location { lon_e7: lon, lat_e7: lat, datum: Datum::Unstated }, Mark::Building, "校".into())
    }

    #[test]
    fn cosines_are_close_enough_for_a_sketch() {
        for degrees in [0_i32, 18, 31, 41, 53] {
            let exact = f64::from(degrees).to_radians().cos();
            let ours = cosine(i128::from(degrees) * 10_000_000) as f64 / 1e6;
            assert!((ours - exact).abs() < 0.002, "{degrees}: {ours} against {exact}");
        }
    }

    #[test]
    fn north_is_up_and_east_is_right_and_all_points_are_inside() {
        let sketch = lay(String::new(), vec![at(1_110_000_000, 400_000_000), at(1_115_000_000, 405_000_000)], 0);
        let [a, b] = sketch.points.as_slice() else { panic!("two points") };
        assert!(a.x < b.x && a.y > b.y);
        assert!([a.x, a.y, b.x, b.y].iter().all(|v| (0..=1_000_000).contains(v)));
        assert!(sketch.bar > 0 && sketch.bar <= 250_000, "{}", sketch.bar);
        assert_eq!(sketch.bar_km, "10千米");
    }

    #[test]
    fn schools_at_one_spot_and_at_the_ends_of_the_world_are_drawn() {
        for points in [vec![at(5, 5), at(5, 5)], vec![at(i32::MIN, i32::MIN), at(i32::MAX, i32::MAX)]] {
            let sketch = lay(String::new(), points, 0);
            assert!(sketch.ratio > 0);
        }
    }
}
