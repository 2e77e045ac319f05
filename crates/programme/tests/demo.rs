//! The demo counties planned: everything the checker asks for holds, and the proof is tight.

use model::RegionCode;
use programme::{Limits, Programme, plan};
use std::time::Instant;

fn county(code: &str) -> (model::Dossier, Programme, policy::Policy) {
    let code: RegionCode = code.parse().unwrap();
    let policy = policy::builtin(&code).unwrap();
    let dossier = synth::demo_county(code.as_str(), 7).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let started = Instant::now();
    let programme = plan(&dossier, &policy, &needs, &Limits::default()).unwrap();
    println!(
        "{code}: {} candidates, {:?}, {} of them in, bound {}, gap {:?} ppm, {:?}",
        programme.candidates.len(),
        started.elapsed(),
        programme.plan.projects.len(),
        programme.outcome.bound,
        programme.outcome.gap_ppm,
        programme.outcome.stop
    );
    (dossier, programme, policy)
}

#[test]
fn every_demo_county_is_planned_and_proven() {
    for code in ["150102", "150121", "150172"] {
        let (dossier, programme, _) = county(code);
        let verdict = checker::judge(&programme.instance, &programme.outcome.schedule, &programme.outcome.certificate);
        assert_eq!(verdict.violations, vec![], "{code}");
        assert_eq!(verdict.objective, Some(programme.outcome.objective));
        assert_eq!(verdict.bound, Some(programme.outcome.bound));
        let planned = model::Dossier { plan: programme.plan.clone(), ..dossier };
        assert_eq!(checker::arrangement(&planned), vec![], "{code}");
    }
}
