//! Assumptions from the command line (情景假设): `--budget county:2023:=3000万`, `--budget county:2023:-10%`, `--births -15%`.

use crate::failure::Failure;
use clap::Args as ClapArgs;
use intake::normal::{Number, fold_width, parse_number};
use model::{BudgetChange, Change, Demand, Fen, FundSource, Goal, Message, Permille, ProjectId, Scenario, Year};

/// The words of a scenario.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct Assume {
    /// `SOURCE:YEAR:=AMOUNT` or `SOURCE:YEAR:±PERCENT%`; the year may be a span.
    #[arg(long = "budget", value_name = "SOURCE:YEAR:CHANGE")]
    pub budget: Vec<String>,
    /// `±PERCENT%`.
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    pub births: Option<String>,
    /// `ID[:YEAR]`, `danger[:YEAR]` or `seats[:YEAR]`.
    #[arg(long = "require", value_name = "WHAT[:YEAR]")]
    pub require: Vec<String>,
}

impl Assume {
    /// The scenario these words make.
    ///
    /// # Errors
    /// Every word that is not understood, each with what was expected.
    pub fn scenario(&self) -> Result<Scenario, Failure> {
        let mut scenario = Scenario::default();
        let mut problems = Vec::new();
        for word in &self.budget {
            match budget(word) {
                Ok(changes) => scenario.budgets.extend(changes),
                Err(key) => problems.push(Message::new(key).with("given", word)),
            }
        }
        if let Some(word) = &self.births {
            scenario.births = percent(word);
            if scenario.births.is_none() {
                problems.push(Message::new("cli-assume-births").with("given", word));
            }
        }
        for word in &self.require {
            match demand(word) {
                Some(demand) => scenario.demands.push(demand),
                None => problems.push(Message::new("cli-assume-require").with("given", word)),
            }
        }
        if problems.is_empty() { Ok(scenario) } else { Err(Failure { problems }) }
    }
}

/// One `--budget`: a change for each year of its span, or the key of what is wrong with it.
fn budget(word: &str) -> Result<Vec<BudgetChange>, &'static str> {
    let folded = fold_width(word);
    let mut parts = folded.splitn(3, ':').map(str::trim);
    let (Some(source), Some(years), Some(change)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("cli-assume-budget");
    };
    let source = named(source).ok_or("cli-assume-source")?;
    let (first, last) = span(years).ok_or("cli-assume-year")?;
    let change = match change.strip_prefix('=') {
        Some(amount) => Change::Set(money(amount).ok_or("cli-assume-amount")?),
        None => Change::Permille(percent(change).ok_or("cli-assume-change")?),
    };
    Ok(first.to(last).map(|year| BudgetChange { source, year, change }).collect())
}

/// One `--require`: a project by its number, dangerous buildings or seats, and by the end of which year.
fn demand(word: &str) -> Option<Demand> {
    let folded = fold_width(word);
    let (what, by) = match folded.rsplit_once(':') {
        Some((what, year)) => match span(year.trim()).filter(|(first, last)| first == last) {
            Some((year, _)) => (what.trim(), Some(year)),
            // a number may have a colon, but what follows it is then no year
            None if year.trim().chars().all(|c| c.is_ascii_digit()) => return None,
            None => (folded.trim(), None),
        },
        None => (folded.trim(), None),
    };
    let goal = match what {
        "" => return None,
        "danger" | "危房" | "D级危房" => Goal::DangerGone(None),
        "seats" | "学位" => Goal::Seats { zone: None, stage: None },
        id => Goal::Project(ProjectId(id.to_owned())),
    };
    Some(Demand { goal, by, basis: None })
}

/// A source by its code or its Chinese name, with or without 资金.
pub fn named(word: &str) -> Option<FundSource> {
    let short = |zh: &'static str| zh.strip_suffix("资金").unwrap_or(zh);
    let by_name = |s: &FundSource| s.zh() == word || short(s.zh()) == word;
    let other = || matches!(word, "省级" | "省级资金").then_some(FundSource::Region);
    FundSource::from_code(word).or_else(|| FundSource::ALL.into_iter().find(by_name)).or_else(other)
}

/// `2023` or `2021-2025`.
pub fn span(word: &str) -> Option<(Year, Year)> {
    let year = |s: &str| (s.len() == 4).then(|| s.parse().ok().map(Year)).flatten();
    let (first, last) = match word.split_once('-') {
        Some((first, last)) => (year(first.trim())?, year(last.trim())?),
        None => (year(word)?, year(word)?),
    };
    (first <= last && last.0 - first.0 <= 50).then_some((first, last))
}

