//! Two plans side by side (方案对比): what came in, what went out, what moved, what is carried out in another size.

use crate::candidate::Candidate;
use checker::{Instance, Schedule};
use model::{Fen, Place, Project, ProjectId, Year};
use serde::Serialize;

/// A project as far as a comparison needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its number.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Where.
    pub place: Place,
    /// First year.
    pub start: Year,
    /// Year of completion.
    pub finish: Year,
    /// Total investment.
    pub total: Fen,
}

/// What one plan has that another has not (方案差异). All in the order of the plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Difference {
    /// Only in the second.
    pub came: Vec<Entry>,
    /// Only in the first.
    pub went: Vec<Entry>,
    /// In both at the same size, in other years: before and after.
    pub moved: Vec<(Entry, Entry)>,
    /// In both in another size or at another price: before and after.
    pub resized: Vec<(Entry, Entry)>,
}

impl Difference {
    /// True when the plans carry out the same work in the same years.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.went.is_empty() && self.moved.is_empty() && self.resized.is_empty()
    }
}

/// The projects of a plan.
pub fn entries(projects: &[Project]) -> Vec<Entry> {
    let entry = |p: &Project| Entry {
        id: p.id.clone(),
        name: p.name.clone(),
        place: p.place.clone(),
        start: p.start,
        finish: p.finish,
        total: p.total().unwrap_or(Fen::ZERO),
    };
    projects.iter().map(entry).collect()
}

/// The projects that a schedule starts, by number.
pub fn scheduled(candidates: &[Candidate], instance: &Instance, schedule: &Schedule) -> Vec<Entry> {
    let entry = |s: &checker::Start| {
        let c = candidates.get(s.option as usize)?;
        let choice = instance.options.get(s.option as usize)?;
        let last = (s.year as usize + choice.profile.len()).checked_sub(1)?;
        Some(Entry {
            id: c.project.id.clone(),
            name: c.project.name.clone(),
            place: c.project.place.clone(),
            start: *instance.years.get(s.year as usize)?,
            finish: *instance.years.get(last)?,
            total: Fen::sum(choice.profile.iter().copied()).ok()?,
        })
    };
    let mut out: Vec<Entry> = schedule.starts.iter().filter_map(entry).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// What the second list has that the first has not. Projects of one number are the same; so are those of one place and name,
/// which are the same work in another size.
pub fn difference(before: &[Entry], after: &[Entry]) -> Difference {
    let mut out = Difference::default();
    let mut taken = vec![false; after.len()];
    let mut partner = |own: &Entry| {
        let free = |taken: &[bool], same: &dyn Fn(&Entry) -> bool| {
            after.iter().zip(taken).position(|(e, used)| !used && same(e))
        };
        let by_id = free(&taken, &|e| e.id == own.id);
        // a number that another project of the first list bears is that project's
        let others = |e: &Entry| before.iter().all(|b| b.id != e.id);
        let at = by_id.or_else(|| free(&taken, &|e| e.place == own.place && e.name == own.name && others(e)))?;
        if let Some(slot) = taken.get_mut(at) {
            *slot = true;
        }
        after.get(at)
    };
    for own in before {
        match partner(own) {
            None => out.went.push(own.clone()),
            Some(other) if other.total != own.total => out.resized.push((own.clone(), other.clone())),
            Some(other) if (other.start, other.finish) != (own.start, own.finish) => {
                out.moved.push((own.clone(), other.clone()));
            }
            Some(_) => {}
        }
    }
    out.came = after.iter().zip(&taken).filter(|(_, used)| !**used).map(|(e, _)| e.clone()).collect();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::SchoolId;

    fn entry(id: &str, name: &str, start: u16, total: i64) -> Entry {
        let place = Place::School(SchoolId("S".into()));
        Entry {
            id: ProjectId(id.into()),
            name: name.into(),
            place,
            start: Year(start),
            finish: Year(start),
            total: Fen(total),
        }
    }

    #[test]
    fn every_project_is_told_once() {
        let before = [
            entry("1", "厕所", 2021, 5),
            entry("2", "宿舍", 2022, 9),
            entry("4", "教室", 2022, 8),
            entry("5", "图书", 2021, 1),
        ];
        let after = [
            entry("1", "厕所", 2023, 5),
            entry("3", "食堂", 2022, 9),
            entry("4-2", "教室", 2022, 4),
            entry("5", "图书", 2021, 1),
        ];
        let d = difference(&before, &after);
        let ids = |list: &[Entry]| list.iter().map(|e| e.id.0.clone()).collect::<Vec<_>>();
        assert_eq!((ids(&d.came), ids(&d.went)), (vec!["3".to_owned()], vec!["2".to_owned()]));
        assert_eq!((d.moved.len(), d.moved[0].1.start), (1, Year(2023)));
        assert_eq!((d.resized[0].0.id.0.as_str(), d.resized[0].1.id.0.as_str()), ("4", "4-2"));
        assert!(difference(&before, &before).is_empty());
    }

    #[test]
    fn two_works_of_one_name_are_not_mixed_up() {
        let before = [entry("A", "维修", 2021, 5), entry("B", "维修", 2022, 5)];
        let d = difference(&before, &before[1..]);
        assert_eq!((d.went.len(), d.went[0].id.0.as_str(), d.moved.len()), (1, "A", 0));
    }
}
