//! What a rule looks at (审核对象).

use model::Dossier;
use needs::Needs;
use policy::Policy;

/// A county with its plan, the figures, and its needs (审核对象). The plan is `dossier.plan`.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The county and its plan.
    pub dossier: &'a Dossier,
    /// The figures.
    pub policy: &'a Policy,
    /// What the county is short of.
    pub needs: &'a Needs,
}
