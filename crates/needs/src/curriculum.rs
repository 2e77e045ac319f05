//! Whether small rural schools can offer the full curriculum (小规模学校开齐课程的条件): for each subject that needs a place or
//! apparatus of its own, whether the school has any.
//!
//! The notice asks for the necessary function rooms as conditions allow, not for one room per subject: a shared function
//! room or the apparatus alone serves. Lacking means that nothing of it is there; what is not known is no data.

use crate::counts::Counts;
use crate::scope::exclusion;
use model::{Conditions, Dossier, Item, SchoolId};
use policy::{Basis, Context, Policy, key};
use serde::{Deserialize, Serialize};

/// A subject that needs a place or apparatus (课程).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 科学（实验）.
    Science,
    /// 音乐.
    Music,
    /// 美术.
    Art,
    /// 体育.
    Sport,
    /// 信息技术.
    Computing,
    /// 阅读.
    Reading,
    /// 劳动.
    Labour,
}

impl Subject {
    /// All subjects.
    pub const ALL: [Subject; 7] = [
        Subject::Science,
        Subject::Music,
        Subject::Art,
        Subject::Sport,
        Subject::Computing,
        Subject::Reading,
        Subject::Labour,
    ];

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Subject::Science => "科学",
            Subject::Music => "音乐",
            Subject::Art => "美术",
            Subject::Sport => "体育",
            Subject::Computing => "信息技术",
            Subject::Reading => "阅读",
            Subject::Labour => "劳动",
        }
    }

    /// Items any one of which serves it.
    pub fn served_by(self) -> &'static [Item] {
        match self {
            Subject::Science => &[Item::Laboratory, Item::LabEquipment],
            Subject::Music => &[Item::MusicRoom, Item::MusicEquipment, Item::FunctionRoom],
            Subject::Art => &[Item::ArtRoom, Item::ArtEquipment, Item::FunctionRoom],
            Subject::Sport => &[Item::SportsField, Item::SportEquipment, Item::IndoorSportArea],
            Subject::Computing => &[Item::ComputerRoom, Item::Computer],
            Subject::Reading => &[Item::Library, Item::Books],
            Subject::Labour => &[Item::LabourGround, Item::FunctionRoom],
        }
    }
}

/// Whether a school can offer a subject (能否开设).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// It has something that serves it.
    Has,
    /// It certainly has nothing.
    Lacks,
    /// Not known.
    NoData,
}

/// A small rural school (乡村小规模学校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmallSchool {
    /// The school.
    pub school: SchoolId,
    /// Pupils of its compulsory stages.
    pub pupils: u32,
    /// Each subject, in the order of [`Subject::ALL`].
    pub subjects: Vec<(Subject, Means)>,
    /// It takes lessons from elsewhere (专递课堂、名师课堂、名校网络课堂); `None` for no data.
    pub online: Option<bool>,
}

/// One subject over the small schools (分课程统计).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SubjectCount {
    /// The subject.
    pub subject: Subject,
    /// Schools that have the means.
    pub has: u32,
    /// Schools that lack them.
    pub lacks: u32,
    /// Schools without data.
    pub no_data: u32,
}

/// The small rural schools of a county (乡村小规模学校课程条件).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Curriculum {
    /// The schools.
    pub schools: Vec<SmallSchool>,
    /// Schools whose size or urban–rural class is not known, so that they may be small ones.
    pub unknown: u32,
    /// By subject.
    pub subjects: Vec<SubjectCount>,
}

/// Lessons taken from elsewhere (专递课堂、名师课堂、名校网络课堂).
pub(crate) const ONLINE: [Item; 3] = [Item::DeliveryClassroom, Item::MasterClassroom, Item::OnlineSchoolClassroom];

/// Looks at every school that counts and is small by the packs' figure for where it lies.
pub fn measure(dossier: &Dossier, policy: &Policy) -> Curriculum {
    let mut out = Curriculum::default();
    for school in dossier.schools.iter().filter(|s| exclusion(s, dossier.base_year, dossier.as_of).is_none()) {
        let record = school.record(dossier.base_year);
        let pupils = record.and_then(|r| Counts::of(school, r).basis(Basis::Pupils));
        if school.setting.is_none() {
            out.unknown = out.unknown.saturating_add(1);
            continue;
        }
        let context = Context { kind: school.kind, setting: school.setting, ..Context::default() };
        // the figure is in force for towns and villages alone
        let Some((_, below)) = policy.figure(key::SCHOOL_SMALL_BELOW, &context, dossier.as_of) else { continue };
        let Some((pupils, record)) = pupils.zip(record) else {
            out.unknown = out.unknown.saturating_add(1);
            continue;
        };
        if rust_decimal::Decimal::from(pupils) >= below {
            continue;
        }
        let has = |items: &[Item]| means(&record.conditions, items);
        out.schools.push(SmallSchool {
            school: school.id.clone(),
            pupils,
            subjects: Subject::ALL.iter().map(|s| (*s, has(s.served_by()))).collect(),
            online: match has(&ONLINE) {
                Means::Has => Some(true),
                Means::Lacks => Some(false),
                Means::NoData => None,
            },
        });
    }
    out.subjects = Subject::ALL.iter().map(|s| count(&out.schools, *s)).collect();
    out
}

/// Something of it is there; lacking only when each is known to be absent.
fn means(conditions: &Conditions, items: &[Item]) -> Means {
    let mut known = true;
    for item in items {
        match conditions.get(*item) {
            Some(quantity) if quantity > 0 => return Means::Has,
            Some(_) => {}
            None => known = false,
        }
    }
    if known { Means::Lacks } else { Means::NoData }
}

fn count(schools: &[SmallSchool], subject: Subject) -> SubjectCount {
    let of = |m: Means| {
        let fits = schools.iter().flat_map(|s| &s.subjects).filter(|(s, found)| *s == subject && *found == m);
        u32::try_from(fits.count()).unwrap_or(u32::MAX)
    };
    SubjectCount { subject, has: of(Means::Has), lacks: of(Means::Lacks), no_data: of(Means::NoData) }
}
