//! The commands (命令), one file each.

mod audit;
mod backup;
mod bulk;
mod change;
mod check;
mod compare;
mod completions;
mod demo;
mod forecast;
mod import;
mod migrate;
mod needs;
mod plan;
mod policy;
mod serve;
mod site;
mod synth;
mod trace;
mod verify;
mod why;
mod workbook;

use crate::args::{Args, Audit, Command, Policy, Workbook};
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Runs the command that was asked for.
pub fn dispatch(args: &Args, out: &Output) -> Result<Exit, Failure> {
    match &args.command {
        Command::Demo(a) => demo::run(a, out),
        Command::Workbook(Workbook::New(a)) => workbook::new(a, out),
        Command::Workbook(Workbook::Check(a)) => workbook::check(a, out),
        Command::Workbook(Workbook::Export(a)) => workbook::export(a, out),
        Command::Import(a) => import::run(a, out),
        Command::Bulk(a) => bulk::run(a, out),
        Command::Needs(a) => needs::run(a, out),
        Command::Forecast(a) => forecast::run(a, out),
        Command::Trace(a) => trace::run(a, out),
        Command::Plan(a) => plan::run(a, out),
        Command::Compare(a) => compare::run(a, out),
        Command::Why(a) => why::run(a, out),
        Command::Check(a) => check::run(a, out),
        Command::Verify(a) => verify::run(a, out),
        Command::Policy(Policy::Show(a)) => policy::show(a, out),
        Command::Policy(Policy::Check(a)) => policy::check(a, out),
        Command::Policy(Policy::Explain(a)) => policy::explain(a, out),
        Command::Serve(a) => serve::run(a, out),
        Command::Synth(a) => synth::run(a, out),
        Command::Backup(a) => backup::take(a, out),
        Command::Restore(a) => backup::restore(a, out),
        Command::Audit(Audit::Verify(a)) => audit::verify(a, out),
        Command::Audit(Audit::Checkpoint(a)) => audit::checkpoint(a, out),
        Command::Audit(Audit::Prove(a)) => audit::prove(a, out),
        Command::Audit(Audit::Export(a)) => audit::export(a, out),
        Command::Migrate(a) => migrate::run(a, out),
        Command::Completions(a) => completions::run(a, out),
    }
}
