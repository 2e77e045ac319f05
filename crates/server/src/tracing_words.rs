//! A trace in words (测算过程的文字): the steps of one gap, each with its cells and its clause.

use crate::words::Words;
use model::{Item, Message, Origin};
use needs::Gap;
use needs::trace::{Act, Trace};
use policy::{Basis, Certainty, Reference};

/// One step as the page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub id: u32,
    /// `require`, `short`, else plain.
    pub kind: &'static str,
    /// What is done.
    pub words: String,
    /// What comes out.
    pub value: String,
    /// The cells read.
    pub cells: Vec<String>,
    /// The clause it rests on.
    pub clause: String,
    /// How sure that is.
    pub sure: String,
    /// Its colour.
    pub sure_tone: &'static str,
    /// The formula of the requirement.
    pub formula: String,
}

/// The steps of a trace.
pub fn steps(w: &Words, trace: &Trace, cells: bool) -> Vec<Step> {
    trace.steps.iter().map(|s| step(w, trace.item, s, cells)).collect()
}

/// Why there is no figure.
pub fn missing(w: &Words, gap: &Gap) -> Vec<String> {
    gap.missing.iter().map(|m| w.say(&m.message())).collect()
}

fn step(w: &Words, item: Item, step: &needs::trace::Step, cells: bool) -> Step {
    let mut out = Step {
        id: step.id,
        kind: match &step.act {
            Act::Require { .. } | Act::Nothing { .. } => "require",
            Act::Short { .. } => "short",
            _ => "plain",
        },
        words: words(w, &step.act),
        value: step.value.map_or_else(|| w.none(), |v| unit(w, item, &step.act, v)),
        cells: origins(&step.act).iter().map(|o| format!("{}!{}", o.sheet, o.cell)).collect(),
        ..Step::default()
    };
    if out.cells.is_empty()
        && let Some(path) = path(&step.act)
    {
        let key = if cells { "cli-place-blank" } else { "cli-place-path" };
        out.words = format!("{}（{}）", out.words, w.with(key, "path", path));
    }
    if let Some((reference, certainty, issuer)) = basis_of(&step.act) {
        out.clause = if issuer.is_empty() { reference.to_string() } else { format!("{reference} {issuer}") };
        out.sure = certainty_words(w, certainty);
        out.sure_tone = certainty_tone(certainty);
    }
    out
}

/// How sure a figure is, in words.
pub fn certainty_words(w: &Words, certainty: Certainty) -> String {
    w.t(match certainty {
        Certainty::Confirmed => "wb-sure-confirmed",
        Certainty::Secondary => "wb-sure-secondary",
        Certainty::ToBeChecked => "wb-sure-unchecked",
    })
}

/// Its colour.
pub fn certainty_tone(certainty: Certainty) -> &'static str {
    if certainty == Certainty::Confirmed { "good" } else { "warn" }
}

fn basis_of(act: &Act) -> Option<(&Reference, Certainty, &str)> {
    match act {
        Act::Require { reference, certainty, issuer, .. } => Some((reference, *certainty, issuer)),
        Act::Weight { reference, certainty, .. } | Act::Small { reference, certainty, .. } => {
            Some((reference, *certainty, ""))
        }
        Act::Nothing { reference: Some(reference), certainty: Some(certainty), .. } => {
            Some((reference, *certainty, ""))
        }
        _ => None,
    }
}

fn origins(act: &Act) -> Vec<&Origin> {
    match act {
        Act::Count { origins, .. } => origins.iter().collect(),
        Act::Has { origin, .. } | Act::Adds { origin, .. } => origin.iter().collect(),
        _ => Vec::new(),
    }
}

fn path(act: &Act) -> Option<&str> {
    match act {
        Act::Count { path, .. } | Act::Has { path, .. } | Act::Adds { path, .. } => Some(path),
        _ => None,
    }
}

