//! Births and migration by zone and year (出生人口与迁移).

use crate::calendar::Year;
use crate::stage::Grade;
use crate::zone::ZoneId;
use serde::{Deserialize, Serialize};

/// Births of a zone in a calendar year (出生人数).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Births {
    /// The zone.
    pub zone: ZoneId,
    /// The calendar year.
    pub year: Year,
    /// All births of the year, persons.
    pub total: u32,
    /// January to December, where known; their sum is the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<[u32; 12]>,
}

/// Net migration of pupils or children of a zone (净迁入), an explicit, named adjustment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migration {
    /// The zone.
    pub zone: ZoneId,
    /// The autumn in which they arrive or leave.
    pub year: Year,
    /// The grade they enter, `None` when spread over all compulsory grades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Persons, negative for leaving.
    pub net: i32,
    /// Why (新建住宅、易地搬迁、随迁子女…).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
