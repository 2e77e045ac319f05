//! `junheng audit` (审计日志): verify, sign, prove, export. Verifying reads the log by crate `audit`, which shares no code with the store.

use crate::args::{AuditCheckpoint, AuditExport, AuditProve, AuditVerify};
use crate::command::site;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use audit::{Log, Report};
use model::Message;
use std::fs;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

pub fn verify(args: &AuditVerify, out: &Output) -> Result<Exit, Failure> {
    let outside: Result<Vec<String>, Failure> = args
        .checkpoints
        .iter()
        .map(|path| fs::read_to_string(path).map_err(|e| Failure::file("cli-cannot-read", path, &e)))
        .collect();
    let log = read(args)?;
    let key = key(args)?;
    let report = audit::verify(&log, &key, &outside?);
    show(&report, args.key.is_none(), out);
    Ok(if report.holds() { Exit::Fine } else { Exit::Blocked })
}

fn read(args: &AuditVerify) -> Result<Log, Failure> {
    let wrong = |path: &Path, error: &dyn std::fmt::Display| -> Failure {
        Message::new("cli-audit-unreadable").with("path", path.display()).with("error", error).into()
    };
    if let Some(path) = &args.log {
        let file = fs::File::open(path).map_err(|e| Failure::file("cli-cannot-read", path, &e))?;
        return audit::read_lines(BufReader::new(file)).map_err(|e| wrong(path, &e));
    }
    let place = site::place(&args.site);
    site::demand(&place)?;
    if place.postgres.is_none() {
        return audit::read_sqlite(&place.database()).map_err(|e| wrong(&place.database(), &e));
    }
    let mut lines = Vec::new();
    let store = site::open(&args.site)?;
    store.read().and_then(|mut r| r.export_log(&mut lines)).map_err(site::broken)?;
    audit::read_lines(lines.as_slice()).map_err(|e| wrong(&place.folder, &e))
}

/// The key given, else the one in the data folder.
fn key(args: &AuditVerify) -> Result<audit::Root, Failure> {
    let text = match &args.key {
        Some(key) => key.clone(),
        None => {
            let path = site::public_key(&args.site);
            fs::read_to_string(&path).map_err(|e| Failure::file("cli-cannot-read", &path, &e))?
        }
    };
    audit::unhex(text.trim()).ok_or_else(|| Message::new("cli-audit-key").into())
}

fn show(report: &Report, own_key: bool, out: &Output) {
    if out.json {
        let problems: Vec<String> = report.problems.iter().map(|m| out.say(m)).collect();
        out.value(&serde_json::json!({
            "holds": report.holds(), "entries": report.entries, "root": report.root, "covered": report.covered,
            "checkpoints": report.checkpoints, "count": report.count, "problems": problems,
        }));
        return;
    }
    for problem in &report.problems {
        out.line(&out.tone(Tone::Bad, &out.say(problem)));
    }
    let (key, tone) = if report.holds() { ("cli-audit-holds", Tone::Good) } else { ("cli-audit-broken", Tone::Bad) };
    let message = Message::new(key)
        .with("entries", report.entries)
        .with("root", &report.root)
        .with("checkpoints", report.checkpoints)
        .with("covered", report.covered)
        .with("count", report.count);
    out.line(&out.tone(tone, &out.say(&message)));
    if report.covered < report.entries {
        let open = Message::new("cli-audit-uncovered").with("count", report.entries - report.covered);
        out.line(&out.tone(Tone::Warn, &out.say(&open)));
    }
    if own_key {
        out.line(&out.tone(Tone::Dim, &out.word("cli-audit-own-key")));
    }
}

pub fn checkpoint(args: &AuditCheckpoint, out: &Output) -> Result<Exit, Failure> {
    let store = site::open(&args.site)?;
    let checkpoint = store.checkpoint(site::now()).map_err(|failed| Failure::one(failed.message()))?;
    if let Some(path) = &args.out {
        fs::write(path, &checkpoint.note).map_err(|e| Failure::file("cli-cannot-write", path, &e))?;
    }
    if out.json {
        let key = store.public_key();
        out.value(
            &serde_json::json!({"size": checkpoint.size, "at": checkpoint.at, "note": checkpoint.note, "key": key}),
        );
    } else {
        out.line(checkpoint.note.trim_end());
        let message = Message::new("cli-audit-signed").with("key", store.public_key());
        out.aside(&out.say(&message));
    }
    Ok(Exit::Fine)
}

pub fn prove(args: &AuditProve, out: &Output) -> Result<Exit, Failure> {
    let store = site::open(&args.site)?;
    let mut read = store.read().map_err(site::broken)?;
    let proof = match (args.entry, args.from) {
        (Some(seq), _) => read.prove_inclusion(seq, args.size).map_err(site::broken)?.map(|p| serde_json::json!(p)),
        (None, from) => {
            let from = from.unwrap_or_default();
            read.prove_consistency(from, args.size).map_err(site::broken)?.map(|p| serde_json::json!(p))
        }
    };
    out.value(&proof.ok_or_else(|| Message::new("cli-audit-no-entry"))?);
    Ok(Exit::Fine)
}

pub fn export(args: &AuditExport, out: &Output) -> Result<Exit, Failure> {
    let store = site::open(&args.site)?;
    let wrong = |e: std::io::Error| Failure::file("cli-cannot-write", &args.out, &e);
    let mut file = BufWriter::new(fs::File::create(&args.out).map_err(wrong)?);
    store.read().and_then(|mut r| r.export_log(&mut file)).map_err(site::broken)?;
    file.flush().map_err(wrong)?;
    let message = Message::new("cli-audit-exported").with("path", args.out.display()).with("key", store.public_key());
    if out.json {
        out.value(&serde_json::json!({"path": args.out.display().to_string(), "key": store.public_key()}));
    } else {
        out.line(&out.say(&message));
    }
    Ok(Exit::Fine)
}
