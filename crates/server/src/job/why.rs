//! Why a project is in or out (列入与落选原因), and what more money brings (再多一百万): answered by solving again.

use super::{Said, Work, result};
use crate::county::Computed;
use crate::failure::Failure;
use crate::page::view;
use catalogue::{Lang, text, word};
use checker::Tier;
use model::{Fen, FundSource, Message, ProjectId, Year};
use programme::why::{Instead, WhyIn, WhyOut};
use programme::{Again, Answer, Limits, Options, Programme, Why};
use serde::{Deserialize, Serialize};
use store::Scope;

/// Which project is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyAsked {
    /// The version of the dossier.
    pub version: i64,
    /// The project.
    pub project: ProjectId,
}

/// The answer in words of both languages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WhyMade {
    /// What the job says at its end.
    #[serde(flatten)]
    pub said: Said,
    /// The plan asked about is the county's own; else what the optimiser would make now.
    pub same_plan: bool,
    /// In Chinese.
    pub zh: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

impl WhyMade {
    /// The answer in a language.
    pub fn lines(self, lang: Lang) -> Vec<String> {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// What more money is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreAsked {
    /// The version of the dossier.
    pub version: i64,
}

/// What a million more of each year would bring.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MoreMade {
    /// What the job says at its end.
    #[serde(flatten)]
    pub said: Said,
    /// The version of the dossier.
    pub version: i64,
    /// Year by year.
    pub rows: Vec<MoreLine>,
}

/// A million more in one year.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MoreLine {
    /// The year.
    pub year: Year,
    /// The source.
    pub source: FundSource,
    /// How much more the new plan uses.
    pub used: Fen,
    /// Projects that come in.
    pub came: usize,
    /// Projects that leave.
    pub went: usize,
    /// Projects in other years or sizes.
    pub other: usize,
    /// The first tier that changes.
    pub tier: Option<Tier>,
    /// Points it gains there.
    pub points: i64,
    /// At least and at most, proven.
    pub proven: Option<(i64, i64)>,
}

/// Solves the county's problem as it stands.
fn solved(c: &Computed) -> Result<Programme, Failure> {
    let refused = |e: programme::ProgrammeError| Failure::Bad(e.messages());
    let bare = programme::unplanned_dossier(&c.dossier, &c.policy, &c.needs).map_err(refused)?;
    // a plan's own projects are weighed as they are, so that the question can be asked of them
    let options = Options { keep_hand_made: !bare.plan.projects.is_empty() };
    programme::plan_with(&bare, &c.policy, &c.needs, &Limits::default(), &options).map_err(refused)
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    let asked: WhyAsked = work.asked()?;
    work.progress(50, "wb-job-reading");
    let current = work.app.county(Scope::system(), &work.job.county).await?.ok_or(Failure::NotFound)?;
    let done = tokio::task::spawn_blocking(move || {
        let c = &current.computed;
        work.progress(100, "wb-job-solving");
        let programme = solved(c)?;
        work.progress(250, "wb-job-again");
        let refused = |e: programme::ProgrammeError| Failure::Bad(e.messages());
        let why = programme::why(&programme, &Limits::default(), &asked.project).map_err(refused)?;
        let why = why.ok_or_else(|| Failure::bad(Message::new("wb-why-no-candidate")))?;
        let estimate = programme::why::estimate(&programme, &asked.project).map_err(refused)?;
        let lines = |lang| answer(lang, &programme, &why, estimate);
        let message = Message::new("wb-why-done").with("name", &why.name);
        result(&WhyMade {
            said: Said { message, warnings: Vec::new() },
            same_plan: programme.plan == c.dossier.plan,
            zh: lines(Lang::Zh),
            en: lines(Lang::En),
        })
    });
    done.await?
}

pub(super) async fn more(work: Work) -> Result<String, Failure> {
    let asked: MoreAsked = work.asked()?;
    work.progress(50, "wb-job-reading");
    let current = work.app.county(Scope::system(), &work.job.county).await?.ok_or(Failure::NotFound)?;
    let done = tokio::task::spawn_blocking(move || {
        let c = &current.computed;
        work.progress(100, "wb-job-solving");
        let programme = solved(c)?;
        let years: Vec<Year> = c.dossier.cycle.years().collect();
        let mut rows = Vec::new();
        for (n, year) in years.iter().enumerate() {
            let share = i64::try_from(n.saturating_mul(700).checked_div(years.len()).unwrap_or(0)).unwrap_or(0);
            work.progress(share.saturating_add(250), "wb-job-again");
            let source = FundSource::County;
            let m = programme::more(&programme, &Limits::default(), source, *year, Fen(100 * Fen::WAN.0))
                .map_err(|e| Failure::Bad(e.messages()))?;
            let change = &m.again.difference;
            rows.push(MoreLine {
                year: *year,
                source,
                used: m.used,
                came: change.came.len(),
                went: change.went.len(),
                other: change.moved.len().saturating_add(change.resized.len()),
                tier: m.again.tier,
                points: m.again.tier.map_or(0, |t| m.again.gain.get(t)),
                proven: m.again.proven,
            });
        }
        let said = Said { message: Message::new("wb-more-done"), warnings: Vec::new() };
        result(&MoreMade { said, version: asked.version, rows })
    });
    done.await?
}

