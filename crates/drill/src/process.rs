//! A server as a process (服务进程): started, waited for, told to stop, killed.

use crate::Fault;
use crate::client::{Ask, Client};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How to start it.
#[derive(Debug, Clone)]
pub struct Start {
    /// The program.
    pub binary: PathBuf,
    /// The data folder.
    pub data: PathBuf,
    /// PostgreSQL, where it is used.
    pub database: Option<String>,
    /// Flags beside the usual ones.
    pub flags: Vec<String>,
    /// Where it listens.
    pub address: SocketAddr,
    /// Where its log goes.
    pub log: PathBuf,
    /// Words before the program: `taskset -c 0`.
    pub before: Vec<String>,
    /// It speaks TLS: ready when it takes connections.
    pub secure: bool,
}

/// A port of this machine that was free a moment ago.
///
/// # Errors
/// When there is none.
pub fn free_address() -> Result<SocketAddr, Fault> {
    TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).map_err(|e| e.to_string())
}

impl Start {
    /// A server of a data folder on a port that is free.
    ///
    /// # Errors
    /// When no port is free.
    pub fn new(binary: &Path, data: &Path) -> Result<Start, Fault> {
        Ok(Start {
            binary: binary.to_owned(),
            data: data.to_owned(),
            database: None,
            flags: Vec::new(),
            address: free_address()?,
            log: data.with_extension("log"),
            before: Vec::new(),
            secure: false,
        })
    }

    /// Starts it and waits until it answers.
    ///
    /// # Errors
    /// When it ends, or does not answer in time.
    pub fn run(&self, patience: Duration) -> Result<Server, Fault> {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(&self.log);
        let log = log.map_err(|e| format!("{}: {e}", self.log.display()))?;
        let mut words = self.before.iter().map(String::as_str).chain([]);
        let mut command = match words.next() {
            Some(first) => {
                let mut command = Command::new(first);
                command.args(words).arg(&self.binary);
                command
            }
            None => Command::new(&self.binary),
        };
        command.args(["serve", "--listen", &self.address.to_string(), "--data"]).arg(&self.data).args(&self.flags);
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).env_remove("JUNHENG_LANG");
        let started = Instant::now();
        let child = command.spawn().map_err(|e| format!("{}: {e}", self.binary.display()))?;
        let mut server = Server { child, address: self.address, took: Duration::ZERO };
        server
            .wait_ready(started, patience, self.secure)
            .map_err(|why| format!("{why}; its log:\n{}", std::fs::read_to_string(&self.log).unwrap_or_default()))?;
        server.took = started.elapsed();
        Ok(server)
    }
}

/// A running server; killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took until it was ready.
    pub took: Duration,
}

impl Server {
    fn wait_ready(&mut self, started: Instant, patience: Duration, secure: bool) -> Result<(), Fault> {
        loop {
            let mut client = Client::new(self.address, Duration::from_secs(5));
            if secure && std::net::TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            if !secure && client.send(&Ask::get("/readyz")).is_ok_and(|r| r.status == 200) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended: {status}"));
            }
            if started.elapsed() > patience {
                return Err(format!("the server does not answer after {patience:?}"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client::new(self.address, Duration::from_secs(30))
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it as the end of memory or a power switch would: SIGKILL.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn kill(mut self) -> Result<(), Fault> {
        self.child.kill().and_then(|()| self.child.wait()).map(|_| ()).map_err(|e| e.to_string())
    }

    /// Sends a signal by its name: `TERM`, `HUP`.
    ///
    /// # Errors
    /// When it cannot be sent.
    pub fn signal(&self, name: &str) -> Result<(), Fault> {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.id().to_string()).status();
        match sent {
            Ok(status) if status.success() => Ok(()),
            other => Err(format!("{other:?}")),
        }
    }

    /// Tells it to stop and waits for its end.
    ///
    /// # Errors
    /// When it does not end in time.
    pub fn stop(mut self, patience: Duration) -> Result<(ExitStatus, Duration), Fault> {
        let started = Instant::now();
        self.signal("TERM")?;
        loop {
            if let Some(status) = self.child.try_wait().map_err(|e| e.to_string())? {
                return Ok((status, started.elapsed()));
            }
            if started.elapsed() > patience {
                return Err(format!("still running {patience:?} after it was told to stop"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Memory it holds now, in KiB; 0 where the system does not tell.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        line.and_then(|l| l.split_whitespace().next()).and_then(|n| n.parse().ok()).unwrap_or(0)
    }

    /// Processor time it has used, in seconds; 0 where the system does not tell.
    pub fn processor(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap_or_default();
        let rest = stat.rsplit(')').next().unwrap_or("");
        let ticks: u64 = rest.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        ticks as f64 / 100.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
