//! The whole policy as tables (政策一览).

use crate::Policy;
use crate::statement::{EntryKind, Statement};
use model::Message;

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Issuer of the pack that says so; empty for the cycle, switches and conflicts.
    pub issuer: String,
    /// What it says.
    pub says: Statement,
}

/// One table (一览表), the entries of one kind as resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Kind.
    pub kind: EntryKind,
    /// Heading.
    pub title: Message,
    /// Rows in the order of keys, deadlines in the order of dates.
    pub rows: Vec<Row>,
}

/// Everything in force, by kind; kinds without entries are left out.
pub fn show(policy: &Policy) -> Vec<Section> {
    EntryKind::ALL.into_iter().map(|kind| section(policy, kind)).filter(|s| !s.rows.is_empty()).collect()
}

fn section(policy: &Policy, kind: EntryKind) -> Section {
    let row = |issuer: &str, says: Statement| Row { issuer: issuer.to_owned(), says };
    let mut rows: Vec<Row> = match kind {
        EntryKind::Figure => policy.figures.values().flatten().map(|f| row(&f.issuer, f.into())).collect(),
        EntryKind::Requirement => policy.requirements.iter().map(|r| row(&r.issuer, r.into())).collect(),
        EntryKind::Eligibility => policy.eligibility.iter().map(|e| row(&e.issuer, e.into())).collect(),
        EntryKind::UnitCost => policy.unit_costs.iter().map(|u| row(&u.issuer, u.into())).collect(),
        EntryKind::Weight => policy.weights.iter().map(|w| row(&w.issuer, w.into())).collect(),
        EntryKind::Deadline => {
            let dates = policy.cycle.deadlines.iter().map(|d| row(&d.issuer, d.into()));
            std::iter::once(row("", (&policy.cycle).into())).chain(dates).collect()
        }
        EntryKind::Provision => policy.provisions.iter().map(|p| row(&p.issuer, p.into())).collect(),
        EntryKind::Switch => policy.switches.iter().map(|s| row("", s.into())).collect(),
        EntryKind::Conflict => policy.conflicts.iter().map(|c| row("", c.into())).collect(),
    };
    if !matches!(kind, EntryKind::Deadline | EntryKind::Provision | EntryKind::Weight) {
        rows.sort_by(|a, b| a.says.key.cmp(&b.says.key));
    }
    Section { kind, title: kind.title(), rows }
}
