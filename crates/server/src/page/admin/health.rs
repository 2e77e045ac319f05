//! How the system is (运行状况): store, disk, jobs, memory, versions; backups taken, checked and listed.

use super::shell;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::clock;
use crate::failure::Failure;
use crate::job::{BACKUP, Backup};
use crate::page::{Page, render};
use crate::shell::{Notice, Shell};
use crate::words::Words;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::Message;
use review::permission::Action;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use store::JobCommand;

/// Backups listed, the latest first.
const SHOWN: usize = 20;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/admin/health", Need::May(Action::SystemHealth), show).post(
        "/admin/health/backup",
        Need::May(Action::SystemBackup),
        take,
    )
}

#[derive(Template)]
#[template(path = "admin/health.html")]
struct HealthPage {
    s: Shell,
    facts: Vec<Fact>,
    jobs: Vec<(String, String, String)>,
    backups: Vec<Kept>,
    folder: String,
    may: bool,
    top: bool,
    running: bool,
}

/// Something known of the system.
pub struct Fact {
    /// What.
    pub name: String,
    /// In words.
    pub value: String,
    /// The colour.
    pub tone: &'static str,
}

/// A backup as it lies on the disk.
pub struct Kept {
    /// The folder's name.
    pub name: String,
    /// When it was taken, milliseconds.
    pub at: i64,
    /// Bytes.
    pub size: u64,
    /// Entries of the audit trail.
    pub entries: i64,
    /// When every byte of it was last checked, milliseconds; `None` when it never was.
    pub checked: Option<i64>,
}

impl Kept {
    fn when(&self) -> String {
        clock::shown(self.at)
    }

    fn size(&self) -> String {
        bytes(self.size)
    }

    fn checked(&self) -> String {
        self.checked.map(clock::shown).unwrap_or_default()
    }
}

/// Where backups are kept.
pub fn folder(app: &App) -> PathBuf {
    app.store.place().folder.join("backups")
}

