//! Cases from the command line (情景): `--case "少钱:budget=county:2023:-10%;births=-15%"`.

use crate::assume::Assume;
use crate::failure::Failure;
use intake::normal::fold_width;
use model::{Message, Scenario};
use std::path::PathBuf;

/// One case: its name and what it sets.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// What it assumes.
    pub scenario: Scenario,
    /// Policy packs laid over those of the county.
    pub policy: Vec<PathBuf>,
    /// The plan's own projects are candidates too.
    pub keep_plan: bool,
}

/// Reads the cases, each named once.
///
/// # Errors
/// Every case that is not understood, and what of it.
pub fn settings(words: &[String]) -> Result<Vec<Setting>, Failure> {
    let mut out: Vec<Setting> = Vec::new();
    let mut problems = Vec::new();
    for word in words {
        match setting(word) {
            Ok(setting) if out.iter().any(|s| s.name == setting.name) => {
                problems.push(Message::new("compare-twice").with("name", &setting.name));
            }
            Ok(setting) => out.push(setting),
            Err(failure) => problems.extend(failure.problems),
        }
    }
    if words.is_empty() {
        problems.push(Message::new("compare-few"));
    }
    if problems.is_empty() { Ok(out) } else { Err(Failure { problems }) }
}

fn setting(word: &str) -> Result<Setting, Failure> {
    let bad = || Failure::one(Message::new("compare-bad-case").with("given", word));
    // the name ends at the first colon that stands before the first equals sign
    let equals = word.find(['=', '＝']).unwrap_or(word.len());
    let colon = word.char_indices().find(|(at, c)| *at < equals && matches!(c, ':' | '：'));
    let keyless = equals == word.len();
    let (name, rest) = match (colon, word.split_once([':', '：'])) {
        (Some(_), Some((name, rest))) => (name.trim(), rest),
        _ if keyless => return Err(bad()),
        _ => (word.trim(), word),
    };
    let mut assume = Assume::default();
    let mut out = Setting { name: name.to_owned(), ..Setting::default() };
    for part in rest.split([';', '；']).map(str::trim).filter(|p| !p.is_empty()) {
        let (key, value) = part.split_once(['=', '＝']).map_or((part, ""), |(k, v)| (k.trim(), v.trim()));
        match (fold_width(key).as_str(), value.is_empty()) {
            ("budget" | "资金", false) => assume.budget.push(value.to_owned()),
            ("births" | "出生", false) => assume.births = Some(value.to_owned()),
            ("require" | "必办", false) => assume.require.push(value.to_owned()),
            ("policy" | "政策", false) => out.policy.push(PathBuf::from(value)),
            ("keep-plan" | "手工", true) => out.keep_plan = true,
            _ => return Err(bad()),
        }
    }
    out.scenario = assume.scenario()?;
    if out.name.is_empty() || (out.scenario.is_empty() && out.policy.is_empty() && !out.keep_plan) {
        return Err(bad());
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Vec<Setting>, Vec<String>> {
        let words: Vec<String> = words.iter().map(|s| (*s).to_owned()).collect();
        settings(&words).map_err(|f| f.problems.iter().map(|p| p.key.to_string()).collect())
    }

    #[test]
    fn a_case_is_a_name_and_settings() {
        let all = read(&[
            "少钱:budget=county:2022-2023:-10%；births=-15%",
            "必办：require=P1:2023;keep-plan",
            "births=-5%",
            "高标准:policy=包/高标准",
        ])
        .unwrap();
        assert_eq!(all.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["少钱", "必办", "births=-5%", "高标准"]);
        assert_eq!((all[0].scenario.budgets.len(), all[0].scenario.births.is_some()), (2, true));
        assert_eq!((all[1].scenario.demands.len(), all[1].keep_plan), (1, true));
        assert_eq!(all[3].policy, [PathBuf::from("包/高标准")]);
    }

    #[test]
    fn what_is_no_case_is_refused() {
        assert_eq!(read(&[]).unwrap_err(), ["compare-few"]);
        assert_eq!(read(&["少钱"]).unwrap_err(), ["compare-bad-case"]);
        assert_eq!(read(&["少钱:"]).unwrap_err(), ["compare-bad-case"]);
        assert_eq!(read(&["少钱:money=1"]).unwrap_err(), ["compare-bad-case"]);
        assert_eq!(read(&["少钱:budget=county:2023"]).unwrap_err(), ["cli-assume-budget"]);
        assert_eq!(read(&["甲:births=-1%", "甲:births=-2%"]).unwrap_err(), ["compare-twice"]);
    }
}
