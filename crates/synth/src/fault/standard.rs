//! Over-standard, over-scale, over-priced (超标准、超规模、豪华建设).

use crate::fault::garden::{Garden, Seed};
use model::{BuildNature, Fen, FundSource, Item, Project, SchoolKind};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let primary = g.open(SchoolKind::Primary);
    let small = g.open(SchoolKind::TeachingPoint);
    if let Some(school) = small.iter().rev().find(|s| g.has(s, Item::Classroom).is_some()) {
        let items = [(Item::Classroom, 6)];
        let seed = Seed {
            school,
            part: None,
            title: "教学楼新建项目",
            nature: BuildNature::New,
            items: &items,
            years: (2023, 2024),
        };
        g.plant("standard.over_scale", "教学点新建六间教室，远超标准规模", &seed, |_| ());
    }
    if let Some(school) = primary.get(1) {
        let items = [(Item::MultimediaRoom, 4)];
        let seed = Seed {
            school,
            part: None,
            title: "多媒体教室项目",
            nature: BuildNature::Purchase,
            items: &items,
            years: (2023, 2023),
        };
        let dear = g.grow(&seed).and_then(|mut project| {
            raise_price(&mut project, 4)?;
            project.funding = g.pay(project.total().ok()?, project.start, project.finish)?;
            Some(project)
        });
        if let Some(project) = dear {
            g.note("standard.unit_price", format!("project/{}", project.id), "单价是同类项目的四倍");
            g.dossier.plan.projects.push(project);
        }
    }
    if let Some(school) = primary.get(2) {
        let items = [(Item::PlasticTrack, 90)];
        let seed = Seed {
            school,
            part: None,
            title: "塑胶跑道项目",
            nature: BuildNature::New,
            items: &items,
            years: (2024, 2024),
        };
        g.plant(
            "standard.beyond_basic",
            "基本办学条件缺口未补齐，规划超标准的塑胶跑道",
            &seed,
            |p| {
                for part in &mut p.funding {
                    part.source = FundSource::County;
                }
            },
        );
    }
}

/// Multiplies every unit price; the amounts follow.
fn raise_price(project: &mut Project, times: i64) -> Option<()> {
    for line in &mut project.lines {
        line.unit_price = Some(line.unit_price?.times(times).ok()?);
        line.amount = line.priced()?.ok()?.up_to_grain().ok()?;
    }
    project.other_fees = Fen::ZERO;
    project.contingency = Fen::ZERO;
    Some(())
}
