//! `drill load`, `drill kill` and `drill idle`: a demo site started, driven and judged. Figures on standard output, failure by the exit status.

use drill::client::Client;
use drill::load::{self, Plan};
use drill::process::Start;
use drill::{Fault, idle, kill, mix, site};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

const USAGE: &str = "drill load --binary PATH [--rate 500] [--seconds 60] [--warm 10] [--connections 200] [--core N] [--seed 1] [--data DIR]
drill load --url HOST:PORT …   a server that runs already, with the demo's accounts
drill kill --binary PATH [--kills 1000] [--clients 64] [--seed 1] [--database URL]
drill idle --binary PATH [--connections 10000] [--timeout 30]   connections that say nothing, or little, or take nothing";

/// The county's planner, who may look at everything there and change it.
const OF_COUNTY: [&str; 1] = ["guihua"];
const COUNTY: &str = "150121";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let done = options(words).and_then(|options| match command.as_str() {
        "load" => load(&options),
        "kill" => kills(&options),
        "idle" => idle(&options),
        _ => Err(USAGE.to_owned()),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

type Options = BTreeMap<String, String>;

fn options(words: impl Iterator<Item = String>) -> Result<Options, Fault> {
    const KNOWN: [&str; 13] = [
        "binary",
        "rate",
        "seconds",
        "warm",
        "connections",
        "core",
        "seed",
        "data",
        "url",
        "kills",
        "clients",
        "database",
        "timeout",
    ];
    let (mut out, mut words) = (Options::new(), words);
    while let Some(word) = words.next() {
        let name = word.strip_prefix("--").filter(|n| KNOWN.contains(n)).ok_or_else(|| format!("{word}?\n{USAGE}"))?;
        out.insert(name.to_owned(), words.next().ok_or_else(|| format!("{word} wants a value"))?);
    }
    Ok(out)
}

fn number<T: std::str::FromStr>(options: &Options, name: &str, usual: T) -> Result<T, Fault> {
    match options.get(name) {
        Some(text) => text.parse().map_err(|_| format!("--{name} {text}: no number")),
        None => Ok(usual),
    }
}

fn demo(options: &Options, data: &Path) -> Result<Start, Fault> {
    let binary = options.get("binary").map(PathBuf::from).ok_or(USAGE)?;
    let mut start = Start::new(&binary, data)?;
    start.flags = ["--demo", "--log", "warn"].map(str::to_owned).to_vec();
    start.database = options.get("database").cloned();
    if let Some(core) = options.get("core") {
        start.before = ["taskset", "-c", core].map(str::to_owned).to_vec();
    }
    Ok(start)
}

fn load(options: &Options) -> Result<(), Fault> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let data = options.get("data").map_or_else(|| folder.path().join("data"), PathBuf::from);
    let (server, address) = match options.get("url") {
        Some(url) => (None, url.parse().map_err(|_| format!("--url {url}: HOST:PORT is wanted"))?),
        None => {
            let mut start = demo(options, &data)?;
            // the pages of a county that has its plan; plans asked for after that are kept and left to another process
            planned(start.run(Duration::from_secs(300))?)?;
            start.flags.extend(["--jobs", "0"].map(str::to_owned));
            let server = start.run(Duration::from_secs(300))?;
            let address = server.address;
            (Some(server), address)
        }
    };
    let many = number(options, "connections", 200)?;
    let clients = site::clients(address, &OF_COUNTY, many)?;
    let mut first = clients.first().map(Client::again).ok_or("no connections")?;
    let kinds = mix::of_county(&mut first, COUNTY)?;
    let rate: f64 = number(options, "rate", 500.0)?;
    let (length, warm): (u64, u64) = (number(options, "seconds", 60)?, number(options, "warm", 10)?);
    let plan = Plan {
        rate,
        length: Duration::from_secs(length),
        warm: Duration::from_secs(warm),
        kinds,
        clients,
        seed: number(options, "seed", 1)?,
    };
    let before = server.as_ref().map_or(0.0, drill::process::Server::processor);
    let tallies = load::run(plan)?;
    print!("{}", load::table(&tallies));
    let all = load::together(&tallies);
    println!("{:.0} requests/s due for {length} s over {many} connections; {} answered", rate, all.micros.len());
    if let Some(server) = &server {
        let used = server.processor() - before;
        let share = used / (length + warm) as f64;
        let each = used * 1000.0 / (rate * (length + warm) as f64);
        println!("server: {:.0} % of a core, {each:.2} ms a request, {} MiB", share * 100.0, server.memory() / 1024);
    }
    if all.bad.is_empty() { Ok(()) } else { Err(format!("not fine: {:?}", all.bad)) }
}

/// Lets the server make the county's plan, then stops it.
fn planned(server: drill::process::Server) -> Result<(), Fault> {
    let mut client = site::clients(server.address, &OF_COUNTY, 1)?.pop().ok_or("no client")?;
    site::optimised(&mut client, COUNTY, Duration::from_secs(300))?;
    server.stop(Duration::from_secs(30)).map(|_| ())
}

fn idle(options: &Options) -> Result<(), Fault> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut start = demo(options, &folder.path().join("data"))?;
    let timeout: u64 = number(options, "timeout", 30)?;
    start.flags.extend(["--jobs", "0", "--timeout-seconds", &timeout.to_string()].map(str::to_owned));
    let trial = idle::Trial {
        start,
        many: number(options, "connections", 10_000)?,
        silence: Duration::from_secs(timeout),
        account: "guihua",
        page: format!("/c/{COUNTY}"),
        tell: |text: &str| println!("{text}"),
    };
    trial.run()
}

