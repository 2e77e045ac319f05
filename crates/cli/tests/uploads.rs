//! Hostile uploads over HTTP against the real server: bombs, forged and disguised files, odd forms, broken connections, a full disk, many at once.
//! Each ends with a reason, nothing is left on the disk, the server answers others meanwhile and keeps its memory.
//!
//! `JUNHENG_UPLOADS=500` sends so many at once (60 without it) and waits for the slow upload to be given up.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "uploads/client.rs"]
mod client;
#[path = "uploads/corpus.rs"]
mod corpus;

use client::{Reply, Server, field, part};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Files below a folder: unfinished ones and kept ones.
fn files(data: &Path) -> (usize, usize) {
    let count = |folder: &Path| {
        std::fs::read_dir(folder).map_or(0, |list| list.flatten().filter(|e| e.path().is_file()).count())
    };
    let root = data.join("files");
    let kept = std::fs::read_dir(&root).map_or(0, |list| {
        list.flatten().filter(|e| e.file_name() != "spool" && e.path().is_dir()).map(|e| count(&e.path())).sum()
    });
    (count(&root.join("spool")), kept)
}

/// Waits until nothing unfinished lies on the disk.
fn swept(server: &Server) {
    let started = Instant::now();
    while files(&server.data).0 > 0 {
        assert!(started.elapsed() < Duration::from_secs(40), "an unfinished upload lies on the disk");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn document(server: &Server, name: &str, bytes: &[u8]) -> Reply {
    server.upload("/library/upload", &[("category", "evidence")], name, bytes)
}

#[test]
fn hostile_uploads_end_with_a_reason_and_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path().join("data"));
    let before = server.memory();
    let kept = files(&server.data).1;
    let mut wrong: Vec<String> = Vec::new();
    let mut slowest = Duration::ZERO;
    let mut counted = 0;
    for case in corpus::refused() {
        let started = Instant::now();
        let reply = document(&server, &case.name, &case.bytes);
        slowest = slowest.max(started.elapsed());
        counted += 1;
        if !matches!(reply.status, 422 | 413) || !reply.body.contains(case.says) {
            wrong.push(format!("{}: {} {}", case.what, reply.status, reply.body));
        }
        assert!(
            !reply.body.contains("panick") && !reply.body.contains(server.data.to_str().unwrap()),
            "{}",
            reply.body
        );
    }
    if wrong.is_empty() {
        assert_eq!(files(&server.data), (0, kept), "nothing refused is kept");
    }
    for case in corpus::taken() {
        let reply = document(&server, &case.name, &case.bytes);
        counted += 1;
        if reply.status != 200 || !reply.body.contains(case.says) {
            wrong.push(format!("{}: {} {}", case.what, reply.status, reply.body));
            continue;
        }
        let href = reply.json()["href"].as_str().unwrap().to_owned();
        let original = server.get(&format!("{href}/v/1/file"));
        assert_eq!(original.status, 200);
        assert!(original.head("content-disposition").starts_with("attachment"), "{}", case.what);
        assert_eq!(original.head("x-content-type-options"), "nosniff");
        assert!(original.head("content-security-policy").contains("sandbox"));
        assert!(!original.head("content-type").contains("html"), "{}", original.head("content-type"));
        let page = server.get(&href);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{}", case.what);
    }
    // the import of workbooks goes the same way
    for case in corpus::workbooks() {
        let reply = server.upload("/c/150121/import", &[], &case.name, &case.bytes);
        counted += 1;
        if !matches!(reply.status, 422 | 413) || !reply.body.contains(case.says) {
            wrong.push(format!("{}: {} {}", case.what, reply.status, reply.body));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    swept(&server);
    let grown = server.memory().saturating_sub(before);
    assert!(grown < 64 * 1024, "the server grew by {grown} KiB");
    assert_eq!(server.get("/healthz").status, 200);
    println!("{counted} files, slowest answer {slowest:?}, server grew by {grown} KiB");
}

#[test]
fn odd_forms_and_broken_connections_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path().join("data"));
    let good = [field("category", "evidence"), part("file", "a.txt", b"hello")].concat();
    let odd: Vec<(&str, &str, Vec<u8>)> = vec![
        ("no boundary", "multipart/form-data", good.clone()),
        ("another boundary", "multipart/form-data; boundary=other", good.clone()),
        ("never closed", "multipart/form-data; boundary=XYZ", good.clone()),
        (
            "no file",
            "multipart/form-data; boundary=XYZ",
            [field("category", "evidence"), b"--XYZ--\r\n".to_vec()].concat(),
        ),
        ("nothing at all", "multipart/form-data; boundary=XYZ", Vec::new()),
        ("mixed in mixed", "multipart/mixed; boundary=XYZ", good.clone()),
        (
            "a header without end",
            "multipart/form-data; boundary=XYZ",
            [b"--XYZ\r\nContent-Disposition: form-data; name=\"".to_vec(), vec![b'a'; 300_000]].concat(),
        ),
        (
            "a long field",
            "multipart/form-data; boundary=XYZ",
            [field("category", &"a".repeat(200_000)), b"--XYZ--\r\n".to_vec()].concat(),
        ),
        ("a boundary of ten thousand", "multipart/form-data; boundary=XYZ", vec![b'-'; 100_000]),
    ];
    for (what, kind, body) in odd {
        let reply = server.post("/library/upload", kind, &body);
        assert!((400..500).contains(&reply.status), "{what}: {} {}", reply.status, reply.body);
    }
    // without the form's token nothing is read at all
    let bare = server.post_bare("/library/upload", "multipart/form-data; boundary=XYZ", &good);
    assert_eq!(bare.status, 403);
    // two files: the first counts, the second is a field like any other
    let two = [
        field("category", "evidence"),
        part("file", "a.txt", b"one"),
        part("file", "b.txt", b"two"),
        b"--XYZ--\r\n".to_vec(),
    ]
    .concat();
    assert_eq!(server.post("/library/upload", "multipart/form-data; boundary=XYZ", &two).status, 200);

    // a body without a length, longer than allowed
    let reply = server.chunked("/library/upload", 12 << 20);
    assert_eq!(reply.status, 413, "{}", reply.body);
    // a length that lies: less comes than was said, and then the line is cut
    let mut line = server.connect();
    line.write_all(server.head("/library/upload", "multipart/form-data; boundary=XYZ", Some(6 << 20)).as_bytes())
        .unwrap();
    line.write_all(&field("category", "evidence")).unwrap();
    line.write_all(b"--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n").unwrap();
    line.write_all(&vec![b'a'; 3 << 20]).unwrap();
    line.flush().unwrap();
    let started = Instant::now();
    while files(&server.data).0 == 0 && started.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(files(&server.data).0, 1, "half of it lies there while it comes");
    drop(line);
    swept(&server);

    // the same bytes twice lie there once
    let kept = files(&server.data).1;
    let first = document(&server, "甲.txt", "同样的内容".as_bytes());
    let second = document(&server, "乙.txt", "同样的内容".as_bytes());
    assert_eq!((first.status, second.status, files(&server.data).1), (200, 200, kept + 1));
    assert!(second.body.contains("甲"), "the second answer names the first: {}", second.body);

    if std::env::var_os("JUNHENG_UPLOADS").is_some() {
        let mut line = server.connect();
        line.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        line.write_all(server.head("/library/upload", "multipart/form-data; boundary=XYZ", Some(1000)).as_bytes())
            .unwrap();
        line.write_all(&part("file", "a.txt", b"h")[..90]).unwrap();
        let (started, mut said) = (Instant::now(), String::new());
        let _ = line.read_to_string(&mut said);
        assert!(said.contains("422") && said.contains("三十秒"), "{said}");
        println!("a silent upload is given up after {:?}", started.elapsed());
        swept(&server);
    }
}

