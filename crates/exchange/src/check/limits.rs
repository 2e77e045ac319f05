//! Plausibility limits (合理性上限), data of the crate and no regulation.

use model::{Item, Unit};
use serde::Deserialize;
use std::sync::OnceLock;

/// The limits of `data/limits.toml`, which explains each of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the data file explains each limit")]
pub struct Limits {
    pub longitude: [i64; 2],
    pub latitude: [i64; 2],
    pub class_size: u32,
    pub grade_pupils: u32,
    pub classes_per_grade: u32,
    pub area: i64,
    pub use_area_per_room_item: i64,
    pub length: i64,
    pub rooms: i64,
    pub pieces: i64,
    pub books: i64,
    pub yuan: i64,
    pub outlier_deviations: u32,
    pub outlier_peers: usize,
    pub outlier_ratio: u32,
    pub jump_percent: u32,
    pub jump_persons: u32,
}

const TEXT: &str = include_str!("../../data/limits.toml");

impl Limits {
    /// The limits the program comes with.
    pub fn built_in() -> &'static Limits {
        static LIMITS: OnceLock<Limits> = OnceLock::new();
        LIMITS.get_or_init(|| toml::from_str(TEXT).unwrap_or_default())
    }

    /// The most of an item one school can have, in the item's smallest step; `None` for an item without a limit.
    pub fn most(&self, item: Item) -> Option<i64> {
        let whole = match item {
            Item::MusicRoomArea | Item::ArtRoomArea => self.use_area_per_room_item,
            Item::Books => self.books,
            _ => match item.unit() {
                Unit::SquareMetre => self.area,
                Unit::Metre => self.length,
                Unit::Yuan => self.yuan,
                Unit::Room | Unit::Court | Unit::Place => self.rooms,
                Unit::Set | Unit::Piece | Unit::Bed | Unit::Stall => self.pieces,
                Unit::Book => self.books,
                Unit::Entry | Unit::Gigabyte => return None,
            },
        };
        whole.checked_mul(item.unit().scale())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_whole() {
        let limits: Limits = toml::from_str(TEXT).unwrap();
        assert_eq!(&limits, Limits::built_in());
        assert_eq!(limits.most(Item::FloorArea), Some(100_000_000));
        assert_eq!(limits.most(Item::DigitalResource), None);
    }
}
