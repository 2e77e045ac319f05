//! Several counties from the command line (多个区县): those with a plan, and which file is left out and why.

use crate::failure::Failure;
use crate::output::{Output, Tone};
use crate::source;
use model::{Dossier, Message};
use policy::Policy;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Counties as they were given.
#[derive(Default)]
pub struct Counties {
    /// Those with a plan: the ones to be judged first, then the ones only compared with.
    pub planned: Vec<(PathBuf, Dossier, Policy)>,
    /// How many of them are to be judged.
    pub judged: usize,
    /// Files left out.
    pub left_out: Vec<LeftOut>,
}

/// A file that takes no part (未参加的文件).
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// The file.
    pub file: PathBuf,
    /// The county, where the file could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// Why, and what to do.
    pub why: String,
    /// It ought to have been read or judged, so that the command does not end well.
    pub fails: bool,
}

impl Counties {
    /// Reads the files to be judged and those to compare with. A single file that cannot be used is refused; of several, the
    /// work goes on with the others.
    pub fn read(files: &[PathBuf], peers: &[PathBuf], packs: &[PathBuf], out: &Output) -> Result<Counties, Failure> {
        let mut counties = Counties::default();
        let alone = files.len() == 1;
        for file in files {
            match one(file, packs, out) {
                Ok((dossier, policy)) if !dossier.plan.projects.is_empty() => {
                    counties.planned.push((file.clone(), dossier, policy));
                }
                Ok(_) if alone => return Err(unplanned(file, "cli-no-plan", out)),
                Ok((dossier, _)) => counties.leave(file, Some(&dossier), "cli-check-no-plan", true, out),
                Err(failure) if alone => return Err(failure),
                Err(failure) => counties.unread(file, &failure, out),
            }
        }
        counties.judged = counties.planned.len();
        if counties.judged == 0 {
            return Err(Message::new("cli-check-none").into());
        }
        for file in peers {
            match one(file, packs, out) {
                Ok((dossier, policy)) if !dossier.plan.projects.is_empty() => {
                    counties.planned.push((file.clone(), dossier, policy));
                }
                Ok((dossier, _)) => counties.leave(file, Some(&dossier), "cli-check-peer-no-plan", false, out),
                Err(failure) => counties.unread(file, &failure, out),
            }
        }
        Ok(counties)
    }

    fn leave(&mut self, file: &Path, dossier: Option<&Dossier>, key: &'static str, fails: bool, out: &Output) {
        let county = dossier.map(|d| d.county_name().to_owned());
        let why = Message::new(key).with("county", county.as_deref().unwrap_or_default());
        self.note(file, county, out.say(&why), fails, out);
    }

    fn unread(&mut self, file: &Path, failure: &Failure, out: &Output) {
        out.failure_aside(failure);
        self.note(file, None, out.word("cli-check-unread"), true, out);
    }

    fn note(&mut self, file: &Path, county: Option<String>, why: String, fails: bool, out: &Output) {
        if !out.json {
            let line = Message::new("cli-in-file").with("path", file.display()).with("what", &why);
            out.line(&out.tone(Tone::Warn, &out.say(&line)));
        }
        self.left_out.push(LeftOut { file: file.to_owned(), county, why, fails });
    }
}

fn one(file: &Path, packs: &[PathBuf], out: &Output) -> Result<(Dossier, Policy), Failure> {
    let dossier = source::dossier(file, out)?;
    let policy = source::policy(&dossier.county, packs, out)?;
    Ok((dossier, policy))
}

fn unplanned(file: &Path, key: &'static str, out: &Output) -> Failure {
    Message::new("cli-in-file").with("path", file.display()).with("what", out.word(key)).into()
}
