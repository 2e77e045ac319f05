//! Everything the pages show of a county, from its dossier and the policy (县级测算结果). Pure, and slow: call it off the runtime.

use checker::{Account, Breach};
use model::{Coverage, Dossier, Fen, Hash, Message, Project, ProjectId, School, SchoolId, SchoolYear, Stage, Year};
use needs::{Gap, Needs, Outlook};
use policy::{Policy, Standard};
use programme::{Board, ProgrammeError};
use rules::{Case, Finding, Severity, Tally};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A county with its needs, its plan's money and the reviewer's findings.
#[derive(Debug)]
pub struct Computed {
    /// The county.
    pub dossier: Arc<Dossier>,
    /// The figures.
    pub policy: Arc<Policy>,
    /// What it is short of.
    pub needs: Needs,
    /// Large classes in the years to come with the plan carried out.
    pub planned: Outlook,
    /// What the reviewer finds.
    pub findings: Vec<Finding>,
    /// Money of the plan that does not agree with the budgets.
    pub breaches: Vec<Breach>,
    /// The account of every source and year; empty when the sums leave all bounds.
    pub accounts: Vec<Account>,
    /// Gaps short under the basic standard, by school: position in `needs.gaps`.
    short: BTreeMap<SchoolId, Vec<usize>>,
    board: OnceLock<Result<Arc<Board>, ProgrammeError>>,
    clash: OnceLock<Vec<Message>>,
}

/// How many gaps of a school are short, met, without data (缺口统计).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tiers {
    /// Short.
    pub short: u32,
    /// Met.
    pub met: u32,
    /// No data.
    pub unknown: u32,
}

impl Computed {
    /// Computes a county.
    pub fn of(dossier: Arc<Dossier>, policy: Arc<Policy>) -> Computed {
        let needs = needs::assess(&dossier, &policy);
        let carry = programme::carry(&policy, &dossier.county, dossier.as_of);
        let (planned, (findings, (breaches, accounts))) = rayon::join(
            || needs::outlook::outlook(&dossier, &policy, &needs.forecast, &dossier.plan.projects),
            || {
                rayon::join(
                    || rules::check(&Case { dossier: &dossier, policy: &policy, needs: &needs }),
                    || {
                        (
                            checker::arrangement(&dossier, &carry),
                            checker::accounts(&dossier, &carry).unwrap_or_default(),
                        )
                    },
                )
            },
        );
        let mut short: BTreeMap<SchoolId, Vec<usize>> = BTreeMap::new();
        for (n, gap) in needs.gaps.iter().enumerate().filter(|(_, g)| g.standard == Standard::Basic && g.is_short()) {
            short.entry(gap.school.clone()).or_default().push(n);
        }
        Computed {
            dossier,
            policy,
            needs,
            planned,
            findings,
            breaches,
            accounts,
            short,
            board: OnceLock::new(),
            clash: OnceLock::new(),
        }
    }

    /// How much memory it weighs, roughly: bytes.
    pub fn weight(&self) -> usize {
        let schools = self.dossier.schools.len();
        let gaps = self.needs.gaps.len();
        schools.saturating_mul(24_000).saturating_add(gaps.saturating_mul(240)).saturating_add(200_000)
    }

    /// The plan beside all its candidates, laid out once.
    ///
    /// # Errors
    /// The packs lack a figure that planning needs, or amounts do not fit.
    pub fn board(&self) -> Result<Arc<Board>, ProgrammeError> {
        let lay = || Board::of(&self.dossier, &self.policy, &self.needs).map(Arc::new);
        self.board.get_or_init(lay).clone()
    }

    /// What of the county's demands cannot be met together, in words, with what would resolve it; empty when all can, or that was not decided.
    pub fn clash(&self) -> Vec<Message> {
        let find = || match self.board().map(|b| b.conflict()) {
            Ok(Ok(Some(conflict))) => conflict.messages(),
            _ => Vec::new(),
        };
        self.clash.get_or_init(find).clone()
    }

    /// The name of the county.
    pub fn name(&self) -> &str {
        self.dossier.county_name()
    }

    /// A school by its key.
    pub fn school(&self, id: &str) -> Option<&School> {
        self.dossier.school(&SchoolId(id.to_owned()))
    }

    /// A school's name, or its key.
    pub fn school_name(&self, id: &SchoolId) -> String {
        self.dossier.school(id).map_or_else(|| id.to_string(), |s| s.name.clone())
    }

