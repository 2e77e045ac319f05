//! One entry of one pack, ready to be shown (条目说明).

use crate::{
    Certainty, Conflict, CycleDates, Deadline, EligibilityEntry, Figure, PriorityWeight, Provision, Reference,
    Requirement, RuleSwitch, UnitCost, describe,
};
use model::{Date, Message};

/// The kinds of entries (条目种类), in the order they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// 数值.
    Figure,
    /// 配置要求.
    Requirement,
    /// 建设内容目录与负面清单.
    Eligibility,
    /// 单价.
    UnitCost,
    /// 优先权重.
    Weight,
    /// 周期与时限.
    Deadline,
    /// 条款.
    Provision,
    /// 规则调整.
    Switch,
    /// 条款冲突.
    Conflict,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [EntryKind; 9] = [
        EntryKind::Figure,
        EntryKind::Requirement,
        EntryKind::Eligibility,
        EntryKind::UnitCost,
        EntryKind::Weight,
        EntryKind::Deadline,
        EntryKind::Provision,
        EntryKind::Switch,
        EntryKind::Conflict,
    ];

    /// Its name.
    pub fn title(self) -> Message {
        Message::new(match self {
            EntryKind::Figure => "policy-kind-figure",
            EntryKind::Requirement => "policy-kind-requirement",
            EntryKind::Eligibility => "policy-kind-eligibility",
            EntryKind::UnitCost => "policy-kind-unit-cost",
            EntryKind::Weight => "policy-kind-weight",
            EntryKind::Deadline => "policy-kind-deadline",
            EntryKind::Provision => "policy-kind-provision",
            EntryKind::Switch => "policy-kind-switch",
            EntryKind::Conflict => "policy-kind-conflict",
        })
    }
}

/// A value from a date on, in words (生效值).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// In force from; `None` when the entry has no date.
    pub from: Option<Date>,
    /// Until, last day.
    pub until: Option<Date>,
    /// The value.
    pub text: Message,
}

/// One entry of one pack (条目).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Kind.
    pub kind: EntryKind,
    /// Key.
    pub key: String,
    /// Chinese name, or what the entry is about.
    pub name: String,
    /// What it says, oldest first; several lines for a table.
    pub values: Vec<Spoken>,
    /// What it applies to; empty means everything.
    pub applies: Vec<Message>,
    /// Where it stands.
    pub references: Vec<Reference>,
    /// How sure it is; `None` for switches and conflicts, which carry no mark.
    pub certainty: Option<Certainty>,
    /// Which way it gets stricter, for figures.
    pub tighter: Option<Message>,
    /// What allows it to loosen the entry below.
    pub authority: Option<Reference>,
    /// Remark.
    pub note: Option<String>,
}

/// A value that is text already.
fn plain(text: impl ToString) -> Message {
    Message::new("policy-plain").with("text", text)
}

fn spoken(from: Option<Date>, until: Option<Date>, text: Message) -> Spoken {
    Spoken { from, until, text }
}

impl Statement {
    fn new(kind: EntryKind, key: &str, name: &str, reference: &Reference, certainty: Certainty) -> Statement {
        Statement {
            kind,
            key: key.to_owned(),
            name: name.to_owned(),
            values: Vec::new(),
            applies: Vec::new(),
            references: vec![reference.clone()],
            certainty: Some(certainty),
            tighter: None,
            authority: None,
            note: None,
        }
    }
}

impl From<&Figure> for Statement {
    fn from(f: &Figure) -> Statement {
        let value = |v: &crate::Dated| {
            spoken(Some(v.from), None, Message::new("policy-value").with("value", v.value).with("unit", &f.unit))
        };
        Statement {
            values: f.values.iter().map(value).collect(),
            applies: describe::applies(&f.applies),
            tighter: Some(describe::tighter(f.tighter)),
            authority: f.authority.clone(),
            note: f.note.clone(),
            ..Statement::new(EntryKind::Figure, &f.key, &f.name, &f.reference, f.certainty)
        }
    }
}

impl From<&Requirement> for Statement {
    fn from(r: &Requirement) -> Statement {
        let head = [describe::standard(r.standard), describe::basis(r.basis)];
        let lines = head.into_iter().chain(describe::formula(r));
        Statement {
            values: lines.map(|m| spoken(Some(r.from), r.until, m)).collect(),
            applies: describe::applies(&r.applies),
            authority: r.authority.clone(),
            note: r.note.clone(),
            ..Statement::new(EntryKind::Requirement, &r.key, &r.name, &r.reference, r.certainty)
        }
    }
}

