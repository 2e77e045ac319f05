//! What is measured of every case（对比指标）: money, projects, seats, large classes, what is left over, findings, proof.

use super::{Amount, Measure, Scene};
use crate::book::Book;
use crate::{Case, PapersError};
use checker::Tier;
use model::{Fen, FundSource, Message, Overflow, Stage, Year};
use rules::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// Every line, over all cases.
pub(super) fn all(scenes: &[Scene<'_>]) -> Result<Vec<Measure>, PapersError> {
    let mut of_case: Vec<Vec<(Message, Message, Option<Amount>)>> = Vec::new();
    let spots = spots(scenes);
    for scene in scenes {
        of_case.push(match &scene.outcome {
            Ok(case) => lines(case, &spots)?,
            Err(_) => Vec::new(),
        });
    }
    let longest = of_case.iter().max_by_key(|l| l.len()).cloned().unwrap_or_default();
    let value = |own: &Vec<(Message, Message, Option<Amount>)>, label: &Message, group: &Message| {
        own.iter().find(|(g, l, _)| g == group && l == label).and_then(|(_, _, v)| *v)
    };
    let measure = |(group, label, _): (Message, Message, Option<Amount>)| {
        let values = of_case.iter().map(|own| value(own, &label, &group)).collect();
        Measure { group, label, values }
    };
    Ok(longest.into_iter().map(measure).collect())
}

/// The years and sources that any case has money of.
fn spots(scenes: &[Scene<'_>]) -> BTreeSet<(Year, FundSource)> {
    let cases = scenes.iter().filter_map(|s| s.outcome.as_ref().ok());
    let budget = |c: &Case<'_>| {
        let cycle = c.dossier.cycle;
        let lines = c.dossier.budgets.iter().filter(move |b| cycle.contains(b.year)).map(|b| (b.year, b.source));
        let paid = c.dossier.plan.projects.iter().flat_map(|p| &p.funding).map(|f| (f.year, f.source));
        lines.chain(paid).collect::<Vec<_>>()
    };
    cases.flat_map(budget).collect()
}

fn lines(
    case: &Case<'_>,
    spots: &BTreeSet<(Year, FundSource)>,
) -> Result<Vec<(Message, Message, Option<Amount>)>, PapersError> {
    let book = Book::of(&case.dossier.plan)?;
    let mut out = Vec::new();
    let mut add = |group: &'static str, label: Message, value: Option<Amount>| {
        out.push((Message::new(group), label, value));
    };
    let range = |Overflow| PapersError::Overflow("方案对比".to_owned());
    let cycle = case.dossier.cycle;
    let budget = case.dossier.budgets.iter().filter(|b| cycle.contains(b.year)).map(|b| b.amount);
    let budget = (!case.dossier.budgets.is_empty()).then(|| Fen::sum(budget)).transpose().map_err(range)?;
    add("compare-money", Message::new("compare-budget"), budget.map(Amount::Money));
    add("compare-money", Message::new("compare-total"), Some(Amount::Money(book.total)));
    let sources: BTreeSet<FundSource> = spots.iter().map(|(_, s)| *s).collect();
    for source in sources {
        let label = Message::new("compare-source").with("source", source.zh());
        add("compare-money", label, Some(Amount::Money(book.of_source(source))));
    }
    let years: BTreeSet<Year> = spots.iter().map(|(y, _)| *y).collect();
    for year in years {
        let label = Message::new("compare-year").with("year", year);
        add("compare-money", label, Some(Amount::Money(book.of_year(year))));
    }
    for (year, source) in spots {
        let label = Message::new("compare-year-source").with("year", year).with("source", source.zh());
        add("compare-spots", label, Some(Amount::Money(book.money(*year, *source))));
    }
    let count = |n: usize| Some(Amount::Count(i64::try_from(n).unwrap_or(i64::MAX)));
    add("compare-projects", Message::new("compare-chosen"), count(case.dossier.plan.projects.len()));
    add("compare-reached", Message::new("compare-seats"), seats_short(case).map(Amount::Count));
    let planned = needs::outlook::outlook(case.dossier, case.policy, &case.needs.forecast, &case.dossier.plan.projects);
    let at = planned.years.iter().position(|y| y.0 == cycle.last.0);
    for stage in Stage::COMPULSORY {
        let total = at.and_then(|at| planned.large(stage).get(at)).and_then(|t| t.complete());
        let label = Message::new("compare-large").with("stage", stage.zh()).with("year", cycle.last);
        add("compare-reached", label, total.map(Amount::Count));
    }
    for (tier, (groups, cost)) in left_out(case) {
        let word = tier_word(tier);
        add("compare-left", Message::new("compare-left-count").with("tier", word), count(groups));
        add("compare-left", Message::new("compare-left-cost").with("tier", word), Some(Amount::Money(cost)));
    }
    for (severity, key) in [
        (Severity::Blocks, "compare-blocks"),
        (Severity::NeedsReason, "compare-reasons"),
        (Severity::Notice, "compare-notices"),
    ] {
        let n = case.findings.iter().filter(|f| f.severity == severity && f.stands()).count();
        add("compare-findings", Message::new(key), count(n));
    }
    if let Some(verdict) = case.verdict {
        let bounds = verdict.bound.unwrap_or_default();
        for (((tier, bound), gap), points) in
            bounds.iter().zip(verdict.gaps).zip(verdict.objective.unwrap_or_default().0)
        {
            if bound != 0 {
                let word = tier_word(tier);
                add("compare-proof", Message::new("compare-points").with("tier", word), Some(Amount::Count(points)));
                add("compare-proof", Message::new("compare-gap").with("tier", word), gap.map(Amount::Share));
            }
        }
    }
    Ok(out)
}

