//! `junheng migrate` (升级数据库结构).

use crate::args::Migrate;
use crate::command::site;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use model::Message;

pub fn run(args: &Migrate, out: &Output) -> Result<Exit, Failure> {
    let health = site::open(&args.site)?.health();
    if out.json {
        out.value(&serde_json::json!({"engine": health.engine, "schema": health.schema}));
    } else {
        let message = Message::new("cli-migrate-done").with("engine", health.engine).with("schema", health.schema);
        out.line(&out.tone(Tone::Good, &out.say(&message)));
    }
    Ok(Exit::Fine)
}