/// Bytes as people read them.
pub fn bytes(n: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KiB", "MiB", "GiB"];
    let (mut value, mut unit) = (n.saturating_mul(10), 0);
    while value >= 10_240 && unit < 3 {
        value /= 1024;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or("GiB");
    if unit == 0 { format!("{n} {name}") } else { format!("{}.{} {name}", value / 10, value % 10) }
}

/// Bytes free where a folder lies.
pub fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

/// What is known of the system now.
///
/// # Errors
/// When the store cannot be read.
pub fn facts(app: &App, w: &Words) -> Result<Vec<Fact>, Failure> {
    let health = app.store.health();
    let mut reader = app.store.read()?;
    let head = reader.audit_head()?;
    let signed = reader.checkpoints(1)?.into_iter().next();
    let place = app.store.place();
    let fact = |key: &'static str, value: String, tone: &'static str| Fact { name: w.t(key), value, tone };
    let writes = match &health.read_only {
        None => fact("wb-health-writes", w.t("wb-health-writes-yes"), "good"),
        Some(why) => fact("wb-health-writes", w.say(why), "bad"),
    };
    let free = free(&place.folder);
    let low = free.is_some_and(|f| f < 2 << 30);
    let database = std::fs::metadata(place.database()).map(|m| m.len()).ok();
    let uptime = clock::now().saturating_sub(app.started) / 60_000;
    let up = Message::new("wb-health-up-words").with("hours", uptime / 60).with("minutes", uptime % 60);
    let mut out = vec![
        writes,
        fact("wb-health-falls", health.falls.to_string(), if health.falls > 0 { "warn" } else { "good" }),
        fact("wb-health-engine", format!("{} · {}", health.engine, w.with("wb-health-schema", "n", health.schema)), ""),
        fact("wb-health-free", free.map_or_else(|| w.none(), bytes), if low { "bad" } else { "good" }),
        fact("wb-health-database", database.map_or_else(|| w.none(), bytes), ""),
        fact("wb-health-audit", w.n(head.size), ""),
        fact(
            "wb-health-signed",
            signed.map_or_else(|| w.t("wb-health-never"), |c| format!("{}（{}）", clock::shown(c.at), w.n(c.size))),
            "",
        ),
        fact("wb-health-held", app.computed().to_string(), ""),
        match app.config.hosts.as_slice() {
            [] => fact("wb-health-hosts", w.t("wb-health-hosts-any"), "warn"),
            names => fact("wb-health-hosts", names.join("、"), "good"),
        },
        fact("wb-health-up", w.say(&up), ""),
        fact("wb-health-version", env!("CARGO_PKG_VERSION").to_owned(), ""),
    ];
    if health.engine == "SQLite" {
        out.insert(3, fact("wb-health-wal", w.n(health.log_pages), ""));
    }
    Ok(out)
}

/// The backups that lie in the folder, the latest first.
pub fn kept(app: &App) -> Vec<Kept> {
    let Ok(list) = std::fs::read_dir(folder(app)) else { return Vec::new() };
    let mut names: Vec<String> =
        list.filter_map(|e| e.ok()?.file_name().into_string().ok()).filter(|n| !n.starts_with('.')).collect();
    names.sort_by(|a, b| b.cmp(a));
    let read = |name: String| {
        let path = folder(app).join(&name);
        let manifest: store::BackupManifest =
            serde_json::from_slice(&std::fs::read(path.join("manifest.json")).ok()?).ok()?;
        let size = manifest.files.iter().map(|f| f.size).sum();
        let checked = std::fs::read_to_string(folder(app).join(format!(".{name}.checked"))).ok();
        let checked = checked.and_then(|t| t.trim().parse::<i64>().ok());
        Some(Kept { name, at: manifest.at, size, entries: manifest.audit_size, checked })
    };
    names.into_iter().filter_map(read).take(SHOWN).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: String,
}

async fn show(State(app): State<App>, caller: Caller, Query(done): Query<Done>) -> Result<Response, Failure> {
    let w = caller.words;
    let (facts, jobs, backups) = app
        .off(move |app| {
            let counts = app.store.read()?.job_counts()?;
            Ok((self::facts(app, &w)?, counts, kept(app)))
        })
        .await?;
    let waiting = |state: &str| jobs.iter().filter(|(s, _, _)| s == state).map(|(_, n, _)| n).sum::<i64>();
    let busy = waiting("waiting") + waiting("running") > 0;
    let mut s = shell(&caller, &w.t("wb-nav-health"), "health");
    if !done.done.is_empty() {
        s.notice = Some(Notice { tone: "info", text: s.t("wb-health-backup-asked") });
    }
    let word = |state: &str| match state {
        "waiting" => s.t("wb-health-job-waiting"),
        "running" => s.t("wb-health-job-running"),
        "done" => s.t("wb-health-job-done"),
        _ => s.t("wb-health-job-failed"),
    };
    let view = HealthPage {
        jobs: jobs.iter().map(|(state, n, at)| (word(state), s.n(*n), clock::shown(*at))).collect(),
        facts,
        backups,
        folder: folder(&app).display().to_string(),
        may: caller.may(Action::SystemBackup, None) && caller.is_top(),
        top: caller.is_top(),
        running: busy && !done.done.is_empty(),
        s,
    };
    render(&view)
}

async fn take(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    ask(&app, &caller).await?;
    Ok(Redirect::to("/admin/health?done=1").into_response())
}

/// Asks for a backup, taken and checked in the background; the job's number.
///
/// # Errors
/// Not allowed, or not the site's topmost office.
pub async fn ask(app: &App, caller: &Caller) -> Result<String, Failure> {
    caller.demand(Action::SystemBackup, None)?;
    if !caller.is_top() {
        return Err(Failure::Forbidden(Message::new("wb-adm-top-only")));
    }
    let name = clock::file_name(clock::now());
    let payload = serde_json::to_string(&Backup { name }).map_err(|e| Failure::Internal(e.to_string()))?;
    let county = caller.session.account.region.clone();
    let stamp = caller.stamp(caller.fresh_key()?);
    let command = JobCommand::Enqueue { task: BACKUP.to_owned(), county, payload };
    let answer = app.off(move |app| Ok(app.store.write(stamp, command)?)).await?;
    app.bell.notify_waiters();
    answer.id().map(str::to_owned).ok_or_else(|| Failure::Internal("a job without a number".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_people_read_them() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(1023), "1023 B");
        assert_eq!(bytes(1536), "1.5 KiB");
        assert_eq!(bytes(5 << 30), "5.0 GiB");
        assert!(free(Path::new("/")).is_some_and(|n| n > 0) && free(Path::new("/no such folder")).is_none());
    }
}
