//! Which method is used for which schools (方法选择): the best in the back-test, or a simpler one within one standard error.

use super::backtest::{Misses, Trial, Trials};
use super::cohort::BirthTable;
use super::history::Panel;
use super::interval::{Level, Width, Widths, conformal, student};
use super::method::Method;
use super::settings::Settings;
use model::{Dossier, Stage, ZoneId};
use policy::Policy;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why a method is used (选用理由).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was the best in the back-test.
    Best,
    /// It was within one standard error of the best and is simpler.
    Simpler,
    /// Too few schools of the size: chosen over all schools of the stage.
    Pooled,
    /// The past is too short to test: the default, untested.
    Untested,
}

/// One competitor in one group (参评方法).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The method.
    pub method: Method,
    /// It may be chosen. One that cannot see births or the grade below is shown for comparison only where those are known.
    pub eligible: bool,
    /// Its errors over all origins and horizons.
    pub misses: Misses,
}

/// The method of a stage and size group (某学段某规模组所用方法).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The stage.
    pub stage: Stage,
    /// The size group, 0 the smallest.
    pub group: usize,
    /// Fewest pupils of the group.
    pub from: u32,
    /// Pupils it ends before; `None` for the largest.
    pub to: Option<u32>,
    /// The method used.
    pub method: Method,
    /// Why.
    pub why: Why,
    /// Schools it was chosen on.
    pub schools: usize,
    /// All that competed, simplest first; of the stage where pooled.
    pub candidates: Vec<Candidate>,
}

/// One line of the back-test (回测结果): one level and horizon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestRow {
    /// The stage.
    pub stage: Stage,
    /// Schools of a group, all schools, zones or the county.
    pub level: Level,
    /// Years ahead.
    pub horizon: u16,
    /// Forecasts compared with what came.
    pub tests: usize,
    /// Errors of the methods chosen.
    pub chosen: Misses,
    /// Errors of the last value.
    pub last_value: Option<Misses>,
    /// Errors of the plain ratios of the school.
    pub survival_ratio: Option<Misses>,
    /// Of the forecasts from the latest origin, how many fell into the interval drawn from the earlier ones, and how
    /// many there are; `None` with one origin only or too few errors.
    pub covered: Option<(usize, usize)>,
}

/// The methods of a county, chosen (已选方法), with the widths of their intervals and the back-test they come from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Methods {
    /// By stage and size group; empty when the packs lack parameters.
    pub choices: Vec<Choice>,
    /// The intervals.
    pub widths: Widths,
    /// The back-test; empty when the past is too short.
    pub rows: Vec<TestRow>,
    /// One method for everything, chosen by nobody.
    pub(super) only: Option<Method>,
}

/// The method where the past is too short to test any.
const DEFAULT: Method = Method::ShrunkRatio;

impl Methods {
    /// The same method everywhere, without intervals: for comparisons.
    pub fn only(method: Method) -> Methods {
        Methods { only: Some(method), ..Methods::default() }
    }

    /// The method for a stage and size group.
    pub fn of(&self, stage: Stage, group: usize) -> Method {
        let chosen = self.choices.iter().find(|c| c.stage == stage && c.group == group).map(|c| c.method);
        self.only.or(chosen).unwrap_or(DEFAULT)
    }

    /// Every method in use.
    pub fn used(&self) -> Vec<Method> {
        let used: BTreeSet<Method> = self.choices.iter().map(|c| self.only.unwrap_or(c.method)).collect();
        if used.is_empty() { vec![self.only.unwrap_or(DEFAULT)] } else { used.into_iter().collect() }
    }
}

/// Chooses the methods of a county by the rolling-origin back-test.
pub fn choose(dossier: &Dossier, policy: &Policy) -> Methods {
    let Some(settings) = Settings::of(policy, dossier.as_of) else { return Methods::default() };
    let panel = Panel::of(dossier);
    let births = BirthTable::of(&dossier.births);
    let trials = super::backtest::run(&panel, &births, &settings);
    let mut out = Methods::default();
    for stage in Stage::COMPULSORY {
        choose_stage(&mut out, &trials, &settings, stage);
    }
    let scored = Scored::of(&out, &trials.all, &panel);
    out.widths =
        Widths { list: widths(&scored, &settings), growth: settings.growth, chance: student(1000, settings.level) };
    out.rows = rows(&scored, &settings);
    out
}

