//! What the board shows (年度排布页面内容): columns with cards, and what the moves on trial do.

use super::moves;
use crate::county::Computed;
use crate::county::effect::{Effect, Proven};
use crate::page::plan::breach;
use crate::page::view::bar;
use crate::words::Words;
use checker::{Tier, Value, gap_ppm};
use model::{Fen, FundSource, Hash, Message, Project, ProjectId, Year};
use programme::board::Move;
use rules::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// Candidates outside the plan shown at most.
const OUT: usize = 120;

/// A year, or what is not in the plan.
pub struct Column {
    /// `2022`, or `out`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Its sums.
    pub head: Head,
    /// Its projects.
    pub cards: Vec<Card>,
    /// Cards that are not shown.
    pub more: usize,
}

/// The sums of a column.
#[derive(Default)]
pub struct Head {
    /// How many projects start there.
    pub count: String,
    /// Money used.
    pub used: String,
    /// Money there is.
    pub of: String,
    /// Both as a bar.
    pub bar: String,
    /// By source.
    pub sources: Vec<SourceLine>,
}

/// One source in one year.
pub struct SourceLine {
    /// Its name.
    pub source: String,
    /// Used.
    pub used: String,
    /// Available.
    pub of: String,
    /// Both as a bar.
    pub bar: String,
    /// More is used than there is.
    pub over: bool,
}

/// A project or candidate.
pub struct Card {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Cost.
    pub total: String,
    /// Years, where it takes several.
    pub years: String,
    /// 性质.
    pub nature: String,
    /// Who pays.
    pub sources: String,
    /// Findings on it.
    pub findings: usize,
    /// `bad`, `warn` or nothing.
    pub tone: &'static str,
    /// It was moved on trial.
    pub moved: bool,
    /// It is held to its year.
    pub locked: bool,
    /// Years it takes.
    pub length: usize,
}

