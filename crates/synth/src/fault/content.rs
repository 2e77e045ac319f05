//! Content the programme does not pay for at all (负面清单), and content that one source does not pay for.

use crate::fault::garden::{Garden, Seed};
use model::{BuildNature, FundSource, Item, Project, SchoolKind};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let schools = g.open(SchoolKind::Primary);
    let mut next = schools.iter().cycle();
    let cases: [(&str, &str, &str, Item, i64); 9] = [
        ("content.office_building", "建设独立办公楼", "办公楼新建项目", Item::OfficeBuilding, 120),
        ("content.auditorium", "建设礼堂", "礼堂新建项目", Item::Auditorium, 110),
        ("content.swimming_pool", "建设游泳池", "游泳池新建项目", Item::SwimmingPool, 90),
        ("content.off_campus", "建设校门外工程", "校外道路项目", Item::OffCampusWork, 1),
        ("content.vehicle", "购置车辆", "车辆购置项目", Item::Vehicle, 1),
        ("content.office_equipment", "购置办公设备", "办公设备购置项目", Item::OfficeEquipment, 1),
        ("content.admin_platform", "购置学校行政管理平台", "行政管理平台项目", Item::AdminPlatform, 1),
        ("content.platform_maintenance", "列支资源平台日常维护", "资源平台维护项目", Item::PlatformMaintenance, 1),
        (
            "content.department_platform",
            "列支教育行政部门统一建设的平台",
            "区域教育云平台项目",
            Item::DepartmentPlatform,
            1,
        ),
    ];
    for (year, (hint, description, title, item, whole)) in [2023, 2024, 2025].into_iter().cycle().zip(cases) {
        let Some(school) = next.next() else { return };
        let nature =
            if item.category() == model::Category::Building { BuildNature::New } else { BuildNature::Purchase };
        let seed = Seed { school, part: None, title, nature, items: &[(item, whole)], years: (year, year) };
        g.plant(hint, description, &seed, |_| ());
    }
    // lawful from the county's own money, barred by the central list
    let boarding = g.find(|s| s.boarding == Some(true) && s.setting.is_some_and(|s| s.is_village()));
    if let Some(school) = boarding {
        let items = [(Item::TurnoverDormitory, 3)];
        let seed = Seed {
            school: &school,
            part: None,
            title: "教师周转宿舍项目",
            nature: BuildNature::New,
            items: &items,
            years: (2024, 2024),
        };
        g.plant("content.central_turnover_dormitory", "用中央资金建设教师周转宿舍", &seed, central);
    }
    if let Some(school) = schools.first() {
        let items = [(Item::Gymnasium, 100)];
        let seed = Seed {
            school,
            part: None,
            title: "体育馆新建项目",
            nature: BuildNature::New,
            items: &items,
            years: (2025, 2025),
        };
        g.plant("content.central_gymnasium", "用中央资金建设体育馆", &seed, central);
    }
}

/// All money from the centre.
fn central(project: &mut Project) {
    let Some(first) = project.funding.first().copied() else { return };
    let Ok(total) = project.funded() else { return };
    project.funding = vec![model::Funding { source: FundSource::Central, amount: total, ..first }];
}
