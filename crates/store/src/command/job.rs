//! Jobs (后台任务): asked for by an account, taken by whichever process is free (see [`crate::Quiet`]).

use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::{Stop, missing};
use crate::tx::{Applied, Tx, done};
use model::RegionCode;
use serde::{Deserialize, Serialize};

/// Commands on jobs (任务命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobCommand {
    /// Asks for a job.
    Enqueue {
        /// What is to be done.
        task: String,
        /// The county it is done for.
        county: RegionCode,
        /// What is needed for it, JSON.
        payload: String,
    },
    /// Gives up a job that is waiting or running.
    Cancel {
        /// The job.
        id: String,
        /// Why, shown with the job.
        why: String,
    },
}

impl JobCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let at = tx.at();
        match self {
            JobCommand::Enqueue { task, county, payload } => {
                tx.demand_region(county)?;
                let (id, by) = (tx.id()?, tx.by().to_owned());
                tx.run(
                    "INSERT INTO job (id, kind, county, account, payload, state, progress, message, result, attempts, created, \
                     taken_by, beat, finished) VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, '', NULL, 0, ?6, NULL, NULL, NULL)",
                    &args![&id, task, county, by, payload, at],
                )?;
                done("job.enqueue", county.as_str(), &id, self, Answer::Made { id: id.clone() })
            }
            JobCommand::Cancel { id, why } => {
                let changed = tx.run(
                    "UPDATE job SET state = 'failed', message = ?2, finished = ?3 WHERE id = ?1 AND state IN ('waiting', 'running')",
                    &args![id, why, at],
                )?;
                if changed == 0 {
                    return Err(missing(id));
                }
                let row = tx.row("SELECT county FROM job WHERE id = ?1", &args![id])?;
                let county = row.ok_or_else(|| missing(id))?.cells().text()?;
                done("job.cancel", &county, id, self, Answer::Done)
            }
        }
    }
}
