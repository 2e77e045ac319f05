//! The conditions of a school (办学条件): a quantity per item, and the twenty baseline items.

use crate::item::Item;
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a school has (现有条件), in each item's smallest step. An absent item is "no data"; a school that has none says 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions(Vec<(Item, Quantity)>);

impl Conditions {
    /// The quantity of an item, `None` for no data.
    pub fn get(&self, item: Item) -> Option<Quantity> {
        let at = self.0.binary_search_by_key(&item, |(i, _)| *i).ok()?;
        self.0.get(at).map(|(_, q)| *q)
    }

    /// Sets an item.
    pub fn set(&mut self, item: Item, quantity: Quantity) {
        match self.0.binary_search_by_key(&item, |(i, _)| *i) {
            Ok(at) => {
                if let Some(slot) = self.0.get_mut(at) {
                    slot.1 = quantity;
                }
            }
            Err(at) => self.0.insert(at, (item, quantity)),
        }
    }

    /// Forgets an item: it becomes "no data".
    pub fn clear(&mut self, item: Item) {
        self.0.retain(|(i, _)| *i != item);
    }

    /// All items with data, in the order of the forms.
    pub fn iter(&self) -> impl Iterator<Item = (Item, Quantity)> + '_ {
        self.0.iter().copied()
    }

    /// True when nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Item, Quantity)> for Conditions {
    fn from_iter<T: IntoIterator<Item = (Item, Quantity)>>(iter: T) -> Self {
        let mut conditions = Conditions::default();
        for (item, quantity) in iter {
            conditions.set(item, quantity);
        }
        conditions
    }
}

impl Serialize for Conditions {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}
impl<'de> Deserialize<'de> for Conditions {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::<Item, Quantity>::deserialize(d)?.into_iter().collect())
    }
}

/// The state of the twenty baseline items (20条底线要求): item number 1–20 → met or not. An absent number is "no data".
///
/// Source: 教基一厅〔2014〕5号. Items that follow from measured conditions are computed in `needs`; an answer given here wins.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Baseline(pub BTreeMap<u8, bool>);

impl Baseline {
    /// True when nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_not_zero() {
        let mut c = Conditions::default();
        assert_eq!(c.get(Item::Bed), None);
        c.set(Item::Bed, 0);
        assert_eq!(c.get(Item::Bed), Some(0));
        c.set(Item::Bed, 7);
        c.set(Item::Desk, 1);
        assert_eq!(c.iter().count(), 2);
        let back: Conditions = serde_json::from_str(&serde_json::to_string(&c).unwrap()).unwrap();
        assert_eq!(back, c);
        c.clear(Item::Bed);
        assert_eq!(c.get(Item::Bed), None);
    }
}
