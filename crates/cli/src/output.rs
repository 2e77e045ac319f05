//! What a command prints (输出): text for people, JSON for programs, colours only on a terminal.

use crate::failure::Failure;
use catalogue::{Lang, text};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use model::Message;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Columns of a table that goes to no terminal.
const WIDTH: u16 = 120;
/// Below so many columns a table is not squeezed.
const NARROWEST: u16 = 60;

/// How to print.
#[derive(Debug)]
pub struct Output {
    /// The language.
    pub lang: Lang,
    /// JSON instead of text.
    pub json: bool,
    colour: bool,
    /// Columns that a table may take.
    width: u16,
    /// Standard output took no more, and not because its reader left.
    lost: AtomicBool,
}

/// A colour with a meaning.
#[derive(Debug, Clone, Copy)]
pub enum Tone {
    /// A heading.
    Strong,
    /// All is well.
    Good,
    /// Needs a look.
    Warn,
    /// Blocks.
    Bad,
    /// Beside the point.
    Dim,
}

impl Output {
    /// Colours only on a terminal, never with `--plain` or `NO_COLOR`.
    pub fn new(lang: Lang, json: bool, plain: bool) -> Output {
        let colour = !plain && std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal();
        let width = terminal_size::terminal_size().map_or(WIDTH, |(columns, _)| columns.0.max(NARROWEST));
        Output { lang, json, colour, width, lost: AtomicBool::new(false) }
    }

    /// A message in the user's language.
    pub fn say(&self, message: &Message) -> String {
        text(self.lang, message)
    }

    /// A text without arguments.
    pub fn word(&self, key: &'static str) -> String {
        text(self.lang, &Message::new(key))
    }

    /// A name of the vocabulary in the user's language; a proper name stays.
    pub fn term<'a>(&self, zh: &'a str) -> std::borrow::Cow<'a, str> {
        catalogue::term(self.lang, zh)
    }

    /// A text in a colour.
    pub fn tone(&self, tone: Tone, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Strong => "1",
            Tone::Good => "32",
            Tone::Warn => "33",
            Tone::Bad => "31",
            Tone::Dim => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// A line on standard output; a closed pipe ends quietly, any other failure is remembered.
    pub fn line(&self, line: &str) {
        let mut to = std::io::stdout().lock();
        if let Err(e) = writeln!(to, "{line}").and_then(|()| to.flush())
            && e.kind() != ErrorKind::BrokenPipe
        {
            self.lost.store(true, Ordering::Relaxed);
        }
    }

    /// A line on standard error, where one can be written.
    pub fn aside(&self, line: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// True when a line could not be written, as on a full disk.
    pub fn lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// A message as a line.
    pub fn tell(&self, message: &Message) {
        self.line(&self.say(message));
    }

    /// A value as JSON on standard output; one that has no JSON counts as lost.
    pub fn value(&self, value: &impl serde::Serialize) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.line(&text),
            Err(_) => self.lost.store(true, Ordering::Relaxed),
        }
    }

    /// A table with a heading; columns listed in `numbers` are set flush right. No rows, no table.
    pub fn table(&self, head: &[&'static str], rows: &[Vec<String>], numbers: &[usize]) {
        let head: Vec<String> = head.iter().map(|k| self.word(k)).collect();
        self.table_of(&head, rows, numbers);
    }

    /// A table whose headings are words already.
    pub fn table_of(&self, head: &[String], rows: &[Vec<String>], numbers: &[usize]) {
        if rows.is_empty() {
            return;
        }
        let mut table = Table::new();
        table.load_preset(presets::UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(self.width);
        table.set_header(head);
        for row in rows {
            table.add_row(row.iter().map(|cell| self.term(cell)));
        }
        for &column in numbers {
            if let Some(c) = table.column_mut(column) {
                c.set_cell_alignment(CellAlignment::Right);
            }
        }
        self.line(&table.to_string());
    }

    /// What went wrong with a part of the work that the rest goes on without, on standard error.
    pub fn failure_aside(&self, failure: &Failure) {
        for problem in &failure.problems {
            self.aside(&self.say(problem));
        }
    }

    /// Why the command could not go on, on standard error (as JSON on standard output with `--json`).
    pub fn failure(&self, failure: &Failure) {
        if self.json {
            let problems: Vec<_> = failure
                .problems
                .iter()
                .map(|p| serde_json::json!({"key": p.key, "args": p.args, "text": self.say(p)}))
                .collect();
            self.value(&serde_json::json!({ "error": problems }));
            return;
        }
        self.failure_aside(failure);
    }
}
