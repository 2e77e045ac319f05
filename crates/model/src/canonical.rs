//! The canonical encoding (规范编码): JSON with sorted keys, no white space, integers only.

use serde::Serialize;
use serde_json::Value;

/// Why a value has no canonical encoding.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// The value cannot be expressed as JSON.
    #[error("cannot be encoded: {0}")]
    Encode(#[from] serde_json::Error),
    /// A floating-point number stands where only integers may.
    #[error("a fraction at {0}: only integers are signed")]
    Fraction(String),
}

/// The canonical bytes of a value. Two equal values have the same bytes on every machine and in every later version.
pub fn encode(value: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value)?;
    let mut out = String::new();
    write(&value, &mut out, "")?;
    Ok(out.into_bytes())
}

fn write(value: &Value, out: &mut String, path: &str) -> Result<(), CanonicalError> {
    match value {
        Value::Number(n) if n.is_f64() => return Err(CanonicalError::Fraction(path.to_owned())),
        Value::Array(list) => {
            out.push('[');
            for (i, v) in list.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(v, out, &format!("{path}/{i}"))?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            // sorted here, whatever order the JSON library keeps
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(b.0));
            out.push('{');
            for (i, (k, v)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(k)?);
                out.push(':');
                write(v, out, &format!("{path}/{k}"))?;
            }
            out.push('}');
        }
        other => out.push_str(&serde_json::to_string(other)?),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_keys_and_refuses_fractions() {
        let v = serde_json::json!({"b": 1, "a": ["𬭬", null, true]});
        assert_eq!(encode(&v).unwrap(), r#"{"a":["𬭬",null,true],"b":1}"#.as_bytes());
        let err = encode(&serde_json::json!({"a": [0.5]})).unwrap_err().to_string();
        assert!(err.contains("/a/0"), "{err}");
    }
}
