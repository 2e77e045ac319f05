//! What is known of the past (历年年级人数): pupils by school, school year and grade.

use crate::large::open;
use model::{Dossier, LayoutStatus, School, SchoolYear, Stage, ZoneId};

/// The compulsory grades.
pub const GRADES: usize = 9;

/// Pupils of the nine grades; `None` is "no data". A grade the record does not name while it names others of the stage
/// has no pupils.
pub type Row = [Option<f64>; GRADES];

/// One school of the panel.
#[derive(Debug)]
pub struct Line<'a> {
    /// The school.
    pub school: &'a School,
    /// Rows by school year from the panel's first year on; `None` without a record.
    rows: Vec<Option<Row>>,
    /// The autumn from which it is closed.
    pub closes: Option<SchoolYear>,
    /// The autumn in which it opens; `None` for a school that is open already.
    pub opens: Option<SchoolYear>,
}

/// The schools and years a forecast learns from (面板数据).
#[derive(Debug)]
pub struct Panel<'a> {
    /// The schools open in the base year, and those planned to open.
    pub lines: Vec<Line<'a>>,
    /// The first school year with any record.
    pub first: SchoolYear,
    /// The base year: the last of the past.
    pub base: SchoolYear,
}

impl Line<'_> {
    /// Its zone for a stage.
    pub fn zone(&self, stage: Stage) -> Option<&ZoneId> {
        self.school.zones.get(&stage)
    }

    /// True when it is open in an autumn.
    pub fn open(&self, year: SchoolYear) -> bool {
        self.closes.is_none_or(|c| year < c) && self.opens.is_none_or(|o| o <= year)
    }
}

impl<'a> Panel<'a> {
    /// Reads the schools that are open in the base year, and those the layout plan has open later.
    pub fn of(dossier: &'a Dossier) -> Panel<'a> {
        let base = dossier.base_year;
        let listed = || dossier.schools.iter().filter_map(|s| Some((s, opening(s, dossier)?)));
        let years = listed().filter_map(|(s, _)| s.records.keys().next().copied());
        let first = years.min().unwrap_or(base).min(base);
        let line = |(school, opens): (&'a School, Option<SchoolYear>)| {
            let row = |year| school.record(SchoolYear(year)).map(|r| row(school, &r.enrolment));
            let rows = if opens.is_some() { Vec::new() } else { (first.0..=base.0).map(row).collect() };
            let closing = school.layout_on(dossier.as_of);
            let closing = closing.filter(|f| matches!(f.status, LayoutStatus::Close | LayoutStatus::Merge));
            let closes = closing.and_then(|f| f.takes_effect).map(|y| SchoolYear(y.0));
            Line { school, rows, closes, opens }
        };
        Panel { lines: listed().map(line).collect(), first, base }
    }

    /// The row of a school in a year.
    pub fn row(&self, line: usize, year: SchoolYear) -> Option<&Row> {
        let at = usize::from(year.0.checked_sub(self.first.0)?);
        self.lines.get(line)?.rows.get(at)?.as_ref()
    }

    /// Pupils of a grade (1–9) in a year.
    pub fn pupils(&self, line: usize, year: SchoolYear, grade: usize) -> Option<f64> {
        self.row(line, year)?.get(grade.checked_sub(1)?).copied().flatten()
    }

    /// Pupils of a stage in a year; `None` when a grade is not known.
    pub fn total(&self, line: usize, year: SchoolYear, stage: Stage) -> Option<f64> {
        let row = self.row(line, year)?;
        grades(stage).map(|g| row.get(g.checked_sub(1)?).copied().flatten()).try_fold(0.0, |sum, p| Some(sum + p?))
    }

    /// Pupils of a grade and of the next grade a year later, in the latest transitions up to an origin in which both
    /// had pupils.
    pub fn transitions(&self, line: usize, grade: usize, origin: SchoolYear, count: u16) -> Vec<(f64, f64)> {
        let years = self.first.0.max(origin.0.saturating_sub(count))..origin.0;
        let pair = |year: u16| {
            let before = self.pupils(line, SchoolYear(year), grade).filter(|p| *p > 0.0)?;
            let after = self.pupils(line, SchoolYear(year).plus(1), grade.saturating_add(1)).filter(|p| *p > 0.0)?;
            Some((before, after))
        };
        years.filter_map(pair).collect()
    }
}

/// The stage of a grade index 1–9.
pub fn stage_of(grade: usize) -> Stage {
    if grade <= 6 { Stage::Primary } else { Stage::Junior }
}

/// The grades of a compulsory stage.
pub fn grades(stage: Stage) -> std::ops::RangeInclusive<usize> {
    if stage == Stage::Primary { 1..=6 } else { 7..=9 }
}

/// `Some(None)` for a school open already, `Some(Some(year))` for one planned to open, `None` for one that does not count.
fn opening(school: &School, dossier: &Dossier) -> Option<Option<SchoolYear>> {
    if open(school, dossier) {
        return Some(None);
    }
    let planned = school.layout_on(dossier.as_of).filter(|f| f.status == LayoutStatus::Planned)?;
    let year = SchoolYear(planned.takes_effect?.0);
    let counts = school.record(dossier.base_year).is_none() && school.owner.is_none_or(model::Owner::is_public);
    let teaches = school.kind.is_some_and(|k| k.stages().iter().any(|s| Stage::COMPULSORY.contains(s)));
    (counts && teaches && year > dossier.base_year).then_some(Some(year))
}

fn row(school: &School, enrolment: &model::Enrolment) -> Row {
    let mut row = [None; GRADES];
    for stage in Stage::COMPULSORY {
        let named = enrolment.grades.keys().any(|g| g.stage() == stage);
        let teaches = school.kind.is_some_and(|k| k.stages().contains(&stage)) || enrolment.stages.contains_key(&stage);
        for (slot, grade) in row.iter_mut().zip(1_u8..) {
            let grade = model::Grade(grade);
            if grade.stage() != stage {
                continue;
            }
            *slot = match enrolment.grades.get(&grade) {
                Some(count) => crate::counts::pupils_of(count).map(f64::from),
                None if named || !teaches => Some(0.0),
                None => None,
            };
        }
    }
    row
}
