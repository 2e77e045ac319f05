//! Papers of an invented county, read back: reconciled, safe, the same bytes every time.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use model::{Dossier, Fen, GapRef, Manifest, Message, Scenario};
use papers::{Case, MANIFEST_FILE, PaperKind, Set, produce};
use policy::{Certainty, Policy, Standard};
use rules::{Evidence, Family, Finding, Severity, Waiver};
use std::io::{Cursor, Read};
use typeset::{Fonts, FontsError};

fn fonts() -> Option<Fonts> {
    let found = Fonts::find(&[]);
    if let Err(FontsError::NoneFound { .. }) = found {
        eprintln!("skipped: no Chinese font is installed");
        return None;
    }
    found.ok()
}

fn county() -> Dossier {
    let mut dossier = synth::demo_county("150121", 7).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let short = needs.gaps.iter().filter(|g| g.standard == Standard::Basic);
    let shortages: Vec<GapRef> = short
        .filter_map(|g| Some(GapRef { school: g.school.clone(), item: g.item, quantity: g.short.filter(|s| *s > 0)? }))
        .collect();
    dossier.plan = synth::hand_made_plan(&dossier, &policy, &shortages);
    dossier
}

fn finding(text: &str) -> Finding {
    Finding {
        rule: "R0101".into(),
        family: Family::Eligibility,
        severity: Severity::Blocks,
        waiver: Waiver::Nobody,
        clause: "通知 二".into(),
        certainty: Certainty::Secondary,
        project: None,
        school: None,
        message: Message::new("no-such-key").with("text", text),
        remedy: Message::new("no-such-key"),
        evidence: vec![Evidence { path: "x".into(), value: text.into() }],
        waived: None,
    }
}

fn made(dossier: &Dossier, policy: &Policy, findings: &[Finding], fonts: &Fonts) -> Set {
    let needs = needs::assess(dossier, policy);
    let case = Case {
        dossier,
        scenario: &Scenario::default(),
        policy,
        needs: &needs,
        programme: None,
        verdict: None,
        findings,
        program: "0.1.0",
    };
    produce(&case, fonts).unwrap()
}

fn bytes(set: &Set, kind: PaperKind) -> Vec<u8> {
    set.papers.iter().find(|p| p.kind == kind).unwrap().bytes.clone()
}

fn sheets(xlsx: Vec<u8>) -> Vec<(String, calamine::Range<Data>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(xlsx)).unwrap();
    book.worksheets()
}

#[test]
fn the_same_case_gives_the_same_bytes_and_the_manifest_names_them() {
    let Some(fonts) = fonts() else { return };
    let dossier = county();
    let policy = policy::builtin(&dossier.county).unwrap();
    let (one, two) = (made(&dossier, &policy, &[], &fonts), made(&dossier, &policy, &[], &fonts));
    for (a, b) in one.papers.iter().zip(&two.papers) {
        assert!(a.bytes == b.bytes, "{} differs", a.file_name);
    }
    let last = one.papers.last().unwrap();
    assert_eq!(last.file_name, MANIFEST_FILE);
    let manifest: Manifest = serde_json::from_slice(&last.bytes).unwrap();
    assert_eq!(manifest.papers.len(), one.papers.len() - 1);
    for (paper, hash) in one.papers.iter().zip(&manifest.papers) {
        assert_eq!((&paper.file_name, model::Hash::of(&paper.bytes)), (&hash.name, hash.hash.clone()));
    }
}

#[test]
fn every_sheet_says_that_the_data_are_invented_and_totals_are_those_of_the_plan() {
    let Some(fonts) = fonts() else { return };
    let dossier = county();
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[], &fonts);
    let sheets = sheets(bytes(&set, PaperKind::Workbook));
    for (name, range) in &sheets {
        assert!(range.cells().any(|(_, _, c)| c.to_string().contains("虚构")), "{name}");
    }
    let totals: Vec<Fen> = dossier.plan.projects.iter().map(|p| p.total().unwrap()).collect();
    let total = Fen::sum(totals).unwrap();
    let (_, projects) = sheets.iter().find(|(name, _)| name == "规划项目表").unwrap();
    let printed = projects.rows().next_back().unwrap();
    let wan = total.wan().replace(',', "").parse::<f64>().unwrap();
    assert!(printed.iter().any(|c| matches!(c, Data::Float(f) if (f - wan).abs() < 0.005)), "{wan} in {printed:?}");
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let Some(fonts) = fonts() else { return };
    let mut dossier = county();
    let evil =
        ["=HYPERLINK(\"http://x\")", "+1", "-2", "@SUM(A1)", "\t=3", "\r=4", "＝5", "＋6", "－7", "＠8", "𬭬镕喆堃"];
    for (school, name) in dossier.schools.iter_mut().zip(evil) {
        school.name = name.to_owned();
    }
    for (project, name) in dossier.plan.projects.iter_mut().zip(evil) {
        project.name = name.to_owned();
        project.reason = Some(name.to_owned());
    }
    let policy = policy::builtin(&dossier.county).unwrap();
    let findings: Vec<Finding> = evil.iter().map(|e| finding(e)).collect();
    let set = made(&dossier, &policy, &findings, &fonts);
    let xlsx = bytes(&set, PaperKind::Workbook);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(xlsx.clone())).unwrap();
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "a formula in {name}");
    }
    let (mut seen, mut signs) = (0, 0);
    for (name, range) in sheets(xlsx) {
        for (row, column, cell) in range.cells() {
            if let Data::String(text) = cell {
                let first = text.trim_start().chars().next().unwrap_or(' ');
                // a sign alone computes nothing: the ＝ of a target
                assert!(text == "＝" || !"=+-@＝＋－＠".contains(first), "{name} {row},{column}: {text}");
                signs += usize::from(text == "＝");
                assert_ne!(text, "'＝", "our own sign is guarded against");
                seen += usize::from(text.contains("HYPERLINK") || text.contains("𬭬镕喆堃"));
            }
        }
    }
    assert!(seen > 3, "the names were printed, {seen}");
    assert!(signs > 0, "the form has targets that are to be met exactly");
}

