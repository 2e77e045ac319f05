//! Making the papers of a plan (编制成果文件).

use super::{Kept, Optimise, Said, Work, result};
use crate::app::{App, CYCLE};
use crate::county::Computed;
use crate::failure::Failure;
use model::{Message, RegionCode};
use programme::{Limits, Options, Programme};
use serde::{Deserialize, Serialize};
use store::Scope;

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Papers {
    /// The version of the dossier.
    pub version: i64,
}

/// A finished set.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PapersMade {
    /// What to say of it.
    #[serde(flatten)]
    pub said: Said,
    /// The version of the dossier.
    pub version: i64,
    /// Its hash.
    pub hash: String,
    /// The files.
    pub papers: Vec<PaperFile>,
}

/// A file of the set.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PaperFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// Its content's hash, by which the store keeps it.
    pub hash: String,
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    let asked: Papers = work.asked()?;
    work.progress(50, "wb-job-reading");
    let current = work.app.county(Scope::system(), &work.job.county).await?.ok_or(Failure::NotFound)?;
    if current.version.number != asked.version {
        return Err(Failure::Conflict(Message::new("wb-papers-changed")));
    }
    let done = tokio::task::spawn_blocking(move || {
        let c = &current.computed;
        let fonts = work.app.fonts().map_err(|_| Failure::bad(Message::new("wb-papers-no-font")))?;
        work.progress(200, "wb-job-proving");
        let made = proof(&work.app, &work.job.county, c)?;
        work.progress(450, "wb-job-printing");
        let case = papers::Case {
            dossier: &c.dossier,
            scenario: &model::Scenario::default(),
            policy: &c.policy,
            needs: &c.needs,
            programme: made.as_ref().map(|(p, _)| p),
            verdict: made.as_ref().map(|(_, v)| v),
            findings: &c.findings,
            program: env!("CARGO_PKG_VERSION"),
        };
        let set = papers::produce(&case, &fonts).map_err(|e| Failure::bad(e.message()))?;
        work.progress(900, "wb-job-saving");
        let mut files = Vec::new();
        for paper in &set.papers {
            let hash = work.app.store.files().keep(&paper.bytes)?;
            files.push(PaperFile { name: paper.file_name.clone(), size: paper.bytes.len() as u64, hash: hash.0 });
        }
        let message = Message::new("wb-papers-made").with("count", files.len()).with("version", asked.version);
        let said = Said { message, warnings: set.warnings };
        result(&PapersMade { said, version: asked.version, hash: current.version.hash.0.clone(), papers: files })
    });
    done.await?
}

/// How the plan was found, where the optimiser made it and it was not changed since: the same computation again gives the same
/// plan, with its proof.
fn proof(app: &App, county: &RegionCode, c: &Computed) -> Result<Option<(Programme, checker::Verdict)>, Failure> {
    let mut reader = app.store.read()?;
    let scope = Scope::region(county);
    let Some(row) = reader.plan_current(&scope, county, CYCLE)? else { return Ok(None) };
    let Some((_, body)) = reader.plan(&scope, county, CYCLE, row.number)? else { return Ok(None) };
    let Some(kept) = serde_json::from_str::<Kept>(&body).ok().filter(|k| k.made(&c.dossier.plan)) else {
        return Ok(None);
    };
    let Some((_, dossier)) = reader.dossier_numbered(&scope, county, CYCLE, row.dossier_number)? else {
        return Ok(None);
    };
    drop(reader);
    let asked = Optimise { version: row.dossier_number, keep: kept.keep };
    let needs = needs::assess(&dossier, &c.policy);
    let Ok(dossier) = programme::unplanned_dossier(&dossier, &c.policy, &needs) else { return Ok(None) };
    let options = Options { keep_hand_made: asked.keep };
    let made = programme::plan_with(&dossier, &c.policy, &needs, &Limits::default(), &options);
    let Some(programme) = made.ok().filter(|p| p.plan == c.dossier.plan) else { return Ok(None) };
    let verdict = checker::judge(&programme.instance, &programme.outcome.schedule, &programme.outcome.certificate);
    Ok(verdict.holds().then_some((programme, verdict)))
}
