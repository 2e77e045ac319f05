//! The stages of one county in order (流程): needs, programme, independent check, rules.

use crate::failure::Failure;
use checker::{Breach, Verdict};
use model::{Dossier, Scenario};
use needs::Needs;
use policy::Policy;
use programme::{Halt, Limits, Options, Programme};
use rules::{Apart, Case, Finding, Severity};

/// What a run of one county gave.
pub struct Run {
    /// The county; `dossier.plan` is the plan that was judged.
    pub dossier: Dossier,
    /// What it assumes instead of what the county gave.
    pub scenario: Scenario,
    /// What it is short of.
    pub needs: Needs,
    /// The programme, where one was made.
    pub programme: Option<Programme>,
    /// The checker's verdict on it.
    pub verdict: Option<Verdict>,
    /// Money that does not agree with the budgets.
    pub breaches: Vec<Breach>,
    /// The reviewer's findings.
    pub findings: Vec<Finding>,
}

impl Run {
    /// The plan holds against the independent checker.
    pub fn holds(&self) -> bool {
        self.verdict.as_ref().is_none_or(Verdict::holds) && (self.programme.is_none() || self.breaches.is_empty())
    }

    /// How many findings of a severity stand; those waived by someone entitled to do not count.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity && f.stands()).count()
    }
}

/// Makes a programme for a county, as the scenario would have it, and judges it.
pub fn plan(
    dossier: Dossier,
    scenario: Scenario,
    policy: &Policy,
    limits: &Limits,
    options: Options,
    halt: &Halt<'_>,
) -> Result<Run, Failure> {
    let mut dossier = scenario.apply(dossier).map_err(|e| Failure::one(e.message()))?;
    let needs = needs::assess(&dossier, policy);
    let programme = programme::plan_until(&dossier, policy, &needs, limits, &options, halt)
        .map_err(|e| Failure { problems: e.messages() })?;
    let verdict = checker::judge(&programme.instance, &programme.outcome.schedule, &programme.outcome.certificate);
    dossier.plan = programme.plan.clone();
    let run = judged(dossier, policy, needs, Some(programme), Some(verdict));
    Ok(Run { scenario, ..run })
}

/// Judges the plan a county brought.
pub fn check(dossier: Dossier, policy: &Policy) -> Run {
    let needs = needs::assess(&dossier, policy);
    judged(dossier, policy, needs, None, None)
}

/// A county judged beside others.
pub struct Beside {
    /// The county.
    pub run: Run,
    /// The figures.
    pub policy: Policy,
    /// How many counties its plan was set beside, itself among them.
    pub compared: usize,
    /// Why it is not among those the others are set beside.
    pub apart: Option<Apart>,
}

/// Judges the plans of several counties, each beside the others.
pub fn compare(counties: Vec<(Dossier, Policy)>) -> Vec<Beside> {
    let measured: Vec<(Dossier, Policy, Needs)> = counties
        .into_iter()
        .map(|(dossier, policy)| {
            let needs = needs::assess(&dossier, &policy);
            (dossier, policy, needs)
        })
        .collect();
    let cases: Vec<Case<'_>> =
        measured.iter().map(|(dossier, policy, needs)| Case { dossier, policy, needs }).collect();
    let findings = rules::compare(&cases);
    let sides: Vec<_> = cases.iter().map(|c| rules::compared(&cases, c)).zip(rules::apart(&cases)).collect();
    let judged = measured.into_iter().zip(findings).zip(sides);
    let judged = judged.map(|(((dossier, policy, needs), findings), (compared, apart))| {
        let breaches = checker::arrangement(&dossier, &programme::carry(&policy, &dossier.county, dossier.as_of));
        let scenario = Scenario::default();
        let run = Run { dossier, scenario, needs, programme: None, verdict: None, breaches, findings };
        Beside { run, policy, compared, apart }
    });
    judged.collect()
}

fn judged(
    dossier: Dossier,
    policy: &Policy,
    needs: Needs,
    programme: Option<Programme>,
    verdict: Option<Verdict>,
) -> Run {
    let breaches = checker::arrangement(&dossier, &programme::carry(policy, &dossier.county, dossier.as_of));
    let findings = rules::check(&Case { dossier: &dossier, policy, needs: &needs });
    Run { dossier, scenario: Scenario::default(), needs, programme, verdict, breaches, findings }
}
