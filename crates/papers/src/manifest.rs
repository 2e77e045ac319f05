//! The manifest（清单）: hashes of everything a signature would cover.

use crate::paper::PaperKind;
use crate::{Case, Paper, PapersError};
use model::canonical::CanonicalError;
use model::{Dossier, Hash, Manifest, PaperHash, Plan};

/// Name of the manifest's file.
pub const MANIFEST_FILE: &str = "manifest.json";

/// The manifest of the papers made so far.
pub(crate) fn of(case: &Case<'_>, papers: &[Paper]) -> Result<Paper, PapersError> {
    let fault = |e: CanonicalError| PapersError::Write { file: MANIFEST_FILE, why: e.to_string() };
    let without_plan = Dossier { plan: Plan::default(), ..case.dossier.clone() };
    let waivers: [(); 0] = [];
    let manifest = Manifest {
        format: model::FORMAT,
        dossier: Hash::of_value(&without_plan).map_err(fault)?,
        scenario: case.scenario.clone(),
        stopped_by_clock: case.stopped_by_clock(),
        plan: Hash::of_value(&case.dossier.plan).map_err(fault)?,
        policy: case.policy.hash.clone(),
        program: case.program.to_owned(),
        findings: Hash::of_value(&case.findings).map_err(fault)?,
        waivers: Hash::of_value(&waivers).map_err(fault)?,
        papers: papers.iter().map(|p| PaperHash { name: p.file_name.clone(), hash: Hash::of(&p.bytes) }).collect(),
    };
    let bytes = model::canonical::encode(&manifest).map_err(fault)?;
    Ok(Paper::new("", PaperKind::Manifest, bytes))
}
