//! The county's demands on its plan (必办事项): cut down to what can be reached or not by itself, put to the problem, checked.

use crate::candidate::{Candidate, Unplanned};
use crate::case::barred;
use crate::conflict::{Clash, Remedy};
use checker::{Aim, Choice, Instance, Must, Tier, Value};
use model::{Demand, Dossier, Goal, Item, Message, Origin, Place, ProjectId, School};
use needs::Needs;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that must be reached, with the demand it comes from (必办事项).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Stated {
    /// What the checker checks.
    pub must: Must,
    /// Which of the dossier's demands it comes from.
    pub demand: usize,
    /// What must be reached, in words.
    pub what: Message,
    /// The cells it rests on.
    pub origins: Vec<Origin>,
    /// Who demands it, in the county's words.
    pub basis: Option<String>,
    /// Why nothing that can be planned reaches it.
    pub never: Option<Message>,
}

/// Demands that cannot all be met, ready to be told.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Conflict {
    /// All demands.
    pub stated: Vec<Stated>,
    /// Those that clash and what resolves it: what nothing can reach each by itself, else one set.
    pub clashes: Vec<Clash>,
}

impl Conflict {
    /// The conflict in words of the catalogue, a line each.
    pub fn messages(&self) -> Vec<Message> {
        self.clashes.iter().flat_map(|c| self.of(c)).collect()
    }

    fn of(&self, clash: &Clash) -> Vec<Message> {
        let n = clash.musts.len();
        let clashing = || clash.musts.iter().filter_map(|i| self.stated.get(*i));
        let head = if n == 1 { "demand-clash-one" } else { "demand-clash" };
        let mut out = vec![Message::new(head).with("count", n)];
        for s in clashing() {
            out.push(s.what.clone());
            out.push(s.origin_message());
            out.extend(s.never.clone());
        }
        if n > 1 {
            out.push(Message::new(if clash.irreducible { "demand-clash-any" } else { "demand-clash-perhaps" }));
        }
        if !clash.remedies.is_empty() {
            out.push(Message::new("demand-remedies"));
        } else if clashing().all(|s| s.never.is_none()) {
            out.push(Message::new("demand-no-remedy"));
        }
        for remedy in &clash.remedies {
            out.push(match remedy {
                Remedy::Money { source, year, amount } => Message::new("demand-remedy-money")
                    .with("source", source.zh())
                    .with("year", year)
                    .with("amount", amount.wan()),
                Remedy::Later { must, by } => Message::new("demand-remedy-later")
                    .with("what", self.stated.get(*must).map(Stated::name).unwrap_or_default())
                    .with("year", by),
            });
        }
        out
    }
}

impl Stated {
    /// What it is about, short: a project, a school, a zone.
    pub fn name(&self) -> String {
        self.what.args.get("name").cloned().unwrap_or_default()
    }

    fn origin_message(&self) -> Message {
        let cells: Vec<String> = self.origins.iter().map(|o| format!("{} {}!{}", o.file, o.sheet, o.cell)).collect();
        match (cells.is_empty(), &self.basis) {
            (true, None) => Message::new("demand-origin-given"),
            (true, Some(basis)) => Message::new("demand-origin-basis").with("basis", basis),
            (false, None) => Message::new("demand-origin-cell").with("cells", cells.join("、")),
            (false, Some(basis)) => {
                Message::new("demand-origin-cell-basis").with("cells", cells.join("、")).with("basis", basis)
            }
        }
    }
}

/// Whether the county speaks of a project of its plan: then it is a candidate whether or not the others are.
pub(crate) fn demanded(dossier: &Dossier, project: &ProjectId) -> bool {
    dossier.demands.iter().any(|d| d.goal.project() == Some(project))
}

/// What the demands come to, and remarks on what they do not reach.
pub(crate) fn state(
    dossier: &Dossier,
    needs: &Needs,
    (candidates, unplanned): (&[Candidate], &[Unplanned]),
    instance: &Instance,
) -> (Vec<Stated>, Vec<Message>) {
    let mut book = Book { dossier, needs, candidates, unplanned, instance, out: Vec::new(), notes: Vec::new() };
    for (at, demand) in dossier.demands.iter().enumerate() {
        if matches!(demand.goal, Goal::Exclude(_) | Goal::NotBefore(_)) {
            book.known(demand);
        } else {
            book.take(at, demand);
        }
    }
    (book.out, book.notes)
}

struct Book<'a> {
    dossier: &'a Dossier,
    needs: &'a Needs,
    candidates: &'a [Candidate],
    unplanned: &'a [Unplanned],
    instance: &'a Instance,
    out: Vec<Stated>,
    notes: Vec<Message>,
}