fn kills(options: &Options) -> Result<(), Fault> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let data = folder.path().join("data");
    let mut start = demo(options, &data)?;
    start.flags.extend(["--jobs", "0"].map(str::to_owned));
    let server = start.run(Duration::from_secs(300))?;
    let many = number(options, "clients", 64)?;
    let clients = site::clients(server.address, &OF_COUNTY, many)?;
    let mut first = clients.first().map(Client::again).ok_or("no clients")?;
    let writes = mix::small_writes(&mut first, COUNTY);
    let names: Vec<&str> = writes.iter().map(|w| w.name).collect();
    println!("writes: {}", names.join(", "));
    server.stop(Duration::from_secs(30))?;
    let kills = number(options, "kills", 1000)?;
    let tell = |text: &str| println!("{text}");
    let seed = number(options, "seed", 1)?;
    let database = start.database.clone();
    let drill = kill::Drill { start, kills, clients, writes, seed, tell };
    let outcome = kill::run(drill, &mut |from| match &database {
        Some(url) => site::keys_postgres(url, from),
        None => site::keys_sqlite(&data, from),
    })?;
    let mut restarts = outcome.restarts.clone();
    restarts.sort();
    let at = |permille: usize| {
        restarts
            .get((restarts.len() * permille / 1000).min(restarts.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    };
    println!("{} kills with {many} clients, seed {seed}", outcome.kills);
    for (name, count) in &outcome.answered {
        println!("  {name}: {count} answered, {} refused", outcome.refused.get(name).copied().unwrap_or(0));
    }
    println!("  {} of them answered only when sent again under their key", outcome.again);
    println!("  {} sent once more after a restart, all with the first answer", outcome.repeated);
    println!("  {} keys in the log, each once, none missing", outcome.entries);
    println!("  start to ready: median {:?}, slowest {:?}", at(500), at(1000));
    if database.is_none() {
        println!("  audit log verified by the separate reader: {} entries", site::verified(&data)?);
    }
    let slow = restarts.iter().filter(|t| **t > Duration::from_secs(2)).count();
    if slow > 0 { Err(format!("{slow} starts took longer than 2 s")) } else { Ok(()) }
}
