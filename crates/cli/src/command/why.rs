//! `junheng why` (为什么): why a project is in, why in its years, what would bring it in; what more money would bring.

use crate::args::Why as Args;
use crate::assume::money;
use crate::command::compare::few_changes;
use crate::command::plan::percent;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::run::{self, Run};
use crate::source;
use catalogue::Lang;
use checker::Tier;
use model::{Fen, FundSource, Message, Place, ProjectId, Year};
use programme::why::{Instead, WhyIn, WhyOut};
use programme::{Again, Answer, Halt, Limits, More, Options, Programme, Why};

pub fn run(args: &Args, out: &Output) -> Result<Exit, Failure> {
    let scenario = args.assume.scenario();
    let more: Option<Result<Wanted, ()>> = args.more.as_deref().map(wanted);
    let scenario = match (scenario, &more) {
        (Ok(scenario), None | Some(Ok(_))) => scenario,
        (scenario, more) => {
            let mut problems = scenario.err().map(|f| f.problems).unwrap_or_default();
            if let (Some(Err(())), Some(given)) = (more, &args.more) {
                problems.push(Message::new("why-bad-more").with("given", given));
            }
            out.failure(&Failure { problems });
            return Ok(Exit::BadUsage);
        }
    };
    let dossier = source::dossier(&args.file, out)?;
    let policy = source::policy(&dossier.county, &args.policy, out)?;
    let mut limits = Limits::default();
    if let Some(rounds) = args.rounds {
        limits.dual_rounds = rounds;
    }
    let options = Options { keep_hand_made: args.keep_plan };
    let run = run::plan(dossier, scenario, &policy, &limits, options, &Halt::never())?;
    if !run.holds() {
        return Err(Message::new("cli-plan-unproved").into());
    }
    let Some(programme) = &run.programme else { return Ok(Exit::Fine) };
    for assumed in run.scenario.messages().iter().filter(|_| !out.json) {
        out.line(&out.tone(Tone::Warn, &out.say(&Message::new("cli-plan-assumed").with("what", out.say(assumed)))));
    }
    if let Some(Ok(wanted)) = more {
        return ask_more(out, &run, programme, &limits, &wanted);
    }
    let of = args.of.as_deref();
    let found = of.and_then(|of| programme.candidates.iter().find(|c| c.project.id.0 == of));
    match (of, found) {
        (Some(_), Some(candidate)) => {
            let id = candidate.project.id.clone();
            let answer = programme::why(programme, &limits, &id).map_err(|e| Failure::one(e.message()))?;
            let Some(answer) = answer else { return Ok(Exit::Fine) };
            let estimate = programme::why::estimate(programme, &id).map_err(|e| Failure::one(e.message()))?;
            if out.json {
                out.value(&serde_json::json!({ "why": answer, "estimate_affordable_fen": estimate }));
            } else {
                show(out, programme, &answer, estimate);
            }
        }
        (of, _) => list(out, &run, programme, of)?,
    }
    Ok(Exit::Fine)
}

/// What `--more` asks: an amount, of one source and year or of every one.
struct Wanted {
    spot: Option<(FundSource, Vec<Year>)>,
    amount: Fen,
}

fn wanted(word: &str) -> Result<Wanted, ()> {
    let folded = intake::normal::fold_width(word);
    let parts: Vec<&str> = folded.split(':').map(str::trim).collect();
    let positive = |text: &str| money(text).filter(|f| f.0 >= Fen::GRAIN.0).ok_or(());
    match parts.as_slice() {
        [amount] => Ok(Wanted { spot: None, amount: positive(amount)? }),
        [source, years, amount] => {
            let source = crate::assume::named(source).ok_or(())?;
            let (first, last) = crate::assume::span(years).ok_or(())?;
            Ok(Wanted { spot: Some((source, first.to(last).collect())), amount: positive(amount)? })
        }
        _ => Err(()),
    }
}

fn tier(out: &Output, tier: Tier) -> String {
    out.word(match tier {
        Tier::Required => "cli-tier-required",
        Tier::Safety => "cli-tier-safety",
        Tier::Seats => "cli-tier-seats",
        Tier::Need => "cli-tier-need",
    })
}

/// The largest gap of an answer, in per cent.
fn gap(out: &Output, gaps: &[Option<u32>]) -> String {
    let worst = gaps.iter().copied().collect::<Option<Vec<u32>>>().and_then(|g| g.into_iter().max());
    worst.map_or_else(|| out.word("cli-no-data"), |ppm| format!("{}%", percent(ppm)))
}

