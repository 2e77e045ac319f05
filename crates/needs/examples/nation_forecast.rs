//! Measures the forecast of an invented nation in memory: `cargo run --release -p needs --example nation_forecast`.
//!
//! Arguments: counties, schools, threads. Each county has five school years by grade, zones, births and migration. Timed apart: choosing
//! the methods; then, with methods chosen, point forecast, seat balance, gaps and indicators together; the intervals; the traces of
//! every fiftieth county's gaps.

#![allow(clippy::print_stdout, reason = "a measuring program")]

use model::{Dossier, RegionCode};
use needs::balance::{participants, year2012, year2017};
use needs::forecast::{Methods, Widths, choose, forecast_with};
use needs::{large, seat, summarise};
use policy::Policy;
use rayon::prelude::*;
use std::error::Error;
use std::time::Instant;
use synth::Detail;

/// Times the traces of every so many-th county.
const TRACED: usize = 50;

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

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, used) = (Instant::now(), processor());
    let out = work();
    let (seconds, processor) = (start.elapsed().as_secs_f64(), processor() - used);
    println!("{what:<40} {seconds:>8.3} s, {processor:>7.2} s of processor, peak {}", peak());
    out
}

/// What the point figures of a county come to: pupils in the last year, seats to spare in it, gaps short.
fn point(dossier: &Dossier, policy: &Policy, methods: &Methods) -> (i64, i64, u64) {
    let forecast = forecast_with(dossier, policy, methods);
    let large = large::measure(dossier, policy);
    let seats = seat::balance(dossier, policy, &forecast, &large);
    let summary = summarise(dossier, policy);
    let schools = participants(dossier, policy);
    let seven = year2017::of(&schools, policy, dossier.as_of);
    let eight = year2012::of(&schools, policy, dossier.as_of);
    std::hint::black_box((&seven, &eight));
    let pupils = forecast.county.iter().filter_map(|z| z.years.last()?.pupils.sum).sum();
    let spare = seats.iter().filter_map(|b| b.years.last()?.spare).sum();
    (pupils, spare, u64::from(summary.gaps(policy::Standard::Basic).0))
}

/// One part of the work on one county.
type Part<'a> = dyn Fn(&Dossier, &Methods) + Sync + 'a;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |n: usize, default: usize| args.get(n).map_or(Ok(default), |a| a.parse::<usize>());
    let (counties, schools, threads) = (number(0, 2843)?, number(1, 207_000)?, number(2, 2)?);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let world = synth::world(counties, 7, Some(schools)).detail(Detail::History);
    let nation: Vec<Dossier> =
        timed("making the nation", || (0..world.counties()).into_par_iter().filter_map(|n| world.county(n)).collect());
    let policy = policy::builtin(&"150100".parse::<RegionCode>()?).map_err(|e| format!("{e:?}"))?;
    let policy = &policy;
    let count: usize = nation.iter().map(|d| d.schools.len()).sum();
    println!("{} counties, {count} schools, {threads} threads", nation.len());

    let chosen: Vec<Methods> = timed("choosing the methods", || nation.par_iter().map(|d| choose(d, policy)).collect());
    let mut bare = chosen.clone();
    bare.iter_mut().for_each(|m| m.widths = Widths::default());
    let mut results = Vec::new();
    for _ in 0..3 {
        results = timed("forecast, seats, gaps, indicators", || {
            nation.par_iter().zip(&bare).map(|(d, m)| point(d, policy, m)).collect()
        });
    }
    let sum = results.iter().fold((0_i64, 0_i64, 0_u64), |a, r| (a.0 + r.0, a.1 + r.1, a.2 + r.2));
    println!("last year: {} pupils, {} seats to spare; base year: {} basic gaps", sum.0, sum.1, sum.2);
    let parts: [(&str, &Part); 3] = [
        ("  of these the point forecast", &|d, m| drop(std::hint::black_box(forecast_with(d, policy, m)))),
        ("  of these the gaps", &|d, _| drop(std::hint::black_box(summarise(d, policy)))),
        ("  of these the indicators", &|d, _| {
            let schools = participants(d, policy);
            std::hint::black_box((year2017::of(&schools, policy, d.as_of), year2012::of(&schools, policy, d.as_of)));
        }),
    ];
    for (what, part) in parts {
        timed(what, || nation.par_iter().zip(&bare).for_each(|(d, m)| part(d, m)));
    }
    timed("the point forecast with its intervals", || {
        nation.par_iter().zip(&chosen).for_each(|(d, m)| drop(std::hint::black_box(forecast_with(d, policy, m))));
    });
    let some: Vec<&Dossier> = nation.iter().step_by(TRACED).collect();
    let all: Vec<_> = some.par_iter().map(|d| needs::assess(d, policy)).collect();
    let traces: usize = timed("traces of every fiftieth county's gaps", || {
        let one = |(d, n): (&&Dossier, &needs::Needs)| {
            n.gaps.iter().filter(|g| !std::hint::black_box(needs::trace(d, policy, g)).steps.is_empty()).count()
        };
        some.par_iter().zip(&all).map(one).sum()
    });
    println!("{traces} traces");
    Ok(())
}
