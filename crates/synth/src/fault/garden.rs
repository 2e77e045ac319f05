//! The plan while faults are planted in it: new projects that are right in all but one thing.

use crate::dice::Dice;
use crate::fault::PlantedFault;
use crate::plan::{Purse, Sketch, context, part, set_years, write};
use model::{
    BuildNature, Dossier, Fen, Funding, GapRef, Item, LayoutStatus, Place, Project, ProjectId, ProjectLine, School,
    SchoolId, SchoolKind, SchoolPart, Year,
};
use policy::Policy;

/// A new project to plant: what, where, when.
pub(crate) struct Seed<'a> {
    /// The school.
    pub school: &'a SchoolId,
    /// For which part; the compulsory one when `None`.
    pub part: Option<SchoolPart>,
    /// What it is called after the school's name.
    pub title: &'a str,
    /// 建设性质.
    pub nature: BuildNature,
    /// Items and whole units.
    pub items: &'a [(Item, i64)],
    /// First and last year.
    pub years: (u16, u16),
}

/// The plan in which faults are planted.
pub(crate) struct Garden<'a> {
    /// The county as it is being spoilt.
    pub dossier: Dossier,
    policy: &'a Policy,
    purse: Purse,
    dice: Dice,
    planted: Vec<PlantedFault>,
    /// Clean projects not yet used for a fault.
    spare: Vec<usize>,
}

