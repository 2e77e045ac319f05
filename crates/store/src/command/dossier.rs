//! Dossiers (县级档案) with their history: every version is kept, and every value that changed.

use crate::answer::Answer;
use crate::engine::{Fault, args};
use crate::outcome::{Stop, stale};
use crate::tx::{Applied, Tx, done, pack, unpack};
use model::{Dossier, Hash, Origins};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Commands on dossiers (档案命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierCommand {
    /// Keeps a version of a county's dossier. The same content as the latest makes no new version.
    Put {
        /// The planning cycle.
        cycle: String,
        /// The dossier.
        dossier: Box<Dossier>,
        /// The cell each value came from; kept beside the dossier, outside its hash.
        origins: Origins,
        /// Why it is changed, in words: an import, a correction.
        why: String,
        /// The version it was made from, 0 for none; refused when another came meanwhile. `None` does not ask.
        based_on: Option<i64>,
    },
}

impl DossierCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let DossierCommand::Put { cycle, dossier, origins, why, based_on } = self;
        let county = &dossier.county;
        tx.demand_region(county)?;
        tx.demand_cycle(cycle)?;
        let row = tx.row(
            "SELECT number, hash, body FROM dossier_version WHERE county = ?1 AND cycle = ?2 ORDER BY number DESC LIMIT 1",
            &args![county, cycle],
        )?;
        let latest = match row {
            Some(row) => {
                let mut cells = row.cells();
                Some((cells.int()?, cells.text()?, cells.blob()?))
            }
            None => None,
        };
        let last = latest.as_ref().map_or(0, |(number, ..)| *number);
        if based_on.is_some_and(|number| number != last) {
            return Err(stale(county));
        }
        let bytes = model::canonical::encode(dossier).map_err(|e| Fault::Data(e.to_string()))?;
        let hash = Hash::of(&bytes).0;
        let object = |number: i64| format!("{cycle}/{number}");
        if let Some((number, _, _)) = latest.as_ref().filter(|(_, h, _)| *h == hash) {
            let detail = json!({"cycle": cycle, "number": number, "hash": hash, "changes": 0, "why": why});
            let answer = Answer::Version { number: *number, hash, changes: 0 };
            return done("dossier.put", county.as_str(), object(*number), &detail, answer);
        }
        let number = last + 1;
        let value = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).map_err(|e| Fault::Data(e.to_string()));
        let changes = match &latest {
            Some((_, _, body)) => differences(&value(&unpack(body)?)?, &value(&bytes)?),
            None => BTreeMap::new(),
        };
        let origins = serde_json::to_vec(origins).map_err(|e| Fault::Data(e.to_string()))?;
        let (at, by, count) = (tx.at(), tx.by().to_owned(), changes.len() as i64);
        tx.run(
            "INSERT INTO dossier_version (county, cycle, number, at, account, why, hash, size, changes, body, origins) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            &args![
                county,
                cycle,
                number,
                at,
                by,
                why,
                &hash,
                bytes.len() as i64,
                count,
                pack(&bytes)?,
                pack(&origins)?
            ],
        )?;
        for (path, (before, after)) in changes {
            tx.run(
                "INSERT INTO dossier_change (county, cycle, number, path, old_value, new_value) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                &args![county, cycle, number, path, before, after],
            )?;
        }
        let detail = json!({"cycle": cycle, "number": number, "hash": hash, "changes": count, "why": why});
        let answer = Answer::Version { number, hash, changes: count };
        done("dossier.put", county.as_str(), object(number), &detail, answer)
    }
}

/// The values that differ between two encodings (逐项差异), by path; values are JSON. List entries that have a key of their own
/// (`id`, `code`) are met by it, not by their place.
pub fn differences(before: &Value, after: &Value) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let mut out = BTreeMap::new();
    differ("", Some(before), Some(after), &mut out);
    out
}

type Changes = BTreeMap<String, (Option<String>, Option<String>)>;

fn differ(path: &str, before: Option<&Value>, after: Option<&Value>, out: &mut Changes) {
    if before == after {
        return;
    }
    let (old, new) = (before.and_then(parts), after.and_then(parts));
    match (old, new) {
        (Some(old), Some(new)) => {
            for (key, value) in &old {
                differ(&format!("{path}/{key}"), Some(value), new.get(key).copied(), out);
            }
            for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
                differ(&format!("{path}/{key}"), None, Some(value), out);
            }
        }
        // a record that came or went stands as one change
        _ => {
            out.insert(path.to_owned(), (before.map(Value::to_string), after.map(Value::to_string)));
        }
    }
}

/// The parts of a list or record by their keys; `None` of a plain value.
fn parts(value: &Value) -> Option<BTreeMap<String, &Value>> {
    match value {
        Value::Object(map) => Some(map.iter().map(|(k, v)| (k.clone(), v)).collect()),
        Value::Array(list) => {
            let own: Option<BTreeMap<String, &Value>> = list.iter().map(|v| Some((own_key(v)?, v))).collect();
            let own = own.filter(|own| own.len() == list.len());
            Some(own.unwrap_or_else(|| list.iter().enumerate().map(|(i, v)| (i.to_string(), v)).collect()))
        }
        _ => None,
    }
}

/// The key of a list entry: its id or code, else the fields by which such lists are ordered.
fn own_key(value: &Value) -> Option<String> {
    let map = value.as_object()?;
    let word = |name: &str| match map.get(name) {
        Some(Value::String(s)) => Some(s.clone()),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    let slashless = |s: String| s.replace('/', "∕");
    if let Some(key) = word("id").or_else(|| word("code")) {
        return Some(slashless(key));
    }
    let fields = ["zone", "kind", "year", "grade", "source", "item", "name", "rule", "project", "school", "document"];
    let found: Vec<String> = fields.iter().filter_map(|f| word(f)).map(slashless).collect();
    (!found.is_empty()).then(|| found.join("·"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_met_by_their_key() {
        let a = json!({"schools": [{"id": "A", "seats": 1}, {"id": "B", "seats": 2}], "n": [1, 2]});
        let b = json!({"schools": [{"id": "B", "seats": 3}, {"id": "C", "seats": 4}], "n": [1]});
        let changes = differences(&a, &b);
        let paths: Vec<&str> = changes.keys().map(String::as_str).collect();
        assert_eq!(paths, ["/n/1", "/schools/A", "/schools/B/seats", "/schools/C"]);
        assert_eq!(changes["/schools/B/seats"], (Some("2".to_owned()), Some("3".to_owned())));
        assert!(differences(&a, &a).is_empty());
    }
}