#[test]
fn negative_amounts_stay_numbers() {
    let Some(fonts) = fonts() else { return };
    let mut dossier = county();
    for budget in &mut dossier.budgets {
        budget.amount = Fen::ZERO;
    }
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[], &fonts);
    let sheets = sheets(bytes(&set, PaperKind::Workbook));
    let (_, summary) = sheets.iter().find(|(name, _)| name == "资金预算对照").unwrap();
    assert!(summary.cells().any(|(_, _, c)| matches!(c, Data::Float(f) if *f < 0.0)), "the balance is negative");
}

#[test]
fn the_word_file_is_well_formed_and_says_everything() {
    let Some(fonts) = fonts() else { return };
    let dossier = county();
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[finding("甲 & <乙>")], &fonts);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(&set, PaperKind::Word))).unwrap();
    let mut document = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(e) => panic!("{name}: {e}"),
                }
            }
            if name == "word/document.xml" {
                document = text;
            }
        }
    }
    for needle in ["义务教育薄弱环节改善与能力提升项目规划", "发展改革部门（盖章）", "w:tblHeader"]
    {
        assert!(document.contains(needle), "{needle} is missing");
    }
    assert!(archive.by_name("word/charts/chart1.xml").is_ok(), "charts are native");
    assert!(document.contains("r:id=\"rIdChart1\"") && !document.contains('\u{10F8F4}'), "every mark became a drawing");
    assert_eq!(document.matches("<w:sectPr").count(), 3, "cover and contents, text, annexes");
    assert!(
        document.contains("TOC \\h") && document.contains("w:anchor=\"_Toc00000001\""),
        "the contents are a field of links"
    );
    assert!(document.contains("<w:pgNumType w:start=\"1\""), "pages are counted from the text on");
    assert!(!document.contains("w:trHeight w:val=\"63\""), "every mark became a repeated head");
    assert!(
        document.contains("九、优先顺序与方案测算</w:t></w:r></w:hyperlink>"),
        "the contents read well before an update"
    );
    assert_eq!(
        document.matches("<w:footerReference").count(),
        4,
        "page numbers stand on odd and even, portrait and landscape pages"
    );
}

/// The text of a PDF, where the system can tell it.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    match std::process::Command::new("pdftotext").arg(&file).arg("-").output() {
        Ok(done) => Some(String::from_utf8(done.stdout).unwrap().replace(['\n', ' ', '\u{c}'], "")),
        Err(_) => {
            eprintln!("skipped: no pdftotext");
            None
        }
    }
}

#[test]
fn the_printed_plan_says_what_an_official_looks_for() {
    let Some(fonts) = fonts() else { return };
    let mut dossier = county();
    dossier.schools[0].name = "=cmd|calc".into();
    dossier.schools[1].name = "镕喆堃𬭬校".into();
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[finding("甲问题")], &fonts);
    let total = Fen::sum(dossier.plan.projects.iter().map(|p| p.total().unwrap())).unwrap().wan();
    let Some(plan) = text_of(&bytes(&set, PaperKind::Pdf)) else { return };
    for needle in [
        "目录",
        "一、规划依据",
        "（一）办学条件缺口",
        "分年度分来源资金安排",
        "小学在校生与学位",
        "基本办学条件缺口补齐比例",
        "绩效目标申报表（指标）",
        "2023年度实施计划",
        "发展改革部门（盖章）",
        "项目学校位置示意图",
        "不含行政区域界线",
        "CGCS2000",
        "镕喆堃",
        total.as_str(),
    ] {
        assert!(plan.contains(needle), "{needle} is missing from the plan");
    }
    assert!(!plan.contains("甲问题"), "findings are the reviewer's and stand in the review pack");
    let review = text_of(&bytes(&set, PaperKind::ReviewPdf)).unwrap();
    for needle in ["审核重点", "问题答复与豁免", "待核", "R0101", "是否虚列项目"] {
        assert!(review.contains(needle), "{needle} is missing from the review pack");
    }
    let summary = text_of(&bytes(&set, PaperKind::SummaryPdf)).unwrap();
    for needle in ["摘要", "规划安排", "需要决策", total.as_str()] {
        assert!(summary.contains(needle), "{needle} is missing from the summary");
    }
}

