//! Which files to open. Font collections have tens of megabytes each, so only those wanted are read.

use std::io;
use std::path::{Path, PathBuf};

/// Deepest level of directories looked into.
const DEPTH: usize = 5;

/// Beginnings of the names of files that carry simplified Chinese, as distributions ship them.
const FAMILIES: [&str; 8] = [
    "NotoSerifCJK",
    "NotoSansCJK",
    "NotoSerifSC",
    "NotoSansSC",
    "SourceHanSerifSC",
    "SourceHanSansSC",
    "SourceHanSerifCN",
    "SourceHanSansCN",
];

/// Weights used: text and emphasis.
const WEIGHTS: [&str; 2] = ["Regular", "Bold"];

/// Every font file of an office's directory, in a stable order.
pub(super) fn office(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    std::fs::read_dir(dir)?;
    walk(dir, DEPTH, &mut files);
    files.retain(|f| is_font(f));
    files.sort();
    Ok(files)
}

/// The system's files for simplified Chinese: at most one per family kind and weight, the first in [`FAMILIES`] winning.
pub(super) fn system(dirs: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for dir in dirs {
        walk(dir, DEPTH, &mut files);
    }
    files.retain(|f| is_font(f));
    files.sort();
    let mut chosen = Vec::new();
    for kind in ["Serif", "Sans"] {
        for weight in WEIGHTS {
            let wanted = |family: &str| {
                let name = |f: &PathBuf| {
                    stem(f).strip_prefix(family).and_then(|rest| rest.split('-').next_back().map(|w| w == weight))
                };
                files.iter().find(|f| name(f) == Some(true)).cloned()
            };
            chosen.extend(FAMILIES.iter().filter(|f| f.contains(kind)).find_map(|f| wanted(f)));
        }
    }
    chosen
}

fn stem(file: &Path) -> &str {
    file.file_stem().and_then(|s| s.to_str()).unwrap_or_default()
}

fn is_font(file: &Path) -> bool {
    let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// Collects regular files; what cannot be read is passed over.
fn walk(dir: &Path, depth: usize, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_file() {
            into.push(path);
        } else if depth > 0 && path.is_dir() {
            walk(&path, depth - 1, into);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_regular_and_bold_of_each_kind_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("opentype/noto");
        std::fs::create_dir_all(&deep).unwrap();
        for name in [
            "NotoSerifCJK-Regular.ttc",
            "NotoSerifCJK-Bold.ttc",
            "NotoSerifCJK-SemiBold.ttc",
            "NotoSansCJK-Regular.ttc",
            "NotoSansCJK-DemiLight.ttc",
            "NotoSerif-Regular.ttf",
            "NotoSerifCJK-Regular.txt",
            "SourceHanSerifSC-Regular.otf",
        ] {
            std::fs::write(deep.join(name), b"").unwrap();
        }
        let found: Vec<String> = system(&[dir.path().to_owned()])
            .iter()
            .map(|p| p.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(found, ["NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"]);
    }

    #[test]
    fn an_office_directory_that_does_not_exist_is_reported() {
        assert!(office(Path::new("/no/such/fonts")).is_err());
    }
}
