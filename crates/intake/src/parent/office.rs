//! Office documents as pages (转换为 PDF), by an office program where one is installed.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::{ChildCommand, running::Running};
use crate::child::{Job, Task};
use crate::limit::Limits;
use crate::problem::IntakeProblem;

/// Where office programs lie.
const PROGRAMS: [&str; 5] = [
    "/usr/lib/libreoffice/program/soffice.bin",
    "/usr/lib64/libreoffice/program/soffice.bin",
    "/opt/libreoffice/program/soffice.bin",
    "/usr/local/lib/libreoffice/program/soffice.bin",
    "/usr/lib/libreoffice-fresh/program/soffice.bin",
];

/// 办公软件: the office program of this machine, if there is one.
#[must_use]
pub fn office_program() -> Option<PathBuf> {
    PROGRAMS.iter().map(PathBuf::from).find(|p| p.is_file())
}

/// What a first start leaves for the second: macros never run, links never followed.
const PROFILE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value></prop></item>\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop></item>\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"BlockUntrustedRefererLinks\" oor:op=\"fuse\"><value>true</value></prop></item>\
</oor:items>\n";

/// Makes a PDF of an office document, in a folder of its own that holds it under the name given; where the PDF lies. The program sees nothing but that
/// folder and the system's own files, has no network, runs no macros, and is ended when its time is up.
///
/// # Errors
/// When it made none.
pub fn to_pdf(
    program: &Path,
    folder: &Path,
    file: &str,
    limits: &Limits,
    child: &ChildCommand,
) -> Result<PathBuf, IntakeProblem> {
    let user = folder.join("profile/user");
    std::fs::create_dir_all(&user).map_err(IntakeProblem::unreadable)?;
    std::fs::write(user.join("registrymodifications.xcu"), PROFILE).map_err(IntakeProblem::unreadable)?;
    let task = Task::Office { program: program.to_owned(), folder: folder.to_owned() };
    let job = Job { task, file_name: file.to_owned(), limits: limits.clone() };
    let job = serde_json::to_string(&job).map_err(IntakeProblem::reader_failed)?;
    let made = folder.join("out").join(Path::new(file).with_extension("pdf"));
    let mut last = IntakeProblem::reader_failed("not started");
    // a first start sets itself up and asks to be started again
    for _ in 0..2 {
        let _swept = Swept;
        let mut running = Running::start(child.command(&job).stdin(Stdio::null()), limits)?;
        last = running.ended();
        if made.is_file() {
            return Ok(made);
        }
    }
    Err(last)
}

/// Removes the sockets that ended office programs could not remove themselves: those nobody listens on.
struct Swept;

impl Drop for Swept {
    fn drop(&mut self) {
        let Ok(list) = std::fs::read_dir("/tmp") else { return };
        for entry in list.filter_map(Result::ok) {
            let ours = entry.file_name().to_string_lossy().starts_with("OSL_PIPE_");
            let socket = entry.file_type().is_ok_and(|t| std::os::unix::fs::FileTypeExt::is_socket(&t));
            if ours && socket {
                let tried = std::os::unix::net::UnixStream::connect(entry.path());
                if tried.is_err_and(|e| e.kind() == std::io::ErrorKind::ConnectionRefused) {
                    let _ = std::fs::remove_file(entry.path());
                }
            }
        }
    }
}
