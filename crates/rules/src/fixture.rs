//! A clean county with a clean plan on which no rule finds anything, and ways to spoil it.

mod county;
mod spoil;

use crate::{Case, Finding, Severity, check};
use model::{Dossier, Fen, FundSource, Item, Project, ProjectId, ProjectLine, School};
use needs::Needs;
use policy::Policy;
use std::sync::LazyLock;

static POLICY: LazyLock<Policy> = LazyLock::new(|| policy::builtin(&"150121".parse().unwrap()).unwrap());

pub(crate) struct Fixture {
    pub dossier: Dossier,
    pub needs: Needs,
    pub policy: Policy,
}

impl Fixture {
    pub fn clean() -> Fixture {
        let policy = POLICY.clone();
        let dossier = county::dossier();
        let mut needs = needs::assess(&dossier, &policy);
        needs.gaps = county::gaps();
        Fixture { dossier, needs, policy }
    }

    pub fn findings(&mut self) -> Vec<Finding> {
        self.dossier.sort();
        self.needs.gaps.sort_by(|a, b| (&a.school, a.item, a.standard).cmp(&(&b.school, b.item, b.standard)));
        check(&Case { dossier: &self.dossier, policy: &self.policy, needs: &self.needs })
    }

    /// Numbers found, the notices about figures that are not set left out.
    pub fn numbers(&mut self) -> Vec<String> {
        let found = self.findings();
        let mut out: Vec<String> =
            found.iter().filter(|f| f.message.key != "rules-unset").map(|f| f.rule.to_string()).collect();
        out.dedup();
        out
    }

    pub fn school(&mut self, id: &str) -> &mut School {
        self.dossier.schools.iter_mut().find(|s| s.id.0 == id).unwrap()
    }

    pub fn project(&mut self, id: &str) -> &mut Project {
        self.dossier.plan.projects.iter_mut().find(|p| p.id.0 == id).unwrap()
    }

    pub fn line(&mut self, id: &str) -> &mut ProjectLine {
        &mut self.project(id).lines[0]
    }

    /// All money of a project from one source.
    pub fn fund(&mut self, id: &str, source: FundSource) {
        for f in &mut self.project(id).funding {
            f.source = source;
        }
    }

    /// The first line's price, with amount and money following.
    pub fn price(&mut self, id: &str, fen: i64) {
        self.line(id).unit_price = Some(Fen(fen));
        self.settle(id);
    }

    /// The first line's quantity, with amount, money and closed gap following.
    pub fn quantity(&mut self, id: &str, quantity: i64) {
        self.line(id).quantity = quantity;
        self.settle(id);
    }

    /// Amount from quantity and price; the first funding line takes what is missing.
    pub fn settle(&mut self, id: &str) {
        let project = self.project(id);
        let line = &mut project.lines[0];
        line.amount = line.priced().unwrap().unwrap().up_to_grain().unwrap();
        let rest: i64 = project.funding.iter().skip(1).map(|f| f.amount.0).sum();
        project.funding[0].amount = Fen(project.total().unwrap().0 - rest);
    }

    /// Budgets so large that nothing overruns them.
    pub fn rich(&mut self) {
        for year in 2021..=2025 {
            for source in [FundSource::Region, FundSource::County] {
                self.budget(source, year, 100_000_000_000);
                self.document(source, year);
            }
        }
        for f in &mut self.dossier.finances {
            f.education = Some(Fen(100_000_000_000_000));
        }
    }

    pub fn add(&mut self, project: Project) {
        self.dossier.plan.projects.push(project);
    }

    pub fn drop_gap(&mut self, school: &str, item: Item) {
        self.needs.gaps.retain(|g| g.school.0 != school || g.item != item);
    }
}

/// A rule finds the fault, does not find it in the clean plan, and no rule finds anything but it and what follows from it.
#[track_caller]
pub(crate) fn trip(number: &str, follows: &[&str], spoil: impl FnOnce(&mut Fixture)) {
    let mut clean = Fixture::clean();
    let before = clean.numbers();
    assert!(before.is_empty(), "the clean plan is not clean: {before:?}");
    spoil(&mut clean);
    let found = clean.findings();
    let numbers = clean.numbers();
    assert!(numbers.iter().any(|n| n == number), "{number} not found among {numbers:?}");
    let stray: Vec<_> = numbers.iter().filter(|n| *n != number && !follows.contains(&n.as_str())).collect();
    assert!(stray.is_empty(), "also found {stray:?}");
    for f in found.iter().filter(|f| f.rule == number) {
        for lang in [catalogue::Lang::Zh, catalogue::Lang::En] {
            for message in [&f.message, &f.remedy] {
                let text = catalogue::text(lang, message);
                assert!(
                    !text.contains("{$") && !text.contains("{ $") && !text.contains("rules-") && !text.is_empty(),
                    "{text}"
                );
            }
        }
    }
}

/// A rule that compares counties finds the spoilt one among four clean ones, and nothing when it stands alone or all are alike.
#[track_caller]
pub(crate) fn trip_among(number: &str, spoil: impl FnOnce(&mut Fixture)) {
    let mut odd = Fixture::clean();
    odd.project("P1").seats = vec![(model::Stage::Primary, 10)];
    let plain = Fixture { dossier: odd.dossier.clone(), needs: odd.needs.clone(), policy: odd.policy.clone() };
    spoil(&mut odd);
    odd.dossier.sort();
    let of = |list: &[&Fixture]| -> Vec<Vec<Finding>> {
        let mut dossiers: Vec<Dossier> = list.iter().map(|f| f.dossier.clone()).collect();
        for (n, dossier) in dossiers.iter_mut().enumerate() {
            dossier.county = format!("1501{:02}", 21 + n).parse().unwrap();
        }
        let of = |(f, dossier)| -> Case<'_> {
            let f: &Fixture = f;
            Case { dossier, policy: &f.policy, needs: &f.needs }
        };
        let cases: Vec<Case<'_>> = list.iter().copied().zip(&dossiers).map(of).collect();
        crate::compare(&cases)
    };
    let finds = |found: &[Finding]| found.iter().any(|f| f.rule == number);
    let mixed = of(&[&plain, &plain, &odd, &plain, &plain]);
    let which: Vec<bool> = mixed.iter().map(|found| finds(found)).collect();
    assert_eq!(which, [false, false, true, false, false], "{number}");
    assert!(of(&[&odd, &odd, &odd, &odd]).iter().all(|found| !finds(found)));
    assert!(of(&[&plain, &odd]).iter().all(|found| !finds(found)), "two counties are too few");
    let shown: Vec<&Finding> = mixed[2].iter().filter(|f| f.rule == number).collect();
    for lang in [catalogue::Lang::Zh, catalogue::Lang::En] {
        let text = catalogue::text(lang, &shown[0].message);
        assert!(!text.contains("{$") && !text.contains("rules-") && !text.is_empty(), "{text}");
    }
}

#[test]
fn nothing_blocks_the_clean_plan() {
    let mut clean = Fixture::clean();
    let found = clean.findings();
    let grave: Vec<_> = found.iter().filter(|f| f.severity != Severity::Notice).collect();
    assert!(grave.is_empty(), "{grave:#?}");
}

#[test]
fn the_same_case_gives_the_same_findings() {
    let mut f = Fixture::clean();
    f.fund("P2", FundSource::Levy);
    f.project("P1").id = ProjectId("P0".into());
    let first = f.findings();
    assert_eq!(first, f.findings());
    assert!(first.windows(2).all(|w| w[0].severity <= w[1].severity));
}
