//! Problems as people see them (问题的呈现): one line each, and marks for a coloured copy of the file.

use crate::problem::{Problem, Severity};
use catalogue::{Lang, text, word};
use intake::{Mark, SummarySheet};
use model::Message;

impl Problem {
    /// Where it stands: `工作表!C7`, `工作表`, or the file's name.
    pub fn place(&self) -> String {
        match (self.sheet.is_empty(), self.cell.is_empty()) {
            (true, _) => self.file.clone(),
            (false, true) => self.sheet.clone(),
            (false, false) => format!("{}!{}", self.sheet, self.cell),
        }
    }

    /// The problem on one line: severity, place, what, why, what to do.
    pub fn line(&self, lang: Lang) -> String {
        let message = Message::new("exchange-line")
            .with("severity", severity(self.severity, lang))
            .with("place", self.place())
            .with("what", text(lang, &self.what))
            .with("why", text(lang, &self.why))
            .with("remedy", text(lang, &self.remedy));
        text(lang, &message)
    }
}

/// The word for a severity.
pub fn severity(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => word(lang, "exchange-severity-error"),
        Severity::Warning => word(lang, "exchange-severity-warning"),
        Severity::Notice => word(lang, "exchange-severity-notice"),
    }
}

/// Marks for the cells that have problems (标注); problems of a whole sheet are put on its first cell.
pub fn marks(problems: &[Problem], lang: Lang) -> Vec<Mark> {
    let of = |p: &Problem| Mark {
        sheet: p.sheet.clone(),
        cell: p.cell_ref().unwrap_or(intake::CellRef::new(0, 0)),
        text: format!("{}{}{}", text(lang, &p.what), text(lang, &p.why), text(lang, &p.remedy)),
        severity: match p.severity {
            Severity::Error => intake::Severity::Error,
            Severity::Warning => intake::Severity::Warning,
            Severity::Notice => intake::Severity::Notice,
        },
    };
    problems.iter().filter(|p| !p.sheet.is_empty()).map(of).collect()
}

/// The words of the sheet that lists all marks in a marked copy.
pub fn summary_sheet(lang: Lang) -> SummarySheet {
    SummarySheet {
        name: word(lang, "exchange-marks-sheet"),
        headings: [
            word(lang, "exchange-marks-heading-sheet"),
            word(lang, "exchange-marks-heading-cell"),
            word(lang, "exchange-marks-heading-severity"),
            word(lang, "exchange-marks-heading-problem"),
        ],
        severities: [
            word(lang, "exchange-severity-notice"),
            word(lang, "exchange-severity-warning"),
            word(lang, "exchange-severity-error"),
        ],
        resolved: word(lang, "exchange-marks-resolved"),
    }
}
