//! What must be reached (必办事项), and whether a schedule reaches it. Computed from the schedule alone.

use crate::instance::{Instance, Schedule};
use serde::{Deserialize, Serialize};

/// What must be reached (事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// An option of the group is finished.
    Group(u32),
    /// So many seats are there for a seat need (index into [`Instance::seats`]).
    Seats(u32, u32),
    /// Nothing that can be planned reaches it.
    Never,
}

/// Something that must be reached by the end of a year (必办事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Must {
    /// What.
    pub aim: Aim,
    /// By the end of which year: index into [`Instance::years`].
    pub by: u32,
}

/// Whether a schedule reaches it.
pub fn reached(instance: &Instance, schedule: &Schedule, must: &Must) -> bool {
    let done = schedule.starts.iter().filter_map(|s| {
        let choice = instance.options.get(s.option as usize)?;
        let last = (s.year as usize).checked_add(choice.profile.len())?.checked_sub(1)?;
        (last <= must.by as usize).then_some(choice)
    });
    match must.aim {
        Aim::Group(group) => done.into_iter().any(|c| c.group == group),
        Aim::Seats(need, seats) => {
            let brought = done.filter_map(|c| c.seats).filter(|(z, _)| *z == need);
            brought.map(|(_, n)| u64::from(n)).sum::<u64>() >= u64::from(seats)
        }
        Aim::Never => false,
    }
}

/// The positions of what a schedule does not reach.
pub fn unreached(instance: &Instance, schedule: &Schedule, musts: &[Must]) -> Vec<usize> {
    musts.iter().enumerate().filter(|(_, m)| !reached(instance, schedule, m)).map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Choice, Start};
    use model::{Fen, ProjectId, Year};

    #[test]
    fn finished_means_finished_by_the_end_of_the_year() {
        let choice = |group, seats| Choice {
            project: ProjectId("p".into()),
            group,
            class: 0,
            profile: vec![Fen(0); 2],
            value: vec![None; 4],
            seats,
            after: vec![],
        };
        let instance = Instance {
            years: (2021..2025).map(Year).collect(),
            budgets: vec![],
            carry: vec![],
            classes: vec![],
            options: vec![choice(7, Some((0, 40))), choice(8, Some((0, 50)))],
            seats: vec![],
        };
        let starts = vec![Start { option: 0, year: 0 }, Start { option: 1, year: 2 }];
        let schedule = Schedule { starts, money: vec![] };
        let met = |aim, by| reached(&instance, &schedule, &Must { aim, by });
        assert!(met(Aim::Group(7), 1) && !met(Aim::Group(7), 0) && !met(Aim::Group(9), 3));
        assert!(met(Aim::Seats(0, 40), 2) && !met(Aim::Seats(0, 41), 2) && met(Aim::Seats(0, 90), 3));
        assert!(!met(Aim::Seats(1, 1), 3) && met(Aim::Seats(1, 0), 0) && !met(Aim::Never, 3));
        let musts = [Must { aim: Aim::Group(7), by: 0 }, Must { aim: Aim::Group(8), by: 3 }];
        assert_eq!(unreached(&instance, &schedule, &musts), [0]);
    }
}
