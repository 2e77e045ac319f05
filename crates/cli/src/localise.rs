//! The command line in the user's language (命令行本地化).

use crate::args::Args;
use crate::failure::Exit;
use catalogue::{Lang, text};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};
use model::Message;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;

/// The language asked for, before anything else is read: `--lang`, then `JUNHENG_LANG`, then Chinese.
pub fn lang_of(words: &[OsString]) -> Lang {
    let mut words = words.iter().filter_map(|w| w.to_str());
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        if let Some(lang) = value.and_then(|v| v.parse().ok()) {
            return lang;
        }
    }
    std::env::var("JUNHENG_LANG").ok().and_then(|v| v.parse().ok()).unwrap_or_default()
}

/// Reads the words. Help, version and mistakes are printed here.
pub fn parse(words: &[OsString], lang: Lang) -> Result<Args, Exit> {
    let parsed = command(lang).try_get_matches_from(words).and_then(|m| Args::from_arg_matches(&m));
    parsed.map_err(|error| {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let _ = error.print();
                return Exit::Fine;
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = error.print();
            }
            _ if lang == Lang::En => {
                let _ = error.print();
            }
            _ => {
                let _ = writeln!(std::io::stderr().lock(), "{}", mistake(&error, lang));
            }
        }
        Exit::BadUsage
    })
}

/// The command with every text taken from the catalogue.
pub fn command(lang: Lang) -> Command {
    dress(Args::command(), "cli", lang)
}

/// The headings of the help page; the argument parser takes them only as fixed text.
fn heading(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn template(lang: Lang) -> String {
    let usage = say(lang, "cli-usage".to_owned()).unwrap_or_default();
    format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}")
}

fn dress(command: Command, path: &str, lang: Lang) -> Command {
    let options = heading(lang, "选项", "Options");
    let arguments = heading(lang, "参数", "Arguments");
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(template(lang))
        .subcommand_help_heading(clap::builder::Str::from(heading(lang, "命令", "Commands")))
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(say(lang, "cli-arg-help".to_owned()).unwrap_or_default()),
        );
    if path == "cli" {
        command = command.arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(say(lang, "cli-arg-version".to_owned()).unwrap_or_default()),
        );
    }
    if let Some(about) = say(lang, format!("{path}-about")) {
        command = command.about(about);
    }
    if let Some(examples) = say(lang, format!("{path}-examples")) {
        command = command.after_help(examples);
    }
    command = command.mut_args(|arg| {
        let id = arg.get_id().as_str().replace('_', "-");
        let positional = arg.is_positional();
        let own = say(lang, format!("{path}-arg-{id}")).or_else(|| say(lang, format!("cli-arg-{id}")));
        let arg = arg.help_heading(if positional { arguments } else { options });
        let valued = arg.get_action().takes_values();
        let arg = if valued { arg.hide_default_value(true).hide_possible_values(true) } else { arg };
        match own {
            Some(help) => {
                let choice = choice(&arg, lang);
                arg.help(help + &choice)
            }
            None => arg,
        }
    });
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let inner = format!("{path}-{name}");
        command = command.mut_subcommand(&name, |c| dress(c, &inner, lang));
    }
    command
}

/// What an argument may be and is by default, in the user's language.
fn choice(arg: &clap::Arg, lang: Lang) -> String {
    let mut out = String::new();
    let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    if arg.get_action().takes_values() && !values.is_empty() && arg.get_id() != "lang" {
        out += &text(lang, &Message::new("cli-arg-one-of").with("values", values.join("|")));
    }
    let default: Vec<String> = arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
    if arg.get_action().takes_values() && !default.is_empty() {
        out += &text(lang, &Message::new("cli-arg-default").with("value", default.join(" ")));
    }
    out
}

/// A text of the catalogue, `None` where it has none.
fn say(lang: Lang, key: String) -> Option<String> {
    let message = Message { key: Cow::Owned(key.clone()), args: BTreeMap::new() };
    let out = text(lang, &message);
    (out != key).then_some(out)
}

fn mistake(error: &clap::Error, lang: Lang) -> String {
    let part = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(list)) => list.join("、"),
        Some(ContextValue::StyledStrs(list)) => list.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "cli-mistake-command",
        ErrorKind::UnknownArgument if !part(ContextKind::InvalidArg).starts_with('-') => "cli-mistake-extra",
        ErrorKind::UnknownArgument => "cli-mistake-option",
        ErrorKind::MissingRequiredArgument => "cli-mistake-missing",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-mistake-value",
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "cli-mistake-number",
        _ => "cli-mistake-other",
    };
    let given = match error.kind() {
        ErrorKind::InvalidSubcommand => part(ContextKind::InvalidSubcommand),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => part(ContextKind::InvalidValue),
        _ => String::new(),
    };
    let message = Message::new(key).with("given", given).with("option", part(ContextKind::InvalidArg));
    let tried =
        part(ContextKind::SuggestedSubcommand) + &part(ContextKind::SuggestedArg) + &part(ContextKind::ValidValue);
    let mut out = text(lang, &message);
    if !tried.is_empty() {
        out.push_str(&text(lang, &Message::new("cli-mistake-perhaps").with("tried", tried)));
    }
    out.push('\n');
    out.push_str(&text(lang, &Message::new("cli-mistake-help")));
    out
}
