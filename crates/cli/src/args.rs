//! The words of the command line (命令行参数). Texts come from the catalogue, see `localise`.

use crate::assume::Assume;
use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "junheng", version, disable_help_subcommand = true, infer_subcommands = false)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, value_parser = ["zh", "en"])]
    pub lang: Option<String>,
    #[arg(long, global = true)]
    pub plain: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(Demo),
    #[command(subcommand)]
    Workbook(Workbook),
    Import(Import),
    Bulk(Bulk),
    Needs(Needs),
    Forecast(Forecast),
    Trace(Trace),
    Plan(Plan),
    Compare(Compare),
    Why(Why),
    Check(Check),
    Verify(Verify),
    #[command(subcommand)]
    Policy(Policy),
    Serve(Serve),
    Synth(Synth),
    Backup(Backup),
    Restore(Restore),
    #[command(subcommand)]
    Audit(Audit),
    Migrate(Migrate),
    Completions(Completions),
}

#[derive(Debug, ClapArgs)]
pub struct Demo {
    #[arg(long, default_value = "demo")]
    pub out: PathBuf,
    #[arg(long, default_value_t = 2021)]
    pub seed: u64,
}

#[derive(Debug, ClapArgs)]
pub struct Serve {
    #[arg(long)]
    pub listen: Option<std::net::SocketAddr>,
    #[arg(long)]
    pub data: Option<PathBuf>,
    #[arg(long)]
    pub database: Option<String>,
    #[arg(long)]
    pub demo: bool,
    #[arg(long)]
    pub config: Option<PathBuf>,
    #[arg(long)]
    pub certificate: Option<PathBuf>,
    #[arg(long)]
    pub key: Option<PathBuf>,
    #[arg(long)]
    pub address: Option<String>,
    #[arg(long)]
    pub demo_counties: Option<u32>,
    #[arg(long)]
    pub idle_minutes: Option<u32>,
    #[arg(long)]
    pub session_hours: Option<u32>,
    #[arg(long = "host")]
    pub hosts: Vec<String>,
    #[arg(long)]
    pub passwords: Option<server::Passwords>,
    #[arg(long)]
    pub password_length: Option<u32>,
    #[arg(long)]
    pub password_classes: Option<u32>,
    #[arg(long)]
    pub password_days: Option<u32>,
    #[arg(long)]
    pub upload_mib: Option<u32>,
    #[arg(long)]
    pub timeout_seconds: Option<u32>,
    #[arg(long)]
    pub jobs: Option<u32>,
    #[arg(long)]
    pub reserve_mib: Option<u32>,
    #[arg(long)]
    pub log: Option<String>,
    #[arg(long)]
    pub log_json: bool,
    #[arg(long = "fonts")]
    pub fonts: Vec<PathBuf>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
    #[arg(long = "scenario-policy")]
    pub scenario_policy: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Workbook {
    New(WorkbookNew),
    Check(WorkbookCheck),
    Export(WorkbookExport),
}

#[derive(Debug, ClapArgs)]
pub struct WorkbookNew {
    #[arg(long)]
    pub region: String,
    #[arg(long, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub name: Option<String>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct WorkbookCheck {
    pub file: PathBuf,
    #[arg(long)]
    pub marked: Option<PathBuf>,
    #[arg(long)]
    pub dossier: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct WorkbookExport {
    pub file: PathBuf,
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct Import {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long)]
    pub mapping: PathBuf,
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct Bulk {
    pub file: PathBuf,
    #[arg(long, default_value = "enrolment")]
    pub table: String,
}

#[derive(Debug, ClapArgs)]
pub struct Needs {
    pub file: PathBuf,
    #[arg(long)]
    pub school: Option<String>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Forecast {
    pub file: PathBuf,
    #[arg(long)]
    pub backtest: bool,
    #[arg(long)]
    pub school: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    pub births: Option<String>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Trace {
    pub file: PathBuf,
    #[arg(long)]
    pub school: String,
    #[arg(long, required_unless_present_any = ["boarding", "curriculum"])]
    pub item: Option<String>,
    #[arg(long, conflicts_with_all = ["item", "curriculum"])]
    pub boarding: bool,
    #[arg(long, requires = "boarding")]
    pub year: Option<u16>,
    #[arg(long, conflicts_with = "item")]
    pub curriculum: bool,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Plan {
    pub file: PathBuf,
    #[arg(long)]
    pub out: PathBuf,
    #[command(flatten)]
    pub assume: Assume,
    #[arg(long)]
    pub keep_plan: bool,
    #[arg(long)]
    pub no_papers: bool,
    #[arg(long)]
    pub rounds: Option<u32>,
    #[arg(long)]
    pub seconds: Option<u32>,
    #[arg(long = "fonts")]
    pub fonts: Vec<PathBuf>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Compare {
    pub file: PathBuf,
    #[arg(long = "case")]
    pub case: Vec<String>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub keep_plan: bool,
    #[arg(long)]
    pub rounds: Option<u32>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Why {
    pub file: PathBuf,
    pub of: Option<String>,
    #[arg(long, conflicts_with = "of")]
    pub more: Option<String>,
    #[command(flatten)]
    pub assume: Assume,
    #[arg(long)]
    pub keep_plan: bool,
    #[arg(long)]
    pub rounds: Option<u32>,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long = "peers", num_args = 1..)]
    pub peers: Vec<PathBuf>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub all: bool,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Verify {
    pub folder: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Policy {
    Show(PolicyShow),
    Check(PolicyCheck),
    Explain(PolicyExplain),
}

#[derive(Debug, ClapArgs)]
pub struct PolicyShow {
    #[arg(long, default_value = "150121")]
    pub region: String,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct PolicyCheck {
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct PolicyExplain {
    pub figure: String,
    #[arg(long, default_value = "150121")]
    pub region: String,
    #[arg(long = "policy")]
    pub policy: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Synth {
    #[arg(long, default_value_t = 10)]
    pub counties: usize,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub out: PathBuf,
    #[arg(long)]
    pub workbooks: bool,
}

/// Where a site keeps its data.
#[derive(Debug, ClapArgs)]
pub struct Site {
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    #[arg(long)]
    pub database: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Backup {
    #[command(flatten)]
    pub site: Site,
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct Restore {
    pub folder: PathBuf,
    #[command(flatten)]
    pub site: Site,
    #[arg(long)]
    pub check: bool,
    #[arg(long)]
    pub key: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    Verify(AuditVerify),
    Checkpoint(AuditCheckpoint),
    Prove(AuditProve),
    Export(AuditExport),
}

#[derive(Debug, ClapArgs)]
pub struct AuditVerify {
    #[command(flatten)]
    pub site: Site,
    #[arg(long, conflicts_with_all = ["data", "database"], requires = "key")]
    pub log: Option<PathBuf>,
    #[arg(long)]
    pub key: Option<String>,
    #[arg(long = "checkpoint")]
    pub checkpoints: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct AuditCheckpoint {
    #[command(flatten)]
    pub site: Site,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct AuditProve {
    #[command(flatten)]
    pub site: Site,
    #[arg(long, required_unless_present = "from", conflicts_with = "from")]
    pub entry: Option<i64>,
    #[arg(long)]
    pub from: Option<i64>,
    #[arg(long)]
    pub size: Option<i64>,
}

#[derive(Debug, ClapArgs)]
pub struct AuditExport {
    #[command(flatten)]
    pub site: Site,
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct Migrate {
    #[command(flatten)]
    pub site: Site,
}

#[derive(Debug, ClapArgs)]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
