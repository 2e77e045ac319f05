//! The regions the program knows by name (内置区划名单): those of Inner Mongolia, as of the 2022 list of the statistics bureau.
//! Development zones stand only in that list, not in GB/T 2260, and are marked local.

use model::{Region, RegionCode, RegionLevel};

const LIST: &str = include_str!("../data/regions.csv");

/// The region with those above it, topmost first; `None` when the list has no such code.
pub fn known(code: &RegionCode) -> Option<Vec<Region>> {
    let all: Vec<Region> = LIST.lines().skip(1).filter_map(read).collect();
    let mut chain = Vec::new();
    let mut next = Some(code.clone());
    while let Some(code) = next {
        let region = all.iter().find(|r| r.code == code)?;
        next = region.parent.clone();
        chain.insert(0, region.clone());
    }
    Some(chain)
}

/// Every region of the list.
pub fn all() -> Vec<Region> {
    LIST.lines().skip(1).filter_map(read).collect()
}

/// A region the list does not have, under the city and province whose code it begins with where these are known.
pub fn named(code: &RegionCode, name: &str) -> Vec<Region> {
    let above: Option<RegionCode> = format!("{}00", code.prefecture()).parse().ok();
    let mut chain = above.as_ref().and_then(known).unwrap_or_default();
    let level = if chain.is_empty() { RegionLevel::County } else { RegionLevel::DevelopmentZone };
    let parent = chain.last().map(|r| r.code.clone());
    chain.push(Region { code: code.clone(), name: name.to_owned(), level, parent, local: true });
    chain
}

fn read(line: &str) -> Option<Region> {
    let mut fields = line.split(',');
    let (code, name, level) = (fields.next()?, fields.next()?, fields.next()?);
    let parent = fields.next().and_then(|p| p.parse().ok());
    let level = match level {
        "province" => RegionLevel::Province,
        "prefecture" => RegionLevel::Prefecture,
        "county" => RegionLevel::County,
        _ => RegionLevel::DevelopmentZone,
    };
    let local = fields.next() == Some("yes");
    Some(Region { code: code.parse().ok()?, name: name.to_owned(), level, parent, local })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads_and_has_its_parents() {
        let count = LIST.lines().count() - 1;
        let read: Vec<Region> = LIST.lines().skip(1).filter_map(read).collect();
        assert_eq!(read.len(), count);
        assert!(read.iter().all(|r| known(&r.code).is_some()));
        let zone = known(&"150172".parse().unwrap()).unwrap();
        assert_eq!(zone.len(), 3);
        assert!(zone.last().is_some_and(|r| r.local));
    }
}
