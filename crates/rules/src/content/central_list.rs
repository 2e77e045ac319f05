//! R0202 资金来源不支持的内容: the money of this source may not pay for the item.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Date, FundSource};
use policy::{Eligibility, Verdict};

/// 资金来源不支持的内容.
pub(super) const RULE: Rule = Rule {
    number: "R0202",
    family: Family::Content,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "财教〔2021〕127号",
    mission: "M21",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate() {
            if !view.lookup.is_barred_somewhere(line.item) {
                continue;
            }
            let mut told: Vec<FundSource> = Vec::new();
            for f in p.project.funding.iter().filter(|f| f.source.is_lawful() && f.amount.0 > 0) {
                let Some(day) = Date::new(f.year.0, 1, 1) else { continue };
                let ask =
                    |money| view.lookup.eligibility(line.item, p.project.part, p.situation, p.project.nature, money);
                let Eligibility::Listed(entry) = ask(Some((f.source, day))) else { continue };
                let everywhere = matches!(ask(None), Eligibility::Listed(e) if e.verdict == Verdict::Forbidden);
                if entry.verdict != Verdict::Forbidden || everywhere || told.contains(&f.source) {
                    continue;
                }
                told.push(f.source);
                let draft =
                    out.project(view, p).with("item", line.item.zh()).with("source", f.source.zh()).and_remedy();
                let draft = draft.with("amount", f.amount).with("year", f.year);
                let draft = draft.clause(&entry.reference).certainty(entry.certainty);
                let path = p.path(&format!("funding/{}/{}", f.year, f.source.code()));
                draft.saw(p.path(&format!("lines/{n}")), line.item.zh()).saw(path, f.amount).file();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{FundSource, Item};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0202", &["R0507", "R0511", "R0515", "R0808"], |f| {
            f.line("P1").item = Item::Gymnasium;
            f.fund("P1", FundSource::Central);
        });
    }
}
