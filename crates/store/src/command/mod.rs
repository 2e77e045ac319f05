//! The write commands (写命令), one file per noun. Everything a person changes goes through one of these.

mod account;
mod cycle;
mod document;
mod dossier;
mod job;
mod plan;
mod quiet;
mod region;
mod session;
mod setting;
mod token;
mod waiver;

pub use account::{AccountCommand, Lock, NewAccount};
pub use cycle::CycleCommand;
pub(crate) use document::tags_of;
pub use document::{About, DocumentCommand, NewFile};
pub use dossier::{DossierCommand, differences};
pub use job::JobCommand;
pub use plan::{NewPlan, PlanCommand};
pub use quiet::Quiet;
pub use region::RegionCommand;
pub use session::SessionCommand;
pub use setting::SettingCommand;
pub use token::TokenCommand;
pub use waiver::WaiverCommand;

use crate::engine::Fault;
use crate::outcome::Stop;
use crate::tx::{Applied, Tx};
use model::Hash;
use serde::{Deserialize, Serialize};

macro_rules! commands {
    ($( $(#[$doc:meta])* $noun:ident($inner:ident), )*) => {
        /// A write command (写命令).
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command { $( $(#[$doc])* $noun($inner), )* }
        $( impl From<$inner> for Command {
            fn from(command: $inner) -> Command { Command::$noun(command) }
        } )*
        impl Command {
            pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
                match self { $( Command::$noun(command) => command.apply(tx), )* }
            }
        }
    };
}

commands! {
    /// Regions.
    Region(RegionCommand),
    /// Accounts.
    Account(AccountCommand),
    /// Sessions.
    Session(SessionCommand),
    /// Tokens of programs.
    Token(TokenCommand),
    /// Settings.
    Setting(SettingCommand),
    /// Planning cycles.
    Cycle(CycleCommand),
    /// Dossiers.
    Dossier(DossierCommand),
    /// Plans.
    Plan(PlanCommand),
    /// Waivers.
    Waiver(WaiverCommand),
    /// The library.
    Document(DocumentCommand),
    /// Jobs.
    Job(JobCommand),
}

impl Command {
    /// The hash of the command: a replay must have the same.
    pub(crate) fn hash(&self) -> Result<Hash, Fault> {
        let bytes = serde_json::to_vec(self).map_err(|e| Fault::Data(e.to_string()))?;
        Ok(Hash::of(&bytes))
    }
}
