//! `junheng verify` (核对成果文件): do the papers still agree with the manifest?

use crate::args::Verify;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use model::{Hash, Manifest, Message};

pub fn run(args: &Verify, out: &Output) -> Result<Exit, Failure> {
    let path = args.folder.join(papers::MANIFEST_FILE);
    let bytes = std::fs::read(&path).map_err(|e| Failure::file("cli-cannot-read", &path, &e))?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|e| not_a_manifest(&path, &e))?;
    let hash = manifest.hash().map_err(|e| not_a_manifest(&path, &e))?;
    let mut wrong = Vec::new();
    for paper in &manifest.papers {
        // a manifest names files of its own folder only
        let plain =
            std::path::Path::new(&paper.name).file_name().is_some_and(|n| n.to_str() == Some(paper.name.as_str()));
        let key = match std::fs::read(args.folder.join(&paper.name)) {
            Ok(bytes) if plain && Hash::of(&bytes) == paper.hash => continue,
            Ok(_) => "cli-verify-bad",
            Err(_) => "cli-verify-missing",
        };
        wrong.push(Message::new(key).with("name", &paper.name));
    }
    let fine = wrong.is_empty();
    if out.json {
        let wrong: Vec<_> = wrong.iter().map(|m| out.say(m)).collect();
        out.value(&serde_json::json!({"manifest": hash, "papers": manifest.papers.len(), "wrong": wrong}));
    } else if fine {
        let message = Message::new("cli-verify-fine").with("count", manifest.papers.len()).with("hash", &hash);
        out.line(&out.tone(Tone::Good, &out.say(&message)));
    } else {
        wrong.iter().for_each(|m| out.line(&out.tone(Tone::Bad, &out.say(m))));
    }
    Ok(if fine { Exit::Fine } else { Exit::Blocked })
}

fn not_a_manifest(path: &std::path::Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::one(Message::new("cli-verify-not-manifest").with("path", path.display()).with("error", error))
}
