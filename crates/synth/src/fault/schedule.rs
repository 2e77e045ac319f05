//! Years and preparation that do not work out (实施进度与前期工作).

use crate::fault::garden::{Garden, Seed};
use model::{Approval, BuildNature, Category, Item, LandStatus, Project, SchoolKind, Year, YearMonth};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let schools = g.open(SchoolKind::Primary);
    let last = g.dossier.cycle.last;
    if let Some(school) = schools.first() {
        let items = [(Item::ActivityEquipment, 2)];
        let seed = Seed {
            school,
            part: None,
            title: "活动设备购置项目",
            nature: BuildNature::Purchase,
            items: &items,
            years: (2023, 2024),
        };
        g.plant("schedule.equipment_over_years", "设备购置跨两年实施", &seed, |_| ());
    }
    if let Some(school) = schools.get(1) {
        let items = [(Item::FunctionRoom, 1)];
        let seed = Seed {
            school,
            part: None,
            title: "功能教室改造项目",
            nature: BuildNature::Renovation,
            items: &items,
            years: (2025, 2025),
        };
        g.plant("schedule.after_cycle", "2026年才完工", &seed, |p| {
            p.finish = last.plus(1);
            p.preparation.works_finish = YearMonth::new(last.0 + 1, 9);
        });
    }
    g.spoil(
        "schedule.unready_land",
        "用地未落实、审批未开展，却安排2021年开工",
        building_from(2021),
        |p| {
            p.preparation.land = Some(LandStatus::None);
            p.preparation.approval = Some(Approval::NotStarted);
            p.preparation.lead_months = Some(14);
        },
    );
    building_before_prerequisite(g);
    g.spoil("schedule.finish_before_start", "完工年度早于开工年度", building_from(2022), |p| {
        p.finish = p.start.plus(-1)
    });
    g.spoil("schedule.needed_earlier", "完工晚于需要年度", building_from(2023), |p| {
        p.need_by = Some(Year(2022))
    });
}

fn building_from(year: u16) -> impl Fn(&Project) -> bool {
    move |p| p.category() == Some(Category::Building) && p.start == Year(year) && p.after.is_empty()
}

/// A project waits for another that is finished only after it.
fn building_before_prerequisite(g: &mut Garden<'_>) {
    let Some(late) = g
        .dossier
        .plan
        .projects
        .iter()
        .filter(|p| p.after.is_empty())
        .max_by_key(|p| p.finish)
        .map(|p| (p.id.clone(), p.finish))
    else {
        return;
    };
    let fits = |p: &Project| p.start < late.1 && p.after.is_empty() && p.id != late.0;
    let id = late.0.clone();
    g.spoil("schedule.before_prerequisite", format!("在前置项目{id}完工之前开工"), fits, |p| {
        p.after = vec![id.clone()]
    });
}
