//! Settings by file, environment and flags: the later wins, what is unknown is named.

use drill::process::free_address;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Starts a server with these and gives the port it says it listens on, or what it says instead.
fn said(folder: &std::path::Path, file: &str, vars: &[(&str, String)], flags: &[String]) -> String {
    let path = folder.join("junheng.toml");
    std::fs::write(&path, file).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(["serve", "--config"]).arg(&path).args(flags).envs(vars.iter().map(|(k, v)| (k, v)));
    let log = std::fs::File::create(folder.join("said")).unwrap();
    let mut child = command.stdout(log.try_clone().unwrap()).stderr(log).stdin(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    loop {
        let text = std::fs::read_to_string(folder.join("said")).unwrap();
        if child.try_wait().unwrap().is_some() || text.contains("http://127") {
            let _ = child.kill();
            let _ = child.wait();
            return text;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{text}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn flags_win_over_environment_over_file() {
    let folder = tempfile::tempdir().unwrap();
    let ports = [(); 3].map(|()| free_address().unwrap().to_string());
    let file = format!("listen = \"{}\"\ndata = {:?}\nreserve_mib = 1\n", ports[0], folder.path().join("data"));
    let vars = [("JUNHENG_LISTEN", ports[1].clone())];
    let flags = ["--listen".to_owned(), ports[2].clone()];
    for (vars, flags, wanted) in
        [(&vars[..], &flags[..], &ports[2]), (&vars[..], &[][..], &ports[1]), (&[][..], &[][..], &ports[0])]
    {
        let text = said(folder.path(), &file, vars, flags);
        assert!(text.contains(&format!("http://{wanted}")), "{wanted}: {text}");
    }
    // held back as the file says
    assert_eq!(std::fs::metadata(folder.path().join("data/reserve")).unwrap().len(), 1 << 20);
}

#[test]
fn what_is_no_setting_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = format!("data = {:?}\nreserve_mib = 0\n", folder.path().join("data"));
    let listen = free_address().unwrap();
    for (file, vars, flags, named) in [
        (format!("{data}listn = \"x\"\n"), vec![], vec![], "listn"),
        (format!("{data}jobs = \"many\"\n"), vec![], vec![], "jobs"),
        (data.clone(), vec![("JUNHENG_LISTEN", "here".to_owned())], vec![], "JUNHENG_LISTEN"),
        (data.clone(), vec![], vec!["--listn".to_owned()], "--listn"),
        (data.clone(), vec![("JUNHENG_KEY", "a.pem".to_owned())], vec![], "certificate"),
        (format!("{data}listen = \"0.0.0.0:1\"\n"), vec![], vec![], "0.0.0.0:1"),
    ] {
        let text = said(folder.path(), &file, &vars, &flags);
        assert!(text.contains(named) && !text.contains("http://127"), "{named}: {text}");
    }
    // a variable that looks like a setting is told and does not stop it
    let file = format!("{data}listen = \"{listen}\"\n");
    let text = said(folder.path(), &file, &[("JUNHENG_LISTN", "x".to_owned())], &[]);
    assert!(text.contains("JUNHENG_LISTN") && text.contains("http://127"), "{text}");
}
