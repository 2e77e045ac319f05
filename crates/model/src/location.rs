//! Places on the map (位置), with the datum they are given in.

use serde::{Deserialize, Serialize};

/// The datum of a coordinate pair (坐标系).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// CGCS2000 (国家大地坐标系); equal to WGS-84 within a metre for our purposes.
    Cgcs2000,
    /// WGS-84 (GPS).
    Wgs84,
    /// GCJ-02 (高德、腾讯), shifted by up to some hundred metres.
    Gcj02,
    /// BD-09 (百度), shifted again.
    Bd09,
    /// Not stated by the source: shown on maps as unsure, never used for distances that a rule decides on.
    Unstated,
}

/// A location (经纬度) in integer 10⁻⁷ degrees, as given, with its datum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Longitude (经度), 10⁻⁷ degrees east.
    pub lon_e7: i32,
    /// Latitude (纬度), 10⁻⁷ degrees north.
    pub lat_e7: i32,
    /// The datum of the two.
    pub datum: Datum,
}
