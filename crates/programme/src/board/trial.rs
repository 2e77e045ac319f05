//! Moving projects on trial (试排): the plan as it would be, its money, seats and value; nothing is kept.

use super::fund::{Due, Lack, Stays, arrange};
use super::{Board, instance, own};
use crate::candidate::Candidate;
use crate::demand;
use crate::error::ProgrammeError;
use crate::{hand, prepare};
use checker::{Instance, Money, Must, Schedule, Start, Value};
use model::{Category, Dossier, Fen, Funding, Message, Plan, Project, ProjectId, Year};
use needs::Needs;
use policy::Policy;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A move on trial (试排一步): a project goes to these years, or out of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The project or candidate.
    pub project: ProjectId,
    /// First year and year of completion; `None` takes it out.
    pub to: Option<(Year, Year)>,
}

/// What stands against a move (试排提示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hindrance {
    /// The project.
    pub project: ProjectId,
    /// What, in words.
    pub what: Message,
    /// The plan cannot be kept with it.
    pub hard: bool,
}

/// Seats at the end of a year (学位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SeatYear {
    /// The year.
    pub year: Year,
    /// Short without any project.
    pub short: u64,
    /// Of them made good by the plan as it is.
    pub before: u64,
    /// Made good by the plan on trial.
    pub after: u64,
}

/// A plan on trial (试排结果).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    /// The plan as it would be; where money lacks, with what there is.
    pub plan: Plan,
    /// What lacks.
    pub lacks: Vec<Lack>,
    /// What stands against the moves.
    pub hindrances: Vec<Hindrance>,
    /// Projects that were not moved but are paid from other sources now.
    pub repaid: Vec<ProjectId>,
    /// Value of the plan as it is, tier by tier; `None` where it is no answer to the problem.
    pub before: Option<Value>,
    /// Value of the plan on trial.
    pub after: Option<Value>,
    /// Seats by year.
    pub seats: Vec<SeatYear>,
}

impl Trial {
    /// The plan may be kept: its money is there and nothing forbids it.
    pub fn may_be_kept(&self) -> bool {
        self.lacks.is_empty() && self.hindrances.iter().all(|h| !h.hard)
    }
}

/// Where an option goes.
#[derive(Clone, Copy)]
struct Place {
    year: usize,
    length: usize,
    moved: bool,
}

impl Board {
    /// What the moves would do to the plan of `dossier`, of which this is the board. A later move of a project replaces an earlier one.
    ///
    /// # Errors
    /// Amounts do not fit.
    pub fn trial(
        &self,
        dossier: &Dossier,
        policy: &Policy,
        needs: &Needs,
        moves: &[Move],
    ) -> Result<Trial, ProgrammeError> {
        let mut hindrances = Vec::new();
        let (places, gone) = self.places(dossier, moves, &mut hindrances);
        let shaped = self.shaped(&places)?;
        let other;
        let (candidates, problem) = match &shaped {
            None => (&self.candidates, &self.instance),
            Some(candidates) => {
                other = self.again(dossier, policy, needs, candidates)?;
                (candidates, &other)
            }
        };
        self.hinder(&places, candidates, problem, &mut hindrances);
        let (plan, lacks, repaid) = self.funded(dossier, &places, &gone, candidates, problem)?;
        let starts: Vec<Start> = places.iter().filter_map(|(o, p)| start(*o, p.year)).collect();
        let value = |instance: &Instance, starts: &[Start], projects: &[Project]| {
            let schedule = Schedule { starts: starts.to_vec(), money: self.money(projects) };
            checker::verify(instance, &schedule).ok()
        };
        Ok(Trial {
            before: value(&self.instance, &self.starts, &dossier.plan.projects),
            after: value(problem, &starts, &plan.projects),
            seats: seats(problem, &self.starts, &starts),
            plan,
            lacks,
            hindrances,
            repaid,
        })
    }

