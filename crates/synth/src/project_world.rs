//! Worlds whose plans are full of projects (项目样板), for measuring the rules.

use crate::dice::Dice;
use crate::plan::{Sketch, context, lines, part, set_years, write};
use crate::world::{World, world};
use model::{
    BudgetLine, BuildNature, Category, DocumentRef, Dossier, Fen, FundSource, Funding, GapRef, Item, Project, School,
    SchoolId, Year,
};
use policy::Policy;
use std::collections::BTreeMap;

/// Projects of a county when a world is made for them, about three for every school.
const USUAL: usize = 211;

/// A world of counties with plans (带规划项目的虚构区县集合).
#[derive(Debug, Clone)]
pub struct ProjectWorld {
    world: World,
    total: usize,
}

/// A world whose plans hold `total` projects, about 211 a county, as far as [`world`] has counties. One in twenty carries a flaw.
pub fn projects(total: usize, seed: u64) -> ProjectWorld {
    ProjectWorld { world: world(total.div_ceil(USUAL), seed, None), total }
}

impl ProjectWorld {
    /// How many counties.
    pub fn counties(&self) -> usize {
        self.world.counties()
    }

    /// The `n`th county, still without its plan; `None` beyond the last one.
    pub fn county(&self, n: usize) -> Option<Dossier> {
        self.world.county(n)
    }

    /// Gives the `n`th county its plan, priced from the policy. Projects add no more than the school is short of, by the
    /// shortages given; where nothing of a project's content is short, it repairs what is there.
    pub fn plan(&self, n: usize, dossier: &mut Dossier, policy: &Policy, shortages: &[GapRef]) {
        let counties = self.counties().max(1);
        let count = self.total / counties + usize::from(n < self.total % counties);
        let mut short: Shortages<'_> = BTreeMap::new();
        for gap in shortages {
            let most = short.entry((&gap.school, gap.item)).or_default();
            *most = gap.quantity.max(*most);
        }
        fill(dossier, count, policy, &short, u64::try_from(n).unwrap_or(0));
    }
}

/// What schools are short of.
type Shortages<'a> = BTreeMap<(&'a SchoolId, Item), i64>;

/// A sort of project: title, nature, items with the least and the most of them.
type Work = (&'static str, BuildNature, &'static [(Item, i64, i64)]);

/// What is planned, turn by turn.
const WORK: [Work; 6] = [
    ("教室扩建项目", BuildNature::Extension, &[(Item::Classroom, 1, 4)]),
    (
        "设施设备购置项目",
        BuildNature::Purchase,
        &[(Item::Desk, 30, 150), (Item::Books, 400, 3_000), (Item::DrinkingWater, 1, 4)],
    ),
    ("厕所改造项目", BuildNature::Rebuild, &[(Item::GirlsStall, 4, 14), (Item::BoysStall, 2, 6), (Item::Urinal, 2, 8)]),
    ("信息化设备项目", BuildNature::Purchase, &[(Item::MultimediaRoom, 1, 6), (Item::Computer, 10, 40)]),
    ("运动场地改造项目", BuildNature::Rebuild, &[(Item::SportsField, 400, 2_400), (Item::BasketballCourt, 1, 2)]),
    ("功能教室改造项目", BuildNature::Renovation, &[(Item::CounsellingRoom, 1, 1), (Item::Laboratory, 1, 2)]),
];

fn fill(dossier: &mut Dossier, count: usize, policy: &Policy, short: &Shortages<'_>, seed: u64) {
    let mut dice = Dice::new(seed, 0xf11);
    let mut made = Vec::with_capacity(count);
    for (number, school) in (1..=count).zip(dossier.schools.iter().cycle()) {
        let work = WORK.get((number + number / dossier.schools.len().max(1)) % WORK.len());
        let Some(mut project) = work.and_then(|w| one(number, school, w, dossier, policy, short, &mut dice)) else {
            continue;
        };
        if dice.chance(50) {
            flaw(&mut project, &mut dice);
        }
        made.push(project);
    }
    dossier.plan.projects = made;
    dossier.budgets = enough(dossier);
    dossier.sort();
}

fn one(
    number: usize,
    school: &School,
    (title, nature, items): &Work,
    dossier: &Dossier,
    policy: &Policy,
    short: &Shortages<'_>,
    dice: &mut Dice,
) -> Option<Project> {
    let gap = |&(item, low, high): &(Item, i64, i64), dice: &mut Dice| {
        let wanted = dice.between(low, high) * item.unit().scale();
        GapRef { school: school.id.clone(), item, quantity: wanted }
    };
    let wanted: Vec<GapRef> = items.iter().map(|i| gap(i, dice)).collect();
    let missing = |g: &GapRef| {
        let most = short.get(&(&g.school, g.item)).copied().filter(|n| *n > 0)?;
        Some(GapRef { quantity: g.quantity.min(most), ..g.clone() })
    };
    let closes: Vec<GapRef> = wanted.iter().filter_map(missing).collect();
    let (title, nature, planned) = match closes.is_empty() {
        false => (*title, *nature, &closes),
        true => ("校舍设施维修项目", BuildNature::Renovation, &wanted),
    };
    let priced = lines(dossier, policy, &context(dossier, school, nature), planned, dice);
    let sketch = Sketch { number, title, school, part: part(school), nature, lines: priced, closes };
    let mut project = write(sketch, dossier, policy, dice)?;
    let builds = nature != BuildNature::Purchase && project.category() == Some(Category::Building);
    let start = Year(u16::try_from(dice.between(2021, 2024)).unwrap_or(2022));
    let finish = if builds && dice.chance(400) { start.plus(1) } else { start };
    set_years(&mut project, builds, start, finish, dossier, dice);
    let total = project.total().ok()?;
    let source = *dice.pick(&[FundSource::Central, FundSource::Region, FundSource::City, FundSource::County])?;
    let early = if start == finish { total } else { Fen(total.0 / 2 - (total.0 / 2).rem_euclid(Fen::GRAIN.0)) };
    project.funding.push(Funding { year: start, source, amount: early });
    if early < total {
        project.funding.push(Funding { year: finish, source, amount: Fen(total.0 - early.0) });
    }
    Some(project)
}

/// One flaw of six, each easy to find.
fn flaw(project: &mut Project, dice: &mut Dice) {
    match dice.below(6) {
        0 => project.performance.clear(),
        1 => project.funding.iter_mut().for_each(|f| f.source = FundSource::SchoolBorrowing),
        2 => project.finish = project.finish.plus(3),
        3 => project.part = model::SchoolPart::Senior,
        4 => project.reason = None,
        _ => {
            if let Some(line) = project.lines.first_mut() {
                line.amount = Fen(line.amount.0 + Fen::WAN.0);
            }
        }
    }
}

/// Budgets that cover what the plan asks of each lawful source, and a little more.
fn enough(dossier: &Dossier) -> Vec<BudgetLine> {
    let mut asked: BTreeMap<(Year, FundSource), i64> = BTreeMap::new();
    for part in dossier.plan.projects.iter().flat_map(|p| &p.funding).filter(|f| f.source.is_lawful()) {
        *asked.entry((part.year, part.source)).or_default() += part.amount.0;
    }
    let line = |((year, source), fen): ((Year, FundSource), i64)| BudgetLine {
        source,
        year,
        amount: Fen((fen / Fen::WAN.0 + 1) * Fen::WAN.0),
        document: Some(DocumentRef { title: "资金安排（演示）".to_owned(), number: None, date: None }),
        name: None,
    };
    asked.into_iter().map(line).collect()
}
