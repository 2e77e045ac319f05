//! The twenty baseline items (20条底线要求): answered by the school, else computed where its conditions decide it. An
//! answer that the school's own count contradicts does not make an item met.
//!
//! Source: 教基一厅〔2014〕5号. Which schools an item concerns is read from the packs' list `baseline`.

use crate::counts::Counts;
use crate::large::classes_in;
use crate::measure::{Measured, Subject, each};
use crate::profile::Profiles;
use crate::scope::exclusion;
use crate::under_way::UnderWay;
use model::{Coverage, Dossier, Item, School, SchoolId, SchoolKind, SchoolRecord};
use policy::{Basis, Context, Policy, Scope, Standard};
use serde::Serialize;

/// The packs' list of the twenty.
pub const LIST: &str = "baseline";

/// Items that ask for what the school also counts: D grade area, desks, beds of boarders, classes of 66 and over.
const COUNTED: [u8; 4] = [1, 5, 13, 19];

/// The state of one item at one school (达标情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 不适用.
    NotApplicable,
    /// 达标.
    Met,
    /// 未达标.
    NotMet,
    /// No data.
    NoData,
}

/// An item at a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ItemState {
    /// Its number, 1–20.
    pub number: u8,
    /// Its state.
    pub state: State,
    /// The school's answer stands; otherwise it was computed, or the answer contradicts a count, or there is no data.
    pub answered: bool,
}

/// One school (某校底线要求).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolBaseline {
    /// The school.
    pub school: SchoolId,
    /// A teaching point (教学点), reported apart.
    pub point: bool,
    /// The items, by number.
    pub items: Vec<ItemState>,
    /// 达标: all applicable items met. `None` while one is without data and none is known to fail.
    pub met: Option<bool>,
}

/// A count of schools for the official forms (统计表一行).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Schools it applies to.
    pub applicable: u32,
    /// Of these, schools with data.
    pub known: u32,
    /// Met.
    pub met: u32,
    /// Not met.
    pub not_met: u32,
}

impl Tally {
    fn count(&mut self, state: State) {
        if state == State::NotApplicable {
            return;
        }
        self.applicable = self.applicable.saturating_add(1);
        self.known = self.known.saturating_add(u32::from(state != State::NoData));
        self.met = self.met.saturating_add(u32::from(state == State::Met));
        self.not_met = self.not_met.saturating_add(u32::from(state == State::NotMet));
    }

    /// Its coverage.
    pub fn coverage(self) -> Coverage {
        Coverage { known: self.known, of: self.applicable }
    }
}

/// One item over the county (分项统计).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ItemTally {
    /// Its number.
    pub number: u8,
    /// All schools.
    pub all: Tally,
    /// Of these, teaching points.
    pub points: Tally,
}

/// The baseline of a county (底线要求达标情况).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Baselines {
    /// By school.
    pub schools: Vec<SchoolBaseline>,
    /// By item.
    pub items: Vec<ItemTally>,
    /// Schools as a whole.
    pub all: Tally,
    /// Of these, teaching points.
    pub points: Tally,
}

/// Judges every school that counts in its base year. Empty when the packs carry no such list.
pub fn measure(dossier: &Dossier, policy: &Policy) -> Baselines {
    let any = Context { region: Some(dossier.county.clone()), ..Context::default() };
    let list: Vec<(u8, Scope)> = policy.provisions(LIST, &any, dossier.as_of).map(|p| (p.number, p.scope)).collect();
    let mut out = Baselines { items: list.iter().map(|(n, _)| blank(*n)).collect(), ..Baselines::default() };
    if list.is_empty() {
        return out;
    }
    let very_large = crate::large::very_large_min(policy, dossier.as_of);
    let under_way = UnderWay::of(dossier);
    let mut profiles = Profiles::new(policy, &dossier.county, dossier.as_of);
    for school in dossier.schools.iter().filter(|s| exclusion(s, dossier.base_year, dossier.as_of).is_none()) {
        let subject = Subject::of(school, dossier, &under_way);
        let mut basic = Vec::new();
        if let Some(profile) = profiles.get(subject.sort()) {
            each(&subject, profile, &mut |_, _, m: Measured| {
                if m.standard == Standard::Basic {
                    basic.push(m);
                }
            });
        }
        let facts = Facts { school, record: school.record(dossier.base_year), basic: &basic, very_large };
        let items: Vec<ItemState> = list.iter().map(|(number, scope)| facts.item(*number, *scope)).collect();
        let met = verdict(&items);
        let point = school.kind == Some(SchoolKind::TeachingPoint);
        let whole = met.map_or(State::NoData, |m| if m { State::Met } else { State::NotMet });
        for (tally, item) in out.items.iter_mut().zip(&items) {
            tally.all.count(item.state);
            tally.points.count(if point { item.state } else { State::NotApplicable });
        }
        out.all.count(whole);
        out.points.count(if point { whole } else { State::NotApplicable });
        out.schools.push(SchoolBaseline { school: school.id.clone(), point, items, met });
    }
    out
}

