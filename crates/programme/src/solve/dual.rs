//! The price search of one tier (对偶价格搜索): minimises its Lagrangian bound.
//!
//! Floats only: the prices are rounded to integers and the bound recomputed exactly by `checker`.

use super::descent::Descent;
use super::joint::{Joint, Pick};
use super::relax::{Entry, Relax};
use super::scope::Scope;
use super::table::Table;
use checker::PRICE_SCALE;

/// Prices in points of the tier: per grain of a pot, per seat of a need and year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prices {
    pub money: Vec<f64>,
    pub seats: Table<f64>,
}

impl Prices {
    pub fn zero(relax: &Relax) -> Prices {
        let dense = relax.dense;
        Prices { money: vec![0.0; relax.pots.len()], seats: Table::new(dense.seats.len(), dense.years) }
    }

    fn cells_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        self.money.iter_mut().chain(self.seats.cells_mut())
    }

    /// The variables of the search: every pot, and every year of the needs whose seats have prices.
    fn variables(&self, relax: &Relax) -> Vec<f64> {
        let needs = relax.clusters.iter().filter(|c| !c.tried).flat_map(|c| &c.needs);
        self.money.iter().copied().chain(needs.flat_map(|z| self.seats.row(*z).iter().copied())).collect()
    }

    /// Sets the variables; a price is never negative.
    fn set(&mut self, relax: &Relax, variables: &[f64]) {
        let mut from = variables.iter().map(|v| v.max(0.0));
        for (p, v) in self.money.iter_mut().zip(from.by_ref()) {
            *p = v;
        }
        for z in relax.clusters.iter().filter(|c| !c.tried).flat_map(|c| &c.needs) {
            for y in 0..relax.dense.years {
                self.seats.set(*z, y, from.next().unwrap_or(0.0));
            }
        }
    }

    /// To whole millionths, as the proof has them.
    pub fn round(&mut self) {
        let scale = PRICE_SCALE as f64;
        self.cells_mut().for_each(|p| *p = (*p * scale).round() / scale);
    }
}

/// The relaxation at given prices.
pub(crate) struct Seen {
    pub value: f64,
    /// Which way the bound falls.
    slope: Prices,
    /// By slot.
    pub picks: Vec<Pick>,
    /// By entry: worth less its money, without its seats unless they have prices.
    pub profit: Vec<f64>,
    /// By cluster: what it is worth less its money.
    pub clusters: Vec<f64>,
    /// By slot outside the tried clusters: the most it is worth.
    pub most: Vec<f64>,
}

pub(crate) struct Dual<'a> {
    relax: &'a Relax<'a>,
    descent: Descent,
    /// The best prices found and their bound.
    pub best: Prices,
    pub bound: f64,
    /// How much a unit of each variable weighs in the bound at most.
    weight: Vec<f64>,
}

impl<'a> Dual<'a> {
    /// From the knee.
    pub fn new(relax: &'a Relax<'a>) -> Dual<'a> {
        let mut prices = Prices::zero(relax);
        prices.money.fill(relax.knee());
        Dual::start(relax, prices, 1.0)
    }

    /// From good prices, in small steps.
    pub fn near(relax: &'a Relax<'a>, prices: &Prices) -> Dual<'a> {
        Dual::start(relax, prices.clone(), 0.15)
    }

    fn start(relax: &'a Relax<'a>, best: Prices, step: f64) -> Dual<'a> {
        let at = best.variables(relax);
        let (money, seats) = at.split_at(relax.pots.len().min(at.len()));
        let mean = |list: &[f64]| if list.is_empty() { 0.0 } else { list.iter().sum::<f64>() / list.len() as f64 };
        let worth = relax.dense.seats.iter().map(|n| n.worth).max().unwrap_or(0) as f64;
        let (usual, seat) = (mean(money).max(1e-3), mean(seats).max(worth * 0.2).max(1e-3));
        let large = money.iter().map(|p| p.max(usual)).chain(seats.iter().map(|p| p.max(seat))).collect::<Vec<f64>>();
        let mut weight = relax.pots.clone();
        for z in relax.clusters.iter().filter(|c| !c.tried).flat_map(|c| &c.needs) {
            weight.extend((0..relax.dense.years).map(|y| relax.short(*z, y).max(1.0)));
        }
        Dual { relax, descent: Descent::new(at, &large, step), best, bound: f64::INFINITY, weight }
    }

    /// One round: evaluates the bound at the current prices and moves on.
    pub fn round(&mut self, scope: &Scope) {
        let mut prices = Prices::zero(self.relax);
        prices.set(self.relax, &self.descent.at);
        let seen = see(self.relax, scope, &prices);
        let mut slope = seen.slope.variables(self.relax);
        // below zero the bound would not change: the way back is up to the weight of the variable
        for ((g, x), w) in slope.iter_mut().zip(&self.descent.at).zip(&self.weight) {
            if *x < 0.0 {
                *g = g.min(-*w);
            }
        }
        if seen.value < self.bound {
            self.bound = seen.value;
            self.best = prices;
        }
        self.descent.walk(&slope);
    }

    /// True when the moves have become too small to matter.
    pub fn is_still(&self) -> bool {
        let moved: f64 = self.descent.reach().zip(&self.weight).map(|(r, w)| r * w).sum();
        moved < self.bound.abs() * 1e-5
    }
}

