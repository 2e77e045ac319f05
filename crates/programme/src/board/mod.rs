//! The year board (年度排布): the plan as it stands beside all candidates, and what moving projects would do, before anything is kept.

mod fund;
mod trial;

pub use fund::Lack;
pub use trial::{Hindrance, Move, SeatYear, Trial};

use crate::candidate::{Candidate, Unplanned};
use crate::conflict::{self, Clash, Found};
use crate::demand::{self, Conflict, Stated};
use crate::error::ProgrammeError;
use crate::gather::{Gathered, gather};
use crate::hand;
use crate::instance::instance;
use crate::outcome::Options;
use crate::parameter::Parameters;
use checker::{Instance, Must, Start};
use model::{Dossier, Fen, Message, Plan, Project, ProjectId};
use needs::Needs;
use policy::Policy;

/// The plan beside its candidates (年度排布).
#[derive(Debug, Clone)]
pub struct Board {
    /// All candidates, in the order of the instance's options: from gaps, and the plan's own projects that gaps did not bring forth.
    pub candidates: Vec<Candidate>,
    /// What no candidate was made of, and why.
    pub unplanned: Vec<Unplanned>,
    /// The problem, as optimising states it; projects whose yearly money the plan states otherwise have that.
    pub instance: Instance,
    /// What the county demands.
    pub stated: Vec<Stated>,
    /// Remarks on the demands.
    pub notes: Vec<Message>,
    /// Where the plan's projects stand.
    pub starts: Vec<Start>,
    /// Projects of the plan that are no candidates, and why: they stay as they are, or leave.
    pub apart: Vec<(ProjectId, Message)>,
    /// Projects whose yearly money is not what optimising would state: no proof speaks of them.
    pub reshaped: Vec<ProjectId>,
    parameters: Parameters,
}

/// The county with only those projects in its plan that gaps do not bring forth: what optimising starts from, so that a plan made before is
/// neither counted twice nor given other numbers.
///
/// # Errors
/// The packs lack a figure, or amounts do not fit.
pub fn unplanned_dossier(dossier: &Dossier, policy: &Policy, needs: &Needs) -> Result<Dossier, ProgrammeError> {
    let p = Parameters::read(policy, &dossier.county, dossier.as_of)?;
    Ok(own(dossier, policy, needs, &p)?.0)
}

fn own(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    p: &Parameters,
) -> Result<(Dossier, Gathered), ProgrammeError> {
    let mut bare =
        Dossier { plan: Plan { title: dossier.plan.title.clone(), projects: Vec::new() }, ..dossier.clone() };
    let fresh = gather(&bare, policy, needs, &Options::default(), p)?;
    let from_gaps = |q: &Project| fresh.candidates.iter().any(|c| same_work(&c.project, q));
    bare.plan.projects = dossier.plan.projects.iter().filter(|q| !from_gaps(q)).cloned().collect();
    if bare.plan.projects.is_empty() {
        return Ok((bare, fresh));
    }
    let gathered = gather(&bare, policy, needs, &Options { keep_hand_made: true }, p)?;
    Ok((bare, gathered))
}

/// The same work under the same number, whatever its years and money.
fn same_work(a: &Project, b: &Project) -> bool {
    a.id == b.id
        && a.place == b.place
        && a.part == b.part
        && a.nature == b.nature
        && a.lines == b.lines
        && (a.other_fees, a.contingency) == (b.other_fees, b.contingency)
}

