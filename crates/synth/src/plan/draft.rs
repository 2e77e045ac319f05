//! A project written by hand (项目起草): names, dates, fees, preparation, performance, reason.

use crate::dice::{Dice, count};
use crate::plan::bundle::Bundle;
use crate::plan::price;
use model::{
    Approval, BuildNature, Dossier, Enrolment, Fen, GapRef, Item, LandStatus, PerformanceKind, PerformanceTarget,
    Place, Preparation, Project, ProjectId, ProjectLine, School, SchoolPart, Stage, TargetRelation, Year, YearMonth,
};
use policy::Policy;

/// Writes the project of a bundle, without years and money; `None` when nothing in it has a price.
pub(crate) fn draft(
    bundle: &Bundle,
    number: usize,
    dossier: &Dossier,
    policy: &Policy,
    dice: &mut Dice,
) -> Option<Project> {
    let school = dossier.school(&bundle.school)?;
    let theme = bundle.theme;
    let context = price::context(dossier, school, theme.nature());
    let mut wanted = bundle.closes.clone();
    if bundle.more_rooms > 0 {
        match wanted.iter_mut().find(|g| g.item == Item::Classroom) {
            Some(gap) => gap.quantity += bundle.more_rooms,
            None => {
                wanted.push(GapRef { school: school.id.clone(), item: Item::Classroom, quantity: bundle.more_rooms })
            }
        }
    }
    let lines = price::lines(dossier, policy, &context, &wanted, dice);
    let closes = bundle.closes.iter().filter(|g| lines.iter().any(|l| l.item == g.item)).cloned().collect();
    let seats = seats(bundle, dossier, policy, school);
    let sketch =
        Sketch { number, title: theme.title(), school, part: part(school), nature: theme.nature(), lines, closes };
    let mut project = write(sketch, dossier, policy, dice)?;
    if let Some((_, n)) = seats.first() {
        project.reason = Some(format!("该校班额偏大，扩建教室，新增学位{n}个，化解大班额。"));
    }
    project.seats = seats;
    Some(project)
}

/// What a project is written from.
pub(crate) struct Sketch<'a> {
    /// Running number.
    pub number: usize,
    /// What it is called after the school's name.
    pub title: &'a str,
    /// Where.
    pub school: &'a School,
    /// For which part.
    pub part: SchoolPart,
    /// 建设性质.
    pub nature: BuildNature,
    /// What.
    pub lines: Vec<ProjectLine>,
    /// The gaps it closes.
    pub closes: Vec<GapRef>,
}

/// Writes a project out, without years and money; `None` when its lines cost nothing.
pub(crate) fn write(sketch: Sketch<'_>, dossier: &Dossier, policy: &Policy, dice: &mut Dice) -> Option<Project> {
    let Sketch { number, title, school, part, nature, lines, closes } = sketch;
    let context = price::context(dossier, school, nature);
    let works = Fen::sum(lines.iter().map(|l| l.amount)).ok().filter(|f| f.0 > 0)?;
    let builds = nature != BuildNature::Purchase;
    let (mut other_fees, mut contingency) = (Fen::ZERO, Fen::ZERO);
    if builds {
        other_fees = price::share(policy, "estimate.other_fees_share", &context, dossier, works, dice.between(40, 60));
        let both = works.plus(other_fees).ok()?;
        contingency = price::share(policy, "estimate.contingency_share", &context, dossier, both, dice.between(35, 50));
    }
    Some(Project {
        id: ProjectId(format!("{}-P{number:03}", dossier.county)),
        name: format!("{}{title}", school.name),
        place: Place::School(school.id.clone()),
        part,
        nature,
        reason: Some(reason(&lines)),
        performance: performance(&lines, pupils(school, dossier), builds),
        seats: Vec::new(),
        lines,
        other_fees,
        contingency,
        start: dossier.cycle.first,
        finish: dossier.cycle.first,
        need_by: None,
        funding: Vec::new(),
        preparation: Preparation::default(),
        closes,
        after: Vec::new(),
    })
}

/// The compulsory part, named where the school has another one too.
pub(crate) fn part(school: &School) -> SchoolPart {
    match school.kind.map(|k| k.stages()) {
        Some([Stage::Primary]) => SchoolPart::Primary,
        Some([Stage::Junior] | [Stage::Junior, Stage::Senior]) => SchoolPart::Junior,
        _ => SchoolPart::Compulsory,
    }
}

