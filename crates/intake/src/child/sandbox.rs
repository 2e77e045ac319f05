//! The child's own limits, set before the first byte of the file is touched.

use std::io;

use rlimit::{Resource, setrlimit};

use crate::limit::Limits;

/// Limits memory, processor time, files and processes, then closes the file system and the
/// network where the kernel can (Landlock); on kernels without it the limits still hold.
pub(super) fn enter(limits: &Limits) -> io::Result<()> {
    let own = own_address_space()?;
    let memory = own.saturating_add(limits.memory_bytes);
    setrlimit(Resource::AS, memory, memory)?;
    setrlimit(Resource::CPU, limits.cpu_seconds, limits.cpu_seconds.saturating_add(1))?;
    setrlimit(Resource::CORE, 0, 0)?;
    setrlimit(Resource::FSIZE, 0, 0)?;
    setrlimit(Resource::NOFILE, 16, 16)?;
    #[cfg(target_os = "linux")]
    setrlimit(Resource::NPROC, 0, 0)?;
    close_file_system();
    Ok(())
}

/// What the program itself takes of the address space: its code and libraries, whatever they
/// are, must not eat into the room for the file.
fn own_address_space() -> io::Result<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages: u64 = statm
        .split(' ')
        .next()
        .and_then(|first| first.parse().ok())
        .ok_or_else(|| io::Error::other("unreadable statm"))?;
    Ok(pages.saturating_mul(PAGE))
}

/// An upper bound would only loosen the limit, so the common page size is taken.
const PAGE: u64 = 4096;

#[cfg(target_os = "linux")]
fn close_file_system() {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr};
    // No rule is added: everything these rights cover is refused from here on.
    let closed = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V4))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V4)))
        .and_then(Ruleset::create)
        .map(landlock::RulesetCreated::restrict_self);
    // Best effort: older kernels lack it, and the limits above do not depend on it.
    drop(closed);
}

#[cfg(not(target_os = "linux"))]
fn close_file_system() {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Runs only in a process of its own, started by the test below.
    #[test]
    #[ignore = "shuts its own process in"]
    fn inside() {
        enter(&Limits::clerk()).unwrap();
        // Thirty-two MiB fit, a gigabyte does not.
        assert!(Vec::<u8>::new().try_reserve(32 << 20).is_ok());
        assert!(Vec::<u8>::new().try_reserve(1 << 30).is_err());
        match std::fs::read("/etc/passwd") {
            Err(error) => println!("verdict: {:?}", error.kind()),
            Ok(_) => println!("verdict: open"),
        }
    }

    #[test]
    fn memory_and_files_are_closed() {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child::sandbox::tests::inside", "--ignored", "--nocapture"])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{told}");
        if told.contains("verdict: open") {
            println!("skipped: this kernel has no Landlock");
        } else {
            assert!(told.contains("verdict: PermissionDenied"), "{told}");
        }
    }
}
