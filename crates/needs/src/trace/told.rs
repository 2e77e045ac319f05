//! Steps of a trace in words (测算步骤的文字): one telling for every place that shows them.

use super::Act;
use model::{Item, Message, Origin, Quantity};
use policy::{Basis, Certainty, Reference};

/// Turns a message into words; names of the vocabulary among its arguments come out in the same language.
pub type Say<'a> = &'a dyn Fn(&Message) -> String;

impl Act {
    /// The cells it reads (来源单元格).
    pub fn origins(&self) -> &[Origin] {
        match self {
            Act::Count { origins, .. } => origins,
            Act::Has { origin, .. } | Act::Adds { origin, .. } => origin.as_slice(),
            _ => &[],
        }
    }

    /// Where what it reads stands in the dossier; `None` where it reads nothing.
    pub fn path(&self) -> Option<&str> {
        match self {
            Act::Count { path, .. } | Act::Has { path, .. } | Act::Adds { path, .. } => Some(path),
            _ => None,
        }
    }

    /// The clause it rests on, how sure that is, and who issued it where the packs say so (依据).
    pub fn clause(&self) -> Option<(&Reference, Certainty, &str)> {
        match self {
            Act::Require { reference, certainty, issuer, .. } => Some((reference, *certainty, issuer)),
            Act::Weight { reference, certainty, .. } | Act::Small { reference, certainty, .. } => {
                Some((reference, *certainty, ""))
            }
            Act::Nothing { reference: Some(reference), certainty: Some(certainty), .. } => {
                Some((reference, *certainty, ""))
            }
            _ => None,
        }
    }

    /// What it does, in words; `(n)` points at an earlier step. Cells and clause are told beside it.
    pub fn told(&self, say: Say<'_>) -> String {
        let points = |of: &[u32], sign: &str| of.iter().map(|n| format!("({n})")).collect::<Vec<_>>().join(sign);
        let message = match self {
            Act::Count { of, .. } => {
                Message::new("needs-trace-count").with("what", of_stage(of.stage.zh(), of.basis, say))
            }
            Act::Has { item, .. } => Message::new("needs-trace-has").with("item", item.zh()),
            Act::Adds { project, programme, item, .. } => Message::new("needs-trace-adds")
                .with("programme", programme)
                .with("project", project)
                .with("item", item.zh()),
            Act::Forecast { stage, year, method, assumed } => {
                let message = Message::new(match (method, assumed) {
                    (None, _) => "needs-trace-forecast-none",
                    (Some(_), false) => "needs-trace-forecast",
                    (Some(_), true) => "needs-trace-forecast-assumed",
                });
                let method = method.map(|m| say(&m.message())).unwrap_or_default();
                message
                    .with("stage", stage.zh())
                    .with("year", format!("{year}—{}", year.plus(1)))
                    .with("method", method)
            }
            Act::Scale { count, then, now } => {
                Message::new("needs-trace-scale").with("count", count).with("then", then).with("now", now)
            }
            Act::Small { count, below, .. } => {
                Message::new("needs-trace-small").with("count", count).with("below", below.normalize())
            }
            Act::Serves { subject, of } => {
                Message::new("needs-trace-serves").with("subject", subject.zh()).with("steps", points(of, "、"))
            }
            Act::Online { of } => Message::new("needs-trace-online").with("steps", points(of, "、")),
            Act::Unknown { missing } => Message::new("needs-trace-unknown").with("missing", say(&missing.message())),
            Act::Instead { of } => Message::new("needs-trace-instead").with("steps", points(of, "、")),
            Act::One => Message::new("needs-trace-one"),
            Act::Weight { stage, .. } => Message::new("needs-trace-weight").with("stage", stage.zh()),
            Act::Sum { of } if of.is_empty() => Message::new("needs-trace-none"),
            Act::Sum { of } => return points(of, " + "),
            Act::Product { of } => return points(of, " × "),
            Act::Less { from, less } => return format!("({from}) − ({less})"),
            Act::Share { total, part, whole } => return format!("({total}) × ({part}) ÷ ({whole})"),
            Act::Require { name, count, .. } => {
                Message::new("needs-trace-require").with("name", name).with("count", count)
            }
            Act::Nothing { .. } => Message::new("needs-trace-nothing"),
            Act::Short { required, present, under_way } => Message::new("needs-trace-short")
                .with("required", required)
                .with("present", present)
                .with("underway", under_way),
        };
        say(&message)
    }

    /// What comes out of it, in words: counts are plain numbers, weights have three places, everything else is in the unit of
    /// its item; `item` is what the whole trace is about.
    pub fn outcome(&self, item: Item, value: Quantity, say: Say<'_>) -> String {
        let word = |key: &'static str| say(&Message::new(key));
        let quantity = |item: Item| {
            let unit = item.unit();
            say(&Message::new("needs-trace-quantity").with("figure", unit.show(value)).with("unit", unit.zh()))
        };
        match self {
            Act::Weight { .. } => format!("{}.{:03}", value / 1000, value % 1000),
            Act::Has { item, .. } | Act::Adds { item, .. } => quantity(*item),
            Act::Require { .. } | Act::Short { .. } => quantity(item),
            Act::Small { .. } => word(if value > 0 { "needs-trace-yes" } else { "needs-trace-no" }),
            Act::Serves { .. } | Act::Online { .. } => {
                word(if value > 0 { "needs-trace-means" } else { "needs-trace-lacks" })
            }
            _ if value < 0 => format!("−{}", model::money::commas(value.unsigned_abs())),
            _ => model::money::commas(value.unsigned_abs()),
        }
    }
}

/// What is counted of a stage: 小学在校生, primary pupils.
fn of_stage(stage: &str, basis: Basis, say: Say<'_>) -> String {
    let what = say(&Message::new(match basis {
        Basis::Pupils => "needs-basis-pupils",
        Basis::Girls => "needs-basis-girls",
        Basis::Boys => "needs-basis-boys",
        Basis::Boarders => "needs-basis-boarders",
        Basis::Classes => "needs-basis-classes",
        Basis::Teachers => "needs-basis-teachers",
        Basis::School => "needs-basis-school",
    }));
    say(&Message::new("needs-trace-of-stage").with("stage", stage).with("what", what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(message: &Message) -> String {
        format!("{}{:?}", message.key, message.args.values().collect::<Vec<_>>())
    }

    #[test]
    fn a_step_is_told_with_what_it_points_at() {
        assert_eq!(Act::Sum { of: vec![1, 2] }.told(&keys), "(1) + (2)");
        assert_eq!(Act::Less { from: 3, less: 1 }.told(&keys), "(3) − (1)");
        assert_eq!(Act::Sum { of: vec![] }.told(&keys), "needs-trace-none[]");
        assert_eq!(Act::One.told(&keys), "needs-trace-one[]");
    }

    #[test]
    fn an_outcome_has_the_unit_of_its_item() {
        let has = Act::Has { item: Item::Books, path: "/x".into(), origin: None };
        assert!(has.outcome(Item::Classroom, 12, &keys).contains(Item::Books.unit().zh()));
        assert_eq!(Act::One.outcome(Item::Books, 1_234, &keys), "1,234");
        assert_eq!(Act::One.outcome(Item::Books, -20, &keys), "−20");
        let online = Act::Online { of: vec![] };
        assert_eq!(online.outcome(Item::Books, 0, &keys), "needs-trace-lacks[]");
    }
}
