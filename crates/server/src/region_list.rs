//! A list of regions as an office keeps it (区划名单): read row by row, checked against the shape of GB/T 2260 codes and against the tree.

use model::{Message, Region, RegionCode, RegionLevel};
use std::collections::{BTreeMap, BTreeSet};

/// First two digits that GB/T 2260 gives to provinces, autonomous regions, municipalities and special regions.
const PROVINCES: [u8; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82,
];

/// A row of the list, as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The level in words; taken from the code where empty.
    pub level: String,
    /// The region above; taken from the code where empty.
    pub parent: String,
}

/// What came of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// The regions, those above first.
    pub regions: Vec<Region>,
    /// What is wrong, with the row.
    pub problems: Vec<(usize, Message)>,
}

/// A level by the words an office uses for it.
pub fn level_named(text: &str) -> Option<RegionLevel> {
    Some(match text.trim().to_lowercase().as_str() {
        "国家" | "全国" | "nation" => RegionLevel::Nation,
        "省" | "省级" | "自治区" | "直辖市" | "province" => RegionLevel::Province,
        "市" | "地级" | "地市" | "市级" | "盟" | "盟市" | "地级市" | "prefecture" | "city" => {
            RegionLevel::Prefecture
        }
        "县" | "县级" | "区" | "旗" | "旗县" | "旗县区" | "县区" | "县市区" | "county" => {
            RegionLevel::County
        }
        "开发区" | "管委会" | "development_zone" | "zone" => RegionLevel::DevelopmentZone,
        "乡" | "乡级" | "乡镇" | "镇" | "街道" | "苏木" | "苏木乡镇" | "township" => {
            RegionLevel::Township
        }
        _ => return None,
    })
}

/// The level that the shape of a code of GB/T 2260 tells; `None` for another shape.
pub fn level_of(code: &str) -> Option<RegionLevel> {
    let digits = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let province: u8 = code.get(..2)?.parse().ok()?;
    if !digits || !PROVINCES.contains(&province) {
        return None;
    }
    match (code.get(2..4)?, code.get(4..)?) {
        ("00", "00") => Some(RegionLevel::Province),
        ("00", _) => None,
        (_, "00") => Some(RegionLevel::Prefecture),
        _ => Some(RegionLevel::County),
    }
}

/// Checks a list against itself and the regions known.
pub fn check(rows: &[Row], known: &[Region]) -> Checked {
    let mut out = Checked::default();
    let mut seen: BTreeMap<RegionCode, usize> = BTreeMap::new();
    let mut found: Vec<(usize, Region, bool)> = Vec::new();
    for row in rows {
        match read(row) {
            Ok((region, guessed)) => match seen.get(&region.code) {
                Some(first) => {
                    let twice = Message::new("wb-regions-twice").with("code", &region.code).with("first", first);
                    out.problems.push((row.number, twice));
                }
                None => {
                    seen.insert(region.code.clone(), row.number);
                    found.push((row.number, region, guessed));
                }
            },
            Err(problem) => out.problems.push((row.number, problem)),
        }
    }
    let levels: BTreeMap<RegionCode, RegionLevel> = known
        .iter()
        .map(|r| (r.code.clone(), r.level))
        .chain(found.iter().map(|(_, r, _)| (r.code.clone(), r.level)))
        .collect();
    for (number, region, guessed) in &mut found {
        if *guessed {
            region.parent = above(&region.code, &levels);
        }
        let Some(parent) = &region.parent else { continue };
        let problem = match levels.get(parent) {
            None => Some("wb-regions-no-parent"),
            Some(level) if rank(*level) <= rank(region.level) => Some("wb-regions-parent-level"),
            // a county run by its province, or a district of a municipality, shares two digits only
            Some(RegionLevel::Prefecture) if !region.local && parent.prefecture() != region.code.prefecture() => {
                Some("wb-regions-parent-prefix")
            }
            Some(RegionLevel::Province) if !region.local && parent.province() != region.code.province() => {
                Some("wb-regions-parent-prefix")
            }
            Some(_) => None,
        };
        if let Some(key) = problem {
            let message = Message::new(key).with("code", &region.code).with("parent", parent);
            out.problems.push((*number, message));
        }
    }
    let mut names: BTreeSet<(Option<RegionCode>, String)> = BTreeSet::new();
    for (number, region, _) in &found {
        if !names.insert((region.parent.clone(), region.name.clone())) {
            out.problems.push((*number, Message::new("wb-regions-name-twice").with("name", &region.name)));
        }
    }
    out.problems.sort_by_key(|(number, _)| *number);
    found.sort_by_key(|(_, r, _)| (std::cmp::Reverse(rank(r.level)), r.code.clone()));
    out.regions = found.into_iter().map(|(_, r, _)| r).collect();
    out
}

