//! Schools and sites with what the plan does there (建设地点汇总).

use crate::lookup::Situation;
use crate::view::Required;
use model::{CandidateSite, Enrolment, Item, Place, Quantity, School, SchoolKind, SchoolRecord, Stage};
use needs::Gap;
use policy::Basis;
use std::borrow::Cow;
use std::cell::OnceCell;

/// What the plan adds of one item at a place (新增数量), renovation left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The item.
    pub item: Item,
    /// How much, in the item's smallest step; `None` when the sum does not fit.
    pub quantity: Option<Quantity>,
    /// The projects, by position in the plan.
    pub projects: Vec<usize>,
    /// What the standards ask for here after the plan, once asked: see `View::standard`.
    pub(crate) standard: OnceCell<Option<Required>>,
}

/// A school or site with the projects planned there (建设地点).
#[derive(Debug, Clone)]
pub struct PlaceView<'a> {
    /// The place as the projects name it.
    pub place: &'a Place,
    /// The school, when it is in the register.
    pub school: Option<&'a School>,
    /// The site, when it is in the list.
    pub site: Option<&'a CandidateSite>,
    /// Kind of school, or what the site is meant for.
    pub kind: Option<SchoolKind>,
    /// The base year's record.
    pub record: Option<&'a SchoolRecord>,
    /// Projects here, by position in the plan.
    pub projects: Vec<usize>,
    /// What they add, by item.
    pub added: Vec<Added>,
    /// Seats they add: primary, junior.
    pub seats: [u64; 2],
    /// The measured gaps of the school, by item.
    pub gaps: Vec<&'a Gap>,
    /// What tells the standards that apply.
    pub situation: Situation,
}

impl<'a> PlaceView<'a> {
    /// The name of the school or site, or its key where nothing is known of it.
    pub fn name(&self) -> Cow<'a, str> {
        match (self.school, self.site, self.place) {
            (Some(s), _, _) => Cow::Borrowed(s.name.as_str()),
            (None, Some(s), _) => Cow::Borrowed(s.name.as_str()),
            (None, None, Place::School(id)) => Cow::Borrowed(id.0.as_str()),
            (None, None, Place::Site(id)) => Cow::Borrowed(id.0.as_str()),
        }
    }

    /// What the plan adds of an item here.
    pub fn added(&self, item: Item) -> Option<&Added> {
        self.added.iter().find(|a| a.item == item)
    }

    /// The measured gaps of an item here.
    pub fn gaps_of(&self, item: Item) -> impl Iterator<Item = &'a Gap> + '_ {
        let from = self.gaps.partition_point(|g| g.item < item);
        self.gaps.iter().skip(from).take_while(move |g| g.item == item).copied()
    }

    /// How much of an item the school is short of: the largest of its standards; `None` when none is known.
    pub fn short(&self, item: Item) -> Option<Quantity> {
        self.gaps_of(item).filter_map(|g| g.short).max()
    }

    /// Seats the plan adds here in a stage.
    pub fn new_seats(&self, stage: Stage) -> u64 {
        let [primary, junior] = self.seats;
        match stage {
            Stage::Primary => primary,
            Stage::Junior => junior,
            _ => 0,
        }
    }

    /// Pupils of the compulsory stages in the base year; a site has none yet.
    pub fn pupils(&self) -> Option<u64> {
        if self.school.is_none() {
            return self.site.map(|_| 0);
        }
        self.record?.enrolment.compulsory(Enrolment::pupils).map(u64::from)
    }

    /// The count a requirement rests on, in a stage or over the compulsory stages, with new seats added when asked.
    pub fn basis(&self, basis: Basis, stage: Option<Stage>, with_seats: bool, class_size: u64) -> Option<u32> {
        if basis == Basis::School {
            return Some(1);
        }
        match stage {
            Some(stage) => self.stage_basis(basis, stage, with_seats, class_size),
            None => {
                let mut sum = None;
                for stage in self.stages() {
                    let count = self.stage_basis(basis, stage, with_seats, class_size)?;
                    sum = Some(sum.unwrap_or(0_u32).checked_add(count)?);
                }
                sum
            }
        }
    }

    /// The compulsory stages taught here.
    pub fn stages(&self) -> impl Iterator<Item = Stage> {
        let kind = self.kind.map_or(&[][..], SchoolKind::stages);
        Stage::COMPULSORY.into_iter().filter(move |s| kind.contains(s))
    }

    fn stage_basis(&self, basis: Basis, stage: Stage, with_seats: bool, class_size: u64) -> Option<u32> {
        let seats = if with_seats || self.school.is_none() { self.new_seats(stage) } else { 0 };
        if self.school.is_none() && seats == 0 {
            return None;
        }
        let now = |pick: fn(&Enrolment, Stage) -> Option<u32>| match self.school {
            Some(_) => pick(&self.record?.enrolment, stage).map(u64::from),
            None => Some(0),
        };
        let count = match basis {
            Basis::Pupils => now(Enrolment::pupils)?.checked_add(seats)?,
            Basis::Girls => now(Enrolment::girls)?.checked_add(seats.div_ceil(2))?,
            Basis::Boys => {
                let boys = now(Enrolment::pupils)?.checked_sub(now(Enrolment::girls)?)?;
                boys.checked_add(seats.div_ceil(2))?
            }
            Basis::Boarders => self.school.and_then(|_| now(Enrolment::boarders))?,
            Basis::Classes => now(Enrolment::classes)?.checked_add(seats.div_ceil(class_size.max(1)))?,
            Basis::Teachers => u64::from(self.record?.staff.get(&stage)?.full_time?),
            Basis::School => 1,
        };
        u32::try_from(count).ok()
    }
}
