//! Measures base-year gaps and indicators of an invented nation in memory: `cargo run --release -p needs --example nation`.
//!
//! Arguments: counties, schools, threads, and a folder to write the data and the results to as CSV (leave it out to
//! measure only). Prints seconds of making the data, of measuring, and the peak memory.

#![allow(clippy::print_stdout, reason = "a measuring program")]

#[path = "nation/table.rs"]
mod table;

use model::{Dossier, RegionCode};
use needs::balance::{participants, year2012, year2017};
use needs::{Balance2012, Balance2017, Summary, summarise};
use policy::{Policy, Standard};
use rayon::prelude::*;
use std::error::Error;
use std::time::Instant;

/// What is measured of a county.
pub struct Measured {
    /// Gaps by item.
    pub summary: Summary,
    /// The seven indicators.
    pub seven: Balance2017,
    /// The eight.
    pub eight: Balance2012,
}

fn measure(dossier: &Dossier, policy: &Policy) -> Measured {
    let schools = participants(dossier, policy);
    Measured {
        summary: summarise(dossier, policy),
        seven: year2017::of(&schools, policy, dossier.as_of),
        eight: year2012::of(&schools, policy, dossier.as_of),
    }
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib: Option<u64> = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok());
    kib.map_or_else(|| "?".into(), |k| format!("{} MiB", k / 1024))
}

/// Processor seconds of this process so far: what a busy machine leaves comparable.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = |n: usize| after.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |n: usize, default: usize| args.get(n).map_or(Ok(default), |a| a.parse::<usize>());
    let (counties, schools, threads) = (number(0, 2843)?, number(1, 207_000)?, number(2, 2)?);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;

    let start = Instant::now();
    let world = synth::world(counties, 7, Some(schools));
    let nation: Vec<Dossier> = (0..world.counties()).into_par_iter().filter_map(|n| world.county(n)).collect();
    let count: usize = nation.iter().map(|d| d.schools.len()).sum();
    println!(
        "made     {} counties, {count} schools in {:.2} s, peak {}",
        nation.len(),
        start.elapsed().as_secs_f64(),
        peak()
    );

    let policy = policy::builtin(&"150100".parse::<RegionCode>()?).map_err(|e| format!("{e:?}"))?;
    let mut best = f64::MAX;
    let mut results: Vec<Measured> = Vec::new();
    for _ in 0..3 {
        let (start, used) = (Instant::now(), processor());
        results = nation.par_iter().map(|d| measure(d, &policy)).collect();
        let seconds = start.elapsed().as_secs_f64();
        println!("measured in {seconds:.3} s on {threads} threads, {:.2} s of processor", processor() - used);
        best = best.min(seconds);
    }
    let sum = |standard| {
        results.iter().map(|r| r.summary.gaps(standard)).fold((0_u64, 0_u64, 0_u64), |a, (short, met, unknown)| {
            (a.0 + u64::from(short), a.1 + u64::from(met), a.2 + u64::from(unknown))
        })
    };
    for standard in [Standard::Basic, Standard::Balanced] {
        let (short, met, unknown) = sum(standard);
        println!(
            "{standard:?}: {} requirements put, {short} short, {met} met, {unknown} without data",
            short + met + unknown
        );
    }
    println!("best     {best:.3} s, peak {}", peak());
    if let Some(folder) = args.get(3) {
        table::write(std::path::Path::new(folder), &nation, &results, &policy)?;
    }
    Ok(())
}
