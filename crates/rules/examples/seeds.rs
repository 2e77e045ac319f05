//! Truth over many seeds: `cargo run --release -p rules --example seeds -- [seeds] [first] [--plans]`.
//!
//! For every seed one county of the demo city: every planted fault is found, and nothing blocks its clean twin. With
//! `--plans` the optimiser's plan of the county is reviewed too, and nothing may block it either.

use policy::Policy;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[path = "../tests/truth/mod.rs"]
mod truth;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut numbers = words.iter().filter_map(|w| w.parse::<u64>().ok());
    let (count, first) = (numbers.next().unwrap_or(1_000), numbers.next().unwrap_or(1));
    let plans = words.iter().any(|w| w == "--plans");
    let policies: BTreeMap<&str, Policy> =
        truth::COUNTIES.iter().filter_map(|code| Some((*code, policy::builtin(&code.parse().ok()?).ok()?))).collect();
    let results: Vec<truth::Outcome> = (first..first.saturating_add(count))
        .into_par_iter()
        .filter_map(|seed| {
            let code = truth::county(seed);
            truth::trial(code, seed, policies.get(code)?, plans, true)
        })
        .collect();
    let mut wrong: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for result in &results {
        for line in &result.wrong {
            wrong.entry(line.clone()).or_default().push(result.seed);
        }
    }
    let (planted, sorts) = truth::sum(&results);
    println!(
        "{} seeds, {planted} faults planted of {sorts} sorts, {} plans of the optimiser",
        results.len(),
        results.iter().filter(|r| r.planned).count()
    );
    let answered: BTreeSet<&str> = results.iter().flat_map(|r| &r.answered).map(String::as_str).collect();
    let silent: Vec<&str> = rules::all().iter().map(|r| r.number).filter(|n| !answered.contains(n)).collect();
    println!("{} rules found a fault planted for them; not: {}", answered.len(), silent.join(" "));
    for (line, seeds) in &wrong {
        println!("  {} seeds, first {}: {line}", seeds.len(), seeds.first().copied().unwrap_or_default());
    }
    println!("{}", if wrong.is_empty() { "nothing wrong" } else { "WRONG" });
    std::process::exit(i32::from(!wrong.is_empty()));
}
