//! Splitting what the stages of a combined school share (资源拆分): by pupils and the weights of the policy.

use crate::counts::Counts;
use model::{Date, Quantity, SchoolKind, Stage};
use policy::{Basis, Context, Formula, Policy, Requirement, key};
use rust_decimal::Decimal;

/// The weights of the stages of one kind of school, in thousandths (学段权重): 1000, 1100, 1320 for 1 : 1.1 : 1.32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weights {
    primary: Option<u32>,
    junior: Option<u32>,
    senior: Option<u32>,
}

impl Weights {
    /// The weights in force for a kind of school; a stage without a figure has none.
    pub fn from_policy(policy: &Policy, kind: SchoolKind, date: Date) -> Weights {
        let weight = |stage| {
            let context = Context { kind: Some(kind), stage: Some(stage), ..Context::default() };
            let (_, value) = policy.figure(key::SPLIT_WEIGHT, &context, date)?;
            let thousandths = value.checked_mul(Decimal::ONE_THOUSAND)?.normalize();
            u32::try_from(thousandths).ok().filter(|w| *w > 0 && thousandths.is_integer())
        };
        Weights { primary: weight(Stage::Primary), junior: weight(Stage::Junior), senior: weight(Stage::Senior) }
    }

    /// The weight of a stage.
    pub fn of(&self, stage: Stage) -> Option<u32> {
        match stage {
            Stage::Kindergarten => None,
            Stage::Primary => self.primary,
            Stage::Junior => self.junior,
            Stage::Senior => self.senior,
        }
    }
}

/// The shares of a total by weighted counts (按权拆分). Every share but the last is rounded down to the item's smallest
/// step, the last takes the rest, so that the shares add up. `None` when there is nobody to share it or it is out of range.
pub fn shares(total: Quantity, weighted: &[u64]) -> Option<Vec<Quantity>> {
    let divisor = weighted.iter().try_fold(0_u64, |sum, w| sum.checked_add(*w)).filter(|d| *d > 0)?;
    let mut left = total;
    let mut out = Vec::with_capacity(weighted.len());
    for (i, w) in weighted.iter().enumerate() {
        let share = if i + 1 == weighted.len() {
            left
        } else {
            i64::try_from(i128::from(total) * i128::from(*w) / i128::from(divisor)).ok()?
        };
        left = left.checked_sub(share)?;
        out.push(share);
    }
    Some(out)
}

/// The weighted count of a stage: pupils × weight.
pub fn weighted(count: u32, weight: u32) -> u64 {
    u64::from(count) * u64::from(weight)
}

/// How a requirement's totals are split between the compulsory part and a senior part (拆分方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Not at all: what there is one of per school, or by the size of the school, serves everybody (大门、跑道).
    Whole,
    /// By pupils and the official weights: the totals that the evaluation itself splits (rooms, sports grounds,
    /// equipment, multimedia rooms, computers, books), which are required at a rate of each stage's own.
    Weighted,
    /// By what the requirement counts, each alike: a classroom per class, a bed per boarder, a stall per 13 girls. The
    /// weights would take from such a stock more than the senior part needs, and find a gap where everybody is served.
    Counted(Basis),
}

/// The manner that suits a requirement.
pub fn manner(requirement: &Requirement) -> Manner {
    match (&requirement.formula, requirement.basis) {
        (Formula::Table { .. } | Formula::Line { .. }, _) | (_, Basis::School) => Manner::Whole,
        (_, Basis::Pupils) if requirement.per_stage() => Manner::Weighted,
        (_, basis) => Manner::Counted(basis),
    }
}

/// What a school's compulsory part may count on of its shared totals (义务教育阶段份额): the numerator and the divisor by
/// which a total is to be multiplied. One over one for a school without a senior part. `None` when a count is unknown.
pub fn compulsory(counts: &Counts, manner: Manner, weights: Weights) -> Option<(u64, u64)> {
    let heads = match manner {
        _ if !counts.has_senior() => return Some((1, 1)),
        Manner::Whole => return Some((1, 1)),
        Manner::Weighted => Basis::Pupils,
        Manner::Counted(basis) => basis,
    };
    let (mut part, mut whole) = (0_u64, 0_u64);
    for stage in counts.stages.iter() {
        let weight = if manner == Manner::Weighted { weights.of(stage)? } else { 1 };
        let w = weighted(counts.basis_of(heads, stage)?, weight);
        whole = whole.checked_add(w)?;
        if stage != Stage::Senior {
            part = part.checked_add(w)?;
        }
    }
    Some(if whole == 0 { (1, 1) } else { (part, whole) })
}

/// The compulsory share of a total, rounded down to the item's smallest step.
pub fn share(total: Quantity, (part, whole): (u64, u64)) -> Option<Quantity> {
    if part == whole {
        return Some(total);
    }
    i64::try_from((i128::from(total) * i128::from(part)).checked_div_euclid(i128::from(whole))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_books_as_published() {
        // 376 pupils (166 + 210), 23,226 books: divisor 397, 58.5 each, 9,711 and 13,515
        let parts = [weighted(166, 1000), weighted(210, 1100)];
        assert_eq!(parts.iter().sum::<u64>(), 397_000);
        assert_eq!(23_226 * 10 / 397, 585);
        assert_eq!(shares(23_226, &parts), Some(vec![9_711, 13_515]));
    }

    #[test]
    fn shares_add_up_or_are_withheld() {
        assert_eq!(shares(10, &[0, 0]), None);
        assert_eq!(shares(i64::MAX, &[1, 1]), Some(vec![i64::MAX / 2, i64::MAX / 2 + 1]));
        assert_eq!(share(i64::MAX, (1, 3)), Some(i64::MAX / 3));
    }
}
