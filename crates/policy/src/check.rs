//! Judging packs before they are used (政策包检查).

use crate::builtin::on_builtin;
use crate::load::{PackSource, Problem, load};
use crate::{Certainty, Policy, Standard, show};
use model::{Hash, Item, Message};
use std::collections::{BTreeMap, BTreeSet};

/// The judgement of a pile of packs (检查结果).
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// `name@version`, lowest first; empty when the packs are refused.
    pub packs: Vec<String>,
    /// Hash of the resolved content.
    pub hash: Option<Hash>,
    /// Why the packs are refused; empty when they are fine.
    pub problems: Vec<Problem>,
    /// How many entries are how sure.
    pub certainty: BTreeMap<Certainty, usize>,
    /// What is not wrong but worth knowing.
    pub remarks: Vec<Message>,
    /// The policy, when the packs are fine.
    pub policy: Option<Policy>,
}

/// Reads the packs and says everything that is wrong or worth knowing. Where the lowest pack lies on a built-in one, the
/// built-in packs are put beneath it.
pub fn check(sources: &[PackSource]) -> Report {
    match load(&on_builtin(sources)) {
        Ok(policy) => Report {
            packs: policy.packs.clone(),
            hash: Some(policy.hash.clone()),
            problems: Vec::new(),
            certainty: certainty(&policy),
            remarks: remarks(&policy),
            policy: Some(policy),
        },
        Err(error) => Report {
            packs: Vec::new(),
            hash: None,
            problems: error.problems,
            certainty: BTreeMap::new(),
            remarks: Vec::new(),
            policy: None,
        },
    }
}

fn certainty(policy: &Policy) -> BTreeMap<Certainty, usize> {
    let mut out = BTreeMap::new();
    for mark in show::show(policy).iter().flat_map(|s| &s.rows).filter_map(|r| r.says.certainty) {
        *out.entry(mark).or_insert(0) += 1;
    }
    out
}

/// Items that a school must have but that cannot be priced or ranked, and conflicts left open.
fn remarks(policy: &Policy) -> Vec<Message> {
    let measured = |s: Standard| matches!(s, Standard::Basic | Standard::Balanced);
    let required: BTreeSet<Item> =
        policy.requirements.iter().filter(|r| measured(r.standard)).map(|r| r.item).collect();
    let unpriced = required.iter().filter(|i| !policy.unit_costs.iter().any(|u| u.item == **i));
    let unranked = required.iter().filter(|i| !policy.weights.iter().any(|w| w.items.contains(i)));
    let mut out: Vec<Message> = unpriced.map(|i| Message::new("policy-remark-unpriced").with("item", i.zh())).collect();
    out.extend(unranked.map(|i| Message::new("policy-remark-unranked").with("item", i.zh())));
    out.extend(
        policy
            .conflicts
            .iter()
            .map(|c| Message::new("policy-remark-conflict").with("about", &c.about).with("assumed", &c.assumed)),
    );
    out
}
