//! Schools and parts of schools the programme does not pay for (实施范围).

use crate::fault::garden::{Garden, Seed};
use model::{BuildNature, Item, LayoutStatus, Owner, School, SchoolId, SchoolKind, SchoolPart, Stage};

/// Rule, description, school, part, title, item, whole units.
type Case = (&'static str, &'static str, Option<SchoolId>, Option<SchoolPart>, &'static str, Item, i64);

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let base = g.dossier.base_year;
    let complete = g.find(|s| s.kind == Some(SchoolKind::CompleteSecondary));
    let nursery = g.find(|s| s.record(base).is_some_and(|r| r.enrolment.stages.contains_key(&Stage::Kindergarten)));
    let private = g.find(|s| s.owner == Some(Owner::Private));
    let closing = g.find(|s| s.layout.last().is_some_and(|f| f.status == LayoutStatus::Close));
    let giant = g.find(|s| s.key_school == Some(true));
    let any = g.open(SchoolKind::Primary).into_iter().next();

    let cases: [Case; 6] = [
        (
            "eligibility.senior_part",
            "完全中学高中部列入规划",
            complete.clone(),
            Some(SchoolPart::Senior),
            "高中部实验室项目",
            Item::Laboratory,
            1,
        ),
        (
            "eligibility.kindergarten",
            "附设幼儿园列入规划",
            nursery.or(any),
            Some(SchoolPart::Kindergarten),
            "附设幼儿园活动室项目",
            Item::FunctionRoom,
            1,
        ),
        ("eligibility.private_school", "民办学校列入规划", private, None, "功能教室项目", Item::FunctionRoom, 1),
        ("eligibility.closing_school", "拟撤并学校列入规划", closing, None, "校园硬化项目", Item::Paving, 420),
        (
            "eligibility.key_school",
            "因“重点校”形成的超大规模学校列入规划",
            giant,
            None,
            "功能教室项目",
            Item::FunctionRoom,
            1,
        ),
        (
            "eligibility.part_not_named",
            "完全中学项目没有写明义务教育阶段部分",
            complete,
            Some(SchoolPart::Whole),
            "心理咨询室项目",
            Item::CounsellingRoom,
            1,
        ),
    ];
    for (hint, description, school, part, title, item, whole) in cases {
        let Some(school) = school else { continue };
        let seed = Seed {
            school: &school,
            part,
            title,
            nature: BuildNature::Renovation,
            items: &[(item, whole)],
            years: (2023, 2023),
        };
        g.plant(hint, description, &seed, |_| ());
    }
    changed_register(g);
}

/// Rule, description, what changes in the register.
type Change = (&'static str, &'static str, fn(&mut School));

/// A school that the register no longer shows as one of the county's kept schools.
fn changed_register(g: &mut Garden<'_>) {
    let changes: [Change; 3] = [
        ("eligibility.not_listed", "未列入布局规划的学校列入规划", |s| {
            set_layout(s, LayoutStatus::NotListed)
        }),
        ("eligibility.interim_school", "过渡保留的学校列入规划", |s| set_layout(s, LayoutStatus::Interim)),
        ("eligibility.other_county", "学校属于其他旗县", |s| {
            let other = if s.region.as_str() == "150125" { "150124" } else { "150125" };
            if let Ok(code) = other.parse() {
                s.region = code;
            }
        }),
    ];
    for (hint, description, change) in changes {
        let free = g.open(SchoolKind::Primary).into_iter().rev().find(|id| {
            let place = model::Place::School(id.clone());
            g.dossier.plan.projects.iter().all(|p| p.place != place)
        });
        let Some(school) = free else { continue };
        let items = [(Item::FunctionRoom, 1)];
        let seed = Seed {
            school: &school,
            part: None,
            title: "功能教室项目",
            nature: BuildNature::Extension,
            items: &items,
            years: (2024, 2024),
        };
        if g.plant(hint, description, &seed, |_| ()).is_some()
            && let Some(school) = g.dossier.schools.iter_mut().find(|s| s.id == school)
        {
            change(school);
            let record = format!("school/{}", school.id);
            if hint == "eligibility.other_county" {
                g.move_last(record);
            }
        }
    }
}

fn set_layout(school: &mut School, status: LayoutStatus) {
    for fact in &mut school.layout {
        fact.status = status;
    }
}
