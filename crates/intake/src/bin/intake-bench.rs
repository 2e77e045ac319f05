//! Measures the bulk import: makes a large workbook, streams it through the child, prints rows,
//! cells, seconds and the child's and its own peak memory as one JSON line.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use intake::{ChildCommand, Limits, Value};
use rust_xlsxwriter::{Workbook, XlsxError};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", file, rows] => match rows.parse().ok().map(|rows| make(Path::new(file), rows)) {
            Some(Ok(())) => ExitCode::SUCCESS,
            failed => {
                eprintln!("{failed:?}");
                ExitCode::FAILURE
            }
        },
        ["read", file] => read(Path::new(file)),
        ["__read", job] => intake::child_main([(*job).into()]),
        _ => {
            eprintln!("usage: intake-bench make FILE ROWS | read FILE");
            ExitCode::from(3)
        }
    }
}

/// Twelve columns as a school register has them: codes, names, places, kinds, counts, areas,
/// money. Texts are shared, as Excel writes them.
fn make(file: &Path, rows: u32) -> Result<(), XlsxError> {
    const HEADINGS: [&str; 12] = [
        "学校代码",
        "学校名称",
        "县代码",
        "县名称",
        "办学类型",
        "城乡代码",
        "班数",
        "在校生数",
        "专任教师",
        "占地面积（平方米）",
        "校舍面积（平方米）",
        "设备值（万元）",
    ];
    const KINDS: [&str; 5] = ["小学", "教学点", "初级中学", "九年一贯制学校", "完全中学"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_low_memory()?;
    for (col, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_string(0, col, heading)?;
    }
    for row in 1..=rows {
        // A small mixer: no two runs differ, no column is regular.
        let mix = u64::from(row).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let county = 150_000 + row / 75;
        let classes = (mix % 36 + 1) as u32;
        let pupils = classes * 35 + (mix % 300) as u32;
        let kind = KINDS.get((mix % 5) as usize).copied().unwrap_or_default();
        sheet.write_string(row, 0, format!("{}", 2_115_000_000 + u64::from(row)))?;
        sheet.write_string(row, 1, format!("第{row}号中心{kind}"))?;
        sheet.write_string(row, 2, format!("{county}"))?;
        sheet.write_string(row, 3, format!("示范县{}", row / 75))?;
        sheet.write_string(row, 4, kind)?;
        sheet.write_number(row, 5, 111 + (mix % 3) as u32 * 10)?;
        sheet.write_number(row, 6, classes)?;
        sheet.write_number(row, 7, pupils)?;
        sheet.write_number(row, 8, classes * 2 + 3)?;
        sheet.write_number(row, 9, f64::from(pupils * 2000 + row % 997) / 100.0)?;
        sheet.write_number(row, 10, f64::from(pupils * 800 + row % 991) / 100.0)?;
        sheet.write_number(row, 11, f64::from(pupils * 30 + row % 89) / 100.0)?;
    }
    book.save(file)
}

fn read(file: &Path) -> ExitCode {
    let Ok(child) = ChildCommand::this_program() else { return ExitCode::FAILURE };
    let (mut rows, mut cells, mut sum) = (0u64, 0u64, 0.0f64);
    let start = Instant::now();
    let result = intake::stream(file, &Limits::bulk(), &child, |_, row| {
        rows += 1;
        cells += row.cells.len() as u64;
        for cell in &row.cells {
            if let Value::Number(number) = cell.value {
                sum += number;
            }
        }
        ControlFlow::Continue(())
    });
    let seconds = start.elapsed().as_secs_f64();
    match result {
        Ok(_) => {
            println!(
                "{{\"reader\":\"junheng intake\",\"rows\":{rows},\"cells\":{cells},\
                 \"sum\":{sum:.2},\"seconds\":{seconds:.2},\"own_peak_mib\":{:.0}}}",
                own_peak_mib()
            );
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The most memory this process has held, from the system's own count.
fn own_peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    number.unwrap_or(0.0) / 1024.0
}
