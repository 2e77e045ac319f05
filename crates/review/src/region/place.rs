//! A place in the region tree (所在区划): a region together with everything above it.

use model::{RegionCode, RegionLevel};

/// A region with the way down to it from the root (区划及其上级).
///
/// Made by [`crate::region::Tree::place`], so that a relation comes from the parent table and never from digits: a county run
/// directly by its province (省直管县) or a district of a municipality (直辖市) stands where the table puts it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// From the root down to the region itself; never empty.
    pub(super) path: Vec<(RegionCode, RegionLevel)>,
    pub(super) code: RegionCode,
    pub(super) level: RegionLevel,
}

crate::named::named! {
    /// How a second region stands to a first (区划关系).
    Relation {
        /// 本级: the same region.
        Own = "own",
        /// 上级: the second is above the first.
        Above = "above",
        /// 下级: the second lies below the first.
        Below = "below",
        /// 其他: neither.
        Elsewhere = "elsewhere",
    }
}

impl Place {
    /// The region's code.
    pub fn code(&self) -> &RegionCode {
        &self.code
    }

    /// The region's level.
    pub fn level(&self) -> RegionLevel {
        self.level
    }

    /// The regions above it, nearest first.
    pub fn above(&self) -> impl Iterator<Item = &RegionCode> {
        self.path.iter().rev().skip(1).map(|(code, _)| code)
    }

    /// How `other` stands to this region.
    pub fn relation(&self, other: &Place) -> Relation {
        if self.code == other.code {
            Relation::Own
        } else if self.above().any(|code| *code == other.code) {
            Relation::Above
        } else if other.above().any(|code| *code == self.code) {
            Relation::Below
        } else {
            Relation::Elsewhere
        }
    }

    /// The place one step up, `None` at the root.
    pub fn parent(&self) -> Option<Place> {
        let path = self.path.get(..self.path.len().checked_sub(1)?)?;
        Place::of(path.to_vec())
    }

    /// A place beside this one under the same region, whatever the table says of its code: for questions about regions that are not there.
    #[must_use]
    pub fn neighbour(&self, code: &RegionCode) -> Place {
        let mut path = self.path.clone();
        path.pop();
        path.push((code.clone(), self.level));
        Place { path, code: code.clone(), level: self.level }
    }

    /// This place or the nearest above it that is of `level`.
    pub fn at_level(&self, level: RegionLevel) -> Option<Place> {
        let end = self.path.iter().rposition(|(_, l)| *l == level)?;
        Place::of(self.path.get(..=end)?.to_vec())
    }

    pub(super) fn of(path: Vec<(RegionCode, RegionLevel)>) -> Option<Place> {
        let (code, level) = path.last().cloned()?;
        Some(Place { path, code, level })
    }
}
