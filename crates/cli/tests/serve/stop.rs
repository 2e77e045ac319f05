//! Told to stop, the server lets running requests end, hands its jobs back and ends well within its time.

use crate::{demo, run};
use drill::client::Ask;
use drill::site::PASSWORD;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use store::{Place, Scope, Store};

#[test]
fn running_requests_end_and_jobs_are_handed_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = run(&demo(folder.path(), &[]));
    let mut client = server.client();
    client.sign_in("guihua", PASSWORD).unwrap();
    let asked = client.send(&Ask::form("/c/150121/plan/optimise", "")).unwrap();
    let id = asked.header("location").unwrap().split("job=").nth(1).unwrap().to_owned();
    let page = format!("/c/150121/jobs/{id}");
    let started = Instant::now();
    while !client.send(&Ask::get(&page)).unwrap().text().contains("正在") {
        assert!(started.elapsed() < Duration::from_secs(60), "{}", client.send(&Ask::get(&page)).unwrap().text());
        std::thread::sleep(Duration::from_millis(20));
    }
    // half a request is on its way
    let mut slow = TcpStream::connect(server.address).unwrap();
    let body = "name=guihua&password=yanshi-2021";
    let head = format!(
        "POST /login HTTP/1.1\r\nhost: {a}\r\norigin: http://{a}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{}",
        body.len(),
        &body[..10],
        a = server.address
    );
    slow.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let address = server.address;
    let end = std::thread::spawn(move || server.stop(Duration::from_secs(20)));
    std::thread::sleep(Duration::from_millis(700));
    assert!(TcpStream::connect(address).is_err(), "nobody new is let in");
    slow.write_all(&body.as_bytes()[10..]).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let (status, took) = end.join().unwrap().unwrap();
    assert!(status.success(), "{status}");
    assert!(took < Duration::from_secs(13), "{took:?}");
    let store = Store::open(&Place::folder(folder.path().join("data"))).unwrap();
    let job = store.read().unwrap().job(&Scope::system(), &id).unwrap().unwrap();
    // handed back, or done in time on a fast machine
    assert!(matches!((job.state.as_str(), job.attempts), ("waiting", 0) | ("done", 1)), "{job:?}");
}
