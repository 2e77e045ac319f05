//! One figure (政策数值): values by date, reference, certainty.

use crate::context::{Applies, Context};
use model::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The key of a figure, dotted: `class_size.large_min`, `balance2017.cv_limit`. Figures that differ by stage or kind
/// share one key and differ in what they apply to. The keys the program asks for stand in [`crate::key`].
pub type FigureKey = String;

/// Which way a figure gets stricter (从严方向). An overlay may move it only that way unless it cites its authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tighter {
    /// Higher is stricter (下限: 生均面积、达标比例).
    Up,
    /// Lower is stricter (上限: 班额、校额、差异系数).
    Down,
    /// Neither: a parameter that every pack may set (参数).
    Free,
}

/// How sure the figure is (把握程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read in a copy of the text (已核对原文).
    Confirmed,
    /// Read in a digest, a local form or other software (二手来源).
    Secondary,
    /// Not confirmed (待核).
    ToBeChecked,
}

/// Where a figure stands (依据).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// 文件名称.
    pub title: String,
    /// 文号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// 条款.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

impl Reference {
    /// True when it names a document. A title in brackets names none: `（测算暂定数，待本地调查核定）`.
    pub fn is_document(&self) -> bool {
        !self.title.starts_with('（')
    }
}

/// As it is cited (引用格式): 《title》（number）clause; a title that names no document stands without 《》.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_document() {
            write!(f, "《{}》", self.title)?;
        } else {
            f.write_str(&self.title)?;
        }
        if let Some(number) = &self.number {
            write!(f, "（{number}）")?;
        }
        f.write_str(self.clause.as_deref().unwrap_or_default())
    }
}

/// A value from a date on (生效值).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// In force from this day.
    pub from: Date,
    /// The value, exact.
    pub value: Decimal,
}

/// A single dated figure (政策数值).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its key.
    pub key: FigureKey,
    /// Its Chinese name.
    pub name: String,
    /// The unit of the value, in Chinese (人/班, %, 册/生).
    pub unit: String,
    /// Values, oldest first.
    pub values: Vec<Dated>,
    /// What it applies to; empty means everything.
    #[serde(default)]
    pub applies: Applies,
    /// Where it stands.
    pub reference: Reference,
    /// How sure it is.
    pub certainty: Certainty,
    /// Which way it gets stricter; without it every change by an overlay needs an authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tighter: Option<Tighter>,
    /// What allows an overlay to loosen the figure (放宽依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Reference>,
    /// Remark for `explain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Issuer of the pack it came from, filled in on loading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}

impl Figure {
    /// The value in force on a date.
    pub fn on(&self, date: Date) -> Option<Decimal> {
        self.values.iter().rev().find(|v| v.from <= date).map(|v| v.value)
    }

    /// True when the figure is meant for this context.
    pub fn fits(&self, context: &Context) -> bool {
        self.applies.fits(context)
    }
}