    /// Where every option stands after the moves, and what left the plan.
    fn places(
        &self,
        dossier: &Dossier,
        moves: &[Move],
        hindrances: &mut Vec<Hindrance>,
    ) -> (BTreeMap<usize, Place>, BTreeSet<ProjectId>) {
        let length = |option: usize| self.candidates.get(option).map_or(1, |c| c.profile.len());
        let mut places: BTreeMap<usize, Place> = BTreeMap::new();
        for s in &self.starts {
            let option = s.option as usize;
            places.insert(option, Place { year: s.year as usize, length: length(option), moved: false });
        }
        let mut gone = BTreeSet::new();
        for m in moves {
            let mut hinder =
                |what: Message, hard| hindrances.push(Hindrance { project: m.project.clone(), what, hard });
            let Some(option) = self.option(&m.project) else {
                let known = dossier.plan.projects.iter().any(|p| p.id == m.project);
                match (known, m.to) {
                    (true, None) => {
                        gone.insert(m.project.clone());
                    }
                    (true, Some(_)) => hinder(Message::new("programme-trial-apart"), true),
                    (false, _) => hinder(Message::new("programme-trial-unknown").with("project", &m.project), true),
                }
                continue;
            };
            let Some((first, last)) = m.to else {
                places.remove(&option);
                continue;
            };
            let year = self.instance.years.iter().position(|y| *y == first);
            let (Some(year), true) = (year, first <= last && dossier.cycle.contains(last)) else {
                let what = Message::new("programme-trial-cycle");
                hinder(what.with("first", dossier.cycle.first).with("last", dossier.cycle.last), true);
                continue;
            };
            let stays = self.start(option) == Some(year);
            let long = usize::from(last.0.saturating_sub(first.0)).saturating_add(1);
            let moved = !stays || long != length(option);
            places.insert(option, Place { year, length: long, moved });
        }
        (places, gone)
    }

    /// The candidates with the lengths asked for; `None` when none has another.
    fn shaped(&self, places: &BTreeMap<usize, Place>) -> Result<Option<Vec<Candidate>>, ProgrammeError> {
        let mut out: Option<Vec<Candidate>> = None;
        for (option, place) in places {
            let Some(c) = self.candidates.get(*option).filter(|c| c.profile.len() != place.length) else { continue };
            let profile = hand::spread(&self.parameters, c.project.total()?, place.length);
            let list = out.get_or_insert_with(|| self.candidates.clone());
            if let Some(own) = list.get_mut(*option) {
                own.duration = u8::try_from(place.length).unwrap_or(u8::MAX);
                own.profile = profile;
            }
        }
        Ok(out)
    }

    /// The problem with other lengths.
    fn again(
        &self,
        dossier: &Dossier,
        policy: &Policy,
        needs: &Needs,
        candidates: &[Candidate],
    ) -> Result<Instance, ProgrammeError> {
        let bare = own(dossier, policy, needs, &self.parameters)?.0;
        let mut problem = instance(&bare, policy, needs, candidates, &self.parameters);
        demand::restrict(&mut problem, &bare.demands);
        let musts: Vec<Must> = self.stated.iter().map(|d| d.must).collect();
        demand::mark(&mut problem, &musts);
        Ok(problem)
    }

    /// What stands against where the moved options are.
    fn hinder(
        &self,
        places: &BTreeMap<usize, Place>,
        candidates: &[Candidate],
        problem: &Instance,
        out: &mut Vec<Hindrance>,
    ) {
        let mut groups: BTreeMap<u32, usize> = BTreeMap::new();
        for option in places.keys() {
            if let Some(choice) = problem.options.get(*option) {
                *groups.entry(choice.group).or_default() += 1;
            }
        }
        for (option, place) in places.iter().filter(|(_, p)| p.moved) {
            let (Some(c), Some(choice)) = (candidates.get(*option), problem.options.get(*option)) else { continue };
            let mut hinder = |what: Message, hard| {
                let what = what.with("name", &c.project.name);
                out.push(Hindrance { project: c.project.id.clone(), what, hard });
            };
            if c.project.category() != Some(Category::Building) && place.length > 1 {
                hinder(Message::new("programme-trial-one-year"), true);
            }
            if groups.get(&choice.group).is_some_and(|n| *n > 1) {
                hinder(Message::new("programme-trial-two-sizes"), true);
            }
            if c.sources.is_empty() {
                hinder(Message::new("programme-trial-no-source"), true);
            }
            if choice.value.get(place.year).copied().flatten().is_none() {
                let year = problem.years.get(place.year).copied().unwrap_or(Year(0));
                let lead = self.parameters.lead(c.project.nature);
                let what = Message::new("programme-trial-too-early").with("year", year).with("months", lead);
                hinder(what, false);
            }
        }
    }

