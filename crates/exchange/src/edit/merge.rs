//! Taking over what was changed and nothing else (并入档案).
//!
//! A workbook does not carry everything a dossier knows: of codes and layout plans it holds the last entry only. What reads
//! the same before and after a change therefore stays as it was.

use model::{CodeSpan, Dossier, LayoutFact, School, SchoolRecord, SchoolYear};
use std::collections::{BTreeMap, BTreeSet};

/// `base` with all that differs between `old` and `new`, which are `base` read from tables without and with the changes.
pub(super) fn merge(base: &Dossier, old: &Dossier, new: &Dossier) -> Dossier {
    let mut out = base.clone();
    out.schools = new
        .schools
        .iter()
        .map(|after| match (base.school(&after.id), old.school(&after.id)) {
            (Some(known), Some(before)) if before == after => known.clone(),
            (Some(known), Some(before)) => school(known, before, after),
            _ => after.clone(),
        })
        .collect();
    if new.budgets != old.budgets {
        out.budgets.clone_from(&new.budgets);
    }
    out.sort();
    out
}

fn school(known: &School, before: &School, after: &School) -> School {
    let mut out = after.clone();
    out.codes = codes(&known.codes, before.codes.last(), after.codes.last());
    out.layout = layout(&known.layout, before.layout.last(), after.layout.last());
    out.records = records(&known.records, &before.records, &after.records);
    out
}

/// The last code is corrected; the ones before it stay.
fn codes(known: &[CodeSpan], before: Option<&CodeSpan>, after: Option<&CodeSpan>) -> Vec<CodeSpan> {
    if before == after {
        return known.to_vec();
    }
    let mut out: Vec<CodeSpan> = known.iter().take(known.len().saturating_sub(1)).cloned().collect();
    out.extend(after.cloned());
    out
}

/// A status that begins later than the one before is a new fact; any other is a correction of the last.
fn layout(known: &[LayoutFact], before: Option<&LayoutFact>, after: Option<&LayoutFact>) -> Vec<LayoutFact> {
    if before == after {
        return known.to_vec();
    }
    let mut out = known.to_vec();
    let later = |last: &LayoutFact, next: &LayoutFact| {
        last.status != next.status && matches!((last.since, next.since), (Some(a), Some(b)) if a < b)
    };
    if !out.last().zip(after).is_some_and(|(last, next)| later(last, next)) {
        out.pop();
    }
    out.extend(after.cloned());
    out
}

fn records(
    known: &BTreeMap<SchoolYear, SchoolRecord>,
    before: &BTreeMap<SchoolYear, SchoolRecord>,
    after: &BTreeMap<SchoolYear, SchoolRecord>,
) -> BTreeMap<SchoolYear, SchoolRecord> {
    let years: BTreeSet<SchoolYear> = known.keys().chain(after.keys()).copied().collect();
    let one = |year: SchoolYear| {
        let same = before.get(&year) == after.get(&year);
        let record = if same { known.get(&year) } else { after.get(&year) };
        Some((year, record?.clone()))
    };
    years.into_iter().filter_map(one).collect()
}
