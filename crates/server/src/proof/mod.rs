//! Long proofs over HTTP, in this process: who may do what, and that no county sees another's. Short here, whole with `JUNHENG_FULL`.

mod asking;
mod matrix;
#[path = "../../../review/tests/matrix/oracle.rs"]
mod oracle;
mod walls;
mod withheld;
mod world;

/// A number that follows from the one before: every run asks the same.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n.max(1)
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// So many of `quick`, or `full` when the whole is asked for.
pub(crate) fn times(quick: usize, full: usize) -> usize {
    if std::env::var_os("JUNHENG_FULL").is_some() { full } else { quick }
}
