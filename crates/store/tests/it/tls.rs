//! TLS to PostgreSQL: encrypted, checked as far as the address says, refused in words otherwise.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use store::{Place, SettingCommand, Stamp, Store};

struct Cluster {
    folder: PathBuf,
    port: u16,
    _process: Child,
}

fn cluster() -> Option<Cluster> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/private-postgres");
    // free a moment ago
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new(script);
    command.args(["--tls", &port.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut process = command.spawn().ok()?;
    let mut folder = String::new();
    BufReader::new(process.stdout.take()?).read_line(&mut folder).ok()?;
    let folder = PathBuf::from(folder.trim());
    if folder.as_os_str().is_empty() {
        eprintln!("skipped: PostgreSQL 15 or later, or openssl, is not there");
        return None;
    }
    Some(Cluster { folder, port, _process: process })
}

#[test]
fn a_database_is_trusted_as_far_as_the_address_says() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::tempdir().unwrap();
    let port = cluster.port;
    let root = cluster.folder.join("root.pem");
    let other = folder.path().join("other.pem");
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    openssl.args(["-subj", "/CN=another root", "-keyout", "/dev/null", "-out"]).arg(&other).stderr(Stdio::null());
    assert!(openssl.status().unwrap().success());
    let open = |host: &str, rest: String| {
        let url = format!("postgres://junheng@{host}:{port}/postgres?{rest}");
        Store::open(&Place::postgres(folder.path().join("data"), url))
    };
    let (root, other) = (root.display().to_string(), other.display().to_string());
    for (host, rest) in [
        ("localhost", format!("sslmode=verify-full&sslrootcert={root}")),
        ("localhost", format!("sslrootcert={root}")),
        ("127.0.0.1", format!("sslmode=require&sslrootcert={root}")),
        ("127.0.0.1", "sslmode=require".to_owned()),
    ] {
        let store = open(host, rest.clone()).unwrap_or_else(|b| panic!("{rest}: {b}"));
        let key = format!("{host}{rest}");
        store.write(Stamp::system(1, key), SettingCommand::Put { name: "a".into(), value: 1.into() }).unwrap();
        assert!(store.read().unwrap().setting("a").unwrap().is_some());
    }
    for (host, rest, why) in [
        ("localhost", format!("sslmode=verify-full&sslrootcert={other}"), "UnknownIssuer"),
        ("127.0.0.1", format!("sslmode=require&sslrootcert={other}"), "UnknownIssuer"),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={root}"), "not valid for"),
        ("localhost", "sslmode=verify-full".to_owned(), "sslrootcert"),
        ("localhost", "sslmode=verify-full&sslrootcert=/nowhere.pem".to_owned(), "/nowhere.pem"),
    ] {
        let broken = open(host, rest.clone()).err().unwrap_or_else(|| panic!("{rest}: trusted"));
        assert_eq!(broken.message.key, "store-distrusted", "{rest}: {broken}");
        assert!(broken.detail.contains(why), "{rest}: {broken}");
    }
    // in the clear the server itself does not talk on this port
    assert!(open("localhost", "sslmode=disable".to_owned()).is_err());
}
