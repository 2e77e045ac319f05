//! What the county says of its plan (必办事项): a project in it, out of it or held to years, dangerous buildings gone, seats made good.

use crate::calendar::Year;
use crate::message::Message;
use crate::project::ProjectId;
use crate::school::SchoolId;
use crate::stage::Stage;
use crate::zone::ZoneId;
use serde::{Deserialize, Serialize};

/// What must be reached (事项).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// A project is carried out (项目必须列入): one of the plan, or a candidate by its number.
    Project(ProjectId),
    /// A project is not carried out (项目不得列入).
    Exclude(ProjectId),
    /// A project does not start before the year of the demand (项目不得早于).
    NotBefore(ProjectId),
    /// A project is carried out and starts in the year of the demand (项目锁定年份).
    Fixed(ProjectId),
    /// No D-class dangerous building is left (D级危房全部拆除): at one school, or at every school.
    DangerGone(Option<SchoolId>),
    /// Seats are short no more (学位补足): in one zone and stage, or wherever they are really short.
    Seats {
        /// The zone, `None` for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        zone: Option<ZoneId>,
        /// The stage, `None` for both.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stage: Option<Stage>,
    },
}

/// The kinds of goals (事项类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GoalKind {
    /// 项目必须列入.
    Project,
    /// 项目不得列入.
    Exclude,
    /// 项目不得早于.
    NotBefore,
    /// 项目锁定年份.
    Fixed,
    /// D级危房全部拆除.
    DangerGone,
    /// 学位全部补足.
    Seats,
}

impl GoalKind {
    /// All kinds.
    pub const ALL: [GoalKind; 6] = [
        GoalKind::Project,
        GoalKind::DangerGone,
        GoalKind::Seats,
        GoalKind::Exclude,
        GoalKind::NotBefore,
        GoalKind::Fixed,
    ];

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            GoalKind::Project => "项目必须列入",
            GoalKind::Exclude => "项目不得列入",
            GoalKind::NotBefore => "项目不得早于",
            GoalKind::Fixed => "项目锁定年份",
            GoalKind::DangerGone => "D级危房全部拆除",
            GoalKind::Seats => "学位全部补足",
        }
    }
}

/// A demand on the plan (必办事项). It comes before safety, seats and all other needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// What.
    pub goal: Goal,
    /// By the end of which year; `None`: by the end of the cycle. For a project that is not to start earlier or is held to its year:
    /// the year it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Year>,
    /// Who says so: a document, a meeting, words of the county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

impl Goal {
    /// The project it speaks of, if it speaks of one.
    pub fn project(&self) -> Option<&ProjectId> {
        match self {
            Goal::Project(id) | Goal::Exclude(id) | Goal::NotBefore(id) | Goal::Fixed(id) => Some(id),
            Goal::DangerGone(_) | Goal::Seats { .. } => None,
        }
    }
}

impl Demand {
    /// The demand in words of the catalogue.
    pub fn message(&self) -> Message {
        let message = match &self.goal {
            Goal::Project(id) => Message::new("demand-project").with("project", id),
            Goal::Exclude(id) => Message::new("demand-exclude").with("project", id),
            Goal::NotBefore(id) => Message::new("demand-not-before").with("project", id),
            Goal::Fixed(id) => Message::new("demand-fixed").with("project", id),
            Goal::DangerGone(None) => Message::new("demand-danger"),
            Goal::DangerGone(Some(school)) => Message::new("demand-danger-school").with("school", school),
            Goal::Seats { zone, stage } => {
                let key = match (zone, stage) {
                    (None, None) => "demand-seats",
                    (Some(_), None) => "demand-seats-zone",
                    (None, Some(_)) => "demand-seats-stage",
                    (Some(_), Some(_)) => "demand-seats-zone-stage",
                };
                let message = Message::new(key);
                let message = zone.iter().fold(message, |m, z| m.with("zone", z));
                stage.iter().fold(message, |m, s| m.with("stage", s.zh()))
            }
        };
        match self.by {
            Some(year) => message.with("year", year),
            None => message.with("year", "none"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_survives_its_encoding() {
        let by = Some(Year(2023));
        let seats = Goal::Seats { zone: Some(ZoneId("Z1".into())), stage: None };
        let id = || ProjectId("P1".into());
        let held = [Goal::Exclude(id()), Goal::NotBefore(id()), Goal::Fixed(id())];
        for goal in [Goal::Project(id()), Goal::DangerGone(None), seats].into_iter().chain(held) {
            let demand = Demand { goal, by, basis: Some("会议纪要".into()) };
            let text = serde_json::to_string(&demand).unwrap();
            assert_eq!(serde_json::from_str::<Demand>(&text).unwrap(), demand, "{text}");
        }
    }
}
