//! The review focuses of the notice and what was found under each（审核重点）, and the waivers a plan would need（豁免）.

use super::name;
use crate::Case;
use crate::PapersError;
use crate::cell::Cell;
use crate::phrase::Phrases;
use crate::row::Row;
use rules::{Family, Finding, Severity, Waiver};

/// The five questions a review answers, and what else the program looks at.
const FOCUSES: [&str; 6] = ["content", "luxury", "fiction", "sources", "requests", "data"];

/// Rules of the family "money" that judge what is asked of the higher levels.
const REQUESTS: [&str; 2] = ["R0511", "R0512"];

fn focus(finding: &Finding) -> &'static str {
    match finding.family {
        Family::Eligibility | Family::Content | Family::Schedule | Family::Target => "content",
        Family::Standard => "luxury",
        Family::Duplicate | Family::Fraud => "fiction",
        Family::Money if REQUESTS.contains(&finding.rule.as_ref()) => "requests",
        Family::Money => "sources",
        Family::Completeness | Family::Reconciliation => "data",
    }
}

/// One row per focus with the number of findings of each severity; the reviewer's opinion is left blank.
pub(super) fn focuses(case: &Case<'_>, phrases: &Phrases) -> Result<Vec<Row>, PapersError> {
    let mut rows = Vec::with_capacity(FOCUSES.len());
    for (at, key) in FOCUSES.into_iter().enumerate() {
        let count = |severity| {
            let standing = case.findings.iter().filter(|f| f.stands());
            let those = standing.filter(|f| f.severity == severity && focus(f) == key);
            Cell::count(those.count())
        };
        rows.push(
            Row::new()
                .with("no", Cell::count(at.saturating_add(1)))
                .with("focus", phrases.word(&format!("focus.{key}"))?)
                .with("blocks", count(Severity::Blocks))
                .with("reasons", count(Severity::NeedsReason))
                .with("notices", count(Severity::Notice)),
        );
    }
    Ok(rows)
}

/// One row per finding that must be put right, explained or waived, with room for the answer.
pub(super) fn answers(case: &Case<'_>) -> Vec<Row> {
    let mut open: Vec<&Finding> = case.findings.iter().filter(|f| f.severity != Severity::Notice).collect();
    open.sort_by_key(|f| f.severity);
    let row = |(at, f): (usize, &&Finding)| {
        let level = match (f.stands(), f.waiver) {
            (true, Waiver::Nobody) => "不得豁免，应当改正".to_owned(),
            (true, level) => format!("{}可豁免", name::waiver(level)),
            (false, _) => super::finding::waiver(f),
        };
        Row::new()
            .with("no", Cell::count(at.saturating_add(1)))
            .with("rule", f.rule.as_ref())
            .with("severity", name::severity(f.severity))
            .with("about", super::finding::about(case, f))
            .with("waiver", level)
    };
    open.iter().enumerate().map(row).collect()
}

/// One row per contradiction between clauses: what disagrees, how it may be read, what this plan assumes.
pub(super) fn conflicts(case: &Case<'_>) -> Vec<Row> {
    let row = |(at, c): (usize, &policy::Conflict)| {
        Row::new()
            .with("no", Cell::count(at.saturating_add(1)))
            .with("about", c.about.as_str())
            .with("readings", c.readings.join("\n"))
            .with("assumed", c.assumed.as_str())
            .with("basis", c.references.iter().map(name::citation).collect::<Vec<_>>().join("；"))
    };
    case.policy.conflicts.iter().enumerate().map(row).collect()
}