impl Book<'_> {
    /// Says so when an agreement speaks of no candidate.
    fn known(&mut self, demand: &Demand) {
        let unknown = demand.goal.project().filter(|id| self.candidates.iter().all(|c| c.project.id != **id));
        self.notes.extend(unknown.map(|id| Message::new("demand-no-candidate").with("project", id)));
    }

    /// Whether every start of a project's group is barred, so that no money helps.
    fn barred(&self, group: u32) -> bool {
        let own = self.instance.options.iter().filter(|o| o.group == group);
        own.flat_map(|o| &o.value).all(Option::is_none)
    }

    fn take(&mut self, at: usize, demand: &Demand) {
        let cycle = self.dossier.cycle;
        // the year of a project held to its start says nothing of its end
        let held = matches!(demand.goal, Goal::Fixed(_));
        let year = demand.by.filter(|_| !held).unwrap_or(cycle.last).min(cycle.last);
        let by = self.instance.years.iter().position(|y| *y == year);
        let origins: Vec<Origin> = ["kind", "by"]
            .iter()
            .filter_map(|c| self.dossier.origins.get(&format!("demand/{at}/{c}")))
            .cloned()
            .collect();
        let stated = |aim: Aim, what: Message, cells: Vec<Origin>, never: Option<Message>| {
            let early = by.is_none().then(|| Message::new("demand-never-year").with("first", cycle.first));
            let never = never.or(early);
            let aim = if never.is_some() { Aim::Never } else { aim };
            let must = Must { aim, by: by.and_then(|b| u32::try_from(b).ok()).unwrap_or(0) };
            let origins = origins.iter().cloned().chain(cells).collect();
            let what = what.with("year", year);
            Stated { must, demand: at, what, origins, basis: demand.basis.clone(), never }
        };
        match &demand.goal {
            Goal::Exclude(_) | Goal::NotBefore(_) => {}
            Goal::Project(id) | Goal::Fixed(id) => {
                let found = self.candidates.iter().find(|c| c.project.id == *id);
                let name = found.map_or_else(|| id.0.clone(), |c| c.project.name.clone());
                let what = Message::new("demand-that-project").with("name", &name).with("project", id);
                let barred = |c: &Candidate| {
                    let says = |d: &Demand| restricts(&d.goal) && d.goal.project() == Some(id);
                    self.barred(c.group) && self.dossier.demands.iter().any(says)
                };
                let never = match found {
                    None => Some(self.no_project(&id.0)),
                    Some(c) => barred(c).then(|| Message::new("demand-never-barred").with("name", &name)),
                };
                self.out.push(stated(Aim::Group(found.map_or(0, |c| c.group)), what, Vec::new(), never));
            }
            Goal::DangerGone(only) => {
                let base = self.dossier.base_year;
                for school in self.dossier.schools.iter().filter(|s| only.as_ref().is_none_or(|id| s.id == *id)) {
                    let record = school.record(base);
                    let area = record.and_then(|r| r.conditions.get(Item::DangerD));
                    let named = |m: Message| m.with("name", &school.name);
                    let Some(area) = area else {
                        self.notes.push(named(Message::new("demand-danger-unknown")));
                        continue;
                    };
                    if area <= 0 {
                        continue;
                    }
                    let unit = Item::DangerD.unit();
                    let what = named(Message::new("demand-that-danger"))
                        .with("area", format!("{}{}", unit.show(area), unit.zh()));
                    let path = format!("school/{}/{base}/conditions/{}", school.id, Item::DangerD.code());
                    let cells: Vec<Origin> = self.dossier.origins.get(&path).cloned().into_iter().collect();
                    let reason = barred(school, self.dossier, self.needs);
                    if let Some(reason) = reason {
                        if only.is_some() {
                            self.out.push(stated(Aim::Never, what, cells, Some(reason)));
                        } else {
                            self.notes.push(named(Message::new("demand-danger-outside")));
                        }
                        continue;
                    }
                    let groups = self.dangerous(school);
                    if groups.is_empty() {
                        let never = self.no_danger(school);
                        self.out.push(stated(Aim::Never, what, cells, Some(never)));
                        continue;
                    }
                    for group in groups {
                        self.out.push(stated(Aim::Group(group), what.clone(), cells.clone(), None));
                    }
                }
            }
            Goal::Seats { zone, stage } => {
                for (i, need) in self.instance.seats.iter().enumerate() {
                    let supply = by.map_or(0, |by| self.supply(i, by));
                    let meant = zone.as_ref().is_none_or(|z| need.zone == *z) && stage.is_none_or(|s| need.stage == s);
                    let short = by.and_then(|y| need.short.get(y)).copied().unwrap_or(0);
                    if !meant || (short == 0 && by.is_some()) {
                        continue;
                    }
                    let zone = self.dossier.zones.iter().find(|z| z.id == need.zone);
                    let name = format!("{}{}", zone.map_or(need.zone.0.as_str(), |z| z.name.as_str()), need.stage.zh());
                    let what = Message::new("demand-that-seats").with("name", name).with("seats", short);
                    let aim = Aim::Seats(u32::try_from(i).unwrap_or(u32::MAX), short);
                    let never =
                        (supply < u64::from(short)).then(|| Message::new("demand-never-seats").with("seats", supply));
                    self.out.push(stated(aim, what, Vec::new(), never));
                }
            }
        }
    }

    /// Why a project that is demanded cannot be planned.
    fn no_project(&self, id: &str) -> Message {
        let own = self.dossier.plan.projects.iter().find(|p| p.id.0 == id);
        let refused = own.and_then(|p| {
            self.unplanned.iter().map(|u| &u.reason).find(|r| r.args.get("project").is_some_and(|n| *n == p.name))
        });
        let Some(own) = own else { return Message::new("demand-never-unknown").with("project", id) };
        let at_school = || match &own.place {
            Place::School(s) => self.unplanned.iter().find(|u| u.school == *s && u.item.is_none()).map(|u| &u.reason),
            Place::Site(_) => None,
        };
        let reason = refused.or_else(at_school).cloned();
        reason.unwrap_or_else(|| Message::new("demand-never-unknown").with("project", id))
    }

    /// Seats that everything together could bring for a need by the end of a year, money left aside.
    fn supply(&self, need: usize, by: usize) -> u64 {
        let mut most: BTreeMap<u32, u64> = BTreeMap::new();
        for choice in &self.instance.options {
            let Some((_, n)) = choice.seats.filter(|(z, _)| *z as usize == need) else { continue };
            let may = |(t, v): (usize, &Option<checker::Value>)| v.is_some() && t + choice.profile.len() <= by + 1;
            if choice.value.iter().enumerate().any(may) {
                let slot = most.entry(choice.group).or_default();
                *slot = (*slot).max(u64::from(n));
            }
        }
        most.values().sum()
    }

    /// The groups that take dangerous buildings down at a school.
    fn dangerous(&self, school: &School) -> BTreeSet<u32> {
        let here = |c: &&Candidate| {
            c.project.place == Place::School(school.id.clone())
                && c.project.lines.iter().any(|l| l.item == Item::DangerD)
        };
        self.candidates.iter().filter(here).map(|c| c.group).collect()
    }

    fn no_danger(&self, school: &School) -> Message {
        let of = self.unplanned.iter().find(|u| u.school == school.id && u.item == Some(Item::DangerD));
        of.map_or_else(|| Message::new("demand-never-danger").with("name", &school.name), |u| u.reason.clone())
    }
}

