//! The programme (编制规划): candidates, problem, answer, plan, and why the rest stayed out.

use crate::candidate::Candidate;
use crate::error::ProgrammeError;
use crate::gather::{Gathered, gather};
use crate::instance::{instance, remarks};
use crate::outcome::{Limits, Options, Outcome, Programme};
use crate::parameter::Parameters;
use crate::solve::solve;
use crate::{prepare, reason};
use model::{Dossier, Fen, Funding, Message, Plan, Project};
use needs::Needs;
use policy::Policy;

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
    let p = Parameters::read(policy, &dossier.county, dossier.as_of)?;
    let Gathered { candidates, unplanned } = gather(dossier, policy, needs, options, &p)?;
    let instance = instance(dossier, policy, needs, &candidates, &p);
    let outcome = solve(&instance, limits)?;
    let plan =
        Plan { title: dossier.plan.title.clone(), projects: scheduled(dossier, &candidates, &instance, &outcome, &p) };
    let left_out = reason::left_out(&candidates, &instance, &outcome)?;
    let mut notes = remarks(dossier);
    notes.extend(unused(&instance, &outcome));
    Ok(Programme { candidates, instance, outcome, plan, left_out, unplanned, notes })
}

/// The chosen candidates with their years and money, by number.
fn scheduled(
    dossier: &Dossier,
    candidates: &[Candidate],
    instance: &checker::Instance,
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

/// What each year's money leaves unused. It stays in its year: nothing is carried over.
fn unused(instance: &checker::Instance, outcome: &Outcome) -> Vec<Message> {
    let mut out = Vec::new();
    for &year in &instance.years {
        let budget: i128 = instance.budgets.iter().filter(|b| b.year == year).map(|b| i128::from(b.amount.0)).sum();
        let money = outcome.schedule.money.iter().filter(|m| m.year == year);
        let used: i128 = money.map(|m| i128::from(m.amount.0)).sum();
        let fen = |n: i128| Fen(i64::try_from(n).unwrap_or(i64::MAX)).wan();
        if budget > used {
            let note = Message::new("programme-year-unused").with("year", year).with("budget", fen(budget));
            out.push(note.with("used", fen(used)).with("left", fen(budget - used)));
        }
    }
    out
}
