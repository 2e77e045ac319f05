//! Projects: money against investment, amounts against prices.

use super::{Finding, finding};
use crate::problem::Code;
use model::{Dossier, Fen};

/// Checks the plan's sums.
pub fn check(d: &Dossier, found: &mut Vec<Finding>) {
    for p in &d.plan.projects {
        let path = format!("project/{}", p.id);
        let project = || ("project", p.id.to_string());
        if p.lines.is_empty() {
            found.push(finding(Code::ProjectEmpty, format!("{path}/id"), vec![project()]));
        }
        match (p.total(), p.funded()) {
            (Ok(total), Ok(funded)) => {
                if !p.funding.is_empty() && total != funded {
                    let args = vec![project(), ("funded", funded.wan()), ("total", total.wan())];
                    found.push(finding(Code::FundingMismatch, format!("{path}/id"), args));
                }
            }
            _ => found.push(finding(Code::AmountOverflow, format!("{path}/id"), vec![project()])),
        }
        for (n, line) in p.lines.iter().enumerate() {
            match line.priced() {
                // plans are set in whole 100 yuan
                Some(Ok(priced)) if priced.0.abs_diff(line.amount.0) >= Fen::GRAIN.0.unsigned_abs() => {
                    let args = vec![
                        project(),
                        ("item", line.item.zh().to_owned()),
                        ("amount", line.amount.wan()),
                        ("priced", priced.wan()),
                    ];
                    found.push(finding(Code::PriceMismatch, format!("{path}/lines/{n}/amount"), args));
                }
                Some(Err(_)) => {
                    found.push(finding(Code::AmountOverflow, format!("{path}/lines/{n}/amount"), vec![project()]));
                }
                _ => {}
            }
        }
    }
}
