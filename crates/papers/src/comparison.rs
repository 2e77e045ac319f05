//! Scenarios side by side（方案对比）: what each case measures, and what it changes against the first; as tables, workbook and JSON.

mod book;
mod measure;

use crate::paper::stem;
use crate::{Case, Paper, PaperKind, PapersError};
use model::{Fen, Message};
use programme::{Difference, difference, entries};
use serde::Serialize;

/// One case（情景）: its name and what was found for it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Its name as the county gave it; the first is the plan as things are.
    pub name: String,
    /// What it assumes, in words.
    pub assumed: Vec<Message>,
    /// What it led to.
    pub outcome: Result<Case<'a>, Vec<Message>>,
}

/// A measured value（指标值）.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Fen.
    Money(Fen),
    /// A number of things or points.
    Count(i64),
    /// Millionths, shown as per cent.
    Share(u32),
}

/// One line of the comparison（对比指标）.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// The group of lines it stands in.
    pub group: Message,
    /// What is measured.
    pub label: Message,
    /// By case; `None` is "no data".
    pub values: Vec<Option<Amount>>,
}

/// What a case is called, assumes and changes（情景与变化）.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it assumes.
    pub assumed: Vec<Message>,
    /// Why there is no plan: demands that cannot all be met.
    pub refused: Vec<Message>,
    /// Against the first case; `None` where one of the two has no plan.
    pub change: Option<Difference>,
    /// The plan can be made again from the same input.
    pub reproducible: bool,
}

/// Cases side by side（方案对比表）.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The cases, the plan as things are first.
    pub cases: Vec<Column>,
    /// The lines.
    pub measures: Vec<Measure>,
}

/// Puts cases side by side.
///
/// # Errors
/// Sums out of range.
pub fn compare(scenes: &[Scene<'_>]) -> Result<Comparison, PapersError> {
    let plan = |s: &Scene<'_>| s.outcome.as_ref().ok().map(|c| entries(&c.dossier.plan.projects));
    let base = scenes.first().and_then(plan);
    let column = |s: &Scene<'_>| Column {
        name: s.name.clone(),
        assumed: s.assumed.clone(),
        refused: s.outcome.as_ref().err().cloned().unwrap_or_default(),
        change: base.as_ref().zip(plan(s)).map(|(base, own)| difference(base, &own)),
        reproducible: s.outcome.as_ref().is_ok_and(|c| !c.stopped_by_clock()),
    };
    Ok(Comparison { cases: scenes.iter().map(column).collect(), measures: measure::all(scenes)? })
}

/// The comparison as a workbook and as JSON.
///
/// # Errors
/// No case has a plan to name the county by, or a file cannot be written.
pub fn comparison(scenes: &[Scene<'_>], found: &Comparison) -> Result<Vec<Paper>, PapersError> {
    let case = scenes.iter().find_map(|s| s.outcome.as_ref().ok());
    let Some(case) = case else { return Ok(Vec::new()) };
    let stem = stem(case.dossier);
    let workbook = book::write(case, found)?;
    let all = serde_json::json!({
        "format": 1,
        "county": case.dossier.county,
        "invented": case.dossier.invented,
        "program": case.program,
        "comparison": found,
    });
    let json = model::canonical::encode(&all)
        .map_err(|e| PapersError::Write { file: PaperKind::ComparisonJson.ending(), why: e.to_string() })?;
    Ok(vec![Paper::new(&stem, PaperKind::Comparison, workbook), Paper::new(&stem, PaperKind::ComparisonJson, json)])
}