/// Every candidate, or those of one school: in or out, when, why.
fn list(out: &Output, run: &Run, programme: &Programme, of: Option<&str>) -> Result<(), Failure> {
    let school = of
        .map(|of| crate::command::trace::find_school(&run.dossier, of))
        .transpose()
        .map_err(|_| Failure::one(Message::new("why-unknown").with("given", of.unwrap_or_default())))?;
    let here = |place: &Place| school.is_none_or(|s| *place == Place::School(s.id.clone()));
    let tiers = programme.instance.tiers();
    let mut rows = Vec::new();
    let mut json = Vec::new();
    for (candidate, own) in programme.candidates.iter().zip(tiers).filter(|(c, _)| here(&c.project.place)) {
        let id = &candidate.project.id;
        let planned = programme.plan.projects.iter().find(|p| p.id == *id);
        let (state, reason) = match planned {
            Some(p) => {
                let years =
                    if p.start == p.finish { p.start.to_string() } else { format!("{}—{}", p.start, p.finish) };
                (Message::new("why-state-in").with("years", years), p.reason.clone().unwrap_or_default())
            }
            None => {
                let why = programme.left_out.iter().find(|w| w.project == *id);
                (Message::new("why-state-out"), why.map(|w| out.say(&w.reason)).unwrap_or_default())
            }
        };
        json.push(serde_json::json!({
            "project": id, "name": candidate.project.name, "in": planned.is_some(), "tier": own,
            "start": planned.map(|p| p.start), "finish": planned.map(|p| p.finish), "reason": reason,
        }));
        rows.push(vec![id.to_string(), candidate.project.name.clone(), out.say(&state), tier(out, own), reason]);
    }
    let unplanned: Vec<_> = programme.unplanned.iter().filter(|u| school.is_none_or(|s| u.school == s.id)).collect();
    if out.json {
        out.value(&serde_json::json!({ "candidates": json, "unplanned": unplanned }));
        return Ok(());
    }
    out.table(&["why-col-id", "why-col-name", "why-col-state", "why-col-tier", "why-col-reason"], &rows, &[]);
    if school.is_some() {
        unplanned.iter().for_each(|u| out.tell(&u.reason));
    }
    out.tell(&Message::new("why-hint"));
    Ok(())
}

fn show(out: &Output, programme: &Programme, why: &Why, estimate: Option<Fen>) {
    let name = |key| Message::new(key).with("name", &why.name).with("project", &why.project);
    match &why.answer {
        Answer::In(inside) => {
            let head = name("why-in").with("year", inside.start).with("tier", tier(out, why.tier));
            out.line(&out.tone(Tone::Strong, &out.say(&head)));
            show_in(out, programme, &why.project, inside);
        }
        Answer::Out(outside) => {
            let head = name("why-out").with("tier", tier(out, why.tier)).with("cost", outside.cost.wan());
            out.line(&out.tone(Tone::Strong, &out.say(&head)));
            show_out(out, outside, estimate);
        }
    }
}

fn show_in(out: &Output, programme: &Programme, id: &ProjectId, inside: &WhyIn) {
    let project = programme.plan.projects.iter().find(|p| p.id == *id);
    if let Some(reason) = project.and_then(|p| p.reason.as_ref()) {
        out.tell(&Message::new("why-closes").with("reason", reason));
    }
    out.tell(&Message::new("why-years").with("year", inside.start));
    for (year, instead) in &inside.instead {
        let line = match instead {
            Instead::NotAllowed => Message::new("why-not-allowed"),
            Instead::Short { year: worst, amount } => {
                Message::new("why-not-short").with("worst", worst).with("amount", amount.wan())
            }
            Instead::Worth { less } if *less > 0 => Message::new("why-not-worth").with("less", less),
            Instead::Worth { less: 0 } => Message::new("why-not-same"),
            Instead::Worth { less } => Message::new("why-not-better").with("more", less.saturating_neg()),
        };
        out.tell(&line.with("year", year));
    }
    out.tell(&Message::new("why-without").with("gap", gap(out, &inside.without.gaps_after)));
    effect(out, &inside.without);
}

/// The change of value with its proof, and the projects that change.
fn effect(out: &Output, again: &Again) {
    match again.tier {
        None => out.tell(&Message::new("why-same-value")),
        Some(changed) => {
            let points = again.gain.get(changed);
            let line =
                Message::new("why-points").with("tier", tier(out, changed)).with("points", format!("{points:+}"));
            match again.proven {
                Some((least, most)) => out.tell(&Message {
                    key: "why-points-proven".into(),
                    ..line.with("least", format!("{least:+}")).with("most", format!("{most:+}"))
                }),
                None => out.tell(&line),
            }
        }
    }
    if again.difference.is_empty() {
        out.tell(&Message::new("why-no-change"));
    } else {
        few_changes(out, &again.difference);
    }
}

