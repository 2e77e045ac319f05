//! Makes counties with 600,000 projects in their plans, one after the other on all cores, and says how long it took:
//! `cargo run --release -p synth --example plans [PROJECTS]`.

use std::time::Instant;

fn main() {
    let total = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(600_000);
    let Some(policy) = "150121".parse().ok().and_then(|code| policy::builtin(&code).ok()) else { return };
    let made = synth::projects(total, 1);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    let found: usize = std::thread::scope(|scope| {
        let share = |core: usize| {
            let (made, policy) = (&made, &policy);
            let counties = (core..made.counties()).step_by(cores);
            scope.spawn(move || {
                let one = |n| {
                    let mut dossier = made.county(n)?;
                    made.plan(n, &mut dossier, policy, &[]);
                    Some(dossier.plan.projects.len())
                };
                counties.filter_map(one).sum::<usize>()
            })
        };
        let threads: Vec<_> = (0..cores).map(share).collect();
        threads.into_iter().filter_map(|t| t.join().ok()).sum()
    });
    println!(
        "{} counties, {found} projects in {:.2} s on {cores} cores",
        made.counties(),
        start.elapsed().as_secs_f64()
    );
}
