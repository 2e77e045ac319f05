//! The source of chance (随机源): integers only, so that a seed gives the same bytes on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A stream of chance, named by a seed and a stream number. Streams of one seed do not depend on each other, so
/// counties and schools can be made in any order and in parallel.
#[derive(Debug, Clone)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream `stream` of `seed`.
    pub fn new(seed: u64, stream: u64) -> Dice {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Dice(rng)
    }

    /// A number in `0..n`, 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(n);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number in `low..=high` (the two may come in either order).
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let (low, high) = (low.min(high), low.max(high));
        let span = u32::try_from(high - low + 1).unwrap_or(u32::MAX);
        low + i64::from(self.below(span))
    }

    /// True in `per_mille` of a thousand cases.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// `value` times a factor between `low` and `high` thousandths.
    pub fn scale(&mut self, value: i64, low: i64, high: i64) -> i64 {
        value * self.between(low, high) / 1000
    }

    /// One entry of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let n = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(usize::try_from(self.below(n)).unwrap_or(0))
    }

    /// Puts a list into a random order (Fisher–Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.below(u32::try_from(i + 1).unwrap_or(u32::MAX));
            list.swap(i, usize::try_from(j).unwrap_or(0));
        }
    }
}

/// A count from a computed number: negative becomes 0.
pub fn count(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}

/// `a / b` rounded up, for counts.
pub fn ceil_div(a: i64, b: i64) -> i64 {
    if b <= 0 { 0 } else { (a + b - 1).div_euclid(b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, stream| {
            let mut d = Dice::new(seed, stream);
            (0..8).map(|_| d.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
        assert_ne!(draw(1, 2), draw(2, 2));
    }

    #[test]
    fn numbers_stay_in_range() {
        let mut d = Dice::new(7, 0);
        assert_eq!(d.below(0), 0);
        for _ in 0..2_000 {
            assert!((-3..=5).contains(&d.between(5, -3)));
        }
        let mut list: Vec<u32> = (0..50).collect();
        d.shuffle(&mut list);
        assert_ne!(list, (0..50).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..50).collect::<Vec<_>>());
    }
}
