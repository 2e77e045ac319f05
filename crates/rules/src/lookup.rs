//! Questions to the policy, asked once per kind of case (政策查询缓存).

use crate::quick::QuickMap;
use model::{BuildNature, Date, FundSource, Item, RegionCode, SchoolKind, SchoolPart, Setting, Stage};
use policy::{Context, Eligibility, Figure, Policy, Requirement, Standard, UnitCost, Verdict};
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::rc::Rc;

/// The properties of a school that standards depend on (学校情形).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Situation {
    /// Kind.
    pub kind: Option<SchoolKind>,
    /// Urban–rural class.
    pub setting: Option<Setting>,
    /// Boarding.
    pub boarding: Option<bool>,
}

/// Requirements of a standard for one kind of case, each with the stage it is counted for; in the order of their items.
#[derive(Debug, Clone)]
pub struct Requirements<'a>(Rc<[(Option<Stage>, &'a Requirement)]>);

impl<'a> Requirements<'a> {
    /// True when the standard asks nothing of such a school.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it asks of an item.
    pub fn of(&self, item: Item) -> impl Iterator<Item = (Option<Stage>, &'a Requirement)> + '_ {
        let from = self.0.partition_point(|(_, r)| r.item < item);
        self.0.iter().skip(from).take_while(move |(_, r)| r.item == item).copied()
    }
}

type CatalogueKey = (Item, SchoolPart, Situation, BuildNature, Option<FundSource>, Date);
type PriceKey = (Item, Situation, BuildNature);

/// The policy as one county asks it.
pub struct Lookup<'a> {
    policy: &'a Policy,
    region: RegionCode,
    date: Date,
    barred: Vec<bool>,
    required: RefCell<QuickMap<(Standard, Situation), Requirements<'a>>>,
    catalogue: RefCell<QuickMap<CatalogueKey, Eligibility<'a>>>,
    prices: RefCell<QuickMap<PriceKey, Option<&'a UnitCost>>>,
    class_sizes: RefCell<QuickMap<Situation, Option<u64>>>,
}

impl<'a> Lookup<'a> {
    /// The policy for a county on a date.
    pub fn new(policy: &'a Policy, region: RegionCode, date: Date) -> Lookup<'a> {
        Lookup {
            policy,
            region,
            date,
            barred: Item::ALL.iter().map(|item| barred(policy, *item)).collect(),
            required: RefCell::default(),
            catalogue: RefCell::default(),
            prices: RefCell::default(),
            class_sizes: RefCell::default(),
        }
    }

    /// The context of a case.
    pub fn context(&self, case: Situation) -> Context {
        Context {
            kind: case.kind,
            setting: case.setting,
            boarding: case.boarding,
            region: Some(self.region.clone()),
            ..Context::default()
        }
    }

    /// A figure for a case and stage, with its value on the plan's date.
    pub fn figure(&self, key: &str, case: Situation, stage: Option<Stage>) -> Option<(&'a Figure, Decimal)> {
        let context = Context { stage, ..self.context(case) };
        self.policy.figure(key, &context, self.date)
    }

    /// The requirements of a standard for a case.
    pub fn requirements(&self, standard: Standard, case: Situation) -> Requirements<'a> {
        if let Some(found) = self.required.borrow().get(&(standard, case)) {
            return found.clone();
        }
        let stages: Vec<Stage> = case.kind.map_or(&[][..], SchoolKind::stages).to_vec();
        let stages: Vec<Stage> = stages.into_iter().filter(|s| Stage::COMPULSORY.contains(s)).collect();
        let context = self.context(case);
        let mut found = self.policy.school_requirements(standard, &context, &stages, self.date);
        found.sort_by_key(|(_, r)| r.item);
        let found = Requirements(found.into());
        self.required.borrow_mut().insert((standard, case), found.clone());
        found
    }

    /// The standard class size of a school's first compulsory stage, for turning seats into classes; pupils per class.
    pub fn class_size(&self, case: Situation) -> Option<u64> {
        if let Some(found) = self.class_sizes.borrow().get(&case) {
            return *found;
        }
        let stage = case.kind.and_then(|k| k.stages().iter().find(|s| Stage::COMPULSORY.contains(s)).copied());
        let found = self.figure(policy::key::CLASS_STANDARD, case, stage).and_then(|(_, n)| u64::try_from(n).ok());
        self.class_sizes.borrow_mut().insert(case, found);
        found
    }

    /// What the catalogue says of an item for a part, a source and a year's first day (or the plan's date when later).
    pub fn eligibility(
        &self,
        item: Item,
        part: SchoolPart,
        case: Situation,
        nature: BuildNature,
        money: Option<(FundSource, Date)>,
    ) -> Eligibility<'a> {
        let date = money.map_or(self.date, |(_, d)| d.max(self.date));
        let source = money.map(|(s, _)| s);
        let key = (item, part, case, nature, source, date);
        if let Some(found) = self.catalogue.borrow().get(&key) {
            return *found;
        }
        let context = Context { source, nature: Some(nature), ..self.context(case) };
        let found = self.policy.eligibility(item, part, &context, date);
        self.catalogue.borrow_mut().insert(key, found);
        found
    }

    /// True when some lawful source may not pay for the item: only then need the sources be asked one by one.
    pub fn is_barred_somewhere(&self, item: Item) -> bool {
        self.barred.get(item as usize).copied().unwrap_or(true)
    }

    /// The unit cost of an item.
    pub fn unit_cost(&self, item: Item, case: Situation, nature: BuildNature) -> Option<&'a UnitCost> {
        let key = (item, case, nature);
        if let Some(found) = self.prices.borrow().get(&key) {
            return *found;
        }
        let context = Context { nature: Some(nature), ..self.context(case) };
        let found = self.policy.unit_cost(item, &context, self.date);
        self.prices.borrow_mut().insert(key, found);
        found
    }
}

fn barred(policy: &Policy, item: Item) -> bool {
    let forbidding = policy.eligibility.iter().filter(|e| e.verdict == Verdict::Forbidden);
    let mut by_source = forbidding.filter(|e| e.applies.sources.iter().any(|s| s.is_lawful()));
    by_source.any(|e| {
        (e.items.is_empty() || e.items.contains(&item))
            && (e.categories.is_empty() || e.categories.contains(&item.category()))
    })
}
