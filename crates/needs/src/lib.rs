//! Forecast, gaps against standards, balance indicators (需求测算); every figure with its trace.
//!
//! **Invariants.** Pure: `fn(&Dossier, &Policy) -> Needs`. Knows no money. Missing data gives "no data", never a gap or a pass.

pub mod gap;

pub use gap::{Gap, Missing};

use model::{Dossier, Year};
use policy::Policy;

/// Everything a county is short of (需求), in the order of the dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Needs {
    /// Every requirement put to every school that counts, sorted by school, item, standard.
    pub gaps: Vec<Gap>,
}

/// Measures a county's needs in its base year.
pub fn assess(_dossier: &Dossier, _policy: &Policy) -> Needs {
    Needs { gaps: Vec::new() }
}

/// The year gaps are planned against: the base year's autumn.
pub fn base(dossier: &Dossier) -> Year {
    Year(dossier.base_year.0)
}
