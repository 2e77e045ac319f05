//! Planning cycles (规划周期) with their deadlines.

use crate::answer::Answer;
use crate::engine::{Fault, args};
use crate::outcome::Stop;
use crate::read::CycleRow;
use crate::tx::{Applied, Tx, done};
use serde::{Deserialize, Serialize};

/// Commands on cycles (周期命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleCommand {
    /// Adds a cycle or changes it.
    Put(CycleRow),
}

impl CycleCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let CycleCommand::Put(cycle) = self;
        let deadlines = serde_json::to_string(&cycle.deadlines).map_err(|e| Fault::Data(e.to_string()))?;
        tx.run(
            "INSERT INTO cycle (id, name, first, last, deadlines, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (id) DO UPDATE SET name = ?2, first = ?3, last = ?4, deadlines = ?5, state = ?6",
            &args![&cycle.id, &cycle.name, cycle.first.0, cycle.last.0, deadlines, &cycle.state],
        )?;
        done("cycle.put", "", &cycle.id, self, Answer::Done)
    }
}
