//! What a key means and which pack says so (政策解释).

use crate::statement::{EntryKind, Statement};
use crate::{Layer, Policy};
use std::fmt;

/// One statement with the pack it stands in (出处链).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// `name@version` of the pack.
    pub pack: String,
    /// The pack's Chinese title.
    pub title: String,
    /// The issuer.
    pub issuer: String,
    /// What the pack says.
    pub says: Statement,
    /// A pack above says something else for the same case, so that this no longer counts.
    pub overlaid_by: Option<String>,
}

/// Everything the packs say under one key, the lowest pack first (政策解释).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The key asked for.
    pub key: String,
    /// The kind of the entry.
    pub kind: EntryKind,
    /// Who says what, lowest pack first.
    pub chain: Vec<Link>,
}

/// No entry has this key (没有这个条目).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key asked for.
    pub key: String,
    /// Keys that look like it, at most ten.
    pub near: Vec<String>,
}

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no entry {}; near: {}", self.key, self.near.join(", "))
    }
}
impl std::error::Error for UnknownKey {}

/// What a key means: its values by date, what it applies to, where it stands, how sure it is, and who overlays whom.
///
/// # Errors
/// [`UnknownKey`] with keys that look like the one asked for.
pub fn explain(policy: &Policy, key: &str) -> Result<Explanation, UnknownKey> {
    let mut chain: Vec<Link> = Vec::new();
    for layer in &policy.layers {
        for says in statements(layer).into_iter().filter(|s| s.key == key) {
            let same = |l: &&mut Link| l.says.kind == says.kind && l.says.applies == says.applies;
            // entries of other kinds than figures replace by key alone
            let by_key = says.kind != EntryKind::Figure;
            for below in chain.iter_mut().filter(|l| l.pack != layer.pack.id()).filter(|l| by_key || same(l)) {
                below.overlaid_by.get_or_insert_with(|| layer.pack.id());
            }
            chain.push(Link {
                pack: layer.pack.id(),
                title: layer.pack.title.clone(),
                issuer: layer.pack.issuer.clone(),
                says,
                overlaid_by: None,
            });
        }
    }
    match chain.last().map(|l| l.says.kind) {
        Some(kind) => Ok(Explanation { key: key.to_owned(), kind, chain }),
        None => Err(UnknownKey { key: key.to_owned(), near: near(policy, key) }),
    }
}

/// Every entry of a layer as a statement.
pub fn statements(layer: &Layer) -> Vec<Statement> {
    let c = &layer.content;
    let mut out: Vec<Statement> = Vec::new();
    out.extend(c.figures.iter().map(Statement::from));
    out.extend(c.requirements.iter().map(Statement::from));
    out.extend(c.eligibility.iter().map(Statement::from));
    out.extend(c.unit_costs.iter().map(Statement::from));
    out.extend(c.weights.iter().map(Statement::from));
    out.extend(c.cycle.iter().map(Statement::from));
    out.extend(c.deadlines.iter().map(Statement::from));
    out.extend(c.provisions.iter().map(Statement::from));
    out.extend(c.switches.iter().map(Statement::from));
    out.extend(c.conflicts.iter().map(Statement::from));
    out
}

/// Keys that share a part with the one asked for, best first: more shared parts, then shorter.
fn near(policy: &Policy, key: &str) -> Vec<String> {
    let wanted: Vec<&str> = key.split(['.', '_', '-']).filter(|p| p.len() > 1).collect();
    let mut all: Vec<String> = policy.layers.iter().flat_map(statements).map(|s| s.key).collect();
    all.sort();
    all.dedup();
    let score = |k: &String| wanted.iter().filter(|p| k.contains(**p)).count();
    let mut scored: Vec<(usize, String)> = all.into_iter().map(|k| (score(&k), k)).filter(|(n, _)| *n > 0).collect();
    scored.sort_by(|a, b| (b.0, a.1.len(), &a.1).cmp(&(a.0, b.1.len(), &b.1)));
    scored.into_iter().take(10).map(|(_, k)| k).collect()
}
