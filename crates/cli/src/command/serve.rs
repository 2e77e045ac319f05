//! `junheng serve` (工作台): the workbench at one address.

use crate::args::Serve;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use model::Message;
use server::{Settings, Started};
use std::collections::BTreeMap;

pub fn run(args: &Serve, out: &Output) -> Result<Exit, Failure> {
    let wrong = |e: server::ConfigError| Failure::one(Message::new("cli-serve-config").with("why", e));
    let vars: BTreeMap<String, String> = std::env::vars().collect();
    let path = args.config.clone().or_else(|| vars.get("JUNHENG_CONFIG").map(Into::into));
    let file = match &path {
        Some(path) => Settings::file(path).map_err(wrong)?,
        None => Settings::default(),
    };
    let environment = Settings::environment(&vars).map_err(wrong)?;
    let config = flags(args).over(environment).over(file).settle().map_err(wrong)?;
    server::serve(config, crate::region::all(), |started| told(out, started)).map_err(|e| Failure::one(e.0))?;
    Ok(Exit::Fine)
}

fn flags(args: &Serve) -> Settings {
    Settings {
        listen: args.listen,
        data: args.data.clone(),
        database: args.database.clone(),
        demo: args.demo.then_some(true),
        certificate: args.certificate.clone(),
        key: args.key.clone(),
        address: args.address.clone(),
        demo_counties: args.demo_counties,
        idle_minutes: args.idle_minutes,
        session_hours: args.session_hours,
        hosts: args.hosts.clone(),
        passwords: args.passwords,
        password_length: args.password_length,
        password_classes: args.password_classes,
        password_days: args.password_days,
        upload_mib: args.upload_mib,
        timeout_seconds: args.timeout_seconds,
        jobs: args.jobs,
        reserve_mib: args.reserve_mib,
        log: args.log.clone(),
        log_json: args.log_json.then_some(true),
        policy: args.policy.clone(),
        scenario_policy: args.scenario_policy.clone(),
        fonts: args.fonts.clone(),
    }
}

/// Where it is, and how to get in.
fn told(out: &Output, started: &Started) {
    if out.json {
        out.value(&serde_json::json!({ "address": started.address, "first_token": started.first,
            "demo": started.demo.iter().map(|(login, password, person)| {
                serde_json::json!({ "login": login, "password": password, "person": person })
            }).collect::<Vec<_>>() }));
        return;
    }
    let open = Message::new("cli-serve-open").with("address", &started.address);
    out.line(&out.tone(Tone::Good, &out.say(&open)));
    if let Some(token) = &started.first {
        out.tell(&Message::new("cli-serve-first").with("token", token).with("address", &started.address));
    }
    if let Some((login, password, _)) = started.demo.first() {
        out.tell(&Message::new("cli-serve-demo").with("login", login).with("password", password));
    }
    out.line(&out.tone(Tone::Dim, &out.word("cli-serve-stop")));
}
