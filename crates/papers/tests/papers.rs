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
    let mut seen = 0;
    for (name, range) in sheets(xlsx) {
        for (row, column, cell) in range.cells() {
            if let Data::String(text) = cell {
                let first = text.trim_start().chars().next().unwrap_or(' ');
                assert!(!"=+-@＝＋－＠".contains(first), "{name} {row},{column}: {text}");
                seen += usize::from(text.contains("HYPERLINK") || text.contains("𬭬镕喆堃"));
            }
        }
    }
    assert!(seen > 3, "the names were printed, {seen}");
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
    for needle in
        ["义务教育薄弱环节改善与能力提升项目规划", "发展改革部门（盖章）", "w:tblHeader", "甲 &amp; &lt;乙&gt;"]
    {
        assert!(document.contains(needle), "{needle} is missing");
    }
    assert_eq!(document.matches("<w:sectPr").count(), 2);
    assert_eq!(
        document.matches("<w:footerReference").count(),
        2,
        "the page number stands on portrait and landscape pages"
    );
}

#[test]
fn a_county_without_data_gets_papers_that_say_so() {
    let Some(fonts) = fonts() else { return };
    let full = county();
    let dossier = Dossier::new(full.county.clone(), full.cycle, full.base_year, full.as_of);
    let policy = policy::builtin(&dossier.county).unwrap();
    let set = made(&dossier, &policy, &[], &fonts);
    assert_eq!(set.papers.len(), 5);
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
