//! What is open to choice in a tier beside what is settled above it (层级选择范围).

use crate::bound::BoundError;
use crate::certificate::PRICE_SCALE;
use crate::instance::{Choice, Instance, Schedule, Start};
use crate::payable::Payable;
use crate::tier::Tier;
use model::Fen;
use std::collections::BTreeMap;

/// No amount in the sums of a bound is larger than this (2¹⁰⁰): so many of them fit 128 bits.
const LARGE: i128 = 1 << 100;

/// The amount, or an error when it is absurd.
pub(crate) fn fits(amount: Option<i128>) -> Result<i128, BoundError> {
    amount.filter(|a| (-LARGE..=LARGE).contains(a)).ok_or(BoundError::Overflow)
}

/// Seats that a start brings: which need, from the end of which year, how many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brings {
    pub need: usize,
    pub from: usize,
    pub seats: i128,
}

/// One thing a group may do: an option started in a year.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    pub start: Start,
    /// Millionths of a point in this tier, without its seats.
    pub value: i128,
    /// Bills of [`Payable`] with their grains.
    pub bills: Vec<(usize, i64)>,
    /// Only in the tier of seats.
    pub brings: Option<Brings>,
}

/// Groups that bring seats to the same needs, and those needs; or one group that brings none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    pub groups: Vec<usize>,
    pub needs: Vec<usize>,
}

/// A tier's choices. Everything is of this tier: what belongs below can only cost here.
pub(crate) struct Ground<'a> {
    pub instance: &'a Instance,
    /// What the tiers above start.
    pub settled: Vec<Alternative>,
    /// The groups open to choice: their number and what they may do.
    pub groups: Vec<(u32, Vec<Alternative>)>,
    pub parts: Vec<Part>,
    /// The money, with what is settled paid.
    pub payable: Payable,
    /// By need: what a seat brought while short is worth, millionths; nothing outside the tier of seats.
    pub worth: Vec<i128>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(instance: &'a Instance, tier: Tier, schedule: &Schedule) -> Result<Ground<'a>, BoundError> {
        let tiers = instance.tiers();
        let tier_of = |option: usize| tiers.get(option).copied().unwrap_or(Tier::Need);
        let mut payable = Payable::new(instance);
        let mut settled = Vec::new();
        let mut taken = Vec::new();
        for start in schedule.starts.iter().filter(|s| tier_of(s.option as usize) < tier) {
            let Some(choice) = instance.options.get(start.option as usize) else { continue };
            taken.push(choice.group);
            if let Some(alternative) = alternative(instance, &payable, choice, *start, tier)? {
                payable.pay(&alternative.bills);
                settled.push(alternative);
            }
        }
        let mut groups: BTreeMap<u32, Vec<Alternative>> = BTreeMap::new();
        for (option, choice) in (0_u32..).zip(&instance.options) {
            if tier_of(option as usize) != tier || taken.contains(&choice.group) {
                continue;
            }
            for year in (0_u32..).zip(&instance.years).map(|(t, _)| t) {
                if let Some(a) = alternative(instance, &payable, choice, Start { option, year }, tier)? {
                    groups.entry(choice.group).or_default().push(a);
                }
            }
        }
        let counts = if tier == Tier::Seats { i128::from(PRICE_SCALE) } else { 0 };
        let mut worth = Vec::with_capacity(instance.seats.len());
        for need in &instance.seats {
            let each = i128::from(need.worth).checked_mul(counts);
            let most = need.short.iter().map(|s| i128::from(*s)).max().unwrap_or(0);
            fits(each.and_then(|w| w.checked_mul(most.max(1))))?;
            worth.push(each.unwrap_or(0));
        }
        let groups: Vec<(u32, Vec<Alternative>)> = groups.into_iter().collect();
        let parts = parts(&groups, if counts > 0 { instance.seats.len() } else { 0 });
        Ok(Ground { instance, settled, groups, parts, payable, worth })
    }
}

