//! Candidate projects (备选项目): bundles of gaps at one school, priced from the policy pack.

use model::{GapRef, Project};

/// A project that could be planned (备选项目), from gaps or put forward by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The project without years and money: `start`, `finish` and `funding` are set by the schedule.
    pub project: Project,
    /// Candidates of one group exclude each other.
    pub group: u32,
    /// Priority class 1–5 of the policy's weights; a lower class always comes first.
    pub class: u8,
    /// Value of having it, in points.
    pub points: i64,
    /// Years the work takes (1 for equipment and IT).
    pub duration: u8,
    /// The gaps it closes.
    pub closes: Vec<GapRef>,
    /// Gaps that could not be priced (no unit cost in the pack), in words of the catalogue.
    pub unpriced: Vec<GapRef>,
    /// Put forward by hand.
    pub by_hand: bool,
}
