//! Candidate sites for new schools (备选校址).

use crate::location::Location;
use crate::project::LandStatus;
use crate::quantity::Quantity;
use crate::school::SchoolKind;
use crate::zone::ZoneId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The key of a site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SiteId(pub String);

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A site on which a school could be built (备选校址).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateSite {
    /// Its key.
    pub id: SiteId,
    /// Its name.
    pub name: String,
    /// The zone it would serve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// The kind of school it is meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SchoolKind>,
    /// Land, 0.01 m².
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Quantity>,
    /// Seats it can hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
    /// State of the land.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land_status: Option<LandStatus>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}
