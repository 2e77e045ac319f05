//! Pupils, classes and boarders by grade and year (在校生样板): cohorts that move up year by year.

use crate::archetype::Sort;
use crate::dice::{Dice, ceil_div, count};
use model::{Enrolment, Grade, GradeCount, SchoolKind, SchoolYear, Stage};

/// Births of a year in thousandths of those of 2014: the shape of the last years, with the dragon year 2012, the
/// second-child years and the fall after 2017.
pub fn birth_shape(year: u16) -> i64 {
    match year {
        ..=2006 => 905,
        2007 => 930,
        2008 | 2009 => 925,
        2010 => 920,
        2011 => 945,
        2012 => 1010,
        2013 => 975,
        2014 => 1000,
        2015 => 955,
        2016 => 1060,
        2017 => 1010,
        2018 => 890,
        2019 => 850,
        _ => 700,
    }
}

/// The cohorts of a school (入学队列): how many entered each stage each autumn.
#[derive(Debug, Clone)]
pub struct Cohorts {
    base: i64,
    growth: i64,
    noise: [i64; 16],
    class: i64,
    girls: i64,
    kept: i64,
}

/// The counted year that cohorts are scaled to.
pub const BASE: u16 = 2020;

impl Cohorts {
    /// The cohorts of a school of a sort; `drift` is the county's own growth in thousandths a year.
    pub fn new(sort: &Sort, drift: i64, dice: &mut Dice) -> Cohorts {
        let mut noise = [0; 16];
        for n in &mut noise {
            *n = dice.between(930, 1070);
        }
        Cohorts {
            base: dice.between(sort.intake.0, sort.intake.1),
            growth: sort.growth + drift + dice.between(-10, 10),
            noise,
            class: dice.between(sort.class.0, sort.class.1),
            girls: dice.between(455, 495),
            kept: if sort.growth < 0 { dice.between(965, 995) } else { dice.between(995, 1010) },
        }
    }

    /// How many entered in an autumn, before the share of the stage.
    pub fn intake(&self, autumn: u16) -> i64 {
        let back = i64::from(BASE) - i64::from(autumn);
        let trend = (1000 - self.growth * back).max(200);
        let noise = self.noise.get(usize::from(autumn) % 16).copied().unwrap_or(1000);
        let scaled = self.base * birth_shape(autumn.saturating_sub(6)) / 1000 * trend / 1000 * noise;
        (scaled + 500) / 1000
    }

    /// Pupils of a grade in a school year.
    fn pupils(&self, sort: &Sort, grade: Grade, year: u16) -> i64 {
        let first = match grade.stage() {
            Stage::Primary | Stage::Kindergarten => 1,
            Stage::Junior => 7,
            Stage::Senior => 10,
        };
        let up = grade.0.saturating_sub(first);
        let share = match (grade.stage(), sort.kind) {
            (Stage::Junior, SchoolKind::Junior | SchoolKind::CompleteSecondary)
            | (Stage::Primary | Stage::Kindergarten, _) => 1000,
            (Stage::Junior, _) => sort.junior,
            (Stage::Senior, _) => sort.senior,
        };
        let mut n = self.intake(year.saturating_sub(u16::from(up))) * share / 1000;
        for _ in 0..up {
            n = (n * self.kept + 500) / 1000;
        }
        n
    }

    /// The enrolment of a school year; class sizes only when asked for.
    pub fn enrolment(&self, sort: &Sort, year: SchoolYear, class_sizes: bool, dice: &mut Dice) -> Enrolment {
        let mut enrolment = Enrolment::default();
        for &stage in sort.kind.stages() {
            let board = match stage {
                Stage::Primary | Stage::Kindergarten => sort.board_primary,
                Stage::Junior => sort.board_junior,
                Stage::Senior => (sort.board_junior + 250).min(800),
            };
            for grade in stage.grades().filter(|g| stage != Stage::Primary || g.0 <= sort.top_grade) {
                let pupils = self.pupils(sort, grade, year.0);
                // the youngest stay at home
                let rate = if grade.0 <= 2 { board / 2 } else { board };
                let classes = ceil_div(pupils, self.class);
                let mut counted = GradeCount {
                    pupils: Some(count(pupils)),
                    girls: Some(count(dice.scale(pupils, self.girls - 15, self.girls + 15).min(pupils))),
                    classes: Some(count(classes)),
                    boarders: Some(count((pupils * rate / 1000).min(pupils))),
                    class_sizes: Vec::new(),
                };
                if class_sizes {
                    counted.class_sizes = split(pupils, classes, dice);
                }
                enrolment.grades.insert(grade, counted);
            }
        }
        enrolment
    }
}

/// Splits pupils into classes that differ by a few; the sizes add up to the pupils.
fn split(pupils: i64, classes: i64, dice: &mut Dice) -> Vec<u32> {
    let mut sizes: Vec<i64> =
        (0..classes).map(|i| pupils / classes.max(1) + i64::from(i < pupils % classes.max(1))).collect();
    for i in (1..sizes.len()).step_by(2) {
        let moved = dice.between(0, 2);
        if let Some([a, b]) = sizes.get_mut(i - 1..=i) {
            let moved = moved.min(*b - 1).max(0);
            *a += moved;
            *b -= moved;
        }
    }
    sizes.into_iter().map(count).collect()
}

/// The totals of a record that conditions are made from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Totals {
    /// Pupils of all stages.
    pub pupils: i64,
    /// Girls.
    pub girls: i64,
    /// Boarders.
    pub boarders: i64,
    /// Classes.
    pub classes: i64,
    /// Junior and senior classes.
    pub upper_classes: i64,
}

impl Totals {
    /// The totals over all grades.
    pub fn of(enrolment: &Enrolment) -> Totals {
        let mut t = Totals::default();
        for (grade, c) in &enrolment.grades {
            t.pupils += i64::from(c.pupils.unwrap_or(0));
            t.girls += i64::from(c.girls.unwrap_or(0));
            t.boarders += i64::from(c.boarders.unwrap_or(0));
            t.classes += i64::from(c.classes.unwrap_or(0));
            if grade.0 > 6 {
                t.upper_classes += i64::from(c.classes.unwrap_or(0));
            }
        }
        t
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_add_up() {
        let mut dice = Dice::new(3, 3);
        for pupils in 0..400 {
            let classes = ceil_div(pupils, 47);
            let sizes = split(pupils, classes, &mut dice);
            assert_eq!(i64::try_from(sizes.len()).unwrap(), classes);
            assert_eq!(sizes.iter().map(|&s| i64::from(s)).sum::<i64>(), pupils);
            assert!(sizes.iter().all(|&s| s > 0));
        }
    }
}
