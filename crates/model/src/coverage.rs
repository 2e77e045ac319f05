//! Totals that say how much of the data they rest on (覆盖率).

use serde::{Deserialize, Serialize};

/// How many of the records a figure should rest on were known (有数据的记录数 / 应有记录数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// Records with data.
    pub known: u32,
    /// Records that should have data.
    pub of: u32,
}

impl Coverage {
    /// True when nothing is missing (and there is something to count).
    pub fn complete(self) -> bool {
        self.known == self.of && self.of > 0
    }

    /// Counts one record, known or not.
    pub fn count(&mut self, known: bool) {
        self.of = self.of.saturating_add(1);
        if known {
            self.known = self.known.saturating_add(1);
        }
    }
}

/// A sum over the records that have data, with its coverage. `sum` is `None` when no record has data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Total {
    /// The sum in the unit of what was added, `None` for "no data" or when it does not fit 64 bits.
    pub sum: Option<i64>,
    /// What it rests on.
    pub coverage: Coverage,
    /// The sum left the range of 64 bits; it is then withheld.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overflow: bool,
}

impl Total {
    /// Adds one record's value, or counts it as missing.
    pub fn add(&mut self, value: Option<i64>) {
        self.coverage.count(value.is_some());
        if let Some(v) = value
            && !self.overflow
        {
            match self.sum.unwrap_or(0).checked_add(v) {
                Some(s) => self.sum = Some(s),
                None => {
                    self.sum = None;
                    self.overflow = true;
                }
            }
        }
    }

    /// The total of an iterator of values, `None` counting as missing.
    pub fn of(values: impl IntoIterator<Item = Option<i64>>) -> Total {
        let mut total = Total::default();
        for v in values {
            total.add(v);
        }
        total
    }

    /// The sum, only when every record has data.
    pub fn complete(self) -> Option<i64> {
        if self.coverage.complete() { self.sum } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_neither_zero_nor_complete() {
        let t = Total::of([Some(3), None, Some(4)]);
        assert_eq!((t.sum, t.coverage.known, t.coverage.of), (Some(7), 2, 3));
        assert_eq!(t.complete(), None);
        assert_eq!(Total::of([None, None]).sum, None);
        assert_eq!(Total::of([]).complete(), None);
        let over = Total::of([Some(i64::MAX), Some(1), Some(5)]);
        assert!(over.overflow && over.sum.is_none());
    }
}