    /// A zone's name, or its key; nothing for "no zone".
    pub fn zone_name(&self, id: Option<&model::ZoneId>) -> Option<String> {
        let id = id?;
        let zone = self.dossier.zones.iter().find(|z| z.id == *id);
        Some(zone.map_or_else(|| id.to_string(), |z| z.name.clone()))
    }

    /// The gaps of a school that are short under the basic standard.
    pub fn shortages(&self, school: &SchoolId) -> impl Iterator<Item = &Gap> {
        self.short.get(school).into_iter().flatten().filter_map(|n| self.needs.gaps.get(*n))
    }

    /// Gaps of a school under a standard, counted.
    pub fn tiers(&self, school: &SchoolId, standard: Standard) -> Tiers {
        let mut tiers = Tiers::default();
        for gap in self.needs.gaps.iter().filter(|g| g.school == *school && g.standard == standard) {
            let slot = match gap.short {
                None => &mut tiers.unknown,
                Some(0) => &mut tiers.met,
                Some(_) => &mut tiers.short,
            };
            *slot = slot.saturating_add(1);
        }
        tiers
    }

    /// The plan's projects at a school.
    pub fn projects(&self, school: &SchoolId) -> impl Iterator<Item = &Project> {
        let here = move |p: &&Project| matches!(&p.place, model::Place::School(s) if s == school);
        self.dossier.plan.projects.iter().filter(here)
    }

    /// A project of the plan.
    pub fn project(&self, id: &ProjectId) -> Option<&Project> {
        self.dossier.plan.projects.iter().find(|p| p.id == *id)
    }

    /// Findings counted.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.findings)
    }

    /// Findings of a severity that stand.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity && f.stands()).count()
    }

    /// Total investment of the plan; `None` without a plan or when the sum leaves all bounds.
    pub fn total(&self) -> Option<Fen> {
        if self.dossier.plan.projects.is_empty() {
            return None;
        }
        let totals: Result<Vec<Fen>, _> = self.dossier.plan.projects.iter().map(Project::total).collect();
        Fen::sum(totals.ok()?).ok()
    }

    /// Budget money of the cycle; `None` when no budget line falls in it.
    pub fn budget(&self) -> Option<Fen> {
        let years = self.dossier.cycle;
        let mut lines = self.dossier.budgets.iter().filter(|b| years.contains(b.year)).map(|b| b.amount).peekable();
        lines.peek()?;
        Fen::sum(lines).ok()
    }

    /// The plan's money in a year.
    pub fn spent(&self, year: Year) -> Option<Fen> {
        let money = self.dossier.plan.projects.iter().flat_map(|p| &p.funding).filter(|f| f.year == year);
        Fen::sum(money.map(|f| f.amount)).ok()
    }

    /// Pupils of the compulsory stages in a year, over the schools that give them.
    pub fn pupils(&self, year: SchoolYear) -> model::Total {
        let known = self.dossier.schools.iter().filter_map(|s| s.record(year));
        model::Total::of(known.map(|r| r.enrolment.compulsory(|e, s: Stage| e.pupils(s)).map(i64::from)))
    }

    /// Large classes of the compulsory stages in the last year of the cycle, as things stand and with the plan.
    pub fn large_at_end(&self) -> (Option<i64>, Option<i64>) {
        let last = self.dossier.cycle.last.0;
        let of = |outlook: &Outlook| {
            let n = outlook.years.iter().position(|y| y.0 == last)?;
            let mut sum = 0_i64;
            for stage in Stage::COMPULSORY {
                if let Some(total) = outlook.large(stage).get(n) {
                    sum = sum.checked_add(total.complete()?)?;
                }
            }
            Some(sum)
        };
        (of(&self.needs.outlook), of(&self.planned))
    }

    /// Basic gaps with data, of all.
    pub fn known_gaps(&self) -> Coverage {
        let (short, met, unknown) = self.needs.summary.gaps(Standard::Basic);
        Coverage { known: short.saturating_add(met), of: short.saturating_add(met).saturating_add(unknown) }
    }

    /// The dossier's hash.
    ///
    /// # Errors
    /// When it cannot be encoded, which no dossier that was read can cause.
    pub fn hash(&self) -> Result<Hash, model::canonical::CanonicalError> {
        Hash::of_value(&*self.dossier)
    }
}