/// A step in words; `(n)` points at an earlier step.
fn words(w: &Words, act: &Act) -> String {
    let points = |of: &[u32], sign: &str| of.iter().map(|n| format!("({n})")).collect::<Vec<_>>().join(sign);
    let message = match act {
        Act::Count { of, .. } => {
            Message::new("wb-trace-count").with("what", format!("{}{}", of.stage.zh(), basis(w, of.basis)))
        }
        Act::Has { item, .. } => Message::new("wb-trace-has").with("item", item.zh()),
        Act::Adds { project, programme, item, .. } => {
            Message::new("wb-trace-adds").with("programme", programme).with("project", project).with("item", item.zh())
        }
        Act::Unknown { missing } => Message::new("cli-trace-unknown").with("missing", w.say(&missing.message())),
        Act::Instead { of } => Message::new("cli-trace-instead").with("steps", points(of, "、")),
        Act::One => Message::new("cli-trace-one"),
        Act::Weight { stage, .. } => Message::new("wb-trace-weight").with("stage", stage.zh()),
        Act::Sum { of } if of.is_empty() => Message::new("cli-trace-none"),
        Act::Sum { of } => return points(of, " + "),
        Act::Product { of } => return points(of, " × "),
        Act::Less { from, less } => return format!("({from}) − ({less})"),
        Act::Share { total, part, whole } => return format!("({total}) × ({part}) ÷ ({whole})"),
        Act::Require { name, count, .. } => Message::new("cli-trace-require").with("name", name).with("count", count),
        Act::Nothing { .. } => Message::new("cli-trace-nothing"),
        Act::Short { required, present, under_way } => Message::new("cli-trace-short")
            .with("required", required)
            .with("present", present)
            .with("underway", under_way),
        Act::Forecast { stage, year, method, assumed } => {
            let message = Message::new(match (method, assumed) {
                (None, _) => "cli-trace-forecast-none",
                (Some(_), false) => "cli-trace-forecast",
                (Some(_), true) => "cli-trace-forecast-assumed",
            });
            let method = method.map(|m| w.say(&m.message())).unwrap_or_default();
            message.with("stage", stage.zh()).with("year", format!("{year}—{}", year.plus(1))).with("method", method)
        }
        Act::Scale { count, then, now } => {
            Message::new("cli-trace-scale").with("count", count).with("then", then).with("now", now)
        }
        Act::Small { count, below, reference, .. } => {
            Message::new("cli-trace-small").with("count", count).with("below", below).with("reference", reference)
        }
        Act::Serves { subject, of } => {
            Message::new("cli-trace-serves").with("subject", subject.zh()).with("steps", points(of, "、"))
        }
        Act::Online { of } => Message::new("cli-trace-online").with("steps", points(of, "、")),
    };
    w.say(&message)
}

fn basis(w: &Words, basis: Basis) -> String {
    w.t(match basis {
        Basis::Pupils => "cli-basis-pupils",
        Basis::Girls => "cli-basis-girls",
        Basis::Boys => "cli-basis-boys",
        Basis::Boarders => "cli-basis-boarders",
        Basis::Classes => "cli-basis-classes",
        Basis::Teachers => "cli-basis-teachers",
        Basis::School => "cli-basis-school",
    })
}

/// Counts and weights are plain numbers, everything else is in the item's smallest step.
fn unit(w: &Words, item: Item, act: &Act, value: i64) -> String {
    let of = |item: Item| format!("{} {}", item.unit().show(value), item.unit().zh());
    match act {
        Act::Weight { .. } => format!("{}.{:03}", value / 1000, value % 1000),
        Act::Has { item, .. } | Act::Adds { item, .. } => of(*item),
        Act::Require { .. } | Act::Short { .. } => of(item),
        Act::Small { .. } => w.t(if value > 0 { "cli-trace-yes" } else { "cli-trace-no" }),
        Act::Serves { .. } | Act::Online { .. } => w.t(if value > 0 { "cli-trace-means" } else { "cli-trace-lacks" }),
        _ => w.n(value),
    }
}
