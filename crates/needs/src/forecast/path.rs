//! One method run year by year (逐年推算).

use super::adjust::Adjustments;
use super::fit::{Fit, Level, Ratio, index};
use super::history::{GRADES, grades, stage_of};
use super::method::Method;
use super::promotion::Source;
use model::{SchoolYear, Stage};

/// Pupils of a grade as forecast (预测值), in fractions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub pupils: f64,
    /// Rests on a first grade carried on from the past, no births or grade below being known.
    pub assumed: bool,
}

/// All grades of all schools in one autumn; `None` is "no data".
pub(super) type State = Vec<[Option<Cell>; GRADES]>;

/// A method's forecast: the origin's state, then every year.
pub(super) type Path = Vec<State>;

pub(super) fn get(state: &State, line: usize, grade: usize) -> Option<Cell> {
    state.get(line)?.get(grade.checked_sub(1)?).copied().flatten()
}

pub(super) fn slot(state: &mut State, line: usize, grade: usize) -> Option<&mut Option<Cell>> {
    state.get_mut(line)?.get_mut(grade.checked_sub(1)?)
}

/// Pupils of a stage; `None` when a grade has no figure.
pub(super) fn stage_total(state: &State, line: usize, stage: Stage) -> Option<Cell> {
    let all = Cell { pupils: 0.0, assumed: false };
    grades(stage).map(|g| get(state, line, g)).try_fold(all, |all, cell| {
        let cell = cell?;
        Some(Cell { pupils: all.pupils + cell.pupils, assumed: all.assumed || cell.assumed })
    })
}

/// The paths of the methods asked for, in the order of [`Method::ALL`]; those not asked for are `None`.
pub(super) fn paths(fit: &Fit<'_>, wanted: &[Method], years: u16, adjust: &Adjustments<'_>) -> [Option<Path>; 6] {
    let wants = |m: Method| wanted.contains(&m);
    let both = wants(Method::Combination);
    let run = |m: Method, also: bool| (wants(m) || also).then(|| path(fit, m, years, adjust));
    let last = run(Method::LastValue, both);
    let drawn = run(Method::ShrunkRatio, both);
    let mixed = drawn.as_ref().zip(last.as_ref()).filter(|_| both).map(|(d, l)| mix(fit, d, l));
    [last, run(Method::RollUp, false), run(Method::SurvivalRatio, false), drawn, run(Method::DampedTrend, false), mixed]
}

fn path(fit: &Fit<'_>, method: Method, years: u16, adjust: &Adjustments<'_>) -> Path {
    let base = (0..fit.panel.lines.len())
        .map(|line| fit.counted(line).map(|pupils| pupils.map(|pupils| Cell { pupils, assumed: false })));
    let mut states = vec![base.collect::<State>()];
    for ahead in 1..=years {
        let Some(now) = states.last() else { break };
        let mut next = if method.blind() { carry(fit, method, now, ahead) } else { step(fit, method, now, ahead) };
        adjust.apply(fit, &mut next, ahead, method.blind());
        states.push(next);
    }
    states
}

/// Every grade as it is, or with what is left of the trend.
fn carry(fit: &Fit<'_>, method: Method, now: &State, ahead: u16) -> State {
    let damping = fit.settings.damping.powi(i32::from(ahead));
    let mut next = now.clone();
    for (line, row) in next.iter_mut().enumerate() {
        for (cell, grade) in row.iter_mut().zip(1..=GRADES) {
            let stage = stage_of(grade);
            let growth = fit.growth.get(line).and_then(|g| g.get(index(stage))).copied().unwrap_or(0.0);
            let factor = if method == Method::DampedTrend { (growth * damping).exp() } else { 1.0 };
            *cell = cell.map(|c| Cell { pupils: c.pupils * factor, assumed: true });
        }
    }
    next
}

