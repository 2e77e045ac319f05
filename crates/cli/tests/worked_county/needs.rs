//! Comparing `junheng needs --json` with the second computation.

use model::Item;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The decimal text of an integer with some decimals, without trailing zeros.
pub fn decimal(value: i64, places: u32) -> String {
    let step = 10_i64.pow(places).unsigned_abs();
    let (whole, rest) = (value.unsigned_abs() / step, value.unsigned_abs() % step);
    let text = match places {
        0 => whole.to_string(),
        _ => format!("{whole}.{rest:0width$}", width = places as usize)
            .trim_end_matches('0')
            .trim_end_matches('.')
            .into(),
    };
    if value < 0 { format!("-{text}") } else { text }
}

/// A figure of the program as the second computation writes it.
fn figure(value: &Value, places: u32) -> Value {
    value.as_i64().map_or(Value::Null, |v| Value::String(decimal(v, places)))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

/// Differences between two sets of named figures.
fn compare(expected: BTreeMap<String, Value>, found: BTreeMap<String, Value>) -> Vec<String> {
    let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let differs = |name: &&&String| expected.get(**name) != found.get(**name);
    let say = |v: Option<&Value>| v.map_or("nothing".to_owned(), Value::to_string);
    names
        .iter()
        .filter(differs)
        .map(|name| format!("{name}: expected {}, found {}", say(expected.get(*name)), say(found.get(*name))))
        .collect()
}

fn entries(value: &Value) -> BTreeMap<String, Value> {
    value.as_object().unwrap().iter().map(|(k, v)| (k.clone(), v.clone())).collect()
}

pub fn excluded(expected: &Value, found: &Value) -> Vec<String> {
    let found = list(&found["excluded"]).map(|e| (text(&e["school"]).to_owned(), e["reason"].clone())).collect();
    compare(entries(&expected["excluded"]), found)
}

fn places(item: &Value) -> u32 {
    let item: Item = serde_json::from_value(item.clone()).unwrap();
    if item.unit().scale() == 1 { 0 } else { 2 }
}

pub fn gaps(expected: &Value, found: &Value) -> Vec<String> {
    let mut wanted = BTreeMap::new();
    for (school, per) in entries(&expected["gaps"]) {
        for (key, figures) in entries(&per) {
            wanted.insert(format!("{school} {key}"), figures);
        }
    }
    let mut got = BTreeMap::new();
    for gap in list(&found["gaps"]) {
        let name = format!("{} {}/{}", text(&gap["school"]), text(&gap["standard"]), text(&gap["item"]));
        let places = places(&gap["item"]);
        let figures: serde_json::Map<String, Value> = ["required", "present", "under_way", "short"]
            .map(|k| (k.to_owned(), figure(&gap[k], places)))
            .into_iter()
            .collect();
        got.insert(name, Value::Object(figures));
    }
    compare(wanted, got)
}

pub fn summary(expected: &Value, found: &Value) -> Vec<String> {
    let mut got = BTreeMap::new();
    for line in list(&found["summary"]["items"]) {
        let figures = serde_json::json!({
            "of": line["coverage"]["of"], "known": line["coverage"]["known"], "short_schools": line["short_schools"],
            "met": line["met"], "short": figure(&line["short"]["sum"], places(&line["item"])),
        });
        got.insert(format!("{}/{}", text(&line["standard"]), text(&line["item"])), figures);
    }
    compare(entries(&expected["gap_summary"]), got)
}

pub fn balance(expected: &Value, found: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for (stage, wanted) in entries(&expected["balance"]) {
        let mine = |v: &&Value| v["stage"] == stage.as_str();
        let mut got = BTreeMap::new();
        for school in list(&found["balance2017"]["schools"]).filter(mine) {
            let values: Vec<Value> = list(&school["values"]).map(|v| figure(v, 6)).collect();
            let figures = serde_json::json!({
                "pupils": figure(&school["pupils"], 0), "values": values, "met": school["met"], "passes": school["passes"],
            });
            got.insert(format!("{stage} {}", text(&school["school"])), figures);
        }
        let schools = entries(&wanted["schools"]).into_iter().map(|(k, v)| (format!("{stage} {k}"), v)).collect();
        out.extend(compare(schools, got));
        let county = list(&found["balance2017"]["stages"]).find(mine).unwrap();
        let old = list(&found["balance2012"]["stages"]).find(mine).unwrap();
        let mut want = BTreeMap::new();
        let mut have = BTreeMap::new();
        let mut pair = |name: &str, a: Value, b: Value| {
            want.insert(format!("{stage} {name}"), a);
            have.insert(format!("{stage} {name}"), b);
        };
        pair("passing", wanted["passing"].clone(), county["passing"].clone());
        pair("decided", wanted["decided"].clone(), county["decided"]["known"].clone());
        for (w, h) in list(&wanted["indicators"]).zip(list(&county["indicators"])) {
            let name = text(&w["indicator"]);
            pair(name, w["indicator"].clone(), h["indicator"].clone());
            for part in ["mean", "deviation", "coefficient"] {
                pair(&format!("{name} {part}"), w[part].clone(), figure(&h[part], 6));
            }
            pair(&format!("{name} within"), w["within"].clone(), h["within"].clone());
            pair(&format!("{name} known"), w["known"].clone(), h["coverage"]["known"].clone());
            pair(&format!("{name} of"), w["of"].clone(), h["coverage"]["of"].clone());
        }
        let w = &wanted["composite2012"];
        pair("composite of 2012", w["value"].clone(), figure(&old["composite"], 6));
        pair("composite of 2012 within", w["within"].clone(), old["within"].clone());
        for h in list(&old["indicators"]) {
            let name = text(&h["indicator"]);
            pair(&format!("2012 {name}"), w["coefficients"][name].clone(), figure(&h["coefficient"], 6));
            pair(&format!("2012 {name} known"), w["known"][name].clone(), h["coverage"]["known"].clone());
        }
        out.extend(compare(want, have));
    }
    out
}

pub fn large(expected: &Value, found: &Value) -> Vec<String> {
    let year = found["base_year"].as_u64().unwrap().to_string();
    let wanted = &expected["large"][year.as_str()];
    let mut got = BTreeMap::new();
    for c in list(&found["large"]["classes"]) {
        let figures = serde_json::json!({
            "classes": figure(&c["classes"], 0), "known": c["sizes"]["known"], "large": c["large"],
            "very_large": c["very_large"], "by_average": c["large_by_average"],
        });
        got.insert(format!("{}/{}", text(&c["school"]), text(&c["stage"])), figures);
    }
    let mut out = compare(entries(&wanted["classes"]), got);
    let schools = list(&found["large"]["schools"]).map(|s| {
        (text(&s["school"]).to_owned(), serde_json::json!({ "pupils": figure(&s["pupils"], 0), "limit": s["limit"] }))
    });
    out.extend(compare(entries(&wanted["schools"]), schools.collect()));
    out
}

pub fn seats(expected: &Value, found: &Value) -> Vec<String> {
    let mut got = BTreeMap::new();
    for zone in list(&found["seats"]) {
        let base = &zone["years"][0];
        let figures = serde_json::json!({
            "pupils": figure(&base["pupils"]["sum"], 0), "seats": figure(&base["seats"]["sum"], 0),
            "spare": figure(&base["spare"], 0), "schools": base["seats"]["coverage"]["of"],
        });
        got.insert(format!("{}/{}", text(&zone["zone"]), text(&zone["stage"])), figures);
    }
    compare(entries(&expected["seats"]), got)
}

pub fn entrants(expected: &Value, found: &Value) -> Vec<String> {
    let got =
        list(&found["entrants"]).map(|e| (format!("{}/{}", text(&e["zone"]), e["year"]), figure(&e["children"], 3)));
    compare(entries(&expected["entrants"]), got.collect())
}

pub fn baseline(expected: &Value, found: &Value) -> Vec<String> {
    let mut got = BTreeMap::new();
    for school in list(&found["baseline"]["schools"]) {
        for item in list(&school["items"]) {
            got.insert(format!("{} item {}", text(&school["school"]), item["number"]), item["state"].clone());
        }
    }
    let mut wanted = BTreeMap::new();
    for (school, items) in entries(&expected["baseline"]) {
        for (number, state) in entries(&items) {
            wanted.insert(format!("{school} item {number}"), state);
        }
    }
    compare(wanted, got)
}
