//! The command as its users run it: exit codes, words, files.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that fails may panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn junheng(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(args).env_remove("JUNHENG_LANG").env("NO_COLOR", "1").output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// One invented county as a dossier file.
fn county(folder: &Path) -> PathBuf {
    let made = junheng(&["synth", "--counties", "1", "--seed", "3", "--out", text(folder), "--json"]);
    assert!(made.status.success(), "{}", err(&made));
    std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "json"))
        .unwrap()
}

fn shared() -> Option<PathBuf> {
    let given = std::env::var_os("JUNHENG_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let found = given.unwrap_or(beside);
    if found.join("data").is_dir() {
        return Some(found);
    }
    println!("skipped: the shared data folder is not here (set JUNHENG_SHARED)");
    None
}

#[test]
fn bad_usage_is_three_in_both_languages() {
    for (lang, word) in [("zh", "没有这个命令"), ("en", "unrecognized subcommand")] {
        let got = junheng(&["--lang", lang, "rubbish"]);
        assert_eq!(got.status.code(), Some(3));
        assert!(err(&got).contains(word), "{}", err(&got));
    }
    assert_eq!(junheng(&[]).status.code(), Some(3));
    assert_eq!(junheng(&["plan"]).status.code(), Some(3));
}

#[test]
fn help_has_examples_for_every_command() {
    for words in [
        &["demo"][..],
        &["workbook", "new"],
        &["workbook", "check"],
        &["workbook", "export"],
        &["import"],
        &["bulk"],
        &["needs"],
        &["forecast"],
        &["trace"],
        &["plan"],
        &["compare"],
        &["why"],
        &["check"],
        &["verify"],
        &["policy", "show"],
        &["policy", "check"],
        &["policy", "explain"],
        &["synth"],
        &["completions"],
    ] {
        for (lang, heading) in [("zh", "示例"), ("en", "Examples")] {
            let mut args = words.to_vec();
            args.extend(["--help", "--lang", lang]);
            let got = junheng(&args);
            assert_eq!(got.status.code(), Some(0));
            assert!(out(&got).contains(heading), "{words:?} {lang}: {}", out(&got));
            assert!(!out(&got).contains("cli-"), "a text is missing: {}", out(&got));
        }
    }
}

#[test]
fn a_blank_workbook_asks_to_be_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("空白.xlsx");
    let made = junheng(&["workbook", "new", "--region", "150121", "--out", text(&path)]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let checked = junheng(&["workbook", "check", text(&path)]);
    assert_eq!(checked.status.code(), Some(2), "{}", out(&checked));
    let unknown = junheng(&["workbook", "new", "--region", "999999", "--out", text(&path)]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("--name"));
    assert_eq!(junheng(&["workbook", "new", "--region", "旗"]).status.code(), Some(2));
}

#[test]
fn what_is_no_workbook_gets_a_clear_answer() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("空.xlsx", &b""[..]), ("图.xlsx", b"\x89PNG\r\n\x1a\n"), ("断.xlsx", b"PK\x03\x04rubbish")]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let got = junheng(&["workbook", "check", text(&path)]);
        assert_eq!(got.status.code(), Some(2), "{name}");
        assert!(!err(&got).is_empty() && !err(&got).contains("panicked"), "{name}: {}", err(&got));
    }
    let missing = junheng(&["plan", "没有.xlsx", "--out", text(folder.path())]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_county_goes_from_workbook_to_plan_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = county(folder.path());
    let workbook = folder.path().join("县.xlsx");
    let exported = junheng(&["workbook", "export", text(&dossier), "--out", text(&workbook)]);
    assert_eq!(exported.status.code(), Some(0), "{}", err(&exported));
    let again = folder.path().join("再.json");
    let read = junheng(&["workbook", "check", text(&workbook), "--dossier", text(&again)]);
    assert_eq!(read.status.code(), Some(0), "{}{}", out(&read), err(&read));
    assert_eq!(std::fs::read(&dossier).unwrap(), std::fs::read(&again).unwrap(), "the workbook loses something");
    let plan = |path: &Path| {
        let got = junheng(&["plan", text(path), "--out", text(folder.path()), "--no-papers", "--json"]);
        assert!(matches!(got.status.code(), Some(0 | 1)), "{}", err(&got));
        out(&got)
    };
    let (once, twice) = (plan(&dossier), plan(&workbook));
    assert_eq!(once, twice, "the same county gives another plan");
    let value: serde_json::Value = serde_json::from_str(&once).unwrap();
    assert!(value["verdict"]["violations"].as_array().unwrap().is_empty());
    assert!(value["breaches"].as_array().unwrap().is_empty());
    assert_eq!(value["findings"]["blocks"], 0, "{value}");
}

