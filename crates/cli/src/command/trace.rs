//! `junheng trace` (计算过程): how a gap, a boarding demand or the means for the curriculum came about, down to cell and clause.

use crate::args::Trace;
use crate::command::check::certainty;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use model::{Dossier, Item, Message, Origin, School};
use needs::trace::{Act, Step};
use policy::Basis;

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
            let why = Message::new("cli-trace-unknown").with("missing", out.say(&missing.message()));
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
    for step in steps {
        let value = match step.value {
            Some(v) => unit(out, item, &step.act, v),
            None => out.word("cli-no-data"),
        };
        out.line(&format!("  ({}) {} = {value}", step.id, words(out, &step.act, cells)));
        if let Act::Small { certainty: sure, .. } = &step.act
            && *sure != policy::Certainty::Confirmed
        {
            let word = out.word(certainty(*sure));
            out.line(&out.tone(Tone::Dim, &format!("      [{word}]")));
        }
        if let Act::Require { reference, certainty: sure, issuer, .. } = &step.act {
            let basis = format!(
                "      {}{reference} [{}] {issuer}",
                out.word("cli-policy-reference"),
                out.word(certainty(*sure))
            );
            out.line(&out.tone(Tone::Dim, &basis));
        }
    }
}

/// A step in words; `(n)` points at an earlier step.
fn words(out: &Output, act: &Act, cells: bool) -> String {
    let place = |path: &str, origins: &[Origin]| place(out, path, origins, cells);
    let points = |of: &[u32], sign: &str| of.iter().map(|n| format!("({n})")).collect::<Vec<_>>().join(sign);
    let message = match act {
        Act::Count { of, path, origins } => Message::new("cli-trace-count")
            .with("what", of_stage(out, of.stage.zh(), &basis(out, of.basis)))
            .with("place", place(path, origins)),
        Act::Has { item, path, origin } => {
            Message::new("cli-trace-has").with("item", item.zh()).with("place", place(path, origin.as_slice()))
        }
        Act::Adds { project, programme, item, path, origin } => Message::new("cli-trace-adds")
            .with("programme", programme)
            .with("project", project)
            .with("item", item.zh())
            .with("place", place(path, origin.as_slice())),
        Act::Unknown { missing } => Message::new("cli-trace-unknown").with("missing", out.say(&missing.message())),
        Act::Instead { of } => Message::new("cli-trace-instead").with("steps", points(of, "、")),
        Act::Forecast { stage, year, method, assumed } => {
            let message = match (method, assumed) {
                (None, _) => Message::new("cli-trace-forecast-none"),
                (Some(_), false) => Message::new("cli-trace-forecast"),
                (Some(_), true) => Message::new("cli-trace-forecast-assumed"),
            };
            let method = method.map(|m| out.say(&m.message())).unwrap_or_default();
            let year = format!("{year}—{}", year.plus(1));
            message.with("stage", stage.zh()).with("year", year).with("method", method)
        }
        Act::Scale { count, then, now } => {
            Message::new("cli-trace-scale").with("count", count).with("then", then).with("now", now)
        }
        Act::Small { count, below, reference, .. } => Message::new("cli-trace-small")
            .with("count", count)
            .with("below", below.normalize())
            .with("reference", reference),
        Act::Serves { subject, of } => {
            Message::new("cli-trace-serves").with("subject", subject.zh()).with("steps", points(of, "、"))
        }
        Act::Online { of } => Message::new("cli-trace-online").with("steps", points(of, "、")),
        Act::One => Message::new("cli-trace-one"),
        Act::Weight { stage, reference, .. } => {
            Message::new("cli-trace-weight").with("stage", stage.zh()).with("reference", reference)
        }
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
    };
    out.say(&message)
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

/// What is counted of a stage: 小学在校生, primary pupils.
fn of_stage(out: &Output, stage: &str, what: &str) -> String {
    out.say(&Message::new("cli-trace-of-stage").with("stage", stage).with("what", what))
}

fn basis(out: &Output, basis: Basis) -> String {
    out.word(match basis {
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
fn unit(out: &Output, item: Item, act: &Act, value: i64) -> String {
    match act {
        Act::Small { .. } => out.word(if value > 0 { "cli-trace-yes" } else { "cli-trace-no" }),
        Act::Serves { .. } | Act::Online { .. } => {
            out.word(if value > 0 { "cli-trace-means" } else { "cli-trace-lacks" })
        }
        Act::Count { .. } | Act::One => value.to_string(),
        Act::Weight { .. } => format!("{}.{:03}", value / 1000, value % 1000),
        Act::Has { item, .. } | Act::Adds { item, .. } => {
            format!("{} {}", item.unit().show(value), out.term(item.unit().zh()))
        }
        Act::Require { .. } | Act::Short { .. } => {
            format!("{} {}", item.unit().show(value), out.term(item.unit().zh()))
        }
        _ => value.to_string(),
    }
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
