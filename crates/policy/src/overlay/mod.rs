//! Laying packs over one another (政策包叠加). An overlay may only tighten unless it cites its authority.

mod merge;
mod scope;
mod strict;

use crate::load::{Draft, Problem};
use crate::{CycleDates, Figure, Layer, Policy};
use model::{Hash, Message};
use serde_json::json;
use std::collections::BTreeMap;

/// Checks that each pack lies on one that is there, and that there is exactly one base.
pub(crate) fn check_pile(drafts: &[Draft], wanted: usize, problems: &mut Vec<Problem>) {
    if wanted == 0 {
        let place = crate::load::Place::default();
        problems.push(Problem::new(&place, "", Message::new("policy-no-packs")));
    }
    for (at, draft) in drafts.iter().enumerate() {
        let below = drafts.get(..at).unwrap_or(&[]);
        let name = &draft.info.name;
        if below.iter().any(|d| &d.info.name == name) {
            problems.push(Problem::new(
                &draft.head,
                "pack.name",
                Message::new("policy-duplicate-pack").with("name", name),
            ));
        }
        match &draft.info.overlays {
            None if at > 0 => {
                problems.push(Problem::new(
                    &draft.head,
                    "pack.overlays",
                    Message::new("policy-second-base").with("name", name),
                ));
            }
            Some(base) if !below.iter().any(|d| &d.info.name == base) => {
                let message = Message::new("policy-base-missing").with("base", base);
                problems.push(Problem::new(&draft.head, "pack.overlays", message));
            }
            _ => {}
        }
        if at > 0 && draft.info.authority.is_none() {
            problems.push(Problem::new(&draft.head, "pack.authority", Message::new("policy-pack-authority")));
        }
    }
}

/// Lays the drafts over one another, lowest first.
pub(crate) fn resolve(drafts: Vec<Draft>, problems: &mut Vec<Problem>) -> Option<Policy> {
    let mut pile = merge::Pile::default();
    for draft in &drafts {
        pile.lay(draft, problems);
    }
    let Some(mut cycle) = pile.cycle.take() else {
        let place = drafts.first().map(|d| d.head.clone()).unwrap_or_default();
        problems.push(Problem::new(&place, "cycle", Message::new("policy-no-cycle")));
        return None;
    };
    pile.deadlines.sort_by(|a, b| (a.date, &a.key).cmp(&(b.date, &b.key)));
    cycle.deadlines = pile.deadlines;
    pile.provisions.sort_by(|a, b| (&a.list, a.number, &a.key).cmp(&(&b.list, b.number, &b.key)));
    let mut figures: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    for figure in pile.figures {
        figures.entry(figure.key.clone()).or_default().push(figure);
    }
    let mut policy = Policy {
        packs: drafts.iter().map(|d| d.info.id()).collect(),
        hash: Hash(String::new()),
        figures,
        requirements: pile.requirements,
        eligibility: pile.eligibility,
        unit_costs: pile.unit_costs,
        weights: pile.weights,
        cycle,
        switches: pile.switches,
        conflicts: pile.conflicts,
        forms: pile.forms,
        provisions: pile.provisions,
        layers: drafts.into_iter().map(|d| Layer { pack: d.info, content: d.content }).collect(),
    };
    match hash(&policy) {
        Ok(hash) => policy.hash = hash,
        Err(e) => {
            let place = crate::load::Place::default();
            problems.push(Problem::new(&place, "", Message::new("policy-no-hash").with("detail", e)));
        }
    }
    Some(policy)
}

/// SHA-256 of the canonical encoding of everything resolved. The packs' names and versions are part of it, the layers are not.
fn hash(policy: &Policy) -> Result<Hash, model::canonical::CanonicalError> {
    let cycle: &CycleDates = &policy.cycle;
    let content = json!({
        "packs": policy.packs,
        "figures": to(&policy.figures)?,
        "requirements": to(&policy.requirements)?,
        "eligibility": to(&policy.eligibility)?,
        "unit_costs": to(&policy.unit_costs)?,
        "weights": to(&policy.weights)?,
        "cycle": to(cycle)?,
        "switches": to(&policy.switches)?,
        "conflicts": to(&policy.conflicts)?,
        "provisions": to(&policy.provisions)?,
        "forms": to(&policy.forms)?,
    });
    Hash::of_value(&content)
}

fn to(value: &impl serde::Serialize) -> Result<serde_json::Value, model::canonical::CanonicalError> {
    Ok(serde_json::to_value(value)?)
}