impl Board {
    /// The board of a county's plan.
    ///
    /// # Errors
    /// The packs lack a figure, or amounts do not fit.
    pub fn of(dossier: &Dossier, policy: &Policy, needs: &Needs) -> Result<Board, ProgrammeError> {
        let p = Parameters::read(policy, &dossier.county, dossier.as_of)?;
        let (bare, Gathered { mut candidates, unplanned }) = own(dossier, policy, needs, &p)?;
        let years: Vec<_> = dossier.cycle.years().collect();
        let mut apart = Vec::new();
        let mut reshaped = Vec::new();
        let mut starts = Vec::new();
        for project in &dossier.plan.projects {
            let found = candidates.iter().position(|c| same_work(&c.project, project));
            let year = years.iter().position(|y| *y == project.start);
            let length = project.finish.0.checked_sub(project.start.0).map(|n| usize::from(n).saturating_add(1));
            let fits = year.zip(length).is_some_and(|(t, n)| t.saturating_add(n) <= years.len());
            let (Some(at), Some(year), true) = (found, year, fits) else {
                apart.push((project.id.clone(), why_apart(project, &unplanned)));
                continue;
            };
            if let Some(candidate) = candidates.get_mut(at)
                && let Some(profile) = hand::stated(project, project.total()?)
                && profile != candidate.profile
            {
                candidate.duration = u8::try_from(profile.len()).unwrap_or(u8::MAX);
                candidate.profile = profile;
                reshaped.push(project.id.clone());
            }
            if let (Ok(option), Ok(year)) = (u32::try_from(at), u32::try_from(year)) {
                starts.push(Start { option, year });
            }
        }
        let (instance, stated, notes) = problem(&bare, policy, needs, (&candidates, &unplanned), &p);
        Ok(Board { candidates, unplanned, instance, stated, notes, starts, apart, reshaped, parameters: p })
    }

    /// What of the demands cannot be met together; `None` when all can, or that was not decided within the work allowed.
    ///
    /// # Errors
    /// The problem contradicts itself.
    pub fn conflict(&self) -> Result<Option<Conflict>, ProgrammeError> {
        let never = |i: &usize| self.stated.get(*i).is_some_and(|s| s.never.is_some());
        let alone: Vec<Clash> = (0..self.stated.len()).filter(never).map(Clash::alone).collect();
        if !alone.is_empty() {
            return Ok(Some(Conflict { stated: self.stated.clone(), clashes: alone }));
        }
        let musts: Vec<Must> = self.stated.iter().map(|d| d.must).collect();
        if musts.is_empty() {
            return Ok(None);
        }
        Ok(match conflict::examine(&self.instance, &musts)? {
            Found::Clash(clash) => Some(Conflict { stated: self.stated.clone(), clashes: vec![clash] }),
            Found::Possible(_) | Found::Open => None,
        })
    }

    /// The position of a candidate among the options.
    pub fn option(&self, id: &ProjectId) -> Option<usize> {
        self.candidates.iter().position(|c| c.project.id == *id)
    }

    /// Where an option stands: the index of its first year.
    pub fn start(&self, option: usize) -> Option<usize> {
        self.starts.iter().find(|s| s.option as usize == option).map(|s| s.year as usize)
    }

    /// What a candidate costs over all its years.
    pub fn cost(&self, option: usize) -> Option<Fen> {
        self.candidates.get(option).and_then(|c| c.project.total().ok())
    }

    /// Whether an option may start in a year, as far as its preparation, its length and the county's agreements go.
    pub fn may_start(&self, option: usize, year: usize) -> bool {
        let choice = self.instance.options.get(option);
        choice.is_some_and(|c| {
            c.value.get(year).copied().flatten().is_some()
                && year.saturating_add(c.profile.len()) <= self.instance.years.len()
        })
    }
}

/// The problem of the candidates with the county's demands on it.
fn problem(
    bare: &Dossier,
    policy: &Policy,
    needs: &Needs,
    gathered: (&[Candidate], &[Unplanned]),
    p: &Parameters,
) -> (Instance, Vec<Stated>, Vec<Message>) {
    let mut instance = instance(bare, policy, needs, gathered.0, p);
    demand::restrict(&mut instance, &bare.demands);
    let (stated, notes) = demand::state(bare, needs, gathered, &instance);
    let musts: Vec<Must> = stated.iter().map(|d| d.must).collect();
    demand::mark(&mut instance, &musts);
    (instance, stated, notes)
}

/// Why a project of the plan is no candidate.
fn why_apart(project: &Project, unplanned: &[Unplanned]) -> Message {
    let by_name = |m: &&Message| m.args.get("project").is_some_and(|n| *n == project.name);
    let at_school = |u: &&Unplanned| u.item.is_none() && project.place == model::Place::School(u.school.clone());
    let reasons = || unplanned.iter().map(|u| &u.reason);
    let found = reasons().find(by_name).or_else(|| unplanned.iter().find(at_school).map(|u| &u.reason));
    found.cloned().unwrap_or_else(|| Message::new("programme-hand-years").with("project", &project.name))
}