struct Teller {
    lang: Lang,
    out: Vec<String>,
}

impl Teller {
    fn tell(&mut self, message: Message) {
        let line = text(self.lang, &message);
        self.out.push(line.trim().trim_start_matches('·').trim().to_owned());
    }

    fn tier(&self, tier: Tier) -> String {
        let key = match tier {
            Tier::Required => "cli-tier-required",
            Tier::Safety => "cli-tier-safety",
            Tier::Seats => "cli-tier-seats",
            Tier::Need => "cli-tier-need",
        };
        word(self.lang, key)
    }

    fn gap(&self, gaps: &[Option<u32>]) -> String {
        let worst = gaps.iter().copied().collect::<Option<Vec<u32>>>().and_then(|g| g.into_iter().max());
        worst.map_or_else(|| word(self.lang, "cli-no-data"), view::ppm)
    }

    /// The change of value with its proof, and the projects that change.
    fn effect(&mut self, again: &Again) {
        match again.tier {
            None => self.tell(Message::new("why-same-value")),
            Some(changed) => {
                let points = again.gain.get(changed);
                let with = |key| Message::new(key).with("points", format!("{points:+}"));
                let tier = self.tier(changed);
                match again.proven {
                    Some((least, most)) => self.tell(
                        with("why-points-proven")
                            .with("tier", tier)
                            .with("least", format!("{least:+}"))
                            .with("most", format!("{most:+}")),
                    ),
                    None => self.tell(with("why-points").with("tier", tier)),
                }
            }
        }
        if again.difference.is_empty() {
            self.tell(Message::new("why-no-change"));
        } else {
            self.changes(&again.difference);
        }
    }

    fn changes(&mut self, change: &programme::Difference) {
        let w = crate::words::Words { lang: self.lang };
        self.out.extend(crate::page::scenarios::change_words(&w, change));
    }

    fn inside(&mut self, programme: &Programme, id: &ProjectId, inside: &WhyIn) {
        let project = programme.plan.projects.iter().find(|p| p.id == *id);
        if let Some(reason) = project.and_then(|p| p.reason.as_ref()) {
            self.tell(Message::new("why-closes").with("reason", reason));
        }
        self.tell(Message::new("why-years").with("year", inside.start));
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
            self.tell(line.with("year", year));
        }
        let gap = self.gap(&inside.without.gaps_after);
        self.tell(Message::new("why-without").with("gap", gap));
        self.effect(&inside.without);
    }

    fn outside(&mut self, outside: &WhyOut, estimate: Option<Fen>) {
        self.tell(outside.reason.clone());
        let nothing = outside.forced.is_none() && outside.before_all.is_none();
        if nothing && outside.money.is_none() && outside.cheaper.is_none() {
            return self.tell(Message::new("why-nothing-brings"));
        }
        self.tell(Message::new("why-how"));
        if let Some(forced) = &outside.forced {
            let gap = self.gap(&forced.gaps_after);
            let with = |key| Message::new(key).with("score", outside.score).with("gap", &gap);
            match outside.score_more {
                Some((least, most)) => self.tell(
                    with("why-score-proven")
                        .with("least", outside.score.saturating_add(least))
                        .with("most", outside.score.saturating_add(most)),
                ),
                None => self.tell(with("why-score")),
            }
            self.changes(&forced.difference);
        } else if let Some(forced) = &outside.before_all {
            let gap = self.gap(&forced.gaps_after);
            self.tell(Message::new("why-before-all").with("gap", gap));
            self.effect(forced);
        } else {
            self.tell(Message::new("why-never"));
        }
        match outside.cheaper {
            Some(edge) => self.tell(
                Message::new("why-cheaper")
                    .with("cost", outside.cost.wan())
                    .with("at", edge.at.wan())
                    .with("not", edge.not_at.unwrap_or(outside.cost).wan()),
            ),
            None => self.tell(Message::new("why-not-cheaper")),
        }
        if let Some(money) = &outside.money {
            let line = |key| Message::new(key).with("year", money.year).with("source", money.source.zh());
            match money.edge {
                Some(edge) => {
                    let not = edge.not_at.unwrap_or(Fen::ZERO);
                    self.tell(line("why-money").with("at", edge.at.wan()).with("not", not.wan()));
                }
                None => self.tell(line("why-money-others")),
            }
            if let Some(beside) = money.beside {
                self.tell(line("why-money-beside").with("amount", beside.wan()));
            }
        }
        if let Some(estimate) = estimate {
            let key = if estimate < outside.cost { "why-estimate" } else { "why-estimate-pays" };
            self.tell(Message::new(key).with("amount", estimate.wan()));
        }
    }
}

fn answer(lang: Lang, programme: &Programme, why: &Why, estimate: Option<Fen>) -> Vec<String> {
    let mut teller = Teller { lang, out: Vec::new() };
    match &why.answer {
        Answer::In(inside) => teller.inside(programme, &why.project, inside),
        Answer::Out(outside) => teller.outside(outside, estimate),
    }
    teller.out
}
