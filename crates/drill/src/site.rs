//! What the drills need to know of a demo site (演示站点): its accounts, addresses found on its pages, its audit log read past the server.

use crate::Fault;
use crate::client::{Ask, Client};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

/// The password of every demo account.
pub const PASSWORD: &str = "yanshi-2021";

/// Signed-in clients: so many of each account, one session each account.
///
/// # Errors
/// When one is not let in.
pub fn clients(address: SocketAddr, accounts: &[&str], many: usize) -> Result<Vec<Client>, Fault> {
    let mut out = Vec::new();
    for n in 0..many {
        match n.checked_sub(accounts.len()).and_then(|i| out.get(i)) {
            Some(same) => out.push(Client::again(same)),
            None => {
                let mut client = Client::new(address, Duration::from_secs(30));
                client.sign_in(accounts.get(n).ok_or("no accounts")?, PASSWORD)?;
                out.push(client);
            }
        }
    }
    Ok(out)
}

/// Addresses on a page that begin in a certain way, each once, in order.
///
/// # Errors
/// When the page does not come.
pub fn links(client: &mut Client, path: &str, start: &str) -> Result<Vec<String>, Fault> {
    let reply = client.send(&Ask::get(path)).map_err(|e| e.to_string())?;
    if reply.status != 200 {
        return Err(format!("{path}: {}", reply.status));
    }
    let text = reply.text();
    let all: BTreeSet<String> = text
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with(start))
        .map(|href| href.replace("&amp;", "&").replace("&#38;", "&"))
        .collect();
    Ok(all.into_iter().collect())
}

/// The number of a county's present version.
///
/// # Errors
/// When the county is not told.
pub fn version(client: &mut Client, county: &str) -> Result<i64, Fault> {
    let reply = client.send(&Ask::get(format!("/api/v1/counties/{county}"))).map_err(|e| e.to_string())?;
    reply.json().get("version").and_then(serde_json::Value::as_i64).ok_or(format!("{county}: {}", reply.status))
}

/// Has a county's plan made and waits for it.
///
/// # Errors
/// When it is not there in time.
pub fn optimised(client: &mut Client, county: &str, patience: Duration) -> Result<(), Fault> {
    let before = version(client, county)?;
    client.send(&Ask::form(format!("/c/{county}/plan/optimise"), "")).map_err(|e| e.to_string())?;
    let started = Instant::now();
    while version(client, county)? == before {
        if started.elapsed() > patience {
            return Err(format!("no plan of {county} after {patience:?}"));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// Number and key of the audit entries from a number on, from the SQLite file itself.
///
/// # Errors
/// When it cannot be read.
pub fn keys_sqlite(data: &Path, from: i64) -> Result<Vec<(i64, String)>, Fault> {
    let told = |e: rusqlite::Error| e.to_string();
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let connection = rusqlite::Connection::open_with_flags(data.join("junheng.db"), flags).map_err(told)?;
    let mut statement =
        connection.prepare("SELECT seq, leaf FROM audit_leaf WHERE seq >= ?1 ORDER BY seq").map_err(told)?;
    let rows = statement.query_map([from], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?))).map_err(told)?;
    let mut out = Vec::new();
    for row in rows {
        let (seq, leaf) = row.map_err(told)?;
        out.push((seq, key(&leaf)));
    }
    Ok(out)
}

/// The same from PostgreSQL.
///
/// # Errors
/// When it cannot be read.
pub fn keys_postgres(url: &str, from: i64) -> Result<Vec<(i64, String)>, Fault> {
    let told = |e: postgres::Error| e.to_string();
    let mut client = postgres::Client::connect(url, postgres::NoTls).map_err(told)?;
    let rows = client.query("SELECT seq, leaf FROM audit_leaf WHERE seq >= $1 ORDER BY seq", &[&from]).map_err(told)?;
    let read = |row: postgres::Row| Ok((row.try_get(0)?, key(row.try_get(1)?)));
    rows.into_iter().map(|row| read(row).map_err(told)).collect()
}

fn key(leaf: &str) -> String {
    let leaf: serde_json::Value = serde_json::from_str(leaf).unwrap_or_default();
    leaf.get("key").and_then(|k| k.as_str()).unwrap_or("").to_owned()
}

/// Verifies the whole audit log of a SQLite site by the separate reader; its entries.
///
/// # Errors
/// What is wrong with it.
pub fn verified(data: &Path) -> Result<usize, Fault> {
    let public = std::fs::read_to_string(data.join("keys/audit.pub")).map_err(|e| e.to_string())?;
    let key = audit::unhex(public.trim()).ok_or("no key")?;
    let log = audit::read_sqlite(&data.join("junheng.db")).map_err(|e| e.to_string())?;
    let report = audit::verify(&log, &key, &[]);
    match report.problems.first() {
        Some(problem) => Err(format!("{} problems in the audit log, the first: {problem:?}", report.problems.len())),
        None => usize::try_from(report.entries).map_err(|e| e.to_string()),
    }
}
