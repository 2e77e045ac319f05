//! TLS by the server itself: only new versions, HTTP/1.1, strict cookies, the certificate read again at SIGHUP.

use crate::run;
use drill::process::Start;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn there(program: &str) -> bool {
    let found = Command::new(program).arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok()
}

fn certificate(folder: &Path, name: &str) {
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    openssl.args(["-subj", &format!("/CN={name}"), "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]);
    openssl.arg("-keyout").arg(folder.join("key.pem")).arg("-out").arg(folder.join("chain.pem")).stderr(Stdio::null());
    assert!(openssl.status().unwrap().success());
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn tls_by_the_server_itself() {
    if !there("openssl") || !there("curl") {
        println!("skipped: openssl or curl is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    certificate(folder.path(), "first");
    let mut start = Start::new(Path::new(env!("CARGO_BIN_EXE_junheng")), &folder.path().join("data")).unwrap();
    start.secure = true;
    let file = |name: &str| folder.path().join(name).display().to_string();
    start.flags =
        ["--demo", "--certificate", &file("chain.pem"), "--key", &file("key.pem")].map(str::to_owned).to_vec();
    let server = run(&start);
    let url = format!("https://{}", server.address);
    let curl = |args: &[&str]| {
        let mut curl = Command::new("curl");
        curl.args(["-sS", "-i", "--cacert", &file("chain.pem"), "--max-time", "20"]).args(args);
        text(&curl.output().unwrap())
    };
    let page = curl(&[&format!("{url}/login")]);
    assert!(page.contains("HTTP/1.1 200") && page.contains("strict-transport-security: max-age="), "{page}");
    let entered =
        curl(&[&format!("{url}/login"), "-H", &format!("Origin: {url}"), "-d", "name=guihua&password=yanshi-2021"]);
    let cookie = entered.lines().find(|l| l.starts_with("set-cookie: junheng=")).unwrap_or_else(|| panic!("{entered}"));
    for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    let shake = |args: &[&str]| {
        let mut openssl = Command::new("openssl");
        openssl.args(["s_client", "-connect", &server.address.to_string()]).args(args).stdin(Stdio::null());
        text(&openssl.output().unwrap())
    };
    // the name of the certificate, as openssl shows it
    let first = shake(&[]);
    assert!(first.contains("CN = first") || first.contains("CN=first"), "{first}");
    for old in ["-tls1", "-tls1_1"] {
        let refused = shake(&[old, "-cipher", "ALL:@SECLEVEL=0"]);
        assert!(!refused.contains("Cipher is TLS") && !refused.contains("Cipher is ECDHE"), "{old}: {refused}");
    }
    assert!(shake(&["-alpn", "h2,http/1.1"]).contains("ALPN protocol: http/1.1"));
    certificate(folder.path(), "second");
    server.signal("HUP").unwrap();
    let renewed = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        let now = shake(&[]);
        now.contains("CN = second") || now.contains("CN=second")
    });
    assert!(renewed, "the new certificate is not in use");
    // one that cannot be read changes nothing
    std::fs::write(folder.path().join("chain.pem"), "no certificate").unwrap();
    server.signal("HUP").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let now = shake(&[]);
    assert!(now.contains("CN = second") || now.contains("CN=second"), "{now}");
    assert!(server.stop(Duration::from_secs(20)).unwrap().0.success());
}

/// Behind a proxy there is no certificate to read again; the signal, which ends processes that do not expect it, ends nothing.
#[test]
fn a_hang_up_without_a_certificate_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let start = crate::demo(folder.path(), &[]);
    let server = run(&start);
    server.signal("HUP").unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let mut client = server.client();
    assert_eq!(client.send(&drill::client::Ask::get("/readyz")).unwrap().status, 200);
    assert!(std::fs::read_to_string(&start.log).unwrap().contains("there is no certificate here"));
}
