//! A small HTTP/1.1 client (客户端): one connection kept open, cookies, the form token.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Its headers, names in small letters.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// `GET`, `POST`, …
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// Headers beside the usual ones.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Ask {
    /// Reads something.
    pub fn get(path: impl Into<String>) -> Ask {
        Ask { method: "GET", path: path.into(), ..Ask::default() }
    }

    /// Sends a form.
    pub fn form(path: impl Into<String>, body: impl Into<Vec<u8>>) -> Ask {
        let kind = ("content-type", "application/x-www-form-urlencoded".to_owned());
        Ask { method: "POST", path: path.into(), headers: vec![kind], body: body.into() }
    }

    /// Sends JSON.
    pub fn json(method: &'static str, path: impl Into<String>, body: &serde_json::Value) -> Ask {
        let kind = ("content-type", "application/json".to_owned());
        Ask { method, path: path.into(), headers: vec![kind], body: body.to_string().into_bytes() }
    }

    /// With a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Ask {
        self.headers.push((name, value.into()));
        self
    }
}

/// A connection with what a browser remembers.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    patience: Duration,
    connection: Option<BufReader<TcpStream>>,
    cookie: String,
    csrf: String,
}

impl Client {
    /// To an address; nothing is sent yet.
    pub fn new(address: SocketAddr, patience: Duration) -> Client {
        Client { address, patience, connection: None, cookie: String::new(), csrf: String::new() }
    }

    /// Another connection with the same cookies.
    #[must_use]
    pub fn again(&self) -> Client {
        let mut other = Client::new(self.address, self.patience);
        other.cookie.clone_from(&self.cookie);
        other.csrf.clone_from(&self.csrf);
        other
    }

    /// To another server of the same site.
    pub fn turn_to(&mut self, address: SocketAddr) {
        self.address = address;
        self.connection = None;
    }

    /// Sends a request and reads the answer. After an error it is unknown whether the server did what was asked.
    ///
    /// # Errors
    /// When the connection fails or what comes is no answer.
    pub fn send(&mut self, ask: &Ask) -> std::io::Result<Reply> {
        let mut fresh = self.connection.is_none();
        loop {
            let sent = self.exchange(ask);
            match sent {
                // a kept connection that the server closed meanwhile: nothing has arrived there, so it is sent on a new one
                Err(e) if !fresh && e.kind() == ErrorKind::NotConnected => fresh = true,
                other => return other,
            }
        }
    }

    fn exchange(&mut self, ask: &Ask) -> std::io::Result<Reply> {
        let mut connection = match self.connection.take() {
            Some(kept) => kept,
            None => {
                let stream = TcpStream::connect_timeout(&self.address, self.patience)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(self.patience))?;
                stream.set_write_timeout(Some(self.patience))?;
                BufReader::with_capacity(1 << 16, stream)
            }
        };
        let mut head = format!("{} {} HTTP/1.1\r\nhost: {}\r\n", ask.method, ask.path, self.address);
        if !self.cookie.is_empty() {
            head.push_str(&format!("cookie: {}\r\n", self.cookie));
        }
        if ask.method != "GET" {
            let (origin, length) = (self.address, ask.body.len());
            head.push_str(&format!("origin: http://{origin}\r\ncontent-length: {length}\r\n"));
            if !self.csrf.is_empty() {
                head.push_str(&format!("x-csrf-token: {}\r\n", self.csrf));
            }
        }
        for (name, value) in &ask.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(&ask.body);
        let closed = |e: Error| match e.kind() {
            ErrorKind::BrokenPipe => Error::new(ErrorKind::NotConnected, e),
            _ => e,
        };
        connection.get_mut().write_all(&bytes).map_err(closed)?;
        let (reply, keep) = read(&mut connection)?;
        for (_, value) in reply.headers.iter().filter(|(n, _)| n == "set-cookie") {
            self.remember(value);
        }
        if keep {
            self.connection = Some(connection);
        }
        Ok(reply)
    }

    fn remember(&mut self, set: &str) {
        let pair = set.split(';').next().unwrap_or("");
        let name = pair.split('=').next().unwrap_or("");
        let others = self.cookie.split("; ").filter(|c| !c.is_empty() && c.split('=').next() != Some(name));
        let mut all: Vec<&str> = others.collect();
        all.push(pair);
        self.cookie = all.join("; ");
    }

    /// Signs in; afterwards writes carry the form token.
    ///
    /// # Errors
    /// When the server does not let it in.
    pub fn sign_in(&mut self, name: &str, password: &str) -> Result<(), crate::Fault> {
        let told = |e: Error| e.to_string();
        let reply = self.send(&Ask::form("/login", format!("name={name}&password={password}"))).map_err(told)?;
        if reply.status != 303 {
            return Err(format!("{name} was not let in: {} {}", reply.status, reply.text()));
        }
        let page = self.send(&Ask::get("/account")).map_err(told)?.text();
        let token = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        self.csrf = token.ok_or_else(|| format!("no form token on the page: {page}"))?.to_owned();
        Ok(())
    }
}

/// Reads an answer; whether the connection stays open.
fn read(from: &mut impl BufRead) -> std::io::Result<(Reply, bool)> {
    let first = line(from)?;
    if first.is_empty() {
        return Err(Error::new(ErrorKind::NotConnected, "closed before an answer"));
    }
    let status = first.split(' ').nth(1).and_then(|s| s.parse().ok());
    let mut reply = Reply {
        status: status.ok_or_else(|| Error::new(ErrorKind::InvalidData, format!("no answer: {first}")))?,
        headers: Vec::new(),
        body: Vec::new(),
    };
    loop {
        let line = line(from)?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            reply.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let keep = reply.header("connection") != Some("close");
    if reply.header("transfer-encoding") == Some("chunked") {
        loop {
            let size = line(from)?;
            let size = usize::from_str_radix(size.trim_end(), 16)
                .map_err(|_| Error::new(ErrorKind::InvalidData, "no size of a chunk"))?;
            let mut part = vec![0; size];
            from.read_exact(&mut part)?;
            reply.body.extend_from_slice(&part);
            let _ = line(from)?;
            if size == 0 {
                break;
            }
        }
    } else {
        let length = reply.header("content-length").and_then(|v| v.parse::<usize>().ok());
        reply.body = vec![0; length.unwrap_or(0)];
        from.read_exact(&mut reply.body)?;
    }
    Ok((reply, keep))
}

fn line(from: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    from.take(1 << 16).read_line(&mut line)?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_whole() {
        let plain = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: y\r\n\r\nabcHTTP/1.1".as_slice();
        let (reply, keep) = read(&mut BufReader::new(plain)).unwrap();
        assert_eq!((reply.status, reply.text().as_str(), reply.header("x"), keep), (200, "abc", Some("y"), true));
        let parts = b"HTTP/1.1 503 x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let (reply, keep) = read(&mut BufReader::new(parts.as_slice())).unwrap();
        assert_eq!((reply.status, reply.text().as_str(), keep), (503, "abcde", false));
        let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc".as_slice();
        assert_eq!(read(&mut BufReader::new(cut)).unwrap_err().kind(), ErrorKind::UnexpectedEof);
        assert_eq!(read(&mut BufReader::new(b"".as_slice())).unwrap_err().kind(), ErrorKind::NotConnected);
    }

    #[test]
    fn cookies_replace_one_another() {
        let mut client = Client::new("127.0.0.1:1".parse().unwrap(), Duration::from_secs(1));
        client.remember("a=1; Path=/; HttpOnly");
        client.remember("b=2");
        client.remember("a=3; Max-Age=0");
        assert_eq!(client.cookie, "b=2; a=3");
    }
}
