//! A trace in words (测算过程的文字): the steps of one gap, each with its cells and its clause.

use crate::words::Words;
use model::{Item, Message};
use needs::Gap;
use needs::trace::{Act, Trace};
use policy::Certainty;

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
    let (act, say) = (&step.act, |message: &Message| w.say(message));
    let mut out = Step {
        id: step.id,
        kind: match act {
            Act::Require { .. } | Act::Nothing { .. } => "require",
            Act::Short { .. } => "short",
            _ => "plain",
        },
        words: act.told(&say),
        value: step.value.map_or_else(|| w.none(), |v| act.outcome(item, v, &say)),
        cells: act.origins().iter().map(|o| format!("{}!{}", o.sheet, o.cell)).collect(),
        ..Step::default()
    };
    if out.cells.is_empty()
        && let Some(path) = act.path()
    {
        let key = if cells { "cli-place-blank" } else { "cli-place-path" };
        out.words = format!("{}（{}）", out.words, w.with(key, "path", path));
    }
    if let Some((reference, certainty, issuer)) = act.clause() {
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
