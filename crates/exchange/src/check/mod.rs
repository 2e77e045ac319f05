//! Checks of a loaded dossier (数据核查).

use crate::load::Load;

/// Runs every check.
pub fn all(_load: &mut Load) {}