/// An amount that says its unit: `3000万`, `1.2亿元`, `30000000元`. A bare number could be 元 or 万元 and is refused.
pub fn money(word: &str) -> Option<Fen> {
    let word = word.trim();
    let bare = word.strip_suffix('元');
    let number: Number = parse_number(bare.unwrap_or(word)).ok()?;
    if number.percent || !(number.multiplied || bare.is_some()) {
        return None;
    }
    number.value.exact(2).filter(|fen| *fen >= 0).map(Fen)
}

/// `-10%`, `+2.5%`: to a tenth of a percent, with its sign.
fn percent(word: &str) -> Option<Permille> {
    let word = fold_width(word);
    let word = word.trim();
    if !word.starts_with(['-', '+']) {
        return None;
    }
    let number = parse_number(word).ok().filter(|n| n.percent && !n.multiplied)?;
    Permille::new(i32::try_from(number.value.exact(3)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(budget: &[&str], births: Option<&str>) -> Result<Scenario, Vec<String>> {
        let budget = budget.iter().map(|s| (*s).to_owned()).collect();
        let assume = Assume { budget, births: births.map(str::to_owned), require: Vec::new() };
        assume.scenario().map_err(|f| f.problems.iter().map(|p| p.key.to_string()).collect())
    }

    #[test]
    fn both_forms_are_read() {
        let s = scenario(&["county:2023:=3000万", "市级：2021-2022：-10%"], Some("-15%")).unwrap();
        let said: Vec<_> = s.budgets.iter().map(|b| (b.source, b.year.0, b.change)).collect();
        let tenth = Change::Permille(Permille::new(-100).unwrap());
        assert_eq!(
            said,
            [
                (FundSource::County, 2023, Change::Set(Fen(3_000_000_000))),
                (FundSource::City, 2021, tenth),
                (FundSource::City, 2022, tenth),
            ]
        );
        assert_eq!(s.births, Permille::new(-150));
        let amount = |word| scenario(&[word], None).unwrap().budgets[0].change;
        assert_eq!(amount("县级资金:2023:=1.2亿元"), Change::Set(Fen(12_000_000_000)));
        assert_eq!(amount("省级:2023:=0元"), Change::Set(Fen(0)));
        assert_eq!(amount("central:2023:=1,000.5 元"), Change::Set(Fen(100_050)));
    }

    #[test]
    fn demands_are_read() {
        let read = |words: &[&str]| {
            let require = words.iter().map(|s| (*s).to_owned()).collect();
            Assume { require, ..Assume::default() }.scenario().map(|s| s.demands)
        };
        let project = |id: &str, by: Option<u16>| Demand {
            goal: Goal::Project(ProjectId(id.into())),
            by: by.map(Year),
            basis: None,
        };
        let all = read(&["2115920001-07", "P001：2023", "P:甲", "危房:2022", "seats"]).unwrap();
        assert_eq!(all[..3], [project("2115920001-07", None), project("P001", Some(2023)), project("P:甲", None)]);
        assert_eq!((all[3].goal.clone(), all[3].by), (Goal::DangerGone(None), Some(Year(2022))));
        assert_eq!(all[4].goal, Goal::Seats { zone: None, stage: None });
        assert!(read(&["P001:23"]).is_err() && read(&[":2023"]).is_err() && read(&[" "]).is_err());
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let wrong = |word| scenario(&[word], None).unwrap_err().remove(0);
        assert_eq!(wrong("county:2023"), "cli-assume-budget");
        assert_eq!(wrong("公司:2023:=1万"), "cli-assume-source");
        assert_eq!(wrong("county:23:=1万"), "cli-assume-year");
        assert_eq!(wrong("county:2025-2021:=1万"), "cli-assume-year");
        assert_eq!(wrong("county:2023:=3000"), "cli-assume-amount");
        assert_eq!(wrong("county:2023:=-1万"), "cli-assume-amount");
        assert_eq!(wrong("county:2023:=10%"), "cli-assume-amount");
        assert_eq!(wrong("county:2023:10%"), "cli-assume-change");
        assert_eq!(wrong("county:2023:-101%"), "cli-assume-change");
        assert_eq!(wrong("county:2023:3000万"), "cli-assume-change");
        assert_eq!(scenario(&[], Some("15%")).unwrap_err(), ["cli-assume-births"]);
        assert_eq!(scenario(&["x", "county:2023"], Some("")).unwrap_err().len(), 3);
    }
}
