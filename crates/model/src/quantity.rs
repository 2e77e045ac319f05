//! Quantities with units (数量与计量单位), all integers.

use crate::money::{Fen, Overflow};
use serde::{Deserialize, Serialize};

/// A quantity in the smallest step of its unit: hundredths for m² and m, fen for money, whole pieces otherwise.
pub type Quantity = i64;

/// The unit an item is counted in (计量单位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 平方米; stored in 0.01 m².
    SquareMetre,
    /// 米; stored in 0.01 m.
    Metre,
    /// 元; stored in fen.
    Yuan,
    /// 间.
    Room,
    /// 套.
    Set,
    /// 台(件、套).
    Piece,
    /// 册.
    Book,
    /// 张(床位).
    Bed,
    /// 个(蹲位、厕位).
    Stall,
    /// 个(座、处).
    Place,
    /// 片(球场).
    Court,
    /// 项.
    Entry,
    /// GB(数字资源).
    Gigabyte,
}

impl Unit {
    /// Smallest steps in one whole unit: 100 for m², m and yuan, else 1.
    pub fn scale(self) -> i64 {
        match self {
            Unit::SquareMetre | Unit::Metre | Unit::Yuan => 100,
            _ => 1,
        }
    }

    /// The Chinese name printed in headers.
    pub fn zh(self) -> &'static str {
        match self {
            Unit::SquareMetre => "平方米",
            Unit::Metre => "米",
            Unit::Yuan => "元",
            Unit::Room => "间",
            Unit::Set => "套",
            Unit::Piece => "台(件、套)",
            Unit::Book => "册",
            Unit::Bed => "张",
            Unit::Stall => "个",
            Unit::Place => "处",
            Unit::Court => "片",
            Unit::Entry => "项",
            Unit::Gigabyte => "GB",
        }
    }

    /// Shows a quantity in whole units: `12.50` for 1250 hundredths of m², `7` for 7 rooms.
    pub fn show(self, quantity: Quantity) -> String {
        match self.scale() {
            1 => quantity.to_string(),
            scale => {
                let sign = if quantity < 0 { "-" } else { "" };
                let magnitude = quantity.unsigned_abs();
                let scale = scale.unsigned_abs();
                format!("{sign}{}.{:02}", magnitude / scale, magnitude % scale)
            }
        }
    }
}

/// Quantity × unit price (fen per whole unit), rounded up to whole fen.
pub fn cost(quantity: Quantity, unit: Unit, unit_price: Fen) -> Result<Fen, Overflow> {
    let product = i128::from(quantity) * i128::from(unit_price.0);
    let scale = i128::from(unit.scale());
    let whole = product.div_euclid(scale) + i128::from(product.rem_euclid(scale) != 0);
    i64::try_from(whole).map(Fen).map_err(|_| Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_of_an_area_is_in_fen() {
        // 1,250.50 m² at 2,500 元/m² = 3,126,250 元
        assert_eq!(cost(125_050, Unit::SquareMetre, Fen(250_000)), Ok(Fen(312_625_000)));
        // a hundredth of a square metre at 1 分 rounds up
        assert_eq!(cost(1, Unit::SquareMetre, Fen(1)), Ok(Fen(1)));
        assert_eq!(cost(i64::MAX, Unit::Set, Fen(2)), Err(Overflow));
        assert_eq!(Unit::SquareMetre.show(-150), "-1.50");
    }
}
