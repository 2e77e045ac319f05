//! Categories of documents (资料类别): data, not code. A site may set its own list.

use crate::app::App;
use crate::failure::Failure;
use crate::words::Words;
use catalogue::Lang;
use serde::{Deserialize, Serialize};

/// The setting that holds a site's own list.
const SETTING: &str = "library-categories";

/// The list every site begins with.
const BUILT_IN: &str = include_str!("categories.toml");

/// A category (资料类别).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its name in addresses and in the store.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

#[derive(Deserialize)]
struct List {
    category: Vec<Category>,
}

impl Category {
    /// Its name.
    pub fn name(&self, w: &Words) -> String {
        if w.lang == Lang::En { self.en.clone() } else { self.zh.clone() }
    }
}

/// The categories of the site, in order: its own list, else the built-in one.
///
/// # Errors
/// When the store cannot be read.
pub fn categories(app: &App) -> Result<Vec<Category>, Failure> {
    let own = app.store.read()?.setting(SETTING)?.and_then(|s| serde_json::from_value(s.value).ok());
    match own {
        Some(list) => Ok(list),
        None => toml::from_str::<List>(BUILT_IN).map(|l| l.category).map_err(|e| Failure::Internal(e.to_string())),
    }
}

/// A category in words; one that is no more is named as it was kept.
pub fn category_name(list: &[Category], id: &str, w: &Words) -> String {
    list.iter().find(|c| c.id == id).map_or_else(|| id.to_owned(), |c| c.name(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_whole() {
        let list = toml::from_str::<List>(BUILT_IN).unwrap().category;
        assert!(list.len() >= 8);
        let mut ids: Vec<&str> = list.iter().map(|c| c.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), list.len());
        assert!(list.iter().all(|c| !c.zh.is_empty() && !c.en.is_empty()));
    }
}
