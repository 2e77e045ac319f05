//! The demo city (演示城市).

use crate::county::county;
use crate::dice::Dice;
use crate::name::Words;
use crate::profile::CITY;
use model::Dossier;

/// The ten dossiers of the demo city (演示城市十个旗县区、开发区), in the order of their codes. The same seed gives the same bytes.
pub fn demo_city(seed: u64) -> Vec<Dossier> {
    let mut words = Words::new(&mut Dice::new(seed, u64::MAX));
    (0_u32..).zip(&CITY).filter_map(|(n, profile)| county(profile, n, seed, &mut words)).collect()
}

/// One county of the demo city by its code, the same as in [`demo_city`]; `None` when the city has no such county.
pub fn demo_county(code: &str, seed: u64) -> Option<Dossier> {
    demo_city(seed).into_iter().find(|d| d.county.as_str() == code)
}
