//! Waivers (豁免记录) granted in the workbench.

use crate::answer::Answer;
use crate::engine::{Fault, args};
use crate::outcome::{Stop, missing};
use crate::tx::{Applied, Tx, done};
use model::{RegionCode, Waived};
use serde::{Deserialize, Serialize};

/// Commands on waivers (豁免命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverCommand {
    /// Lets findings stand.
    Grant {
        /// The county.
        county: RegionCode,
        /// The cycle.
        cycle: String,
        /// What is waived, by whom and why.
        waived: Waived,
    },
    /// Takes a waiver back.
    Withdraw {
        /// The county.
        county: RegionCode,
        /// The cycle.
        cycle: String,
        /// The waiver.
        id: String,
    },
}

impl WaiverCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let (at, by) = (tx.at(), tx.by().to_owned());
        match self {
            WaiverCommand::Grant { county, cycle, waived } => {
                tx.demand_region(county)?;
                tx.demand_cycle(cycle)?;
                let id = tx.id()?;
                let waived = serde_json::to_string(waived).map_err(|e| Fault::Data(e.to_string()))?;
                tx.run(
                    "INSERT INTO waiver (county, cycle, id, waived, at, account, withdrawn, withdrawn_by) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL)",
                    &args![county, cycle, &id, waived, at, by],
                )?;
                done("waiver.grant", county.as_str(), &id, self, Answer::Made { id: id.clone() })
            }
            WaiverCommand::Withdraw { county, cycle, id } => {
                let changed = tx.run(
                    "UPDATE waiver SET withdrawn = ?4, withdrawn_by = ?5 \
                     WHERE county = ?1 AND cycle = ?2 AND id = ?3 AND withdrawn IS NULL",
                    &args![county, cycle, id, at, by],
                )?;
                if changed == 0 {
                    return Err(missing(id));
                }
                done("waiver.withdraw", county.as_str(), id, self, Answer::Done)
            }
        }
    }
}