    /// The plan with its money.
    fn funded(
        &self,
        dossier: &Dossier,
        places: &BTreeMap<usize, Place>,
        gone: &BTreeSet<ProjectId>,
        candidates: &[Candidate],
        problem: &Instance,
    ) -> Result<(Plan, Vec<Lack>, Vec<ProjectId>), ProgrammeError> {
        let before: BTreeMap<&ProjectId, &Project> = dossier.plan.projects.iter().map(|p| (&p.id, p)).collect();
        let class = |option: usize| problem.options.get(option).map(|o| o.class);
        // who stays, with its money; who is due
        let mut staying: Vec<(&Project, Option<u32>)> = Vec::new();
        let mut moving: Vec<(Project, Due)> = Vec::new();
        for (option, place) in places {
            let Some(c) = candidates.get(*option) else { continue };
            let was = before.get(&c.project.id).copied();
            match was.filter(|_| !place.moved) {
                Some(project) => staying.push((project, class(*option))),
                None => {
                    let mut project = was.unwrap_or(&c.project).clone();
                    let year = |n: usize| problem.years.get(n).copied().ok_or(model::Overflow);
                    project.start = year(place.year)?;
                    project.finish = year(place.year.saturating_add(place.length).saturating_sub(1))?;
                    if !c.by_hand {
                        let (p, as_of) = (&self.parameters, dossier.as_of);
                        project.preparation =
                            prepare::preparation(p, project.nature, as_of, project.start, project.finish);
                    }
                    let years = project.start.to(project.finish);
                    let bills = years.zip(c.profile.iter().copied()).collect();
                    moving.push((project, Due { class: class(*option).unwrap_or(0), bills }));
                }
            }
        }
        for (id, _) in self.apart.iter().filter(|(id, _)| !gone.contains(id)) {
            staying.extend(before.get(id).map(|p| (*p, None)));
        }
        let stays: Vec<Stays<'_>> =
            staying.iter().map(|(p, class)| Stays { class: *class, funding: &p.funding }).collect();
        let (mut projects, due): (Vec<Project>, Vec<Due>) = moving.into_iter().unzip();
        let found = arrange(problem, &stays, &due);
        for (project, funding) in projects.iter_mut().zip(found.due) {
            project.funding = funding;
        }
        let mut repaid = Vec::new();
        for (n, (project, _)) in staying.iter().enumerate() {
            let mut project = (*project).clone();
            if let Some(funding) = found.stays.as_ref().and_then(|all| all.get(n)) {
                let mut was: Vec<Funding> = project.funding.clone();
                was.sort();
                if was != *funding {
                    repaid.push(project.id.clone());
                    project.funding = funding.clone();
                }
            }
            projects.push(project);
        }
        projects.sort_by(|a, b| a.id.cmp(&b.id));
        Ok((Plan { title: dossier.plan.title.clone(), projects }, found.lacks, repaid))
    }

    /// The money of projects as an answer states it.
    fn money(&self, projects: &[Project]) -> Vec<Money> {
        let at: BTreeMap<&ProjectId, usize> =
            self.candidates.iter().enumerate().map(|(i, c)| (&c.project.id, i)).collect();
        let of = |p: &Project| {
            let option = at.get(&p.id).and_then(|i| u32::try_from(*i).ok());
            let one =
                move |f: &Funding| Some(Money { option: option?, year: f.year, source: f.source, amount: f.amount });
            p.funding.iter().filter_map(one).collect::<Vec<_>>()
        };
        projects.iter().flat_map(of).collect()
    }
}

fn start(option: usize, year: usize) -> Option<Start> {
    Some(Start { option: u32::try_from(option).ok()?, year: u32::try_from(year).ok()? })
}

/// Seats short and made good at the end of each year, over all zones that are really short.
fn seats(problem: &Instance, before: &[Start], after: &[Start]) -> Vec<SeatYear> {
    let brought = |starts: &[Start], need: usize, year: usize| -> u64 {
        let done = starts.iter().filter_map(|s| {
            let choice = problem.options.get(s.option as usize)?;
            let (z, n) = choice.seats?;
            let in_time = (s.year as usize).saturating_add(choice.profile.len()) <= year.saturating_add(1);
            (z as usize == need && in_time).then_some(u64::from(n))
        });
        done.sum()
    };
    let row = |(y, year): (usize, &Year)| {
        let mut row = SeatYear { year: *year, short: 0, before: 0, after: 0 };
        for (z, need) in problem.seats.iter().enumerate() {
            let short = u64::from(need.short.get(y).copied().unwrap_or(0));
            row.short = row.short.saturating_add(short);
            row.before = row.before.saturating_add(brought(before, z, y).min(short));
            row.after = row.after.saturating_add(brought(after, z, y).min(short));
        }
        row
    };
    problem.years.iter().enumerate().map(row).collect()
}

/// What a candidate's money is by year when it takes so many years (分年资金).
impl Board {
    /// The yearly money of an option as it stands on the board.
    pub fn profile(&self, option: usize) -> &[Fen] {
        self.candidates.get(option).map_or(&[], |c| c.profile.as_slice())
    }
}
