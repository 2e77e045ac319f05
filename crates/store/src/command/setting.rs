//! Settings of the site (系统设置).

use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::Stop;
use crate::tx::{Applied, Tx, done};
use serde::{Deserialize, Serialize};

/// Commands on settings (设置命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingCommand {
    /// Sets a value.
    Put {
        /// Its name.
        name: String,
        /// The value.
        value: serde_json::Value,
    },
    /// Removes a value.
    Remove {
        /// Its name.
        name: String,
    },
}

impl SettingCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        match self {
            SettingCommand::Put { name, value } => {
                let (at, by) = (tx.at(), tx.by().to_owned());
                tx.run(
                    "INSERT INTO setting (name, value, at, account) VALUES (?1, ?2, ?3, ?4) \
                     ON CONFLICT (name) DO UPDATE SET value = ?2, at = ?3, account = ?4",
                    &args![name, value.to_string(), at, by],
                )?;
                done("setting.put", "", name, self, Answer::Done)
            }
            SettingCommand::Remove { name } => {
                let count = tx.run("DELETE FROM setting WHERE name = ?1", &args![name])? as i64;
                done("setting.remove", "", name, self, Answer::Count { count })
            }
        }
    }
}
