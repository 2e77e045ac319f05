//! `junheng bulk` (大表核对): a table of a million rows, read row by row in bounded memory.

use crate::args::Bulk;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use exchange::bulk::Tally;
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
    if !tally.found() {
        return Err(Failure::one(elsewhere(table, &tally, out)));
    }
    if out.json {
        let problems: Vec<_> = tally
            .problems
            .iter()
            .map(|k| {
                let first: Vec<String> = k.first.iter().map(|p| source::line(out, p)).collect();
                serde_json::json!({ "code": k.code.code(), "count": k.count, "first": first })
            })
            .collect();
        let sheets: Vec<_> = tally
            .sheets
            .iter()
            .map(|s| serde_json::json!({ "name": s.name, "holds": s.holds.map(|t| t.key), "read": s.read, "rows": s.rows }))
            .collect();
        out.value(&serde_json::json!({
            "table": table.key, "sheets": sheets, "rows": tally.rows, "imported": tally.imported, "totals": tally.totals,
            "not_compared": tally.not_compared, "totals_not_compared": tally.totals_not_compared,
            "values": fields, "seconds": seconds, "problems": problems,
        }));
    } else {
        for sheet in tally.sheets.iter().filter(|s| s.read) {
            let message = Message::new("cli-bulk-sheet")
                .with("sheet", &sheet.name)
                .with("table", table.sheet)
                .with("rows", sheet.rows)
                .with("others", tally.sheets.iter().filter(|s| !s.read).count());
            out.line(&out.tone(Tone::Strong, &out.say(&message)));
        }
        for kind in &tally.problems {
            source::problems(out, &kind.first);
            let shown = kind.first.len() as u64;
            if kind.count > shown {
                let more = Message::new("cli-bulk-more").with("count", kind.count - shown);
                out.line(&out.tone(Tone::Dim, &out.say(&more)));
            }
        }
        for (key, count) in
            [("cli-bulk-not-compared", tally.not_compared), ("cli-bulk-totals-not-compared", tally.totals_not_compared)]
        {
            if count > 0 {
                out.line(&out.tone(Tone::Warn, &out.say(&Message::new(key).with("count", count))));
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

/// No sheet holds the table: what each of them is.
fn elsewhere(table: &Table, tally: &Tally, out: &Output) -> Message {
    let sheets: Vec<String> = tally
        .sheets
        .iter()
        .map(|sheet| {
            let name = Message::new("cli-bulk-sheet-other").with("sheet", &sheet.name);
            match sheet.holds {
                Some(held) => {
                    let is = Message::new("cli-bulk-sheet-is").with("sheet", &sheet.name).with("table", held.sheet);
                    out.say(&is.with("key", held.key))
                }
                None => out.say(&name),
            }
        })
        .collect();
    let key = if sheets.is_empty() { "cli-bulk-empty" } else { "cli-bulk-elsewhere" };
    Message::new(key).with("table", table.sheet).with("sheets", sheets.join("\n"))
}

/// A table by key or by the name of its sheet.
fn table(given: &str) -> Result<&'static Table, Failure> {
    all().iter().find(|t| t.key == given || t.sheet == given).ok_or_else(|| {
        let names: Vec<String> = all().iter().map(|t| format!("{}（{}）", t.sheet, t.key)).collect();
        Failure::one(Message::new("cli-no-table").with("given", given).with("names", names.join("、")))
    })
}
