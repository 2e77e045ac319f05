//! Assumptions as a form gives them (情景假设的填写): money in per cent, sources left out, births, one demand.

use model::{
    BudgetChange, Change, Demand, Dossier, Fen, FundSource, Goal, Message, Permille, ProjectId, Scenario, Year,
};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Assumed {
    /// The scenario's name.
    pub name: String,
    /// Money of every source and year, per cent: `-10`.
    pub all: String,
    /// Money of one source, per cent: its code.
    pub source: String,
    /// Of one year; empty for every year.
    pub year: String,
    /// How much, per cent.
    pub percent: String,
    /// A source that gives nothing.
    pub without: String,
    /// Births, per cent.
    pub births: String,
    /// `project`, `danger` or `seats`.
    pub demand: String,
    /// The project demanded.
    pub project: String,
    /// By the end of which year.
    pub by: String,
    /// The plan's own projects are candidates too.
    pub keep: String,
    /// The policy packs: empty for those in force, `built_in`, or `pack:` and the name of one offered.
    pub packs: String,
}

/// Per cent as typed, to a tenth: `-10`, `+2.5`, `10%`.
fn percent(text: &str) -> Option<Permille> {
    let text = text.trim().trim_end_matches(['%', '％']).trim();
    let (sign, digits) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix(['+', '＋']).unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let fits = !whole.is_empty() && whole.len() <= 4 && part.len() == 1;
    let number = |s: &str| s.chars().all(|c| c.is_ascii_digit()).then(|| s.parse::<i32>().ok()).flatten();
    if !fits {
        return None;
    }
    Permille::new(sign * (number(whole)? * 10 + number(part)?))
}

/// The scenario a form describes.
///
/// # Errors
/// Everything in it that is not understood.
pub fn assumed(dossier: &Dossier, given: &Assumed) -> Result<Scenario, Vec<Message>> {
    let mut out = Scenario::default();
    let mut problems = Vec::new();
    let lines: Vec<(FundSource, Year)> = {
        let own = dossier.budgets.iter().filter(|b| b.source.is_lawful() && dossier.cycle.contains(b.year));
        let mut list: Vec<_> = own.map(|b| (b.source, b.year)).collect();
        list.sort();
        list.dedup();
        list
    };
    let mut read = |text: &str| match percent(text) {
        Some(p) => Some(p),
        None => {
            problems.push(Message::new("wb-scenario-bad-percent").with("given", text));
            None
        }
    };
    if !given.all.trim().is_empty()
        && let Some(p) = read(&given.all)
    {
        out.budgets.extend(lines.iter().map(|(source, year)| BudgetChange {
            source: *source,
            year: *year,
            change: Change::Permille(p),
        }));
    }
    if !given.percent.trim().is_empty()
        && let Some(p) = read(&given.percent)
    {
        let source = FundSource::from_code(&given.source);
        let year = given.year.parse().ok().map(Year);
        let hit = lines.iter().filter(|(s, y)| source.is_none_or(|o| o == *s) && year.is_none_or(|o| o == *y));
        out.budgets.extend(hit.map(|(source, year)| BudgetChange {
            source: *source,
            year: *year,
            change: Change::Permille(p),
        }));
    }
    if !given.births.trim().is_empty() {
        out.births = read(&given.births);
    }
    if let Some(source) = FundSource::from_code(&given.without) {
        let gone = Permille::new(-1000).map_or(Change::Set(Fen::ZERO), Change::Permille);
        let hit = lines.iter().filter(|(s, _)| *s == source);
        out.budgets.extend(hit.map(|(source, year)| BudgetChange { source: *source, year: *year, change: gone }));
    }
    let by = given.by.parse().ok().map(Year).filter(|y| dossier.cycle.contains(*y));
    let goal = match given.demand.as_str() {
        "project" if given.project.trim().is_empty() => {
            problems.push(Message::new("wb-demand-bad-project"));
            None
        }
        "project" => Some(Goal::Project(ProjectId(given.project.trim().to_owned()))),
        "danger" => Some(Goal::DangerGone(None)),
        "seats" => Some(Goal::Seats { zone: None, stage: None }),
        _ => None,
    };
    out.demands.extend(goal.map(|goal| Demand { goal, by, basis: None }));
    if problems.is_empty() { Ok(out) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_is_read_to_a_tenth() {
        let read = |t: &str| percent(t).map(Permille::thousandths);
        assert_eq!(
            [read("-10"), read("+2.5%"), read("12％"), read("−100")],
            [Some(-100), Some(25), Some(120), Some(-1000)]
        );
        assert_eq!([read("-101"), read(""), read("ten"), read("1.25"), read("--1")], [None; 5]);
    }

    #[test]
    fn a_form_becomes_a_scenario() {
        let dossier = synth::demo_city(2021).remove(0);
        let none = assumed(&dossier, &Assumed::default()).unwrap();
        assert!(none.is_empty());
        let given = Assumed { all: "-10".into(), births: "+5".into(), demand: "danger".into(), ..Assumed::default() };
        let some = assumed(&dossier, &given).unwrap();
        assert!(!some.budgets.is_empty() && some.births.is_some() && some.demands.len() == 1);
        assert!(some.apply(dossier.clone()).is_ok());
        let bad = Assumed { all: "lots".into(), births: "x".into(), ..Assumed::default() };
        assert_eq!(assumed(&dossier, &bad).unwrap_err().len(), 2);
    }
}
