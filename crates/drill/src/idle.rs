//! Connections that say nothing, or little, or take nothing (空闲连接): others are served meanwhile, and they end by the time limit.

use crate::Fault;
use crate::client::{Ask, Client};
use crate::process::{Server, Start};
use crate::site;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// How much later than the limit a connection may end: the machine has other work.
const LATE: Duration = Duration::from_secs(10);
/// Connections that send a letter at a time.
const SLOW: usize = 500;
/// Files a server may open in the trial of its limit.
const FEW: usize = 600;

/// A trial with its figures told as they come.
#[derive(Debug)]
pub struct Trial {
    /// The server, a demo site.
    pub start: Start,
    /// Connections that say nothing.
    pub many: usize,
    /// Its time limit.
    pub silence: Duration,
    /// Who asks for pages meanwhile.
    pub account: &'static str,
    /// The page asked for.
    pub page: String,
    /// Where the figures go.
    pub tell: fn(&str),
}

fn told(error: impl std::fmt::Display) -> Fault {
    error.to_string()
}

/// One connection with a request answered, kept open.
fn kept(address: SocketAddr) -> Result<TcpStream, Fault> {
    let mut stream = TcpStream::connect(address).map_err(told)?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).map_err(told)?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").map_err(told)?;
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    while !answer.windows(4).any(|w| w == b"\r\n\r\n") {
        match stream.read(&mut part).map_err(told)? {
            0 => return Err("closed before an answer".to_owned()),
            n => answer.extend_from_slice(part.get(..n).unwrap_or_default()),
        }
    }
    Ok(stream)
}

/// Whether the other side still holds a connection.
fn open(mut stream: &TcpStream) -> bool {
    let _ = stream.set_nonblocking(true);
    let mut part = [0; 1024];
    loop {
        match stream.read(&mut part) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(e) => return e.kind() == ErrorKind::WouldBlock,
        }
    }
}

