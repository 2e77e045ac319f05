//! From the way a child died to what is wrong with the file.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use crate::limit::{Limits, Measure};
use crate::problem::{IntakeProblem, ProblemKind};

const SIGABRT: i32 = 6;
const SIGBUS: i32 = 7;
const SIGKILL: i32 = 9;
const SIGSEGV: i32 = 11;
const SIGXCPU: i32 = 24;
/// The exit code of a Rust panic.
const PANICKED: i32 = 101;

pub(super) fn outcome(status: ExitStatus, words: &str, limits: &Limits) -> IntakeProblem {
    let memory = || IntakeProblem::too_large(Measure::Memory, limits.memory_bytes);
    let out_of_memory = words.contains("memory allocation") || words.contains("capacity overflow");
    match (status.signal(), status.code()) {
        (Some(SIGXCPU), _) => ProblemKind::TooSlow { seconds: limits.cpu_seconds }.into(),
        (Some(SIGABRT), _) | (_, Some(PANICKED)) if out_of_memory => memory(),
        // Killed by neither us nor its own limits: the system ran out of memory.
        (Some(SIGKILL), _) => memory(),
        (Some(SIGABRT | SIGBUS | SIGSEGV), _) | (_, Some(PANICKED)) => IntakeProblem::damaged(words),
        _ => IntakeProblem::reader_failed(format!("{status}: {words}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deaths_have_causes() {
        let limits = Limits::clerk();
        let of = |raw, words| outcome(ExitStatus::from_raw(raw), words, &limits).kind;
        let memory = ProblemKind::TooLarge { measure: Measure::Memory, limit: limits.memory_bytes };
        assert_eq!(of(SIGABRT, "memory allocation of 9 bytes failed"), memory);
        assert_eq!(of(SIGKILL, ""), memory);
        assert_eq!(of(SIGXCPU, ""), ProblemKind::TooSlow { seconds: 10 });
        assert!(matches!(of(SIGSEGV, ""), ProblemKind::Damaged { .. }));
        assert!(matches!(of(PANICKED << 8, "index"), ProblemKind::Damaged { .. }));
        assert!(matches!(of(4 << 8, ""), ProblemKind::ReaderFailed { .. }));
    }
}
