//! `junheng compare` (方案对比): scenarios of one county side by side, each through the same optimiser, checker and rules.

use crate::args::Compare;
use crate::command::plan::percent;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::run::{self, Run};
use crate::setting::{Setting, settings};
use crate::source;
use catalogue::Lang;
use model::{Fen, Message};
use papers::comparison::{Amount, Column};
use papers::{Case, Comparison, Scene};
use policy::Policy;
use programme::{Entry, Halt, Limits, Options};

pub fn run(args: &Compare, out: &Output) -> Result<Exit, Failure> {
    let mut cases = match settings(&args.case) {
        Ok(cases) => cases,
        Err(failure) => {
            out.failure(&failure);
            return Ok(Exit::BadUsage);
        }
    };
    cases.insert(0, Setting { name: out.word("compare-base"), ..Setting::default() });
    let dossier = source::dossier(&args.file, out)?;
    if let Some(folder) = &args.out {
        source::writable(folder)?;
    }
    let mut limits = Limits::default();
    if let Some(rounds) = args.rounds {
        limits.dual_rounds = rounds;
    }
    let mut runs: Vec<(Setting, Policy, Result<Run, Failure>)> = Vec::new();
    for case in cases {
        let packs: Vec<_> = args.policy.iter().chain(&case.policy).cloned().collect();
        let policy = source::policy(&dossier.county, &packs, out)?;
        let options = Options { keep_hand_made: args.keep_plan || case.keep_plan };
        // an assumption that does not fit the data stops the comparison; demands that clash are an answer
        case.scenario.apply(dossier.clone()).map_err(|e| Failure::one(e.message()))?;
        let run = run::plan(dossier.clone(), case.scenario.clone(), &policy, &limits, options, &Halt::never());
        if run.as_ref().is_ok_and(|r| !r.holds()) {
            return Err(Message::new("compare-unproved").with("name", &case.name).into());
        }
        runs.push((case, policy, run));
    }
    let scenes: Vec<Scene<'_>> = runs.iter().map(scene).collect();
    let found = papers::compare(&scenes).map_err(|e| Failure::one(e.message()))?;
    if out.json {
        out.value(&found);
    } else {
        let head = Message::new("compare-head").with("county", dossier.county_name());
        out.line(&out.tone(Tone::Strong, &out.say(&head)));
        show(out, &found);
    }
    if let Some(folder) = &args.out {
        let papers = papers::comparison(&scenes, &found).map_err(|e| Failure::one(e.message()))?;
        if papers.is_empty() {
            out.aside(&out.word("compare-none"));
        }
        for paper in &papers {
            source::write(&folder.join(&paper.file_name), &paper.bytes)?;
        }
        if !out.json && !papers.is_empty() {
            out.tell(&Message::new("cli-papers-in").with("path", folder.display()));
        }
    }
    Ok(if runs.iter().all(|(_, _, run)| run.is_ok()) { Exit::Fine } else { Exit::Blocked })
}

fn scene<'a>((case, policy, run): &'a (Setting, Policy, Result<Run, Failure>)) -> Scene<'a> {
    let mut assumed = case.scenario.messages();
    let named = |p: &std::path::PathBuf| Message::new("compare-policy").with("path", p.display());
    assumed.extend(case.policy.iter().map(named));
    assumed.extend(case.keep_plan.then(|| Message::new("compare-keep-plan")));
    if assumed.is_empty() {
        assumed.push(Message::new("compare-as-is"));
    }
    let outcome = match run {
        Ok(run) => Ok(Case {
            dossier: &run.dossier,
            scenario: &run.scenario,
            policy,
            needs: &run.needs,
            programme: run.programme.as_ref(),
            verdict: run.verdict.as_ref(),
            findings: &run.findings,
            program: env!("CARGO_PKG_VERSION"),
        }),
        Err(failure) => Err(failure.problems.clone()),
    };
    Scene { name: case.name.clone(), assumed, outcome }
}