/// Waits until none is open any more; how long the last one was.
fn until_closed(streams: &[TcpStream], since: Instant, most: Duration, what: &str) -> Result<Duration, Fault> {
    loop {
        let left = streams.iter().filter(|s| open(s)).count();
        let passed = since.elapsed();
        if left == 0 {
            return Ok(passed);
        }
        if passed > most {
            return Err(format!("{what}: {left} of {} still open after {passed:?}", streams.len()));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

impl Trial {
    /// Runs the whole trial.
    ///
    /// # Errors
    /// What the server did not stand.
    pub fn run(&self) -> Result<(), Fault> {
        rlimit::increase_nofile_limit(self.many as u64 + 1000).map_err(told)?;
        let server = self.start.run(Duration::from_secs(300))?;
        self.silent(&server)?;
        self.slow(&server)?;
        self.taking_nothing(&server)?;
        server.stop(Duration::from_secs(30))?;
        self.few()
    }

    fn client(&self, address: SocketAddr) -> Result<Client, Fault> {
        site::clients(address, &[self.account], 1)?.pop().ok_or_else(|| "no client".to_owned())
    }

    /// Median and longest time of the page; each from a connection of its own where `fresh`.
    fn pages(&self, client: &mut Client, fresh: bool) -> Result<(Duration, Duration), Fault> {
        let mut times = Vec::new();
        for _ in 0..40 {
            let mut own = client.again();
            let asked = if fresh { &mut own } else { &mut *client };
            let started = Instant::now();
            let reply = asked.send(&Ask::get(self.page.clone())).map_err(told)?;
            if reply.status != 200 {
                return Err(format!("{}: {}", self.page, reply.status));
            }
            times.push(started.elapsed());
        }
        times.sort();
        let at = |n: usize| times.get(n).copied().unwrap_or_default();
        Ok((at(times.len() / 2), at(times.len() - 1)))
    }

    fn silent(&self, server: &Server) -> Result<(), Fault> {
        let mut client = self.client(server.address)?;
        // what is computed once is computed before, however long it takes
        while client.send(&Ask::get(self.page.clone())).map_err(told)?.status == 429 {
            std::thread::sleep(Duration::from_millis(500));
        }
        let alone = self.pages(&mut client, true)?;
        let (before, started) = (server.memory(), Instant::now());
        let mut silent = Vec::with_capacity(self.many);
        let mut first = None;
        for _ in 0..self.many {
            silent.push(kept(server.address).map_err(|e| format!("after {} connections: {e}", silent.len()))?);
            first.get_or_insert_with(Instant::now);
        }
        let took = started.elapsed();
        let held = server.memory().saturating_sub(before);
        let among = self.pages(&mut client, true)?;
        let all = silent.iter().filter(|s| open(s)).count();
        let said = |what: &str, (median, longest): (Duration, Duration)| {
            format!("{what}: median {median:?}, longest {longest:?}")
        };
        (self.tell)(&format!("{} silent connections in {took:.1?}, {all} of them open after 40 pages", self.many));
        (self.tell)(&format!(
            "  memory of the server {} MiB before, {held} KiB more: {:.1} KiB a connection",
            before / 1024,
            held as f64 / self.many as f64
        ));
        (self.tell)(&format!("  {}; {}", said("page alone", alone), said("among them", among)));
        if all < self.many && first.is_some_and(|f| f.elapsed() < self.silence) {
            return Err(format!("{} were closed before their time", self.many - all));
        }
        let last = until_closed(&silent, Instant::now(), self.silence + LATE, "silent connections")?;
        (self.tell)(&format!(
            "  all closed by the server {last:.1?} later (limit {:?}); memory then {} MiB",
            self.silence,
            server.memory() / 1024
        ));
        Ok(())
    }

    /// Headers and bodies that come a letter at a time.
    fn slow(&self, server: &Server) -> Result<(), Fault> {
        let body = "POST /login HTTP/1.1\r\nhost: a\r\norigin: http://a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 9999\r\n\r\nname=";
        for (what, head) in [("headers", "GET / HTTP/1.1\r\nhost: a\r\nx: "), ("bodies", body)] {
            let mut client = self.client(server.address)?;
            let mut slow = Vec::new();
            for _ in 0..SLOW {
                let mut stream = TcpStream::connect(server.address).map_err(told)?;
                stream.write_all(head.as_bytes()).map_err(told)?;
                stream.set_nonblocking(true).map_err(told)?;
                slow.push(stream);
            }
            let (since, most) = (Instant::now(), self.silence + LATE);
            let among = self.pages(&mut client, true)?;
            loop {
                // a letter each, as long as they are let
                let left = slow.iter().filter(|s| open(s)).count();
                for stream in &mut slow {
                    let _ = stream.write(b"y");
                }
                if left == 0 {
                    break;
                }
                if since.elapsed() > most {
                    return Err(format!("slow {what}: {left} of {SLOW} still open after {:?}", since.elapsed()));
                }
                std::thread::sleep(Duration::from_millis(500));
            }
            (self.tell)(&format!(
                "{SLOW} slow {what}: all ended within {:.1?} (limit {:?}); page meanwhile median {:?}, longest {:?}",
                since.elapsed(),
                self.silence,
                among.0,
                among.1
            ));
        }
        Ok(())
    }

    /// Clients that ask for much and take none of it.
    fn taking_nothing(&self, server: &Server) -> Result<(), Fault> {
        let mut client = self.client(server.address)?;
        let mut largest = (0, String::new());
        for path in site::links(&mut client, &self.page, "/assets/")? {
            let size = client.send(&Ask::get(path.clone())).map_err(told)?.body.len();
            largest = largest.max((size, path));
        }
        let ask = format!("GET {} HTTP/1.1\r\nhost: a\r\n\r\n", largest.1).repeat(400);
        let mut takers = Vec::new();
        for _ in 0..20 {
            let mut stream = TcpStream::connect(server.address).map_err(told)?;
            stream.set_write_timeout(Some(Duration::from_secs(1))).map_err(told)?;
            let _ = stream.write_all(ask.as_bytes());
            takers.push(stream);
        }
        let since = Instant::now();
        // what is ended with bytes on the way cannot be seen without taking them: the server's own list of connections is looked at
        loop {
            let left = established(server)?;
            if left <= 1 {
                break;
            }
            if since.elapsed() > self.silence * 2 + LATE {
                return Err(format!("clients that take nothing: {left} connections after {:?}", since.elapsed()));
            }
            std::thread::sleep(Duration::from_millis(250));
        }
        drop(takers);
        (self.tell)(&format!(
            "20 clients that ask for 400 × {} bytes and take none: ended within {:.1?}",
            largest.0,
            since.elapsed()
        ));
        Ok(())
    }

    /// A server that may open few files: more are refused in words, and those that are in are served.
    fn few(&self) -> Result<(), Fault> {
        let mut start = self.start.clone();
        start.before = ["prlimit", &format!("--nofile={FEW}:{FEW}")].map(str::to_owned).to_vec();
        let server = start.run(Duration::from_secs(300))?;
        let mut client = self.client(server.address)?;
        while client.send(&Ask::get(self.page.clone())).map_err(told)?.status == 429 {
            std::thread::sleep(Duration::from_millis(500));
        }
        let mut held = Vec::new();
        let mut refused = 0;
        for _ in 0..FEW {
            match kept(server.address) {
                Ok(stream) => held.push(stream),
                Err(_) => refused += 1,
            }
        }
        let (median, longest) = self.pages(&mut client, false)?;
        let log = std::fs::read_to_string(&start.log).map_err(told)?;
        let words = log.lines().find(|l| l.contains("too many connections"));
        (self.tell)(&format!(
            "server with {FEW} files: {} connections in, {refused} refused; page of one that is in median {median:?}, longest {longest:?}\n  its log: {}",
            held.len(),
            words.unwrap_or("nothing")
        ));
        server.stop(Duration::from_secs(30))?;
        if refused == 0 || words.is_none() {
            Err("more connections than files, and nothing said".to_owned())
        } else {
            Ok(())
        }
    }
}

/// Connections the server's process holds, from the system's table.
fn established(server: &Server) -> Result<usize, Fault> {
    let table = std::fs::read_to_string(format!("/proc/{}/net/tcp", server.id())).map_err(told)?;
    let port = format!(":{:04X}", server.address.port());
    // 01 is an established connection
    let ours = |line: &&str| {
        let mut words = line.split_whitespace().skip(1);
        words.next().is_some_and(|local| local.ends_with(&port)) && words.nth(1) == Some("01")
    };
    Ok(table.lines().skip(1).filter(ours).count())
}
