//! How far the demo counties' plans may be from the best, tier by tier (证明的差距): `gaps [first seed] [last seed] [cases] [rounds of
//! the search]`. A line for every county, then the largest and the middle gap of each tier.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measuring tool stops by panicking")]

use programme::{Limits, plan};
use std::time::Instant;

fn main() {
    let mut seeds = std::env::args().skip(1).map(|a| a.parse::<u64>().unwrap());
    let first = seeds.next().unwrap_or(2021);
    let last = seeds.next().unwrap_or(first);
    let mut limits = Limits::default();
    if let Some(cases) = seeds.next() {
        limits.cases = u32::try_from(cases).unwrap();
    }
    if let Some(nodes) = seeds.next() {
        limits.nodes = u32::try_from(nodes).unwrap();
    }
    let mut gaps: Vec<Vec<u32>> = vec![Vec::new(); checker::TIERS];
    let mut slowest = 0.0_f64;
    for seed in first..=last {
        for dossier in synth::demo_city(seed) {
            let policy = policy::builtin(&dossier.county).unwrap();
            let needs = needs::assess(&dossier, &policy);
            let started = Instant::now();
            let programme = plan(&dossier, &policy, &needs, &limits).unwrap();
            let took = started.elapsed().as_secs_f64();
            slowest = slowest.max(took);
            let outcome = &programme.outcome;
            for (all, gap) in gaps.iter_mut().zip(outcome.gaps) {
                all.push(gap.unwrap_or(u32::MAX));
            }
            println!(
                "{seed} {}: {} options, gaps {:?} ppm, objective {:?}, bound {:?}, {took:.3} s",
                dossier.county,
                programme.candidates.len(),
                outcome.gaps.map(|g| g.unwrap_or(u32::MAX)),
                outcome.objective.0,
                outcome.bound.0,
            );
        }
    }
    for (tier, mut all) in checker::Tier::ALL.into_iter().zip(gaps) {
        all.sort_unstable();
        println!("{tier:?}: largest {} ppm, middle {} ppm", all[all.len() - 1], all[all.len() / 2]);
    }
    println!("slowest {slowest:.3} s");
}
