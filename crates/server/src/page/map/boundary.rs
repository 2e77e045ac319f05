//! A region's boundary (行政区划边界): supplied by the office with its review number, read strictly, kept by its content.

use crate::app::App;
use crate::failure::Failure;
use exchange::check::Limits;
use model::{Hash, Message, RegionCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{SettingCommand, Stamp};

/// The largest file, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// The most points of a file.
const POINTS: usize = 400_000;
/// The most features of a file.
const FEATURES: usize = 5_000;
/// The longest name.
const NAME: usize = 120;

/// What is kept of a boundary beside its shapes (边界资料).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundary {
    /// 审图号.
    pub review: String,
    /// Who supplied it.
    pub supplied: String,
    /// The date of the map, as given.
    pub date: String,
    /// The file's name.
    pub file: String,
    /// The hash of its shapes.
    pub hash: Hash,
    /// How many shapes.
    pub features: usize,
}

fn name(region: &RegionCode) -> String {
    format!("map/boundary/{region}")
}

/// The boundary of a region; `None` where the office has supplied none.
///
/// # Errors
/// When the store cannot be read.
pub fn of(app: &App, region: &RegionCode) -> Result<Option<Boundary>, Failure> {
    let found = app.store.read()?.setting(&name(region))?;
    Ok(found.and_then(|s| serde_json::from_value(s.value).ok()))
}

/// The shapes of a boundary, as GeoJSON.
///
/// # Errors
/// When the store cannot be read.
pub fn shapes(app: &App, boundary: &Boundary) -> Result<Vec<u8>, Failure> {
    app.store.files().get(&boundary.hash)?.ok_or(Failure::NotFound)
}

/// What comes with a file.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// 审图号.
    pub review: String,
    /// Who supplied it.
    pub supplied: String,
    /// The date of the map.
    pub date: String,
    /// The file's name.
    pub file: String,
}

/// Keeps a boundary for a region.
///
/// # Errors
/// With the reason, when number, supplier or date are missing or the file is no boundary.
pub fn keep(app: &App, region: &RegionCode, given: Given, bytes: &[u8], stamp: Stamp) -> Result<Boundary, Failure> {
    let words = |text: &str| text.trim().chars().filter(|c| !c.is_control()).take(NAME).collect::<String>();
    let review = reviewed(&given.review)?;
    let (supplied, date) = (words(&given.supplied), words(&given.date));
    if supplied.is_empty() {
        return Err(Failure::bad(Message::new("wb-map-no-supplier")));
    }
    if date.parse::<model::Date>().is_err() {
        return Err(Failure::bad(Message::new("wb-map-no-date")));
    }
    let shapes = read(bytes).map_err(Failure::bad)?;
    let features = shapes.get("features").and_then(Value::as_array).map_or(0, Vec::len);
    let bytes = serde_json::to_vec(&shapes).map_err(|e| Failure::Internal(e.to_string()))?;
    let hash = app.store.files().keep(&bytes)?;
    let boundary = Boundary { review, supplied, date, file: words(&given.file), hash, features };
    let value = serde_json::to_value(&boundary).map_err(|e| Failure::Internal(e.to_string()))?;
    app.store.write(stamp, SettingCommand::Put { name: name(region), value })?;
    Ok(boundary)
}

/// Takes a region's boundary away.
///
/// # Errors
/// When the store takes no writes.
pub fn remove(app: &App, region: &RegionCode, stamp: Stamp) -> Result<(), Failure> {
    app.store.write(stamp, SettingCommand::Remove { name: name(region) })?;
    Ok(())
}

/// A review number as such numbers are written: who reviewed it, a year in brackets, a serial: `GS(2021)5448号`, `蒙S（2021）012号`.
///
/// # Errors
/// When it is none.
pub fn reviewed(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::bad(Message::new("wb-map-no-review")));
    }
    let bad =
        || Failure::bad(Message::new("wb-map-bad-review").with("given", text.chars().take(40).collect::<String>()));
    let plain: String = text
        .chars()
        .map(|c| match c {
            '（' | '〔' | '[' => '(',
            '）' | '〕' | ']' => ')',
            c => c,
        })
        .collect();
    let (who, rest) = plain.split_once('(').ok_or_else(bad)?;
    let (year, serial) = rest.split_once(')').ok_or_else(bad)?;
    let year = year.trim();
    let fine = who.contains('S')
        && text.chars().count() <= 40
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && serial.chars().any(|c| c.is_ascii_digit())
        && !text.chars().any(char::is_control);
    if fine { Ok(text.to_owned()) } else { Err(bad()) }
}

