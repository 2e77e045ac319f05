//! Questions put to a policy (查询).

use crate::key;
use crate::{
    Context, Eligibility, EligibilityEntry, Figure, Policy, PriorityWeight, Requirement, RuleSwitch, Standard,
    UnitCost, Verdict,
};
use model::{Date, FundSource, Item, RegionCode, SchoolPart};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

impl Policy {
    /// The figure of a key for a case on a date, with its value. Of several that fit the most special one counts,
    /// of equally special ones the one of the upper pack (later in the list).
    pub fn figure(&self, key: &str, context: &Context, date: Date) -> Option<(&Figure, Decimal)> {
        let fitting = self.figures.get(key)?.iter().filter(|f| f.fits(context));
        let figure = fitting.filter(|f| f.on(date).is_some()).max_by_key(|f| f.applies.speciality())?;
        figure.on(date).map(|v| (figure, v))
    }

    /// Years after its own in which a source's unused money may still be used (结转年限); `None` when no pack says so.
    pub fn carry_years(&self, source: FundSource, region: &RegionCode, date: Date) -> Option<u8> {
        let context = Context { source: Some(source), region: Some(region.clone()), ..Context::default() };
        self.figure(key::CARRY_YEARS, &context, date)?.1.to_u8()
    }

    /// The requirements of a standard that fit a case on a date.
    pub fn requirements<'a>(
        &'a self,
        standard: Standard,
        context: &'a Context,
        date: Date,
    ) -> impl Iterator<Item = &'a Requirement> + 'a {
        self.requirements.iter().filter(move |r| {
            r.standard == standard && r.from <= date && r.until.is_none_or(|u| date <= u) && r.applies.fits(context)
        })
    }

    /// The requirement with this key.
    pub fn requirement(&self, key: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|r| r.key == key)
    }

    /// Whether an item for a part of a school may be planned in a case (source, region, kind…) on a date.
    pub fn eligibility(&self, item: Item, part: SchoolPart, context: &Context, date: Date) -> Eligibility<'_> {
        let fits = |e: &&EligibilityEntry| {
            (e.items.is_empty() || e.items.contains(&item))
                && (e.categories.is_empty() || e.categories.contains(&item.category()))
                && (e.parts.is_empty() || e.parts.contains(&part))
                && e.from <= date
                && e.until.is_none_or(|u| date <= u)
                && e.applies.fits(context)
        };
        let fitting: Vec<_> = self.eligibility.iter().filter(fits).collect();
        if let Some(entry) = fitting.iter().find(|e| e.verdict == Verdict::Forbidden) {
            return Eligibility::Listed(entry);
        }
        // an entry that only names parts or kinds ("compulsory parts") puts nothing on the list by itself
        let Some(listed) = fitting.iter().rev().find(|e| !e.items.is_empty() || !e.categories.is_empty()) else {
            return Eligibility::NotListed;
        };
        let condition = fitting.iter().rev().find(|e| e.verdict == Verdict::Conditional);
        Eligibility::Listed(condition.unwrap_or(listed))
    }

    /// The unit cost of an item in a case on a date: the most special one, then the latest.
    pub fn unit_cost(&self, item: Item, context: &Context, date: Date) -> Option<&UnitCost> {
        let fitting = self.unit_costs.iter().filter(|u| u.item == item && u.from <= date && u.applies.fits(context));
        fitting.max_by_key(|u| (u.applies.speciality(), u.from))
    }

    /// The priority weight of an item in a case.
    pub fn weight(&self, item: Item, context: &Context) -> Option<&PriorityWeight> {
        let fitting = self.weights.iter().filter(|w| w.items.contains(&item) && w.applies.fits(context));
        fitting.max_by_key(|w| w.applies.speciality())
    }

    /// The requirements of a standard for a school with these stages: each with the stage its basis is counted for, or
    /// `None` where it is counted once over the compulsory stages. Applies the rules stated at [`Requirement`].
    /// The stage of `context` is ignored.
    pub fn school_requirements(
        &self,
        standard: Standard,
        context: &Context,
        stages: &[model::Stage],
        date: Date,
    ) -> Vec<(Option<model::Stage>, &Requirement)> {
        let case = |stage| Context { stage, ..context.clone() };
        let valid = |r: &&Requirement, case: &Context| {
            r.standard == standard && r.from <= date && r.until.is_none_or(|u| date <= u) && r.applies.fits(case)
        };
        let whole = case(None);
        let mut found: Vec<_> =
            self.requirements.iter().filter(|r| !r.per_stage() && valid(r, &whole)).map(|r| (None, r)).collect();
        for &stage in stages {
            let part = case(Some(stage));
            let fitting = self.requirements.iter().filter(|r| r.per_stage() && valid(r, &part));
            found.extend(fitting.map(|r| (Some(stage), r)));
        }
        let special: Vec<Item> =
            found.iter().filter(|(_, r)| !r.applies.kinds.is_empty()).map(|(_, r)| r.item).collect();
        found.retain(|(_, r)| !r.applies.kinds.is_empty() || !special.contains(&r.item));
        found
    }

    /// The provisions of a list that fit a case on a date, by number.
    pub fn provisions<'a>(
        &'a self,
        list: &'a str,
        context: &'a Context,
        date: Date,
    ) -> impl Iterator<Item = &'a crate::Provision> + 'a {
        self.provisions.iter().filter(move |p| p.list == list && p.from <= date && p.applies.fits(context))
    }

    /// How a pack switches a rule, if it does; the uppermost pack wins.
    pub fn switch(&self, rule: &str) -> Option<&RuleSwitch> {
        self.switches.iter().rev().find(|s| s.rule == rule)
    }
}
