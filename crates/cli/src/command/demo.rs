//! `junheng demo` (演示): every county of the invented city, from its workbook to its papers.

use crate::args::Demo;
use crate::command::plan::{self, percent};
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::progress;
use crate::run::{self, Run};
use crate::source;
use model::{Dossier, Fen, GapRef, Message, Stage};
use policy::{Policy, Standard};
use programme::{Halt, Limits, Options};
use rayon::prelude::*;
use rules::Severity;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;
use synth::PlantedFault;

/// The county whose hand-made plan carries planted faults.
const FAULTY: &str = "150124";

/// One county's line of the summary.
#[derive(Serialize)]
struct Line {
    county: String,
    schools: usize,
    pupils: Option<i64>,
    gaps: usize,
    projects: usize,
    total: Option<Fen>,
    budget: Option<Fen>,
    gap_ppm: Option<u32>,
    blocks: usize,
    reasons: usize,
    notices: usize,
    folder: PathBuf,
}

/// How the review did on the plan with planted faults.
#[derive(Serialize)]
struct Trial {
    county: String,
    planted: usize,
    found: usize,
    missed: Vec<String>,
    clean_blocks: usize,
}

pub fn run(args: &Demo, out: &Output) -> Result<Exit, Failure> {
    let started = Instant::now();
    if !out.json {
        out.line(&out.tone(Tone::Strong, &out.word("cli-demo-intro")));
    }
    let fonts = plan::fonts(&[])?;
    let counties = synth::demo_city(args.seed);
    let bar = progress::bar(counties.len() + 1, &out.word("cli-col-county"));
    let lines: Result<Vec<Line>, Failure> = counties
        .par_iter()
        .map(|dossier| {
            let line = county(dossier, &args.out, &fonts, out)?;
            bar.set_message(line.county.clone());
            bar.inc(1);
            Ok(line)
        })
        .collect();
    let lines = lines?;
    let trial = match counties.iter().find(|d| d.county.as_str() == FAULTY) {
        Some(dossier) => Some(trial(dossier, args, &fonts, out)?),
        None => None,
    };
    bar.finish_and_clear();
    if out.json {
        out.value(&serde_json::json!({ "counties": lines, "trial": trial, "out": args.out }));
    } else {
        show(out, &lines, trial.as_ref(), args, started);
    }
    let well = lines.iter().all(|l| l.blocks == 0) && trial.is_none_or(|t| t.missed.is_empty() && t.clean_blocks == 0);
    Ok(if well { Exit::Fine } else { Exit::Blocked })
}

/// The folder of a county.
fn folder(root: &Path, dossier: &Dossier) -> PathBuf {
    root.join(format!("{}-{}", dossier.county, dossier.county_name()))
}

/// Writes the workbook a county would have filled in, and reads it back as any stranger's file.
fn through_workbook(dossier: &Dossier, path: &Path, out: &Output) -> Result<Dossier, Failure> {
    let bytes = exchange::workbook::write(dossier).map_err(|e| source::unwritten(&e))?;
    source::write(path, &bytes)?;
    source::dossier(path, out)
}

fn county(dossier: &Dossier, root: &Path, fonts: &typeset::Fonts, out: &Output) -> Result<Line, Failure> {
    let folder = folder(root, dossier);
    let dossier = through_workbook(dossier, &folder.join(format!("{}-工作簿.xlsx", dossier.county_name())), out)?;
    let policy = source::policy(&dossier.county, &[], out)?;
    let run = run::plan(
        dossier,
        model::Scenario::default(),
        &policy,
        &Limits::default(),
        Options::default(),
        &Halt::never(),
    )?;
    if !run.holds() {
        return Err(Message::new("cli-plan-unproved").into());
    }
    plan::papers(&run, &policy, fonts, &folder.join("成果"))?;
    Ok(line(&run, folder))
}

fn line(run: &Run, folder: PathBuf) -> Line {
    Line {
        county: run.dossier.county_name().to_owned(),
        schools: run.dossier.schools.len(),
        pupils: pupils(&run.dossier),
        gaps: run.needs.gaps.iter().filter(|g| g.is_short()).count(),
        projects: run.dossier.plan.projects.len(),
        total: plan::total(run),
        budget: plan::budget(run),
        gap_ppm: run.verdict.as_ref().and_then(|v| v.gap_ppm),
        blocks: run.count(Severity::Blocks),
        reasons: run.count(Severity::NeedsReason),
        notices: run.count(Severity::Notice),
        folder,
    }
}

/// Compulsory pupils of the base year with known figures.
fn pupils(dossier: &Dossier) -> Option<i64> {
    let known = dossier.schools.iter().filter_map(|s| s.record(dossier.base_year));
    let counts = known.map(|r| r.enrolment.compulsory(|e, s: Stage| e.pupils(s)).map(i64::from));
    model::Total::of(counts).sum
}

