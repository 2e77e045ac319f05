//! Places on the map: inside the country, the right way round.

use super::{Finding, Limits, finding};
use crate::problem::Code;
use intake::normal::Decimal;
use model::Location;

/// Checks a location.
pub fn check(path: &str, location: Option<&Location>, limits: &Limits, found: &mut Vec<Finding>) {
    let Some(l) = location else { return };
    let within = |e7: i32, range: [i64; 2]| {
        let [low, high] = range.map(|degrees| degrees * 10_000_000);
        (low..=high).contains(&i64::from(e7))
    };
    if within(l.lon_e7, limits.longitude) && within(l.lat_e7, limits.latitude) {
        return;
    }
    let swapped = within(l.lat_e7, limits.longitude) && within(l.lon_e7, limits.latitude);
    let show = |e7: i32| Decimal::new(i64::from(e7), 7).map(|d| d.to_string()).unwrap_or_default();
    let code = if swapped { Code::LocationSwapped } else { Code::LocationOutside };
    found.push(finding(code, format!("{path}/lon"), vec![("lon", show(l.lon_e7)), ("lat", show(l.lat_e7))]));
}