#[test]
fn a_plan_stopped_by_the_clock_is_marked_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = county(folder.path());
    let papers = folder.path().join("成果");
    let planned = junheng(&["plan", text(&dossier), "--out", text(&papers), "--seconds", "0"]);
    assert!(out(&planned).contains("不可重现"), "{}{}", out(&planned), err(&planned));
    let read = |ending: &str| {
        let all = std::fs::read_dir(&papers).unwrap().map(|e| e.unwrap().path());
        let path = all.into_iter().find(|p| p.to_string_lossy().ends_with(ending)).unwrap();
        serde_json::from_slice::<serde_json::Value>(&std::fs::read(path).unwrap()).unwrap()
    };
    assert_eq!(read("manifest.json")["stopped_by_clock"], true);
    assert_eq!(read("规划数据.json")["reproducible"], false);
    let calm = folder.path().join("不限时");
    let whole = junheng(&["plan", text(&dossier), "--out", text(&calm), "--seconds", "100000", "--lang", "en"]);
    assert!(!out(&whole).contains("Not reproducible"), "{}", out(&whole));
    let manifest = std::fs::read_to_string(calm.join("manifest.json")).unwrap();
    assert!(!manifest.contains("stopped_by_clock"), "an encoding without it stays as it was");
}

#[test]
fn cases_stand_side_by_side_and_clashing_demands_are_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = county(folder.path());
    let files = folder.path().join("对比");
    let cases = ["--case", "少钱:budget=county:2021-2025:-50%", "--case", "早办:require=没有这个项目:2022"];
    let mut args = vec!["compare", text(&dossier), "--out", text(&files)];
    args.extend(cases);
    let got = junheng(&args);
    assert_eq!(got.status.code(), Some(1), "{}{}", out(&got), err(&got));
    for word in ["现方案", "少钱", "县级资金", "没有编号为 没有这个项目", "没有方案"] {
        assert!(out(&got).contains(word), "{word}: {}", out(&got));
    }
    let names: Vec<String> =
        std::fs::read_dir(&files).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|n| n.ends_with("方案对比表.xlsx")) && names.iter().any(|n| n.ends_with("方案对比.json")));
    args.extend(["--json", "--lang", "en"]);
    let found: serde_json::Value = serde_json::from_slice(&junheng(&args).stdout).unwrap();
    let total = |m: &serde_json::Value| m["label"]["key"] == "compare-total";
    let values = &found["measures"].as_array().unwrap().iter().find(|m| total(m)).unwrap()["values"];
    let money = |at: usize| values[at]["money"].as_i64();
    assert!(money(1) < money(0) && money(2).is_none(), "{values}");
    assert_eq!(junheng(&["compare", text(&dossier), "--case", "少钱"]).status.code(), Some(3));
}

#[test]
fn why_answers_for_a_project_a_school_and_more_money() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = county(folder.path());
    let list: serde_json::Value = serde_json::from_slice(&junheng(&["why", text(&dossier), "--json"]).stdout).unwrap();
    let all = list["candidates"].as_array().unwrap();
    let inside = all.iter().find(|c| c["in"] == true).unwrap()["project"].as_str().unwrap();
    for lang in ["zh", "en"] {
        let got = junheng(&["why", text(&dossier), inside, "--lang", lang]);
        let text = out(&got);
        assert_eq!(got.status.code(), Some(0), "{}", err(&got));
        assert!(text.contains(inside) && !text.contains("why-") && !text.contains("compare-"), "{text}");
    }
    let more = junheng(&["why", text(&dossier), "--more", "county:2025:100万"]);
    assert!(out(&more).contains("估算") && out(&more).contains("2025"), "{}{}", out(&more), err(&more));
    assert_eq!(junheng(&["why", text(&dossier), "没有"]).status.code(), Some(2));
    assert_eq!(junheng(&["why", text(&dossier), "--more", "county:2025:100"]).status.code(), Some(3));
    assert_eq!(junheng(&["why", text(&dossier), "--more", "county:2035:100万"]).status.code(), Some(2));
}

#[test]
fn a_changed_paper_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = county(folder.path());
    let papers = folder.path().join("成果");
    let made = junheng(&["plan", text(&dossier), "--out", text(&papers)]);
    if err(&made).contains("fonts-noto-cjk") {
        println!("skipped: no Chinese font on this machine");
        return;
    }
    assert!(matches!(made.status.code(), Some(0 | 1)), "{}{}", out(&made), err(&made));
    assert_eq!(junheng(&["verify", text(&papers)]).status.code(), Some(0));
    let victim = std::fs::read_dir(&papers)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "pdf"))
        .unwrap();
    let mut bytes = std::fs::read(&victim).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&victim, bytes).unwrap();
    assert_eq!(junheng(&["verify", text(&papers)]).status.code(), Some(1));
}

