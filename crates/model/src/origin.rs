//! Where each value came from (数据来源): file, sheet and cell.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The path of a value in the dossier, for example `school/2115000123/2020/conditions/desk`.
pub type Path = String;

/// The cell a value was read from (来源单元格).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file's name (no folder).
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell in A1 form.
    pub cell: String,
}

/// The origins of a dossier's values. Not part of what is signed.
pub type Origins = BTreeMap<Path, Origin>;

/// The cell that shows a value: its own, else the first cell of what stands under it, else the name of the record it belongs to.
pub fn nearest<'a>(origins: &'a Origins, path: &str) -> Option<&'a Origin> {
    if let Some(origin) = origins.get(path) {
        return Some(origin);
    }
    let under = [path, "/"].concat();
    let first = origins.range(under.clone()..).next().filter(|(p, _)| p.starts_with(&under));
    let record = || {
        let mut steps = path.splitn(3, '/');
        origins.get(&[steps.next()?, "/", steps.next()?, "/name"].concat())
    };
    first.map(|(_, origin)| origin).or_else(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_cell_is_the_own_then_one_under_it_then_the_record() {
        let at = |cell: &str| Origin { file: "a.xlsx".into(), sheet: "规划项目".into(), cell: cell.into() };
        let paths = [("project/P1/name", "B2"), ("project/P1/lines/0/item", "C2"), ("project/P10/name", "B3")];
        let origins: Origins = paths.into_iter().map(|(p, c)| (p.to_owned(), at(c))).collect();
        let cell = |path: &str| nearest(&origins, path).map(|o| o.cell.as_str());
        assert_eq!(cell("project/P1/name"), Some("B2"));
        assert_eq!(cell("project/P1/lines"), Some("C2"));
        assert_eq!(cell("project/P1/total"), Some("B2"));
        assert_eq!(cell("project/P10/total"), Some("B3"));
        assert_eq!(cell("project/P2/total"), None);
        assert_eq!(cell("plan"), None);
    }
}
