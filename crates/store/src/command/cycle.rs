//! Planning cycles (规划周期) with their deadlines.

use crate::answer::Answer;
use crate::engine::{Fault, args};
use crate::outcome::Stop;
use crate::read::{CycleRegion, CycleRow};
use crate::tx::{Applied, Tx, done};
use serde::{Deserialize, Serialize};

/// Commands on cycles (周期命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleCommand {
    /// Adds a cycle or changes it.
    Put(CycleRow),
    /// What a region sets for itself and all below it.
    PutRegion(CycleRegion),
}

impl CycleCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let cycle = match self {
            CycleCommand::Put(cycle) => cycle,
            CycleCommand::PutRegion(own) => {
                tx.demand_region(&own.region)?;
                tx.demand_cycle(&own.cycle)?;
                let deadlines = serde_json::to_string(&own.deadlines).map_err(|e| Fault::Data(e.to_string()))?;
                tx.run(
                    "INSERT INTO cycle_region (region, cycle, deadlines, state) VALUES (?1, ?2, ?3, ?4) \
                     ON CONFLICT (region, cycle) DO UPDATE SET deadlines = ?3, state = ?4",
                    &args![&own.region, &own.cycle, deadlines, &own.state],
                )?;
                return done("cycle.put_region", own.region.as_str(), &own.cycle, self, Answer::Done);
            }
        };
        let deadlines = serde_json::to_string(&cycle.deadlines).map_err(|e| Fault::Data(e.to_string()))?;
        tx.run(
            "INSERT INTO cycle (id, name, first, last, deadlines, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (id) DO UPDATE SET name = ?2, first = ?3, last = ?4, deadlines = ?5, state = ?6",
            &args![&cycle.id, &cycle.name, cycle.first.0, cycle.last.0, deadlines, &cycle.state],
        )?;
        done("cycle.put", "", &cycle.id, self, Answer::Done)
    }
}
