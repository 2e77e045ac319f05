//! Why a project is in the plan, why in its years, or what would bring it in (列入与落选原因): answered by solving again, with
//! the proof of each answer. What the prices alone say is kept apart and is an estimate.

use crate::again::{Again, again, holds};
use crate::candidate::Candidate;
use crate::conflict::richer;
use crate::error::ProgrammeError;
use crate::outcome::{Limits, Programme};
use crate::solve::{Dense, Prices, Remaining, starts};
use checker::{Instance, Schedule, Tier, Value};
use model::{Fen, FundSource, Message, ProjectId, Year};
use serde::Serialize;

/// Times an amount is halved when what just brings a project in is looked for.
const HALVINGS: u32 = 6;

/// Why it does not start in another year (为何不在别的年份).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    /// Its preparation or its length does not allow it.
    NotAllowed,
    /// Money is short beside everything else planned: so much, most of it in this year.
    Short {
        /// The year that lacks most.
        year: Year,
        /// What lacks over the years of the work.
        amount: Fen,
    },
    /// It is possible, and worth so many points less (or more, when negative) in its tier.
    Worth {
        /// The points lost.
        less: i64,
    },
}

/// Why a project is in the plan (列入原因).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyIn {
    /// First year.
    pub start: Year,
    /// For every other year in which it might start, why not then.
    pub instead: Vec<(Year, Instead)>,
    /// The plan solved again without it: what would come in its place, and what that is worth.
    pub without: Again,
}

/// An amount found by solving again (重新求解得到的界限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// With this it is in.
    pub at: Fen,
    /// With this it was still out; `None` when nothing nearer was tried.
    pub not_at: Option<Fen>,
}

/// Money that brings a project in (增加资金).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MoreMoney {
    /// The source.
    pub source: FundSource,
    /// The year.
    pub year: Year,
    /// With so much more, everything planned can stay and the project be added: checked. `None` where money of that year alone does
    /// not do it.
    pub beside: Option<Fen>,
    /// With so much more the plan solved again has it; `None` when even the whole cost was spent on others first.
    pub edge: Option<Edge>,
}

/// Why a project is out, and what would bring it in (落选原因与列入条件).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyOut {
    /// The reason as the plan's own list gives it; figures in it are estimates from the prices.
    pub reason: Message,
    /// The plan solved again with it held in, nothing above its tier being touched; `None` when what is above leaves it no money.
    pub forced: Option<Again>,
    /// The plan solved again with it held in before everything, where that is the only way.
    pub before_all: Option<Again>,
    /// Points it has in its tier, at its best start.
    pub score: i64,
    /// Points it would need more in its tier, at least and at most: proven.
    pub score_more: Option<(i64, i64)>,
    /// What it costs.
    pub cost: Fen,
    /// The cost at which it comes in.
    pub cheaper: Option<Edge>,
    /// The money that brings it in.
    pub money: Option<MoreMoney>,
}

/// The answer for one candidate (逐项原因).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is in the plan.
    In(Box<WhyIn>),
    /// It is not.
    Out(Box<WhyOut>),
}

/// One candidate with its answer (逐项原因).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The candidate.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// The tier it belongs to.
    pub tier: Tier,
    /// The answer.
    pub answer: Answer,
}

/// Answers for one candidate, solving the problem again as often as the question asks.
///
/// # Errors
/// A problem solved again cannot be stated. `Ok(None)`: there is no such candidate.
pub fn why(programme: &Programme, limits: &Limits, project: &ProjectId) -> Result<Option<Why>, ProgrammeError> {
    let Some(at) = programme.candidates.iter().position(|c| c.project.id == *project) else { return Ok(None) };
    let Ok(option) = u32::try_from(at) else { return Ok(None) };
    let Some(candidate) = programme.candidates.get(at) else { return Ok(None) };
    let tier = programme.instance.tiers().get(at).copied().unwrap_or(Tier::Need);
    let asked = Asked { programme, limits, at, option, candidate, tier };
    let start = programme.outcome.schedule.starts.iter().find(|s| s.option == option).map(|s| s.year as usize);
    let answer = match start {
        Some(start) => Answer::In(Box::new(asked.inside(start)?)),
        None => Answer::Out(Box::new(asked.outside()?)),
    };
    Ok(Some(Why { project: project.clone(), name: candidate.project.name.clone(), tier, answer }))
}

