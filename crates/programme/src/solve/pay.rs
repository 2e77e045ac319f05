//! Who pays what (资金落实到项目): exact, in whole grains.

use super::dense::Dense;
use super::state::State;
use super::table::Table;
use checker::{Instance, Money, Schedule, Start};
use model::Fen;

/// The schedule of a state with its money: each class pays from the first source of the list that can, as long as the
/// others can still pay the rest; each project draws on them in turn, so that few projects have more than one source.
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
    for y in 0..dense.years {
        let Some(&year) = instance.years.get(y) else { continue };
        let bills: Vec<(usize, usize, i64)> = placed.iter().filter_map(|&(o, t)| bill(dense, o, t, y)).collect();
        let mut split = split(dense, &bills, y);
        for &(option, mask, cost) in &bills {
            let mut left = cost;
            for s in 0..dense.sources.len() {
                let Some(purse) = split.cell(mask, s) else { continue };
                let paid = left.min(*purse);
                if paid > 0
                    && let (Some(&source), Ok(option), Ok(amount)) =
                        (dense.sources.get(s), u32::try_from(option), Fen::from_grains(paid))
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

/// Mask × source: what each class of projects takes from each source in the year.
///
/// A class may take from a source what the source has, as long as no set of sources is left with more to pay than it
/// has: taking `x` of mask `m` from source `s` narrows every cut that contains `s` but not all of `m`.
fn split(dense: &Dense, bills: &[(usize, usize, i64)], year: usize) -> Table<i64> {
    let mut due = vec![0i64; dense.masks.len()];
    for &(_, mask, cost) in bills {
        if let Some(d) = due.get_mut(mask) {
            *d += cost;
        }
    }
    let within = |cut: u32, mask: u32| cut & mask == mask;
    let mut slack: Vec<i64> = Vec::with_capacity(dense.cuts.len());
    for (c, cut) in dense.cuts.iter().enumerate() {
        let held: i64 = dense.masks.iter().zip(&due).filter(|(m, _)| within(*cut, **m)).map(|(_, d)| *d).sum();
        slack.push(dense.room.get(c, year) - held);
    }
    let mut left: Vec<i64> = (0..dense.sources.len()).map(|s| dense.budget.get(s, year)).collect();
    let mut out = Table::new(dense.masks.len(), dense.sources.len());
    for (m, mask) in dense.masks.iter().enumerate() {
        let mut owed = due.get(m).copied().unwrap_or(0);
        for (s, purse) in left.iter_mut().enumerate().filter(|(s, _)| mask >> s & 1 == 1) {
            let narrowed = |cut: &u32| cut >> s & 1 == 1 && !within(*cut, *mask);
            let most = dense.cuts.iter().zip(&slack).filter(|(c, _)| narrowed(c)).map(|(_, n)| *n).min();
            let paid = owed.min(*purse).min(most.unwrap_or(i64::MAX)).max(0);
            owed -= paid;
            *purse -= paid;
            out.set(m, s, paid);
            for (_, n) in dense.cuts.iter().zip(&mut slack).filter(|(c, _)| narrowed(c)) {
                *n -= paid;
            }
        }
    }
    out
}
