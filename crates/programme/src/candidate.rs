//! Candidate projects (备选项目): bundles of gaps at one school, priced from the policy pack.

use checker::Value;
use model::{Fen, FundSource, GapRef, Item, Message, Project, Quantity, SchoolId, Stage, ZoneId};
use serde::Serialize;

/// A project that could be planned (备选项目), from gaps or put forward by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The project without years and money: `start`, `finish` and `funding` are set by the schedule.
    pub project: Project,
    /// Candidates of one group exclude each other.
    pub group: u32,
    /// Priority class 1–5 of the policy's weights; class 1 (safety), then class 2 (seats) come first whatever they cost.
    pub class: u8,
    /// Value of having it, in points, tier by tier; seats it brings to a short zone come on top.
    pub value: Value,
    /// Years the work takes (1 for equipment and IT).
    pub duration: u8,
    /// Money by year of the work; as long as the duration.
    pub profile: Vec<Fen>,
    /// The sources that may pay for all of it.
    pub sources: Vec<FundSource>,
    /// Seats it adds to a zone that is really short of them, beyond what the school's own classes lack.
    pub seats: Option<(ZoneId, Stage, u32)>,
    /// The gaps it closes.
    pub closes: Vec<GapRef>,
    /// Gaps that could not be priced (no unit cost in the pack).
    pub unpriced: Vec<GapRef>,
    /// Put forward by hand.
    pub by_hand: bool,
}

/// A school, a gap or a hand-made project that no candidate was made of (未形成备选项目), and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplanned {
    /// The school.
    pub school: SchoolId,
    /// The item, `None` when it is the whole school.
    pub item: Option<Item>,
    /// How much of it, in the item's smallest step.
    pub quantity: Option<Quantity>,
    /// Why.
    pub reason: Message,
}
