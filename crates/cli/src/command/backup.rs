//! `junheng backup` and `junheng restore` (备份与恢复).

use crate::args::{Backup, Restore};
use crate::command::site;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use model::Message;
use store::BackupManifest;

pub fn take(args: &Backup, out: &Output) -> Result<Exit, Failure> {
    let store = site::open(&args.site)?;
    let manifest = store.backup(&args.out, site::now()).map_err(site::broken)?;
    report("cli-backup-done", &manifest, &args.out, &store.public_key(), out);
    Ok(Exit::Fine)
}

pub fn restore(args: &Restore, out: &Output) -> Result<Exit, Failure> {
    let (manifest, key) = store::verify_backup(&args.folder).map_err(site::broken)?;
    if let Some(wanted) = args.key.as_ref().filter(|wanted| **wanted != key) {
        return Err(Message::new("cli-restore-other-key").with("wanted", wanted).with("found", key).into());
    }
    if args.check {
        report("cli-restore-checked", &manifest, &args.folder, &key, out);
        return Ok(Exit::Fine);
    }
    let place = site::place(&args.site);
    let manifest = store::restore(&args.folder, &place).map_err(site::broken)?;
    report("cli-restore-done", &manifest, &place.folder, &key, out);
    Ok(Exit::Fine)
}

fn report(key: &'static str, manifest: &BackupManifest, path: &std::path::Path, public: &str, out: &Output) {
    let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
    if out.json {
        out.value(&serde_json::json!({
            "path": path.display().to_string(), "key": public, "rows": rows, "files": manifest.files.len(),
            "audit_size": manifest.audit_size, "audit_root": manifest.audit_root,
        }));
        return;
    }
    let message = Message::new(key)
        .with("path", path.display())
        .with("rows", rows)
        .with("files", manifest.files.len())
        .with("entries", manifest.audit_size)
        .with("root", &manifest.audit_root)
        .with("key", public);
    out.line(&out.tone(Tone::Good, &out.say(&message)));
}
