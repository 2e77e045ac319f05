//! A county's case, indexed once and shared by all rules (审核视图).

use crate::case::Case;
use crate::lookup::{Lookup, Situation};
use crate::peers::Peers;
use crate::place::{Added, PlaceView};
use model::{
    BuildNature, CandidateSite, Category, Date, Dossier, Fen, Item, Place, Project, Quantity, School, SchoolId,
    SchoolKind, Stage,
};
use needs::{Gap, Needs};
use policy::{Certainty, Eligibility, Figure, Policy, Standard, Verdict};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

/// A project with what it stands for (规划项目及其对象).
#[derive(Debug, Clone)]
pub struct Planned<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its place, by position in [`View::places`].
    pub place: usize,
    /// The school, when it is in the register.
    pub school: Option<&'a School>,
    /// The site, when it is in the list.
    pub site: Option<&'a CandidateSite>,
    /// Kind of the school or of the site.
    pub kind: Option<SchoolKind>,
    /// What tells the standards that apply.
    pub situation: Situation,
    /// Building, equipment or digital.
    pub category: Option<Category>,
    /// Total investment; `None` when it does not fit.
    pub total: Option<Fen>,
    /// Money arranged; `None` when it does not fit.
    pub funded: Option<Fen>,
}

impl Planned<'_> {
    /// The path of a field of the project.
    pub fn path(&self, field: &str) -> String {
        ["project/", &self.project.id.0, "/", field].concat()
    }

    /// True when its lines add to what is there (renovation and rebuilding do not).
    pub fn adds(&self) -> bool {
        adds(self.project.nature)
    }
}

fn adds(nature: BuildNature) -> bool {
    matches!(nature, BuildNature::New | BuildNature::Extension | BuildNature::Purchase)
}

/// A figure of the pack as a rule uses it (参数).
#[derive(Debug, Clone)]
pub struct Limit<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Its value.
    pub value: Decimal,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A required quantity (标准数量).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Required {
    /// In the item's smallest step.
    pub quantity: Quantity,
    /// How sure the least sure of its requirements is.
    pub certainty: Certainty,
}

