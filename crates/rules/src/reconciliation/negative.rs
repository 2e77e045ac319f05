//! R1002 数量或金额为负或为零: quantities and prices are above zero, amounts are not below it.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 数量或金额为负或为零.
pub(super) const RULE: Rule = Rule {
    number: "R1002",
    family: Family::Reconciliation,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let project = p.project;
        let mut wrong: Vec<(String, &str, String)> = Vec::new();
        for (n, line) in project.lines.iter().enumerate() {
            if line.quantity <= 0 {
                wrong.push((format!("lines/{n}/quantity"), "数量", line.item.unit().show(line.quantity)));
            }
            if let Some(price) = line.unit_price.filter(|x| x.0 <= 0) {
                wrong.push((format!("lines/{n}/unit_price"), "单价", price.yuan()));
            }
            if line.amount.0 < 0 {
                wrong.push((format!("lines/{n}/amount"), "金额", line.amount.yuan()));
            }
        }
        for (field, name, fen) in
            [("other_fees", "其他费", project.other_fees), ("contingency", "预备费", project.contingency)]
        {
            if fen.0 < 0 {
                wrong.push((field.to_owned(), name, fen.yuan()));
            }
        }
        for f in project.funding.iter().filter(|f| f.amount.0 < 0) {
            wrong.push((format!("funding/{}/{}", f.year, f.source.code()), "资金", f.amount.yuan()));
        }
        if wrong.is_empty() {
            continue;
        }
        let shown: Vec<String> = wrong.iter().map(|(_, name, value)| format!("{name} {value}")).collect();
        let mut draft = out.project(view, p).with("values", shown.join("，"));
        for (field, _, value) in wrong {
            draft = draft.saw(p.path(&field), value);
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1002", &["R1001", "R1007"], |f| f.line("P2").quantity = -180);
        trip("R1002", &["R0501"], |f| f.project("P1").contingency = Fen(-1_000_000));
    }
}
