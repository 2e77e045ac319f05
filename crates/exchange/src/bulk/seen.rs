//! Rows of one identity (重复行), found by fingerprints of 128 bits: two rows that differ share one with a chance of less than
//! one in 10²⁵ for a million rows, and nobody can make two, since the keys of the hash are drawn anew for each import.

use crate::field::Field;
use crate::record::Record;
use crate::table::Table;
use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::{BuildHasher, Hasher};

/// So many rows are remembered, some 100 MiB; those beyond are counted and told of.
pub(super) const MOST: usize = 3_600_000;

/// Where a row stands: number of its sheet and of its row.
pub(super) type Place = (u32, u32);

/// What became of a row's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// It is new, or has none.
    New,
    /// A row before has it.
    Again(Place),
    /// Too many rows: it was not compared.
    Beyond,
}

/// The identities so far.
pub(super) struct Seen {
    /// Columns that name a row; the flag says that the next one counts only where this has no value.
    columns: Vec<(usize, Option<usize>)>,
    keys: [RandomState; 2],
    places: HashMap<(u64, u64), Place, Ready>,
    most: usize,
}

impl Seen {
    /// No row of a table yet.
    pub(super) fn new(table: &Table) -> Seen {
        // the name stands for the number only where the number is not given
        let instead = |key: &str| if key == "school_name" { table.at("school") } else { None };
        let columns = table.identity.iter().filter_map(|key| Some((table.at(key)?, instead(key))));
        let keys = [RandomState::new(), RandomState::new()];
        Seen { columns: columns.collect(), keys, places: HashMap::default(), most: MOST }
    }

    /// Remembers a row.
    pub(super) fn row(&mut self, record: &Record<'_>, place: Place) -> Sight {
        if self.columns.is_empty() {
            return Sight::New;
        }
        let [first, second] = &self.keys;
        let key = (self.fingerprint(record, first), self.fingerprint(record, second));
        let full = self.places.len() >= self.most;
        match self.places.entry(key) {
            Entry::Occupied(known) => Sight::Again(*known.get()),
            Entry::Vacant(_) if full => Sight::Beyond,
            Entry::Vacant(new) => {
                new.insert(place);
                Sight::New
            }
        }
    }

    fn fingerprint(&self, record: &Record<'_>, state: &RandomState) -> u64 {
        let mut hasher = state.build_hasher();
        for (at, instead) in &self.columns {
            if instead.is_some_and(|other| record.value(other).is_some()) {
                continue;
            }
            match record.value(*at) {
                Some(Field::Text(text)) => {
                    hasher.write_u8(1);
                    hasher.write_usize(text.len());
                    hasher.write(text.as_bytes());
                }
                Some(Field::Number(n)) => {
                    hasher.write_u8(2);
                    hasher.write_i64(*n);
                }
                Some(Field::Choice(entry)) => {
                    hasher.write_u8(3);
                    hasher.write_usize(*entry);
                }
                _ => hasher.write_u8(0),
            }
        }
        hasher.finish()
    }
}

/// The keys are fingerprints already: the map takes them as they are.
#[derive(Debug, Clone, Copy, Default)]
struct Ready;

impl BuildHasher for Ready {
    type Hasher = First;
    fn build_hasher(&self) -> First {
        First(0)
    }
}

/// Keeps the first word it is given.
struct First(u64);

impl Hasher for First {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, word: u64) {
        if self.0 == 0 {
            self.0 = word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use intake::CellRef;

    fn record(zone: &str, year: i64) -> Record<'static> {
        let table = crate::table::find("births").unwrap();
        let mut record = Record::new(table, 0, ("f", "s"), 0);
        record.set(table.at("zone").unwrap(), Field::Text(zone.to_owned()), CellRef::new(0, 0));
        record.set(table.at("year").unwrap(), Field::Number(year), CellRef::new(0, 0));
        record
    }

    #[test]
    fn the_second_of_a_kind_is_known() {
        let mut seen = Seen::new(crate::table::find("births").unwrap());
        assert_eq!(seen.row(&record("Z1", 2015), (1, 2)), Sight::New);
        assert_eq!(seen.row(&record("Z1", 2016), (1, 3)), Sight::New);
        assert_eq!(seen.row(&record("Z12", 15), (1, 4)), Sight::New);
        assert_eq!(seen.row(&record("Z1", 2015), (2, 9)), Sight::Again((1, 2)));
        seen.most = 3;
        assert_eq!(seen.row(&record("Z9", 2015), (2, 9)), Sight::Beyond);
        assert_eq!(seen.row(&record("Z1", 2016), (2, 10)), Sight::Again((1, 3)));
    }
}
