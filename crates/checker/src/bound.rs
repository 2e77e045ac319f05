//! The bound that a certificate proves (上界计算), in exact integers, tier by tier.
//!
//! What belongs to the tiers above is taken as the schedule has it. A tree of cases splits what the groups of the tier may do, so
//! that every schedule lies in exactly one leaf; [`crate::leaf`] bounds each leaf from its prices, and the largest is the tier's.

use crate::certificate::{Case, Certificate, Proof};
use crate::ground::{Domain, Ground};
use crate::instance::{Instance, Schedule};
use crate::leaf::{Charges, bound as leaf_bound};
use crate::tier::{Tier, Value};
use model::{FundSource, Year};

/// Why a certificate proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoundError {
    /// A price is negative or given twice.
    #[error("price {0} is not allowed")]
    Price(String),
    /// The cases are no tree: a leaf is missing or too many, or names a group or prices that are not there.
    #[error("cases do not cover {0}")]
    Cases(String),
    /// The arithmetic left 128 bits or the result 64: the input is absurd.
    #[error("bound out of range")]
    Overflow,
}

/// True upper bounds, tier by tier, each over every feasible schedule that starts the same options of the tiers above in the
/// same years as this one; rounded down to whole points (values are whole points). The schedule must be feasible.
pub fn bound(instance: &Instance, certificate: &Certificate, schedule: &Schedule) -> Result<Value, BoundError> {
    let mut out = Value::ZERO;
    for (tier, slot) in Tier::ALL.into_iter().zip(&mut out.0) {
        let mut proofs = certificate.proofs.iter().filter(|p| p.tier == tier);
        let bare = Proof::of(tier, Vec::new(), Vec::new());
        let proof = proofs.next().unwrap_or(&bare);
        if proofs.next().is_some() {
            return Err(BoundError::Price(format!("{tier:?} twice")));
        }
        *slot = one(instance, proof, schedule)?;
    }
    Ok(out)
}

/// The bound of one tier: walks the tree from its root, the first case of a split before the second.
fn one(instance: &Instance, proof: &Proof, schedule: &Schedule) -> Result<i64, BoundError> {
    let ground = Ground::new(instance, proof.tier, schedule)?;
    let root = charges(&ground, &proof.money, &proof.seats)?;
    let own: Vec<Charges> =
        proof.prices.iter().map(|p| charges(&ground, &p.money, &p.seats)).collect::<Result<_, _>>()?;
    let bad = |what: &str| BoundError::Cases(format!("{:?}: {what}", proof.tier));
    let whole = [Case::Leaf { prices: None }];
    let cases = if proof.cases.is_empty() { &whole[..] } else { &proof.cases };
    let mut waiting = vec![Domain::whole(&ground)];
    let mut largest = proof.claim;
    for case in cases {
        let domain = waiting.pop().ok_or_else(|| bad("more cases than splits"))?;
        match case {
            Case::Split { group, out, starts } => {
                let (first, second) = domain.split(&ground, *group, *out, starts).ok_or_else(|| bad("group"))?;
                waiting.push(second);
                waiting.push(first);
            }
            Case::Leaf { prices } => {
                let charges = match prices {
                    None => &root,
                    Some(at) => own.get(*at as usize).ok_or_else(|| bad("prices"))?,
                };
                if let Some(most) = leaf_bound(&ground, charges, domain, proof.claim)? {
                    largest = Some(largest.map_or(most, |l| l.max(most)));
                }
            }
        }
    }
    match largest {
        Some(points) if waiting.is_empty() => Ok(points),
        _ => Err(bad("a leaf is missing")),
    }
}

/// The prices of a leaf, checked.
fn charges(
    ground: &Ground,
    money: &[(FundSource, Year, i64)],
    seats: &[(u32, u32, i64)],
) -> Result<Charges, BoundError> {
    Charges::read(ground, money, seats)
}
