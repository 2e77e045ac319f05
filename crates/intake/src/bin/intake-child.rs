//! A program that is nothing but the reading child, for tests and measurements.

use std::process::ExitCode;

fn main() -> ExitCode {
    // The first argument is the hidden subcommand's name.
    intake::child_main(std::env::args_os().skip(2))
}
