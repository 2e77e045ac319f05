//! What a person reads about needs (文字): keys of the catalogue's `needs` file.

use crate::forecast::{AdjustmentKind, Lacking, Method, Why};
use crate::gap::Missing;
use crate::scope::Exclusion;
use crate::seat::Shortage;
use model::Message;

impl Missing {
    /// Why there is no figure, and what to fill in.
    pub fn message(self) -> Message {
        match self {
            Missing::Kind => Message::new("needs-missing-kind"),
            Missing::Owner => Message::new("needs-missing-owner"),
            Missing::Setting => Message::new("needs-missing-setting"),
            Missing::Boarding => Message::new("needs-missing-boarding"),
            Missing::Built => Message::new("needs-missing-built"),
            Missing::Record => Message::new("needs-missing-record"),
            Missing::Basis => Message::new("needs-missing-basis"),
            Missing::Split => Message::new("needs-missing-split"),
            Missing::Present(item) => Message::new("needs-missing-present").with("item", item.zh()),
            Missing::UnderWay => Message::new("needs-missing-under-way"),
            Missing::Range => Message::new("needs-missing-range"),
        }
    }
}

impl Exclusion {
    /// Why the school is not measured.
    pub fn message(self) -> Message {
        Message::new(match self {
            Exclusion::NotPublic => "needs-excluded-not-public",
            Exclusion::NotCompulsory => "needs-excluded-not-compulsory",
            Exclusion::Closing => "needs-excluded-closing",
            Exclusion::NotKept => "needs-excluded-not-kept",
            Exclusion::Planned => "needs-excluded-planned",
            Exclusion::KeySchool => "needs-excluded-key-school",
        })
    }
}

impl Shortage {
    /// What stands behind the crowding, and what to do first.
    pub fn message(self) -> Message {
        Message::new(match self {
            Shortage::None => "needs-shortage-none",
            Shortage::BetweenSchools => "needs-shortage-between-schools",
            Shortage::BetweenZones => "needs-shortage-between-zones",
            Shortage::Real => "needs-shortage-real",
        })
    }
}

impl Lacking {
    /// What the forecast lacks, and what to fill in.
    pub fn message(self) -> Message {
        Message::new(match self {
            Lacking::History => "needs-lacking-history",
            Lacking::Test => "needs-lacking-test",
            Lacking::Figures => "needs-lacking-figures",
            Lacking::Grades => "needs-lacking-grades",
            Lacking::Births => "needs-lacking-births",
            Lacking::Zones => "needs-lacking-zones",
        })
    }
}

impl Method {
    /// Its name.
    pub fn message(self) -> Message {
        Message::new(match self {
            Method::LastValue => "needs-method-last-value",
            Method::RollUp => "needs-method-roll-up",
            Method::SurvivalRatio => "needs-method-survival-ratio",
            Method::ShrunkRatio => "needs-method-shrunk-ratio",
            Method::DampedTrend => "needs-method-damped-trend",
            Method::Combination => "needs-method-combination",
        })
    }
}

impl Why {
    /// Why the method is used.
    pub fn message(self) -> Message {
        Message::new(match self {
            Why::Best => "needs-why-best",
            Why::Simpler => "needs-why-simpler",
            Why::Pooled => "needs-why-pooled",
            Why::Untested => "needs-why-untested",
        })
    }
}

impl AdjustmentKind {
    /// Its name.
    pub fn message(self) -> Message {
        Message::new(match self {
            AdjustmentKind::Migration => "needs-adjustment-migration",
            AdjustmentKind::Settlement => "needs-adjustment-settlement",
            AdjustmentKind::Closing => "needs-adjustment-closing",
            AdjustmentKind::Opening => "needs-adjustment-opening",
            AdjustmentKind::Growing => "needs-adjustment-growing",
            AdjustmentKind::RunningOut => "needs-adjustment-running-out",
        })
    }
}
