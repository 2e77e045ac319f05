//! Measures writing and reading a county workbook, and a bulk import.
//!
//! ```text
//! cargo run --release -p exchange --example measure -- workbook FILE.xlsx
//! cargo run --release -p exchange --example measure -- rows FILE.xlsx 1000000
//! cargo run --release -p exchange --example measure -- bulk FILE.xlsx
//! ```
//!
//! `workbook` reads a workbook, writes it again and reads that; `rows` makes a file of births of so many rows and
//! twelve columns; `bulk` imports it.

use exchange::workbook::{Expected, read, write};
use intake::{ChildCommand, Limits};
use rust_xlsxwriter::Workbook;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let first = args.next().unwrap_or_default();
    if first == ChildCommand::SUBCOMMAND {
        return intake::child_main(args);
    }
    let rest: Vec<String> = args.map(|a| a.to_string_lossy().into_owned()).collect();
    let path = rest.first().map(String::as_str).unwrap_or_default();
    let done = match first.to_str() {
        Some("workbook") => workbook(Path::new(path)),
        Some("rows") => rows(path, rest.get(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000)),
        Some("bulk") => bulk(Path::new(path)),
        _ => Err("workbook, rows or bulk?".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn workbook(path: &Path) -> Result<(), Box<dyn Error>> {
    let child = ChildCommand::this_program()?;
    let time = Instant::now();
    let book = intake::read(path, &Limits::clerk(), &child)?;
    println!("intake {:?}", time.elapsed());
    let time = Instant::now();
    let import = read(&book, &Expected::default());
    println!(
        "read {:?}, {} problems, {} cells with origin",
        time.elapsed(),
        import.problems.len(),
        import.origins.len()
    );
    let Some(dossier) = import.dossier else { return Err("the workbook has errors".into()) };
    let time = Instant::now();
    let bytes = write(&dossier)?;
    println!("{} schools written in {:?}, {} bytes", dossier.schools.len(), time.elapsed(), bytes.len());
    Ok(())
}

fn rows(path: &str, count: u32) -> Result<(), Box<dyn Error>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    let heads =
        ["学区编号", "出生年份", "全年出生（人）", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月"];
    for (col, head) in (0u16..).zip(heads) {
        sheet.write(0, col, head)?;
    }
    for row in 1..=count {
        sheet.write(row, 0, format!("Z{row:07}"))?;
        sheet.write(row, 1, 2000 + row % 22)?;
        sheet.write(row, 2, row % 5000)?;
        for col in 3..12u16 {
            sheet.write(row, col, (row + u32::from(col)) % 400)?;
        }
    }
    book.save(path)?;
    Ok(())
}

fn bulk(path: &Path) -> Result<(), Box<dyn Error>> {
    let table = exchange::table::find("births").ok_or("no such table")?;
    let time = Instant::now();
    let mut total = 0i64;
    let tally = exchange::bulk::import(path, table, &Limits::bulk(), &ChildCommand::this_program()?, |record| {
        total += record.number("total").unwrap_or(0);
    })?;
    println!("{} rows, {} imported, sum {total}, {:?}", tally.rows, tally.imported, time.elapsed());
    for kind in &tally.problems {
        println!("{}: {}", kind.code.code(), kind.count);
    }
    Ok(())
}
