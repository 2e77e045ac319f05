//! `junheng plan` (编制规划): from a workbook to a checked, optimised programme and its papers.

use crate::args::Plan;
use crate::command::change;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::run::{self, Run};
use crate::source;
use model::{Fen, Item, Message};
use policy::Policy;
use programme::{Halt, Limits, Options, Programme, StopReason};
use rules::Severity;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub fn run(args: &Plan, out: &Output) -> Result<Exit, Failure> {
    let scenario = match args.assume.scenario() {
        Ok(scenario) => scenario,
        Err(failure) => {
            out.failure(&failure);
            return Ok(Exit::BadUsage);
        }
    };
    let dossier = source::dossier(&args.file, out)?;
    let policy = source::policy(&dossier.county, &args.policy, out)?;
    source::writable(&args.out)?;
    let mut limits = Limits::default();
    if let Some(rounds) = args.rounds {
        limits.dual_rounds = rounds;
    }
    let begun = Instant::now();
    let late = || args.seconds.is_some_and(|s| begun.elapsed() >= Duration::from_secs(u64::from(s)));
    let options = Options { keep_hand_made: args.keep_plan };
    let run = run::plan(dossier, scenario, &policy, &limits, options, &Halt::when(&late))?;
    if !out.json {
        print(out, &run);
        change::print(out, &change::of(&run, &policy));
    }
    if !run.holds() {
        return Err(Message::new("cli-plan-unproved").into());
    }
    if !args.no_papers {
        let fonts = fonts(&args.fonts)?;
        warn(out, &papers(&run, &policy, &fonts, &args.out)?);
        if !out.json {
            out.tell(&Message::new("cli-papers-in").with("path", args.out.display()));
        }
    }
    if out.json {
        let mut value = summary(&run);
        if let Some(all) = value.as_object_mut() {
            all.insert("before_after".to_owned(), serde_json::json!(change::of(&run, &policy)));
        }
        out.value(&value);
    }
    Ok(if run.count(Severity::Blocks) == 0 { Exit::Fine } else { Exit::Blocked })
}

/// The fonts for the papers: the office's own folders first.
pub fn fonts(folders: &[PathBuf]) -> Result<typeset::Fonts, Failure> {
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    typeset::Fonts::find(&folders).map_err(|e| Failure::one(e.message()))
}

/// Writes the papers of a run and their manifest into a folder; returns what their reader should know.
pub fn papers(run: &Run, policy: &Policy, fonts: &typeset::Fonts, folder: &Path) -> Result<Vec<Message>, Failure> {
    let case = papers::Case {
        dossier: &run.dossier,
        scenario: &run.scenario,
        policy,
        needs: &run.needs,
        programme: run.programme.as_ref(),
        verdict: run.verdict.as_ref(),
        findings: &run.findings,
        program: env!("CARGO_PKG_VERSION"),
    };
    let set = papers::produce(&case, fonts).map_err(|e| Failure::one(e.message()))?;
    for paper in &set.papers {
        source::write(&folder.join(&paper.file_name), &paper.bytes)?;
    }
    Ok(set.warnings)
}

/// What the reader of the papers should know, beside the answer.
pub fn warn(out: &Output, warnings: &[Message]) {
    warnings.iter().for_each(|w| out.aside(&out.say(w)));
}

/// Budget money of the whole cycle; `None` for no data when the county gave no budget line in it.
pub fn budget(run: &Run) -> Option<Fen> {
    let years = run.dossier.cycle;
    let mut lines = run.dossier.budgets.iter().filter(|b| years.contains(b.year)).map(|b| b.amount).peekable();
    lines.peek()?;
    Fen::sum(lines).ok()
}

/// Total investment of the plan.
pub fn total(run: &Run) -> Option<Fen> {
    let totals: Result<Vec<Fen>, _> = run.dossier.plan.projects.iter().map(model::Project::total).collect();
    Fen::sum(totals.ok()?).ok()
}

