//! R0606 短期内重复改造: the same thing at one school is renovated or rebuilt twice, or soon after another programme finished it.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::{Planned, View};
use model::{BuildNature, Item};
use rust_decimal::Decimal;

/// 短期内重复改造.
pub(super) const RULE: Rule = Rule {
    number: "R0606",
    family: Family::Duplicate,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（二）、六（四）",
    mission: "M31",
    check,
};

const YEARS: &str = "review.repeat_years";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(limit) = view.limit(YEARS) else {
        out.unset("重复改造的间隔年数");
        return;
    };
    for place in &view.places {
        let mut works: Vec<(Item, &Planned<'_>)> = Vec::new();
        for p in place.projects.iter().filter_map(|i| view.at(*i)).filter(|p| renews(p)) {
            works.extend(p.project.lines.iter().map(|l| (l.item, p)));
        }
        works.sort_by_key(|(item, p)| (*item, p.project.start, &p.project.id));
        for pair in works.windows(2) {
            let [(one, first), (two, second)] = pair else { continue };
            let another = first.project.id != second.project.id && first.project.part == second.project.part;
            if one == two && another {
                let draft = out.project(view, second).with("item", one.zh()).with("other", &first.project.name);
                let draft = draft.with("year", first.project.start).with("start", second.project.start);
                draft.saw(first.path("lines"), one.zh()).saw(second.path("lines"), two.zh()).file();
            }
        }
    }
    for other in &view.dossier.other_projects {
        let Some(place) = view.place_of_school(&other.school.0) else { continue };
        for p in place.projects.iter().filter_map(|i| view.at(*i)).filter(|p| renews(p)) {
            let Some(gap) = p.project.start.0.checked_sub(other.finish.0).filter(|gap| *gap > 0) else { continue };
            if Decimal::from(gap) > limit.value || !p.project.lines.iter().any(|l| l.item == other.item) {
                continue;
            }
            let draft = out.project(view, p).variant("other").with("item", other.item.zh());
            let draft =
                draft.with("programme", &other.programme).with("year", other.finish).with("start", p.project.start);
            let draft = draft.saw(format!("other_project/{}", other.id), &other.programme);
            draft.saw(p.path("lines"), other.item.zh()).by(&limit).file();
        }
    }
}

fn renews(p: &Planned<'_>) -> bool {
    matches!(p.project.nature, BuildNature::Renovation | BuildNature::Rebuild)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{BuildNature, Item, Year};

    fn renovate(f: &mut Fixture, id: &str, year: u16) {
        f.extension(id, "S2", Item::FunctionRoom, 1, 20_000_000);
        f.project(id).nature = BuildNature::Renovation;
        f.project(id).closes.clear();
        f.shift(id, year);
    }

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0606", &["R0603", "R0707"], |f| {
            renovate(f, "P4", 2022);
            renovate(f, "P5", 2024);
        });
        trip("R0606", &["R0707"], |f| {
            renovate(f, "P4", 2022);
            f.other("S2", Item::FunctionRoom, 2018, 2020);
        });
    }

    #[test]
    fn one_renovation_or_one_long_after_is_none() {
        let mut f = Fixture::clean();
        renovate(&mut f, "P4", 2023);
        f.other("S2", Item::FunctionRoom, 2010, 2012);
        f.project("P4").need_by = Some(Year(2023));
        assert!(!f.numbers().contains(&"R0606".to_owned()));
    }
}