impl<'a> Garden<'a> {
    /// The garden of a clean plan.
    pub fn new(clean: &Dossier, policy: &'a Policy) -> Garden<'a> {
        Garden {
            dossier: clean.clone(),
            policy,
            purse: Purse::after(clean),
            dice: Dice::new(clean.county.as_str().parse().unwrap_or(1), 78),
            planted: Vec::new(),
            spare: (0..clean.plan.projects.len()).rev().collect(),
        }
    }

    /// The spoilt county and the list of its faults.
    pub fn harvest(mut self) -> (Dossier, Vec<PlantedFault>) {
        self.dossier.sort();
        (self.dossier, self.planted)
    }

    /// Notes a fault.
    pub fn note(&mut self, rule_hint: &'static str, record: String, description: impl Into<String>) {
        self.planted.push(PlantedFault { rule_hint, record, description: description.into() });
    }

    /// Says that the last fault stands in another record than its project.
    pub fn move_last(&mut self, record: String) {
        if let Some(last) = self.planted.last_mut() {
            last.record = record;
        }
    }

    /// Plants a new project, complete and paid for, then spoils it and notes the fault. Nothing happens when it cannot be made.
    pub fn plant(
        &mut self,
        rule_hint: &'static str,
        description: impl Into<String>,
        seed: &Seed<'_>,
        spoil: impl FnOnce(&mut Project),
    ) -> Option<ProjectId> {
        let mut project = self.grow(seed)?;
        spoil(&mut project);
        let id = project.id.clone();
        self.dossier.plan.projects.push(project);
        self.note(rule_hint, format!("project/{id}"), description);
        Some(id)
    }

    /// Makes a project of a seed, without planting it.
    pub fn grow(&mut self, seed: &Seed<'_>) -> Option<Project> {
        let school = self.dossier.school(seed.school)?.clone();
        let number = self.dossier.plan.projects.len() + 1;
        let lines: Vec<ProjectLine> =
            seed.items.iter().filter_map(|&(item, whole)| self.line(&school, seed.nature, item, whole)).collect();
        let gap = |l: &ProjectLine| GapRef { school: school.id.clone(), item: l.item, quantity: l.quantity };
        let closes = lines.iter().map(gap).collect();
        let sketch = Sketch {
            number,
            title: seed.title,
            school: &school,
            part: seed.part.unwrap_or_else(|| part(&school)),
            nature: seed.nature,
            lines,
            closes,
        };
        let mut project = write(sketch, &self.dossier, self.policy, &mut self.dice)?;
        let builds = seed.nature != BuildNature::Purchase;
        let total = project.total().ok()?;
        let length = seed.years.1.saturating_sub(seed.years.0);
        // the years that were meant, or the next ones that still have money
        let cycle = self.dossier.cycle;
        let starts = std::iter::once(Year(seed.years.0)).chain(cycle.first.plus(1).to(cycle.last));
        for start in starts {
            let finish = Year(start.0 + length);
            if let Some(funding) = self.pay(total, start, finish).filter(|_| cycle.contains(finish)) {
                set_years(&mut project, builds, start, finish, &self.dossier, &mut self.dice);
                project.funding = funding;
                return Some(project);
            }
        }
        None
    }

    fn line(&mut self, school: &School, nature: BuildNature, item: Item, whole: i64) -> Option<ProjectLine> {
        let case = context(&self.dossier, school, nature);
        let own = self.policy.unit_cost(item, &case, self.dossier.as_of);
        // what may not be built has no unit cost: it is priced like what it resembles
        let like = if item.unit().scale() == 100 { Item::TeachingArea } else { Item::TeachingPlatform };
        let unit = own.or_else(|| self.policy.unit_cost(like, &case, self.dossier.as_of))?;
        let price = Fen(self.dice.scale(unit.price.0, 970, 1_030) / 100 * 100);
        let mut line = ProjectLine {
            item,
            quantity: whole * item.unit().scale(),
            unit_price: Some(price),
            price_year: Some(unit.price_year),
            amount: Fen::ZERO,
            price_basis: Some(unit.key.clone()),
        };
        line.amount = line.priced()?.ok()?.up_to_grain().ok()?;
        Some(line)
    }

    /// Money for an amount, from what the clean plan leaves over.
    pub fn pay(&mut self, total: Fen, start: Year, finish: Year) -> Option<Vec<Funding>> {
        let years: Vec<Year> = start.to(finish).collect();
        let n = i64::try_from(years.len()).ok().filter(|n| *n > 0)?;
        let each = Fen(total.0 / n - (total.0 / n).rem_euclid(Fen::GRAIN.0));
        let mut funding = Vec::new();
        for (i, year) in (0..).zip(years) {
            let part = if i == 0 { Fen(total.0 - each.0 * (n - 1)) } else { each };
            match self.purse.take(year, part) {
                Some(taken) => funding.extend(taken),
                None => {
                    self.purse.give_back(&funding);
                    return None;
                }
            }
        }
        Some(funding)
    }

    /// A clean project that fits, to be spoilt; each is given out once.
    pub fn spare(&mut self, fits: impl Fn(&Project) -> bool) -> Option<&mut Project> {
        let at = self.spare.iter().position(|&i| self.dossier.plan.projects.get(i).is_some_and(&fits))?;
        let index = self.spare.remove(at);
        self.dossier.plan.projects.get_mut(index)
    }

    /// Spoils a clean project that fits and notes the fault.
    pub fn spoil(
        &mut self,
        rule_hint: &'static str,
        description: impl Into<String>,
        fits: impl Fn(&Project) -> bool,
        spoil: impl FnOnce(&mut Project),
    ) {
        let Some(project) = self.spare(fits) else { return };
        spoil(project);
        let record = format!("project/{}", project.id);
        self.note(rule_hint, record, description);
    }

    /// Schools the programme may pay for, of a kind, largest first.
    pub fn open(&self, kind: SchoolKind) -> Vec<SchoolId> {
        let kept =
            |s: &&School| s.layout.last().is_some_and(|f| f.status == LayoutStatus::Keep) && s.key_school != Some(true);
        let public = |s: &&School| s.owner.is_some_and(|o| o.is_public()) && s.kind == Some(kind);
        let mut found: Vec<&School> = self.dossier.schools.iter().filter(|s| kept(s) && public(s)).collect();
        found.sort_by_key(|s| std::cmp::Reverse(pupils(s, &self.dossier)));
        found.into_iter().map(|s| s.id.clone()).collect()
    }

    /// The first school that fits.
    pub fn find(&self, fits: impl Fn(&School) -> bool) -> Option<SchoolId> {
        self.dossier.schools.iter().find(|s| fits(s)).map(|s| s.id.clone())
    }

    /// What a school has of an item in the base year.
    pub fn has(&self, school: &SchoolId, item: Item) -> Option<i64> {
        self.dossier.school(school)?.record(self.dossier.base_year)?.conditions.get(item)
    }
}

/// All pupils of a school in the base year.
pub(crate) fn pupils(school: &School, dossier: &Dossier) -> u32 {
    let record = school.record(dossier.base_year);
    record.map_or(0, |r| r.enrolment.grades.values().filter_map(|g| g.pupils).sum())
}

/// The school of a project.
pub(crate) fn school_of(project: &Project) -> Option<SchoolId> {
    match &project.place {
        Place::School(id) => Some(id.clone()),
        Place::Site(_) => None,
    }
}