impl From<&EligibilityEntry> for Statement {
    fn from(e: &EligibilityEntry) -> Statement {
        let mut words: Vec<&str> = e.items.iter().map(|i| i.zh()).collect();
        words.extend(e.categories.iter().map(|c| c.zh()));
        words.extend(e.parts.iter().map(|p| p.zh()));
        // an entry that names neither items nor parts is known by its remark
        let name = if words.is_empty() { e.note.clone().unwrap_or_default() } else { words.join("、") };
        Statement {
            values: vec![spoken(Some(e.from), e.until, describe::verdict(e.verdict))],
            applies: describe::applies(&e.applies),
            authority: e.authority.clone(),
            note: e.note.clone(),
            ..Statement::new(EntryKind::Eligibility, &e.key, &name, &e.reference, e.certainty)
        }
    }
}

impl From<&UnitCost> for Statement {
    fn from(u: &UnitCost) -> Statement {
        let unit = u.item.unit().zh();
        let mut values = Vec::new();
        let mut say = |key, fen: model::Fen| {
            let text = Message::new(key).with("yuan", fen.yuan()).with("unit", unit).with("year", u.price_year);
            values.push(spoken(Some(u.from), None, text));
        };
        say("policy-price", u.price);
        if let Some(cap) = u.cap {
            say("policy-price-cap", cap);
        }
        if let Some(floor) = u.floor {
            say("policy-price-floor", floor);
        }
        Statement {
            values,
            applies: describe::applies(&u.applies),
            authority: u.authority.clone(),
            note: u.note.clone(),
            ..Statement::new(EntryKind::UnitCost, &u.key, u.item.zh(), &u.reference, u.certainty)
        }
    }
}

impl From<&PriorityWeight> for Statement {
    fn from(w: &PriorityWeight) -> Statement {
        let items = w.items.iter().map(|i| i.zh()).collect::<Vec<_>>().join("、");
        let text = Message::new("policy-weight").with("class", w.class).with("points", w.points).with("items", items);
        Statement {
            values: vec![spoken(None, None, text)],
            applies: describe::applies(&w.applies),
            authority: w.authority.clone(),
            note: w.note.clone(),
            ..Statement::new(EntryKind::Weight, &w.key, &w.name, &w.reference, w.certainty)
        }
    }
}

impl From<&Deadline> for Statement {
    fn from(d: &Deadline) -> Statement {
        Statement {
            values: vec![spoken(None, None, plain(d.date))],
            authority: d.authority.clone(),
            ..Statement::new(EntryKind::Deadline, &d.key, &d.name, &d.reference, d.certainty)
        }
    }
}

impl From<&CycleDates> for Statement {
    fn from(c: &CycleDates) -> Statement {
        let text = Message::new("policy-cycle")
            .with("first", c.cycle.first)
            .with("last", c.cycle.last)
            .with("completion", c.completion);
        let mut values = vec![spoken(None, None, text)];
        if let Some(date) = c.completion_alternative {
            values.push(spoken(None, None, Message::new("policy-cycle-alternative").with("date", date)));
        }
        Statement {
            values,
            authority: c.completion_authority.clone(),
            ..Statement::new(EntryKind::Deadline, "cycle", "规划周期", &c.completion_reference, c.completion_certainty)
        }
    }
}

impl From<&Provision> for Statement {
    fn from(p: &Provision) -> Statement {
        let mut values = vec![spoken(Some(p.from), None, describe::scope(p.scope))];
        if p.order_to_be_checked {
            values.push(spoken(Some(p.from), None, Message::new("policy-order-to-be-checked")));
        }
        Statement {
            values,
            applies: describe::applies(&p.applies),
            authority: p.authority.clone(),
            note: p.note.clone(),
            ..Statement::new(EntryKind::Provision, &p.key, &p.text, &p.reference, p.certainty)
        }
    }
}

impl From<&RuleSwitch> for Statement {
    fn from(s: &RuleSwitch) -> Statement {
        let text = match (&s.severity, s.enabled) {
            (_, false) => Message::new("policy-switch-off"),
            (Some(severity), true) => Message::new("policy-switch-severity").with("severity", severity),
            (None, true) => Message::new("policy-switch-on"),
        };
        Statement {
            values: vec![spoken(None, None, text)],
            certainty: None,
            ..Statement::new(EntryKind::Switch, &s.rule, &s.rule, &s.reference, Certainty::Confirmed)
        }
    }
}

impl From<&Conflict> for Statement {
    fn from(c: &Conflict) -> Statement {
        let readings = c.readings.iter().map(|r| Message::new("policy-conflict-reading").with("text", r));
        let assumed = Message::new("policy-conflict-assumed").with("text", &c.assumed);
        let empty = Reference { title: String::new(), number: None, clause: None };
        Statement {
            values: readings.chain([assumed]).map(|m| spoken(None, None, m)).collect(),
            references: c.references.clone(),
            certainty: None,
            ..Statement::new(EntryKind::Conflict, &c.key, &c.about, &empty, Certainty::Confirmed)
        }
    }
}
