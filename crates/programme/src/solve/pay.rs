//! Who pays what (资金落实到项目): exact, in whole grains.

use super::dense::Dense;
use super::state::State;
use checker::{Instance, Money, Schedule, Start};
use model::{Fen, FundSource};
use std::collections::BTreeMap;

/// The schedule of a state with its money. The oldest money goes first, within a year in the order of sources; what few
/// sources may pay for is paid first. Each project draws on them in turn, so that few projects have more than one source.
pub(crate) fn schedule(instance: &Instance, state: &State) -> Schedule {
    let dense = state.dense;
    let mut out = Schedule::default();
    let mut placed: Vec<(usize, usize)> = state.at.iter().flatten().copied().collect();
    placed.sort_unstable();
    for &(option, year) in &placed {
        if let (Ok(option), Ok(year)) = (u32::try_from(option), u32::try_from(year)) {
            out.starts.push(Start { option, year });
        }
    }
    let mut flow = dense.flow();
    for y in 0..dense.years {
        for mask in 0..dense.masks.len() {
            let due: i64 =
                placed.iter().filter_map(|&(o, t)| bill(dense, o, t, y)).filter(|b| b.1 == mask).map(|b| b.2).sum();
            flow.push(dense.node(mask, y), due);
        }
    }
    for y in 0..dense.years {
        let Some(&year) = instance.years.get(y) else { continue };
        // what each set of sources takes from each source in the year
        let mut split: BTreeMap<(usize, FundSource), i64> = BTreeMap::new();
        for mask in 0..dense.masks.len() {
            for (p, purse) in dense.purses.iter().enumerate() {
                *split.entry((mask, purse.source)).or_default() += flow.paid(p, dense.node(mask, y));
            }
        }
        for (option, mask, cost) in placed.iter().filter_map(|&(o, t)| bill(dense, o, t, y)) {
            let mut left = cost;
            for (&(_, source), purse) in split.range_mut((mask, FundSource::Central)..=(mask, FundSource::Unnamed)) {
                let paid = left.min(*purse);
                if paid > 0
                    && let (Ok(option), Ok(amount)) = (u32::try_from(option), Fen::from_grains(paid))
                {
                    *purse -= paid;
                    left -= paid;
                    out.money.push(Money { option, year, source, amount });
                }
            }
        }
    }
    out.money.sort_unstable();
    out
}

/// Option, mask and cost of a started option in a year, when it costs anything then.
fn bill(dense: &Dense, option: usize, start: usize, year: usize) -> Option<(usize, usize, i64)> {
    let job = dense.jobs.get(option)?;
    let cost = *job.cost.get(year.checked_sub(start)?)?;
    (cost > 0).then_some((option, job.mask, cost))
}
