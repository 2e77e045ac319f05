//! The problem of a county (规划问题): years, money that counts, classes of money, options with their values.

use crate::candidate::Candidate;
use crate::parameter::Parameters;
use crate::{prepare, seat};
use checker::{Budget, Choice, FundingClass, Instance, Value};
use model::{BudgetLine, Dossier, Fen, FundSource, Message, ProjectId, Year};
use needs::Needs;
use policy::Policy;
use std::collections::BTreeMap;

/// Whether a budget line is money to plan with: of the cycle, lawful, positive; bond and other public money only with
/// its document.
pub(crate) fn counts(line: &BudgetLine, dossier: &Dossier) -> bool {
    let named = !matches!(line.source, FundSource::GovernmentBond | FundSource::OtherPublic);
    line.source.is_lawful()
        && dossier.cycle.contains(line.year)
        && line.amount.0 > 0
        && (named || line.document.is_some())
}

/// Budget lines that do not count or lack their document, in words.
pub(crate) fn remarks(dossier: &Dossier) -> Vec<Message> {
    let mut out = Vec::new();
    for line in &dossier.budgets {
        let key = match (counts(line, dossier), line.document.is_some()) {
            (false, _) => "programme-budget-left-out",
            (true, false) => "programme-budget-no-document",
            (true, true) => continue,
        };
        let remark = Message::new(key).with("source", line.source.zh()).with("year", line.year);
        out.push(remark.with("amount", line.amount.wan()));
    }
    out
}

/// The instance. Money of a year that is not used is carried over as long as the policy packs say its source may.
pub fn instance(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    candidates: &[Candidate],
    p: &Parameters,
) -> Instance {
    let seats = seat::needs_of(dossier, policy, needs, p);
    let years: Vec<Year> = dossier.cycle.years().collect();
    let mut money: BTreeMap<(Year, FundSource), i64> = BTreeMap::new();
    for line in dossier.budgets.iter().filter(|b| counts(b, dossier)) {
        let sum = money.entry((line.year, line.source)).or_default();
        *sum = sum.saturating_add(line.amount.0);
    }
    let whole = |fen: i64| Fen(fen - fen.rem_euclid(Fen::GRAIN.0));
    let budgets = money.into_iter().map(|((year, source), fen)| Budget { source, year, amount: whole(fen) }).collect();
    let mut classes: Vec<FundingClass> = Vec::new();
    let group_of: BTreeMap<&ProjectId, u32> = candidates.iter().map(|c| (&c.project.id, c.group)).collect();
    let mut options = Vec::with_capacity(candidates.len());
    for c in candidates {
        let class = classes.iter().position(|k| k.sources == c.sources).unwrap_or_else(|| {
            classes.push(FundingClass { sources: c.sources.clone() });
            classes.len() - 1
        });
        options.push(Choice {
            project: c.project.id.clone(),
            group: c.group,
            class: u32::try_from(class).unwrap_or(u32::MAX),
            profile: c.profile.clone(),
            value: (0..years.len()).map(|t| value(dossier, c, &years, t, p)).collect(),
            seats: c.seats.as_ref().and_then(|(zone, stage, n)| {
                let at = seats.iter().position(|s| s.zone == *zone && s.stage == *stage)?;
                Some((u32::try_from(at).ok()?, *n))
            }),
            after: c.project.after.iter().filter_map(|id| group_of.get(id).copied()).collect(),
        });
    }
    Instance { years, budgets, carry: p.carry.clone(), classes, options, seats }
}

/// The value of starting in a year: the points less the discount for every year until it is finished; `None` when it
/// would not finish in the cycle or its preparation cannot be done by then.
fn value(dossier: &Dossier, c: &Candidate, years: &[Year], t: usize, p: &Parameters) -> Option<Value> {
    let start = *years.get(t)?;
    let last = (t + c.profile.len()).checked_sub(1)?;
    let finish = *years.get(last)?;
    if !c.by_hand {
        prepare::works(p, c.project.nature, dossier.as_of, start, finish)?;
    } else if start < dossier.as_of.year() {
        return None;
    }
    let delay = i64::try_from(last).unwrap_or(0).saturating_mul(p.delay_discount);
    let left = i128::from(100 - delay.clamp(0, 99));
    let late = |points: i64| i64::try_from(i128::from(points) * left / 100).unwrap_or(i64::MAX);
    Some(Value(c.value.0.map(late)))
}
