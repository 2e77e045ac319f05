//! Plans (规划方案): what the optimiser or a planner made of a dossier under a policy and a scenario.

use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::{Stop, missing, stale};
use crate::tx::{Applied, Tx, done, pack};
use model::{Hash, RegionCode};
use serde::{Deserialize, Serialize};

/// A new plan (新方案).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewPlan {
    /// The county.
    pub county: RegionCode,
    /// The cycle.
    pub cycle: String,
    /// The version of the dossier it is made from.
    pub dossier_number: i64,
    /// The hash of the policy.
    pub policy: String,
    /// Its name among the county's plans.
    pub label: String,
    /// The scenario, JSON.
    pub scenario: String,
    /// The programme, JSON.
    pub programme: String,
    /// The findings in short, JSON.
    pub findings: String,
    /// Its state in a word.
    pub state: String,
}

/// Commands on plans (方案命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanCommand {
    /// Keeps a plan.
    Put(Box<NewPlan>),
    /// Changes its name.
    Rename {
        /// The county.
        county: RegionCode,
        /// The cycle.
        cycle: String,
        /// Its number.
        number: i64,
        /// The name.
        label: String,
    },
    /// Moves it from one state to another; refused when it is not in the first any more.
    SetState {
        /// The county.
        county: RegionCode,
        /// The cycle.
        cycle: String,
        /// Its number.
        number: i64,
        /// The state it must be in.
        from: String,
        /// The state it comes to.
        to: String,
    },
}

impl PlanCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let at = tx.at();
        match self {
            PlanCommand::Put(new) => {
                let (county, cycle) = (&new.county, &new.cycle);
                let sql = "SELECT COUNT(*) FROM dossier_version WHERE county = ?1 AND cycle = ?2 AND number = ?3";
                if tx.number(sql, &args![county, cycle, new.dossier_number])? == 0 {
                    return Err(missing(format!("{county}/{cycle}/{}", new.dossier_number)));
                }
                let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM plan WHERE county = ?1 AND cycle = ?2";
                let number = tx.number(sql, &args![county, cycle])?;
                let hash = Hash::of(new.programme.as_bytes()).0;
                let by = tx.by().to_owned();
                tx.run(
                    "INSERT INTO plan (county, cycle, number, dossier_number, policy, label, scenario, findings, state, hash, \
                     size, programme, at, account, changed) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?13)",
                    &args![
                        county,
                        cycle,
                        number,
                        new.dossier_number,
                        &new.policy,
                        &new.label,
                        &new.scenario,
                        &new.findings,
                        &new.state,
                        &hash,
                        new.programme.len() as i64,
                        pack(new.programme.as_bytes())?,
                        at,
                        by
                    ],
                )?;
                let answer = Answer::Version { number, hash, changes: 0 };
                done("plan.put", county.as_str(), format!("{cycle}/{number}"), new, answer)
            }
            PlanCommand::Rename { county, cycle, number, label } => {
                let sql = "UPDATE plan SET label = ?4, changed = ?5 WHERE county = ?1 AND cycle = ?2 AND number = ?3";
                if tx.run(sql, &args![county, cycle, *number, label, at])? == 0 {
                    return Err(missing(format!("{county}/{cycle}/{number}")));
                }
                done("plan.rename", county.as_str(), format!("{cycle}/{number}"), self, Answer::Done)
            }
            PlanCommand::SetState { county, cycle, number, from, to } => {
                let changed = tx.run(
                    "UPDATE plan SET state = ?5, changed = ?6 WHERE county = ?1 AND cycle = ?2 AND number = ?3 AND state = ?4",
                    &args![county, cycle, *number, from, to, at],
                )?;
                if changed == 0 {
                    return Err(stale(format!("{county}/{cycle}/{number}")));
                }
                done("plan.set_state", county.as_str(), format!("{cycle}/{number}"), self, Answer::Done)
            }
        }
    }
}