/// The hand-made plan with planted faults, and its clean twin, through workbook and review.
fn trial(dossier: &Dossier, args: &Demo, fonts: &typeset::Fonts, out: &Output) -> Result<Trial, Failure> {
    let root = folder(&args.out, dossier).join("手工规划审核");
    let policy = source::policy(&dossier.county, &[], out)?;
    let mut clean = dossier.clone();
    clean.plan = synth::hand_made_plan(&clean, &policy, &shortages(&clean, &policy));
    let (faulty, planted) = synth::faulty(&clean, &policy);
    let judged = |dossier: &Dossier, name: &str| -> Result<Run, Failure> {
        let read = through_workbook(dossier, &root.join(format!("{name}.xlsx")), out)?;
        Ok(run::check(read, &policy))
    };
    let clean = judged(&clean, "无错版本-工作簿")?;
    let faulty = judged(&faulty, "含错版本-工作簿")?;
    plan::papers(&faulty, &policy, fonts, &root.join("含错版本审核成果"))?;
    let missed: Vec<String> =
        planted.iter().filter(|p| !found(p, &faulty)).map(|p| p.description.to_string()).collect();
    Ok(Trial {
        county: dossier.county_name().to_owned(),
        planted: planted.len(),
        found: planted.len() - missed.len(),
        missed,
        clean_blocks: clean.count(Severity::Blocks),
    })
}

/// The basic gaps a careful clerk would plan for.
fn shortages(dossier: &Dossier, policy: &Policy) -> Vec<GapRef> {
    let needs = needs::assess(dossier, policy);
    let basic = needs.gaps.iter().filter(|g| g.standard == Standard::Basic && g.is_short());
    basic.filter_map(|g| g.short.map(|quantity| GapRef { school: g.school.clone(), item: g.item, quantity })).collect()
}

/// A finding of a rule that ought to see the fault, about the record it stands in.
fn found(planted: &PlantedFault, run: &Run) -> bool {
    let here = |f: &rules::Finding| {
        planted.project().is_none_or(|id| {
            let path = format!("project/{id}/");
            f.project.as_ref().is_some_and(|p| p.0 == id) || f.evidence.iter().any(|e| e.path.starts_with(&path))
        })
    };
    run.findings.iter().any(|f| planted.answered_by().contains(&f.rule.as_ref()) && here(f))
}

fn show(out: &Output, lines: &[Line], trial: Option<&Trial>, args: &Demo, started: Instant) {
    let wan = |f: Option<Fen>| f.map_or_else(|| out.word("cli-no-data"), Fen::wan);
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|l| {
            vec![
                l.county.clone(),
                l.schools.to_string(),
                l.pupils.map_or_else(|| out.word("cli-no-data"), |p| p.to_string()),
                l.gaps.to_string(),
                l.projects.to_string(),
                wan(l.total),
                wan(l.budget),
                l.gap_ppm.map_or_else(|| "—".to_owned(), |g| format!("{}%", percent(g))),
                format!("{}/{}/{}", l.blocks, l.reasons, l.notices),
            ]
        })
        .collect();
    let head = [
        "cli-col-county",
        "cli-col-schools",
        "cli-col-pupils",
        "cli-col-short",
        "cli-col-projects",
        "cli-col-total",
        "cli-col-budget",
        "cli-col-gap",
        "cli-col-findings",
    ];
    out.table(&head, &rows, &[1, 2, 3, 4, 5, 6, 7, 8]);
    let total = Message::new("cli-demo-total")
        .with("schools", lines.iter().map(|l| l.schools).sum::<usize>())
        .with("pupils", lines.iter().filter_map(|l| l.pupils).sum::<i64>())
        .with("projects", lines.iter().map(|l| l.projects).sum::<usize>())
        .with("total", wan(Fen::sum(lines.iter().filter_map(|l| l.total)).ok()));
    out.tell(&total);
    if let Some(trial) = trial {
        let message = Message::new("cli-demo-faulty")
            .with("county", &trial.county)
            .with("planted", trial.planted)
            .with("found", trial.found)
            .with("clean", trial.clean_blocks);
        let well = trial.missed.is_empty() && trial.clean_blocks == 0;
        out.line(&out.tone(if well { Tone::Good } else { Tone::Bad }, &out.say(&message)));
        for what in &trial.missed {
            out.tell(&Message::new("cli-demo-missed").with("what", what));
        }
    }
    out.tell(&Message::new("cli-demo-took").with("seconds", format!("{:.1}", started.elapsed().as_secs_f64())));
    out.line("");
    out.tell(&Message::new("cli-demo-where").with("path", args.out.display()));
    if let Some(first) = lines.iter().find(|l| l.county.starts_with('土')).or(lines.first()) {
        let path = first.folder.join("成果");
        out.line(&out.tone(Tone::Good, &out.say(&Message::new("cli-demo-open").with("path", path.display()))));
    }
    let program = std::env::args().next().unwrap_or_else(|| "junheng".to_owned());
    out.line(&out.tone(Tone::Good, &out.say(&Message::new("cli-demo-serve").with("program", program))));
    out.line(&out.tone(Tone::Dim, &out.word("cli-demo-next")));
}