/// The case with its indexes.
pub struct View<'a> {
    /// The county and its plan.
    pub dossier: &'a Dossier,
    /// The figures.
    pub policy: &'a Policy,
    /// What the county is short of.
    pub needs: &'a Needs,
    /// Projects in the order of the plan.
    pub projects: Vec<Planned<'a>>,
    /// Places of the projects.
    pub places: Vec<PlaceView<'a>>,
    /// What other counties ask for; empty where none are compared with.
    pub peers: &'a Peers,
    /// Policy queries.
    pub lookup: Lookup<'a>,
    by_id: HashMap<&'a str, usize>,
    schools: HashMap<&'a str, &'a School>,
    place_of: HashMap<(bool, &'a str), usize>,
    runs: Vec<(Option<usize>, &'a [Gap])>,
}

impl<'a> View<'a> {
    /// Indexes a case.
    pub fn new(case: Case<'a>, peers: &'a Peers) -> View<'a> {
        let Case { dossier, policy, needs } = case;
        let mut view = View {
            dossier,
            policy,
            needs,
            projects: Vec::with_capacity(dossier.plan.projects.len()),
            places: Vec::new(),
            peers,
            lookup: Lookup::new(policy, dossier.county.clone(), dossier.as_of),
            by_id: HashMap::new(),
            schools: dossier.schools.iter().map(|s| (s.id.0.as_str(), s)).collect(),
            place_of: HashMap::new(),
            runs: Vec::new(),
        };
        for project in &dossier.plan.projects {
            view.add(project);
        }
        view.index_gaps();
        view
    }

    fn add(&mut self, project: &'a Project) {
        let index = self.projects.len();
        let at = match self.place_of.get(&key(&project.place)) {
            Some(at) => *at,
            None => self.open(&project.place),
        };
        let Some(place) = self.places.get_mut(at) else { return };
        place.projects.push(index);
        for (stage, seats) in &project.seats {
            let slot = match stage {
                Stage::Primary => place.seats.first_mut(),
                Stage::Junior => place.seats.last_mut(),
                _ => None,
            };
            if let Some(slot) = slot {
                *slot = slot.saturating_add(u64::from(*seats));
            }
        }
        if adds(project.nature) {
            for line in &project.lines {
                match place.added.iter_mut().find(|a| a.item == line.item) {
                    Some(a) => {
                        a.quantity = a.quantity.and_then(|q| q.checked_add(line.quantity));
                        if a.projects.last() != Some(&index) {
                            a.projects.push(index);
                        }
                    }
                    None => place.added.push(Added {
                        item: line.item,
                        quantity: Some(line.quantity),
                        projects: vec![index],
                        standard: OnceCell::new(),
                    }),
                }
            }
        }
        self.by_id.entry(project.id.0.as_str()).or_insert(index);
        self.projects.push(Planned {
            project,
            place: at,
            school: place.school,
            site: place.site,
            kind: place.kind,
            situation: place.situation,
            category: project.category(),
            total: project.total().ok(),
            funded: project.funded().ok(),
        });
    }

    fn open(&mut self, place: &'a Place) -> usize {
        let at = self.places.len();
        let school = match place {
            Place::School(id) => self.schools.get(id.0.as_str()).copied(),
            Place::Site(_) => None,
        };
        let site = match place {
            Place::Site(id) => self.dossier.sites.iter().find(|s| s.id == *id),
            Place::School(_) => None,
        };
        let kind = school.and_then(|s| s.kind).or_else(|| site.and_then(|s| s.kind));
        let setting = school.and_then(|s| s.setting);
        let boarding = school.and_then(|s| s.boarding);
        self.places.push(PlaceView {
            place,
            school,
            site,
            kind,
            record: school.and_then(|s| s.record(self.dossier.base_year)),
            projects: Vec::new(),
            added: Vec::new(),
            gaps: Vec::new(),
            seats: [0; 2],
            situation: Situation { kind, setting, boarding },
        });
        self.place_of.insert(key(place), at);
        at
    }

    /// The case itself.
    pub fn case(&self) -> Case<'a> {
        Case { dossier: self.dossier, policy: self.policy, needs: self.needs }
    }

    /// The place of a project.
    pub fn place(&self, p: &Planned<'_>) -> Option<&PlaceView<'a>> {
        self.places.get(p.place)
    }

    fn index_gaps(&mut self) {
        let mut rest: &'a [Gap] = &self.needs.gaps;
        while let Some(first) = rest.first() {
            let len = rest.iter().take_while(|g| g.school == first.school).count();
            let (same, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
            let id = first.school.0.as_str();
            let at = self.place_of.get(&(true, id)).copied();
            if let Some(place) = at.and_then(|at| self.places.get_mut(at)) {
                place.gaps.extend(same);
            }
            self.runs.push((at, same));
            rest = after;
        }
        for place in &mut self.places {
            place.gaps.sort_by_key(|g| (g.item, g.standard));
        }
    }

    /// What schools are short of by a standard, with the place of the projects at the school, if it has any.
    pub fn open_gaps(&self, standard: Standard) -> impl Iterator<Item = (&'a Gap, Option<&PlaceView<'a>>)> + '_ {
        self.runs.iter().flat_map(move |(at, gaps)| {
            let place = at.and_then(|at| self.places.get(at));
            gaps.iter().filter(move |g| g.standard == standard && g.is_short()).map(move |g| (g, place))
        })
    }

    /// The name of a project's school or site.
    pub fn place_name(&self, p: &Planned<'_>) -> Cow<'a, str> {
        self.place(p).map_or(Cow::Borrowed(""), PlaceView::name)
    }

    /// A project by its position in the plan.
    pub fn at(&self, index: usize) -> Option<&Planned<'a>> {
        self.projects.get(index)
    }

    /// A project by its key.
    pub fn by_id(&self, id: &model::ProjectId) -> Option<&Planned<'a>> {
        self.by_id.get(id.0.as_str()).and_then(|i| self.projects.get(*i))
    }

    /// A school by its key.
    pub fn school(&self, id: &SchoolId) -> Option<&'a School> {
        self.schools.get(id.0.as_str()).copied()
    }

    /// The position in [`View::places`] of a school that has projects.
    pub fn position_of_school(&self, id: &str) -> Option<usize> {
        self.place_of.get(&(true, id)).copied()
    }

    /// The place of a school that has projects.
    pub fn place_of_school(&self, id: &str) -> Option<&PlaceView<'a>> {
        self.position_of_school(id).and_then(|at| self.places.get(at))
    }

    /// A figure of the county, with no school in mind.
    pub fn limit(&self, key: &str) -> Option<Limit<'a>> {
        self.limit_for(key, Situation::default(), None)
    }

    /// A figure for a school and stage.
    pub fn limit_for(&self, key: &str, case: Situation, stage: Option<Stage>) -> Option<Limit<'a>> {
        let (figure, value) = self.lookup.figure(key, case, stage)?;
        Some(Limit { figure, value, certainty: figure.certainty })
    }

    /// True when the catalogue speaks of an item for a project, with no source in mind or for a source the project uses.
    pub fn listed(&self, p: &Planned<'_>, item: Item) -> bool {
        let ask = |money| self.lookup.eligibility(item, p.project.part, p.situation, p.project.nature, money);
        let found = |money| matches!(ask(money), Eligibility::Listed(_));
        let mut lawful = p.project.funding.iter().filter(|f| f.source.is_lawful());
        found(None) || lawful.any(|f| Date::new(f.year.0, 1, 1).is_some_and(|day| found(Some((f.source, day)))))
    }

    /// True when the catalogue lists an item for a project and does not forbid it, whatever money pays.
    pub fn may_be_planned(&self, p: &Planned<'_>, item: Item) -> bool {
        let found = self.lookup.eligibility(item, p.project.part, p.situation, p.project.nature, None);
        matches!(found, Eligibility::Listed(e) if e.verdict != Verdict::Forbidden)
    }

    /// What a standard requires of an item at a place; `None` when the standard is silent or a count is not known.
    pub fn required(
        &self,
        place: &PlaceView<'_>,
        standard: Standard,
        item: Item,
        with_seats: bool,
    ) -> Option<Required> {
        let list = self.lookup.requirements(standard, place.situation);
        let mut found: Option<Required> = None;
        let mut size = None;
        for (stage, requirement) in list.of(item) {
            let size = *size.get_or_insert_with(|| self.lookup.class_size(place.situation).unwrap_or(u64::MAX));
            let basis = place.basis(requirement.basis, stage, with_seats, size)?;
            let quantity = requirement.required(basis)?;
            let so_far = found.map_or(0, |f| f.quantity);
            found = Some(Required {
                quantity: so_far.checked_add(quantity)?,
                certainty: found.map_or(requirement.certainty, |f| f.certainty.max(requirement.certainty)),
            });
        }
        found
    }

    /// The highest of the standards of gap and design for an item the plan adds, new seats counted.
    pub fn standard(&self, place: &PlaceView<'_>, added: &Added) -> Option<Required> {
        let all = [Standard::Basic, Standard::Balanced, Standard::Design];
        let known = || all.into_iter().filter_map(|s| self.required(place, s, added.item, true));
        *added.standard.get_or_init(|| known().max_by_key(|r| r.quantity))
    }

    /// What a place has of an item in the base year: as the gaps count it, else as recorded. A site has nothing yet.
    pub fn present(&self, place: &PlaceView<'_>, item: Item) -> Option<Quantity> {
        if place.school.is_none() {
            return place.site.map(|_| 0);
        }
        let measured = place.gaps_of(item).find_map(|g| g.present?.checked_add(g.under_way));
        measured.or_else(|| place.record?.conditions.get(item))
    }
}

/// What tells places apart: a school or a site, and its key.
fn key(place: &Place) -> (bool, &str) {
    match place {
        Place::School(id) => (true, id.0.as_str()),
        Place::Site(id) => (false, id.0.as_str()),
    }
}
