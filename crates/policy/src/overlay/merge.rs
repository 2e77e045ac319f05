//! One pile of packs: each pack laid over what is there (逐层合并).

use super::scope::{overlap, wider_or_equal};
use super::strict::{Looser, looser_cap, looser_figure, looser_requirement, strictness};
use crate::load::{Draft, Problem};
use crate::{
    Conflict, CycleDates, Deadline, EligibilityEntry, Figure, PaperForm, PriorityWeight, Provision, Requirement,
    RuleSwitch, UnitCost, Verdict,
};
use model::Message;

/// What the packs laid so far say together.
#[derive(Default)]
pub(super) struct Pile {
    pub figures: Vec<Figure>,
    pub requirements: Vec<Requirement>,
    pub eligibility: Vec<EligibilityEntry>,
    pub unit_costs: Vec<UnitCost>,
    pub weights: Vec<PriorityWeight>,
    pub cycle: Option<CycleDates>,
    pub deadlines: Vec<Deadline>,
    pub switches: Vec<RuleSwitch>,
    pub conflicts: Vec<Conflict>,
    pub forms: Vec<PaperForm>,
    pub provisions: Vec<Provision>,
    base_laid: bool,
}

/// Puts an entry in the place of the one with the same key, or at the end.
fn put<T>(list: &mut Vec<T>, entry: T, same: impl Fn(&T) -> bool) {
    match list.iter_mut().find(|e| same(e)) {
        Some(slot) => *slot = entry,
        None => list.push(entry),
    }
}

impl Pile {
    /// Lays a pack over the pile.
    pub fn lay(&mut self, draft: &Draft, problems: &mut Vec<Problem>) {
        let mut report =
            |kind, at, key: &str, message| problems.push(Problem::new(&draft.place(kind, at), key, message));
        self.figures(draft, &mut report);
        self.requirements(draft, &mut report);
        self.eligibility(draft, &mut report);
        self.money(draft, &mut report);
        self.dates(draft, &mut report);
        self.words(draft, &mut report);
        self.base_laid = true;
    }