struct Asked<'a> {
    programme: &'a Programme,
    limits: &'a Limits,
    at: usize,
    option: u32,
    candidate: &'a Candidate,
    tier: Tier,
}

impl Asked<'_> {
    fn instance(&self) -> &Instance {
        &self.programme.instance
    }

    fn year(&self, t: usize) -> Year {
        self.instance().years.get(t).copied().unwrap_or(Year(0))
    }

    /// Points in its own tier when started in a year, seats apart.
    fn points(&self, t: usize) -> Option<i64> {
        let value = self.instance().options.get(self.at)?.value.get(t).copied().flatten();
        value.map(|v| v.get(self.tier))
    }

    fn inside(&self, start: usize) -> Result<WhyIn, ProgrammeError> {
        let dense = Dense::read(self.instance())?;
        let mut rest: Schedule = self.programme.outcome.schedule.clone();
        rest.starts.retain(|s| s.option != self.option);
        let mut remaining = Remaining::after(&dense, &rest);
        let own = self.points(start).unwrap_or(0);
        let mut instead = Vec::new();
        for t in (0..self.instance().years.len()).filter(|t| *t != start) {
            let answer = match self.points(t) {
                None => Instead::NotAllowed,
                Some(points) => match remaining.short(self.at, t, false) {
                    (_, 0) => Instead::Worth { less: own.saturating_sub(points) },
                    (worst, grains) => Instead::Short { year: self.year(worst), amount: fen(grains) },
                },
            };
            instead.push((self.year(t), answer));
        }
        let mut changed = self.instance().clone();
        let group = self.candidate_group();
        for choice in changed.options.iter_mut().filter(|c| c.group == group) {
            choice.value.iter_mut().for_each(|v| *v = None);
        }
        let (without, _) = again(self.programme, &changed, self.limits, None)?;
        Ok(WhyIn { start: self.year(start), instead, without })
    }

    fn candidate_group(&self) -> u32 {
        self.instance().options.get(self.at).map_or(self.candidate.group, |c| c.group)
    }

    fn outside(&self) -> Result<WhyOut, ProgrammeError> {
        let listed = self.programme.left_out.iter().find(|w| w.project == self.candidate.project.id);
        let reason = listed.map_or_else(|| Message::new("programme-out-waits"), |w| w.reason.clone());
        let years = 0..self.instance().years.len();
        let score = years.filter_map(|t| self.points(t)).max().unwrap_or(0);
        let cost = Fen::sum(self.candidate.profile.iter().copied())?;
        let mut out = WhyOut {
            reason,
            forced: None,
            before_all: None,
            score,
            score_more: None,
            cost,
            cheaper: None,
            money: None,
        };
        let possible = self.instance().options.get(self.at).is_some_and(|c| c.value.iter().any(Option::is_some));
        if !possible || self.candidate.sources.is_empty() {
            return Ok(out);
        }
        // a prize that outweighs its whole tier holds it in, if what is above leaves money for it
        let prize = self.programme.outcome.bound.get(self.tier).saturating_add(1).clamp(1, i64::MAX / 8);
        let raised = self.with_prize(self.tier, prize);
        let (forced, held) = again(self.programme, &raised, self.limits, Some((self.option, self.tier, prize)))?;
        if holds(&held, self.option) {
            out.score_more = forced.proven.map(|(least, most)| (most.saturating_neg().max(0), least.saturating_neg()));
            out.forced = Some(forced);
        } else {
            let first = self.with_prize(Tier::Required, 1);
            let (forced, held) = again(self.programme, &first, self.limits, Some((self.option, Tier::Required, 1)))?;
            out.before_all = holds(&held, self.option).then_some(forced);
        }
        out.cheaper = self.cheaper(cost)?;
        out.money = self.money(cost)?;
        Ok(out)
    }

    fn with_prize(&self, tier: Tier, points: i64) -> Instance {
        let mut out = self.instance().clone();
        if let Some(choice) = out.options.get_mut(self.at) {
            for value in choice.value.iter_mut().flatten() {
                *value = value.plus(Value::of(tier, points));
            }
        }
        out
    }

    fn is_in(&self, changed: &Instance) -> Result<bool, ProgrammeError> {
        Ok(starts(changed, self.limits, self.at)?)
    }

    /// The highest cost tried at which it is in.
    fn cheaper(&self, cost: Fen) -> Result<Option<Edge>, ProgrammeError> {
        let whole = cost.0 / Fen::GRAIN.0;
        let priced = |grains: i64| {
            let mut out = self.instance().clone();
            if let Some(choice) = out.options.get_mut(self.at) {
                for part in &mut choice.profile {
                    let scaled = i128::from(part.0 / Fen::GRAIN.0) * i128::from(grains) / i128::from(whole.max(1));
                    *part = fen(i64::try_from(scaled).unwrap_or(0));
                }
            }
            out
        };
        let total = |changed: &Instance| {
            let profile = changed.options.get(self.at).map_or(&[][..], |c| &c.profile);
            Fen(profile.iter().fold(0_i64, |sum, f| sum.saturating_add(f.0)))
        };
        let (mut yes, mut no) = (0, whole);
        for _ in 0..=HALVINGS {
            let middle = yes + (no - yes) / 2;
            if middle == yes {
                break;
            }
            if self.is_in(&priced(middle))? {
                yes = middle;
            } else {
                no = middle;
            }
        }
        Ok((yes > 0).then(|| Edge { at: total(&priced(yes)), not_at: Some(total(&priced(no))) }))
    }

    /// The least money tried with which it is in: of the county where it may pay, in the year that lacks most.
    fn money(&self, cost: Fen) -> Result<Option<MoreMoney>, ProgrammeError> {
        let sources = &self.candidate.sources;
        let own = sources.contains(&FundSource::County).then_some(FundSource::County);
        let Some(source) = own.or_else(|| sources.first().copied()) else { return Ok(None) };
        let dense = Dense::read(self.instance())?;
        let mut remaining = Remaining::after(&dense, &self.programme.outcome.schedule);
        let years = (0..self.instance().years.len()).filter(|t| self.points(*t).is_some());
        let least = years.map(|t| remaining.short(self.at, t, false)).filter(|s| s.1 > 0).min_by_key(|s| s.1);
        let Some((worst, grains)) = least else { return Ok(None) };
        let year = self.year(worst);
        let with = |grains: i64| richer(self.instance(), source, year, fen(grains));
        let (mut no, mut yes) = (0, None);
        let whole = cost.0 / Fen::GRAIN.0;
        for tried in [grains, whole.max(grains), whole.max(grains).saturating_mul(2)] {
            if self.is_in(&with(tried))? {
                yes = Some(tried);
                break;
            }
            no = tried;
        }
        let edge = match yes {
            None => None,
            Some(mut at) => {
                for _ in 0..HALVINGS {
                    let middle = no + (at - no) / 2;
                    if middle == no {
                        break;
                    }
                    if self.is_in(&with(middle))? {
                        at = middle;
                    } else {
                        no = middle;
                    }
                }
                Some(Edge { at: fen(at), not_at: (no > 0).then(|| fen(no)) })
            }
        };
        let helped = Dense::read(&with(grains))?;
        let mut then = Remaining::after(&helped, &self.programme.outcome.schedule);
        let fits =
            (0..self.instance().years.len()).any(|t| self.points(t).is_some() && then.short(self.at, t, false).1 == 0);
        Ok(Some(MoreMoney { source, year, beside: fits.then(|| fen(grains)), edge }))
    }
}

/// What the prices alone say (价格估算): the cost at which a candidate would just pay its way at its best start; an estimate.
pub fn estimate(programme: &Programme, project: &ProjectId) -> Result<Option<Fen>, ProgrammeError> {
    let Some(at) = programme.candidates.iter().position(|c| c.project.id == *project) else { return Ok(None) };
    let dense = Dense::read(&programme.instance)?;
    let prices = Prices::of(&dense, &programme.instance, &programme.outcome.certificate);
    let years = 0..programme.instance.years.len();
    Ok(years.filter_map(|t| prices.affordable(at, t)).max().map(fen))
}

fn fen(grains: i64) -> Fen {
    Fen(grains.saturating_mul(Fen::GRAIN.0))
}
