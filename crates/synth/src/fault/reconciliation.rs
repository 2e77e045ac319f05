//! Figures that do not agree with each other (勾稽关系).

use crate::fault::garden::{Garden, Seed};
use model::{BuildNature, Category, Fen, Item, Place, Project, SchoolId, SchoolKind, Stage};
use std::collections::BTreeMap;

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let primary = g.open(SchoolKind::Primary);
    g.spoil("reconciliation.line_amount", "明细金额不等于数量乘单价", single, |p| {
        // the total stays what the money says: only the line no longer follows from its price
        if let (Some(line), true) = (p.lines.first_mut(), p.other_fees.0 > Fen::GRAIN.0) {
            line.amount = Fen(line.amount.0 + p.other_fees.0);
            p.other_fees = Fen::ZERO;
        }
    });
    g.spoil("reconciliation.investment_code", "投资项目代码不合规", coded, |p| {
        p.preparation.investment_code = Some("2021-150124-清水河-001".to_owned());
    });
    if let Some(school) = primary.first() {
        let items = [(Item::FunctionRoom, 1)];
        let seed = Seed {
            school,
            part: None,
            title: "功能教室项目",
            nature: BuildNature::Renovation,
            items: &items,
            years: (2025, 2025),
        };
        g.plant("reconciliation.unknown_school", "项目学校不在学校名册", &seed, |p| {
            p.place = Place::School(SchoolId("2115999999".to_owned()))
        });
    }
    if let Some(school) = primary.get(3) {
        let items = [(Item::ActivityEquipment, 1)];
        let seed = Seed {
            school,
            part: None,
            title: "活动设备项目",
            nature: BuildNature::Purchase,
            items: &items,
            years: (2022, 2022),
        };
        // the odd yuan stands on both sides, so that only the grain is wrong
        g.plant("reconciliation.not_whole_hundreds", "金额不是整百元", &seed, |p| {
            let odd = 3_300;
            if let Some(line) = p.lines.first_mut() {
                line.amount.0 -= odd;
                line.unit_price = Some(line.amount);
                line.quantity = 1;
            }
            if let Some(part) = p.funding.first_mut() {
                part.amount.0 -= odd;
            }
        });
    }
    // seats excuse rooms: where another fault stands at the school, they would hide it
    let mut count: BTreeMap<Place, usize> = BTreeMap::new();
    for p in &g.dossier.plan.projects {
        *count.entry(p.place.clone()).or_default() += 1;
    }
    let classrooms =
        |p: &Project| p.lines.iter().any(|l| l.item == Item::Classroom) && count.get(&p.place).is_some_and(|n| *n == 1);
    g.spoil("target.seats_beyond_shortage", "新增学位远超学位缺口", classrooms, |p| {
        p.seats = vec![(Stage::Primary, 2_400)]
    });
}

fn single(p: &Project) -> bool {
    p.lines.len() == 1 && p.other_fees.0 > Fen::GRAIN.0 && p.category() == Some(Category::Building)
}

fn coded(p: &Project) -> bool {
    p.preparation.investment_code.is_some()
}
