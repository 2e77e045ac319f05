//! Plans an invented county and writes its papers: `cargo run --release -p papers --example demo -- FOLDER`.

use std::path::PathBuf;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    let mut dossier = synth::demo_county("150121", 7).ok_or("no such county")?;
    let policy = policy::builtin(&dossier.county)?;
    let clock = Instant::now();
    let needs = needs::assess(&dossier, &policy);
    println!(
        "needs     {:>5} ms, {} schools, {} gaps",
        clock.elapsed().as_millis(),
        dossier.schools.len(),
        needs.gaps.len()
    );
    let clock = Instant::now();
    let programme = programme::plan(&dossier, &policy, &needs, &programme::Limits::default())?;
    let verdict = checker::judge(&programme.instance, &programme.outcome.schedule, &programme.outcome.certificate);
    println!("programme {:>5} ms, {} projects", clock.elapsed().as_millis(), programme.plan.projects.len());
    dossier.plan = programme.plan.clone();
    let findings = rules::check(&rules::Case { dossier: &dossier, policy: &policy, needs: &needs });
    let clock = Instant::now();
    let fonts = typeset::Fonts::find(&[])?;
    println!("fonts     {:>5} ms", clock.elapsed().as_millis());
    let case = papers::Case {
        dossier: &dossier,
        scenario: &model::Scenario::default(),
        policy: &policy,
        needs: &needs,
        programme: Some(&programme),
        verdict: Some(&verdict),
        findings: &findings,
        program: env!("CARGO_PKG_VERSION"),
    };
    let clock = Instant::now();
    let set = papers::produce(&case, &fonts)?;
    println!("papers    {:>5} ms", clock.elapsed().as_millis());
    std::fs::create_dir_all(&folder)?;
    for paper in &set.papers {
        println!("{:>9} bytes {}", paper.bytes.len(), paper.file_name);
        std::fs::write(folder.join(&paper.file_name), &paper.bytes)?;
    }
    for warning in &set.warnings {
        println!("{}", catalogue::text(catalogue::Lang::Zh, warning));
    }
    Ok(())
}
