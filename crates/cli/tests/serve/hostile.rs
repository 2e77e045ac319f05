//! Connections that mean no good: half requests, floods, requests that two servers would read differently, strange methods and hosts.

use crate::{demo, run};
use drill::client::{Ask, Client};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Sends bytes and reads all that comes until the server closes, or for a second.
fn raw(address: SocketAddr, bytes: &[u8], patience: Duration) -> (String, Duration) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(patience)).unwrap();
    let started = Instant::now();
    // the server may close before everything is sent
    let _ = stream.write_all(bytes);
    let mut out = Vec::new();
    let _ = stream.read_to_end(&mut out);
    (String::from_utf8_lossy(&out).into_owned(), started.elapsed())
}

fn answers(text: &str) -> Vec<&str> {
    text.split("HTTP/1.1 ").skip(1).map(|a| &a[..3]).collect()
}

#[test]
fn connections_that_mean_no_good() {
    let folder = tempfile::tempdir().unwrap();
    let server = run(&demo(folder.path(), &["--timeout-seconds", "2"]));
    let at = server.address;
    let fine = || {
        let mut client = Client::new(at, Duration::from_secs(10));
        assert_eq!(client.send(&Ask::get("/healthz")).unwrap().status, 200);
    };
    let second = Duration::from_secs(1);

    // a header that never ends, a body that never comes, silence after an answer
    for (what, sent) in [
        ("slow header", "GET / HTTP/1.1\r\nhost: a\r\nx: ".to_owned()),
        ("no header", String::new()),
        (
            "slow body",
            format!(
                "POST /login HTTP/1.1\r\nhost: {at}\r\norigin: http://{at}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 99\r\n\r\nname="
            ),
        ),
        ("silence after an answer", "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n".to_owned()),
    ] {
        let (text, took) = raw(at, sent.as_bytes(), Duration::from_secs(15));
        assert!(took < Duration::from_secs(8), "{what}: open for {took:?}: {text}");
    }
    // headers beyond any use
    let huge = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "y".repeat(1 << 20));
    assert!(matches!(answers(&raw(at, huge.as_bytes(), second).0)[..], [] | ["431"]));
    let many = format!("GET / HTTP/1.1\r\nhost: a\r\n{}\r\n", "x: y\r\n".repeat(2000));
    assert!(matches!(answers(&raw(at, many.as_bytes(), second).0)[..], [] | ["431"] | ["400"]));
    let long = format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "y".repeat(70_000));
    assert!(matches!(answers(&raw(at, long.as_bytes(), second).0)[..], [] | ["414"] | ["431"]));

    // what two servers would read differently is read by none
    let inner = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    for (what, headers) in [
        ("two lengths", format!("content-length: 0\r\ncontent-length: {}\r\n", inner.len())),
        ("length list", format!("content-length: 0, {}\r\n", inner.len())),
        ("length with a sign", "content-length: +0\r\n".to_owned()),
        ("unknown coding", "transfer-encoding: xchunked\r\n".to_owned()),
        ("coding not last", "transfer-encoding: chunked, identity\r\n".to_owned()),
        ("blank before the colon", "content-length : 0\r\n".to_owned()),
        ("folded line", "x: y\r\n content-length: 0\r\n".to_owned()),
    ] {
        let sent = format!("POST /login HTTP/1.1\r\nhost: a\r\n{headers}\r\n{inner}");
        let (text, _) = raw(at, sent.as_bytes(), second);
        assert!(matches!(answers(&text)[..], [] | ["400"]), "{what}: {text}");
    }
    // length and chunks together: nothing after the request is answered on this connection
    let both = format!(
        "POST /login HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{inner}"
    );
    let (text, _) = raw(at, both.as_bytes(), second);
    assert_eq!(answers(&text).len(), 1, "{text}");

    // methods: none reaches a handler that was not made for it, and no header changes the method
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X"] {
        let sent = format!("{method} /login HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        let (text, _) = raw(at, sent.as_bytes(), second);
        let answers = answers(&text);
        assert!(matches!(answers[..], [] | ["400"] | ["403"] | ["404"] | ["405"]), "{method}: {text}");
        assert!(!text.contains("host: a"), "{method} gives the request back: {text}");
    }
    let sent = "GET /login HTTP/1.1\r\nhost: a\r\nx-http-method-override: POST\r\nconnection: close\r\n\r\n";
    assert_eq!(answers(&raw(at, sent.as_bytes(), second).0), ["200"]);

    // hosts: none, two, another's; nothing is made from what the request says
    for (what, sent) in [
        ("no host", "GET /login HTTP/1.1\r\nconnection: close\r\n\r\n"),
        ("two hosts", "GET /login HTTP/1.1\r\nhost: a\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
        ("another's host", "GET /c/150121 HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
        (
            "forwarded host",
            "GET /c/150121 HTTP/1.1\r\nhost: a\r\nx-forwarded-host: evil.example\r\nforwarded: host=evil.example\r\nconnection: close\r\n\r\n",
        ),
        ("absolute form", "GET http://evil.example/c/150121 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"),
    ] {
        let (text, _) = raw(at, sent.as_bytes(), second);
        assert!(!text.contains("evil.example"), "{what}: {text}");
    }

    // many that say nothing: others are served, and memory stays
    let before = server.memory();
    let idle: Vec<TcpStream> = (0..600).map_while(|_| TcpStream::connect(at).ok()).collect();
    assert!(idle.len() > 400);
    fine();
    let grown = server.memory().saturating_sub(before);
    assert!(grown < 64 * 1024, "{grown} KiB for {} idle connections", idle.len());
    std::thread::sleep(Duration::from_secs(4));
    let open = idle.iter().filter(|s| {
        let mut byte = [0];
        s.set_nonblocking(true).unwrap();
        matches!((&**s).read(&mut byte), Err(e) if e.kind() == std::io::ErrorKind::WouldBlock)
    });
    assert_eq!(open.count(), 0, "idle connections are still open");
    fine();
}

/// The long form is `drill idle`: ten thousand of them.
#[test]
fn connections_that_say_little_or_take_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = demo(folder.path(), &["--jobs", "0", "--timeout-seconds", "4"]);
    start.log = folder.path().join("log");
    let trial = drill::idle::Trial {
        start,
        many: 1000,
        silence: Duration::from_secs(4),
        account: "guihua",
        page: "/c/150121".to_owned(),
        tell: |text: &str| println!("{text}"),
    };
    trial.run().unwrap();
}