/// A row as a region, and whether the region above is still to be taken from the code.
fn read(row: &Row) -> Result<(Region, bool), Message> {
    let (code_text, name) = (row.code.trim(), row.name.trim());
    let bad_code = || Message::new("wb-regions-code").with("code", code_text);
    let code: RegionCode = code_text.parse().map_err(|_| bad_code())?;
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        return Err(Message::new("wb-regions-name").with("code", code_text));
    }
    let shape = level_of(code_text);
    let said = match row.level.trim() {
        "" => None,
        text => Some(level_named(text).ok_or_else(|| Message::new("wb-regions-level").with("level", text))?),
    };
    // development zones and townships have codes of the office's own
    let free = matches!(said, Some(RegionLevel::DevelopmentZone | RegionLevel::Township | RegionLevel::Nation));
    let (level, local) = match (shape, said) {
        (_, Some(level)) if free => (level, true),
        (Some(shape), Some(said)) if shape == said => (shape, false),
        (Some(shape), None) => (shape, false),
        (Some(_), Some(_)) => return Err(Message::new("wb-regions-shape").with("code", code_text)),
        (None, _) => return Err(bad_code()),
    };
    let parent = match row.parent.trim() {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| Message::new("wb-regions-no-parent").with("code", code_text).with("parent", text))?,
        ),
    };
    let guessed = parent.is_none();
    Ok((Region { code, name: name.to_owned(), level, parent, local }, guessed))
}

/// The region above by the digits of the code, where it is known.
fn above(code: &RegionCode, levels: &BTreeMap<RegionCode, RegionLevel>) -> Option<RegionCode> {
    let candidates = [format!("{}00", code.prefecture()), format!("{}0000", code.province())];
    let mut fitting = candidates.iter().filter_map(|c| c.parse::<RegionCode>().ok());
    fitting.find(|c| c != code && levels.get(c).zip(levels.get(code)).is_some_and(|(up, own)| rank(*up) > rank(*own)))
}

fn rank(level: RegionLevel) -> u8 {
    match level {
        RegionLevel::Township => 0,
        RegionLevel::County | RegionLevel::DevelopmentZone => 1,
        RegionLevel::Prefecture => 2,
        RegionLevel::Province => 3,
        RegionLevel::Nation => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        let row = |(n, line): (usize, &str)| {
            let mut f = line.split(',').map(str::to_owned);
            let mut next = || f.next().unwrap_or_default();
            Row { number: n + 2, code: next(), name: next(), level: next(), parent: next() }
        };
        text.lines().enumerate().map(row).collect()
    }

    fn problems(text: &str) -> Vec<(usize, String)> {
        check(&rows(text), &[]).problems.into_iter().map(|(n, m)| (n, m.key.into_owned())).collect()
    }

    #[test]
    fn a_city_with_its_counties_and_a_zone() {
        let list = "330102,上城区,县级,330100\n330100,杭州市,地级,\n330000,浙江省,,\n33K901,钱塘新区,开发区,330100\n330182,建德市,,";
        let checked = check(&rows(list), &[]);
        assert_eq!(checked.problems, []);
        let codes: Vec<&str> = checked.regions.iter().map(|r| r.code.as_str()).collect();
        assert_eq!(codes, ["330000", "330100", "330102", "330182", "33K901"]);
        let parents: Vec<_> = checked.regions.iter().map(|r| r.parent.as_ref().map(|p| p.to_string())).collect();
        let city = Some("330100".to_owned());
        assert_eq!(parents, [None, Some("330000".to_owned()), city.clone(), city.clone(), city]);
        assert!(checked.regions[4].local && !checked.regions[2].local);
        assert!(review::region::Tree::new(checked.regions).is_ok());
    }

    #[test]
    fn every_mistake_names_its_row() {
        assert_eq!(problems("990000,某省,,"), [(2, "wb-regions-code".to_owned())]);
        assert_eq!(problems("15010,某市,,"), [(2, "wb-regions-code".to_owned())]);
        assert_eq!(problems("150100,某市,县级,"), [(2, "wb-regions-shape".to_owned())]);
        assert_eq!(problems("150100,,地级,"), [(2, "wb-regions-name".to_owned())]);
        assert_eq!(problems("150100,某市,区级市,"), [(2, "wb-regions-level".to_owned())]);
        assert_eq!(problems("150121,某旗,县级,150100"), [(2, "wb-regions-no-parent".to_owned())]);
        assert_eq!(problems("150100,甲市,,\n150100,乙市,,"), [(3, "wb-regions-twice".to_owned())]);
        assert_eq!(problems("150100,甲市,,\n150221,某旗,县级,150100"), [(3, "wb-regions-parent-prefix".to_owned())]);
        assert_eq!(problems("150100,甲市,,\n150121,甲旗,,\n150122,甲旗,,"), [(4, "wb-regions-name-twice".to_owned())]);
        assert_eq!(problems("150121,甲旗,,\n15K001,某园,开发区,150121"), [(3, "wb-regions-parent-level".to_owned())]);
        // counties right under their province
        assert_eq!(problems("429000,某单位,,\n420000,湖北省,,\n429004,仙桃市,县级,420000"), []);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_is_a_tree_or_a_problem(codes in proptest::collection::vec("[1-6][0-9]{5}|[0-9A-Z]{4,8}", 0..12)) {
            let list: Vec<Row> = codes.into_iter().enumerate().map(|(n, code)| Row { number: n, name: format!("区{n}"), code, ..Row::default() }).collect();
            let checked = check(&list, &[]);
            if checked.problems.is_empty() {
                proptest::prop_assert!(review::region::Tree::new(checked.regions).is_ok());
            }
        }
    }
}
