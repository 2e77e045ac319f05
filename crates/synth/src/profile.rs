//! What the counties of the demo city look like (县区样板): which schools, where, growing or shrinking, how much money.

use crate::archetype::Archetype as A;
use std::borrow::Cow;

/// A county's shape (县区样板).
#[derive(Debug, Clone)]
pub struct Profile {
    /// Code: GB/T 2260, or the statistics' own for a development zone.
    pub code: Cow<'static, str>,
    /// Name.
    pub name: Cow<'static, str>,
    /// A development zone, whose code is not in GB/T 2260.
    pub zone: bool,
    /// Mostly city.
    pub urban: bool,
    /// Longitude and latitude of the seat, ten-thousandths of a degree.
    pub seat: (i64, i64),
    /// How far schools lie from the seat, ten-thousandths of a degree.
    pub spread: i64,
    /// Added to the yearly growth of every school, thousandths.
    pub growth: i64,
    /// Townships or streets.
    pub townships: usize,
    /// Programme money of the five years per compulsory pupil, yuan.
    pub money: i64,
    /// The schools.
    pub mix: Cow<'static, [(A, usize)]>,
}

/// The nine counties and the development zone whose names and codes the demo city borrows. Nothing else in it is real.
pub const CITY: [Profile; 10] = [
    Profile {
        code: Cow::Borrowed("150102"),
        name: Cow::Borrowed("新城区"),
        zone: false,
        urban: true,
        seat: (1_116_650, 408_580),
        spread: 700,
        growth: 0,
        townships: 8,
        money: 1_950,
        mix: Cow::Borrowed(&[
            (A::KeyGiant, 1),
            (A::CityPrimary, 22),
            (A::FringePrimary, 6),
            (A::CityJunior, 9),
            (A::CityNineYear, 4),
            (A::CompleteSecondary, 2),
            (A::TwelveYear, 1),
            (A::Special, 1),
            (A::PrivatePrimary, 1),
            (A::PrivateNineYear, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150103"),
        name: Cow::Borrowed("回民区"),
        zone: false,
        urban: true,
        seat: (1_116_240, 408_080),
        spread: 500,
        growth: -8,
        townships: 7,
        money: 1_910,
        mix: Cow::Borrowed(&[
            (A::CityPrimary, 17),
            (A::FringePrimary, 6),
            (A::CityJunior, 7),
            (A::CityNineYear, 3),
            (A::CompleteSecondary, 1),
            (A::PrivateNineYear, 1),
            (A::CentralPrimary, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150104"),
        name: Cow::Borrowed("玉泉区"),
        zone: false,
        urban: true,
        seat: (1_116_740, 407_530),
        spread: 600,
        growth: -4,
        townships: 7,
        money: 1_690,
        mix: Cow::Borrowed(&[
            (A::CityPrimary, 14),
            (A::FringePrimary, 7),
            (A::CityJunior, 6),
            (A::CityNineYear, 3),
            (A::CompleteSecondary, 1),
            (A::PrivateNineYear, 1),
            (A::CentralPrimary, 1),
            (A::VillagePrimary, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150105"),
        name: Cow::Borrowed("赛罕区"),
        zone: false,
        urban: true,
        seat: (1_117_020, 407_920),
        spread: 900,
        growth: 12,
        townships: 10,
        money: 2_060,
        mix: Cow::Borrowed(&[
            (A::KeyGiant, 1),
            (A::CityPrimary, 30),
            (A::FringePrimary, 14),
            (A::CityJunior, 13),
            (A::CityNineYear, 7),
            (A::CompleteSecondary, 3),
            (A::TwelveYear, 1),
            (A::Special, 1),
            (A::PrivatePrimary, 2),
            (A::PrivateNineYear, 2),
            (A::CentralPrimary, 3),
            (A::VillagePrimary, 2),
            (A::ClosingPrimary, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150121"),
        name: Cow::Borrowed("土默特左旗"),
        zone: false,
        urban: false,
        seat: (1_111_500, 407_290),
        spread: 3_000,
        growth: 0,
        townships: 8,
        money: 3_040,
        mix: Cow::Borrowed(&[
            (A::TownPrimary, 6),
            (A::CentralPrimary, 8),
            (A::VillagePrimary, 4),
            (A::ClosingPrimary, 1),
            (A::TownshipNineYear, 3),
            (A::PrivateNineYear, 3),
            (A::CompleteSecondary, 2),
            (A::TwelveYear, 1),
            (A::TownJunior, 4),
            (A::Special, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150122"),
        name: Cow::Borrowed("托克托县"),
        zone: false,
        urban: false,
        seat: (1_111_940, 403_200),
        spread: 1_800,
        growth: -4,
        townships: 6,
        money: 3_040,
        mix: Cow::Borrowed(&[
            (A::TownPrimary, 5),
            (A::CentralPrimary, 7),
            (A::VillagePrimary, 8),
            (A::TeachingPoint, 8),
            (A::ClosingPrimary, 1),
            (A::TownJunior, 4),
            (A::TownshipNineYear, 4),
            (A::CompleteSecondary, 1),
            (A::PrivateNineYear, 1),
            (A::Special, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150123"),
        name: Cow::Borrowed("和林格尔县"),
        zone: false,
        urban: false,
        seat: (1_118_210, 403_790),
        spread: 2_600,
        growth: -6,
        townships: 8,
        money: 3_230,
        mix: Cow::Borrowed(&[
            (A::TownPrimary, 5),
            (A::CentralPrimary, 8),
            (A::VillagePrimary, 9),
            (A::TeachingPoint, 10),
            (A::ClosingPrimary, 2),
            (A::TownJunior, 3),
            (A::TownshipNineYear, 4),
            (A::CompleteSecondary, 1),
            (A::PrivatePrimary, 1),
            (A::Special, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150124"),
        name: Cow::Borrowed("清水河县"),
        zone: false,
        urban: false,
        seat: (1_116_480, 399_210),
        spread: 2_400,
        growth: -12,
        townships: 8,
        money: 2_550,
        mix: Cow::Borrowed(&[
            (A::SeatGiant, 1),
            (A::TownPrimary, 3),
            (A::CentralPrimary, 7),
            (A::VillagePrimary, 8),
            (A::TeachingPoint, 7),
            (A::ClosingPrimary, 2),
            (A::TownJunior, 2),
            (A::TownshipNineYear, 3),
            (A::CompleteSecondary, 1),
            (A::PrivatePrimary, 1),
            (A::Special, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150125"),
        name: Cow::Borrowed("武川县"),
        zone: false,
        urban: false,
        seat: (1_114_510, 410_960),
        spread: 2_800,
        growth: -18,
        townships: 9,
        money: 3_230,
        mix: Cow::Borrowed(&[
            (A::TownPrimary, 3),
            (A::CentralPrimary, 8),
            (A::VillagePrimary, 8),
            (A::TeachingPoint, 9),
            (A::ClosingPrimary, 2),
            (A::TownJunior, 2),
            (A::TownshipNineYear, 4),
            (A::CompleteSecondary, 1),
            (A::Special, 1),
        ]),
    },
    Profile {
        code: Cow::Borrowed("150172"),
        name: Cow::Borrowed("呼和浩特经济技术开发区"),
        zone: true,
        urban: true,
        seat: (1_115_420, 408_020),
        spread: 500,
        growth: 12,
        townships: 5,
        money: 1_950,
        mix: Cow::Borrowed(&[
            (A::CityPrimary, 8),
            (A::FringePrimary, 8),
            (A::CityJunior, 5),
            (A::CityNineYear, 4),
            (A::CompleteSecondary, 1),
            (A::PrivateNineYear, 1),
            (A::CentralPrimary, 2),
            (A::VillagePrimary, 1),
        ]),
    },
];

/// The county of exactly eighty schools, for measuring.
pub const MEASURED_COUNTY: &str = "150105";

/// The county that carries the hand-made plan, clean and with planted faults.
pub const PLAN_COUNTY: &str = "150124";

impl Profile {
    /// How many schools.
    pub fn schools(&self) -> usize {
        self.mix.iter().map(|(_, n)| n).sum()
    }

    /// The same shape with another number of schools, another code and name. Whatever does not divide goes to the commonest sort.
    pub fn like(&self, code: String, name: String, schools: usize) -> Profile {
        let whole = self.schools().max(1);
        let mut mix: Vec<(A, usize)> = self.mix.iter().map(|&(a, n)| (a, n * schools / whole)).collect();
        let given: usize = mix.iter().map(|(_, n)| n).sum();
        if let Some(most) = mix.iter_mut().max_by_key(|(_, n)| *n) {
            most.1 += schools - given;
        }
        Profile { code: Cow::Owned(code), name: Cow::Owned(name), zone: false, mix: Cow::Owned(mix), ..self.clone() }
    }
}
