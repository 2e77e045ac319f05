//! Downhill on a convex function with kinks (空间伸缩次梯度法): Shor's r-algorithm, which stretches space along the difference of
//! successive slopes and so finds its way along narrow valleys in few steps when there are few variables.

/// What a stretch leaves of a direction.
const STRETCH: f64 = 0.4;
/// Steps in one direction after which they become longer, and by how much; and what a single step makes of them.
const LONG: u32 = 3;
const LONGER: f64 = 1.2;
const SHORTER: f64 = 0.93;

/// The walk: a point, a way, a stretched space.
#[derive(Debug, Clone)]
pub(crate) struct Descent {
    pub at: Vec<f64>,
    /// The stretched space, row by row.
    space: Vec<f64>,
    way: Vec<f64>,
    /// Slope where the way began.
    slope: Vec<f64>,
    step: f64,
    steps: u32,
}

impl Descent {
    /// From a point, with what is a large step in each variable, and the share of it to begin with.
    pub fn new(at: Vec<f64>, large: &[f64], step: f64) -> Descent {
        let n = at.len();
        let mut space = vec![0.0; n * n];
        for (i, l) in large.iter().enumerate() {
            if let Some(cell) = space.get_mut(i * n + i) {
                *cell = *l;
            }
        }
        Descent { at, space, way: Vec::new(), slope: Vec::new(), step, steps: 0 }
    }

    /// Takes the slope at the point and moves on.
    pub fn walk(&mut self, slope: &[f64]) {
        if self.way.is_empty() {
            self.turn(slope);
            return;
        }
        let down = dot(&self.way, slope) < 0.0;
        if down && self.steps < 40 {
            self.steps += 1;
            if self.steps.is_multiple_of(LONG) {
                self.step *= LONGER;
            }
            self.go();
            return;
        }
        if self.steps == 1 {
            self.step *= SHORTER;
        }
        let change: Vec<f64> = slope.iter().zip(&self.slope).map(|(a, b)| a - b).collect();
        let mut seen = self.stretched(&change);
        let length = dot(&seen, &seen).sqrt();
        if length > 0.0 && length.is_finite() {
            seen.iter_mut().for_each(|s| *s /= length);
            let along = self.back(&seen);
            let n = self.at.len();
            for (row, a) in self.space.chunks_mut(n.max(1)).zip(&along) {
                row.iter_mut().zip(&seen).for_each(|(cell, s)| *cell += (STRETCH - 1.0) * a * s);
            }
        }
        self.turn(slope);
    }

    /// The length of the next move in each variable's own measure.
    pub fn reach(&self) -> impl Iterator<Item = f64> + '_ {
        self.way.iter().map(|w| (w * self.step).abs())
    }

    fn turn(&mut self, slope: &[f64]) {
        let seen = self.stretched(slope);
        let length = dot(&seen, &seen).sqrt();
        if length <= 0.0 || !length.is_finite() {
            self.way.fill(0.0);
            return;
        }
        self.way = self.back(&seen).into_iter().map(|w| -w / length).collect();
        self.slope = slope.to_vec();
        self.steps = 1;
        self.go();
    }

    fn go(&mut self) {
        for (x, w) in self.at.iter_mut().zip(&self.way) {
            *x += self.step * w;
        }
    }

    /// Bᵀv.
    fn stretched(&self, v: &[f64]) -> Vec<f64> {
        let n = self.at.len();
        let mut out = vec![0.0; n];
        for (row, v) in self.space.chunks(n.max(1)).zip(v) {
            out.iter_mut().zip(row).for_each(|(o, cell)| *o += cell * v);
        }
        out
    }

    /// Bv.
    fn back(&self, v: &[f64]) -> Vec<f64> {
        self.space.chunks(self.at.len().max(1)).map(|row| dot(row, v)).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_bottom_of_a_narrow_valley() {
        // |x − 3| + 1000 |x + y − 5| + |z|: least at (3, 2, 0)
        let f = |p: &[f64]| (p[0] - 3.0).abs() + 1000.0 * (p[0] + p[1] - 5.0).abs() + p[2].abs();
        let slope = |p: &[f64]| {
            let valley = 1000.0 * (p[0] + p[1] - 5.0).signum();
            vec![(p[0] - 3.0).signum() + valley, valley, p[2].signum()]
        };
        let mut walk = Descent::new(vec![10.0, -4.0, 7.0], &[1.0; 3], 1.0);
        let mut best = f64::INFINITY;
        for _ in 0..200 {
            best = best.min(f(&walk.at));
            let slope = slope(&walk.at);
            walk.walk(&slope);
        }
        assert!(best < 1e-2, "{best}");
    }
}