    fn figures(&mut self, draft: &Draft, report: &mut impl FnMut(&'static str, usize, &str, Message)) {
        let below = self.figures.clone();
        for (at, new) in draft.content.figures.iter().enumerate() {
            let mut new = new.clone();
            for old in below.iter().filter(|f| f.key == new.key && overlap(&f.applies, &new.applies)) {
                if old.unit != new.unit {
                    let message = Message::new("policy-unit-differs").with("old", &old.unit).with("new", &new.unit);
                    report("figure", at, &new.key, message);
                    continue;
                }
                if new.tighter.is_some() && new.tighter != old.tighter {
                    report("figure", at, &new.key, Message::new("policy-tighter-differs"));
                }
                new.tighter = old.tighter;
                if old.applies.speciality() > new.applies.speciality() {
                    report("figure", at, &new.key, Message::new("policy-hidden-figure").with("issuer", &old.issuer));
                }
                if let Some((date, was, is)) = looser_figure(old, &new).filter(|_| new.authority.is_none()) {
                    let message = Message::new("policy-looser-figure")
                        .with("name", &new.name)
                        .with("date", date)
                        .with("old", was)
                        .with("new", is)
                        .with("issuer", &old.issuer);
                    report("figure", at, &new.key, message);
                }
            }
            // dated values before the overlay's first one stay in force
            if let Some(old) = below.iter().find(|f| f.key == new.key && f.applies == new.applies) {
                let first = new.values.first().map(|v| v.from);
                let earlier = old.values.iter().filter(|v| first.is_some_and(|f| v.from < f)).cloned();
                new.values = earlier.chain(new.values.iter().cloned()).collect();
            }
            put(&mut self.figures, new.clone(), |f| f.key == new.key && f.applies == new.applies);
        }
    }

    fn requirements(&mut self, draft: &Draft, report: &mut impl FnMut(&'static str, usize, &str, Message)) {
        for (at, new) in draft.content.requirements.iter().enumerate() {
            if let Some(old) = self.requirements.iter().find(|r| r.key == new.key)
                && let Some(looser) = looser_requirement(old, new).filter(|_| new.authority.is_none())
            {
                let message = match looser {
                    Looser::Another => Message::new("policy-looser-another"),
                    Looser::Fewer => Message::new("policy-looser-fewer"),
                    Looser::At(count) => Message::new("policy-looser-requirement").with("count", count),
                };
                report("requirement", at, &new.key, message.with("name", &new.name).with("issuer", &old.issuer));
            }
            put(&mut self.requirements, new.clone(), |r| r.key == new.key);
        }
    }

    fn eligibility(&mut self, draft: &Draft, report: &mut impl FnMut(&'static str, usize, &str, Message)) {
        let below = self.eligibility.clone();
        for (at, new) in draft.content.eligibility.iter().enumerate() {
            let replaced = below.iter().find(|e| e.key == new.key);
            let loosened = match replaced {
                Some(old) => {
                    strictness(new.verdict) < strictness(old.verdict)
                        || (old.verdict == Verdict::Forbidden && !(reaches(new, old) && lasts(new, old)))
                        || (new.verdict != Verdict::Forbidden && !reaches(old, new))
                }
                None => self.base_laid && new.verdict != Verdict::Forbidden && !already_allowed(&below, new),
            };
            if loosened && new.authority.is_none() {
                report("eligibility", at, &new.key, Message::new("policy-looser-catalogue"));
            }
            put(&mut self.eligibility, new.clone(), |e| e.key == new.key);
        }
    }

    fn money(&mut self, draft: &Draft, report: &mut impl FnMut(&'static str, usize, &str, Message)) {
        for (at, new) in draft.content.unit_costs.iter().enumerate() {
            if let Some(old) = self.unit_costs.iter().find(|u| u.key == new.key) {
                if old.item != new.item {
                    report("unit_cost", at, &new.key, Message::new("policy-item-differs"));
                } else if looser_cap(old, new) && new.authority.is_none() {
                    report("unit_cost", at, &new.key, Message::new("policy-looser-cap").with("issuer", &old.issuer));
                }
            }
            put(&mut self.unit_costs, new.clone(), |u| u.key == new.key);
        }
        for (at, new) in draft.content.weights.iter().enumerate() {
            if let Some(old) = self.weights.iter().find(|w| w.key == new.key)
                && old.class == 1
                && new.class > 1
                && new.authority.is_none()
            {
                report("weight", at, &new.key, Message::new("policy-looser-safety").with("issuer", &old.issuer));
            }
            put(&mut self.weights, new.clone(), |w| w.key == new.key);
        }
    }

    fn dates(&mut self, draft: &Draft, report: &mut impl FnMut(&'static str, usize, &str, Message)) {
        if let Some(new) = &draft.content.cycle {
            if let Some(old) = &self.cycle
                && (new.completion > old.completion || new.cycle != old.cycle)
                && new.completion_authority.is_none()
            {
                report("cycle", 0, "cycle", Message::new("policy-looser-completion").with("date", old.completion));
            }
            self.cycle = Some(new.clone());
        }
        for (at, new) in draft.content.deadlines.iter().enumerate() {
            if let Some(old) = self.deadlines.iter().find(|d| d.key == new.key)
                && new.date > old.date
                && new.authority.is_none()
            {
                let message = Message::new("policy-looser-deadline").with("date", old.date).with("issuer", &old.issuer);
                report("deadline", at, &new.key, message);
            }
            put(&mut self.deadlines, new.clone(), |d| d.key == new.key);
        }
    }

    fn words(&mut self, draft: &Draft, report: &mut impl FnMut(&'static str, usize, &str, Message)) {
        for new in &draft.content.switches {
            put(&mut self.switches, new.clone(), |s| s.rule == new.rule);
        }
        for new in &draft.content.conflicts {
            put(&mut self.conflicts, new.clone(), |c| c.key == new.key);
        }
        for new in &draft.content.forms {
            put(&mut self.forms, new.clone(), |f| f.key == new.key);
        }
        for (at, new) in draft.content.provisions.iter().enumerate() {
            if let Some(old) = self.provisions.iter().find(|p| p.key == new.key)
                && new.authority.is_none()
            {
                report("provision", at, &new.key, Message::new("policy-looser-provision").with("issuer", &old.issuer));
            }
            put(&mut self.provisions, new.clone(), |p| p.key == new.key);
        }
    }
}

/// Whatever `b` speaks of, `a` speaks of too.
fn reaches(a: &EligibilityEntry, b: &EligibilityEntry) -> bool {
    fn covers<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
        wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|x| wide.contains(x)))
    }
    covers(&a.items, &b.items)
        && covers(&a.categories, &b.categories)
        && covers(&a.parts, &b.parts)
        && wider_or_equal(&a.applies, &b.applies)
}

/// `a` is in force whenever `b` is.
fn lasts(a: &EligibilityEntry, b: &EligibilityEntry) -> bool {
    a.from <= b.from && a.until.is_none_or(|end| b.until.is_some_and(|u| u <= end))
}

/// Every item the entry lists is on the list below already, at least as widely.
fn already_allowed(below: &[EligibilityEntry], new: &EligibilityEntry) -> bool {
    if new.items.is_empty() && new.categories.is_empty() {
        // names parts or kinds only: it puts nothing on the list
        return true;
    }
    let listed = |item| {
        let one = EligibilityEntry { items: vec![item], ..new.clone() };
        let named = |e: &&EligibilityEntry| !e.items.is_empty() || !e.categories.is_empty();
        below.iter().filter(named).any(|e| {
            strictness(e.verdict) <= strictness(new.verdict)
                && (e.items.is_empty() || e.items.contains(&item))
                && (e.categories.is_empty() || e.categories.contains(&item.category()))
                && (e.parts.is_empty()
                    || reaches(&EligibilityEntry { items: vec![], categories: vec![], ..e.clone() }, &one))
                && wider_or_equal(&e.applies, &new.applies)
        })
    };
    let by_category = model::Item::ALL.iter().copied().filter(|i| new.categories.contains(&i.category()));
    new.items.iter().copied().chain(by_category).all(listed)
}
