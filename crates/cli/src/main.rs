//! The `junheng` command (均衡): every stage of the work from a terminal.
//!
//! One file per command under `command/`. Exit codes: 0 fine, 1 findings that block, 2 bad input, 3 bad usage.

mod args;
mod assume;
mod command;
mod counties;
mod failure;
mod localise;
mod output;
mod progress;
mod region;
mod run;
mod setting;
mod source;

use failure::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<std::ffi::OsString> = std::env::args_os().collect();
    // the limited child that reads a stranger's file; it must do nothing else first
    if words.get(1).is_some_and(|w| w == intake::ChildCommand::SUBCOMMAND) {
        return intake::child_main(words.into_iter().skip(2));
    }
    let lang = localise::lang_of(&words);
    let args = match localise::parse(&words, lang) {
        Ok(args) => args,
        Err(exit) => return exit.code(),
    };
    let out = output::Output::new(lang, args.json, args.plain);
    let exit = command::dispatch(&args, &out).unwrap_or_else(|failure| {
        out.failure(&failure);
        Exit::BadInput
    });
    if out.lost() {
        out.aside(&out.word("cli-output-lost"));
        return Exit::BadInput.code();
    }
    exit.code()
}
