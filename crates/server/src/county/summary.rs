//! A county in short (县级摘要): the figures an overview shows, small enough to keep for every county.

use super::Computed;
use model::{Coverage, Fen};
use policy::Standard;
use serde::{Deserialize, Serialize};

/// What the figures are made by: another number makes the kept ones old.
const FORMAT: u32 = 1;

/// The figures of a county (县级摘要). `None` is "no data".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Schools in the dossier.
    pub schools: usize,
    /// Pupils of the compulsory stages in the base year, over the schools that give them.
    pub pupils: Option<i64>,
    /// Schools that give them, of all.
    pub pupils_known: Coverage,
    /// Seats short in the last year of the cycle, without the plan.
    pub seats_short: Option<i64>,
    /// Large classes now.
    pub large: u32,
    /// Gaps short under the basic standard.
    pub gaps: u32,
    /// Gaps with data, of all.
    pub gaps_known: Coverage,
    /// Projects of the plan; `None` for those who may not know of a draft.
    pub projects: Option<usize>,
    /// Money of the plan.
    pub planned: Option<Fen>,
    /// Money there is in the cycle.
    pub budget: Option<Fen>,
    /// Blocking findings.
    pub blocks: Option<usize>,
    /// Findings that want a reason.
    pub reasons: Option<usize>,
    /// The data are invented.
    pub invented: bool,
}

impl Summary {
    /// A computed county in short.
    pub fn of(c: &Computed) -> Summary {
        let (short, _, _) = c.needs.summary.gaps(Standard::Basic);
        let pupils = c.pupils(c.dossier.base_year);
        let tally = c.tally();
        let last = c.dossier.cycle.last.0;
        let at_end = c.needs.seats.iter().flat_map(|b| b.years.iter().filter(|y| y.year.0 == last));
        let spare: Vec<Option<i64>> = at_end.map(|y| y.spare.map(|v| v.saturating_neg().max(0))).collect();
        let known = !spare.is_empty() && spare.iter().all(Option::is_some);
        Summary {
            schools: c.dossier.schools.len(),
            pupils: pupils.sum,
            pupils_known: pupils.coverage,
            seats_short: known.then(|| spare.into_iter().flatten().fold(0_i64, i64::saturating_add)),
            large: c.needs.large.large,
            gaps: short,
            gaps_known: c.known_gaps(),
            projects: Some(c.dossier.plan.projects.len()),
            planned: c.total(),
            budget: c.budget(),
            blocks: Some(tally.blocks),
            reasons: Some(tally.reasons),
            invented: c.dossier.invented,
        }
    }

    /// The same without a plan that is not for everybody to know of (未报送的草案不外露).
    #[must_use]
    pub fn without_plan(self) -> Summary {
        Summary { projects: None, planned: None, blocks: None, reasons: None, ..self }
    }

    /// What a summary is made from: the program's own version, the version of the dossier with its waivers, the policy.
    pub fn made_from(dossier: &str, policy: &str) -> String {
        format!("{FORMAT}/{}/{dossier}/{policy}", env!("CARGO_PKG_VERSION"))
    }
}
