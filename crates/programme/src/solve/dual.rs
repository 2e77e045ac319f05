//! The price search (对偶价格搜索): minimises the Lagrangian bound by a deflected subgradient with Polyak steps.
//!
//! Floats only: the prices are rounded to integers and the bound recomputed exactly by [`super::proof`].

use super::dense::Dense;
use super::table::Table;

/// Prices in points: per grain of a source and year, per seat of a need and year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prices {
    pub money: Table<f64>,
    pub seats: Table<f64>,
}

/// One start of one option, flat for the inner loop.
struct Entry {
    group: usize,
    mask: usize,
    value: f64,
    year: usize,
    cost: Vec<f64>,
    seats: Option<(usize, usize, f64)>,
}

pub(crate) struct Dual<'a> {
    dense: &'a Dense,
    entries: Vec<Entry>,
    prices: Prices,
    direction: Prices,
    /// The best prices found and their bound.
    pub best: Prices,
    pub bound: f64,
    step: f64,
    stale: u32,
    /// What one unit of price weighs: budgets for money, shortages for seats, so that steps are of one size.
    money_scale: f64,
    seat_scale: f64,
}

const PATIENCE: u32 = 20;

impl<'a> Dual<'a> {
    pub fn new(dense: &'a Dense) -> Dual<'a> {
        let mut entries = Vec::new();
        for (group, options) in dense.groups.iter().enumerate() {
            for job in options.iter().filter_map(|o| dense.jobs.get(*o)) {
                for b in &job.begins {
                    entries.push(Entry {
                        group,
                        mask: job.mask,
                        value: b.value as f64,
                        year: b.year,
                        cost: job.cost.iter().map(|c| *c as f64).collect(),
                        seats: job.seats.map(|(z, n)| (z, job.done(b.year).saturating_sub(1), n as f64)),
                    });
                }
            }
        }
        let zero = Prices {
            money: Table::new(dense.sources.len(), dense.years),
            seats: Table::new(dense.seats.len(), dense.years),
        };
        let mut prices = zero.clone();
        prices.money.fill(knee(dense));
        let mean = |sum: f64, n: usize| if n == 0 || sum <= 0.0 { 1.0 } else { sum / n as f64 };
        let money_scale = mean(dense.budget.cells().iter().map(|b| *b as f64).sum(), dense.budget.cells().len());
        let short = dense.seats.iter().flat_map(|s| s.short.iter()).map(|n| *n as f64).sum();
        let seat_scale = mean(short, dense.seats.len() * dense.years);
        Dual {
            dense,
            entries,
            best: prices.clone(),
            prices,
            direction: zero,
            bound: f64::INFINITY,
            step: 1.0,
            stale: 0,
            money_scale,
            seat_scale,
        }
    }

    /// One round: evaluates the bound at the current prices and moves towards `target`, a value already reached.
    pub fn round(&mut self, target: f64) {
        let (value, slope) = self.evaluate();
        if value < self.bound - self.bound.abs() * 1e-9 || self.bound.is_infinite() {
            if value < self.bound - self.bound.abs() * 1e-5 {
                self.stale = 0;
            }
            self.bound = value;
            self.best = self.prices.clone();
        }
        self.stale += 1;
        if self.stale > PATIENCE {
            // start again from the best prices with smaller steps
            self.stale = 0;
            self.step *= 0.7;
            self.prices = self.best.clone();
            self.direction.money.fill(0.0);
            self.direction.seats.fill(0.0);
            return;
        }
        self.walk(value - target, &slope);
    }

    fn walk(&mut self, distance: f64, slope: &Prices) {
        let dot = |a: &Prices, b: &Prices| {
            let money: f64 = a.money.cells().iter().zip(b.money.cells()).map(|(x, y)| x * y).sum();
            let seats: f64 = a.seats.cells().iter().zip(b.seats.cells()).map(|(x, y)| x * y).sum();
            money + seats
        };
        let old = dot(&self.direction, &self.direction);
        let turn = dot(slope, &self.direction);
        let keep = if old > 0.0 && turn < 0.0 { -1.5 * turn / old } else { 0.0 };
        for (d, g) in self.direction.money.cells_mut().iter_mut().zip(slope.money.cells()) {
            *d = g + keep * *d;
        }
        for (d, g) in self.direction.seats.cells_mut().iter_mut().zip(slope.seats.cells()) {
            *d = g + keep * *d;
        }
        let length = dot(&self.direction, &self.direction);
        if length <= 0.0 {
            return;
        }
        let step = self.step * distance.max(self.bound.abs() * 1e-6) / length;
        for (p, d) in self.prices.money.cells_mut().iter_mut().zip(self.direction.money.cells()) {
            *p = (*p - step * d / self.money_scale).max(0.0);
        }
        for (z, need) in self.dense.seats.iter().enumerate() {
            for y in 0..self.dense.years {
                let d = self.direction.seats.get(z, y);
                if let Some(p) = self.prices.seats.cell(z, y) {
                    *p = (*p - step * d / self.seat_scale).clamp(0.0, need.penalty as f64);
                }
            }
        }
    }

    /// The bound at the current prices and its slope (scaled).
    fn evaluate(&self) -> (f64, Prices) {
        let dense = self.dense;
        let view = View::new(dense, &self.prices);
        let mut slope = Prices {
            money: Table::new(dense.sources.len(), dense.years),
            seats: Table::new(dense.seats.len(), dense.years),
        };
        let mut value = 0.0;
        for ((p, g), b) in self.prices.money.cells().iter().zip(slope.money.cells_mut()).zip(dense.budget.cells()) {
            value += p * *b as f64;
            *g = *b as f64 / self.money_scale;
        }
        for (z, need) in dense.seats.iter().enumerate() {
            for (y, short) in need.short.iter().enumerate() {
                value -= self.prices.seats.get(z, y) * *short as f64;
                slope.seats.set(z, y, -(*short as f64) / self.seat_scale);
            }
        }
        let mut at = 0;
        while let Some(first) = self.entries.get(at) {
            let mut best = 0.0;
            let mut chosen = None;
            while let Some(e) = self.entries.get(at).filter(|e| e.group == first.group) {
                let profit = view.profit(e);
                if profit > best {
                    best = profit;
                    chosen = Some(e);
                }
                at += 1;
            }
            if let Some(e) = chosen {
                value += best;
                for (k, c) in e.cost.iter().enumerate() {
                    let source = view.cheapest.get(e.mask, e.year + k);
                    if let Some(g) = slope.money.cell(source, e.year + k) {
                        *g -= c / self.money_scale;
                    }
                }
                if let Some((z, from, n)) = e.seats {
                    for y in from..dense.years {
                        if let Some(g) = slope.seats.cell(z, y) {
                            *g += n / self.seat_scale;
                        }
                    }
                }
            }
        }
        (value, slope)
    }

    /// Reduced profit of every start at the best prices: (profit, option, year).
    pub fn profits(dense: &Dense, prices: &Prices) -> Vec<(f64, usize, usize)> {
        let view = View::new(dense, prices);
        let mut out = Vec::new();
        for (o, job) in dense.jobs.iter().enumerate() {
            for b in &job.begins {
                let spent: f64 =
                    job.cost.iter().enumerate().map(|(k, c)| view.price.get(job.mask, b.year + k) * *c as f64).sum();
                let seats =
                    job.seats.map_or(0.0, |(z, n)| view.suffix.get(z, job.done(b.year).saturating_sub(1)) * n as f64);
                out.push((b.value as f64 - spent + seats, o, b.year));
            }
        }
        out
    }
}

/// Prices seen from the options: per mask and year the cheapest source, per need the sum of seat prices to the end.
struct View {
    price: Table<f64>,
    cheapest: Table<usize>,
    suffix: Table<f64>,
}

impl View {
    fn new(dense: &Dense, prices: &Prices) -> View {
        let mut price = Table::new(dense.masks.len(), dense.years);
        let mut cheapest = Table::new(dense.masks.len(), dense.years);
        for mask in 0..dense.masks.len() {
            for y in 0..dense.years {
                let least = dense
                    .open(mask, y)
                    .map(|s| (prices.money.get(s, y), s))
                    .reduce(|a, b| if b.0 < a.0 { b } else { a });
                if let Some((p, s)) = least {
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
        let seats = e.seats.map_or(0.0, |(z, from, n)| self.suffix.get(z, from) * n);
        e.value - spent + seats
    }
}

/// Points per grain at which all money would be spent if options could be split: where the search starts.
fn knee(dense: &Dense) -> f64 {
    let mut list: Vec<(f64, f64)> = Vec::new();
    for options in &dense.groups {
        let best = options.iter().filter_map(|o| dense.jobs.get(*o)).filter_map(|job| {
            let cost: i64 = job.cost.iter().sum();
            let value = job.begins.iter().map(|b| b.value).max()?;
            Some((value as f64 / (cost.max(1)) as f64, cost as f64))
        });
        list.extend(best.reduce(|a, b| if b.0 > a.0 { b } else { a }));
    }
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut money: f64 = dense.budget.cells().iter().map(|b| *b as f64).sum();
    for (density, cost) in list {
        money -= cost;
        if money < 0.0 {
            return density.max(0.0);
        }
    }
    0.0
}
