//! How long it takes to read the built-in packs: `cargo run --release -p policy --example reading`.

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let region = "150121".parse()?;
    let rounds = 50_u32;
    let start = Instant::now();
    let mut entries = 0;
    for _ in 0..rounds {
        let policy = policy::builtin(&region)?;
        entries = policy::show(&policy).iter().map(|s| s.rows.len()).sum();
    }
    println!("{entries} entries, {:?} for each reading", start.elapsed() / rounds);
    Ok(())
}