/// Reads GeoJSON in degrees of CGCS2000 or WGS-84 and keeps of it what is drawn: shapes, names and zone numbers.
///
/// # Errors
/// What is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Value, Message> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let root: Value = serde_json::from_slice(bytes)
        .map_err(|e| Message::new("wb-map-not-json").with("line", e.line()).with("column", e.column()))?;
    datum(&root)?;
    let list: Vec<&Value> = match kind(&root) {
        "FeatureCollection" => root.get("features").and_then(Value::as_array).into_iter().flatten().collect(),
        "Feature" | "Polygon" | "MultiPolygon" | "LineString" | "MultiLineString" => vec![&root],
        other => return Err(Message::new("wb-map-not-geojson").with("kind", short(other))),
    };
    if list.is_empty() || list.len() > FEATURES {
        return Err(Message::new("wb-map-features").with("count", list.len()).with("most", FEATURES));
    }
    let mut points = 0;
    let mut out = Vec::with_capacity(list.len());
    for (n, feature) in list.into_iter().enumerate() {
        let geometry =
            if kind(feature) == "Feature" { feature.get("geometry").unwrap_or(&Value::Null) } else { feature };
        let depth = match kind(geometry) {
            "LineString" => 1,
            "Polygon" | "MultiLineString" => 2,
            "MultiPolygon" => 3,
            other => return Err(Message::new("wb-map-shape").with("number", n + 1).with("kind", short(other))),
        };
        let closed = kind(geometry).ends_with("Polygon");
        let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
        let coordinates = nested(coordinates, depth, closed, n + 1, &mut points)?;
        let text = |key: &str| {
            let found = feature.get("properties").and_then(|p| p.get(key));
            found.and_then(Value::as_str).map(|t| t.chars().filter(|c| !c.is_control()).take(NAME).collect::<String>())
        };
        let name = ["name", "NAME", "名称"].into_iter().find_map(text);
        let zone = ["zone", "学区", "学区编号"].into_iter().find_map(text);
        out.push(json!({
            "type": "Feature", "properties": {"name": name, "zone": zone},
            "geometry": {"type": kind(geometry), "coordinates": coordinates},
        }));
    }
    Ok(json!({"type": "FeatureCollection", "features": out}))
}

