//! What a school has, laid out for many questions (现有条件表).

use model::{Conditions, Item, Quantity};

/// How many items there are.
const ITEMS: usize = Item::ALL.len();

/// The conditions of a school with a place for every item; `None` is "no data".
#[derive(Debug, Clone)]
pub struct Stock([Option<Quantity>; ITEMS]);

impl Stock {
    /// Lays conditions out.
    pub fn of(conditions: &Conditions) -> Stock {
        let mut stock = Stock([None; ITEMS]);
        for (item, quantity) in conditions.iter() {
            if let Some(slot) = stock.0.get_mut(item as usize) {
                *slot = Some(quantity);
            }
        }
        stock
    }

    /// What there is of an item.
    pub fn get(&self, item: Item) -> Option<Quantity> {
        self.0.get(item as usize).copied().flatten()
    }
}
