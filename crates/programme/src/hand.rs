//! Projects put forward by hand (手工项目): candidates at their stated cost, with the years left open.

use crate::candidate::{Candidate, Unplanned};
use crate::case::{Case, barred};
use crate::demand::demanded;
use crate::error::ProgrammeError;
use crate::gather::{Gathered, sources_offered};
use crate::outcome::Options;
use crate::parameter::Parameters;
use crate::worth::{self, Worth};
use model::{Category, Dossier, Fen, FundSource, Message, Place, Project, School};
use needs::{Gap, Needs};
use policy::{Policy, Standard};

/// Adds the plan's own projects as candidates, all of them or only those demanded, or says why one cannot be.
pub(crate) fn add(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    options: &Options,
    p: &Parameters,
    out: &mut Gathered,
) -> Result<(), ProgrammeError> {
    for project in &dossier.plan.projects {
        if !options.keep_hand_made && !demanded(dossier, &project.id) {
            continue;
        }
        let reason = |key: &'static str| Message::new(key).with("project", &project.name);
        let school = match &project.place {
            Place::School(id) => dossier.schools.iter().find(|s| s.id == *id),
            Place::Site(_) => None,
        };
        let Some(school) = school else {
            refuse(project, reason("programme-hand-no-school"), out);
            continue;
        };
        if let Some(reason) = barred(school, dossier, needs) {
            refuse(project, reason, out);
            continue;
        }
        match candidate(&Case { dossier, policy, school }, project, needs, p) {
            Ok(mut candidate) => {
                candidate.group = out.candidates.last().map_or(0, |c| c.group.saturating_add(1));
                out.candidates.push(candidate);
            }
            Err(key) => refuse(project, reason(key), out),
        }
    }
    Ok(())
}

fn refuse(project: &Project, reason: Message, out: &mut Gathered) {
    let school = match &project.place {
        Place::School(id) => id.clone(),
        Place::Site(id) => model::SchoolId(id.0.clone()),
    };
    out.unplanned.push(Unplanned { school, item: None, quantity: None, reason });
}

fn candidate(case: &Case, project: &Project, needs: &Needs, p: &Parameters) -> Result<Candidate, &'static str> {
    let total = project.total().map_err(|_| "programme-hand-amount")?;
    if project.lines.is_empty() || total.0 <= 0 || !total.on_grain() {
        return Err("programme-hand-amount");
    }
    let builds = project.category() == Some(Category::Building);
    let years = project.finish.0.checked_sub(project.start.0).ok_or("programme-hand-years")?;
    if !builds && years > 0 {
        return Err("programme-hand-not-in-year");
    }
    if years >= case.dossier.cycle.last.0.saturating_sub(case.dossier.cycle.first.0).saturating_add(1) {
        return Err("programme-hand-years");
    }
    let pays = |s: &FundSource| project.lines.iter().all(|l| case.may_pay(*s, l.item, project.part, project.nature));
    let sources: Vec<FundSource> = sources_offered(case.dossier).into_iter().filter(pays).collect();
    if sources.is_empty() {
        return Err("programme-hand-no-source");
    }
    let worth = value(case, project, needs, p);
    let profile = stated(project, total).unwrap_or_else(|| spread(p, total, usize::from(years) + 1));
    Ok(Candidate {
        project: Project { funding: Vec::new(), ..project.clone() },
        group: 0,
        class: worth.class,
        value: worth.value,
        duration: u8::try_from(profile.len()).unwrap_or(u8::MAX),
        profile,
        sources,
        seats: project.seats.first().and_then(|(stage, n)| Some((case.school.zones.get(stage)?.clone(), *stage, *n))),
        closes: project.closes.clone(),
        unpriced: Vec::new(),
        by_hand: true,
    })
}

/// The yearly money as the plan states it, when it adds up and keeps to the grain.
pub(crate) fn stated(project: &Project, total: Fen) -> Option<Vec<Fen>> {
    let mut profile = Vec::new();
    for year in project.start.to(project.finish) {
        let of = project.funding.iter().filter(|f| f.year == year).map(|f| f.amount);
        profile.push(Fen::sum(of).ok().filter(|f| f.0 >= 0 && f.on_grain())?);
    }
    (Fen::sum(profile.iter().copied()).ok()? == total).then_some(profile)
}

/// Money spread as the pack spreads work of that many years.
pub(crate) fn spread(p: &Parameters, total: Fen, years: usize) -> Vec<Fen> {
    let usual = p.profile(total, years > 1);
    if usual.len() == years {
        return usual;
    }
    let grains = total.0 / Fen::GRAIN.0;
    let n = i64::try_from(years.max(1)).unwrap_or(1);
    let each = grains / n;
    let early = (1..n).map(|_| Fen(each * Fen::GRAIN.0));
    early.chain([Fen((grains - each * (n - 1)) * Fen::GRAIN.0)]).collect()
}

/// What its lines are worth where the school is short of them; a line that closes no gap counts one pupil.
fn value(case: &Case, project: &Project, needs: &Needs, p: &Parameters) -> Worth {
    let school: &School = case.school;
    let mut worth = Worth::NONE;
    for line in &project.lines {
        let short =
            |g: &&Gap| g.school == school.id && g.item == line.item && g.standard == Standard::Basic && g.is_short();
        let w = match needs.gaps.iter().find(short) {
            Some(gap) => worth::of_gap(case, gap, gap.short.unwrap_or(0).min(line.quantity), p),
            None => worth::of_item(case, line.item, 1, p),
        };
        worth = worth.plus(w);
    }
    worth
}
