//! Whether small rural schools can offer the full curriculum（小规模学校开齐课程的条件）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use needs::curriculum::{Means, Subject};

fn key(subject: Subject) -> &'static str {
    match subject {
        Subject::Science => "science",
        Subject::Music => "music",
        Subject::Art => "art",
        Subject::Sport => "sport",
        Subject::Computing => "computing",
        Subject::Reading => "reading",
        Subject::Labour => "labour",
    }
}

fn means(means: Means) -> Cell {
    match means {
        Means::Has => Cell::from("具备"),
        Means::Lacks => Cell::from("不具备"),
        Means::NoData => Cell::NoData,
    }
}

/// One row per subject.
pub(super) fn subjects(case: &Case<'_>) -> Vec<Row> {
    let curriculum = &case.needs.curriculum;
    if curriculum.schools.is_empty() {
        return Vec::new();
    }
    let rows = curriculum.subjects.iter().map(|s| {
        Row::new()
            .with("subject", s.subject.zh())
            .with("has", Cell::count(s.has))
            .with("lacks", Cell::count(s.lacks))
            .with("no_data", Cell::count(s.no_data))
    });
    rows.collect()
}

/// One row per small school.
pub(super) fn schools(case: &Case<'_>) -> Vec<Row> {
    let rows = case.needs.curriculum.schools.iter().map(|s| {
        let online = s.online.map(|online| if online { "有" } else { "没有" });
        let row = Row::new().with("school", name::school(case, &s.school)).with("pupils", Cell::count(s.pupils));
        let row = row.with("online", Cell::or_no_data(online));
        s.subjects.iter().fold(row, |row, (subject, found)| row.with(key(*subject), means(*found)))
    });
    rows.collect()
}
