//! Writing a project out (项目文本): name, fees, seats, performance, reason. The words come from the catalogue.

use crate::bundle::Bundle;
use crate::case::Case;
use crate::error::ProgrammeError;
use crate::parameter::Parameters;
use crate::seat::Extension;
use catalogue::{Lang, text};
use model::{
    Category, Fen, GapRef, Item, Message, PerformanceKind, PerformanceTarget, Place, Preparation, Project, ProjectId,
    ProjectLine, Stage, TargetRelation, Unit, Year,
};

fn zh(message: &Message) -> String {
    text(Lang::Zh, message)
}

/// The project of a bundle, without years and money.
pub(crate) fn project(
    case: &Case,
    (bundle, title): (Bundle, &'static str),
    lines: Vec<ProjectLine>,
    closes: Vec<GapRef>,
    extension: Option<&Extension>,
    p: &Parameters,
) -> Result<Project, ProgrammeError> {
    let (school, cycle) = (case.school, case.dossier.cycle);
    let works = Fen::sum(lines.iter().filter(|l| l.item.category() == Category::Building).map(|l| l.amount))?;
    let share = |of: Fen, s| Parameters::share(of, s).ok_or(model::Overflow);
    let other_fees = share(works, p.other_fees)?;
    let contingency = share(works.plus(other_fees)?, p.contingency)?;
    let seats: Vec<(Stage, u32)> = extension.map(|e| (e.stage, e.seats)).into_iter().collect();
    Ok(Project {
        id: ProjectId(format!("{}-{:02}", school.id, bundle.number())),
        name: zh(&Message::new(title).with("school", &school.name)),
        place: Place::School(school.id.clone()),
        part: case.part(),
        nature: bundle.nature(),
        reason: Some(reason(&closes, extension)),
        performance: performance(case, &lines, &seats, bundle.builds(), p),
        other_fees,
        contingency,
        start: cycle.first,
        finish: cycle.first,
        need_by: Some(need_by(case, bundle, p)),
        funding: Vec::new(),
        seats,
        preparation: Preparation::default(),
        closes,
        after: Vec::new(),
        lines,
    })
}

/// Safety work is needed within the years the pack names, everything else by the end of the cycle.
fn need_by(case: &Case, bundle: Bundle, p: &Parameters) -> Year {
    let cycle = case.dossier.cycle;
    let safety = matches!(bundle, Bundle::DangerD | Bundle::DangerC | Bundle::Boundary | Bundle::Security);
    if safety { cycle.first.plus(p.safety_within - 1).min(cycle.last) } else { cycle.last }
}

/// What is short, in the unit of the forms.
pub(crate) fn shown(item: Item, quantity: i64) -> String {
    format!("{}{}{}", item.zh(), item.unit().show(quantity), item.unit().zh())
}

fn reason(closes: &[GapRef], extension: Option<&Extension>) -> String {
    let seats = extension.map(|e| {
        let message = Message::new("programme-reason-seats").with("stage", e.stage.zh()).with("seats", e.seats);
        zh(&message.with("rooms", e.rooms))
    });
    if closes.is_empty() {
        return seats.unwrap_or_default();
    }
    let list: Vec<String> = closes.iter().map(|g| shown(g.item, g.quantity)).collect();
    let danger = closes.iter().any(|g| matches!(g.item, Item::DangerC | Item::DangerD));
    let key = if danger { "programme-reason-danger" } else { "programme-reason" };
    format!("{}{}", zh(&Message::new(key).with("gaps", list.join("、"))), seats.unwrap_or_default())
}

/// Output (what is brought, accepted), benefit (pupils, seats), satisfaction.
fn performance(
    case: &Case,
    lines: &[ProjectLine],
    seats: &[(Stage, u32)],
    builds: bool,
    p: &Parameters,
) -> Vec<PerformanceTarget> {
    use PerformanceKind::{Benefit, Output, Satisfaction};
    let least = TargetRelation::AtLeast;
    let target = |kind, indicator: String, relation, value: i64, unit: String| PerformanceTarget {
        kind,
        indicator,
        relation,
        value,
        unit,
    };
    let people = || zh(&Message::new("programme-unit-people"));
    let mut all: Vec<PerformanceTarget> = Vec::new();
    for l in lines {
        let unit: Unit = l.item.unit();
        let hundredths = if unit.scale() == 100 { l.quantity } else { l.quantity.saturating_mul(100) };
        let name = zh(&Message::new("programme-target-item").with("item", l.item.zh()));
        all.push(target(Output, name, least, hundredths, unit.zh().to_owned()));
    }
    let accepted = if builds { "programme-target-accepted-works" } else { "programme-target-accepted-goods" };
    all.push(target(Output, zh(&Message::new(accepted)), TargetRelation::Exactly, 10_000, "%".to_owned()));
    let new: i64 = seats.iter().map(|(_, n)| i64::from(*n)).sum();
    if new > 0 {
        all.push(target(Benefit, zh(&Message::new("programme-target-seats")), least, new * 100, seat_unit()));
    }
    if let Some(pupils) = case.pupils() {
        let name = zh(&Message::new("programme-target-pupils"));
        all.push(target(Benefit, name, least, i64::from(pupils) * 100, people()));
    }
    let name = zh(&Message::new("programme-target-satisfaction"));
    all.push(target(Satisfaction, name, least, p.satisfaction, "%".to_owned()));
    all
}

fn seat_unit() -> String {
    zh(&Message::new("programme-unit-seats"))
}
