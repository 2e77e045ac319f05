//! A server of one's own and a client that may break every rule.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A demo site, signed in as the county's planner.
pub struct Server {
    child: Child,
    pub data: PathBuf,
    address: String,
    cookie: String,
    csrf: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
pub struct Reply {
    pub status: u16,
    pub heads: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    pub fn head(&self, name: &str) -> &str {
        self.heads.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A field of a form.
pub fn field(name: &str, value: &str) -> Vec<u8> {
    format!("--XYZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
}

/// A file of a form; the name goes out as it is.
pub fn part(name: &str, file: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--XYZ\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

impl Server {
    pub fn start(data: PathBuf) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
        command.args(["serve", "--demo", "--json", "--listen", "127.0.0.1:0", "--log", "error", "--data"]).arg(&data);
        command.env("JUNHENG_UPLOAD_MIB", "8");
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut told = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !told.trim_end().ends_with("\n}") {
            assert!(lines.read_line(&mut told).unwrap() > 0, "the server ended: {told}");
        }
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let address = told["address"].as_str().unwrap().trim_start_matches("http://").to_owned();
        let mut server = Server { child, data, address, cookie: String::new(), csrf: String::new() };
        let form = "name=guihua&password=yanshi-2021";
        let reply = server.send(
            &server.request("POST", "/login", "application/x-www-form-urlencoded", Some(form.len())),
            form.as_bytes(),
        );
        let cookie = reply.heads.iter().filter(|(n, _)| n == "set-cookie").find(|(_, v)| v.starts_with("junheng="));
        server.cookie =
            cookie.unwrap_or_else(|| panic!("{} {}", reply.status, reply.body)).1.split(';').next().unwrap().to_owned();
        let page = server.get("/library").body;
        let at = page.find("x-csrf-token\":\"").unwrap() + 15;
        server.csrf = page[at..].split('"').next().unwrap().to_owned();
        server
    }

    /// KiB the server holds.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    pub fn connect(&self) -> TcpStream {
        let line = TcpStream::connect(&self.address).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        line
    }

    fn request(&self, method: &str, path: &str, kind: &str, length: Option<usize>) -> String {
        let length = length.map_or("Transfer-Encoding: chunked".to_owned(), |n| format!("Content-Length: {n}"));
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nContent-Type: {kind}\r\n{length}\r\n\
             Accept: application/json\r\nAccept-Language: zh-CN\r\nConnection: close\r\n",
            self.address, self.cookie
        )
    }

    /// The head of an upload with the form's token.
    pub fn head(&self, path: &str, kind: &str, length: Option<usize>) -> String {
        format!("{}x-csrf-token: {}\r\n\r\n", self.request("POST", path, kind, length), self.csrf)
    }

    fn send(&self, head: &str, body: &[u8]) -> Reply {
        let mut line = self.connect();
        let head = if head.ends_with("\r\n\r\n") { head.to_owned() } else { format!("{head}\r\n") };
        line.write_all(head.as_bytes()).unwrap();
        // a server that has heard enough may hang up while the rest is still being sent
        let _ = line.write_all(body);
        read(line)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send(&self.request("GET", path, "text/plain", Some(0)), b"")
    }

    pub fn post(&self, path: &str, kind: &str, body: &[u8]) -> Reply {
        self.send(&self.head(path, kind, Some(body.len())), body)
    }

    pub fn post_bare(&self, path: &str, kind: &str, body: &[u8]) -> Reply {
        self.send(&self.request("POST", path, kind, Some(body.len())), body)
    }

    pub fn upload(&self, path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Reply {
        let mut body: Vec<u8> = fields.iter().flat_map(|(n, v)| field(n, v)).collect();
        body.extend(part("file", name, bytes));
        body.extend(b"--XYZ--\r\n");
        self.post(path, "multipart/form-data; boundary=XYZ", &body)
    }

    /// A file of so many bytes in chunks, without saying how many there will be.
    pub fn chunked(&self, path: &str, bytes: usize) -> Reply {
        let mut line = self.connect();
        line.write_all(self.head(path, "multipart/form-data; boundary=XYZ", None).as_bytes()).unwrap();
        let start = part("file", "a.txt", b"");
        let _ = line.write_all(&[format!("{:x}\r\n", start.len()).as_bytes(), &start, b"\r\n"].concat());
        let piece = vec![b'a'; 65536];
        for _ in 0..bytes / piece.len() {
            if line.write_all(&[b"10000\r\n", piece.as_slice(), b"\r\n"].concat()).is_err() {
                break;
            }
        }
        let _ = line.write_all(b"0\r\n\r\n");
        read(line)
    }
}

fn read(mut line: TcpStream) -> Reply {
    let mut all = Vec::new();
    let mut piece = [0u8; 65536];
    // a connection that is reset after its answer has given the answer
    while let Ok(n) = line.read(&mut piece) {
        if n == 0 {
            break;
        }
        all.extend_from_slice(&piece[..n]);
    }
    let text = String::from_utf8_lossy(&all).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok()).unwrap_or(0);
    let heads = lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_lowercase(), v.to_owned())).collect();
    Reply { status, heads, body: body.to_owned() }
}

/// A small disk in memory, where the system lets one be mounted.
pub struct Disk(PathBuf);

impl Disk {
    pub fn small(folder: &Path, mib: u32) -> Option<Disk> {
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={mib}m"), "none"]).arg(folder).output();
        mounted.is_ok_and(|o| o.status.success()).then(|| Disk(folder.to_owned()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}
