//! `junheng check` (审核规划): the rules over a plan a county brought.

use crate::args::Check;
use crate::command::plan;
use crate::counties::{Counties, LeftOut};
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::run::{self, Beside, Run};
use crate::source;
use model::{Dossier, Message, WaiverLevel};
use policy::Certainty;
use rules::{Apart, Finding, Severity, Tally, Waiver};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Findings of one rule that are listed before the rest is counted.
const LISTED: usize = 3;

pub fn run(args: &Check, out: &Output) -> Result<Exit, Failure> {
    if let Some(folder) = &args.out {
        source::writable(folder)?;
    }
    let mut counties = Counties::read(&args.files, &args.peers, &args.policy, out)?;
    let (files, several): (Vec<PathBuf>, Vec<_>) =
        counties.planned.drain(..).map(|(file, dossier, policy)| (file, (dossier, policy))).unzip();
    let asked = args.files.len().saturating_add(args.peers.len());
    let all = run::compare(several);
    tell_apart(out, &files, &all, &mut counties.left_out);
    // what was only compared with is not reported
    let judged: Vec<&Beside> = all.iter().take(counties.judged).collect();
    let alike = judged.iter().all(|b| Some(b.compared) == judged.first().map(|f| f.compared));
    if !out.json && asked > 1 && alike {
        tell_compared(out, judged.first().map_or(0, |b| b.compared));
    }
    let mut values = Vec::new();
    let mut folders = BTreeSet::new();
    for beside in &judged {
        let Beside { run, policy, compared, .. } = beside;
        if !out.json {
            if judged.len() > 1 {
                out.line("");
                out.line(&out.tone(Tone::Strong, run.dossier.county_name()));
            }
            if !alike {
                tell_compared(out, *compared);
            }
            show_county(out, run, args.all);
        }
        if let Some(folder) = &args.out {
            let folder = match judged.len() {
                1 => folder.clone(),
                _ => folder.join(own_folder(&run.dossier, &mut folders)),
            };
            plan::warn(out, &plan::papers(run, policy, &plan::fonts(&[])?, &folder)?);
            if !out.json {
                out.tell(&Message::new("cli-papers-in").with("path", folder.display()));
            }
        }
        values.push(value(out, run, (asked > 1).then_some(*compared)));
    }
    if out.json {
        match <[_; 1]>::try_from(values) {
            Ok([one]) if asked == 1 => out.value(&one),
            Ok([mut one]) => {
                if let Some(fields) = one.as_object_mut() {
                    fields.insert("left_out".to_owned(), serde_json::json!(counties.left_out));
                }
                out.value(&one);
            }
            Err(many) => out.value(&serde_json::json!({ "counties": many, "left_out": counties.left_out })),
        }
    }
    // what could not be judged is not fine, whatever the others are
    if counties.left_out.iter().any(|l| l.fails) {
        return Ok(Exit::BadInput);
    }
    let blocks: usize = judged.iter().map(|b| b.run.count(Severity::Blocks)).sum();
    Ok(if blocks == 0 { Exit::Fine } else { Exit::Blocked })
}

/// Says which plans are not among those that the others are set beside.
fn tell_apart(out: &Output, files: &[PathBuf], all: &[Beside], left_out: &mut Vec<LeftOut>) {
    for (file, beside) in files.iter().zip(all) {
        let county = beside.run.dossier.county_name();
        let message = match beside.apart {
            None | Some(Apart::NoPlan) => continue,
            Some(Apart::Again(first)) => {
                let first = files.get(first).map_or_else(String::new, |f| f.display().to_string());
                Message::new("cli-check-twice").with("first", first)
            }
            Some(Apart::Cycle) => {
                let cycle = beside.run.dossier.cycle;
                Message::new("cli-check-cycle").with("from", cycle.first.0).with("to", cycle.last.0)
            }
        };
        let why = out.say(&message.with("county", county));
        if !out.json {
            let line = Message::new("cli-in-file").with("path", file.display()).with("what", &why);
            out.line(&out.tone(Tone::Warn, &out.say(&line)));
        }
        left_out.push(LeftOut { file: file.clone(), county: Some(county.to_owned()), why, fails: false });
    }
}

fn tell_compared(out: &Output, count: usize) {
    let key = if count > 1 { "cli-check-compared" } else { "cli-check-alone" };
    out.tell(&Message::new(key).with("count", count));
}

/// The folder of a county's papers; a second plan of the same county gets one of its own.
fn own_folder(dossier: &Dossier, taken: &mut BTreeSet<String>) -> String {
    let name = format!("{}-{}", dossier.county, dossier.county_name());
    let more = (2_u32..).map(|n| format!("{name}-{n}"));
    let free = std::iter::once(name.clone()).chain(more).find(|n| !taken.contains(n)).unwrap_or(name);
    taken.insert(free.clone());
    free
}

