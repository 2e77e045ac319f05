//! `junheng check` (审核规划): the rules over a plan a county brought.

use crate::args::Check;
use crate::command::plan;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::run;
use crate::source;
use model::{Dossier, Message};
use policy::Certainty;
use rules::{Finding, Severity, Waiver};
use std::collections::BTreeMap;

/// Findings of one rule that are listed before the rest is counted.
const LISTED: usize = 3;

pub fn run(args: &Check, out: &Output) -> Result<Exit, Failure> {
    let dossier = source::dossier(&args.file, out)?;
    if dossier.plan.projects.is_empty() {
        return Err(Message::new("cli-no-plan").into());
    }
    let policy = source::policy(&dossier.county, &args.policy, out)?;
    let run = run::check(dossier, &policy);
    let blocks = run.count(Severity::Blocks);
    if !out.json {
        list(out, &run.dossier, &run.findings, args.all);
        let totals = Message::new("cli-plan-findings")
            .with("blocks", blocks)
            .with("reasons", run.count(Severity::NeedsReason))
            .with("notices", run.count(Severity::Notice));
        out.tell(&totals);
        let (tone, message) = match blocks {
            0 => (Tone::Good, Message::new("cli-check-fine")),
            n => (Tone::Bad, Message::new("cli-check-blocked").with("blocks", n)),
        };
        out.line(&out.tone(tone, &out.say(&message)));
    }
    if let Some(folder) = &args.out {
        plan::warn(out, &plan::papers(&run, &policy, &plan::fonts(&[])?, folder)?);
        if !out.json {
            out.tell(&Message::new("cli-papers-in").with("path", folder.display()));
        }
    }
    if out.json {
        let findings: Vec<_> = run.findings.iter().map(|f| with_text(out, f)).collect();
        out.value(&serde_json::json!({ "county": run.dossier.county, "blocks": blocks, "findings": findings }));
    }
    Ok(if blocks == 0 { Exit::Fine } else { Exit::Blocked })
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
    let head = format!("[{}] {} {}", finding.rule, out.word(word), out.say(&finding.message));
    out.line(&out.tone(tone, &head));
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
        let evidence: Vec<String> = finding.evidence.iter().map(|e| cell(dossier, &e.path, &e.value)).collect();
        out.line(&out.tone(Tone::Dim, &format!("    {}{}", out.word("cli-finding-evidence"), evidence.join("；"))));
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

fn cell(dossier: &Dossier, path: &str, value: &str) -> String {
    match dossier.origins.get(path) {
        Some(o) => format!("{value} [{}!{}]", o.sheet, o.cell),
        None => value.to_owned(),
    }
}

fn with_text(out: &Output, finding: &Finding) -> serde_json::Value {
    serde_json::json!({ "finding": finding, "text": out.say(&finding.message), "remedy": out.say(&finding.remedy) })
}