/// Seats that are really short in the last year of the cycle and are not there by then; `None` without a programme.
fn seats_short(case: &Case<'_>) -> Option<i64> {
    let programme = case.programme?;
    let instance = &programme.instance;
    let mut sum: i64 = 0;
    for (z, need) in instance.seats.iter().enumerate() {
        let brought = programme.outcome.schedule.starts.iter().filter_map(|s| {
            let (at, seats) = instance.options.get(s.option as usize)?.seats?;
            (at as usize == z).then_some(i64::from(seats))
        });
        let short = i64::from(need.short.last().copied().unwrap_or(0));
        sum = sum.saturating_add(short.saturating_sub(brought.sum()).max(0));
    }
    Some(sum)
}

/// Work that is not in the plan, tier by tier: how many, and what it costs in its smallest size.
fn left_out(case: &Case<'_>) -> Vec<(Tier, (usize, Fen))> {
    let Some(programme) = case.programme else { return Vec::new() };
    let instance = &programme.instance;
    let starts = programme.outcome.schedule.starts.iter();
    let inside: BTreeSet<u32> =
        starts.filter_map(|s| instance.options.get(s.option as usize)).map(|c| c.group).collect();
    let mut groups: BTreeMap<u32, (Tier, Fen)> = BTreeMap::new();
    for (choice, tier) in instance.options.iter().zip(instance.tiers()) {
        if inside.contains(&choice.group) {
            continue;
        }
        let cost = Fen(choice.profile.iter().fold(0_i64, |sum, f| sum.saturating_add(f.0)));
        let slot = groups.entry(choice.group).or_insert((tier, cost));
        *slot = (slot.0.min(tier), slot.1.min(cost));
    }
    let of = |tier: Tier| {
        let own = groups.values().filter(|(t, _)| *t == tier);
        (own.clone().count(), Fen(own.fold(0_i64, |sum, (_, c)| sum.saturating_add(c.0))))
    };
    Tier::ALL.into_iter().filter(|t| *t != Tier::Required).map(|t| (t, of(t))).collect()
}

/// The tier for a text that chooses its own word.
fn tier_word(tier: Tier) -> &'static str {
    match tier {
        Tier::Required => "required",
        Tier::Safety => "safety",
        Tier::Seats => "seats",
        Tier::Need => "need",
    }
}
