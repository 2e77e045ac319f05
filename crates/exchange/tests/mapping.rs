//! Real files through the mappings the program comes with.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use catalogue::{Lang, text};
use exchange::mapping::{Applied, apply, parse};
use exchange::problem::Problem;
use std::path::PathBuf;

fn data(folder: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("JUNHENG_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let path = shared.join("data").join(folder);
    if !path.is_dir() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn run(mapping: &str, folder: &str, prefix: &str) -> Option<Applied> {
    let folder = data(folder)?;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../mappings").join(mapping);
    let mapping = parse(mapping, &std::fs::read_to_string(root).unwrap()).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.file_name().unwrap().to_string_lossy().starts_with(prefix));
    files.sort();
    let books: Vec<_> = files
        .iter()
        .map(|p| common::book(&std::fs::read(p).unwrap(), &p.file_name().unwrap().to_string_lossy()))
        .collect();
    let applied = apply(&mapping, &books);
    if std::env::var_os("JUNHENG_LOOK").is_some() {
        for p in &applied.import.problems {
            println!("{}", p.line(Lang::Zh));
        }
    }
    Some(applied)
}

fn count(problems: &[Problem], code: &str) -> usize {
    problems.iter().filter(|p| p.code == code).count()
}

fn lines(applied: &Applied) -> Vec<String> {
    applied.import.problems.iter().map(|p| format!("{} {}", p.place(), text(Lang::Zh, &p.what))).collect()
}

#[test]
fn hangzhou_becomes_dossiers_by_district() {
    let Some(applied) = run("hangzhou.toml", "hangzhou", "hangzhou") else { return };
    let problems = applied.import.problems.clone();
    let all = applied.import.dossier.as_ref().unwrap_or_else(|| panic!("{:#?}", lines(&applied)));
    assert_eq!(all.schools.len(), 249);
    assert_eq!(all.zones.len(), 216);
    // a placeholder, a credit code, and numbers of local making
    assert_eq!(count(&problems, "credit-code"), 1);
    assert_eq!((count(&problems, "placeholder-code"), count(&problems, "local-code")), (1, 9));
    assert_eq!(count(&problems, "key-shared"), 21);
    assert_eq!(count(&problems, "administered"), 2);
    let private = all.schools.iter().filter(|s| s.owner == Some(model::Owner::Private)).count();
    assert_eq!(private, 23);
    assert!(all.schools.iter().all(|s| s.location.is_some_and(|l| l.datum == model::Datum::Unstated)));
    // what the files do not say is assumed, told, and kept among the sources
    assert_eq!(count(&problems, "mapping-assumed"), 2);
    assert_eq!(all.sources.iter().filter(|s| s.title.starts_with("导入时假定")).count(), 2);
    assert!(all.schools.iter().all(|s| s.setting == Some(model::Setting::MainCity) && s.layout.len() == 1));
    // a zero is no data
    let year = model::SchoolYear(2022);
    let pupils = |s: &model::School| s.record(year).and_then(|r| r.enrolment.pupils(model::Stage::Primary));
    assert!(all.schools.iter().filter_map(pupils).all(|n| n > 0));
    let total: u32 = all.schools.iter().filter_map(pupils).sum();
    assert!(total > 100_000, "{total}");
    let parts = applied.dossiers();
    assert_eq!(parts.iter().map(|d| d.schools.len()).sum::<usize>(), 249);
    assert_eq!(parts.len(), 8);
    let zone = parts.iter().find(|d| d.county.as_str() == "3301A5").unwrap();
    assert_eq!((zone.schools.len(), zone.county_name()), (34, "钱塘新区"));
}

#[test]
fn a_mapping_for_other_files_says_what_it_looked_for_and_found() {
    let Some(applied) = run("foshan-births.toml", "hangzhou", "hangzhou") else { return };
    assert!(applied.import.dossier.is_none());
    let problems = &applied.import.problems;
    assert_eq!((problems.len(), count(problems, "mapping-unfit")), (1, 1));
    let line = problems[0].line(catalogue::Lang::Zh);
    assert!(line.contains("出生人数") && line.contains("schoolName"), "{line}");
    // a file that was forgotten is told as well
    let Some(applied) = run("hangzhou.toml", "hangzhou", "hangzhou_primary") else { return };
    assert_eq!(count(&applied.import.problems, "mapping-unused"), 1);
}

#[test]
fn guangdong_yearbooks_become_births() {
    let Some(applied) = run("guangzhou-births.toml", "births-guangdong", "广州") else { return };
    let d = applied.import.dossier.as_ref().unwrap_or_else(|| panic!("{:#?}", lines(&applied)));
    let births =
        |zone: &str, year: u16| d.births.iter().find(|b| b.zone.0 == zone && b.year.0 == year).map(|b| b.total);
    assert_eq!(births("黄埔区", 2008), Some(2111));
    assert_eq!(births("荔湾区", 2013), Some(6071));
    assert_eq!(births("增城区", 2022), Some(14641));
    // fifteen sheets, one of which is about migration
    assert_eq!(d.births.iter().map(|b| b.year).collect::<std::collections::BTreeSet<_>>().len(), 14);
    assert_eq!(count(&applied.import.problems, "sheet-unmapped"), 1);
}

#[test]
fn overlapping_rows_are_not_counted_twice() {
    let Some(applied) = run("zhaoqing-births.toml", "births-guangdong", "肇庆") else { return };
    let d = applied.import.dossier.as_ref().unwrap_or_else(|| panic!("{:#?}", lines(&applied)));
    let sum = |year: u16| d.births.iter().filter(|b| b.year.0 == year).map(|b| b.total).sum::<u32>();
    assert_eq!(sum(2008), 45_896);
    assert_eq!(sum(2019), 59_782);
    let zones = |year: u16| d.births.iter().filter(|b| b.year.0 == year).count();
    assert_eq!((zones(2008), zones(2019)), (8, 9));
}

#[test]
fn names_across_the_top() {
    let Some(applied) = run("foshan-births.toml", "births-guangdong", "佛山") else { return };
    let d = applied.import.dossier.as_ref().unwrap_or_else(|| panic!("{:#?}", lines(&applied)));
    let births =
        |zone: &str, year: u16| d.births.iter().find(|b| b.zone.0 == zone && b.year.0 == year).map(|b| b.total);
    assert_eq!(births("禅城区", 2018), Some(11_095));
    assert_eq!(births("三水区", 2018), Some(7_210));
    assert_eq!(d.births.len() % 5, 0);
}