fn kind(value: &Value) -> &str {
    value.get("type").and_then(Value::as_str).unwrap_or("")
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// Only degrees of CGCS2000 (EPSG:4490) or WGS-84 (EPSG:4326, CRS84) are drawn as they are.
fn datum(root: &Value) -> Result<(), Message> {
    let Some(crs) = root.get("crs").filter(|c| !c.is_null()) else { return Ok(()) };
    let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or("");
    let known = ["4326", "4490", "CRS84", "CGCS2000"].iter().any(|k| name.ends_with(k));
    if known { Ok(()) } else { Err(Message::new("wb-map-datum").with("name", short(name))) }
}

/// Coordinates so many lists deep, every pair inside the country.
fn nested(value: &Value, depth: u8, closed: bool, feature: usize, points: &mut usize) -> Result<Value, Message> {
    let bad = || Message::new("wb-map-coordinates").with("number", feature);
    let list = value.as_array().ok_or_else(bad)?;
    if depth == 1 {
        *points = points.saturating_add(list.len());
        if *points > POINTS {
            return Err(Message::new("wb-map-points").with("most", POINTS));
        }
        let pairs: Result<Vec<Value>, Message> = list.iter().map(|p| pair(p, feature)).collect();
        let pairs = pairs?;
        let whole = if closed { pairs.len() >= 4 && pairs.first() == pairs.last() } else { pairs.len() >= 2 };
        return if whole { Ok(pairs.into()) } else { Err(Message::new("wb-map-ring").with("number", feature)) };
    }
    if list.is_empty() {
        return Err(bad());
    }
    let below: Result<Vec<Value>, Message> =
        list.iter().map(|v| nested(v, depth - 1, closed, feature, points)).collect();
    Ok(below?.into())
}

/// Longitude and latitude in micro-degrees' precision.
fn pair(value: &Value, feature: usize) -> Result<Value, Message> {
    let number = |n: usize| value.get(n).and_then(Value::as_f64);
    let (Some(lon), Some(lat)) = (number(0), number(1)) else {
        return Err(Message::new("wb-map-coordinates").with("number", feature));
    };
    let limits = Limits::built_in();
    let within = |v: f64, [low, high]: [i64; 2]| v >= low as f64 && v <= high as f64;
    let args = |m: Message| m.with("number", feature).with("lon", lon).with("lat", lat);
    if !within(lon, limits.longitude) || !within(lat, limits.latitude) {
        let turned = within(lat, limits.longitude) && within(lon, limits.latitude);
        return Err(args(Message::new(if turned { "wb-map-turned" } else { "wb-map-outside" })));
    }
    let six = |v: f64| (v * 1e6).round() / 1e6;
    Ok(json!([six(lon), six(lat)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        read(text.as_bytes()).unwrap_err().key.to_string()
    }

    const RING: &str = "[[111.1,40.1],[111.2,40.1],[111.2,40.2],[111.1,40.1]]";

    #[test]
    fn a_polygon_is_kept_with_its_name_and_zone_and_nothing_else() {
        let text = format!(
            r#"{{"type":"FeatureCollection","crs":{{"properties":{{"name":"urn:ogc:def:crs:EPSG::4490"}}}},"features":[
            {{"type":"Feature","properties":{{"name":"<b>旗</b>","zone":"Z01","secret":"x"}},"geometry":{{"type":"Polygon","coordinates":[{RING}]}}}}]}}"#
        );
        let made = read(format!("\u{feff}{text}").as_bytes()).unwrap();
        assert_eq!(made["features"][0]["properties"], json!({"name": "<b>旗</b>", "zone": "Z01"}));
        assert_eq!(made["features"][0]["geometry"]["coordinates"][0][1], json!([111.2, 40.1]));
    }

    #[test]
    fn what_is_no_boundary_is_told_why() {
        assert_eq!(key("{"), "wb-map-not-json");
        assert_eq!(key("{\"type\":\"Polygon\",\"coordinates\":[[[NaN,1]]]}"), "wb-map-not-json");
        assert_eq!(key("[]"), "wb-map-not-geojson");
        assert_eq!(key("{\"type\":\"Topology\"}"), "wb-map-not-geojson");
        assert_eq!(key("{\"type\":\"FeatureCollection\",\"features\":[]}"), "wb-map-features");
        assert_eq!(
            key("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[111,40]}}"),
            "wb-map-shape"
        );
        assert_eq!(key("{\"type\":\"Feature\",\"geometry\":null}"), "wb-map-shape");
        assert_eq!(key(&format!("{{\"type\":\"Polygon\",\"coordinates\":{RING}}}")), "wb-map-coordinates");
        assert_eq!(
            key("{\"type\":\"Polygon\",\"coordinates\":[[[111,40],[112,40],[112,41],[111,41]]]}"),
            "wb-map-ring"
        );
        assert_eq!(key("{\"type\":\"LineString\",\"coordinates\":[[40.1,111.1],[40.2,111.2]]}"), "wb-map-turned");
        assert_eq!(
            key("{\"type\":\"LineString\",\"coordinates\":[[411000,4500000],[411001,4500001]]}"),
            "wb-map-outside"
        );
        let other = "{\"type\":\"LineString\",\"crs\":{\"properties\":{\"name\":\"EPSG:3857\"}},\"coordinates\":[[111,40],[112,40]]}";
        assert_eq!(key(other), "wb-map-datum");
        let deep = "[".repeat(100_000);
        assert_eq!(key(&format!("{{\"type\":\"Polygon\",\"coordinates\":{deep}")), "wb-map-not-json");
    }

    #[test]
    fn a_review_number_is_demanded() {
        for good in ["GS(2021)5448号", "蒙S（2021）012号", "GS京(2022)1061号"] {
            assert_eq!(reviewed(&format!(" {good} ")).unwrap(), good);
        }
        for bad in ["", "  ", "无", "5448", "GS2021", "GS(21)1号", "GS(2021)号", "<script>(2021)1"] {
            assert!(reviewed(bad).is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_fall(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = read(&bytes);
        }
        #[test]
        fn no_shape_makes_it_fall(kind in "(Polygon|MultiPolygon|LineString|Feature)", inner in "[\\[\\]0-9,.-]{0,40}") {
            let _ = read(format!("{{\"type\":\"{kind}\",\"coordinates\":[{inner}]}}").as_bytes());
        }
    }
}
