//! Our workbooks opened and saved by LibreOffice, as `.xlsx` and as `.ods`: what is read back is the same. Skipped where
//! LibreOffice is not installed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use catalogue::Lang;
use exchange::workbook::{Expected, Import, blank, read, write};
use model::{Dossier, Origins};
use std::path::Path;
use std::process::{Command, Stdio};

/// The workbook as LibreOffice saves it; `None` without LibreOffice.
fn saved(bytes: &[u8], name: &str, format: &str) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("junheng-office-{}-{name}-{format}", std::process::id()));
    std::fs::create_dir_all(folder.join("out")).unwrap();
    let file = folder.join(format!("{name}.xlsx"));
    std::fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let status = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .args([folder.join("out").as_path(), Path::new(&file)])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let saved = std::fs::read(folder.join("out").join(format!("{name}.{format}"))).ok();
    let _ = std::fs::remove_dir_all(&folder);
    status.ok()?;
    Some(saved.unwrap_or_else(|| panic!("LibreOffice could not save {name}.{format}")))
}

/// The problems as told, with one name for all files.
fn lines(import: &Import, format: &str) -> Vec<String> {
    import.problems.iter().map(|p| p.line(Lang::Zh).replace(&format!("a.{format}"), "a")).collect()
}

fn bare(import: Import) -> Option<Dossier> {
    import.dossier.map(|mut d| {
        d.origins = Origins::new();
        d
    })
}

fn same_after_office(bytes: &[u8], name: &str) {
    let before = read(&common::book(bytes, "a.xlsx"), &Expected::default());
    let told = lines(&before, "xlsx");
    let before = bare(before);
    for format in ["xlsx", "ods"] {
        let Some(saved) = saved(bytes, name, format) else {
            println!("skipped: soffice is not installed");
            return;
        };
        let after = read(&common::book(&saved, &format!("a.{format}")), &Expected::default());
        assert_eq!(lines(&after, format), told, "{name}.{format}");
        assert_eq!(bare(after), before, "{name}.{format}");
    }
}

#[test]
fn a_blank_workbook_survives_libreoffice() {
    let county = common::code("150121");
    let policy = policy::builtin(&county).unwrap();
    same_after_office(&blank(&county, &[], &policy).unwrap(), "blank");
}

#[test]
fn a_filled_workbook_survives_libreoffice() {
    let mut county = synth::demo_county("150121", 7).unwrap();
    county.sort();
    same_after_office(&write(&county).unwrap(), "county");
}
