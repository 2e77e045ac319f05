//! Rules over many projects, in memory: `cargo run --release -p rules --example rules_bench -- [projects] [seed]`.
//!
//! Counties are made and measured first, a batch at a time; only the rules are inside the clock.

use model::GapRef;
use policy::Policy;
use rayon::prelude::*;
use rules::{Case, Finding, Severity, check};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Counties held in memory at once.
const BATCH: usize = 200;

fn main() {
    let mut args = std::env::args().skip(1);
    let total: usize = args.next().and_then(|a| a.parse().ok()).unwrap_or(600_000);
    let seed: u64 = args.next().and_then(|a| a.parse().ok()).unwrap_or(2021);
    let Ok(policy) = "330100".parse().map_err(|_| ()).and_then(|r| policy::builtin(&r).map_err(|_| ())) else {
        eprintln!("the built-in packs do not load");
        return;
    };
    let world = synth::projects(total, seed);
    let (mut spent, mut projects) = (Duration::ZERO, 0);
    let mut cpu = 0.0;
    let mut by_rule: BTreeMap<(Severity, String), usize> = BTreeMap::new();
    let mut from = 0;
    while from < world.counties() {
        let to = world.counties().min(from + BATCH);
        let batch: Vec<_> = (from..to).into_par_iter().filter_map(|n| prepare(&world, n, &policy)).collect();
        projects += batch.iter().map(|(d, _)| d.plan.projects.len()).sum::<usize>();
        let (clock, busy) = (Instant::now(), cpu_seconds());
        let counts: Vec<BTreeMap<(Severity, String), usize>> =
            batch.par_iter().map(|(dossier, needs)| count(&check(&Case { dossier, policy: &policy, needs }))).collect();
        spent += clock.elapsed();
        cpu += cpu_seconds() - busy;
        for (key, n) in counts.into_iter().flatten() {
            *by_rule.entry(key).or_insert(0_usize) += n;
        }
        from = to;
    }
    let seconds = spent.as_secs_f64();
    println!("{} rules, {} counties, {projects} projects", rules::all().len(), world.counties());
    let found: usize = by_rule.values().sum();
    let blocks: usize = by_rule.iter().filter(|((s, _), _)| *s == Severity::Blocks).map(|(_, n)| n).sum();
    println!("{found} findings, {blocks} of them blocking");
    for ((severity, rule), n) in &by_rule {
        println!("  {rule} {severity:?} {n}");
    }
    println!("{cpu:.2} CPU seconds (what other programs take is not in it)");
    println!("{seconds:.2} s on {} threads, {:.0} projects/s", rayon::current_num_threads(), projects as f64 / seconds);
}

/// Findings by severity and rule; they come sorted, so each run is counted at once.
fn count(list: &[Finding]) -> BTreeMap<(Severity, String), usize> {
    let runs = list.chunk_by(|a, b| (a.severity, &a.rule) == (b.severity, &b.rule));
    runs.filter_map(|run| Some(((run.first()?.severity, run.first()?.rule.to_string()), run.len()))).collect()
}

fn prepare(world: &synth::ProjectWorld, n: usize, policy: &Policy) -> Option<(model::Dossier, needs::Needs)> {
    let mut dossier = world.county(n)?;
    let needs = needs::assess(&dossier, policy);
    let short = needs.gaps.iter().filter(|g| g.is_short());
    let short = short.filter_map(|g| Some(GapRef { school: g.school.clone(), item: g.item, quantity: g.short? }));
    world.plan(n, &mut dossier, policy, &short.collect::<Vec<_>>());
    Some((dossier, needs))
}

/// Processor time of this process so far, from the kernel's hundredths of a second; 0 where there is no /proc.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}
