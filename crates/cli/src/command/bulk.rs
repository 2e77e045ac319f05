//! `junheng bulk` (大表核对): a table of a million rows, read row by row in bounded memory.

use crate::args::Bulk;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use exchange::table::{Table, all};
use intake::Limits;
use model::Message;
use std::time::Instant;

pub fn run(args: &Bulk, out: &Output) -> Result<Exit, Failure> {
    let started = Instant::now();
    let table = table(&args.table)?;
    let mut fields: u64 = 0;
    let tally = exchange::bulk::import(&args.file, table, &Limits::bulk(), &source::child()?, |record| {
        fields = fields.saturating_add(record.present().count() as u64);
    })
    .map_err(|p| source::unread(&args.file, &p, out))?;
    let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
    if out.json {
        let problems: Vec<_> = tally
            .problems
            .iter()
            .map(|k| {
                let first: Vec<String> = k.first.iter().map(|p| source::line(out, p)).collect();
                serde_json::json!({ "code": k.code.code(), "count": k.count, "first": first })
            })
            .collect();
        out.value(&serde_json::json!({
            "table": table.key, "rows": tally.rows, "imported": tally.imported, "totals": tally.totals,
            "values": fields, "seconds": seconds, "problems": problems,
        }));
    } else {
        for kind in &tally.problems {
            source::problems(out, &kind.first);
            let shown = kind.first.len() as u64;
            if kind.count > shown {
                let more = Message::new("cli-bulk-more").with("count", kind.count - shown);
                out.line(&out.tone(Tone::Dim, &out.say(&more)));
            }
        }
        let read = Message::new("cli-bulk-read")
            .with("rows", tally.rows)
            .with("good", tally.imported)
            .with("totals", tally.totals)
            .with("values", fields)
            .with("seconds", seconds);
        out.tell(&read);
    }
    Ok(if tally.clean() { Exit::Fine } else { Exit::BadInput })
}

/// A table by key or by the name of its sheet.
fn table(given: &str) -> Result<&'static Table, Failure> {
    all().iter().find(|t| t.key == given || t.sheet == given).ok_or_else(|| {
        let names: Vec<String> = all().iter().map(|t| format!("{}（{}）", t.sheet, t.key)).collect();
        Failure::one(Message::new("cli-no-table").with("given", given).with("names", names.join("、")))
    })
}
