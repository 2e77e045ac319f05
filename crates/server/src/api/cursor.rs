//! Pages of lists (分页): a cursor names the last entry seen, not a place, so that entries added meanwhile shift nothing.

use super::reply::{LIMIT, MOST, Page};
use crate::failure::Failure;
use crate::secret;
use model::Message;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A part of the key a list is ordered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Part {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

/// The key of an entry, unique in its list.
pub type Key = Vec<Part>;

/// A cursor: the list it belongs to and the key of the last entry seen.
#[derive(Debug, Serialize, Deserialize)]
struct Cursor {
    /// What the list was asked for, in short: a cursor of another list is refused.
    list: String,
    key: Key,
}

/// It looks like a cursor and is none of this list.
fn bad() -> Failure {
    Failure::bad(Message::new("wb-api-cursor"))
}

/// How many entries are wanted.
///
/// # Errors
/// [`Failure::Unreadable`] for none or too many.
pub fn limit(asked: Option<u32>) -> Result<usize, Failure> {
    let limit = asked.unwrap_or(LIMIT);
    if (1..=MOST).contains(&limit) {
        return Ok(limit as usize);
    }
    Err(Failure::Unreadable(Message::new("wb-api-limit").with("most", MOST)))
}

/// The key after which a list goes on; `asked` is everything that makes it this list and not another.
///
/// # Errors
/// For a cursor that is none, or one of another list.
pub fn read(cursor: Option<&str>, asked: &impl Serialize) -> Result<Option<Key>, Failure> {
    let Some(text) = cursor else { return Ok(None) };
    let digits = text.as_bytes();
    if digits.is_empty() || digits.len() > 2000 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return Err(Failure::Unreadable(Message::new("wb-api-cursor")));
    }
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok());
    let bytes = digits.chunks(2).map(byte).collect::<Option<Vec<u8>>>().ok_or_else(bad)?;
    let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| bad())?;
    if cursor.list == name(asked) { Ok(Some(cursor.key)) } else { Err(bad()) }
}

/// The cursor behind an entry.
pub fn write(key: Key, asked: &impl Serialize) -> Option<String> {
    let bytes = serde_json::to_vec(&Cursor { list: name(asked), key }).ok()?;
    Some(secret::hex(&bytes))
}

/// A list in short; how much of it is wanted, and from where, makes no other list.
fn name(asked: &impl Serialize) -> String {
    let mut value = serde_json::to_value(asked).unwrap_or_default();
    let parts = match &mut value {
        serde_json::Value::Array(parts) => parts.iter_mut().collect(),
        other => vec![other],
    };
    for map in parts.into_iter().filter_map(serde_json::Value::as_object_mut) {
        map.remove("limit");
        map.remove("cursor");
    }
    let text = value.to_string();
    secret::hash(&text).chars().take(12).collect()
}

/// A page of a list held in memory: ordered by `compare` of keys, going on behind the cursor.
///
/// # Errors
/// As [`read`] and [`limit`].
pub fn page<T>(
    mut entries: Vec<(Key, T)>,
    compare: impl Fn(&Key, &Key) -> Ordering,
    asked: &impl Serialize,
    given: (Option<u32>, Option<&str>),
) -> Result<Page<T>, Failure> {
    let limit = limit(given.0)?;
    let after = read(given.1, asked)?;
    entries.sort_by(|(a, _), (b, _)| compare(a, b));
    let rest = entries.into_iter().filter(|(key, _)| after.as_ref().is_none_or(|after| compare(key, after).is_gt()));
    Ok(cut(rest.take(limit.saturating_add(1)).collect(), limit, asked))
}

/// A page from one entry more than it holds, so that it is known whether there is a next one.
pub fn cut<T>(mut entries: Vec<(Key, T)>, limit: usize, asked: &impl Serialize) -> Page<T> {
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| more).and_then(|(key, _)| write(key.clone(), asked));
    Page { items: entries.into_iter().map(|(_, item)| item).collect(), next }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(names: &[&str]) -> Vec<(Key, String)> {
        names.iter().map(|n| (vec![Part::Text((*n).to_owned())], (*n).to_owned())).collect()
    }

    #[test]
    fn nothing_is_lost_or_seen_twice_when_entries_come_between() {
        let first = page(entries(&["b", "d", "f"]), Key::cmp, &"q", (Some(2), None)).unwrap();
        assert_eq!(first.items, ["b", "d"]);
        let next = first.next.unwrap();
        // one came before and one behind, and the last one seen is gone
        let second = page(entries(&["a", "b", "e", "f"]), Key::cmp, &"q", (Some(2), Some(&next))).unwrap();
        assert_eq!(second.items, ["e", "f"]);
        assert_eq!(second.next, None);
    }

    #[test]
    fn a_cursor_belongs_to_its_list() {
        let next = write(vec![Part::Number(3)], &"one").unwrap();
        assert_eq!(read(Some(&next), &"one").unwrap(), Some(vec![Part::Number(3)]));
        assert!(read(Some(&next), &"other").is_err());
        for bad in ["", "x", "zz", "7b7d", "é"] {
            assert!(read(Some(bad), &"one").is_err(), "{bad}");
        }
        assert!(limit(Some(0)).is_err() && limit(Some(MOST + 1)).is_err() && limit(None).is_ok());
    }
}
