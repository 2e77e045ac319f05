//! Stages and grades (学段与年级).

use serde::{Deserialize, Serialize};

/// A stage of schooling (学段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 学前.
    Kindergarten,
    /// 小学.
    Primary,
    /// 初中.
    Junior,
    /// 高中.
    Senior,
}

impl Stage {
    /// The stages of compulsory education (义务教育阶段).
    pub const COMPULSORY: [Stage; 2] = [Stage::Primary, Stage::Junior];

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Stage::Kindergarten => "学前",
            Stage::Primary => "小学",
            Stage::Junior => "初中",
            Stage::Senior => "高中",
        }
    }

    /// Its grades in the six-three system.
    pub fn grades(self) -> impl Iterator<Item = Grade> {
        let range = match self {
            Stage::Kindergarten => 0..=0,
            Stage::Primary => 1..=6,
            Stage::Junior => 7..=9,
            Stage::Senior => 10..=12,
        };
        range.map(Grade)
    }
}

/// A grade (年级): 1–6 primary, 7–9 junior, 10–12 senior.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grade(pub u8);

impl Grade {
    /// The grade, when it lies in 1–12.
    pub fn new(n: u8) -> Option<Grade> {
        (1..=12).contains(&n).then_some(Grade(n))
    }

    /// The stage this grade belongs to in the six-three system (六三学制).
    pub fn stage(self) -> Stage {
        match self.0 {
            0 => Stage::Kindergarten,
            1..=6 => Stage::Primary,
            7..=9 => Stage::Junior,
            _ => Stage::Senior,
        }
    }
}
