//! A county's needs in figures (需求汇总), every one with its coverage. Counted without keeping the gaps.

use crate::counts::Counts;
use crate::gap::Missing;
use crate::measure::{Measured, visit};
use crate::scope::{Exclusion, exclusion};
use model::{Coverage, Dossier, Item, Total};
use policy::{Basis, Policy, Standard};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// One item under one standard (分项缺口).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ItemNeeds {
    /// The item.
    pub item: Item,
    /// The standard.
    pub standard: Standard,
    /// Schools that have enough.
    pub met: u32,
    /// Schools that are short.
    pub short_schools: u32,
    /// Schools for which that is known, of all it is asked of.
    pub coverage: Coverage,
    /// Required, smallest steps.
    pub required: Total,
    /// Present.
    pub present: Total,
    /// Short.
    pub short: Total,
}

/// The county in figures (全县汇总).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Schools that count.
    pub schools: u32,
    /// Schools that do not, by reason.
    pub excluded: BTreeMap<Exclusion, u32>,
    /// Pupils of their compulsory stages.
    pub pupils: Total,
    /// Classes.
    pub classes: Total,
    /// Boarders.
    pub boarders: Total,
    /// By item and standard, in the order of the forms; items nobody is asked for are absent.
    pub items: Vec<ItemNeeds>,
    /// Reasons for which figures are missing, with the number of gaps concerned; written as a list, as a reason may name
    /// an item and is then no key.
    #[serde(serialize_with = "as_list")]
    pub missing: BTreeMap<Missing, u32>,
}

fn as_list<S: Serializer>(missing: &BTreeMap<Missing, u32>, to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Entry {
        reason: Missing,
        gaps: u32,
    }
    to.collect_seq(missing.iter().map(|(reason, gaps)| Entry { reason: *reason, gaps: *gaps }))
}

impl Summary {
    /// One item's line.
    pub fn item(&self, item: Item, standard: Standard) -> Option<&ItemNeeds> {
        self.items.iter().find(|i| i.item == item && i.standard == standard)
    }

    /// Gaps of a standard: short, met, without data.
    pub fn gaps(&self, standard: Standard) -> (u32, u32, u32) {
        let lines = self.items.iter().filter(|i| i.standard == standard);
        lines.fold((0, 0, 0), |(short, met, unknown), i| {
            let missing = i.coverage.of.saturating_sub(i.coverage.known);
            (short.saturating_add(i.short_schools), met.saturating_add(i.met), unknown.saturating_add(missing))
        })
    }
}

/// Adds gaps up.
#[derive(Debug)]
pub(crate) struct Adder {
    lines: Vec<Option<ItemNeeds>>,
    missing: BTreeMap<Missing, u32>,
}

impl Adder {
    pub fn new() -> Adder {
        Adder { lines: vec![None; Item::ALL.len().saturating_mul(2)], missing: BTreeMap::new() }
    }

    pub fn add(&mut self, m: &Measured) {
        let at = (m.item as usize).saturating_mul(2) + usize::from(m.standard != Standard::Basic);
        let Some(slot) = self.lines.get_mut(at) else { return };
        let line = slot.get_or_insert_with(|| blank(m.item, m.standard));
        line.coverage.count(m.short.is_some());
        line.met += u32::from(m.short == Some(0));
        line.short_schools += u32::from(m.short.is_some_and(|s| s > 0));
        line.required.add(m.required);
        line.present.add(m.present);
        line.short.add(m.short);
        for reason in m.reasons.iter() {
            *self.missing.entry(reason).or_default() += 1;
        }
    }

    pub fn finish(self, dossier: &Dossier) -> Summary {
        let mut out =
            Summary { items: self.lines.into_iter().flatten().collect(), missing: self.missing, ..Summary::default() };
        for school in &dossier.schools {
            if let Some(reason) = exclusion(school, dossier.base_year, dossier.as_of) {
                *out.excluded.entry(reason).or_default() += 1;
                continue;
            }
            out.schools = out.schools.saturating_add(1);
            let counts = school.record(dossier.base_year).map(|r| Counts::of(school, r));
            let basis = |b: Basis| counts.and_then(|c| c.basis(b)).map(i64::from);
            out.pupils.add(basis(Basis::Pupils));
            out.classes.add(basis(Basis::Classes));
            out.boarders.add(basis(Basis::Boarders));
        }
        out
    }
}

fn blank(item: Item, standard: Standard) -> ItemNeeds {
    ItemNeeds {
        item,
        standard,
        met: 0,
        short_schools: 0,
        coverage: Coverage::default(),
        required: Total::default(),
        present: Total::default(),
        short: Total::default(),
    }
}

/// The summary alone, for counting many counties: the same walk as [`crate::assess`], keeping no gap.
pub fn summarise(dossier: &Dossier, policy: &Policy) -> Summary {
    let mut adder = Adder::new();
    visit(dossier, policy, |_, _, m| adder.add(&m));
    adder.finish(dossier)
}
