//! Rules over many projects, in memory: `cargo run --release -p rules --example rules_bench -- [projects] [seed]`.
//!
//! Counties are made and measured first, a batch at a time; only the rules are inside the clock.

use policy::Policy;
use rayon::prelude::*;
use rules::{Case, Severity, check};
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
    let (mut spent, mut projects, mut found, mut blocks) = (Duration::ZERO, 0, 0, 0);
    let mut from = 0;
    while from < world.counties() {
        let to = world.counties().min(from + BATCH);
        let batch: Vec<_> = (from..to).into_par_iter().filter_map(|n| prepare(&world, n, &policy)).collect();
        projects += batch.iter().map(|(d, _)| d.plan.projects.len()).sum::<usize>();
        let clock = Instant::now();
        let counts: Vec<(usize, usize)> = batch
            .par_iter()
            .map(|(dossier, needs)| {
                let list = check(&Case { dossier, policy: &policy, needs });
                (list.len(), list.iter().filter(|f| f.severity == Severity::Blocks).count())
            })
            .collect();
        spent += clock.elapsed();
        found += counts.iter().map(|c| c.0).sum::<usize>();
        blocks += counts.iter().map(|c| c.1).sum::<usize>();
        from = to;
    }
    let seconds = spent.as_secs_f64();
    println!("{} rules, {} counties, {projects} projects", rules::all().len(), world.counties());
    println!("{found} findings, {blocks} of them blocking");
    println!("{seconds:.2} s on {} threads, {:.0} projects/s", rayon::current_num_threads(), projects as f64 / seconds);
}

fn prepare(world: &synth::ProjectWorld, n: usize, policy: &Policy) -> Option<(model::Dossier, needs::Needs)> {
    let dossier = world.county(n, policy)?;
    let needs = needs::assess(&dossier, policy);
    Some((dossier, needs))
}
