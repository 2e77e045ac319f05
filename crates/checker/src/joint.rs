//! The best that the groups of one part can do together at given prices (联合选择).

use crate::bound::BoundError;
use crate::ground::{Domain, Ground, Part, fits};
use crate::leaf::Charges;

/// More groups than this are not tried together, and no more combinations than that: the prices of seats decide alone.
const GROUPS: usize = 12;
const STEPS: usize = 20_000;

/// Seats brought, by need and year.
type Seats = Vec<Vec<i128>>;

/// The parts of a tier at given prices.
pub(crate) struct Joint<'a> {
    ground: &'a Ground<'a>,
    charges: &'a Charges,
    /// Seats that the settled starts bring.
    settled: Seats,
}

impl<'a> Joint<'a> {
    pub(crate) fn new(ground: &'a Ground<'a>, charges: &'a Charges) -> Result<Joint<'a>, BoundError> {
        let mut settled: Seats = vec![vec![0; ground.instance.years.len()]; ground.instance.seats.len()];
        for b in ground.settled.iter().filter_map(|a| a.brings) {
            for cell in settled.get_mut(b.need).into_iter().flatten().skip(b.from) {
                *cell += b.seats;
            }
        }
        Ok(Joint { ground, charges, settled })
    }

    /// An upper bound on what a part is worth less its money in a case, if one group is pinned to an alternative (or to staying out)
    /// with that. Below `floor` it need not be exact: any value up to the floor may stand for it. `None` when a group has nothing to do.
    pub(crate) fn best(
        &self,
        part: &Part,
        domain: &Domain,
        pinned: Option<(usize, Option<usize>)>,
        floor: Option<i128>,
    ) -> Result<Option<i128>, BoundError> {
        let mut may: Vec<(usize, Vec<Option<usize>>)> = Vec::with_capacity(part.groups.len());
        for &g in &part.groups {
            let list: Vec<Option<usize>> = match pinned {
                Some((at, alternative)) if at == g => vec![alternative],
                _ => domain.of(g).map(Some).chain(domain.may_stay_out(g).then_some(None)).collect(),
            };
            if list.is_empty() {
                return Ok(None);
            }
            may.push((g, list));
        }
        let priced = self.priced(part, &may)?;
        let settled_for = floor.is_some_and(|f| priced <= f);
        if part.needs.is_empty() || settled_for || part.groups.len() > GROUPS {
            return Ok(Some(priced));
        }
        Ok(Some(self.tried(part, &may, floor)?.map_or(priced, |tried| tried.min(priced))))
    }

    /// With prices on seats every group chooses alone.
    fn priced(&self, part: &Part, may: &[(usize, Vec<Option<usize>>)]) -> Result<i128, BoundError> {
        let price = |z: usize, t: usize| self.charges.seats.get(&(z, t)).copied().unwrap_or(0);
        let mut sum = 0_i128;
        for &z in &part.needs {
            let Some(need) = self.ground.instance.seats.get(z) else { continue };
            let worth = self.ground.worth.get(z).copied().unwrap_or(0);
            for (t, short) in need.short.iter().enumerate() {
                // a seat brought while short is worth this; those beyond its price are bought whatever is built
                let bought = (worth - price(z, t)).max(0).checked_mul(i128::from(*short));
                let there = self.settled.get(z).and_then(|row| row.get(t)).copied().unwrap_or(0);
                let all = bought.and_then(|b| b.checked_add(price(z, t).checked_mul(there)?));
                sum = fits(all.and_then(|a| sum.checked_add(a)))?;
            }
        }
        for (g, list) in may {
            let mut most: Option<i128> = None;
            for alternative in list {
                let worth = match alternative {
                    None => 0,
                    Some(i) => {
                        let mut worth = self.charges.profit(*g, *i);
                        if let Some(b) = self.brings(*g, *i) {
                            for t in b.from..self.ground.instance.years.len() {
                                let more = price(b.need, t).checked_mul(b.seats);
                                worth = fits(more.and_then(|m| worth.checked_add(m)))?;
                            }
                        }
                        worth
                    }
                };
                most = Some(most.map_or(worth, |m| m.max(worth)));
            }
            sum = fits(sum.checked_add(most.unwrap_or(0)))?;
        }
        Ok(sum)
    }

    fn brings(&self, group: usize, alternative: usize) -> Option<crate::ground::Brings> {
        self.ground.groups.get(group)?.1.get(alternative)?.brings
    }

    /// Without prices on seats every combination is tried. What seats add beside others is never more than what they add alone, so
    /// whole branches can be passed over. `None` when there are too many.
    fn tried(
        &self,
        part: &Part,
        may: &[(usize, Vec<Option<usize>>)],
        floor: Option<i128>,
    ) -> Result<Option<i128>, BoundError> {
        let none = self.settled.clone();
        let mut sum = 0_i128;
        for &z in &part.needs {
            let short = self.ground.instance.seats.get(z).map_or(&[][..], |n| &n.short);
            let worth = self.ground.worth.get(z).copied().unwrap_or(0);
            let there = none.get(z).map_or(&[][..], Vec::as_slice);
            for (short, there) in short.iter().zip(there) {
                let brought = worth.checked_mul(i128::from(*short).min(*there));
                sum = fits(brought.and_then(|b| sum.checked_add(b)))?;
            }
        }
        let mut lists: Vec<Vec<(i128, Option<usize>)>> = Vec::with_capacity(may.len());
        let mut rest = vec![0_i128]; // by depth from the end: the most the groups left could add
        for (g, list) in may {
            let mut alone: Vec<(i128, Option<usize>)> =
                list.iter().map(|alternative| (self.adds(*g, *alternative, &none), *alternative)).collect();
            alone.sort_unstable_by(|a, b| b.cmp(a));
            lists.push(alone);
        }
        for list in lists.iter().rev() {
            let most = list.first().map_or(0, |f| f.0);
            rest.push(fits(rest.last().and_then(|r| r.checked_add(most)))?);
        }
        rest.reverse();
        let groups = may.iter().map(|(g, _)| *g).collect();
        let least = i128::MIN / 4;
        let mut dive = Dive { joint: self, groups, lists, rest, best: floor.unwrap_or(least), steps: 0, seats: none };
        dive.go(0, sum);
        Ok((dive.steps <= STEPS).then_some(dive.best))
    }

    /// What an alternative adds beside seats that are there.
    fn adds(&self, group: usize, alternative: Option<usize>, seats: &Seats) -> i128 {
        let Some(i) = alternative else { return 0 };
        let mut sum = self.charges.profit(group, i);
        if let Some(b) = self.brings(group, i) {
            let short = self.ground.instance.seats.get(b.need).map_or(&[][..], |n| &n.short);
            let worth = self.ground.worth.get(b.need).copied().unwrap_or(0);
            let there = seats.get(b.need).map_or(&[][..], Vec::as_slice);
            for (short, there) in short.iter().zip(there).skip(b.from) {
                sum += worth * (i128::from(*short) - there).clamp(0, b.seats);
            }
        }
        sum
    }
}

/// One combination after another.
struct Dive<'a> {
    joint: &'a Joint<'a>,
    groups: Vec<usize>,
    /// By group: what it may do and what that adds alone, the most first.
    lists: Vec<Vec<(i128, Option<usize>)>>,
    rest: Vec<i128>,
    best: i128,
    steps: usize,
    seats: Seats,
}

impl Dive<'_> {
    fn go(&mut self, depth: usize, sum: i128) {
        let (Some(&group), Some(list)) = (self.groups.get(depth), self.lists.get(depth)) else {
            self.best = self.best.max(sum);
            return;
        };
        let rest = self.rest.get(depth + 1).copied().unwrap_or(0);
        for (alone, alternative) in list.clone() {
            if sum + alone + rest <= self.best || self.steps > STEPS {
                return;
            }
            self.steps += 1;
            let adds = self.joint.adds(group, alternative, &self.seats);
            self.shift(group, alternative, 1);
            self.go(depth + 1, sum + adds);
            self.shift(group, alternative, -1);
        }
    }

    fn shift(&mut self, group: usize, alternative: Option<usize>, sign: i128) {
        let Some(b) = alternative.and_then(|i| self.joint.brings(group, i)) else { return };
        for cell in self.seats.get_mut(b.need).into_iter().flatten().skip(b.from) {
            *cell += sign * b.seats;
        }
    }
}
