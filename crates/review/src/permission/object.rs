//! What is asked about (操作对象).

use super::{AccountState, Department, DocumentState, FundState, Kind, NoticeState, PlanState, ProjectState, Role};
use crate::region::Place;
use model::{RegionLevel, WaiverLevel};
use std::collections::BTreeSet;

/// A record that something is to be done with (操作对象).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// The record's id; an account's id for an account.
    pub id: String,
    /// The region it belongs to.
    pub place: Place,
    /// What kind of record it is, and what permissions look at.
    pub facts: Facts,
}

/// What permissions look at, by kind of record (对象情况).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// A region's office as such (单位): what is done there without touching one record.
    Office,
    /// A county's dossier of a cycle (县级数据): schools, pupils, budgets.
    Dossier {
        /// The cycle is open for changes.
        open: bool,
    },
    /// A plan version (规划版本).
    Plan(Box<Plan>),
    /// A document of the library (资料库文件).
    Document {
        /// Its state.
        state: DocumentState,
        /// How far it may be seen.
        audience: Audience,
        /// Only these roles read it; empty means every role that reads documents.
        readers: BTreeSet<Role>,
        /// The person who uploaded it.
        uploader: String,
    },
    /// An account (账户); its id is the object's.
    Account {
        /// Its state.
        state: AccountState,
        /// The person behind it.
        person: String,
    },
    /// An interface token (接口令牌).
    Token {
        /// The account it belongs to.
        owner: String,
    },
    /// A planning cycle (规划周期); its region is the one that set it.
    Cycle,
    /// A job in the queue (后台任务).
    Job {
        /// The account that started it.
        owner: String,
    },
    /// A project under way (在建项目).
    Project {
        /// Its state.
        state: ProjectState,
        /// The persons who entered what is now to be accepted.
        makers: BTreeSet<String>,
    },
    /// A month of the funds ledger, or an entry in it (资金账).
    Fund {
        /// Its state.
        state: FundState,
        /// The persons who entered what is now to be approved.
        makers: BTreeSet<String>,
    },
    /// A public notice (公示).
    Notice {
        /// Its state.
        state: NoticeState,
        /// The persons who prepared it.
        makers: BTreeSet<String>,
    },
}

/// What permissions look at in a plan version (规划情况).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its state.
    pub state: PlanState,
    /// The region whose turn it is (经办层级): [`Plan::desk`] of the state.
    pub desk: Place,
    /// The county lets the regions above read it before it is submitted (已向上级开放).
    pub shared: bool,
    /// The cycle is open for changes.
    pub open: bool,
    /// The persons who made or changed it.
    pub makers: BTreeSet<String>,
    /// The departments that signed in the present round.
    pub seats: BTreeSet<Department>,
    /// The persons who signed in the present round.
    pub signers: BTreeSet<String>,
    /// For waiving one finding: the lowest level that may; `None` when it cannot be waived or none is meant.
    pub waiver: Option<WaiverLevel>,
}

crate::named::named! {
    /// How far a document may be seen (可见范围).
    Audience {
        /// 本级及上级.
        Upward = "upward",
        /// 本级、上级及下级.
        Downward = "downward",
        /// 社会公众.
        Public = "public",
    }
}

impl Object {
    /// A region's office.
    pub fn office(place: Place) -> Object {
        Object { id: place.code().to_string(), place, facts: Facts::Office }
    }

    /// A county's dossier.
    pub fn dossier(place: Place, open: bool) -> Object {
        Object { id: place.code().to_string(), place, facts: Facts::Dossier { open } }
    }

    /// A plan version.
    pub fn plan(id: impl Into<String>, place: Place, plan: Plan) -> Object {
        Object { id: id.into(), place, facts: Facts::Plan(Box::new(plan)) }
    }

    /// The kind of record.
    pub fn kind(&self) -> Kind {
        match &self.facts {
            Facts::Office => Kind::Office,
            Facts::Dossier { .. } => Kind::Dossier,
            Facts::Plan(_) => Kind::Plan,
            Facts::Document { .. } => Kind::Document,
            Facts::Account { .. } => Kind::Account,
            Facts::Token { .. } => Kind::Token,
            Facts::Cycle => Kind::Cycle,
            Facts::Job { .. } => Kind::Job,
            Facts::Project { .. } => Kind::Project,
            Facts::Fund { .. } => Kind::Fund,
            Facts::Notice { .. } => Kind::Notice,
        }
    }
}

impl Plan {
    /// A plan in a state, at the desk that follows from it; nobody made or signed it yet, the cycle is open.
    pub fn new(owner: &Place, state: PlanState) -> Plan {
        Plan {
            state,
            desk: Plan::desk(owner, state),
            shared: false,
            open: true,
            makers: BTreeSet::new(),
            seats: BTreeSet::new(),
            signers: BTreeSet::new(),
            waiver: None,
        }
    }

    /// Whose turn it is (经办层级): the county until it submits, then the region directly above it, then the province
    /// (县级编制、盟市审核、自治区审定). A county directly under its province is reviewed and approved there.
    pub fn desk(owner: &Place, state: PlanState) -> Place {
        match state {
            PlanState::Draft | PlanState::Returned | PlanState::Frozen => owner.clone(),
            PlanState::Submitted => owner.parent().unwrap_or_else(|| owner.clone()),
            PlanState::Reviewed | PlanState::Approved | PlanState::Superseded => {
                owner.at_level(RegionLevel::Province).unwrap_or_else(|| owner.clone())
            }
        }
    }
}
