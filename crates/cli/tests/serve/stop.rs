//! Told to stop, the server lets running requests end, hands its jobs back and ends well within its time.

use crate::{demo, run};
use drill::client::Ask;
use drill::site::PASSWORD;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use store::{Place, Scope, Store};

#[test]
fn running_requests_end_and_jobs_are_handed_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = run(&demo(folder.path(), &[]));
    let mut client = server.client();
    client.sign_in("guihua", PASSWORD).unwrap();
    // more than can be done in the time
    let county = "/c/150121/plan/optimise";
    let mut asked = |n: usize| {
        let asked = client.send(&Ask::form(county, "").with("idempotency-key", format!("k{n}"))).unwrap();
        asked.header("location").unwrap().split("job=").nth(1).unwrap().to_owned()
    };
    let jobs: Vec<String> = (0..30).map(&mut asked).collect();
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
    let mut read = store.read().unwrap();
    let states = jobs.iter().map(|id| read.job(&Scope::system(), id).unwrap().unwrap());
    let states: Vec<_> = states.map(|job| (job.state, job.attempts)).collect();
    // done before the end, or as if never taken
    let fine = |(state, attempts): &(String, i64)| matches!((state.as_str(), attempts), ("done", 1) | ("waiting", 0));
    assert!(states.iter().all(fine), "{states:?}");
    assert!(states.iter().any(|(state, _)| state == "waiting"), "{states:?}");
}
