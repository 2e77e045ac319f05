//! Which grades a school will offer (年级设置): most keep theirs; a new school grows by a grade a year, one that has
//! stopped taking children in runs out by a grade a year.

use super::history::{Panel, grades};
use model::{SchoolKind, SchoolYear, Stage};

/// The grades of one school and stage, as seen from an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// Lowest grade with pupils at the origin; 0 when there is none.
    low: usize,
    /// Highest grade with pupils.
    high: usize,
    /// Grades without pupils at the origin between the two that had some the year before, or none: bit per grade.
    held: u16,
    /// The top grade moves up every year.
    pub growing: bool,
    /// The bottom grade moves up every year.
    pub running_out: bool,
    /// Horizon at which a planned school opens.
    pub opens: Option<u16>,
}

impl Shape {
    /// Reads it from the past.
    pub fn of(panel: &Panel<'_>, line: usize, stage: Stage, origin: SchoolYear) -> Shape {
        let Some(school) = panel.lines.get(line) else { return Shape::default() };
        if let Some(opens) = school.opens {
            let teaches = school.school.kind.is_some_and(|k| k.stages().contains(&stage));
            let first = *grades(stage).start();
            let opens = opens.0.checked_sub(origin.0).filter(|_| teaches);
            return Shape { low: first, high: first, growing: true, opens, ..Shape::default() };
        }
        let with = |year: SchoolYear, grade: usize| panel.pupils(line, year, grade).is_some_and(|p| p > 0.0);
        let ends = |year: SchoolYear| -> Option<(usize, usize)> {
            let low = grades(stage).find(|g| with(year, *g))?;
            Some((low, grades(stage).rev().find(|g| with(year, *g))?))
        };
        let Some((low, high)) = ends(origin) else { return Shape::default() };
        let before = origin.plus(-1);
        let held = (low..=high).filter(|g| with(origin, *g) || with(before, *g)).fold(0, |bits, g| bits | 1 << g);
        let earlier: Vec<(usize, usize)> = (panel.first.0..origin.0).filter_map(|y| ends(SchoolYear(y))).collect();
        let (first, last) = (*grades(stage).start(), *grades(stage).end());
        let point = school.school.kind == Some(SchoolKind::TeachingPoint);
        let length = u16::try_from(last.saturating_sub(first)).unwrap_or(0);
        let young = school.school.founded.is_some_and(|f| f.0 <= origin.0 && origin.0.saturating_sub(f.0) <= length);
        let rose = ends(before).map_or(young && earlier.is_empty(), |(_, top)| {
            high == top.saturating_add(1) && earlier.iter().all(|(_, t)| *t < high)
        });
        let growing = rose && !point && high < last && low <= first.saturating_add(1);
        let fell = ends(before).is_some_and(|(bottom, _)| low > bottom) && earlier.iter().all(|(b, _)| *b < low);
        Shape { low, high, held, growing, running_out: fell && low > first, opens: None }
    }

    /// True when the grade is offered so many years on.
    pub fn offers(self, grade: usize, ahead: u16) -> bool {
        if self.low == 0 {
            return false;
        }
        let ahead = match (self.opens, self.held) {
            (Some(opens), _) => match ahead.checked_sub(opens) {
                Some(since) => since,
                None => return false,
            },
            (None, 0) => return false, // planned, but not for this stage
            _ => ahead,
        };
        let ahead = usize::from(ahead);
        let low = if self.running_out { self.low.saturating_add(ahead) } else { self.low };
        let last = if self.high <= 6 { 6 } else { 9 };
        let high = if self.growing { self.high.saturating_add(ahead).min(last) } else { self.high };
        (low..=high).contains(&grade) && (grade > self.high || self.opens.is_some() || self.held & (1 << grade) != 0)
    }

    /// True when the school teaches the stage at some time.
    pub fn any(self) -> bool {
        self.opens.is_some() || self.held != 0
    }
}
