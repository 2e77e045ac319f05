//! The demo city (演示城市).

use crate::county::{BLOCK, Plot, county};
use crate::dice::Dice;
use crate::name::Words;
use crate::profile::CITY;
use crate::school::Detail;
use model::Dossier;

/// School codes of invented schools start here, far above the numbers given out in life.
const SEQUENCE: u32 = 900_000;

/// The ten dossiers of the demo city (演示城市十个旗县区、开发区), in the order of their codes. The same seed gives the same bytes.
pub fn demo_city(seed: u64) -> Vec<Dossier> {
    let mut words = Words::new(&mut Dice::new(seed, u64::MAX));
    let above = [("150000", "内蒙古自治区"), ("150100", "呼和浩特市")];
    let plots = (0_u32..).zip(&CITY).map(|(n, profile)| Plot {
        profile,
        seed,
        stream: n,
        above,
        sequence: SEQUENCE + n * BLOCK,
        local: false,
        detail: Detail::Full,
    });
    plots.filter_map(|plot| county(&plot, &mut words)).collect()
}

/// One county of the demo city by its code, the same as in [`demo_city`]; `None` when the city has no such county.
pub fn demo_county(code: &str, seed: u64) -> Option<Dossier> {
    demo_city(seed).into_iter().find(|d| d.county.as_str() == code)
}
