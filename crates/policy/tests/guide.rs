//! The pack of the guide is a real one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::date;
use policy::{Context, PackSource};
use std::path::Path;

/// The `toml` blocks of the guide that begin with a file name.
fn files() -> Vec<(String, String)> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/政策包.md");
    let text = std::fs::read_to_string(guide).unwrap();
    let blocks = text.split("```toml\n").skip(1).map(|b| b.split("```").next().unwrap());
    let named = |b: &str| Some((b.strip_prefix("# ")?.lines().next()?.to_owned(), b.to_owned()));
    blocks.filter_map(named).collect()
}

fn load(files: Vec<(String, String)>) -> Result<policy::Policy, policy::PackError> {
    let region = "330199".parse().unwrap();
    let mut sources = policy::builtin_sources(&region);
    sources.push(PackSource { name: "shifan-xian".into(), files });
    policy::load(&sources)
}

#[test]
fn the_example_of_the_guide_loads() {
    let files = files();
    assert_eq!(files.len(), 6);
    let policy = load(files).unwrap_or_else(|e| panic!("{e}"));
    let primary = Context { stage: Some(model::Stage::Primary), ..Context::default() };
    let standard = |day| policy.figure("class_size.standard", &primary, date(day)).unwrap().1.to_string();
    assert_eq!((standard("2022-08-31").as_str(), standard("2022-09-01").as_str()), ("45", "40"));
    assert_eq!(policy.unit_cost(model::Item::Desk, &primary, date("2021-10-15")).unwrap().price, model::Fen(28_500));
    assert!(policy.switch("R0503").is_some());
    let form = policy.forms.first().unwrap();
    assert_eq!((form.key.as_str(), form.columns.len(), form.columns[1].width), ("by_heading", 2, Some(16)));
    // judged by itself, the built-in packs beneath it are found
    let report = policy::check(&[PackSource { name: "shifan-xian".into(), files: self::files() }]);
    assert_eq!((report.problems.len(), report.packs.len()), (0, 2), "{:?}", report.problems);
}

#[test]
fn the_refusal_of_the_guide_is_the_real_one() {
    let files = files().into_iter().map(|(n, t)| (n, t.replace("primary = \"40\"", "primary = \"48\""))).collect();
    let problems = load(files).unwrap_err().problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    let text = catalogue::text(catalogue::Lang::Zh, &problems[0].message);
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/政策包.md");
    let line = format!("`{}` 第 {} 行 `{}`：{text}", problems[0].file, problems[0].line, problems[0].key);
    assert!(std::fs::read_to_string(guide).unwrap().contains(&line), "{line}");
}
