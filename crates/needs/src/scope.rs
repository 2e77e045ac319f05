//! Which schools count (规划范围内学校): public schools of the compulsory stages that are kept.

use model::{Date, Dossier, LayoutStatus, School, SchoolId, SchoolYear, Stage};
use serde::Serialize;

/// Why a school is not measured (不纳入原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// 民办或中外合作办学.
    NotPublic,
    /// No compulsory stage (高级中学、幼儿园).
    NotCompulsory,
    /// 拟撤并、拟合并.
    Closing,
    /// 过渡保留、未列入布局规划: open, but not among those kept for long, which alone the programme serves (通知四).
    NotKept,
    /// 规划新建, no record yet: its needs are seats of its zone.
    Planned,
    /// 因打造“重点校”而形成的超大规模学校.
    KeySchool,
}

/// A school left out, and why (不纳入学校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// The school.
    pub school: SchoolId,
    /// Why.
    pub reason: Exclusion,
}

/// Why a school is not measured; `None` when it counts. An unknown owner or kind does not exclude: it gives "no data".
pub fn exclusion(school: &School, base: SchoolYear, as_of: Date) -> Option<Exclusion> {
    if school.owner.is_some_and(|o| !o.is_public()) {
        return Some(Exclusion::NotPublic);
    }
    if let Some(kind) = school.kind
        && !kind.stages().iter().any(|s| Stage::COMPULSORY.contains(s))
    {
        return Some(Exclusion::NotCompulsory);
    }
    if school.key_school == Some(true) {
        return Some(Exclusion::KeySchool);
    }
    match school.layout_on(as_of).map(|f| f.status) {
        Some(LayoutStatus::Close | LayoutStatus::Merge) => Some(Exclusion::Closing),
        Some(LayoutStatus::Interim | LayoutStatus::NotListed) => Some(Exclusion::NotKept),
        Some(LayoutStatus::Planned) if school.record(base).is_none() => Some(Exclusion::Planned),
        _ => None,
    }
}

/// The schools of a dossier that are left out (不纳入学校).
pub fn excluded(dossier: &Dossier) -> Vec<Excluded> {
    let reason = |s: &School| exclusion(s, dossier.base_year, dossier.as_of);
    let out = |s: &School| Some(Excluded { school: s.id.clone(), reason: reason(s)? });
    dossier.schools.iter().filter_map(out).collect()
}
