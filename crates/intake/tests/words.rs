//! Every problem has words in both languages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use intake::normal::{DateProblem, Decimal, NumberProblem, PartDate};
use intake::table::{TableProblem, TableProblemKind};
use intake::{CellRef, FileFormat, IntakeProblem, LooksLike, Measure, Notice, ProblemKind};

fn messages() -> Vec<model::Message> {
    let kinds = [
        ProblemKind::Unreadable { reason: "r".into() },
        ProblemKind::Empty,
        ProblemKind::Xlsb,
        ProblemKind::Encrypted,
        ProblemKind::Damaged { detail: "d".into() },
        ProblemKind::TooSlow { seconds: 9 },
        ProblemKind::UnsafeName { name: "n".into() },
        ProblemKind::ForbiddenMarkup,
        ProblemKind::NotAFile,
        ProblemKind::BadEncoding,
        ProblemKind::ReaderFailed { detail: "d".into() },
    ];
    let looks = [
        LooksLike::Html,
        LooksLike::Xml,
        LooksLike::Pdf,
        LooksLike::Word,
        LooksLike::Slides,
        LooksLike::Picture,
        LooksLike::Archive,
        LooksLike::OldExcel,
        LooksLike::Unknown,
    ];
    let measures = [
        Measure::FileBytes,
        Measure::Entries,
        Measure::UnpackedBytes,
        Measure::Ratio,
        Measure::Sheets,
        Measure::Rows,
        Measure::Cells,
        Measure::StringBytes,
        Measure::SharedBytes,
        Measure::Merges,
        Measure::Memory,
    ];
    let at = CellRef::new(3, 1);
    let kinds = kinds
        .into_iter()
        .chain(looks.map(|looks_like| ProblemKind::NotASpreadsheet { looks_like }))
        .chain(measures.map(|measure| ProblemKind::TooLarge { measure, limit: 1 << 26 }));
    let mut all: Vec<model::Message> =
        kinds.map(|kind| IntakeProblem { kind, sheet: Some("学校".into()), cell: Some(at) }.message()).collect();
    let date = PartDate::new(2021, Some(5), Some(10)).unwrap();
    all.extend(
        [
            NumberProblem::Empty,
            NumberProblem::Placeholder,
            NumberProblem::NotANumber,
            NumberProblem::Grouping,
            NumberProblem::Trailing { value: Decimal::ZERO, rest: "人".into() },
            NumberProblem::TooLong,
        ]
        .map(|problem| problem.message()),
    );
    all.extend(
        [
            DateProblem::Empty,
            DateProblem::Placeholder,
            DateProblem::Ambiguous { first: date, second: date },
            DateProblem::ShortYear,
            DateProblem::Impossible,
            DateProblem::NotADate,
        ]
        .map(|problem| problem.message()),
    );
    all.extend(
        [
            Notice::WrongExtension { extension: "xls".into(), format: FileFormat::Xlsx },
            Notice::Encoding { encoding: "GB18030".into() },
            Notice::RaggedRows { row: 3 },
        ]
        .map(|notice| notice.message()),
    );
    all.extend(
        [
            TableProblemKind::NoHeader { missing: "校名".into() },
            TableProblemKind::MissingColumn { label: "校名".into() },
            TableProblemKind::DuplicateColumn { label: "校名".into(), first: at },
            TableProblemKind::AmbiguousUnit { label: "投资".into(), units: "元、万元".into() },
            TableProblemKind::HiddenColumn { label: "校名".into() },
            TableProblemKind::MergedNumber { range: "A1:A3".into() },
        ]
        .map(|kind| TableProblem { sheet: "学校".into(), cell: at, kind }.message()),
    );
    all
}

#[test]
fn both_languages_have_them_all() {
    for lang in [catalogue::Lang::Zh, catalogue::Lang::En] {
        for message in messages() {
            let text = catalogue::text(lang, &message);
            assert!(!text.contains("intake-") && !text.contains('{'), "{lang:?} {}: {text}", message.key);
            if message.args.get("placed").is_some_and(|placed| placed == "yes") && text.contains("学校") {
                assert!(text.contains("学校!B4"), "{text}");
            }
            println!("{text}");
        }
    }
}
