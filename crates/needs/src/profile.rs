//! The requirements that fit one sort of school (适用要求), found once and put to every school of that sort.

use crate::counts::Stages;
use crate::formula::Compiled;
use crate::gap::{Missing, is_danger};
use crate::split::Weights;
use model::{Date, Item, School, SchoolKind, Setting, Stage};
use policy::{Context, Policy, Requirement, SettingGroup, Standard};

/// What the choice of requirements depends on (学校类别). `None` is "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Kind.
    pub kind: Option<SchoolKind>,
    /// Urban–rural group.
    pub setting: Option<SettingGroup>,
    /// Boarding.
    pub boarding: Option<bool>,
    /// Stages taught.
    pub stages: Stages,
    /// Year built.
    pub built: Option<u16>,
}

impl Sort {
    /// The sort of a school. A school that does not say whether it boards pupils does so when it has boarders.
    pub fn of(school: &School, stages: Stages, boarders: Option<u32>) -> Sort {
        let group = |s: Setting| match (s.is_city(), s.is_town()) {
            (true, _) => SettingGroup::City,
            (_, true) => SettingGroup::Town,
            _ => SettingGroup::Village,
        };
        let boarding = school.boarding.or(boarders.map(|b| b > 0));
        let built = school.founded.map(|y| y.0);
        Sort { kind: school.kind, setting: school.setting.map(group), boarding, stages, built }
    }
}

/// One formula of a row, with the stage its basis is counted for (`None`: once over the compulsory stages).
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The stage.
    pub stage: Option<Stage>,
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Its formula in integers.
    pub formula: Compiled,
}

/// Everything one standard asks of one item (一项要求).
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The item.
    pub item: Item,
    /// The standard.
    pub standard: Standard,
    /// The formulas, summed over the stages.
    pub parts: Vec<Part<'a>>,
    /// Items that count together as present.
    pub counts: &'a [Item],
    /// Items subtracted from what is present.
    pub less: &'a [Item],
    /// Items this one stands in for: it is asked only where none of them is known.
    pub stands_for: &'a [Item],
    /// The property of the school that is not known and on which the requirement depends.
    pub unknown: Option<Missing>,
}

impl Row<'_> {
    fn is(&self, other: &Row<'_>) -> bool {
        self.item == other.item && self.standard == other.standard
    }
    fn same(&self, other: &Row<'_>) -> bool {
        self.is(other)
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(|(a, b)| a.requirement.key == b.requirement.key)
    }
}

/// The rows of one sort of school, by item and standard, with the weights of its stages.
#[derive(Debug, Clone)]
pub struct Profile<'a> {
    /// The rows.
    pub rows: Vec<Row<'a>>,
    /// Weights for splitting shared totals.
    pub weights: Weights,
}

/// The standards gaps are measured against (参加缺口测算的标准).
pub const MEASURED: [Standard; 2] = [Standard::Basic, Standard::Balanced];

impl<'a> Profile<'a> {
    /// Finds the rows of a sort. A property that is not known is tried with each of its values: where they lead to the
    /// same requirements the row stands, where they do not it is "no data" for want of that property.
    pub fn of(policy: &'a Policy, region: &model::RegionCode, date: Date, sort: Sort) -> Profile<'a> {
        let kinds = sort.kind.map_or_else(|| vec![SchoolKind::Primary, SchoolKind::Junior], |k| vec![k]);
        let settings = sort.setting.map_or_else(
            || vec![Setting::MainCity, Setting::TownCentre, Setting::Village],
            |s| match s {
                SettingGroup::City => vec![Setting::MainCity],
                SettingGroup::Town => vec![Setting::TownCentre],
                SettingGroup::Village => vec![Setting::Village],
            },
        );
        let boarding = sort.boarding.map_or_else(|| vec![true, false], |b| vec![b]);
        let built = sort.built.map_or_else(|| eras(policy), |y| vec![y]);
        let mut variants = Vec::new();
        for kind in &kinds {
            for setting in &settings {
                for boards in &boarding {
                    for year in &built {
                        let context = Context {
                            kind: Some(*kind),
                            setting: Some(*setting),
                            boarding: Some(*boards),
                            region: Some(region.clone()),
                            built: Some(*year),
                            ..Context::default()
                        };
                        let rows = rows(policy, &context, sort.stages, *kind, date);
                        variants.push(Variant { setting: *setting, boards: *boards, built: *year, rows });
                    }
                }
            }
        }
        let mut merged: Vec<Row<'a>> = Vec::new();
        for variant in &variants {
            for row in &variant.rows {
                if merged.iter().any(|m| m.is(row)) {
                    continue;
                }
                let mut row = row.clone();
                row.unknown = unknown(sort, &row, &variants);
                merged.push(row);
            }
        }
        merged.sort_by_key(|r| (r.item, r.standard));
        let weights = sort.kind.map_or_else(Weights::default, |k| Weights::from_policy(policy, k, date));
        Profile { rows: merged, weights }
    }
}

/// The years that stand for all years of building: each limit the packs name, and one after them all.
fn eras(policy: &Policy) -> Vec<u16> {
    let mut years: Vec<u16> = policy.requirements.iter().filter_map(|r| r.applies.built_until).collect();
    years.sort_unstable();
    years.dedup();
    years.push(years.last().map_or(0, |y| y.saturating_add(1)));
    years
}

/// One way in which the unknown properties may turn out.
struct Variant<'a> {
    setting: Setting,
    boards: bool,
    built: u16,
    rows: Vec<Row<'a>>,
}