fn choose_stage(out: &mut Methods, trials: &Trials, settings: &Settings, stage: Stage) {
    let driven = trials.driven.get(super::fit::index(stage)).copied().unwrap_or(false);
    let eligible = |m: &Method| !(driven && m.blind());
    let mine: Vec<&Trial> = trials.all.iter().filter(|t| t.stage == stage).collect();
    let pooled = compete(&mine, eligible).filter(|c| c.schools >= settings.stage_minimum);
    for (group, (from, to)) in settings.groups(stage).into_iter().enumerate() {
        let own: Vec<&Trial> = mine.iter().copied().filter(|t| t.group == group).collect();
        let own = compete(&own, eligible).filter(|c| c.schools >= settings.group_minimum);
        let (found, why) = match (own, &pooled) {
            (Some(own), _) => {
                let why = own.why;
                (Some(own), why)
            }
            (None, Some(pooled)) => (Some(pooled.clone()), Why::Pooled),
            (None, None) => (None, Why::Untested),
        };
        let (method, schools, candidates) =
            found.map_or((DEFAULT, 0, Vec::new()), |f| (f.method, f.schools, f.candidates));
        out.choices.push(Choice { stage, group, from, to, method, why, schools, candidates });
    }
}

#[derive(Debug, Clone)]
struct Outcome {
    method: Method,
    why: Why,
    schools: usize,
    candidates: Vec<Candidate>,
}

/// The best eligible method by the mean error of the schools (each school's errors averaged first), or the simplest
/// whose mean distance from the best, school by school, is within one standard error of that distance.
fn compete(trials: &[&Trial], eligible: impl Fn(&Method) -> bool) -> Option<Outcome> {
    let contenders: Vec<Method> = Method::ALL.into_iter().filter(|m| eligible(m)).collect();
    let fair: Vec<&Trial> =
        trials.iter().copied().filter(|t| contenders.iter().all(|m| t.said(*m).is_some())).collect();
    let mut schools: BTreeMap<usize, (f64, [f64; 6])> = BTreeMap::new();
    for trial in &fair {
        let (count, sums) = schools.entry(trial.line).or_default();
        *count += 1.0;
        for (sum, method) in sums.iter_mut().zip(Method::ALL) {
            *sum += trial.miss(method).unwrap_or(0.0);
        }
    }
    let mean = |m: Method| -> Vec<f64> {
        schools.values().map(|(count, sums)| sums.get(m.index()).copied().unwrap_or(0.0) / count).collect()
    };
    let count: f64 = schools.values().map(|_| 1.0).sum();
    let all = |m: Method| mean(m).iter().sum::<f64>() / count;
    let best = contenders.iter().copied().min_by(|a, b| all(*a).total_cmp(&all(*b)).then(a.cmp(b)))?;
    if schools.len() < 2 {
        return None;
    }
    let errors = mean(best);
    let within = |m: &Method| {
        let distances: Vec<f64> = mean(*m).iter().zip(&errors).map(|(a, b)| a - b).collect();
        let middle = distances.iter().sum::<f64>() / count;
        let squares: f64 = distances.iter().map(|d| (d - middle) * (d - middle)).sum();
        middle <= (squares / (count - 1.0) / count).sqrt()
    };
    let method = contenders.iter().copied().find(|m| *m == best || within(m)).unwrap_or(best);
    let candidates = Method::ALL.into_iter().filter_map(|m| {
        let misses = Misses::of(fair.iter().filter_map(|t| t.miss(m)).collect())?;
        Some(Candidate { method: m, eligible: eligible(&m), misses })
    });
    let why = if method == best { Why::Best } else { Why::Simpler };
    Some(Outcome { method, why, schools: schools.len(), candidates: candidates.collect() })
}

