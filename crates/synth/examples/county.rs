//! Prints a county of the demo city as canonical JSON: `cargo run -p synth --example county [CODE SEED]`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let code = args.next().unwrap_or_else(|| synth::profile::PLAN_COUNTY.to_owned());
    let seed = args.next().and_then(|a| a.parse().ok()).unwrap_or(1);
    let Some(dossier) = synth::demo_county(&code, seed) else { return Ok(()) };
    let bytes = model::canonical::encode(&dossier).map_err(std::io::Error::other)?;
    std::io::stdout().lock().write_all(&bytes)
}
