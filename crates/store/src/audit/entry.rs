//! An entry of the audit log (审计条目) and its bytes.

use crate::stamp::Stamp;
use model::Hash;
use serde_json::{Value, json};

/// Text longer than this stands in the log by its hash.
const LONG: usize = 400;

/// What a command did, for the log.
pub(crate) struct Entry {
    /// Noun and verb, `account.create`.
    pub(crate) action: &'static str,
    /// The county or region concerned, empty for the site.
    pub(crate) county: String,
    /// The thing concerned.
    pub(crate) object: String,
    /// What was done to it.
    pub(crate) detail: Value,
}

impl Entry {
    /// The bytes of the leaf: canonical JSON. `body` is the hash of the command, `answer` of what was answered.
    pub(crate) fn leaf(&self, seq: i64, stamp: &Stamp, body: &Hash, answer: &str) -> Result<String, String> {
        let value = json!({
            "format": 1, "seq": seq, "at": stamp.at, "account": stamp.account, "origin": stamp.origin, "key": stamp.key,
            "action": self.action, "county": self.county, "object": self.object, "detail": self.detail,
            "body": body, "answer": Hash::of(answer.as_bytes()),
        });
        let bytes = model::canonical::encode(&value).map_err(|e| e.to_string())?;
        String::from_utf8(bytes).map_err(|e| e.to_string())
    }
}

/// A value as it may stand in the log: secrets withheld, long texts by their hash.
pub(crate) fn withheld(value: Value) -> Value {
    match value {
        Value::Object(map) if map.len() == 1 && map.contains_key("secret") => Value::String("（不记录）".to_owned()),
        Value::Object(map) => Value::Object(map.into_iter().map(|(k, v)| (k, withheld(v))).collect()),
        Value::Array(list) if list.len() > LONG => {
            json!({"sha256": Hash::of(Value::Array(list).to_string().as_bytes())})
        }
        Value::Array(list) => Value::Array(list.into_iter().map(withheld).collect()),
        Value::String(text) if text.len() > LONG => json!({"sha256": Hash::of(text.as_bytes()), "bytes": text.len()}),
        other => other,
    }
}
