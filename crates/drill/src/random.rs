//! Repeatable chance.

/// A stream of numbers from a seed (xorshift64*).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub fn next_number(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below another; 0 below 0.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next_number() >> 33).unwrap_or(0).checked_rem(most).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeatable_and_spread() {
        let list = |seed| (0..1000).map(|_| ()).scan(Random::new(seed), |r, ()| Some(r.below(10))).collect::<Vec<_>>();
        assert_eq!(list(7), list(7));
        assert_ne!(list(7), list(8));
        for n in 0..10 {
            assert!(list(7).iter().filter(|x| **x == n).count() > 60);
        }
    }
}
