//! Makes a nation of invented counties in memory on all cores and says how long it took and how much room it has:
//! `cargo run --release -p synth --example world [COUNTIES SCHOOLS]`.

use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1).filter_map(|a| a.parse::<usize>().ok());
    let counties = args.next().unwrap_or(2_843);
    let schools = args.next().unwrap_or(207_000);
    let nation = synth::world(counties, 1, Some(schools));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    let made: Vec<_> = std::thread::scope(|scope| {
        let share = |core: usize| {
            let nation = &nation;
            scope.spawn(move || (core..counties).step_by(cores).filter_map(|n| nation.county(n)).collect::<Vec<_>>())
        };
        let threads: Vec<_> = (0..cores).map(share).collect();
        threads.into_iter().filter_map(|t| t.join().ok()).flatten().collect()
    });
    let took = start.elapsed();
    let schools: usize = made.iter().map(|d| d.schools.len()).sum();
    let resident = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = resident.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("VmHWM: unknown").to_owned();
    println!("{} counties, {schools} schools in {:.2} s on {cores} cores; {resident}", made.len(), took.as_secs_f64());
}
