//! `junheng policy` (政策包): show, check, explain.

use crate::args::{PolicyCheck, PolicyExplain, PolicyShow};
use crate::command::check::certainty;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use model::Message;
use policy::{PackSource, Reference, Section, Statement};
use serde_json::{Value, json};

pub fn show(args: &PolicyShow, out: &Output) -> Result<Exit, Failure> {
    let policy = source::policy(&source::region(&args.region)?, &args.policy, out)?;
    let sections = policy::show(&policy);
    if out.json {
        let sections: Vec<Value> = sections.iter().map(|s| as_json(out, s)).collect();
        out.value(&json!({ "packs": policy.packs, "hash": policy.hash, "sections": sections }));
        return Ok(Exit::Fine);
    }
    for section in &sections {
        out.line(&out.tone(Tone::Strong, &out.say(&section.title)));
        let rows: Vec<Vec<String>> = section.rows.iter().map(|r| cells(out, &r.says)).collect();
        out.table(&["cli-col-key", "cli-col-name", "cli-col-value", "cli-col-certainty", "cli-col-clause"], &rows, &[]);
        out.line("");
    }
    out.tell(&Message::new("cli-policy-fine").with("packs", policy.packs.join("、")).with("hash", policy.hash.short()));
    Ok(Exit::Fine)
}

pub fn check(args: &PolicyCheck, out: &Output) -> Result<Exit, Failure> {
    let mut sources: Vec<PackSource> = Vec::new();
    for folder in &args.folders {
        sources.push(source::pack(folder)?);
    }
    let report = policy::check(&sources);
    let lines: Vec<String> = report.problems.iter().map(|p| out.say(&source::pack_line(p, out))).collect();
    if out.json {
        let remarks: Vec<String> = report.remarks.iter().map(|m| out.say(m)).collect();
        out.value(&json!({ "packs": report.packs, "hash": report.hash, "problems": lines, "remarks": remarks }));
    } else {
        lines.iter().for_each(|l| out.line(&out.tone(Tone::Bad, l)));
        report.remarks.iter().for_each(|m| out.line(&out.tone(Tone::Warn, &out.say(m))));
        if let Some(hash) = &report.hash {
            let fine =
                Message::new("cli-policy-fine").with("packs", report.packs.join("、")).with("hash", hash.short());
            out.line(&out.tone(Tone::Good, &out.say(&fine)));
        }
    }
    Ok(if report.problems.is_empty() { Exit::Fine } else { Exit::BadInput })
}

pub fn explain(args: &PolicyExplain, out: &Output) -> Result<Exit, Failure> {
    let policy = source::policy(&source::region(&args.region)?, &args.policy, out)?;
    let explanation = policy::explain(&policy, &args.figure).map_err(|unknown| {
        let mut problems = vec![Message::new("cli-no-figure").with("given", &unknown.key)];
        if !unknown.near.is_empty() {
            problems.push(Message::new("cli-policy-near").with("keys", unknown.near.join("、")));
        }
        Failure { problems }
    })?;
    if out.json {
        let chain: Vec<Value> = explanation
            .chain
            .iter()
            .map(|l| json!({ "pack": l.pack, "issuer": l.issuer, "says": statement(out, &l.says), "overlaid_by": l.overlaid_by }))
            .collect();
        out.value(&json!({ "key": explanation.key, "chain": chain }));
        return Ok(Exit::Fine);
    }
    for link in &explanation.chain {
        let says = &link.says;
        out.line(&out.tone(Tone::Strong, &format!("{}  {}", says.key, says.name)));
        for value in &says.values {
            let from = value.from.map(|d| d.to_string()).unwrap_or_default();
            let until = value.until.map(|d| format!("–{d}")).unwrap_or_default();
            out.line(&format!("  {from}{until}  {}", out.say(&value.text)));
        }
        let applies: Vec<String> = says.applies.iter().map(|m| out.say(m)).collect();
        let scope = if applies.is_empty() { out.word("cli-policy-everywhere") } else { applies.join("；") };
        out.line(&format!("  {}{scope}", out.word("cli-policy-applies")));
        for reference in &says.references {
            out.line(&format!("  {}{}", out.word("cli-policy-reference"), cite(reference)));
        }
        if let Some(c) = says.certainty {
            out.line(&format!("  {}{}", out.word("cli-policy-certainty"), out.word(certainty(c))));
        }
        if let Some(note) = &says.note {
            out.line(&format!("  {note}"));
        }
        out.line(&out.tone(Tone::Dim, &format!("  {} ({})", link.title, link.pack)));
        if let Some(over) = &link.overlaid_by {
            out.line(
                &out.tone(
                    Tone::Warn,
                    &format!("  {}", out.say(&Message::new("cli-policy-overlaid").with("pack", over))),
                ),
            );
        }
    }
    Ok(Exit::Fine)
}

/// A reference as it is cited.
pub fn cite(reference: &Reference) -> String {
    reference.to_string()
}

fn cells(out: &Output, says: &Statement) -> Vec<String> {
    let values: Vec<String> = says.values.iter().map(|v| out.say(&v.text)).collect();
    let mut applies: Vec<String> = says.applies.iter().map(|m| out.say(m)).collect();
    applies.insert(0, values.join("；"));
    vec![
        says.key.clone(),
        says.name.clone(),
        applies.join("\n"),
        says.certainty.map_or_else(String::new, |c| out.word(certainty(c))),
        says.references.iter().map(cite).collect::<Vec<_>>().join("\n"),
    ]
}

fn as_json(out: &Output, section: &Section) -> Value {
    let rows: Vec<Value> = section.rows.iter().map(|r| statement(out, &r.says)).collect();
    json!({ "title": out.say(&section.title), "rows": rows })
}

fn statement(out: &Output, says: &Statement) -> Value {
    let values: Vec<Value> =
        says.values.iter().map(|v| json!({ "from": v.from, "until": v.until, "value": out.say(&v.text) })).collect();
    let applies: Vec<String> = says.applies.iter().map(|m| out.say(m)).collect();
    json!({ "key": says.key, "name": says.name, "values": values, "applies": applies,
            "references": says.references, "certainty": says.certainty, "note": says.note })
}