/// The relaxation of a scope at given prices. A slot that may do nothing at all is taken to stay out.
pub(crate) fn see(relax: &Relax, scope: &Scope, prices: &Prices) -> Seen {
    let dense = relax.dense;
    let view = View::new(relax, prices);
    let mut slope = Prices::zero(relax);
    let mut value = 0.0;
    for ((p, g), grains) in prices.money.iter().zip(&mut slope.money).zip(&relax.pots) {
        value += p * grains;
        *g = *grains;
    }
    for e in &relax.settled {
        value += view.profit(e);
        draw(relax, e, &view, &mut slope, false);
    }
    let profit: Vec<f64> = relax.entries.iter().map(|e| view.profit(e)).collect();
    let mut picks: Vec<Pick> = vec![None; relax.slots.len()];
    let mut most = vec![0.0; relax.slots.len()];
    let mut clusters = Vec::with_capacity(relax.clusters.len());
    let mut profit = profit;
    let mut alone: Vec<usize> = Vec::new();
    let mut priced = vec![false; relax.slots.len()];
    for cluster in &relax.clusters {
        if cluster.tried {
            let (best, chosen) = Joint::best(relax, cluster, scope, &profit, None, f64::NEG_INFINITY);
            value += best;
            clusters.push(best);
            for (slot, pick) in cluster.slots.iter().zip(chosen.unwrap_or_default()) {
                if let Some(p) = picks.get_mut(*slot) {
                    *p = pick;
                }
            }
            continue;
        }
        clusters.push(0.0);
        for &z in &cluster.needs {
            for y in 0..dense.years {
                let (short, there, price) = (relax.short(z, y), relax.there.get(z, y), prices.seats.get(z, y));
                let above = relax.worth(z) - price;
                value += above.max(0.0) * short + price * there;
                slope.seats.set(z, y, there - if above > 0.0 { short } else { 0.0 });
            }
        }
        for &slot in &cluster.slots {
            for e in relax.of_slot(slot) {
                if let (Some(p), Some((z, from, n))) = (profit.get_mut(e), relax.entries.get(e).and_then(|e| e.seats)) {
                    *p += view.suffix.get(z, from) * n;
                }
            }
            alone.push(slot);
            priced.get_mut(slot).into_iter().for_each(|p| *p = true);
        }
    }
    for &slot in relax.loners.iter().chain(&alone) {
        let mut best: Option<(f64, Pick)> = scope.may_stay_out(slot).then_some((0.0, None));
        for e in relax.of_slot(slot).filter(|e| scope.may(*e)) {
            let p = profit.get(e).copied().unwrap_or(0.0);
            if best.is_none_or(|b| p > b.0) {
                best = Some((p, Some(e)));
            }
        }
        let (worth, pick) = best.unwrap_or((0.0, None));
        value += worth;
        most.get_mut(slot).into_iter().for_each(|m| *m = worth);
        picks.get_mut(slot).into_iter().for_each(|p| *p = pick);
    }
    for (slot, pick) in picks.iter().enumerate() {
        if let Some(e) = pick.and_then(|e| relax.entries.get(e)) {
            draw(relax, e, &view, &mut slope, priced.get(slot).copied().unwrap_or(false));
        }
    }
    Seen { value, slope, picks, profit, clusters, most }
}

/// What a start takes, and brings where seats have prices.
fn draw(relax: &Relax, e: &Entry, view: &View, slope: &mut Prices, priced: bool) {
    for (k, c) in e.cost.iter().enumerate() {
        if let Some(g) = slope.money.get_mut(view.cheapest.get(e.mask, e.year + k)) {
            *g -= c;
        }
    }
    if let Some((z, from, n)) = e.seats.filter(|_| priced) {
        for y in from..relax.dense.years {
            if let Some(g) = slope.seats.cell(z, y) {
                *g += n;
            }
        }
    }
}

/// Prices seen from the options: per mask and year the cheapest pot, per need the sum of seat prices to the end.
struct View {
    price: Table<f64>,
    cheapest: Table<usize>,
    suffix: Table<f64>,
}

impl View {
    fn new(relax: &Relax, prices: &Prices) -> View {
        let dense = relax.dense;
        let mut price = Table::new(dense.masks.len(), dense.years);
        let mut cheapest = Table::new(dense.masks.len(), dense.years);
        for mask in 0..dense.masks.len() {
            for y in 0..dense.years {
                let of = |p: &usize| (prices.money.get(*p).copied().unwrap_or(0.0), *p);
                let pots = relax.reach.get(dense.node(mask, y)).map_or(&[][..], Vec::as_slice);
                if let Some((p, s)) = pots.iter().map(of).reduce(|a, b| if b.0 < a.0 { b } else { a }) {
                    price.set(mask, y, p);
                    cheapest.set(mask, y, s);
                }
            }
        }
        let mut suffix = Table::new(dense.seats.len(), dense.years);
        for z in 0..dense.seats.len() {
            let mut sum = 0.0;
            for y in (0..dense.years).rev() {
                sum += prices.seats.get(z, y);
                suffix.set(z, y, sum);
            }
        }
        View { price, cheapest, suffix }
    }

    fn profit(&self, e: &Entry) -> f64 {
        let price = self.price.row(e.mask);
        let spent: f64 = e.cost.iter().zip(price.iter().skip(e.year)).map(|(c, p)| c * p).sum();
        e.value - spent
    }
}
