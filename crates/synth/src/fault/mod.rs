//! Faults planted in a clean plan (植入问题), one of every sort a reviewer knows, so that the rules can be put to the proof.

mod alone;
mod answer;
mod completeness;
mod content;
mod detail;
mod duplicate;
mod eligibility;
mod fiction;
mod garden;
mod money;
mod more;
mod reconciliation;
mod schedule;
mod standard;
mod target;

use garden::Garden;
use model::Dossier;
use policy::Policy;

/// A fault and where it was planted (植入问题).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlantedFault {
    /// Which rule should find it: family and matter, `content.office_building`.
    pub rule_hint: &'static str,
    /// The record it stands in: `project/150124-P001`, `plan/seat_shortage`.
    pub record: String,
    /// What was done, in Chinese, for the one who reads the list.
    pub description: String,
}

impl PlantedFault {
    /// The family of the rule that should find it.
    pub fn family(&self) -> &'static str {
        self.rule_hint.split('.').next().unwrap_or(self.rule_hint)
    }

    /// The numbers of the rules that ought to find it.
    pub fn answered_by(&self) -> &'static [&'static str] {
        answer::numbers(self.rule_hint)
    }

    /// The key of the project it stands in, if it stands in one.
    pub fn project(&self) -> Option<&str> {
        self.record.strip_prefix("project/")
    }
}

/// The county with faults planted in its plan, and the list of them. `clean` carries the plan to spoil (see
/// [`crate::hand_made_plan`]); most faults come as projects of their own, so that each shows alone.
pub fn faulty(clean: &Dossier, policy: &Policy) -> (Dossier, Vec<PlantedFault>) {
    let mut garden = Garden::new(clean, policy);
    eligibility::plant(&mut garden);
    content::plant(&mut garden);
    standard::plant(&mut garden);
    schedule::plant(&mut garden);
    duplicate::plant(&mut garden);
    fiction::plant(&mut garden);
    completeness::plant(&mut garden);
    reconciliation::plant(&mut garden);
    target::plant(&mut garden);
    money::plant(&mut garden);
    detail::plant(&mut garden);
    more::WAYS.iter().for_each(|way| way(&mut garden));
    garden.harvest()
}

/// The county with one fault each time (逐一植入): those that change the whole county or its plan, and the smaller ones again by
/// themselves. A fault that the county has no place for is left out.
pub fn faulty_singly<'a>(
    clean: &'a Dossier,
    policy: &'a Policy,
) -> impl Iterator<Item = (Dossier, Vec<PlantedFault>)> + 'a {
    more::WAYS.iter().chain(&alone::WAYS).filter_map(move |way| {
        let mut garden = Garden::new(clean, policy);
        way(&mut garden);
        let (dossier, planted) = garden.harvest();
        (!planted.is_empty()).then_some((dossier, planted))
    })
}
