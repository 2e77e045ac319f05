//! What moves on trial would do to money, seats, findings and value (试排效果). Pure; nothing is kept.

use super::Computed;
use checker::{Account, Breach, Value};
use model::Dossier;
use programme::board::{Move, Trial};
use programme::{Board, ProgrammeError};
use rules::{Case, Finding, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A plan on trial with everything the board shows of it (试排效果).
#[derive(Debug)]
pub struct Effect {
    /// The board it was tried on.
    pub board: Arc<Board>,
    /// The plan as it would be.
    pub trial: Trial,
    /// The account of every source and year.
    pub accounts: Vec<Account>,
    /// Money that does not agree with the budgets.
    pub breaches: Vec<Breach>,
    /// What the reviewer would find.
    pub findings: Vec<Finding>,
    /// Of these the ones that are new, by position.
    pub appear: Vec<usize>,
    /// Findings of the plan as it is that would go, by position in its list.
    pub vanish: Vec<usize>,
}

/// A bound that was proven, and of which plan (已证明的方案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// The hash of the problem it was proven for.
    pub problem: model::Hash,
    /// The value of the plan the optimiser made.
    pub objective: Value,
    /// The bound proven.
    pub bound: Value,
}

impl Effect {
    /// What the moves would do.
    ///
    /// # Errors
    /// The board cannot be laid out, or amounts do not fit.
    pub fn of(c: &Computed, moves: &[Move]) -> Result<Effect, ProgrammeError> {
        let board = c.board()?;
        let trial = board.trial(&c.dossier, &c.policy, &c.needs, moves)?;
        if trial.plan == c.dossier.plan {
            let (accounts, breaches) = (c.accounts.clone(), c.breaches.clone());
            let findings = c.findings.clone();
            return Ok(Effect { board, trial, accounts, breaches, findings, appear: Vec::new(), vanish: Vec::new() });
        }
        let mut then: Dossier = c.dossier.as_ref().clone();
        then.plan = trial.plan.clone();
        let carry = programme::carry(&c.policy, &then.county, then.as_of);
        let (findings, (breaches, accounts)) = rayon::join(
            || rules::check(&Case { dossier: &then, policy: &c.policy, needs: &c.needs }),
            || (checker::arrangement(&then, &carry), checker::accounts(&then, &carry).unwrap_or_default()),
        );
        let appear = beyond(&findings, &c.findings);
        let vanish = beyond(&c.findings, &findings);
        Ok(Effect { board, trial, accounts, breaches, findings, appear, vanish })
    }

    /// The plan may be kept: its money is there and agrees with the budgets, and nothing forbids it.
    pub fn may_be_kept(&self, c: &Computed) -> bool {
        // what the plan breaks already is no reason to refuse what makes it no worse
        let new = self.breaches.iter().filter(|b| !c.breaches.contains(b)).count();
        self.trial.may_be_kept() && new == 0
    }

    /// New findings of a severity.
    pub fn count(&self, severity: Severity) -> (usize, usize) {
        let came = self.appear.iter().filter_map(|n| self.findings.get(*n)).filter(|f| f.severity == severity).count();
        (came, self.findings.iter().filter(|f| f.severity == severity && f.stands()).count())
    }
}

/// The standing findings of the first list that the second has not, or not as often.
fn beyond(own: &[Finding], other: &[Finding]) -> Vec<usize> {
    let key = |f: &Finding| format!("{}|{:?}|{:?}|{:?}", f.rule, f.project, f.school, f.message);
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for f in other.iter().filter(|f| f.stands()) {
        *there.entry(key(f)).or_default() += 1;
    }
    let mut out = Vec::new();
    for (n, f) in own.iter().enumerate().filter(|(_, f)| f.stands()) {
        match there.get_mut(&key(f)).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => out.push(n),
        }
    }
    out
}