/// A start as an alternative; `None` when it may not start then, would not finish, or no budget may pay for it.
fn alternative(
    instance: &Instance,
    payable: &Payable,
    choice: &Choice,
    start: Start,
    tier: Tier,
) -> Result<Option<Alternative>, BoundError> {
    let (years, t) = (instance.years.len(), start.year as usize);
    let Some(value) = choice.value.get(t).copied().flatten() else { return Ok(None) };
    if t + choice.profile.len() > years {
        return Ok(None);
    }
    let mut bills = Vec::with_capacity(choice.profile.len());
    for (k, cost) in choice.profile.iter().enumerate().filter(|(_, c)| c.0 > 0) {
        let bill = choice.class as usize * years + t + k;
        if payable.payers(bill).is_empty() {
            return Ok(None);
        }
        bills.push((bill, cost.0.div_euclid(Fen::GRAIN.0)));
    }
    let from = (t + choice.profile.len()).saturating_sub(1);
    let brings = |(need, n): (u32, u32)| Brings { need: need as usize, from, seats: i128::from(n) };
    let brings = choice.seats.filter(|(_, n)| tier == Tier::Seats && *n > 0).map(brings);
    let value = fits(i128::from(value.get(tier)).checked_mul(i128::from(PRICE_SCALE)))?;
    Ok(Some(Alternative { start, value, bills, brings }))
}

/// The groups by the needs they share.
fn parts(groups: &[(u32, Vec<Alternative>)], needs: usize) -> Vec<Part> {
    // by need: the part it belongs to; parts are joined when a group brings seats to both
    let mut part_of: Vec<usize> = (0..needs).collect();
    for (_, alternatives) in groups {
        let mut first: Option<usize> = None;
        for b in alternatives.iter().filter_map(|a| a.brings) {
            let Some(at) = part_of.get(b.need).copied() else { continue };
            let keep = *first.get_or_insert(at);
            part_of.iter_mut().filter(|p| **p == at).for_each(|p| *p = keep);
        }
    }
    let mut out: BTreeMap<usize, Part> = BTreeMap::new();
    for (need, part) in part_of.iter().enumerate() {
        out.entry(*part).or_default().needs.push(need);
    }
    let mut alone = Vec::new();
    for (g, (_, alternatives)) in groups.iter().enumerate() {
        let need = alternatives.iter().find_map(|a| a.brings).map(|b| b.need);
        match need.and_then(|n| part_of.get(n)).and_then(|p| out.get_mut(p)) {
            Some(part) => part.groups.push(g),
            None => alone.push(Part { groups: vec![g], needs: Vec::new() }),
        }
    }
    out.into_values().chain(alone).collect()
}

/// What each group may still do in a case (分支范围).
#[derive(Debug, Clone)]
pub(crate) struct Domain {
    /// By group, then alternative.
    pub open: Vec<Vec<bool>>,
    /// By group: it may stay out.
    pub out: Vec<bool>,
}

impl Domain {
    /// Everything.
    pub(crate) fn whole(ground: &Ground) -> Domain {
        let open = ground.groups.iter().map(|(_, list)| vec![true; list.len()]).collect();
        Domain { open, out: vec![true; ground.groups.len()] }
    }

    /// Both sides of a split; `None` when the group is not open to choice.
    pub(crate) fn split(self, ground: &Ground, group: u32, out: bool, starts: &[Start]) -> Option<(Domain, Domain)> {
        let at = ground.groups.iter().position(|(g, _)| *g == group)?;
        let (_, alternatives) = ground.groups.get(at)?;
        let (mut first, mut second) = (self.clone(), self);
        for (i, a) in alternatives.iter().enumerate() {
            let other = if starts.contains(&a.start) { &mut second } else { &mut first };
            *other.open.get_mut(at)?.get_mut(i)? = false;
        }
        let other = if out { &mut second } else { &mut first };
        *other.out.get_mut(at)? = false;
        Some((first, second))
    }

    /// The alternatives of a group that are open.
    pub(crate) fn of(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        let row = self.open.get(group).map_or(&[][..], Vec::as_slice);
        row.iter().enumerate().filter(|(_, open)| **open).map(|(i, _)| i)
    }

    /// Whether a group may stay out.
    pub(crate) fn may_stay_out(&self, group: usize) -> bool {
        self.out.get(group).copied().unwrap_or(false)
    }

    /// Closes an alternative, or staying out.
    pub(crate) fn close(&mut self, group: usize, alternative: Option<usize>) {
        let slot = match alternative {
            Some(i) => self.open.get_mut(group).and_then(|row| row.get_mut(i)),
            None => self.out.get_mut(group),
        };
        if let Some(slot) = slot {
            *slot = false;
        }
    }
}
