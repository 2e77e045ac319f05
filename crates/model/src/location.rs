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

/// Mean radius of the Earth, metres.
const EARTH: f64 = 6_371_008.8;

impl Location {
    /// The straight line to another place (直线距离), metres, rounded half up; `None` when the two are given in different
    /// datums. Not a way to school: roads and rivers are not known.
    pub fn metres_to(self, other: Location) -> Option<u32> {
        if self.datum != other.datum {
            return None;
        }
        let radians = |e7: i32| (f64::from(e7) / 1e7).to_radians();
        let (lat, other_lat) = (radians(self.lat_e7), radians(other.lat_e7));
        let half = |a: f64, b: f64| ((a - b) / 2.0).sin().powi(2);
        let lon = half(radians(self.lon_e7), radians(other.lon_e7));
        let chord = half(lat, other_lat) + lat.cos() * other_lat.cos() * lon;
        let metres = 2.0 * EARTH * chord.clamp(0.0, 1.0).sqrt().asin();
        // at most half the Earth's girth, so it fits
        Some(metres.round() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64, datum: Datum) -> Location {
        let e7 = |v: f64| (v * 1e7).round() as i32;
        Location { lon_e7: e7(lon), lat_e7: e7(lat), datum }
    }

    #[test]
    fn a_degree_of_the_meridian_is_some_111_kilometres() {
        let (a, b) = (at(111.0, 40.0, Datum::Cgcs2000), at(111.0, 41.0, Datum::Cgcs2000));
        assert_eq!(a.metres_to(b), Some(111_195));
        assert_eq!(a.metres_to(a), Some(0));
    }

    #[test]
    fn a_degree_of_the_parallel_is_shorter() {
        let (a, b) = (at(111.0, 60.0, Datum::Wgs84), at(112.0, 60.0, Datum::Wgs84));
        assert!(a.metres_to(b).is_some_and(|m| m.abs_diff(55_597) < 5), "{:?}", a.metres_to(b));
    }

    #[test]
    fn places_of_two_datums_have_no_distance() {
        assert_eq!(at(111.0, 40.0, Datum::Gcj02).metres_to(at(111.0, 40.0, Datum::Bd09)), None);
    }
}
