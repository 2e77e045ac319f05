//! Everything as one JSON file（规划数据） in the canonical encoding: integers only, keys sorted.

use crate::book::Book;
use crate::{Case, PapersError};
use serde_json::{Map, Value, json};

/// Version of this export's layout.
const FORMAT: u32 = 1;

/// Encodes a case with its sums. Amounts are fen, areas 0.01 m², indicators millionths.
pub(crate) fn write(case: &Case<'_>, book: &Book<'_>) -> Result<Vec<u8>, PapersError> {
    let needs = json!({
        "gaps": case.needs.gaps,
        "excluded": case.needs.excluded,
        "balance2017": case.needs.balance2017,
        "balance2012": case.needs.balance2012,
        "large": case.needs.large,
        "baseline": case.needs.baseline,
        "seats": case.needs.seats,
    });
    let programme = case.programme.map(|p| {
        let candidates: Vec<Value> =
            p.candidates.iter().map(|c| json!({ "project": c.project, "class": c.class, "value": c.value })).collect();
        json!({ "candidates": candidates, "instance": p.instance, "outcome": p.outcome, "left_out": p.left_out })
    });
    let mut money = Map::new();
    for ((year, source), amount) in &book.by_year_source {
        let year = money.entry(year.to_string()).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(sources) = year {
            sources.insert(source.code().to_owned(), json!(amount));
        }
    }
    let headings: Map<String, Value> =
        book.by_heading.iter().map(|(heading, amount)| (heading.key().to_owned(), json!(amount))).collect();
    let totals = json!({
        "total": book.total, "funded": book.funded, "other_fees": book.other_fees, "contingency": book.contingency,
        "by_year_and_source": money, "by_heading": headings,
    });
    let all = json!({
        "format": FORMAT,
        "invented": case.dossier.invented,
        "scenario": case.scenario,
        "dossier": case.dossier,
        "policy": { "packs": case.policy.packs, "hash": case.policy.hash },
        "needs": needs,
        "programme": programme,
        "reproducible": !case.stopped_by_clock(),
        "verdict": case.verdict,
        "findings": case.findings,
        "totals": totals,
    });
    model::canonical::encode(&all).map_err(|e| PapersError::Write { file: "规划数据.json", why: e.to_string() })
}