#[test]
fn many_uploads_at_once_and_others_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path().join("data"));
    let many: usize = std::env::var("JUNHENG_UPLOADS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let before = server.memory();
    let started = Instant::now();
    let (mut answered, mut waits) = (0, Vec::new());
    std::thread::scope(|scope| {
        let sent: Vec<_> = (0..many)
            .map(|n| {
                let server = &server;
                scope.spawn(move || {
                    document(server, &format!("{n}.docx"), &corpus::word(&format!("第{n}份材料"))).status
                })
            })
            .collect();
        while sent.iter().any(|s| !s.is_finished()) {
            let asked = Instant::now();
            assert_eq!(server.get("/library").status, 200);
            waits.push(asked.elapsed());
            std::thread::sleep(Duration::from_millis(50));
        }
        for s in sent {
            let status = s.join().unwrap();
            assert!(status == 200, "{status}");
            answered += 1;
        }
    });
    let took = started.elapsed();
    waits.sort();
    let p95 = waits[waits.len() * 95 / 100];
    let grown = server.memory().saturating_sub(before);
    swept(&server);
    println!(
        "{answered} uploads at once in {took:?}; the list meanwhile: p95 {p95:?} of {} asked; server grew by {grown} KiB",
        waits.len()
    );
    assert!(p95 < Duration::from_secs(5), "{p95:?}");
    assert!(grown < 192 * 1024, "{grown} KiB");
}

#[test]
fn a_full_disk_is_said_and_nothing_half_stays() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let Some(_disk) = client::Disk::small(&data, 160) else {
        println!("skipped: a small disk cannot be mounted here");
        return;
    };
    let server = Server::start(data.join("site"));
    // room for three megabytes is left
    let ballast = data.join("ballast");
    let mut file = std::fs::File::create(&ballast).unwrap();
    let piece = vec![0u8; 256 * 1024];
    while file.write_all(&piece).is_ok() {}
    let size = file.metadata().unwrap().len();
    file.set_len(size - (3 << 20)).unwrap();
    drop(file);
    let reply = document(&server, "大.txt", &vec![b'a'; 7 << 20]);
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert!(reply.body.contains("磁盘已满"), "{}", reply.body);
    swept(&server);
    assert_eq!(server.get("/library").status, 200);
    std::fs::remove_file(&ballast).unwrap();
    assert_eq!(document(&server, "大.txt", &vec![b'a'; 7 << 20]).status, 200);
}
