//! Which clauses of the policy packs cite a document (政策依据): by its number, however its brackets are written.

use policy::{Policy, Reference};
use std::collections::BTreeSet;
use store::About;

/// Number as it is compared, and what cites it, of everything in a policy that names a document by its number.
pub fn citations(policy: &Policy) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    let mut add = |reference: &Reference, name: &str| {
        if let Some(number) = &reference.number {
            let clause = reference.clause.as_deref().unwrap_or("");
            out.insert((About::number_key(number), format!("{clause} {name}").trim().to_owned()));
        }
    };
    for figure in policy.figures.values().flatten() {
        add(&figure.reference, &figure.name);
    }
    for requirement in &policy.requirements {
        add(&requirement.reference, requirement.item.zh());
    }
    for provision in &policy.provisions {
        add(&provision.reference, &provision.text);
    }
    out
}
