//! Real schools from the enrolment service of a city, planned for what their file carries.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn junheng(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_junheng")).args(args).output().unwrap()
}

fn shared() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("JUNHENG_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let near = [folder.join("data/hangzhou"), here.join("../../shared/data/hangzhou")];
    near.into_iter().find(|p| p.is_dir())
}

#[test]
fn eight_districts_are_planned_with_an_assumed_budget() {
    let Some(data) = shared() else {
        println!("skipped: no shared data");
        return;
    };
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../mappings/hangzhou.toml");
    let file = |name: &str| data.join(name).to_str().unwrap().to_owned();
    let (schools, zones) = (file("hangzhou_primary_schools_2022.csv"), file("hangzhou_catchment_units_2022.csv"));
    let import = junheng(&["import", &schools, &zones, "--mapping", mapping.to_str().unwrap(), "--out", folder]);
    assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stdout));
    let mut dossiers: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    dossiers.sort();
    assert_eq!(dossiers.len(), 8);
    let (mut judged, mut short, mut projects) = (0, 0, 0);
    for dossier in &dossiers {
        let path = dossier.to_str().unwrap();
        let json = |o: &Output| -> serde_json::Value { serde_json::from_slice(&o.stdout).unwrap() };
        let needs = json(&junheng(&["needs", path, "--json"]));
        let gaps = needs["gaps"].as_array().unwrap();
        let known: Vec<i64> = gaps.iter().filter_map(|g| g["short"].as_i64()).collect();
        judged += known.len();
        short += known.iter().filter(|s| **s > 0).count();
        // every seat of the base year that the file tells of is balanced from the totals of the stage
        let balanced = |b: &&serde_json::Value| b["years"][0]["spare"].is_i64();
        assert!(needs["seats"].as_array().unwrap().iter().any(|b| balanced(&b)), "{path}");
        let papers = out.path().join("papers");
        let budget = "--budget=county:2022-2025:=3000万";
        let plan = junheng(&["plan", path, "--json", "--no-papers", "--out", papers.to_str().unwrap(), budget]);
        assert!(plan.status.success(), "{path}: {}", String::from_utf8_lossy(&plan.stderr));
        let summary = json(&plan);
        assert_eq!(summary["budget_fen"], 12_000_000_000_i64);
        assert_eq!(summary["scenario"]["budgets"].as_array().unwrap().len(), 4);
        projects += summary["projects"].as_u64().unwrap();
    }
    assert!(judged >= 170 && short >= 20, "{judged} {short}");
    assert!(projects >= 20, "{projects}");
    // without any budget the needs are told with their cost, and how to go on
    let first = dossiers[0].to_str().unwrap();
    let bare = junheng(&["plan", first, "--no-papers", "--out", folder]);
    let told = String::from_utf8_lossy(&bare.stdout).into_owned();
    assert_eq!(bare.status.code(), Some(1));
    assert!(told.contains("校舍建筑面积") && told.contains("--budget"), "{told}");
}
