//! What schools are coloured by (着色指标): one figure per school, five classes from pale to dark, "no data" apart.

use crate::county::Computed;
use crate::words::Words;
use model::{Item, Message, School, SchoolId, Stage};
use policy::Standard;
use std::collections::BTreeMap;

/// Classes of a figure.
const CLASSES: usize = 5;

/// A figure schools are coloured by (指标).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indicator {
    /// 短缺项占比: basic requirements that are short, of those with data.
    Gaps,
    /// 学位缺口: what the school's zone lacks in the base year.
    Seats,
    /// 生均校舍建筑面积.
    Area,
    /// 大班额班数.
    Large,
    /// 预测学生数变化: from the base year to the last year forecast.
    Forecast,
    /// 项目开工年度.
    Project,
}

impl Indicator {
    /// All of them, in the order of the list.
    pub const ALL: [Indicator; 6] =
        [Indicator::Gaps, Indicator::Seats, Indicator::Area, Indicator::Large, Indicator::Forecast, Indicator::Project];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Indicator::Gaps => "gaps",
            Indicator::Seats => "seats",
            Indicator::Area => "area",
            Indicator::Large => "large",
            Indicator::Forecast => "forecast",
            Indicator::Project => "project",
        }
    }

    /// The indicator of an address.
    pub fn from_code(code: &str) -> Option<Indicator> {
        Indicator::ALL.into_iter().find(|i| i.code() == code)
    }

    /// It tells of the plan, which is not for everybody to see.
    pub fn of_plan(self) -> bool {
        self == Indicator::Project
    }

    /// What it is called.
    pub fn name(self) -> Message {
        Message::new(match self {
            Indicator::Gaps => "wb-map-by-gaps",
            Indicator::Seats => "wb-map-by-seats",
            Indicator::Area => "wb-map-by-area",
            Indicator::Large => "wb-map-by-large",
            Indicator::Forecast => "wb-map-by-forecast",
            Indicator::Project => "wb-map-by-project",
        })
    }

    /// What it means, in a sentence.
    pub fn note(self) -> Message {
        Message::new(match self {
            Indicator::Gaps => "wb-map-note-gaps",
            Indicator::Seats => "wb-map-note-seats",
            Indicator::Area => "wb-map-note-area",
            Indicator::Large => "wb-map-note-large",
            Indicator::Forecast => "wb-map-note-forecast",
            Indicator::Project => "wb-map-note-project",
        })
    }

    /// A value in words; values are counts, thousandths, hundredths or years.
    pub fn words(self, w: &Words, value: i64) -> String {
        match self {
            Indicator::Gaps => format!("{}.{}%", value / 10, value % 10),
            Indicator::Seats => w.with("wb-map-seats", "count", w.n(value)),
            Indicator::Area => format!("{}.{:02} ㎡", value / 100, value % 100),
            Indicator::Large => w.with("wb-map-classes", "count", w.n(value)),
            Indicator::Forecast => {
                let sign = if value < 0 { "−" } else { "+" };
                format!("{sign}{}.{}%", value.abs() / 10, value.abs() % 10)
            }
            Indicator::Project if value == 0 => w.t("wb-map-no-project"),
            Indicator::Project => value.to_string(),
        }
    }
}

/// The figures of an indicator with their classes (分级结果).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classed {
    /// The value of each school; absent where there is no data.
    pub values: BTreeMap<SchoolId, i64>,
    /// Least and greatest value of each class.
    pub classes: Vec<(i64, i64)>,
}

impl Classed {
    /// The class of a value.
    pub fn class(&self, value: i64) -> Option<usize> {
        self.classes.iter().position(|(low, high)| (*low..=*high).contains(&value))
    }
}

/// An indicator over the county's schools, of one stage where one is given.
pub fn of(c: &Computed, indicator: Indicator, stage: Option<Stage>) -> Classed {
    let values: BTreeMap<SchoolId, i64> = match indicator {
        Indicator::Gaps => gaps(c),
        Indicator::Seats => each(c, |s| seats(c, s, stage)),
        Indicator::Area => each(c, |s| area(c, s)),
        Indicator::Large => large(c, stage),
        Indicator::Forecast => forecast(c, stage),
        Indicator::Project => each(c, |s| Some(c.projects(&s.id).map(|p| i64::from(p.start.0)).min().unwrap_or(0))),
    };
    Classed { classes: classes(values.values().copied().collect()), values }
}

fn each(c: &Computed, value: impl Fn(&School) -> Option<i64>) -> BTreeMap<SchoolId, i64> {
    c.dossier.schools.iter().filter_map(|s| Some((s.id.clone(), value(s)?))).collect()
}

fn gaps(c: &Computed) -> BTreeMap<SchoolId, i64> {
    let mut counts: BTreeMap<&SchoolId, (i64, i64)> = BTreeMap::new();
    for gap in c.needs.gaps.iter().filter(|g| g.standard == Standard::Basic) {
        let (short, known) = counts.entry(&gap.school).or_default();
        *known += i64::from(gap.short.is_some());
        *short += i64::from(gap.short.is_some_and(|s| s > 0));
    }
    let share = |(school, (short, known)): (&SchoolId, (i64, i64))| {
        (known > 0).then(|| (school.clone(), (short * 1000 + known / 2) / known))
    };
    counts.into_iter().filter_map(share).collect()
}

