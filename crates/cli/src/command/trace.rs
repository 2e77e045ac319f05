//! `junheng trace` (计算过程): how a gap, a boarding demand or the means for the curriculum came about, down to cell and clause.

use crate::args::Trace;
use crate::command::check::certainty;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use model::{Dossier, Item, Message, Origin, School};
use needs::trace::Step;

pub fn run(args: &Trace, out: &Output) -> Result<Exit, Failure> {
    let dossier = source::dossier(&args.file, out)?;
    let policy = source::policy(&dossier.county, &args.policy, out)?;
    let school = find_school(&dossier, &args.school)?;
    let needs = needs::assess(&dossier, &policy);
    let cells = !dossier.origins.is_empty();
    if args.curriculum {
        let trace = needs::trace::curriculum(&dossier, &policy, &needs, &school.id);
        let trace =
            trace.ok_or_else(|| Failure::one(Message::new("cli-no-curriculum").with("school", &school.name)))?;
        if out.json {
            out.value(&trace);
        } else {
            out.line(&out.tone(Tone::Strong, &trace.school_name));
            steps(out, &trace.steps, Item::FunctionRoom, cells);
        }
        return Ok(Exit::Fine);
    }
    let traces: Vec<needs::Trace> = if args.boarding {
        let years = needs.boarding.years.iter().map(|y| y.year).filter(|y| args.year.is_none_or(|only| y.0 == only));
        years.flat_map(|year| needs::trace::boarding(&dossier, &policy, &needs, &school.id, year)).collect()
    } else {
        let item = find_item(args.item.as_deref().unwrap_or_default())?;
        let gaps = needs.gaps.iter().filter(|g| g.school == school.id && g.item == item);
        gaps.map(|g| needs::trace(&dossier, &policy, g)).collect()
    };
    if traces.is_empty() {
        let message = match &args.item {
            Some(item) => Message::new("cli-no-need").with("item", find_item(item)?.zh()),
            None => Message::new("cli-no-boarding"),
        };
        return Err(message.with("school", &school.name).into());
    }
    if out.json {
        out.value(&traces);
        return Ok(Exit::Fine);
    }
    for trace in &traces {
        show(out, trace, cells);
        for missing in &trace.missing {
            let why = Message::new("needs-trace-unknown").with("missing", out.say(&missing.message()));
            out.line(&out.tone(Tone::Warn, &format!("      {}", out.say(&why))));
        }
    }
    Ok(Exit::Fine)
}

fn show(out: &Output, trace: &needs::Trace, cells: bool) {
    let standard =
        if trace.standard == policy::Standard::Basic { "cli-standard-basic" } else { "cli-standard-balanced" };
    let item = match trace.year {
        Some(year) => {
            let year = format!("{year}—{}", year.plus(1));
            out.say(&Message::new("cli-trace-year").with("item", trace.item.zh()).with("year", year))
        }
        None => out.term(trace.item.zh()).into_owned(),
    };
    let head = Message::new("cli-trace-head").with("item", item).with("standard", out.word(standard));
    out.line(&out.tone(Tone::Strong, &format!("{}  {}", trace.school_name, out.say(&head))));
    steps(out, &trace.steps, trace.item, cells);
}

fn steps(out: &Output, steps: &[Step], item: Item, cells: bool) {
    let say = |message: &Message| out.say(message);
    for step in steps {
        let act = &step.act;
        let value = step.value.map_or_else(|| out.word("cli-no-data"), |v| act.outcome(item, v, &say));
        let words = match act.path() {
            None => act.told(&say),
            Some(path) => {
                let place = place(out, path, act.origins(), cells);
                out.say(&Message::new("cli-trace-place").with("words", act.told(&say)).with("place", place))
            }
        };
        out.line(&format!("  ({}) {words} = {value}", step.id));
        if let Some((reference, sure, issuer)) = act.clause() {
            let (basis, sure) = (out.word("cli-policy-reference"), out.word(certainty(sure)));
            let line = format!("      {basis}{reference} [{sure}] {issuer}");
            out.line(&out.tone(Tone::Dim, line.trim_end()));
        }
    }
}

/// The cells a value came from. One without a cell stands in no table that was read, or came with a dossier file that
/// knows no cells at all.
fn place(out: &Output, path: &str, origins: &[Origin], cells: bool) -> String {
    if origins.is_empty() {
        let key = if cells { "cli-place-blank" } else { "cli-place-path" };
        return out.say(&Message::new(key).with("path", path));
    }
    origins.iter().map(|o| format!("{} {}!{}", o.file, o.sheet, o.cell)).collect::<Vec<_>>().join("、")
}

/// A school by number or name.
pub fn find_school<'a>(dossier: &'a Dossier, given: &str) -> Result<&'a School, Failure> {
    let by_id = dossier.schools.iter().find(|s| s.id.0 == given);
    let found = by_id.or_else(|| dossier.schools.iter().find(|s| s.name == given));
    found.ok_or_else(|| Failure::one(Message::new("cli-no-school").with("given", given)))
}

/// An item by code or Chinese name.
pub fn find_item(given: &str) -> Result<Item, Failure> {
    let by_name = || Item::ALL.iter().copied().find(|i| i.zh() == given);
    Item::from_code(given)
        .or_else(by_name)
        .ok_or_else(|| Failure::one(Message::new("cli-no-item").with("given", given)))
}
