//! Entries in words (文字说明): messages for the catalogue, so that no sentence is made here.

use crate::{Applies, Basis, Certainty, Formula, PackLevel, Requirement, Scope, Standard, Tighter, Verdict};
use model::Message;

/// How sure an entry is (把握程度).
pub fn certainty(c: Certainty) -> Message {
    Message::new(match c {
        Certainty::Confirmed => "policy-certainty-confirmed",
        Certainty::Secondary => "policy-certainty-secondary",
        Certainty::ToBeChecked => "policy-certainty-to-be-checked",
    })
}

/// Which way a figure gets stricter (从严方向).
pub fn tighter(t: Option<Tighter>) -> Message {
    Message::new(match t {
        Some(Tighter::Up) => "policy-tighter-up",
        Some(Tighter::Down) => "policy-tighter-down",
        Some(Tighter::Free) => "policy-tighter-free",
        None => "policy-tighter-unknown",
    })
}

/// Allowed or not (能否列入).
pub fn verdict(v: Verdict) -> Message {
    Message::new(match v {
        Verdict::Allowed => "policy-verdict-allowed",
        Verdict::Conditional => "policy-verdict-conditional",
        Verdict::Forbidden => "policy-verdict-forbidden",
    })
}

/// The level of a pack (发布层级).
pub fn level(l: PackLevel) -> Message {
    Message::new(match l {
        PackLevel::Nation => "policy-level-nation",
        PackLevel::Province => "policy-level-province",
        PackLevel::Prefecture => "policy-level-prefecture",
        PackLevel::County => "policy-level-county",
    })
}

/// The standard a requirement belongs to (标准类别).
pub fn standard(s: Standard) -> Message {
    Message::new(match s {
        Standard::Basic => "policy-standard-basic",
        Standard::Balanced => "policy-standard-balanced",
        Standard::Ceiling => "policy-standard-ceiling",
        Standard::Design => "policy-standard-design",
    })
}

/// What a formula counts (计算基数).
pub fn basis(b: Basis) -> Message {
    Message::new(match b {
        Basis::Pupils => "policy-basis-pupils",
        Basis::Girls => "policy-basis-girls",
        Basis::Boys => "policy-basis-boys",
        Basis::Boarders => "policy-basis-boarders",
        Basis::Classes => "policy-basis-classes",
        Basis::Teachers => "policy-basis-teachers",
        Basis::School => "policy-basis-school",
    })
}

/// Which schools a provision concerns (适用学校).
pub fn scope(s: Scope) -> Message {
    Message::new(match s {
        Scope::All => "policy-scope-all",
        Scope::Boarding => "policy-scope-boarding",
        Scope::Meals => "policy-scope-meals",
        Scope::MultiStorey => "policy-scope-multi-storey",
        Scope::County => "policy-scope-county",
    })
}

/// The formula of a requirement (计算公式), one message for each step of a table. The basis is a message of its own
/// ([`basis`]).
pub fn formula(r: &Requirement) -> Vec<Message> {
    let unit = r.item.unit().zh();
    let mut out = match &r.formula {
        Formula::Each { rate } => vec![Message::new("policy-formula-each").with("rate", rate).with("unit", unit)],
        Formula::Group { group, amount } => {
            let message = Message::new("policy-formula-group").with("group", group);
            vec![message.with("amount", amount).with("unit", unit)]
        }
        Formula::Table { steps } => {
            let step = |s: &crate::Step| match s.up_to {
                Some(n) => {
                    Message::new("policy-formula-step").with("count", n).with("value", s.value).with("unit", unit)
                }
                None => Message::new("policy-formula-last-step").with("value", s.value).with("unit", unit),
            };
            steps.iter().map(step).collect()
        }
        Formula::Line { points } => {
            let point = |p: &crate::Point| {
                Message::new("policy-formula-point").with("count", p.at).with("value", p.value).with("unit", unit)
            };
            let mut out: Vec<Message> = points.iter().map(point).collect();
            out.push(Message::new("policy-formula-line"));
            out
        }
    };
    if !r.stands_for.is_empty() {
        let items: Vec<&str> = r.stands_for.iter().map(|i| i.zh()).collect();
        out.push(Message::new("policy-stands-for").with("items", items.join("、")));
    }
    if let Some(minimum) = r.minimum {
        out.push(Message::new("policy-formula-minimum").with("value", minimum).with("unit", unit));
    }
    out
}

/// What an entry applies to (适用范围), one message for each restriction; empty when it applies everywhere.
pub fn applies(a: &Applies) -> Vec<Message> {
    fn list(key: &'static str, words: Vec<&str>) -> Option<Message> {
        (!words.is_empty()).then(|| Message::new(key).with("list", words.join("、")))
    }
    let boarding = a.boarding.map(|b| Message::new(if b { "policy-applies-boarding" } else { "policy-applies-day" }));
    [
        list("policy-applies-kinds", a.kinds.iter().map(|k| k.zh()).collect()),
        list("policy-applies-stages", a.stages.iter().map(|s| s.zh()).collect()),
        list("policy-applies-settings", a.settings.iter().map(|g| g.zh()).collect()),
        boarding,
        list("policy-applies-sources", a.sources.iter().map(|s| s.zh()).collect()),
        list("policy-applies-regions", a.regions.iter().map(String::as_str).collect()),
        list("policy-applies-natures", a.natures.iter().map(|n| n.zh()).collect()),
        a.built_until.map(|year| Message::new("policy-applies-built-until").with("year", year.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}
