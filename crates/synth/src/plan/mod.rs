//! The plan a county makes by hand (手工编制的规划): clean, plausible, within its money.

pub mod bundle;
mod draft;
mod price;
mod purse;

pub use bundle::{Bundle, Theme, bundles};
pub(crate) use draft::{Sketch, part, write};
pub(crate) use price::{context, lines};
pub(crate) use purse::Purse;

use crate::dice::Dice;
use draft::draft;
pub(crate) use draft::set_years;
use model::{
    Dossier, Fen, FundSource, GapRef, Item, LayoutStatus, Plan, Project, ProjectId, School, SchoolId, SchoolKind,
    Stage, Year,
};
use policy::{Context, Eligibility, Policy, Verdict};
use std::collections::BTreeMap;

/// How many projects a hand-made plan has at most.
const MOST: usize = 40;
/// Building work above this is spread over two years, fen.
const LONG: i64 = 60_000_000;
/// What is smaller than this is no project of its own, fen.
const SMALL: i64 = 5_500_000;

/// A plan as a careful clerk would write it (手工编制规划): it closes the given shortages, the urgent ones first, as far as
/// the documented money goes, and leaves nothing out that a reviewer asks for. Prices and figures come from the policy.
///
/// `shortages` are the county's gaps of basic conditions (see `needs`), each of a school the programme may pay for.
pub fn hand_made_plan(dossier: &Dossier, policy: &Policy, shortages: &[GapRef]) -> Plan {
    let mut purse = Purse::of(dossier);
    let mut dice = Dice::new(dossier.county.as_str().parse().unwrap_or(1), 77);
    let mut taken: BTreeMap<Theme, usize> = BTreeMap::new();
    let mut projects: Vec<Project> = Vec::new();
    let wanted = relieved(bundles(shortages), dossier, policy);
    for bundle in wanted.into_iter().filter(|b| kept(dossier, &b.school)) {
        let so_far = taken.entry(bundle.theme).or_default();
        if *so_far >= bundle.theme.most() || projects.len() >= MOST {
            continue;
        }
        let Some(mut project) = draft(&bundle, projects.len() + 1, dossier, policy, &mut dice) else { continue };
        if project.total().is_ok_and(|t| t.0 >= SMALL)
            && payable(&project, dossier, policy)
            && place_in_time(&mut project, &bundle, &projects, dossier, &mut purse, &mut dice)
        {
            *so_far += 1;
            projects.push(project);
        }
    }
    Plan { title: dossier.plan.title.clone(), projects }
}

/// The most crowded primary school of the seat gets a classroom for more seats, before the other classrooms.
fn relieved(mut all: Vec<Bundle>, dossier: &Dossier, policy: &Policy) -> Vec<Bundle> {
    let mut crowded: Vec<(i64, SchoolId, i64)> =
        dossier.schools.iter().filter_map(|s| crowding(s, dossier, policy)).collect();
    crowded.sort_by(|a, b| b.cmp(a));
    crowded.retain(|(_, id, _)| kept(dossier, id));
    crowded.truncate(1);
    for (_, school, more_rooms) in crowded.into_iter().rev() {
        let own = all.iter().position(|b| b.theme == Theme::Seats && b.school == school);
        let mut bundle = match own {
            Some(at) => all.remove(at),
            None => Bundle { theme: Theme::Seats, school, closes: Vec::new(), more_rooms: 0 },
        };
        bundle.more_rooms = more_rooms;
        let first = all.iter().position(|b| b.theme >= Theme::Seats).unwrap_or(all.len());
        all.insert(first, bundle);
    }
    all
}