fn blank(number: u8) -> ItemTally {
    ItemTally { number, all: Tally::default(), points: Tally::default() }
}

fn verdict(items: &[ItemState]) -> Option<bool> {
    if items.iter().any(|i| i.state == State::NotMet) {
        return Some(false);
    }
    items.iter().all(|i| i.state != State::NoData).then_some(true)
}

/// What is known of a school.
struct Facts<'a> {
    school: &'a School,
    record: Option<&'a SchoolRecord>,
    basic: &'a [Measured],
    very_large: Option<u32>,
}

impl Facts<'_> {
    fn item(&self, number: u8, scope: Scope) -> ItemState {
        let given = self.record.and_then(|r| r.baseline.0.get(&number)).copied();
        let state = |met: bool| if met { State::Met } else { State::NotMet };
        // A yes does not stand against the school's own count of the very thing; a no does, for it may concern quality.
        let contradicted = given == Some(true) && COUNTED.contains(&number) && self.concerns(scope) == Some(true);
        if contradicted && self.computed(number) == Some(false) {
            return ItemState { number, state: State::NotMet, answered: false };
        }
        if let Some(met) = given {
            return ItemState { number, state: state(met), answered: true };
        }
        let computed = match self.concerns(scope) {
            Some(false) => State::NotApplicable,
            None => State::NoData,
            Some(true) => self.computed(number).map_or(State::NoData, state),
        };
        ItemState { number, state: computed, answered: false }
    }

    fn boards(&self) -> Option<bool> {
        let boarders = || Some(Counts::of(self.school, self.record?).basis(Basis::Boarders)? > 0);
        self.school.boarding.or_else(boarders)
    }

    fn concerns(&self, scope: Scope) -> Option<bool> {
        match scope {
            Scope::All => Some(true),
            Scope::Boarding => self.boards(),
            Scope::Meals => match (self.boards(), self.school.meals) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Scope::MultiStorey => None,
            Scope::County => Some(false),
        }
    }

    fn has(&self, item: Item) -> Option<bool> {
        self.record?.conditions.get(item).map(|q| q > 0)
    }

    /// At least one of them; not met only when there is certainly none.
    fn either(&self, a: Item, b: Item) -> Option<bool> {
        match (self.has(a), self.has(b)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// Both of them; not met only when one is certainly absent.
    fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
        match (a, b) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// What is present today covers what the packs require. Work under way does not make an item met yet.
    fn enough(&self, item: Item) -> Option<bool> {
        let gap = self.basic.iter().find(|m| m.item == item)?;
        Some(gap.present? >= gap.required?)
    }

    /// What the conditions say of an item; the rest can only be answered.
    fn computed(&self, number: u8) -> Option<bool> {
        match number {
            1 => self.has(Item::DangerD).map(|danger| !danger),
            5 => self.enough(Item::Desk),
            8 => Self::both(self.has(Item::SportsField), self.has(Item::SportEquipment)),
            11 => self.has(Item::MultimediaRoom),
            13 => self.enough(Item::Bed),
            14 => self.either(Item::Canteen, Item::CanteenEquipment),
            15 => self.either(Item::DrinkingWater, Item::BoilerRoom),
            16 => Self::both(
                Self::both(self.enough(Item::GirlsStall), self.enough(Item::BoysStall)),
                self.all_sanitary().filter(|all| *all),
            ),
            17 => self.has(Item::Shower),
            18 => match self.has(Item::SecurityPoint) {
                Some(false) => Some(false),
                _ => self.enough(Item::SecurityPoint).filter(|enough| *enough),
            },
            19 => self.no_very_large(),
            _ => None,
        }
    }

    /// Every stall is sanitary. A dry toilet may still be a sanitary one, so that fewer say nothing.
    fn all_sanitary(&self) -> Option<bool> {
        let get = |item: Item| self.record?.conditions.get(item);
        let stalls = get(Item::GirlsStall)?.checked_add(get(Item::BoysStall)?)?;
        Some(get(Item::SanitaryStall)? >= stalls)
    }

    fn no_very_large(&self) -> Option<bool> {
        let found = classes_in(&self.record?.enrolment, self.very_large?);
        match found {
            (_, count) if count > 0 => Some(false),
            (sizes, _) => sizes.complete().then_some(true),
        }
    }
}
