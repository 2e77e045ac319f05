//! The sorts of schools a demo county is put together from (学校类型样板).

use model::{Owner, SchoolKind, Setting};

/// A sort of school (学校样板).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Archetype {
    /// 因“重点校”形成的超大规模学校, in the city.
    KeyGiant,
    /// The same in a county seat.
    SeatGiant,
    /// 主城区小学.
    CityPrimary,
    /// 城乡结合区小学.
    FringePrimary,
    /// 城区初中.
    CityJunior,
    /// 城区九年一贯制学校.
    CityNineYear,
    /// 完全中学.
    CompleteSecondary,
    /// 十二年一贯制学校.
    TwelveYear,
    /// 特殊教育学校.
    Special,
    /// 民办九年一贯制学校.
    PrivateNineYear,
    /// 民办小学.
    PrivatePrimary,
    /// 县城小学.
    TownPrimary,
    /// 县城初中.
    TownJunior,
    /// 乡镇寄宿制中心小学.
    CentralPrimary,
    /// 乡镇寄宿制九年一贯制学校.
    TownshipNineYear,
    /// 村小.
    VillagePrimary,
    /// 教学点.
    TeachingPoint,
    /// 拟撤并的村小.
    ClosingPrimary,
}

/// What the schools of one sort have in common.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    /// Kind.
    pub kind: SchoolKind,
    /// Where they stand.
    pub setting: Setting,
    /// Pupils of a new primary grade (of a junior grade where there is no primary part), lowest and highest.
    pub intake: (i64, i64),
    /// Junior intake in thousandths of the primary one (nine- and twelve-year schools).
    pub junior: i64,
    /// Senior intake in thousandths of the same.
    pub senior: i64,
    /// Yearly growth of the intake, thousandths.
    pub growth: i64,
    /// Boarders in thousandths of primary pupils.
    pub board_primary: i64,
    /// Boarders in thousandths of junior pupils.
    pub board_junior: i64,
    /// Class size the school fills up to before it opens another class, lowest and highest.
    pub class: (i64, i64),
    /// Floor area per pupil in thousandths of what is usual, lowest and highest.
    pub space: (i64, i64),
    /// Share of the primary grades taught, from grade 1.
    pub top_grade: u8,
}

impl Archetype {
    /// What the schools of this sort have in common.
    pub fn sort(self) -> Sort {
        use Archetype as A;
        use SchoolKind as K;
        use Setting as S;
        let city = Sort {
            kind: K::Primary,
            setting: S::MainCity,
            intake: (150, 355),
            junior: 0,
            senior: 0,
            growth: 18,
            board_primary: 0,
            board_junior: 0,
            class: (44, 60),
            space: (620, 1050),
            top_grade: 6,
        };
        let town =
            Sort { setting: S::TownCentre, intake: (95, 220), growth: 2, class: (48, 58), space: (700, 1100), ..city };
        let rural = Sort { setting: S::TownshipCentre, class: (38, 45), space: (950, 1700), growth: -35, ..city };
        match self {
            A::KeyGiant => Sort { intake: (540, 660), class: (54, 66), space: (700, 900), growth: 25, ..city },
            A::SeatGiant => Sort {
                kind: K::NineYear,
                intake: (265, 310),
                junior: 1150,
                class: (52, 63),
                space: (700, 900),
                growth: 8,
                ..town
            },
            A::CityPrimary => city,
            A::FringePrimary => Sort {
                setting: S::CityFringe,
                intake: (70, 200),
                growth: 50,
                class: (42, 58),
                space: (650, 1200),
                ..city
            },
            A::CityJunior => Sort { kind: K::Junior, intake: (280, 560), class: (46, 60), ..city },
            A::CityNineYear => {
                Sort { kind: K::NineYear, intake: (130, 240), junior: 1100, growth: 45, class: (44, 57), ..city }
            }
            A::CompleteSecondary => Sort {
                kind: K::CompleteSecondary,
                intake: (220, 380),
                senior: 1200,
                board_junior: 120,
                class: (48, 57),
                space: (800, 1150),
                ..city
            },
            A::TwelveYear => Sort {
                kind: K::TwelveYear,
                intake: (110, 180),
                junior: 1300,
                senior: 1300,
                board_junior: 150,
                class: (44, 54),
                space: (850, 1200),
                ..city
            },
            A::Special => Sort {
                kind: K::SpecialIntellectual,
                intake: (9, 16),
                junior: 700,
                growth: 5,
                board_primary: 250,
                board_junior: 350,
                class: (9, 12),
                space: (1400, 2200),
                ..town
            },
            A::PrivateNineYear => Sort {
                kind: K::NineYear,
                intake: (60, 120),
                junior: 1300,
                board_junior: 400,
                board_primary: 100,
                class: (36, 45),
                space: (1000, 1500),
                growth: 10,
                ..city
            },
            A::PrivatePrimary => Sort { intake: (40, 90), class: (32, 42), space: (1000, 1500), growth: 5, ..city },
            A::TownPrimary => town,
            A::TownJunior => Sort { kind: K::Junior, intake: (150, 280), board_junior: 420, class: (46, 57), ..town },
            A::CentralPrimary => Sort { intake: (22, 62), board_primary: 380, ..rural },
            A::TownshipNineYear => Sort {
                kind: K::NineYear,
                intake: (18, 44),
                junior: 1250,
                board_primary: 300,
                board_junior: 620,
                growth: -28,
                ..rural
            },
            A::VillagePrimary => {
                Sort { setting: S::Village, intake: (6, 20), growth: -70, space: (1200, 2600), ..rural }
            }
            A::TeachingPoint => Sort {
                kind: K::TeachingPoint,
                setting: S::Village,
                intake: (2, 9),
                growth: -80,
                space: (1500, 3200),
                top_grade: 4,
                ..rural
            },
            A::ClosingPrimary => {
                Sort { setting: S::Village, intake: (1, 4), growth: -140, space: (2500, 5000), ..rural }
            }
        }
    }

    /// Who runs them.
    pub fn owner(self) -> Owner {
        match self {
            Archetype::PrivateNineYear | Archetype::PrivatePrimary => Owner::Private,
            _ => Owner::EducationDepartment,
        }
    }

    /// They stand in the county seat or the city, not in a township.
    pub fn central(self) -> bool {
        use Archetype as A;
        !matches!(
            self,
            A::CentralPrimary | A::TownshipNineYear | A::VillagePrimary | A::TeachingPoint | A::ClosingPrimary
        )
    }

    /// A very large school born of a key-school drive.
    pub fn giant(self) -> bool {
        matches!(self, Archetype::KeyGiant | Archetype::SeatGiant)
    }
}

/// The first two digits of the school code of a kind (学校标识码类别码): 21 小学, 31 普通初中, 34 普通高中, 51 特殊教育.
pub fn code_class(kind: SchoolKind) -> &'static str {
    use SchoolKind as K;
    match kind {
        K::Kindergarten | K::AttachedKindergarten => "11",
        K::Primary | K::TeachingPoint | K::AttachedPrimary => "21",
        K::Junior | K::NineYear | K::AttachedJunior => "31",
        K::VocationalJunior => "32",
        K::CompleteSecondary | K::SeniorSecondary | K::TwelveYear => "34",
        K::SpecialBlind | K::SpecialDeaf | K::SpecialIntellectual | K::SpecialOther => "51",
    }
}