/// Every grade one year on.
fn step(fit: &Fit<'_>, method: Method, now: &State, ahead: u16) -> State {
    let mut next: State = vec![[None; GRADES]; now.len()];
    let sum = |lines: &[usize]| {
        lines.iter().map(|l| get(now, *l, 6)).try_fold(Cell { pupils: 0.0, assumed: false }, |all, c| {
            let c = c?;
            Some(Cell { pupils: all.pupils + c.pupils, assumed: all.assumed || c.assumed })
        })
    };
    let rest = sum(&fit.promotion.unbound).zip(pick(method, fit.promotion.rest)).map(|(c, r)| scaled(c, r));
    for (line, row) in next.iter_mut().enumerate() {
        for (cell, grade) in row.iter_mut().zip(1..=GRADES) {
            *cell = match grade {
                _ if !fit.offers(line, grade, ahead) => nobody(fit, line, grade),
                1 => entrants(fit, method, line, ahead),
                7 => match fit.promotion.source(line) {
                    Some(Source::Fed { from, ratio }) => {
                        sum(from).zip(pick(method, *ratio)).map(|(c, ratio)| scaled(c, ratio))
                    }
                    Some(Source::Rest { share }) => rest.map(|c| scaled(c, *share)),
                    None => level(fit, method, line, Stage::Junior, ahead),
                },
                _ => onward(fit, method, line, grade, ahead, now),
            };
        }
    }
    next
}

fn onward(fit: &Fit<'_>, method: Method, line: usize, grade: usize, ahead: u16, now: &State) -> Option<Cell> {
    let below = grade.checked_sub(1)?;
    let here = get(now, line, grade);
    let from = get(now, line, below);
    // a school that takes pupils in at a later grade is expected to go on doing so
    let fed = fit.offers(line, below, ahead.saturating_sub(1)) || from.is_some_and(|c| c.pupils > 0.0);
    if !fed {
        return here;
    }
    let ratio = fit.ratio(line, below);
    if method == Method::SurvivalRatio && ratio.own.is_none() && here.is_some_and(|c| c.pupils > 0.0) {
        return here;
    }
    from.zip(pick(method, ratio)).map(|(c, ratio)| scaled(c, ratio))
}

fn scaled(cell: Cell, by: f64) -> Cell {
    Cell { pupils: cell.pupils * by, ..cell }
}

/// The ratio a method goes by; a school without its own goes by the drawn one.
fn pick(method: Method, ratio: Ratio) -> Option<f64> {
    match method {
        Method::RollUp => ratio.drawn.map(|_| 1.0),
        Method::SurvivalRatio => ratio.own.or(ratio.drawn),
        _ => ratio.drawn,
    }
}

/// A grade that is not offered has no pupils, unless the origin does not say.
fn nobody(fit: &Fit<'_>, line: usize, grade: usize) -> Option<Cell> {
    let counted = fit.counted(line).get(grade.checked_sub(1)?).copied().flatten();
    counted.map(|_| Cell { pupils: 0.0, assumed: false })
}

/// First graders: from births, else as they have been.
fn entrants(fit: &Fit<'_>, method: Method, line: usize, ahead: u16) -> Option<Cell> {
    let year = SchoolYear(fit.origin.0.checked_add(ahead)?);
    let planned = fit.panel.lines.get(line)?.opens.is_some();
    if planned {
        return Some(Cell { pupils: 0.0, assumed: false }); // what it takes from others comes with the adjustments
    }
    let born = fit.born(line, year).map(|pupils| Cell { pupils, assumed: false });
    born.or_else(|| level(fit, method, line, Stage::Primary, ahead))
}

/// The first grade of a stage carried on, as long as the packs allow.
fn level(fit: &Fit<'_>, method: Method, line: usize, stage: Stage, ahead: u16) -> Option<Cell> {
    if fit.panel.lines.get(line)?.opens.is_some() {
        return Some(Cell { pupils: 0.0, assumed: false });
    }
    let Level { last, mean } = fit.level.get(line)?.get(index(stage)).copied().flatten()?;
    let pupils = if matches!(method, Method::ShrunkRatio | Method::Combination) { mean } else { last };
    (ahead <= fit.settings.entry_years).then_some(Cell { pupils, assumed: true })
}

/// The drawn ratios and the last value, which weighs less every year; in grades that open or run out, the ratios alone.
fn mix(fit: &Fit<'_>, drawn: &Path, last: &Path) -> Path {
    let mut out = Path::with_capacity(drawn.len());
    let mut weight = 1.0;
    for (ahead, (drawn, last)) in (0_u16..).zip(drawn.iter().zip(last)) {
        let mut state = drawn.clone();
        for (line, row) in state.iter_mut().enumerate() {
            for (cell, grade) in row.iter_mut().zip(1..=GRADES) {
                let stays = fit.offers(line, grade, ahead) && fit.offers(line, grade, 0);
                if let Some((c, l)) = cell.as_mut().zip(get(last, line, grade).filter(|_| stays)) {
                    c.pupils = c.pupils * (1.0 - weight) + l.pupils * weight;
                }
            }
        }
        out.push(state);
        weight *= fit.settings.last_weight;
    }
    out
}