fn show_county(out: &Output, run: &Run, all: bool) {
    list(out, &run.dossier, &run.findings, all);
    let tally = Tally::of(&run.findings);
    let totals = Message::new("cli-plan-findings")
        .with("blocks", tally.blocks)
        .with("reasons", tally.reasons)
        .with("notices", tally.notices);
    out.tell(&totals);
    if tally.waived > 0 {
        out.tell(&Message::new("cli-check-waived").with("count", tally.waived));
    }
    let (tone, message) = match tally.blocks {
        0 => (Tone::Good, Message::new("cli-check-fine")),
        n => (Tone::Bad, Message::new("cli-check-blocked").with("blocks", n)),
    };
    out.line(&out.tone(tone, &out.say(&message)));
}

fn value(out: &Output, run: &Run, compared: Option<usize>) -> serde_json::Value {
    let findings: Vec<_> = run.findings.iter().map(|f| with_text(out, f)).collect();
    let tally = Tally::of(&run.findings);
    let mut value = serde_json::json!({ "county": run.dossier.county, "blocks": tally.blocks, "tally": tally, "findings": findings });
    if let (Some(count), Some(fields)) = (compared, value.as_object_mut()) {
        fields.insert("compared".to_owned(), count.into());
    }
    value
}

fn list(out: &Output, dossier: &Dossier, findings: &[Finding], all: bool) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        let n = seen.entry(finding.rule.as_ref()).or_default();
        *n += 1;
        if all || *n <= LISTED {
            show(out, dossier, finding);
        }
        let of = findings.iter().filter(|f| f.rule == finding.rule).count();
        if !all && *n == LISTED && of > LISTED {
            out.line(&out.tone(Tone::Dim, &out.say(&Message::new("cli-check-more").with("count", of - LISTED))));
        }
    }
}

fn show(out: &Output, dossier: &Dossier, finding: &Finding) {
    let (tone, word) = match finding.severity {
        Severity::Blocks => (Tone::Bad, "cli-severity-blocks"),
        Severity::NeedsReason => (Tone::Warn, "cli-severity-needs-reason"),
        Severity::Notice => (Tone::Dim, "cli-severity-notice"),
    };
    let tone = if finding.stands() { tone } else { Tone::Dim };
    let about = finding.project.as_ref().map(|id| format!("{id} ")).unwrap_or_default();
    let head = format!("[{}] {} {about}{}", finding.rule, out.word(word), out.say(&finding.message));
    out.line(&out.tone(tone, &head));
    if let Some(w) = &finding.waived {
        let level = out.word(match w.level {
            WaiverLevel::County => "cli-level-county",
            WaiverLevel::City => "cli-level-city",
            WaiverLevel::Region => "cli-level-region",
        });
        let message = Message::new("cli-finding-waived").with("name", &w.name).with("level", level);
        let message = message.with("date", w.date).with("reason", &w.reason);
        out.line(&format!("    {}", out.say(&message)));
    }
    out.line(&format!("    {}{}", out.word("cli-finding-remedy"), out.say(&finding.remedy)));
    let waiver = out.word(match finding.waiver {
        Waiver::Nobody => "cli-waiver-nobody",
        Waiver::County => "cli-waiver-county",
        Waiver::City => "cli-waiver-city",
        Waiver::Region => "cli-waiver-region",
    });
    let clause = Message::new("cli-finding-clause").with("clause", &finding.clause).with("waiver", waiver);
    out.line(&out.tone(Tone::Dim, &format!("    {}", out.say(&clause))));
    if finding.certainty != Certainty::Confirmed {
        let word = out.word(certainty(finding.certainty));
        let message = Message::new("cli-finding-uncertain").with("certainty", word);
        out.line(&out.tone(Tone::Warn, &format!("    {}", out.say(&message))));
    }
    if !finding.evidence.is_empty() {
        let shown = finding.evidence.iter().take(EVIDENCE).map(|e| cell(dossier, &e.path, &out.term(&e.value)));
        let rest = finding.evidence.len().saturating_sub(EVIDENCE);
        let more = (rest > 0).then(|| out.say(&Message::new("cli-evidence-more").with("count", rest)));
        let evidence: Vec<String> = shown.chain(more).collect();
        out.line(&out.tone(
            Tone::Dim,
            &format!("    {}{}", out.word("cli-finding-evidence"), evidence.join(&out.word("cli-list-mark"))),
        ));
    }
}

/// The key of the word for how sure a figure is.
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "cli-confirmed",
        Certainty::Secondary => "cli-secondary",
        Certainty::ToBeChecked => "cli-to-be-checked",
    }
}

/// Evidence shown at most in one line; the papers hold all of it.
const EVIDENCE: usize = 6;

fn cell(dossier: &Dossier, path: &str, value: &str) -> String {
    let value = if value.is_empty() { "—" } else { value };
    match model::nearest(&dossier.origins, path) {
        Some(o) => format!("{value} [{}!{}]", o.sheet, o.cell),
        None => value.to_owned(),
    }
}

fn with_text(out: &Output, finding: &Finding) -> serde_json::Value {
    serde_json::json!({ "finding": finding, "text": out.say(&finding.message), "remedy": out.say(&finding.remedy) })
}
