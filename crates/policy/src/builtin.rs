//! The packs that come with the program (内置政策包).

use crate::Policy;
use crate::load::{PackError, PackSource, load, overlays};
use model::RegionCode;

/// A built-in pack: its folder, the region prefixes it is meant for, its files.
struct BuiltIn {
    name: &'static str,
    regions: &'static [&'static str],
    files: &'static [(&'static str, &'static str)],
}

impl BuiltIn {
    fn source(&self) -> PackSource {
        PackSource {
            name: self.name.to_owned(),
            files: self.files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect(),
        }
    }
}

macro_rules! pack {
    ($name:literal, $regions:expr, [$($file:literal),* $(,)?]) => {
        BuiltIn {
            name: $name,
            regions: $regions,
            files: &[ $( ($file, include_str!(concat!("../../../packs/", $name, "/", $file))), )* ],
        }
    };
}

/// Lowest first; each lies on the one before it.
const BUILT_IN: [BuiltIn; 3] = [
    pack!(
        "national",
        &[],
        [
            "pack.toml",
            "documents.toml",
            "class-size.toml",
            "school-size.toml",
            "balance-2017.toml",
            "balance-2012.toml",
            "guarantee.toml",
            "baseline.toml",
            "buildings-102.toml",
            "buildings-109.toml",
            "rooms.toml",
            "living.toml",
            "teaching.toml",
            "sports.toml",
            "security.toml",
            "catalogue.toml",
            "negative.toml",
            "unit-costs-buildings.toml",
            "unit-costs.toml",
            "prices.toml",
            "weights.toml",
            "cycle.toml",
            "forecast.toml",
            "fund.toml",
            "procedure.toml",
            "performance.toml",
            "programme.toml",
            "review.toml",
            "conflicts.toml",
        ]
    ),
    pack!("inner-mongolia", &["15"], ["pack.toml", "documents.toml", "heating.toml", "money.toml", "conflicts.toml"]),
    pack!(
        "hohhot-notice-2021",
        &["1501"],
        ["pack.toml", "documents.toml", "cycle.toml", "catalogue.toml", "provisions.toml"]
    ),
];

/// The built-in packs meant for a region, lowest first. A caller may put packs of its own on top and [`load`] them all.
pub fn builtin_sources(region: &RegionCode) -> Vec<PackSource> {
    let fitting = |p: &&BuiltIn| p.regions.is_empty() || p.regions.iter().any(|r| region.as_str().starts_with(r));
    BUILT_IN.iter().filter(fitting).map(BuiltIn::source).collect()
}

/// The packs with the built-in packs put beneath them that the lowest one says it lies on. A county's folder can so be
/// judged by itself. Packs that stand on their own, or on something unknown, come back unchanged.
pub fn on_builtin(sources: &[PackSource]) -> Vec<PackSource> {
    let base = sources.first().and_then(overlays);
    let at = base.and_then(|name| BUILT_IN.iter().position(|p| p.name == name));
    let beneath = at.and_then(|at| BUILT_IN.get(..=at)).unwrap_or(&[]);
    let given = |p: &&BuiltIn| !sources.iter().any(|s| s.name == p.name);
    beneath.iter().filter(given).map(BuiltIn::source).chain(sources.iter().cloned()).collect()
}

/// The policy of a region from the built-in packs: the national pack, the overlay of its province, the overlay of its city.
///
/// # Errors
/// [`PackError`] when a built-in pack is faulty; tests keep that from happening.
pub fn builtin(region: &RegionCode) -> Result<Policy, PackError> {
    load(&builtin_sources(region))
}