/// What came, what the chosen methods said, the last value and the plain ratio.
#[derive(Debug, Clone, Copy)]
struct Score {
    origin: u16,
    came: f64,
    said: f64,
    last: Option<f64>,
    ratio: Option<f64>,
}

impl Score {
    fn score(&self) -> Option<f64> {
        Some((self.came / self.said).ln().abs()).filter(|s| s.is_finite())
    }
}

/// A zone, or the whole county; schools in no zone make a group of their own.
type Place<'a> = Option<Option<&'a ZoneId>>;

/// Scores by stage, level and horizon.
#[derive(Debug, Default)]
struct Scored(BTreeMap<(Stage, Level, u16), Vec<Score>>);

impl Scored {
    fn of(methods: &Methods, trials: &[Trial], panel: &Panel<'_>) -> Scored {
        let mut out = Scored::default();
        let mut sums: BTreeMap<(Stage, u16, u16, Place<'_>), Score> = BTreeMap::new();
        for t in trials {
            let Some(said) = t.said(methods.of(t.stage, t.group)) else { continue };
            let (last, ratio) = (t.said(Method::LastValue), t.said(Method::SurvivalRatio));
            let score = Score { origin: t.origin.0, came: t.came, said, last, ratio };
            for level in [Level::Group(t.group), Level::School] {
                out.0.entry((t.stage, level, t.horizon)).or_default().push(score);
            }
            let zone = panel.lines.get(t.line).and_then(|l| l.zone(t.stage));
            for place in [Some(zone), None] {
                let zero = Score { origin: t.origin.0, came: 0.0, said: 0.0, last: Some(0.0), ratio: Some(0.0) };
                let sum = sums.entry((t.stage, t.horizon, t.origin.0, place)).or_insert(zero);
                sum.came += score.came;
                sum.said += score.said;
                sum.last = sum.last.zip(last).map(|(a, b)| a + b);
                sum.ratio = sum.ratio.zip(ratio).map(|(a, b)| a + b);
            }
        }
        for ((stage, horizon, _, place), score) in sums {
            let level = if place.is_some() { Level::Zone } else { Level::County };
            out.0.entry((stage, level, horizon)).or_default().push(score);
        }
        out
    }
}

fn widths(scored: &Scored, settings: &Settings) -> Vec<Width> {
    let mut out: Vec<Width> = Vec::new();
    for ((stage, level, horizon), scores) in &scored.0 {
        let mut values: Vec<f64> = scores.iter().filter_map(Score::score).collect();
        let Some(mut width) = Width::of(*stage, *level, *horizon, &mut values, settings.level) else { continue };
        if let Some(nearer) = out.last().filter(|w| w.stage == *stage && w.level == *level) {
            width.log = width.log.max(nearer.log); // horizons come in order
        }
        out.push(width);
    }
    out
}

fn rows(scored: &Scored, settings: &Settings) -> Vec<TestRow> {
    let row = |((stage, level, horizon), scores): (&(Stage, Level, u16), &Vec<Score>)| {
        let misses = |said: fn(&Score) -> Option<f64>| {
            Misses::of(scores.iter().filter_map(|s| Some((said(s)? / s.came - 1.0).abs())).collect())
        };
        Some(TestRow {
            stage: *stage,
            level: *level,
            horizon: *horizon,
            tests: scores.len(),
            chosen: misses(|s| Some(s.said))?,
            last_value: misses(|s| s.last),
            survival_ratio: misses(|s| s.ratio),
            covered: covered(scores, settings.level),
        })
    };
    scored.0.iter().filter_map(row).collect()
}

/// The latest origin against the interval of the earlier ones.
fn covered(scores: &[Score], level: f64) -> Option<(usize, usize)> {
    let latest = scores.iter().map(|s| s.origin).max()?;
    let (new, old): (Vec<&Score>, Vec<&Score>) = scores.iter().partition(|s| s.origin == latest);
    let mut old: Vec<f64> = old.iter().filter_map(|s| s.score()).collect();
    let width = conformal(&mut old, level)?;
    let within = new.iter().filter(|s| s.score().is_some_and(|s| s <= width)).count();
    Some((within, new.len()))
}
