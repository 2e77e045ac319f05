//! The child that becomes an office program: shut in first, then replaced by it.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rlimit::{Resource, setrlimit};

use crate::limit::Limits;

const MIB: u64 = 1024 * 1024;

/// Shuts itself in and becomes the program; returns only when that fails.
pub(super) fn become_office(program: &Path, folder: &Path, file: &str, limits: &Limits) -> io::Error {
    if let Err(error) = enter(folder, limits) {
        return error;
    }
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    Command::new(program)
        .arg(profile)
        .args(["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck"])
        .args(["--convert-to", "pdf", "--outdir"])
        .arg(folder.join("out"))
        .arg(folder.join(file))
        .env_clear()
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .env("PATH", "/usr/bin:/bin")
        .env("LANG", "zh_CN.UTF-8")
        .env("SAL_USE_VCLPLUGIN", "svp")
        .exec()
}

/// Limits what it may use, then what it may see: its own folder to write, the system's programs and fonts to read, no network.
fn enter(folder: &Path, limits: &Limits) -> io::Result<()> {
    setrlimit(Resource::AS, 8192 * MIB, 8192 * MIB)?;
    setrlimit(Resource::DATA, limits.memory_bytes, limits.memory_bytes)?;
    setrlimit(Resource::CPU, limits.cpu_seconds, limits.cpu_seconds.saturating_add(1))?;
    setrlimit(Resource::CORE, 0, 0)?;
    setrlimit(Resource::FSIZE, 256 * MIB, 256 * MIB)?;
    setrlimit(Resource::NOFILE, 512, 512)?;
    #[cfg(target_os = "linux")]
    shut(folder).map_err(io::Error::other)?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn shut(folder: &Path) -> Result<(), landlock::RulesetError> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, path_beneath_rules};
    const READ: [&str; 16] = [
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        "/opt",
        "/etc/fonts",
        "/etc/libreoffice",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/alternatives",
        "/var/cache/fontconfig",
        "/var/lib/libreoffice",
        "/var/spool/libreoffice",
        "/proc",
        "/sys/devices/system/cpu",
        "/dev/urandom",
    ];
    let all = AccessFs::from_all(ABI::V4);
    let read = AccessFs::from_read(ABI::V4);
    Ruleset::default()
        .handle_access(all)?
        .handle_access(AccessNet::from_all(ABI::V4))?
        .create()?
        .add_rules(path_beneath_rules(READ, read))?
        .add_rules(path_beneath_rules([folder], all))?
        // the program insists on a socket there, by which a second start of it would find the first
        .add_rules(path_beneath_rules(["/tmp"], AccessFs::MakeSock))?
        .add_rules(path_beneath_rules(["/dev/null"], AccessFs::from_file(ABI::V4)))?
        .restrict_self()
        .map(drop)
}
