//! What the optimiser answers (规划结果): plan, bound, stop reason, prices, reasons.

use checker::{Account, Certificate, Instance, Schedule, TIERS, Value};
use model::{Message, Plan, ProjectId};
use serde::Serialize;

/// How much work the optimiser may do (计算限度). Counts, not seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Rounds of the price search.
    pub dual_rounds: u32,
    /// Rounds of the search for a better plan.
    pub nodes: u32,
    /// Cases of the proof, a tier.
    pub cases: u32,
    /// Stop when the gap is at most this many millionths of the bound.
    pub gap_ppm: u32,
}

impl Default for Limits {
    /// Enough for a county of some hundred candidates to come within a fraction of a per cent in well under a second.
    fn default() -> Limits {
        Limits { dual_rounds: 1_200, nodes: 1_000, cases: 200, gap_ppm: 1_000 }
    }
}

/// What to plan with (编制选项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Options {
    /// The plan's own projects are candidates too, at their stated cost; what they bring is not planned again.
    pub keep_hand_made: bool,
}

/// Why the optimiser stopped (停止原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// Every tier is proven best among the plans that agree with it in the tiers above. Another choice of equal worth above might
    /// still leave more for the tiers below.
    Optimal,
    /// The gap asked for is reached.
    GapReached,
    /// The work allowed is used up.
    LimitReached,
    /// A clock stopped it before the work was done: another run may answer otherwise.
    Clock,
    /// There was nothing to choose from.
    NothingToChoose,
}

impl StopReason {
    /// The same input and limits give the same answer on every machine; not when a clock stopped the work.
    pub fn is_reproducible(self) -> bool {
        self != StopReason::Clock
    }
}

/// The answer to one instance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// What starts when and who pays.
    pub schedule: Schedule,
    /// Its value, tier by tier.
    pub objective: Value,
    /// Proven upper bounds, tier by tier: each on the value of any plan that is no worse in the tiers above.
    pub bound: Value,
    /// `(bound − objective) / |bound|` of each tier in millionths, rounded up; `None` when the bound is zero and not reached.
    pub gaps: [Option<u32>; TIERS],
    /// The largest of the gaps; `None` when one of them cannot be stated.
    pub gap_ppm: Option<u32>,
    /// Why it stopped.
    pub stop: StopReason,
    /// The prices that prove the bound.
    pub certificate: Certificate,
}

/// Why a candidate is not in the plan, and what would bring it in (落选原因).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyOut {
    /// The candidate.
    pub project: ProjectId,
    /// The reason.
    pub reason: Message,
}

/// The county's programme: candidates, instance, answer, and the plan made of it (项目规划成果).
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// All candidates, in the order of the instance's options.
    pub candidates: Vec<crate::Candidate>,
    /// The problem that was solved.
    pub instance: Instance,
    /// The answer.
    pub outcome: Outcome,
    /// The plan: the chosen candidates with years and money.
    pub plan: Plan,
    /// The account of every source and year: budget, carried in, used, carried out, returned.
    pub accounts: Vec<Account>,
    /// What is not in it and why.
    pub left_out: Vec<WhyOut>,
    /// Schools and gaps that no candidate was made of, and why.
    pub unplanned: Vec<crate::Unplanned>,
    /// What the county demands; all of it is met, unless it stands in `unmet`.
    pub demands: Vec<crate::Stated>,
    /// Positions of the demands that the plan does not meet: whether they can be met at all was not decided.
    pub unmet: Vec<usize>,
    /// Remarks on the money (lines that do not count or have no document) and on the demands.
    pub notes: Vec<Message>,
}