/// What the moves do, in words (试排效果).
#[derive(Default)]
pub struct EffectView {
    /// The moves as they stand in the address.
    pub moves: String,
    /// The moves without the last.
    pub undo: String,
    /// Each move in words.
    pub steps: Vec<String>,
    /// The sums of every column, for the page's script.
    pub heads: Vec<(String, Head)>,
    /// Whether the plan may be kept.
    pub may: bool,
    /// What stands against it: tone and words.
    pub notes: Vec<(&'static str, String)>,
    /// What becomes of value and proof: tone and words.
    pub proof: (&'static str, String),
    /// Total before and after.
    pub total: (String, String),
    /// Seats: year, short, before, after.
    pub seats: Vec<SeatLine>,
    /// Findings that come: severity in words, tone, text.
    pub appear: Vec<FindingLine>,
    /// Findings that go.
    pub vanish: Vec<FindingLine>,
    /// How many of them are not listed.
    pub appear_more: usize,
    /// How many of them are not listed.
    pub vanish_more: usize,
    /// Money by source and year that changes: words, before, after.
    pub money: Vec<MoneyLine>,
    /// Names of projects that are paid by other sources now.
    pub repaid: Vec<String>,
}

/// Seats at the end of a year.
pub struct SeatLine {
    /// The year.
    pub year: Year,
    /// Short.
    pub short: String,
    /// Made good before.
    pub before: String,
    /// Made good after.
    pub after: String,
    /// `good`, `bad` or nothing.
    pub tone: &'static str,
}

/// A finding in a line.
pub struct FindingLine {
    /// Severity in words.
    pub severity: String,
    /// Its colour.
    pub tone: &'static str,
    /// Number of the rule and what it says.
    pub text: String,
}

/// Money that changes.
pub struct MoneyLine {
    /// Year.
    pub year: Year,
    /// Source.
    pub source: String,
    /// Used before.
    pub before: String,
    /// Used after.
    pub after: String,
    /// Available.
    pub of: String,
    /// More than there is.
    pub over: bool,
}

/// The sums of every column.
pub fn heads(w: &Words, c: &Computed, effect: &Effect) -> Vec<(String, Head)> {
    let mut out = Vec::new();
    for year in c.dossier.cycle.years() {
        let own: Vec<_> = effect.accounts.iter().filter(|a| a.year == year).collect();
        let line = |a: &&checker::Account| {
            let of = a.budget.plus(a.carried_in).unwrap_or(a.budget);
            SourceLine {
                source: w.term(a.source.zh()),
                used: a.used.wan(),
                of: of.wan(),
                bar: bar(a.used, of),
                over: a.over > Fen::ZERO,
            }
        };
        let used = Fen::sum(own.iter().map(|a| a.used)).ok();
        let of = Fen::sum(own.iter().map(|a| a.budget.plus(a.carried_in).unwrap_or(a.budget))).ok();
        let count = effect.trial.plan.projects.iter().filter(|p| p.start == year).count();
        let has = |a: &&&checker::Account| a.used > Fen::ZERO || a.budget > Fen::ZERO || a.carried_in > Fen::ZERO;
        let head = Head {
            count: w.with("wb-board-count", "count", count),
            used: w.money(&used),
            of: w.money(&of),
            bar: bar(used.unwrap_or_default(), of.unwrap_or_default()),
            sources: own.iter().filter(has).map(line).collect(),
        };
        out.push((year.to_string(), head));
    }
    let inside: BTreeSet<&ProjectId> = effect.trial.plan.projects.iter().map(|p| &p.id).collect();
    let left = effect.board.candidates.iter().filter(|k| !inside.contains(&k.project.id)).count();
    out.push(("out".to_owned(), Head { count: w.with("wb-board-out-count", "count", left), ..Head::default() }));
    out
}

/// The columns; `q` keeps only what it names.
pub fn columns(w: &Words, c: &Computed, effect: &Effect, q: &str) -> Vec<Column> {
    let q = q.trim();
    let wanted = |p: &Project| q.is_empty() || p.name.contains(q) || p.id.0.contains(q);
    let mut tones: BTreeMap<&ProjectId, (usize, bool)> = BTreeMap::new();
    for f in effect.findings.iter().filter(|f| f.stands() && f.severity != Severity::Notice) {
        if let Some(id) = &f.project {
            let (count, blocks) = tones.entry(id).or_default();
            *count += 1;
            *blocks |= f.severity == Severity::Blocks;
        }
    }
    let was: BTreeMap<&ProjectId, &Project> = c.dossier.plan.projects.iter().map(|p| (&p.id, p)).collect();
    let locked: BTreeSet<&ProjectId> = c
        .dossier
        .demands
        .iter()
        .filter(|d| matches!(d.goal, model::Goal::Fixed(_)))
        .filter_map(|d| d.goal.project())
        .collect();
    let card = |p: &Project, inside: bool| {
        let (findings, blocks) = tones.get(&p.id).copied().unwrap_or_default();
        let before = was.get(&p.id).map(|b| (b.start, b.finish));
        let mut sources: BTreeMap<FundSource, Fen> = BTreeMap::new();
        for f in &p.funding {
            let sum = sources.entry(f.source).or_default();
            *sum = sum.plus(f.amount).unwrap_or(*sum);
        }
        let length = usize::from(p.finish.0.saturating_sub(p.start.0)).saturating_add(1);
        Card {
            id: p.id.0.clone(),
            name: p.name.clone(),
            total: w.money(&p.total().ok()),
            years: if inside && length > 1 { format!("{}–{}", p.start, p.finish) } else { String::new() },
            nature: w.term(p.nature.zh()),
            sources: if inside {
                sources.iter().map(|(s, f)| format!("{} {}", w.term(s.zh()), f.wan())).collect::<Vec<_>>().join("、")
            } else {
                String::new()
            },
            findings,
            tone: match (inside && findings > 0, blocks) {
                (false, _) => "",
                (true, true) => "bad",
                (true, false) => "warn",
            },
            moved: if inside { before != Some((p.start, p.finish)) } else { before.is_some() },
            locked: locked.contains(&p.id),
            length,
        }
    };
    let inside: BTreeSet<&ProjectId> = effect.trial.plan.projects.iter().map(|p| &p.id).collect();
    let groups: BTreeSet<u32> =
        effect.board.candidates.iter().filter(|k| inside.contains(&k.project.id)).map(|k| k.group).collect();
    let mut out = Vec::new();
    for (key, head) in heads(w, c, effect) {
        let mut own: Vec<&Project> =
            effect.trial.plan.projects.iter().filter(|p| p.start.to_string() == key && wanted(p)).collect();
        own.sort_by_key(|p| (std::cmp::Reverse(p.total().unwrap_or(Fen::ZERO)), p.id.clone()));
        let mut more = 0;
        let cards = if key == "out" {
            // another size of what is in is no separate work
            let free = |k: &&programme::Candidate| !inside.contains(&k.project.id) && !groups.contains(&k.group);
            let mut list: Vec<_> = effect.board.candidates.iter().filter(free).filter(|k| wanted(&k.project)).collect();
            let tiers = effect.board.instance.tiers();
            list.sort_by_key(|k| {
                let at = effect.board.option(&k.project.id).and_then(|n| tiers.get(n)).copied();
                (!was.contains_key(&k.project.id), at, std::cmp::Reverse(k.value), k.project.id.clone())
            });
            more = list.len().saturating_sub(OUT);
            list.into_iter().take(OUT).map(|k| card(&k.project, false)).collect()
        } else {
            own.into_iter().map(|p| card(p, true)).collect()
        };
        let title = if key == "out" { w.t("wb-board-out") } else { key.clone() };
        out.push(Column { title, key, head, cards, more });
    }
    out
}

/// What the moves do.
pub fn effect(w: &Words, c: &Computed, moves: &[Move], effect: &Effect, proven: Option<&Proven>) -> EffectView {
    let trial = &effect.trial;
    let name = |id: &ProjectId| {
        let known = effect.board.candidates.iter().map(|k| &k.project).chain(&c.dossier.plan.projects);
        known.into_iter().find(|p| p.id == *id).map_or_else(|| id.to_string(), |p| p.name.clone())
    };
    let step = |m: &Move| {
        let to = match m.to {
            None => Message::new("wb-board-step-out"),
            Some((a, b)) if a == b => Message::new("wb-board-step").with("years", a),
            Some((a, b)) => Message::new("wb-board-step").with("years", format!("{a}–{b}")),
        };
        w.say(&to.with("name", name(&m.project)))
    };
    let mut notes: Vec<(&'static str, String)> =
        trial.hindrances.iter().map(|h| (if h.hard { "bad" } else { "warn" }, w.say(&h.what))).collect();
    for lack in &trial.lacks {
        let sources = lack.sources.iter().map(|s| w.term(s.zh())).collect::<Vec<_>>().join("、");
        let m = Message::new("wb-board-lack").with("year", lack.year).with("amount", lack.amount.wan());
        notes.push(("bad", w.say(&m.with("sources", sources))));
    }
    if trial.lacks.is_empty() {
        let new = effect.breaches.iter().filter(|b| !c.breaches.contains(b));
        notes.extend(new.map(|b| ("bad", w.say(&breach(b, c)))));
    }
    let sum = |projects: &[Project]| -> Option<Fen> {
        let totals: Option<Vec<Fen>> = projects.iter().map(|p| p.total().ok()).collect();
        Fen::sum(totals?).ok()
    };
    let (appear, appear_more) = lines(w, effect.appear.iter().filter_map(|n| effect.findings.get(*n)), &name);
    let (vanish, vanish_more) = lines(w, effect.vanish.iter().filter_map(|n| c.findings.get(*n)), &name);
    let mut undo = moves.to_vec();
    undo.pop();
    EffectView {
        moves: moves::write(moves),
        undo: moves::write(&undo),
        steps: moves.iter().map(step).collect(),
        heads: heads(w, c, effect),
        may: effect.may_be_kept(c) && trial.plan != c.dossier.plan,
        proof: proof(w, effect, proven),
        total: (w.money(&sum(&c.dossier.plan.projects)), w.money(&sum(&trial.plan.projects))),
        seats: seats(w, effect),
        money: money(w, c, effect),
        repaid: trial.repaid.iter().map(&name).collect(),
        notes,
        appear,
        vanish,
        appear_more,
        vanish_more,
    }
}

fn lines<'a>(
    w: &Words,
    findings: impl Iterator<Item = &'a rules::Finding>,
    name: &impl Fn(&ProjectId) -> String,
) -> (Vec<FindingLine>, usize) {
    let all: Vec<&rules::Finding> = findings.collect();
    let line = |f: &&rules::Finding| {
        let (key, tone) = match f.severity {
            Severity::Blocks => ("wb-severity-blocks", "bad"),
            Severity::NeedsReason => ("wb-severity-reason", "warn"),
            Severity::Notice => ("wb-severity-notice", "info"),
        };
        let about = f.project.as_ref().map_or_else(String::new, |p| format!("{}：", name(p)));
        FindingLine { severity: w.t(key), tone, text: format!("{} {about}{}", f.rule, w.say(&f.message)) }
    };
    (all.iter().take(12).map(line).collect(), all.len().saturating_sub(12))
}

fn seats(w: &Words, effect: &Effect) -> Vec<SeatLine> {
    let row = |s: &programme::board::SeatYear| SeatLine {
        year: s.year,
        short: w.n(i64::try_from(s.short).unwrap_or(i64::MAX)),
        before: w.n(i64::try_from(s.before).unwrap_or(i64::MAX)),
        after: w.n(i64::try_from(s.after).unwrap_or(i64::MAX)),
        tone: match s.after.cmp(&s.before) {
            std::cmp::Ordering::Less => "bad",
            std::cmp::Ordering::Equal => "",
            std::cmp::Ordering::Greater => "good",
        },
    };
    if effect.trial.seats.iter().all(|s| s.short == 0) {
        return Vec::new();
    }
    effect.trial.seats.iter().map(row).collect()
}

fn money(w: &Words, c: &Computed, effect: &Effect) -> Vec<MoneyLine> {
    let mut out = Vec::new();
    for a in &effect.accounts {
        let before = c.accounts.iter().find(|b| b.source == a.source && b.year == a.year);
        let used = before.map_or(Fen::ZERO, |b| b.used);
        if used != a.used {
            let of = a.budget.plus(a.carried_in).unwrap_or(a.budget);
            out.push(MoneyLine {
                year: a.year,
                source: w.term(a.source.zh()),
                before: used.wan(),
                after: a.used.wan(),
                of: of.wan(),
                over: a.over > Fen::ZERO,
            });
        }
    }
    out.sort_by_key(|l| l.year);
    out
}

/// A tier in words.
pub fn tier(w: &Words, tier: Tier) -> String {
    w.t(match tier {
        Tier::Required => "cli-tier-required",
        Tier::Safety => "cli-tier-safety",
        Tier::Seats => "cli-tier-seats",
        Tier::Need => "cli-tier-need",
    })
}

/// Whether what was proven still holds of the plan on trial, and what it is worth beside it.
pub fn proof(w: &Words, effect: &Effect, proven: Option<&Proven>) -> (&'static str, String) {
    let (Some(before), Some(after)) = (effect.trial.before, effect.trial.after) else {
        return ("warn", w.t("wb-board-no-value"));
    };
    let same = |p: &&Proven| Hash::of_value(&effect.board.instance).is_ok_and(|h| h == p.problem);
    let Some(proven) = proven.filter(same) else {
        return told(w, "wb-board-value", before, after, None);
    };
    if after == proven.objective {
        return ("good", w.t("wb-board-proven"));
    }
    told(w, "wb-board-unproven", proven.objective, after, Some(proven.bound))
}

fn told(w: &Words, key: &'static str, base: Value, now: Value, bound: Option<Value>) -> (&'static str, String) {
    let change = now.minus(base);
    let Some((changed, points)) = change.iter().find(|(_, n)| *n != 0) else {
        return ("good", w.t("wb-board-same-value"));
    };
    let way = if points < 0 { "lower" } else { "higher" };
    let m = Message::new(key).with("tier", tier(w, changed)).with("points", points.unsigned_abs()).with("way", way);
    let gap = bound.and_then(|b| gap_ppm(now.get(changed), b.get(changed)));
    let gap = gap.map_or_else(|| "none".to_owned(), crate::page::view::ppm);
    (if points < 0 { "warn" } else { "good" }, w.say(&m.with("gap", gap)))
}
