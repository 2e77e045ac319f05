//! Steering before building (先调整招生、后建设): how far large classes and schools go without a new seat.
//!
//! What can be put right by the school itself comes first (dividing a grade evenly, opening classes in free classrooms), then pupils are
//! steered to schools with seats to spare, those of the zone before those of other zones and the nearest first. Only what is left asks for
//! building. The proposals are counted for the base year; a county carries them out with its entering classes.

mod excess;
mod place;
pub mod say;

pub(crate) use excess::free_rooms;
use model::{Coverage, Dossier, Grade, SchoolId, Stage};
use policy::Policy;
use serde::Serialize;

use crate::seat::SeatBalance;

/// How crowding is relieved (调整办法).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "way")]
pub enum Way {
    /// The grade has classes enough: divide its pupils evenly (校内均衡编班).
    Even,
    /// Free classrooms take more classes of the grade (利用空余教室增设教学班).
    Classes {
        /// Classes to open.
        classes: u32,
    },
    /// Steer pupils to another school (就近分流).
    Move {
        /// The school with seats to spare.
        to: SchoolId,
        /// It serves the same zone.
        same_zone: bool,
        /// The straight line between the two, metres; `None` where a place or its datum is not known.
        metres: Option<u32>,
    },
}

/// One proposal (招生调整建议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The crowded school.
    pub school: SchoolId,
    /// The stage.
    pub stage: Stage,
    /// The grade; `None` where pupils are steered, or only the whole stage is known.
    pub grade: Option<Grade>,
    /// What to do.
    #[serde(flatten)]
    pub way: Way,
    /// Pupils who change class or school.
    pub pupils: u32,
}

/// Pupils no steering relieves (需建设解决).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rest {
    /// The crowded school.
    pub school: SchoolId,
    /// The stage.
    pub stage: Stage,
    /// Pupils still above what classes and school may hold.
    pub pupils: u32,
}

/// What steering can do in a county (先行调整方案).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Steering {
    /// The proposals, school by school.
    pub steps: Vec<Step>,
    /// What is left for building.
    pub rest: Vec<Rest>,
    /// Schools and stages whose crowding can be judged, of all that have pupils.
    pub judged: Coverage,
}

impl Steering {
    /// Pupils to be steered to other schools.
    pub fn moved(&self) -> u32 {
        let moves = self.steps.iter().filter(|s| matches!(s.way, Way::Move { .. }));
        moves.fold(0, |sum, s| sum.saturating_add(s.pupils))
    }
}

/// Proposes how to relieve the large classes and schools of the base year.
pub fn propose(dossier: &Dossier, policy: &Policy, seats: &[SeatBalance]) -> Steering {
    let mut out = Steering::default();
    let crowds = excess::of(dossier, policy, &mut out);
    for stage in Stage::COMPULSORY {
        let crowds: Vec<&excess::Crowd<'_>> = crowds.iter().filter(|c| c.stage == stage).collect();
        place::steer(dossier, policy, seats, stage, &crowds, &mut out);
    }
    out.steps.sort_by(|a, b| (&a.school, a.stage, a.grade).cmp(&(&b.school, b.stage, b.grade)));
    out.rest.sort_by(|a, b| (&a.school, a.stage).cmp(&(&b.school, b.stage)));
    out
}