fn pupils(school: &School, dossier: &Dossier) -> u32 {
    school.record(dossier.base_year).and_then(|r| r.enrolment.compulsory(Enrolment::pupils)).unwrap_or(0)
}

fn reason(lines: &[ProjectLine]) -> String {
    let short = |l: &ProjectLine| format!("{}{}{}", l.item.zh(), l.item.unit().show(l.quantity), l.item.unit().zh());
    let list: Vec<String> = lines.iter().map(short).collect();
    format!("对照办学条件标准，该校缺{}，按照缺什么补什么的原则补齐。", list.join("、"))
}

/// Seats that classrooms beyond the missing ones add: a standard class each.
fn seats(bundle: &Bundle, dossier: &Dossier, policy: &Policy, school: &School) -> Vec<(Stage, u32)> {
    let stage = if part(school) == SchoolPart::Junior { Stage::Junior } else { Stage::Primary };
    let class = price::class(policy, dossier, school, stage).filter(|_| bundle.more_rooms > 0);
    class.map(|class| (stage, count(bundle.more_rooms * i64::from(class)))).into_iter().collect()
}

fn performance(lines: &[ProjectLine], pupils: u32, builds: bool) -> Vec<PerformanceTarget> {
    let target = |kind, indicator: String, relation, value, unit: &str| PerformanceTarget {
        kind,
        indicator,
        relation,
        value,
        unit: unit.to_owned(),
    };
    let mut all: Vec<PerformanceTarget> = lines
        .iter()
        .map(|l| {
            let unit = l.item.unit();
            let hundredths = if unit.scale() == 100 { l.quantity } else { l.quantity * 100 };
            target(
                PerformanceKind::Output,
                format!("补齐{}", l.item.zh()),
                TargetRelation::AtLeast,
                hundredths,
                unit.zh(),
            )
        })
        .collect();
    let accepted = if builds { "竣工验收合格率" } else { "设备验收合格率" };
    all.push(target(PerformanceKind::Output, accepted.to_owned(), TargetRelation::Exactly, 10_000, "%"));
    all.push(target(
        PerformanceKind::Benefit,
        "受益学生数".to_owned(),
        TargetRelation::AtLeast,
        i64::from(pupils) * 100,
        "人",
    ));
    all.push(target(PerformanceKind::Satisfaction, "师生和家长满意度".to_owned(), TargetRelation::AtLeast, 9_000, "%"));
    all
}

/// Sets the years of a project and what has to be ready for them.
pub(crate) fn set_years(
    project: &mut Project,
    builds: bool,
    start: Year,
    finish: Year,
    dossier: &Dossier,
    dice: &mut Dice,
) {
    (project.start, project.finish, project.need_by) = (start, finish, Some(finish));
    let first = start == dossier.cycle.first;
    if !builds {
        project.preparation = Preparation {
            land: Some(LandStatus::OnCampus),
            approval: Some(Approval::NotNeeded),
            lead_months: Some(if first { 1 } else { 2 }),
            works_start: YearMonth::new(start.0, if first { 11 } else { 6 }),
            works_finish: YearMonth::new(finish.0, if first { 12 } else { 8 }),
            investment_code: None,
        };
        return;
    }
    let approval = match start.0.saturating_sub(dossier.cycle.first.0) {
        0 => Approval::Tendered,
        1 => Approval::Design,
        2 => Approval::Feasibility,
        _ => Approval::Proposal,
    };
    let months =
        (start.0.saturating_sub(dossier.as_of.year().0) * 12 + 4).saturating_sub(u16::from(dossier.as_of.month()));
    project.preparation = Preparation {
        land: Some(LandStatus::OnCampus),
        approval: Some(approval),
        lead_months: Some(if first { 0 } else { u8::try_from(months).unwrap_or(0) }),
        works_start: YearMonth::new(start.0, if first { 10 } else { 4 }),
        works_finish: YearMonth::new(
            finish.0,
            if first && finish > start {
                8
            } else if first {
                12
            } else {
                10
            },
        ),
        investment_code: Some(format!(
            "{:02}{:02}-{}-04-01-{:06}",
            dossier.as_of.year().0 % 100,
            dice.between(1, 9),
            dossier.county,
            dice.between(100_000, 999_999)
        )),
    };
}