/// The table of measures, then what each case assumes and changes.
fn show(out: &Output, found: &Comparison) {
    let value = |v: Option<Amount>| match v {
        Some(Amount::Money(fen)) => fen.wan(),
        Some(Amount::Count(n)) => n.to_string(),
        Some(Amount::Share(ppm)) => percent(ppm),
        None => out.word("cli-no-data"),
    };
    let more = |base: Option<Amount>, own: Option<Amount>| match (base, own) {
        (Some(Amount::Money(a)), Some(Amount::Money(b))) if a != b => b
            .minus(a)
            .map_or_else(|_| String::new(), |d| format!(" ({}{})", if d > Fen::ZERO { "+" } else { "" }, d.wan())),
        (Some(Amount::Count(a)), Some(Amount::Count(b))) if a != b => format!(" ({:+})", b.saturating_sub(a)),
        _ => String::new(),
    };
    let rows: Vec<Vec<String>> = found
        .measures
        .iter()
        .map(|m| {
            let base = m.values.first().copied().flatten();
            let mut row = vec![out.say(&m.group), out.say(&m.label)];
            row.extend(m.values.iter().enumerate().map(
                |(at, v)| {
                    if at == 0 { value(*v) } else { value(*v) + &more(base, *v) }
                },
            ));
            row
        })
        .collect();
    let mut head = vec![out.word("compare-col-group"), out.word("compare-col-measure")];
    head.extend(found.cases.iter().map(|c| c.name.clone()));
    let numbers: Vec<usize> = (2..head.len()).collect();
    out.table_of(&head, &rows, &numbers);
    for case in &found.cases {
        told(out, case);
    }
}

fn told(out: &Output, case: &Column) {
    let between = if out.lang == Lang::Zh { "" } else { " " };
    let assumed: Vec<String> = case.assumed.iter().map(|m| out.say(m)).collect();
    let line = Message::new("compare-case").with("name", &case.name).with("assumed", assumed.join(between));
    out.line(&out.tone(Tone::Strong, &out.say(&line)));
    if !case.refused.is_empty() {
        out.line(&out.tone(Tone::Warn, &out.say(&Message::new("compare-refused").with("name", &case.name))));
        case.refused.iter().for_each(|m| out.tell(m));
        return;
    }
    if let Some(change) = case.change.as_ref().filter(|c| !c.is_empty()) {
        let line = Message::new("compare-change")
            .with("name", &case.name)
            .with("came", change.came.len())
            .with("went", change.went.len())
            .with("moved", change.moved.len())
            .with("resized", change.resized.len());
        out.tell(&line);
        changes(out, change);
    }
}

/// What came, went and changed its size, by name; of what only moved to other years the number.
pub fn few_changes(out: &Output, change: &programme::Difference) {
    changes(out, &programme::Difference { moved: Vec::new(), ..change.clone() });
    if !change.moved.is_empty() {
        out.tell(&Message::new("compare-moved-count").with("count", change.moved.len()));
    }
}

/// What came, went, moved, by name.
pub fn changes(out: &Output, change: &programme::Difference) {
    let between = if out.lang == Lang::Zh { "、" } else { ", " };
    let years = |e: &Entry| {
        if e.start == e.finish { e.start.to_string() } else { format!("{}-{}", e.start, e.finish) }
    };
    let one = |e: &Entry| format!("{} ({}, {})", e.name, years(e), e.total.wan());
    let two = |(a, b): &(Entry, Entry)| format!("{} ({} → {})", b.name, years(a), years(b));
    let sized = |(a, b): &(Entry, Entry)| format!("{} ({} → {})", b.name, a.total.wan(), b.total.wan());
    for (key, list) in [
        ("compare-came", change.came.iter().map(one).collect::<Vec<_>>()),
        ("compare-went", change.went.iter().map(one).collect()),
        ("compare-moved", change.moved.iter().map(two).collect()),
        ("compare-resized", change.resized.iter().map(sized).collect()),
    ] {
        if !list.is_empty() {
            out.tell(&Message::new(key).with("list", list.join(between)));
        }
    }
}