#[test]
fn figures_are_explained_with_their_clause() {
    let got = junheng(&["policy", "explain", "class_size.large_min"]);
    let shown = out(&got);
    assert!(got.status.success() && shown.contains("依据"), "{shown}{}", err(&got));
    assert_eq!(junheng(&["policy", "explain", "no.such.figure"]).status.code(), Some(2));
    assert!(junheng(&["policy", "show", "--region", "150121"]).status.success());
}

#[test]
fn real_schools_of_hangzhou_are_planned_for_what_the_file_carries() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = shared.join("data/hangzhou");
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../mappings/hangzhou.toml");
    let imported = junheng(&[
        "import",
        text(&data.join("hangzhou_primary_schools_2022.csv")),
        text(&data.join("hangzhou_catchment_units_2022.csv")),
        "--mapping",
        text(&mapping),
        "--out",
        text(folder.path()),
    ]);
    assert_eq!(imported.status.code(), Some(0), "{}{}", out(&imported), err(&imported));
    let mut planned = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let got = junheng(&["plan", text(&path), "--out", text(&folder.path().join("成果")), "--no-papers", "--json"]);
        assert!(matches!(got.status.code(), Some(0 | 1)), "{}: {}", path.display(), err(&got));
        let value: serde_json::Value = serde_json::from_str(&out(&got)).unwrap();
        assert!(value["budget_fen"].is_null(), "the file names no money: no data, not zero");
        planned += 1;
    }
    assert!(planned > 0);
}

#[test]
fn json_is_one_document_for_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = county(folder.path());
    let file = text(&dossier);
    let book = folder.path().join("县.xlsx");
    assert!(junheng(&["workbook", "export", file, "--out", text(&book)]).status.success());
    let (marked, kept) = (folder.path().join("标.xlsx"), folder.path().join("档.json"));
    let commands = [
        &["workbook", "check", text(&book), "--marked", text(&marked), "--dossier", text(&kept)][..],
        &["needs", file],
        &["plan", file, "--no-papers", "--out", text(folder.path())],
        &["check", file],
        &["trace", file, "--school", "nobody", "--item", "books"],
    ];
    for words in commands {
        let got = junheng(&[words, &["--json"]].concat());
        let parsed: Result<serde_json::Value, _> = serde_json::from_slice(&got.stdout);
        assert!(parsed.is_ok(), "{words:?}: {parsed:?} {}", err(&got));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_and_a_closed_pipe_is_not() {
    let run = |args: &[&str], stdout: &str, stderr: &str| {
        let open = |path: &str| std::fs::OpenOptions::new().write(true).open(path).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
        command.args(args).stdout(open(stdout)).stderr(open(stderr)).status().unwrap().code()
    };
    assert_eq!(run(&["policy", "show", "--json"], "/dev/full", "/dev/null"), Some(2));
    assert_eq!(run(&["needs", "nothing.xlsx"], "/dev/null", "/dev/full"), Some(2));
    assert_eq!(run(&["rubbish"], "/dev/null", "/dev/full"), Some(3));
}

/// A county's dossier file changed and written beside it.
fn changed(file: &Path, name: &str, change: impl FnOnce(&mut serde_json::Value)) -> PathBuf {
    let mut value: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    change(&mut value);
    let path = file.with_file_name(name);
    std::fs::write(&path, serde_json::to_vec(&value).unwrap()).unwrap();
    path
}

#[test]
fn counties_are_compared_with_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let bare = county(folder.path());
    let planned = {
        let mut dossier = exchange::json::read(&std::fs::read(&bare).unwrap()).unwrap();
        dossier.plan = synth::hand_made_plan(&dossier, &policy::builtin(&dossier.county).unwrap(), &[]);
        let path = bare.with_file_name("规划.json");
        std::fs::write(&path, exchange::json::write(&dossier).unwrap()).unwrap();
        path
    };
    let here = |name: &str, change: &dyn Fn(&mut serde_json::Value)| changed(&planned, name, change);
    let named = |code: &'static str| move |v: &mut serde_json::Value| v["county"] = code.into();
    let other = here("另一县.json", &named("150122"));
    let twin = here("同县.json", &|_| ());
    let later = here("下一期.json", &|v| {
        v["county"] = "150123".into();
        v["cycle"] = serde_json::json!({ "first": 2026, "last": 2030 });
    });
    let empty = folder.path().join("空.xlsx");
    std::fs::write(&empty, b"").unwrap();
    let check = |files: &[&Path], peers: &[&Path]| {
        let mut args = vec!["check", "--json"];
        args.extend(files.iter().map(|p| text(p)));
        if !peers.is_empty() {
            args.push("--peers");
            args.extend(peers.iter().map(|p| text(p)));
        }
        let got = junheng(&args);
        let value: serde_json::Value = serde_json::from_str(&out(&got)).unwrap();
        (got.status.code(), value)
    };
    // alone, the county without a plan is refused; beside others it is named and the work goes on
    assert_eq!(check(&[&bare], &[]).0, Some(2));
    let (code, value) = check(&[&planned], &[&bare, &other]);
    assert_eq!((code, value["compared"].as_u64()), (Some(0), Some(2)));
    assert!(value["left_out"][0]["why"].as_str().unwrap().contains("没有填报规划项目"));
    let (code, value) = check(&[&planned, &bare, &other], &[]);
    assert_eq!(code, Some(2), "a county that was not judged is not fine");
    assert_eq!(value["counties"].as_array().unwrap().len(), 2);
    // the same county again, another cycle, a file that is none
    let (code, value) = check(&[&planned, &twin, &later], &[&other]);
    assert_eq!(code, Some(1), "the plan of 2021–2025 lies before the other cycle");
    let compared: Vec<_> = value["counties"].as_array().unwrap().iter().map(|c| c["compared"].as_u64()).collect();
    assert_eq!(compared, [Some(2), Some(2), Some(1)]);
    let why = |n: usize| value["left_out"][n]["why"].as_str().unwrap();
    assert!(why(0).contains("不止一份") && why(1).contains("2026"));
    let (code, value) = check(&[&planned], &[&empty, &other]);
    assert_eq!((code, value["compared"].as_u64()), (Some(2), Some(2)));
    assert_eq!(check(&[&bare, &bare], &[&other]).0, Some(2), "nothing to judge");
    // two plans of one county go to two folders
    let papers = folder.path().join("审核");
    let got = junheng(&["check", text(&planned), text(&twin), "--out", text(&papers)]);
    assert_eq!(got.status.code(), Some(0), "{}{}", out(&got), err(&got));
    assert_eq!(std::fs::read_dir(&papers).unwrap().count(), 2);
}

