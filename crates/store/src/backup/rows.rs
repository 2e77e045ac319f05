//! The rows of a table as lines (行文本): JSON lists, packed, the same from both engines.

use super::manifest::TableDigest;
use crate::audit::hex;
use crate::engine::{Engine, Fault, Row, Value};
use model::Hash;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::io::{BufRead, Write};

/// Writes the rows of a table in the order of its key, one line each after the line of its columns; their digest.
pub(super) fn write(engine: &mut Engine, name: &str, key: &str, out: &mut dyn Write) -> Result<TableDigest, Fault> {
    let columns = engine.columns(name)?;
    let (mut hash, mut rows) = (Sha256::new(), 0u64);
    let mut line = |text: String| -> Result<(), Fault> {
        hash.update(text.as_bytes());
        hash.update(b"\n");
        let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
        written.map_err(|e| Fault::Io(e.to_string()))
    };
    line(json!(columns).to_string())?;
    engine.each(&format!("SELECT {} FROM {name} ORDER BY {key}", columns.join(", ")), &mut |Row(cells)| {
        rows += 1;
        line(Json::Array(cells.into_iter().map(json_of).collect()).to_string())
    })?;
    Ok(TableDigest { name: name.to_owned(), rows, hash: Hash(hex(&hash.finalize())) })
}

/// Reads such lines into a table.
pub(super) fn read(engine: &mut Engine, name: &str, input: impl BufRead) -> Result<(), Fault> {
    let mut lines = input.lines();
    let mut line = || lines.next().transpose().map_err(|e| Fault::Data(e.to_string()));
    let known = engine.columns(name)?;
    let columns: Vec<String> = match line()? {
        Some(first) => serde_json::from_str(&first).map_err(|e| Fault::Data(e.to_string()))?,
        None => return Err(Fault::Data(format!("{name}: no columns"))),
    };
    if columns != known {
        return Err(Fault::Data(format!("{name}: other columns")));
    }
    let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), marks.join(", "));
    while let Some(text) = line()? {
        let cells: Vec<Json> = serde_json::from_str(&text).map_err(|e| Fault::Data(e.to_string()))?;
        let cells: Result<Vec<Value>, Fault> = cells.into_iter().map(value_of).collect();
        engine.run(&sql, &cells?)?;
    }
    Ok(())
}

fn json_of(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(i) => i.into(),
        Value::Text(s) => s.into(),
        Value::Blob(b) => json!({"hex": hex(&b)}),
    }
}

fn value_of(json: Json) -> Result<Value, Fault> {
    let wrong = |j: &Json| Fault::Data(format!("not a value: {j}"));
    match &json {
        Json::Null => Ok(Value::Null),
        Json::Number(n) => n.as_i64().map(Value::Int).ok_or_else(|| wrong(&json)),
        Json::String(s) => Ok(Value::Text(s.clone())),
        Json::Object(map) => {
            let text = map.get("hex").and_then(Json::as_str).ok_or_else(|| wrong(&json))?;
            let bytes = text.as_bytes().chunks(2).map(|pair| {
                std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok()).ok_or_else(|| wrong(&json))
            });
            Ok(Value::Blob(bytes.collect::<Result<Vec<u8>, Fault>>()?))
        }
        other => Err(wrong(other)),
    }
}

/// A sink for the digest alone.
pub(super) fn digest(engine: &mut Engine, name: &str, key: &str) -> Result<TableDigest, Fault> {
    write(engine, name, key, &mut std::io::sink())
}
