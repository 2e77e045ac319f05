//! The plan (规划): the projects put forward, by hand or by the optimiser.

use crate::project::Project;
use serde::{Deserialize, Serialize};

/// A county's plan (项目规划).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its projects.
    #[serde(default)]
    pub projects: Vec<Project>,
}
