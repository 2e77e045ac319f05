//! What other programmes' projects still add (在建项目): those that end after the base year.

use model::{Dossier, Item, Quantity, SchoolId};

/// A project under way at a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addition {
    /// What it adds to.
    pub item: Item,
    /// How much, `None` when the project does not say.
    pub quantity: Option<Quantity>,
}

/// The projects under way, by school (在建项目索引).
#[derive(Debug, Default)]
pub struct UnderWay<'a> {
    additions: Vec<(&'a SchoolId, Addition)>,
}

/// The sum of what is under way for some items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Adding {
    /// Known quantities.
    pub quantity: Quantity,
    /// Some project does not say how much, or the sum does not fit.
    pub unknown: bool,
}

impl<'a> UnderWay<'a> {
    /// The projects of a dossier that end after the base year.
    pub fn of(dossier: &'a Dossier) -> UnderWay<'a> {
        let late = dossier.other_projects.iter().filter(|p| p.finish.0 > dossier.base_year.0);
        let mut additions: Vec<_> =
            late.map(|p| (&p.school, Addition { item: p.item, quantity: p.quantity })).collect();
        additions.sort_by(|a, b| (a.0, a.1.item).cmp(&(b.0, b.1.item)));
        UnderWay { additions }
    }

    /// Those at one school.
    pub fn at(&self, school: &SchoolId) -> &[(&'a SchoolId, Addition)] {
        let from = self.additions.partition_point(|(s, _)| *s < school);
        let to = self.additions.partition_point(|(s, _)| *s <= school);
        self.additions.get(from..to).unwrap_or(&[])
    }
}

/// What the projects of one school add to an item, or to any of the items that count together with it.
pub fn adding(additions: &[(&SchoolId, Addition)], item: Item, counts: &[Item]) -> Adding {
    let mut sum = Adding::default();
    for (_, addition) in additions {
        let fits = if counts.is_empty() { addition.item == item } else { counts.contains(&addition.item) };
        if !fits {
            continue;
        }
        match addition.quantity.and_then(|q| sum.quantity.checked_add(q.max(0))) {
            Some(total) => sum.quantity = total,
            None => sum.unknown = true,
        }
    }
    sum
}
