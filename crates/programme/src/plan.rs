//! The programme (编制规划): candidates, problem, answer, plan, and why the rest stayed out.

use crate::candidate::Candidate;
use crate::conflict::{self, Clash, Found};
use crate::demand::{self, Conflict};
use crate::error::ProgrammeError;
use crate::gather::{Gathered, gather};
use crate::halt::Halt;
use crate::instance::{instance, remarks};
use crate::outcome::{Limits, Options, Outcome, Programme};
use crate::parameter::Parameters;
use crate::solve::solve_until;
use crate::{prepare, reason};
use checker::{Account, Instance, Must};
use model::{Dossier, Fen, FundSource, Funding, Message, Plan, Project, Year};
use needs::Needs;
use policy::Policy;
use std::collections::BTreeMap;

/// Plans a county from its gaps.
pub fn plan(dossier: &Dossier, policy: &Policy, needs: &Needs, limits: &Limits) -> Result<Programme, ProgrammeError> {
    plan_with(dossier, policy, needs, limits, &Options::default())
}

/// Plans a county with options.
pub fn plan_with(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    limits: &Limits,
    options: &Options,
) -> Result<Programme, ProgrammeError> {
    plan_until(dossier, policy, needs, limits, options, &Halt::never())
}

/// Plans a county, but no longer than until it is told to stop.
pub fn plan_until(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    limits: &Limits,
    options: &Options,
    halt: &Halt<'_>,
) -> Result<Programme, ProgrammeError> {
    let p = Parameters::read(policy, &dossier.county, dossier.as_of)?;
    let Gathered { candidates, unplanned } = gather(dossier, policy, needs, options, &p)?;
    let mut instance = instance(dossier, policy, needs, &candidates, &p);
    demand::restrict(&mut instance, &dossier.demands);
    let (demands, remarks_on_demands) = demand::state(dossier, needs, (&candidates, &unplanned), &instance);
    let musts: Vec<Must> = demands.iter().map(|d| d.must).collect();
    let alone: Vec<Clash> =
        (0..demands.len()).filter(|i| demands.get(*i).is_some_and(|d| d.never.is_some())).map(Clash::alone).collect();
    if !alone.is_empty() {
        return Err(ProgrammeError::Conflict(Box::new(Conflict { stated: demands, clashes: alone })));
    }
    let way = match conflict::examine(&instance, &musts)? {
        Found::Clash(clash) => {
            return Err(ProgrammeError::Conflict(Box::new(Conflict { stated: demands, clashes: vec![clash] })));
        }
        Found::Possible(way) => Some(way),
        Found::Open => None,
    };
    demand::mark(&mut instance, &musts);
    let mut outcome = solve_until(&instance, limits, halt)?;
    let missed = |outcome: &Outcome, instance: &Instance| checker::unreached(instance, &outcome.schedule, &musts);
    if let Some(way) = way
        && !missed(&outcome, &instance).is_empty()
    {
        // the search missed one: it is held to a way in which all are met
        demand::hold(&mut instance, &way);
        outcome = solve_until(&instance, limits, halt)?;
    }
    let unmet = missed(&outcome, &instance);
    let plan =
        Plan { title: dossier.plan.title.clone(), projects: scheduled(dossier, &candidates, &instance, &outcome, &p) };
    let left_out = reason::left_out(&candidates, &instance, &outcome)?;
    let mut notes = remarks(dossier);
    notes.extend(remarks_on_demands);
    notes.extend(
        unmet
            .iter()
            .filter_map(|i| demands.get(*i))
            .map(|d| Message::new("programme-demand-open").with("name", d.name())),
    );
    let accounts = accounts(&instance, &outcome)?;
    notes.extend(unused(&accounts, dossier.cycle.last));
    Ok(Programme { candidates, instance, outcome, plan, accounts, left_out, unplanned, demands, unmet, notes })
}

/// The chosen candidates with their years and money, by number.
fn scheduled(
    dossier: &Dossier,
    candidates: &[Candidate],
    instance: &Instance,
    outcome: &Outcome,
    p: &Parameters,
) -> Vec<Project> {
    let mut projects = Vec::with_capacity(outcome.schedule.starts.len());
    for s in &outcome.schedule.starts {
        let candidate = candidates.get(s.option as usize);
        let (Some(c), Some(&start)) = (candidate, instance.years.get(s.year as usize)) else { continue };
        let last = (s.year as usize + c.profile.len()).saturating_sub(1);
        let Some(&finish) = instance.years.get(last) else { continue };
        let mut project = c.project.clone();
        (project.start, project.finish) = (start, finish);
        let paid = outcome.schedule.money.iter().filter(|m| m.option == s.option);
        project.funding = paid.map(|m| Funding { year: m.year, source: m.source, amount: m.amount }).collect();
        project.funding.sort();
        if !c.by_hand {
            project.preparation = prepare::preparation(p, project.nature, dossier.as_of, start, finish);
        }
        projects.push(project);
    }
    projects.sort_by(|a, b| a.id.cmp(&b.id));
    projects
}

/// What of the money is not planned: what is carried out of the cycle, and what would be returned.
fn unused(accounts: &[Account], last: Year) -> Vec<Message> {
    let mut out = Vec::new();
    for a in accounts {
        let note = |key: &'static str| Message::new(key).with("source", a.source.zh()).with("year", a.year);
        if a.returned > Fen::ZERO {
            out.push(note("programme-money-returned").with("amount", a.returned.wan()));
        }
        if a.year == last && a.carried_out > Fen::ZERO {
            out.push(note("programme-money-beyond").with("amount", a.carried_out.wan()));
        }
    }
    out
}

/// The account of every source and year of the problem.
fn accounts(instance: &Instance, outcome: &Outcome) -> Result<Vec<Account>, ProgrammeError> {
    let mut used: BTreeMap<(FundSource, Year), Fen> = BTreeMap::new();
    for m in &outcome.schedule.money {
        let sum = used.entry((m.source, m.year)).or_default();
        *sum = sum.plus(m.amount)?;
    }
    // every year of the cycle is shown, whether or not it has money of its own
    let mut budget: BTreeMap<(FundSource, Year), Fen> = BTreeMap::new();
    for b in &instance.budgets {
        for year in &instance.years {
            budget.entry((b.source, *year)).or_default();
        }
        budget.insert((b.source, b.year), b.amount);
    }
    Ok(checker::ledger(&budget, &used, &instance.carry)?)
}
