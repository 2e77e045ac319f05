//! Whole documents: the same bytes for the same input, rare characters, errors that name their line.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use typeset::{Fonts, FontsError, Rare, Stamp, TypesetError, pdf};

const PAPER: &str = include_str!("data/paper.typ");

fn fonts() -> Option<Fonts> {
    let found = Fonts::find(&[]);
    if let Err(FontsError::NoneFound { .. }) = found {
        eprintln!("skipped: no Chinese font is installed");
        return None;
    }
    found.ok()
}

fn data(rows: usize) -> Value {
    let rows: Vec<_> = (0..rows).map(|n| [n.to_string(), format!("第{n}小学"), format!("{n}.00")]).collect();
    json!({ "title": "规划", "text": "项目学校共三所。", "rows": rows })
}

fn stamp() -> Stamp {
    Stamp::new(2021, 10, 15, "150121/plan")
}

#[test]
fn two_runs_and_two_processes_give_the_same_bytes() {
    let Some(fonts) = fonts() else { return };
    let one = pdf(PAPER, &data(200), &[], &fonts, &stamp()).unwrap();
    let two = pdf(PAPER, &data(200), &[], &fonts, &stamp()).unwrap();
    assert!(one.pages > 3, "the table breaks over pages");
    assert_eq!(one.pdf, two.pdf);

    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("other.pdf");
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "writes_the_paper_for_the_other_process"])
        .env("TYPESET_TEST_FILE", &file)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    assert_eq!(std::fs::read(&file).unwrap(), one.pdf);
}

#[test]
#[ignore = "run by the test above in a process of its own"]
fn writes_the_paper_for_the_other_process() {
    let Some(file) = std::env::var_os("TYPESET_TEST_FILE") else { return };
    let fonts = fonts().unwrap();
    let paper = pdf(PAPER, &data(200), &[], &fonts, &stamp()).unwrap();
    std::fs::write(PathBuf::from(file), paper.pdf).unwrap();
}

#[test]
fn the_file_is_tagged_pdf_a_with_the_date_of_the_stamp() {
    let Some(fonts) = fonts() else { return };
    let paper = pdf(PAPER, &data(3), &[], &fonts, &stamp()).unwrap();
    let text = String::from_utf8_lossy(&paper.pdf);
    for needle in ["pdfaid:part>2<", "pdfaid:conformance>B<", "/StructTreeRoot", "/MarkInfo", "2021-10-15"] {
        assert!(text.contains(needle), "{needle} is missing");
    }
    let other = pdf(PAPER, &data(3), &[], &fonts, &Stamp::new(2021, 10, 16, "150121/plan")).unwrap();
    assert_ne!(other.pdf, paper.pdf);
}

#[test]
fn rare_characters_of_names_are_drawn() {
    let Some(fonts) = fonts() else { return };
    for c in "镕喆堃𬭬".chars() {
        assert!(fonts.draws(c), "{c}");
    }
    let mut data = data(1);
    data["text"] = json!("镕喆堃𬭬");
    let paper = pdf(PAPER, &data, &[], &fonts, &stamp()).unwrap();
    assert_eq!(paper.rare, []);
}

#[test]
fn a_character_without_a_glyph_is_spelt_out_and_reported() {
    let Some(fonts) = fonts() else { return };
    let mut data = data(1);
    data["text"] = json!("王\u{E863}\u{10FFFD}同学\u{7}");
    let paper = pdf(PAPER, &data, &[], &fonts, &stamp()).unwrap();
    assert!(paper.rare.contains(&Rare('\u{10FFFD}')), "{:?}", paper.rare);
    assert_eq!(paper.rare.last().unwrap().to_string(), "\u{10FFFD} U+10FFFD");
}

#[test]
fn a_template_that_would_print_an_empty_box_is_refused() {
    let Some(fonts) = fonts() else { return };
    let template = PAPER.replace("序号", "序\u{10FFFD}号");
    let error = pdf(&template, &data(1), &[], &fonts, &stamp()).unwrap_err();
    assert_eq!(error, TypesetError::Blank(vec![Rare('\u{10FFFD}')]));
}

#[test]
fn a_mistake_in_a_template_names_its_line() {
    let Some(fonts) = fonts() else { return };
    let error = pdf("一\n#nonsense\n", &json!({}), &[], &fonts, &stamp()).unwrap_err();
    let TypesetError::Template(faults) = error else { panic!("{error}") };
    assert_eq!(faults.first().unwrap().line, Some(2));
    assert!(faults.first().unwrap().what.contains("nonsense"));
}

#[test]
fn a_template_cannot_read_the_disk_but_reads_its_assets() {
    let Some(fonts) = fonts() else { return };
    for path in ["/etc/hostname", "../../Cargo.toml", "Cargo.toml"] {
        let template = format!("#read(\"{path}\")");
        assert!(pdf(&template, &json!({}), &[], &fonts, &stamp()).is_err(), "{path}");
    }
    let template = "#set document(title: [t])\n#set text(font: sys.inputs.body.split(\",\"))\n#read(\"note.txt\")";
    let paper = pdf(template, &json!({}), &[("/note.txt", b"abc".to_vec())], &fonts, &stamp()).unwrap();
    assert_eq!(paper.pages, 1);
}

#[test]
fn text_of_the_data_is_never_markup() {
    let Some(fonts) = fonts() else { return };
    let mut data = data(1);
    data["text"] = json!("#panic() *x* _y_ $z$ <a> @b \\ `c`");
    pdf(PAPER, &data, &[], &fonts, &stamp()).unwrap();
}