impl Variant<'_> {
    fn has(&self, row: &Row<'_>) -> bool {
        self.rows.iter().any(|r| r.same(row))
    }
}

/// The property for want of which a row is not certain.
fn unknown(sort: Sort, row: &Row<'_>, variants: &[Variant<'_>]) -> Option<Missing> {
    if sort.kind.is_none() {
        return Some(Missing::Kind);
    }
    let one = variants.iter().find(|v| v.has(row))?;
    let differs = |other: &dyn Fn(&Variant<'_>) -> bool| variants.iter().any(|v| other(v) && !v.has(row));
    if !differs(&|_| true) {
        None
    } else if differs(&|v| v.boards == one.boards && v.built == one.built) {
        Some(Missing::Setting)
    } else if differs(&|v| v.setting == one.setting && v.built == one.built) {
        Some(Missing::Boarding)
    } else {
        Some(Missing::Built)
    }
}

/// The rows of a case in which everything is known. Of several requirements of one item, standard and stage the most
/// special one is used, of equally special ones the later.
fn rows<'a>(policy: &'a Policy, context: &Context, stages: Stages, kind: SchoolKind, date: Date) -> Vec<Row<'a>> {
    let mut taught: Vec<Stage> = stages.compulsory().collect();
    if taught.is_empty() {
        taught = kind.stages().iter().copied().filter(|s| Stage::COMPULSORY.contains(s)).collect();
    }
    let mut rows: Vec<Row<'a>> = Vec::new();
    for standard in MEASURED {
        for (stage, requirement) in policy.school_requirements(standard, context, &taught, date) {
            if is_danger(requirement.item) {
                continue; // measured as what is present, whatever the packs say
            }
            let part = Part { stage, requirement, formula: Compiled::of(requirement) };
            match rows.iter_mut().find(|r| r.item == requirement.item && r.standard == standard) {
                Some(row) => place(row, part),
                None => rows.push(Row {
                    item: requirement.item,
                    standard,
                    parts: vec![part],
                    counts: &requirement.counts,
                    less: &requirement.less,
                    stands_for: &requirement.stands_for,
                    unknown: None,
                }),
            }
        }
    }
    rows
}

fn place<'a>(row: &mut Row<'a>, part: Part<'a>) {
    match row.parts.iter_mut().find(|p| p.stage == part.stage) {
        Some(rival) => {
            if part.requirement.applies.speciality() >= rival.requirement.applies.speciality() {
                *rival = part;
            }
        }
        None => row.parts.push(part),
    }
}

/// The profiles of a county, made when first asked for (县内要求汇编).
#[derive(Debug)]
pub struct Profiles<'a> {
    policy: &'a Policy,
    region: model::RegionCode,
    date: Date,
    eras: Vec<u16>,
    made: Vec<(Sort, Profile<'a>)>,
}

impl<'a> Profiles<'a> {
    /// Nothing made yet.
    pub fn new(policy: &'a Policy, region: &model::RegionCode, date: Date) -> Profiles<'a> {
        Profiles { policy, region: region.clone(), date, eras: eras(policy), made: Vec::new() }
    }

    /// The profile of a sort.
    pub fn get(&mut self, mut sort: Sort) -> Option<&Profile<'a>> {
        // schools of one era are of one sort
        sort.built = sort.built.map(|y| self.eras.iter().copied().find(|era| y <= *era).unwrap_or(u16::MAX));
        let at = match self.made.iter().position(|(s, _)| *s == sort) {
            Some(at) => at,
            None => {
                self.made.push((sort, Profile::of(self.policy, &self.region, self.date, sort)));
                self.made.len() - 1
            }
        };
        self.made.get(at).map(|(_, p)| p)
    }
}
