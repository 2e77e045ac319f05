//! The same work twice (重复交叉).

use crate::fault::garden::{Garden, Seed};
use model::{BuildNature, Category, Item, ProjectId, SchoolKind};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    // what was finished by the base year is in the data already: only later work can be doubled
    let base = g.dossier.base_year.0;
    let later = |o: &&model::OtherProject| o.finish.0 > base && o.quantity.is_some_and(|q| q > 0);
    let other = g.dossier.other_projects.iter().find(later).cloned();
    if let Some(other) = other {
        let nature =
            if other.item.category() == Category::Building { BuildNature::Extension } else { BuildNature::Purchase };
        // a third of what the other programme builds, so that the money goes round
        let whole = (other.quantity.unwrap_or(0) / other.item.unit().scale() / 3).clamp(1, 120);
        let items = [(other.item, whole)];
        let seed =
            Seed {
                school: &other.school, part: None, title: "续建项目", nature, items: &items, years: (2022, 2022)
            };
        g.plant("duplicate.other_programme", format!("与{}的{}重复", other.programme, other.id), &seed, |_| ());
    }
    let schools = g.open(SchoolKind::Junior);
    if let Some(school) = schools.first() {
        let items = [(Item::FunctionRoom, 1), (Item::ActivityEquipment, 1)];
        let seed = Seed {
            school,
            part: None,
            title: "综合实践教室项目",
            nature: BuildNature::Renovation,
            items: &items,
            years: (2023, 2023),
        };
        if let Some(first) = g.grow(&seed) {
            g.dossier.plan.projects.push(first.clone());
            let mut again = first.clone();
            again.id = ProjectId(format!("{}-P{:03}", g.dossier.county, g.dossier.plan.projects.len() + 1));
            again.name = format!("{}（二期）", first.name);
            let other_years = g.dossier.cycle.years().filter(|y| *y > g.dossier.cycle.first && *y != first.start);
            let paid =
                other_years.collect::<Vec<_>>().into_iter().find_map(|y| Some((y, g.pay(again.total().ok()?, y, y)?)));
            if let Some((year, funding)) = paid {
                (again.start, again.finish, again.need_by) = (year, year, Some(year));
                again.funding = funding;
                g.note(
                    "duplicate.within_plan",
                    format!("project/{}", again.id),
                    format!("与{}内容相同，换年度重复申报", first.id),
                );
                g.dossier.plan.projects.push(again);
            }
        }
    }
}