/// Whether an agreement takes years away from a project.
fn restricts(goal: &Goal) -> bool {
    matches!(goal, Goal::Exclude(_) | Goal::NotBefore(_) | Goal::Fixed(_))
}

/// Takes out of the problem what the county's agreements bar: starts of work kept out, too early, or in another year or size than the
/// one held. An agreement on one size of a work holds for every size of it.
pub(crate) fn restrict(instance: &mut Instance, demands: &[Demand]) {
    let years = instance.years.clone();
    for demand in demands.iter().filter(|d| restricts(&d.goal)) {
        let own = |c: &&Choice| Some(&c.project) == demand.goal.project();
        let Some(group) = instance.options.iter().find(own).map(|c| c.group) else { continue };
        for choice in instance.options.iter_mut().filter(|c| c.group == group) {
            let named = Some(&choice.project) == demand.goal.project();
            for (slot, year) in choice.value.iter_mut().zip(&years) {
                let stays = match (&demand.goal, demand.by) {
                    (Goal::NotBefore(_), by) => by.is_none_or(|first| *year >= first),
                    (Goal::Fixed(_), by) => named && by.is_none_or(|own| *year == own),
                    _ => false,
                };
                if !stays {
                    *slot = None;
                }
            }
        }
    }
}

/// Puts the demands to the problem: a start that reaches one in time is worth a point in the first tier.
pub(crate) fn mark(instance: &mut Instance, musts: &[Must]) {
    for must in musts {
        let Aim::Group(group) = must.aim else { continue };
        for choice in instance.options.iter_mut().filter(|c| c.group == group) {
            let length = choice.profile.len();
            for (t, value) in choice.value.iter_mut().enumerate() {
                if let Some(v) = value.as_mut().filter(|_| t + length <= must.by as usize + 1) {
                    *v = v.plus(Value::of(Tier::Required, 1));
                }
            }
        }
    }
}

/// Holds the problem to a way in which all demands are met: those options start then and not otherwise.
pub(crate) fn hold(instance: &mut Instance, way: &[(usize, usize)]) {
    let groups: BTreeSet<u32> =
        way.iter().filter_map(|(o, _)| instance.options.get(*o)).map(|choice| choice.group).collect();
    for (at, choice) in instance.options.iter_mut().enumerate().filter(|(_, c)| groups.contains(&c.group)) {
        for (t, value) in choice.value.iter_mut().enumerate() {
            if !way.contains(&(at, t)) {
                *value = None;
            } else if let Some(v) = value.as_mut().filter(|v| v.get(Tier::Required) == 0) {
                *v = v.plus(Value::of(Tier::Required, 1));
            }
        }
    }
}
