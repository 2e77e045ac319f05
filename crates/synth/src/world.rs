//! Larger worlds (大规模样板), county by county: cheap to make, in any order and in parallel.

use crate::county::{BLOCK, Plot, county};
use crate::dice::Dice;
use crate::name::{Words, numeral};
use crate::profile::CITY;
use crate::school::Detail;
use model::Dossier;

/// Province digits, filled one after the other.
const PROVINCES: [&str; 31] = [
    "15", "11", "12", "13", "14", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
];
/// Counties of a province and of a prefecture.
const PROVINCE: usize = 92;
const PREFECTURE: usize = 10;
/// Schools of a county when no total is asked for.
const USUAL: usize = 73;
/// First number of the school codes of a province.
const SEQUENCE: u32 = 400_000;

/// A world of invented counties (虚构区县集合). County codes lie in a range that GB/T 2260 does not use and are marked local.
#[derive(Debug, Clone)]
pub struct World {
    counties: usize,
    seed: u64,
    schools: usize,
    detail: Detail,
    next: usize,
}

/// A world of `counties` counties with `schools` schools in all (73 a county when not said), in base-year detail. It has
/// at most 2,852 counties and 5,000 schools a county; what is asked beyond that is left out.
pub fn world(counties: usize, seed: u64, schools: Option<usize>) -> World {
    let counties = counties.min(PROVINCES.len() * PROVINCE);
    World { counties, seed, schools: schools.unwrap_or(counties * USUAL), detail: Detail::BaseYear, next: 0 }
}

impl World {
    /// The same world in another detail.
    #[must_use]
    pub fn detail(self, detail: Detail) -> World {
        World { detail, ..self }
    }

    /// How many counties it has.
    pub fn counties(&self) -> usize {
        self.counties
    }

    /// Schools of a county: up to two fifths more or less than the mean, and the right total over all counties.
    fn schools_of(&self, n: usize) -> usize {
        let mean = self.schools / self.counties.max(1);
        let rest = usize::from(n < self.schools % self.counties.max(1));
        // counties come in pairs, one with more and one with fewer
        let pair = Dice::new(self.seed, u64::MAX - 1 - u64::try_from(n / 2).unwrap_or(0)).between(0, 400);
        let shift = mean * usize::try_from(pair).unwrap_or(0) / 1000;
        let paired = n ^ 1 < self.counties;
        let size = match (paired, n.is_multiple_of(2)) {
            (false, _) => mean,
            (true, true) => mean + shift,
            (true, false) => mean - shift,
        };
        (size + rest).min(usize::try_from(BLOCK).unwrap_or(usize::MAX))
    }

    /// The `n`th county, the same whoever asks and in whatever order; `None` beyond the last one.
    pub fn county(&self, n: usize) -> Option<Dossier> {
        if n >= self.counties {
            return None;
        }
        let (province, within) = (PROVINCES.get(n / PROVINCE)?, n % PROVINCE);
        let prefecture = 71 + within / PREFECTURE;
        let code = format!("{province}{prefecture}{:02}", within % PREFECTURE + 1);
        let stream = u32::try_from(n).ok()?.checked_add(1000)?;
        let mut words = Words::new(&mut Dice::new(self.seed, (u64::from(stream) << 32) | 0xffff_ffff));
        let shape = CITY.get(usize::try_from(Dice::new(self.seed, u64::from(stream)).below(10)).unwrap_or(0))?;
        let name = format!("{}{}", words.take(), if shape.urban { "区" } else { "县" });
        let profile = shape.like(code, name, self.schools_of(n));
        let province_name = format!("演示{}省", numeral(n / PROVINCE + 1));
        let prefecture_name = format!("演示{}市", numeral(n / PREFECTURE + 1));
        let plot = Plot {
            profile: &profile,
            seed: self.seed,
            stream,
            above: [
                (&format!("{province}0000"), &province_name),
                (&format!("{province}{prefecture}00"), &prefecture_name),
            ],
            sequence: SEQUENCE + u32::try_from(within).unwrap_or(0) * BLOCK,
            local: true,
            detail: self.detail,
        };
        county(&plot, &mut words)
    }
}

impl Iterator for World {
    type Item = Dossier;

    fn next(&mut self) -> Option<Dossier> {
        let made = self.county(self.next)?;
        self.next += 1;
        Some(made)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.counties.saturating_sub(self.next);
        (left, Some(left))
    }
}

impl ExactSizeIterator for World {}