/// The proven gap in percent with two decimals, rounded up.
pub fn percent(ppm: u32) -> String {
    let hundredths = ppm.div_ceil(100);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The word for why the optimiser stopped.
pub fn stop(out: &Output, stop: StopReason) -> String {
    out.word(match stop {
        StopReason::Optimal => "cli-stop-optimal",
        StopReason::GapReached => "cli-stop-gap-reached",
        StopReason::LimitReached => "cli-stop-limit-reached",
        StopReason::Clock => "cli-stop-clock",
        StopReason::NothingToChoose => "cli-stop-nothing-to-choose",
    })
}

fn wan(out: &Output, money: Option<Fen>) -> String {
    money.map_or_else(|| out.word("cli-no-data"), Fen::wan)
}

fn print(out: &Output, run: &Run) {
    let d = &run.dossier;
    let head = Message::new("cli-plan-head")
        .with("county", d.county_name())
        .with("first", d.cycle.first)
        .with("last", d.cycle.last);
    out.line(&out.tone(Tone::Strong, &out.say(&head)));
    for assumed in run.scenario.messages() {
        let line = Message::new("cli-plan-assumed").with("what", out.say(&assumed));
        out.line(&out.tone(Tone::Warn, &out.say(&line)));
    }
    let Some(programme) = &run.programme else { return };
    let projects = Message::new("cli-plan-projects")
        .with("chosen", d.plan.projects.len())
        .with("all", programme.candidates.len())
        .with("total", wan(out, total(run)))
        .with("budget", wan(out, budget(run)));
    out.tell(&projects);
    if budget(run).is_none() {
        wanted(out, programme);
    }
    let reason = stop(out, programme.outcome.stop);
    let chosen_from = programme.outcome.stop != StopReason::NothingToChoose;
    let proof = match run.verdict.as_ref().and_then(|v| v.gap_ppm).filter(|_| chosen_from) {
        Some(ppm) => Message::new("cli-plan-proof").with("gap", percent(ppm)).with("stop", reason),
        None => Message::new("cli-plan-proof-none").with("stop", reason),
    };
    out.tell(&proof);
    if !programme.outcome.stop.is_reproducible() {
        out.line(&out.tone(Tone::Warn, &out.word("cli-plan-stopped")));
    }
    if chosen_from && let Some(verdict) = &run.verdict {
        out.tell(&tiers(out, verdict));
    }
    out.tell(&Message::new("cli-plan-left").with("left", programme.left_out.len()));
    let findings = Message::new("cli-plan-findings")
        .with("blocks", run.count(Severity::Blocks))
        .with("reasons", run.count(Severity::NeedsReason))
        .with("notices", run.count(Severity::Notice));
    out.tell(&findings);
}

/// Without any money: what is needed, by item, at its estimated cost, and how to give or assume money.
fn wanted(out: &Output, programme: &Programme) {
    let mut items: BTreeMap<Item, (i64, usize, Option<Fen>)> = BTreeMap::new();
    let mut groups = BTreeSet::new();
    // one of several sizes of the same work, the first, is the whole of it
    for candidate in programme.candidates.iter().filter(|c| groups.insert(c.group)) {
        for line in &candidate.project.lines {
            let (quantity, count, cost) = items.entry(line.item).or_insert((0, 0, Some(Fen::ZERO)));
            *quantity = quantity.saturating_add(line.quantity);
            *count += 1;
            *cost = cost.and_then(|c| c.plus(line.amount).ok());
        }
    }
    if items.is_empty() {
        out.tell(&Message::new("cli-plan-nothing-wanted"));
        return;
    }
    out.tell(&Message::new("cli-plan-wanted"));
    let total = Fen::sum(items.values().filter_map(|(_, _, cost)| *cost)).ok();
    let mut rows: Vec<Vec<String>> = items
        .into_iter()
        .map(|(item, (quantity, count, cost))| {
            vec![
                item.category().zh().to_owned(),
                item.zh().to_owned(),
                item.unit().zh().to_owned(),
                item.unit().show(quantity),
                count.to_string(),
                wan(out, cost),
            ]
        })
        .collect();
    rows.push(vec![
        out.word("cli-word-total"),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        wan(out, total),
    ]);
    let head =
        ["cli-col-category", "cli-col-item", "cli-col-unit", "cli-col-wanted", "cli-col-places", "cli-col-estimate"];
    out.table(&head, &rows, &[3, 4, 5]);
    out.tell(&Message::new("cli-plan-give-money"));
}

/// The gap of every tier in which anything could be chosen.
fn tiers(out: &Output, verdict: &checker::Verdict) -> Message {
    let word = |tier| match tier {
        checker::Tier::Required => "cli-tier-required",
        checker::Tier::Safety => "cli-tier-safety",
        checker::Tier::Seats => "cli-tier-seats",
        checker::Tier::Need => "cli-tier-need",
    };
    let gap = |g: Option<u32>| g.map_or_else(|| out.word("cli-no-data"), |g| format!("{}%", percent(g)));
    let bounds = verdict.bound.unwrap_or_default();
    let open = bounds.iter().zip(verdict.gaps).filter(|((_, bound), _)| *bound != 0);
    let list: Vec<String> = open.map(|((tier, _), g)| format!("{} {}", out.word(word(tier)), gap(g))).collect();
    Message::new("cli-plan-tiers").with("list", list.join(if out.lang == catalogue::Lang::Zh { "、" } else { ", " }))
}

/// The run in figures, for `--json`.
pub fn summary(run: &Run) -> serde_json::Value {
    let outcome = run.programme.as_ref().map(|p| {
        serde_json::json!({
            "candidates": p.candidates.len(), "left_out": p.left_out, "stop": p.outcome.stop, "reproducible": p.outcome.stop.is_reproducible(),
            "objective": p.outcome.objective, "bound": p.outcome.bound, "gaps_ppm": p.outcome.gaps,
            "accounts": p.accounts, "certificate": p.outcome.certificate,
        })
    });
    serde_json::json!({
        "county": run.dossier.county, "name": run.dossier.county_name(),
        "scenario": run.scenario,
        "projects": run.dossier.plan.projects.len(), "total_fen": total(run), "budget_fen": budget(run),
        "programme": outcome, "verdict": run.verdict, "breaches": run.breaches,
        "findings": { "blocks": run.count(Severity::Blocks), "needs_reason": run.count(Severity::NeedsReason),
                      "notices": run.count(Severity::Notice) },
    })
}
