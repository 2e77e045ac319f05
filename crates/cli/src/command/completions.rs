//! `junheng completions` (命令补全).

use crate::args::Completions;
use crate::failure::{Exit, Failure};
use crate::localise;
use crate::output::Output;

pub fn run(args: &Completions, out: &Output) -> Result<Exit, Failure> {
    let mut command = localise::command(out.lang);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "junheng", &mut script);
    out.line(String::from_utf8_lossy(&script).trim_end());
    Ok(Exit::Fine)
}
