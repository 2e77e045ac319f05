//! Money by source and year (资金来源): what the county has, editable, with the rule of carrying over.

use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::shell::Shell;
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use model::{BudgetLine, DocumentRef, Fen, FundSource, Message, Year};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/plan/budgets", Need::May(Action::PlanRead), show).post(
        "/c/{county}/plan/budgets",
        Need::May(Action::BudgetEdit),
        save,
    )
}

#[derive(Template)]
#[template(path = "budgets.html")]
struct BudgetsPage {
    s: Shell,
    tab: &'static str,
    may_edit: bool,
    version: i64,
    lines: Vec<Line>,
    years: Vec<Year>,
    sources: Vec<(&'static str, String)>,
    carry: Vec<String>,
    accounts: Vec<Row>,
}

struct Line {
    at: usize,
    source: String,
    year: Year,
    amount: String,
    document: String,
    cell: String,
    counts: bool,
}

struct Row {
    source: String,
    year: Year,
    budget: String,
    carried_in: String,
    used: String,
    carried_out: String,
    returned: String,
    over: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let title = county.words().t("wb-budgets-title");
    let s = match q.done.as_str() {
        "" => county.shell(&title, "plan"),
        _ => county.shell_saying(&title, "plan", "good", county.words().t("wb-budgets-saved")),
    };
    let c = &county.computed;
    let w = s.w;
    let line = |(at, b): (usize, &BudgetLine)| {
        let document = b.document.as_ref().map(|d| match &d.number {
            Some(number) => format!("{}（{number}）", d.title),
            None => d.title.clone(),
        });
        let named = matches!(b.source, FundSource::GovernmentBond | FundSource::OtherPublic);
        let path = format!("budget/{}/{}", b.year, b.source.code());
        let cell = model::nearest(&c.dossier.origins, &path);
        Line {
            at,
            source: w.term(b.source.zh()),
            year: b.year,
            amount: b.amount.wan().replace(',', ""),
            document: document.unwrap_or_default(),
            cell: cell.map_or_else(String::new, |o| format!("{}!{}", o.sheet, o.cell)),
            counts: b.source.is_lawful() && c.dossier.cycle.contains(b.year) && (!named || b.document.is_some()),
        }
    };
    let carried: BTreeMap<FundSource, u8> =
        programme::carry(&c.policy, &c.dossier.county, c.dossier.as_of).iter().map(|k| (k.source, k.years)).collect();
    let mut sources: Vec<FundSource> = c.dossier.budgets.iter().map(|b| b.source).collect();
    sources.sort();
    sources.dedup();
    let carry = sources.iter().map(|source| {
        let years = carried.get(source).copied().unwrap_or(0);
        w.say(&Message::new("wb-budgets-carry").with("source", w.term(source.zh())).with("years", years))
    });
    let shown = |f: Fen| if f == Fen::ZERO { "—".to_owned() } else { f.wan() };
    let row = |a: &checker::Account| Row {
        source: w.term(a.source.zh()),
        year: a.year,
        budget: shown(a.budget),
        carried_in: shown(a.carried_in),
        used: shown(a.used),
        carried_out: shown(a.carried_out),
        returned: shown(a.returned),
        over: if a.over > Fen::ZERO { a.over.wan() } else { String::new() },
    };
    render(&BudgetsPage {
        tab: "budgets",
        may_edit: county.may(Action::BudgetEdit),
        version: county.version.number,
        lines: c.dossier.budgets.iter().enumerate().map(line).collect(),
        years: c.dossier.cycle.years().collect(),
        sources: FundSource::LAWFUL.iter().map(|f| (f.code(), s.w.term(f.zh()))).collect(),
        carry: carry.collect(),
        accounts: c.accounts.iter().map(row).collect(),
        s,
    })
}

/// 万元 with at most four places as typed, exact.
pub fn wan(text: &str) -> Option<Fen> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 4 || !digits(whole) || !digits(part) {
        return None;
    }
    let part = format!("{part:0<4}").parse::<i64>().ok()?;
    let fen = whole.parse::<i64>().ok()?.checked_mul(Fen::WAN.0)?.checked_add(part.checked_mul(100)?)?;
    Some(Fen(fen))
}

async fn save(county: CountyView, Form(given): Form<BTreeMap<String, String>>) -> Result<Response, Failure> {
    let text = |key: &str| given.get(key).map_or("", |v| v.trim());
    let version: i64 = text("version").parse().map_err(|_| Failure::bad(Message::new("wb-budgets-bad-form")))?;
    let why = super::board::reason_of(text("reason"))?;
    let old = &county.computed.dossier.budgets;
    let mut problems = Vec::new();
    let mut lines: Vec<Option<BudgetLine>> = Vec::new();
    for (at, line) in old.iter().enumerate() {
        let key = format!("amount-{at}");
        let amount = match given.get(&key).map(|v| v.trim()) {
            None => Some(line.amount),
            // an amount that stands as it was shown is not rounded to what was shown
            Some(shown) if shown == line.amount.wan().replace(',', "") => Some(line.amount),
            Some("") => None,
            Some(typed) => match wan(typed) {
                Some(fen) => Some(fen),
                None => {
                    let m =
                        Message::new("wb-budgets-bad-amount").with("source", line.source.zh()).with("year", line.year);
                    problems.push(m.with("given", typed));
                    continue;
                }
            },
        };
        lines.push(amount.map(|amount| BudgetLine { amount, ..line.clone() }));
    }
    let mut lines: Vec<BudgetLine> = lines.into_iter().flatten().collect();
    if !text("new-amount").is_empty() {
        let source = FundSource::from_code(text("new-source")).filter(|s| s.is_lawful());
        let year = text("new-year").parse().ok().map(Year).filter(|y| county.computed.dossier.cycle.contains(*y));
        match (source, year, wan(text("new-amount"))) {
            (Some(source), Some(year), Some(amount)) => {
                let title = text("new-document");
                let number = Some(text("new-number").to_owned()).filter(|n| !n.is_empty());
                let document = (!title.is_empty()).then(|| DocumentRef { title: title.to_owned(), number, date: None });
                let name = Some(text("new-name").to_owned()).filter(|n| !n.is_empty());
                lines.push(BudgetLine { source, year, amount, document, name });
            }
            _ => problems.push(Message::new("wb-budgets-bad-new").with("given", text("new-amount"))),
        }
    }
    if !problems.is_empty() {
        return Err(Failure::Bad(problems));
    }
    super::change::change(&county, version, why, move |dossier| {
        dossier.budgets = lines;
        Ok(())
    })
    .await?;
    Ok(Redirect::to(&format!("/c/{}/plan/budgets?done=saved", county.code)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_typed() {
        assert_eq!(wan("1,234.56"), Some(Fen(1_234_560_000)));
        assert_eq!(wan("0.0001"), Some(Fen(100)));
        assert_eq!(wan("12"), Some(Fen(12_000_000)));
        for bad in ["", "-1", "1.23456", "1e3", "一百", "1234567890", ".5"] {
            assert_eq!(wan(bad), None, "{bad}");
        }
    }
}