#[test]
fn boarding_and_curriculum_are_traced_to_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = synth::demo_county("150121", 3).unwrap();
    let needs = needs::assess(&dossier, &policy::builtin(&dossier.county).unwrap());
    let boards = needs.boarding.schools.iter().find(|s| s.years.iter().all(|y| y.beds.is_some())).unwrap();
    let small = &needs.curriculum.schools[0];
    let book = folder.path().join("县.xlsx");
    std::fs::write(&book, exchange::workbook::write(&dossier).unwrap()).unwrap();
    let trace = |school: &str, rest: &[&str]| {
        let mut args = vec!["trace", text(&book), "--school", school];
        args.extend(rest);
        junheng(&args)
    };
    let got = trace(&boards.school.0, &["--boarding", "--year", "2023"]);
    assert_eq!(got.status.code(), Some(0), "{}", err(&got));
    for part in ["2023—2024学年", "县.xlsx", "预测学生数", "进一", "床位", "缺口 = 应有"] {
        assert!(out(&got).contains(part), "{part} is not in {}", out(&got));
    }
    let all = trace(&boards.school.0, &["--boarding", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&out(&all)).unwrap();
    assert_eq!(value.as_array().unwrap().len(), 2 * boards.years.len());
    let got = trace(&small.school.0, &["--curriculum"]);
    assert_eq!(got.status.code(), Some(0), "{}", err(&got));
    assert!(
        out(&got).contains("科学") && out(&got).contains("县.xlsx") && out(&got).contains("少于100人"),
        "{}",
        out(&got)
    );
    // a school that boards nobody, a school that is not small, a wrong combination
    let none = trace(&small.school.0, &["--boarding", "--year", "1999"]);
    assert_eq!(none.status.code(), Some(2), "{}", out(&none));
    let large = dossier.schools.iter().find(|s| needs.curriculum.schools.iter().all(|c| c.school != s.id)).unwrap();
    assert_eq!(trace(&large.id.0, &["--curriculum"]).status.code(), Some(2));
    assert_eq!(trace(&small.school.0, &["--curriculum", "--item", "books"]).status.code(), Some(3));
    assert_eq!(trace(&small.school.0, &[]).status.code(), Some(3));
}
