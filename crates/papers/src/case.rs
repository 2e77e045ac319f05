//! What the papers are made from.

use checker::Verdict;
use model::{Dossier, Scenario};
use needs::Needs;
use policy::Policy;
use programme::Programme;
use rules::Finding;

/// A county's plan with everything known about it（编制对象）. The plan printed is `dossier.plan`.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The county and its plan.
    pub dossier: &'a Dossier,
    /// What `dossier` assumes instead of what the county gave; every paper says so.
    pub scenario: &'a Scenario,
    /// The figures.
    pub policy: &'a Policy,
    /// What the county is short of.
    pub needs: &'a Needs,
    /// How the plan was found, where the program made it.
    pub programme: Option<&'a Programme>,
    /// The independent checker's verdict on it.
    pub verdict: Option<&'a Verdict>,
    /// The reviewer's findings.
    pub findings: &'a [Finding],
    /// Version of the program, for the manifest.
    pub program: &'a str,
}

impl Case<'_> {
    /// A clock stopped the search for the plan, so that another run may give another plan.
    pub fn stopped_by_clock(&self) -> bool {
        self.programme.is_some_and(|p| !p.outcome.stop.is_reproducible())
    }
}
