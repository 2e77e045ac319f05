//! The county before and after its plan, as tables (规划前后对比).

use crate::command::needs::{indicator, millionths};
use crate::output::{Output, Tone};
use crate::run::Run;
use model::Message;
use needs::BeforeAfter;
use policy::{Policy, Standard};

/// What the plan makes of the county.
pub fn of(run: &Run, policy: &Policy) -> BeforeAfter {
    needs::compare(&run.dossier, policy, &run.needs)
}

/// Gaps of the basic standard that change, and the indicators that do.
pub fn print(out: &Output, found: &BeforeAfter) {
    let basic = found.items.iter().filter(|i| i.standard == Standard::Basic && i.short.before != i.short.after);
    let rows: Vec<Vec<String>> = basic
        .map(|i| {
            let show = |q: Option<i64>| q.map_or_else(|| out.word("cli-no-data"), |q| i.item.unit().show(q));
            vec![
                i.item.zh().to_owned(),
                i.item.unit().zh().to_owned(),
                i.schools.before.to_string(),
                i.schools.after.to_string(),
                show(i.short.before.sum),
                show(i.short.after.sum),
            ]
        })
        .collect();
    if !rows.is_empty() {
        out.line(&out.tone(Tone::Strong, &out.say(&Message::new("cli-after-gaps"))));
        let head = [
            "cli-col-item",
            "cli-col-unit",
            "cli-col-schools-before",
            "cli-col-schools-after",
            "cli-col-short-before",
            "cli-col-short-after",
        ];
        out.table(&head, &rows, &[2, 3, 4, 5]);
    }
    let changed = found.indicators.iter().filter(|i| i.mean.before != i.mean.after);
    let rows: Vec<Vec<String>> = changed
        .map(|i| {
            let cv = |c: Option<needs::Coefficient>| c.map_or_else(|| out.word("cli-no-data"), |c| c.to_string());
            vec![
                i.stage.zh().to_owned(),
                indicator(out, i.indicator),
                millionths(out, i.mean.before, 2),
                millionths(out, i.mean.after, 2),
                cv(i.coefficient.before),
                cv(i.coefficient.after),
            ]
        })
        .collect();
    if !rows.is_empty() {
        out.line(&out.tone(Tone::Strong, &out.say(&Message::new("cli-after-indicators"))));
        let head = [
            "cli-col-stage",
            "cli-col-indicator",
            "cli-col-mean-before",
            "cli-col-mean-after",
            "cli-col-cv-before",
            "cli-col-cv-after",
        ];
        out.table(&head, &rows, &[2, 3, 4, 5]);
    }
}