fn show_out(out: &Output, outside: &WhyOut, estimate: Option<Fen>) {
    out.tell(&outside.reason);
    if outside.forced.is_none() && outside.before_all.is_none() && outside.money.is_none() && outside.cheaper.is_none()
    {
        out.tell(&Message::new("why-nothing-brings"));
        return;
    }
    out.tell(&Message::new("why-how"));
    if let Some(forced) = &outside.forced {
        let line = Message::new("why-score").with("score", outside.score).with("gap", gap(out, &forced.gaps_after));
        match outside.score_more {
            Some((least, most)) => out.tell(&Message {
                key: "why-score-proven".into(),
                ..line
                    .with("least", outside.score.saturating_add(least))
                    .with("most", outside.score.saturating_add(most))
            }),
            None => out.tell(&line),
        }
        few_changes(out, &forced.difference);
    } else if let Some(forced) = &outside.before_all {
        out.tell(&Message::new("why-before-all").with("gap", gap(out, &forced.gaps_after)));
        effect(out, forced);
    } else {
        out.tell(&Message::new("why-never"));
    }
    match outside.cheaper {
        Some(edge) => out.tell(
            &Message::new("why-cheaper")
                .with("cost", outside.cost.wan())
                .with("at", edge.at.wan())
                .with("not", edge.not_at.unwrap_or(outside.cost).wan()),
        ),
        None => out.tell(&Message::new("why-not-cheaper")),
    }
    if let Some(money) = &outside.money {
        let line = |key| Message::new(key).with("year", money.year).with("source", money.source.zh());
        match money.edge {
            Some(edge) => {
                let not = edge.not_at.unwrap_or(Fen::ZERO);
                out.tell(&line("why-money").with("at", edge.at.wan()).with("not", not.wan()));
            }
            None => out.tell(&line("why-money-others")),
        }
        if let Some(beside) = money.beside {
            out.tell(&line("why-money-beside").with("amount", beside.wan()));
        }
    }
    if let Some(estimate) = estimate {
        let key = if estimate < outside.cost { "why-estimate" } else { "why-estimate-pays" };
        out.tell(&Message::new(key).with("amount", estimate.wan()));
    }
}

/// So much more of a source in a year, or of every source and year with money.
fn ask_more(out: &Output, run: &Run, programme: &Programme, limits: &Limits, wanted: &Wanted) -> Result<Exit, Failure> {
    let spots: Vec<(FundSource, Year)> = match &wanted.spot {
        Some((source, years)) => years.iter().map(|y| (*source, *y)).collect(),
        None => programme.instance.budgets.iter().map(|b| (b.source, b.year)).collect(),
    };
    if let Some((_, year)) = spots.iter().find(|(_, y)| !run.dossier.cycle.contains(*y)) {
        return Err(Message::new("scenario-error-outside").with("year", year).into());
    }
    let mut all: Vec<More> = Vec::new();
    for (source, year) in spots {
        let more = programme::more(programme, limits, source, year, wanted.amount);
        all.push(more.map_err(|e| Failure::one(e.message()))?);
    }
    if out.json {
        out.value(&all);
        return Ok(Exit::Fine);
    }
    let base = programme.outcome.gaps;
    let head = Message::new("why-more").with("amount", wanted.amount.wan()).with("gap", gap(out, &base));
    out.line(&out.tone(Tone::Strong, &out.say(&head)));
    let rows: Vec<Vec<String>> = all.iter().map(|m| row(out, m)).collect();
    let columns = [
        "why-col-year",
        "why-col-source",
        "why-col-used",
        "why-col-came",
        "why-col-went",
        "why-col-other",
        "why-col-gain",
        "why-col-proven",
        "why-col-gap",
        "why-col-estimate",
    ];
    out.table(&columns, &rows, &[2, 3, 4, 5, 8]);
    if let [one] = all.as_slice() {
        few_changes(out, &one.again.difference);
    }
    out.tell(&Message::new("why-more-note"));
    Ok(Exit::Fine)
}

fn row(out: &Output, m: &More) -> Vec<String> {
    let (again, none) = (&m.again, || out.word("why-none"));
    let gain = again.tier.map_or_else(none, |t| format!("{} {:+}", tier(out, t), again.gain.get(t)));
    let proven = again.proven.map_or_else(none, |(least, most)| {
        let between = if out.lang == Lang::Zh { "至" } else { " to " };
        format!("{}{between}{}", least.max(0), most)
    });
    let estimates = Tier::ALL.into_iter().zip(m.estimate).filter(|(_, points)| *points != 0);
    let estimate: Vec<String> = estimates.map(|(t, points)| format!("{} {points}", tier(out, t))).collect();
    let change = &again.difference;
    vec![
        m.year.to_string(),
        m.source.zh().to_owned(),
        m.used.wan(),
        change.came.len().to_string(),
        change.went.len().to_string(),
        (change.moved.len() + change.resized.len()).to_string(),
        gain,
        proven,
        gap(out, &again.gaps_after),
        if estimate.is_empty() { none() } else { estimate.join("；") },
    ]
}
