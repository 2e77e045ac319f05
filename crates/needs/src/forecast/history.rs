//! What is known of the past (历年年级人数): pupils by school, school year and grade.

use crate::large::open;
use model::{Dossier, School, SchoolYear, Stage, ZoneId};
use std::collections::BTreeMap;

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
    /// Rows by school year, up to the base year.
    pub rows: BTreeMap<SchoolYear, Row>,
    /// The autumn from which it is closed.
    pub closes: Option<SchoolYear>,
}

impl Line<'_> {
    /// Its zone for a stage.
    pub fn zone(&self, stage: Stage) -> Option<&ZoneId> {
        self.school.zones.get(&stage)
    }

    /// Pupils of a grade (1–9) in a year.
    pub fn pupils(&self, year: SchoolYear, grade: usize) -> Option<f64> {
        self.rows.get(&year)?.get(grade.checked_sub(1)?).copied().flatten()
    }

    /// True when it is open in an autumn.
    pub fn open(&self, year: SchoolYear) -> bool {
        self.closes.is_none_or(|c| year < c)
    }
}

/// The stage of a grade index 1–9.
pub fn stage_of(grade: usize) -> Stage {
    if grade <= 6 { Stage::Primary } else { Stage::Junior }
}

/// Reads the schools that are open in the base year.
pub fn lines(dossier: &Dossier) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    for school in dossier.schools.iter().filter(|s| open(s, dossier)) {
        let past = school.records.range(..=dossier.base_year);
        let rows = past.map(|(year, record)| (*year, row(school, &record.enrolment))).collect();
        let closes = school
            .layout_on(dossier.as_of)
            .filter(|f| matches!(f.status, model::LayoutStatus::Close | model::LayoutStatus::Merge));
        let closes = closes.and_then(|f| f.takes_effect).map(|y| SchoolYear(y.0));
        out.push(Line { school, rows, closes });
    }
    out
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