#[test]
fn the_leaders_page_is_one_page_however_much_is_wrong() {
    let Some(fonts) = fonts() else { return };
    let mut dossier = county();
    for budget in &mut dossier.budgets {
        budget.document = None;
    }
    let policy = policy::builtin(&dossier.county).unwrap();
    let findings: Vec<Finding> = (0..200).map(|n| finding(&n.to_string())).collect();
    let set = made(&dossier, &policy, &findings, &fonts);
    let pdf = bytes(&set, PaperKind::SummaryPdf);
    let pages = |pdf: &[u8]| String::from_utf8_lossy(pdf).matches("/Type/Page/").count();
    let all = String::from_utf8_lossy(&pdf).replace(' ', "");
    assert_eq!(pages(all.as_bytes()), 1, "{}", all.matches("/Type/Page").count());
}

#[test]
fn every_table_of_the_forms_is_in_the_workbook() {
    let Some(fonts) = fonts() else { return };
    let dossier = county();
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[], &fonts);
    let sheets = sheets(bytes(&set, PaperKind::Workbook));
    let forms: toml::Table = toml::from_str(include_str!("../templates/tables.toml")).unwrap();
    for (key, form) in forms {
        // shorter forms of a table for the text
        if [
            "project_list",
            "targets_short",
            "notices",
            "grave",
            "findings_by_rule",
            "left_out_by_reason",
            "open_by_basis",
        ]
        .contains(&key.as_str())
        {
            continue;
        }
        let name = form["name"].as_str().unwrap();
        let (_, range) = sheets.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("{key}: no sheet {name}"));
        for column in form["columns"].as_array().unwrap().iter().filter(|c| c.get("each").is_none()) {
            let title = column["title"].as_str().unwrap();
            assert!(range.cells().any(|(_, _, c)| *c == title), "{name}: no column {title}");
        }
    }
    for year in 2021..=2025 {
        let (_, range) = sheets.iter().find(|(n, _)| n == "年度实施计划").unwrap();
        assert!(range.cells().any(|(_, _, c)| c.to_string().starts_with(&format!("{year}年度实施计划"))));
    }
    assert!(sheets.iter().any(|(n, _)| n == "图表"));
}

#[test]
fn yearly_plans_add_up_to_the_programme() {
    let Some(fonts) = fonts() else { return };
    let dossier = county();
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[], &fonts);
    let sheets = sheets(bytes(&set, PaperKind::Workbook));
    let (_, range) = sheets.iter().find(|(n, _)| n == "年度实施计划").unwrap();
    let heads: Vec<&[Data]> = range.rows().filter(|r| r.iter().any(|c| *c == "本年度任务")).collect();
    let groups = range.rows().find(|r| r.iter().any(|c| *c == "资金安排")).unwrap();
    let at = groups.iter().position(|c| *c == "资金安排").unwrap();
    let number = |cell: &Data| if let Data::Float(amount) = cell { *amount } else { 0.0 };
    let mut printed = 0.0;
    for row in range.rows().filter(|r| r[0] == "合计") {
        printed += number(&row[at + 1]);
    }
    // every project's line: before, in and after the year are its investment
    assert!(!heads.is_empty());
    for row in range.rows().filter(|r| matches!(r[0], Data::Float(_))) {
        let parts: f64 = (at..at + 3).map(|c| number(&row[c])).sum();
        assert!((parts - number(&row[at - 1])).abs() < 0.005, "{row:?}");
        assert!(!row[at - 2].to_string().is_empty(), "what the year has to do");
    }
    let funded = Fen::sum(dossier.plan.projects.iter().map(|p| p.funded().unwrap())).unwrap();
    let wan = funded.wan().replace(',', "").parse::<f64>().unwrap();
    assert!((printed - wan).abs() < 0.005, "{printed} against {wan}");
}

#[test]
fn a_county_without_data_gets_papers_that_say_so() {
    let Some(fonts) = fonts() else { return };
    let full = county();
    let dossier = Dossier::new(full.county.clone(), full.cycle, full.base_year, full.as_of);
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[], &fonts);
    assert_eq!(set.papers.len(), 8);
    let json: serde_json::Value = serde_json::from_slice(&bytes(&set, PaperKind::Json)).unwrap();
    assert_eq!(json["totals"]["total"], 0);
}

#[test]
fn absurd_amounts_are_refused_with_the_project_named() {
    let Some(fonts) = fonts() else { return };
    let mut dossier = county();
    dossier.plan.projects[0].other_fees = Fen(i64::MAX);
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let case = Case {
        dossier: &dossier,
        scenario: &Scenario::default(),
        policy: &policy,
        needs: &needs,
        programme: None,
        verdict: None,
        findings: &[],
        program: "0",
    };
    let error = produce(&case, &fonts).unwrap_err();
    assert!(error.to_string().contains(&dossier.plan.projects[0].id.0), "{error}");
    assert_eq!(error.message().key, "papers-overflow");
}
