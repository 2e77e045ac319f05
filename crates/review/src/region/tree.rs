//! The tree of regions (区划树) from the parent table.

use super::Place;
use model::{Region, RegionCode, RegionLevel};
use std::collections::{BTreeMap, BTreeSet};

/// All regions of a site, by code (区划树).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    regions: BTreeMap<RegionCode, Region>,
}

/// The parent table is no tree (区划表有误).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// A code stands twice.
    #[error("region {0} stands twice")]
    Twice(RegionCode),
    /// The region above is not in the table.
    #[error("region {0} names {1} as the region above, which is not in the table")]
    NoParent(RegionCode, RegionCode),
    /// Following the parents comes back to the start.
    #[error("region {0} lies above itself")]
    Circle(RegionCode),
    /// A region lies under one of the same or a lower level.
    #[error("region {0} lies under {1}, which is not of a higher level")]
    Level(RegionCode, RegionCode),
}

impl Tree {
    /// A tree from its regions, in any order.
    ///
    /// # Errors
    /// A code twice, a parent that is missing or not of a higher level, a circle.
    pub fn new(regions: impl IntoIterator<Item = Region>) -> Result<Tree, TreeError> {
        let mut tree = Tree::default();
        for region in regions {
            let code = region.code.clone();
            if tree.regions.insert(code.clone(), region).is_some() {
                return Err(TreeError::Twice(code));
            }
        }
        for region in tree.regions.values() {
            let Some(parent) = &region.parent else { continue };
            if *parent == region.code {
                return Err(TreeError::Circle(region.code.clone()));
            }
            let above =
                tree.regions.get(parent).ok_or_else(|| TreeError::NoParent(region.code.clone(), parent.clone()))?;
            // levels fall on the way down, so a circle always has a step that does not
            if rank(above.level) <= rank(region.level) {
                return Err(TreeError::Level(region.code.clone(), parent.clone()));
            }
        }
        Ok(tree)
    }

    /// The region.
    pub fn region(&self, code: &RegionCode) -> Option<&Region> {
        self.regions.get(code)
    }

    /// All regions, by code.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.values()
    }

    /// The region's place, `None` when the table does not have it.
    pub fn place(&self, code: &RegionCode) -> Option<Place> {
        let mut path = Vec::new();
        let mut next = Some(code);
        while let Some(code) = next {
            let region = self.regions.get(code)?;
            path.push((region.code.clone(), region.level));
            next = region.parent.as_ref();
        }
        path.reverse();
        Place::of(path)
    }

    /// The region and everything below it.
    pub fn below(&self, code: &RegionCode) -> BTreeSet<RegionCode> {
        let mut children: BTreeMap<&RegionCode, Vec<&RegionCode>> = BTreeMap::new();
        for region in self.regions.values() {
            if let Some(parent) = &region.parent {
                children.entry(parent).or_default().push(&region.code);
            }
        }
        let mut found = BTreeSet::new();
        let mut open: Vec<&RegionCode> = self.regions.get(code).map(|r| &r.code).into_iter().collect();
        while let Some(code) = open.pop() {
            found.insert(code.clone());
            open.extend(children.get(code).into_iter().flatten().copied());
        }
        found
    }
}

/// A level as a number that grows upwards: township 0, county and development zone 1, city 2, province 3, nation 4.
pub(crate) fn rank(level: RegionLevel) -> u8 {
    match level {
        RegionLevel::Township => 0,
        RegionLevel::County | RegionLevel::DevelopmentZone => 1,
        RegionLevel::Prefecture => 2,
        RegionLevel::Province => 3,
        RegionLevel::Nation => 4,
    }
}