/// How many pupils of a town primary school are above the standard class, when a room would relieve it.
fn crowding(school: &School, dossier: &Dossier, policy: &Policy) -> Option<(i64, SchoolId, i64)> {
    if school.kind != Some(SchoolKind::Primary) || !school.setting?.is_town() {
        return None;
    }
    let record = school.record(dossier.base_year)?;
    let class = i64::from(price::class(policy, dossier, school, Stage::Primary)?);
    let rooms = record.conditions.get(Item::Classroom)?.max(i64::from(record.enrolment.classes(Stage::Primary)?));
    let over = i64::from(record.enrolment.pupils(Stage::Primary)?) - rooms * class;
    (over * 2 >= class).then(|| (over, school.id.clone(), 1))
}

/// The school is public, kept by the layout plan, and not a giant.
fn kept(dossier: &Dossier, id: &SchoolId) -> bool {
    dossier.school(id).is_some_and(|s| {
        s.owner.is_some_and(|o| o.is_public())
            && s.key_school != Some(true)
            && s.layout_on(dossier.as_of).is_some_and(|f| f.status == LayoutStatus::Keep)
    })
}

/// Every line may be paid for from every source of the plan.
fn payable(project: &Project, dossier: &Dossier, policy: &Policy) -> bool {
    let model::Place::School(id) = &project.place else { return false };
    let Some(school) = dossier.school(id) else { return false };
    let plain = context(dossier, school, project.nature);
    let sources = [FundSource::Central, FundSource::Region, FundSource::City, FundSource::County];
    project.lines.iter().all(|line| {
        sources.into_iter().all(|source| {
            let case = Context { source: Some(source), ..plain.clone() };
            let answer = policy.eligibility(line.item, project.part, &case, dossier.as_of);
            matches!(answer, Eligibility::Listed(e) if e.verdict == Verdict::Allowed)
        })
    })
}

/// Finds the first years with room for a project: what is urgent early, equipment for a dormitory after the dormitory.
fn place_in_time(
    project: &mut Project,
    bundle: &Bundle,
    before: &[Project],
    dossier: &Dossier,
    purse: &mut Purse,
    dice: &mut Dice,
) -> bool {
    let builds = bundle.theme.builds();
    let Ok(total) = project.total() else { return false };
    let (first, last) = (dossier.cycle.first, dossier.cycle.last);
    // beds and showers come when the dormitory at the same school stands
    let beds = bundle.closes.iter().any(|g| matches!(g.item, Item::Bed | Item::Shower));
    let dormitory =
        before.iter().find(|p| beds && p.place == project.place && p.lines.iter().any(|l| l.item == Item::Dormitory));
    // of the classrooms every other waits a year for its approvals
    let classrooms = before.iter().filter(|p| p.lines.iter().any(|l| l.item == Item::Classroom)).count();
    let late = i16::from(bundle.theme == Theme::Seats && classrooms % 2 == 1);
    let earliest = dormitory.map_or(first.plus(bundle.theme.wait() + late), |p| p.finish.plus(1));
    for start in earliest.to(last) {
        // the first year is nearly over: what is begun then is finished in the second
        let long = builds && (total.0 > LONG || start == first || bundle.more_rooms > 0);
        let finish = if long { start.plus(1) } else { start };
        if finish > last {
            break;
        }
        if let Some(funding) = fund(total, start, finish, purse) {
            project.funding = funding;
            project.after = dormitory.map(|p| p.id.clone()).into_iter().collect::<Vec<ProjectId>>();
            set_years(project, builds, start, finish, dossier, dice);
            return true;
        }
    }
    false
}

/// Money for a project: all in one year, or three fifths in the first and the rest in the second.
fn fund(total: Fen, start: Year, finish: Year, purse: &mut Purse) -> Option<Vec<model::Funding>> {
    if start == finish {
        return purse.take(start, total);
    }
    let early = total.0 / 5 * 3;
    let early = Fen(early - early.rem_euclid(Fen::GRAIN.0));
    let mut funding = purse.take(start, early)?;
    let Some(rest) = total.minus(early).ok().and_then(|r| purse.take(finish, r)) else {
        purse.give_back(&funding);
        return None;
    };
    funding.extend(rest);
    funding.sort();
    Some(funding)
}