/// What the zones of a school lack, of the stages asked for.
fn seats(c: &Computed, school: &School, stage: Option<Stage>) -> Option<i64> {
    let mut lack = None;
    for (own, zone) in school.zones.iter().filter(|(own, _)| stage.is_none_or(|s| s == **own)) {
        let balance = c.needs.seats.iter().find(|b| b.zone.as_ref() == Some(zone) && b.stage == *own);
        if let Some(spare) = balance.and_then(|b| b.years.first()).and_then(|y| y.spare) {
            lack = Some(lack.unwrap_or(0_i64).saturating_add(spare.min(0).saturating_neg()));
        }
    }
    lack
}

fn area(c: &Computed, school: &School) -> Option<i64> {
    let record = school.record(c.dossier.base_year)?;
    let pupils = record.enrolment.compulsory(|e, s| e.pupils(s)).filter(|p| *p > 0)?;
    let pupils = i64::from(pupils);
    Some((record.conditions.get(Item::FloorArea)?.checked_add(pupils / 2)?) / pupils)
}

fn large(c: &Computed, stage: Option<Stage>) -> BTreeMap<SchoolId, i64> {
    let mut out: BTreeMap<SchoolId, (i64, bool)> = BTreeMap::new();
    for row in c.needs.large.classes.iter().filter(|r| stage.is_none_or(|s| s == r.stage)) {
        let (count, known) = out.entry(row.school.clone()).or_insert((0, true));
        *count += i64::from(row.large) + i64::from(row.large_by_average);
        *known &= row.sizes.complete();
    }
    // none found among classes of unknown size is no data
    out.into_iter().filter(|(_, (count, known))| *known || *count > 0).map(|(id, (count, _))| (id, count)).collect()
}

fn forecast(c: &Computed, stage: Option<Stage>) -> BTreeMap<SchoolId, i64> {
    let one = |f: &needs::forecast::SchoolForecast| {
        let wanted = f.stages.iter().filter(|s| stage.is_none_or(|own| own == s.stage)).collect::<Vec<_>>();
        let sum = |pick: fn(&[needs::forecast::Range]) -> Option<&needs::forecast::Range>| {
            let mut sum = 0_i64;
            for stage in &wanted {
                sum = sum.checked_add(i64::from(pick(&stage.years)?.pupils?))?;
            }
            Some(sum)
        };
        let (first, last) = (sum(|y| y.first())?, sum(|y| y.last())?);
        (first > 0).then(|| (f.school.clone(), (last - first) * 1000 / first))
    };
    c.needs.forecast.schools.iter().filter_map(one).collect()
}

/// At most five classes with about as many schools each; equal values are never parted, and zero stands alone.
fn classes(mut values: Vec<i64>) -> Vec<(i64, i64)> {
    values.sort_unstable();
    let mut out: Vec<(i64, i64)> = Vec::new();
    let zeros = values.iter().filter(|v| **v == 0).count();
    if zeros > 0 && values.first() == Some(&0) {
        out.push((0, 0));
        values.retain(|v| *v != 0);
    }
    let mut distinct = values.clone();
    distinct.dedup();
    let room = CLASSES - out.len();
    if distinct.len() <= room {
        out.extend(distinct.into_iter().map(|v| (v, v)));
        return out;
    }
    let mut rest = values.as_slice();
    for left in (1..=room).rev() {
        let take = rest.len().div_ceil(left);
        let Some(&high) = rest.get(take.saturating_sub(1)) else { break };
        let Some(&low) = rest.first() else { break };
        out.push((low, high));
        let end = rest.iter().position(|v| *v > high).unwrap_or(rest.len());
        rest = rest.get(end..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_part_no_equals_and_leave_nobody_out() {
        assert_eq!(classes(vec![]), []);
        assert_eq!(classes(vec![0, 0, 3, 1]), [(0, 0), (1, 1), (3, 3)]);
        let made = classes(vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(made, [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]);
        // forty schools with one value are one class
        let crowded = classes(vec![5; 40].into_iter().chain(1..=4).chain(6..=9).collect());
        assert!(crowded.len() <= CLASSES && crowded.iter().filter(|(l, h)| (*l..=*h).contains(&5)).count() == 1);
        let negative = classes(vec![-50, -20, 0, 7, 8, 9, 11]);
        assert!(
            (-50..=11)
                .filter(|v| [-50, -20, 0, 7, 8, 9, 11].contains(v))
                .all(|v| negative.iter().any(|(l, h)| (*l..=*h).contains(&v)))
        );
    }

    proptest::proptest! {
        #[test]
        fn every_value_has_its_class(values in proptest::collection::vec(-1000i64..1000, 0..60)) {
            let made = Classed { classes: classes(values.clone()), ..Classed::default() };
            proptest::prop_assert!(made.classes.len() <= CLASSES);
            for v in values {
                proptest::prop_assert!(made.class(v).is_some(), "{v} in {:?}", made.classes);
            }
        }
    }

    #[test]
    fn figures_of_the_demo_county() {
        let d = synth::demo_city(2021).into_iter().find(|d| d.county.as_str() == "150121").unwrap();
        let policy = policy::builtin(&d.county).unwrap();
        let c = Computed::of(std::sync::Arc::new(d), std::sync::Arc::new(policy));
        for indicator in Indicator::ALL {
            let made = of(&c, indicator, Some(Stage::Primary));
            assert!(!made.values.is_empty() && made.classes.len() <= CLASSES, "{indicator:?}");
            let all_known = made.values.values().all(|v| made.class(*v).is_some());
            assert!(all_known && Indicator::from_code(indicator.code()) == Some(indicator));
        }
    }
}
