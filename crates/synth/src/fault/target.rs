//! Other plans that the plan does not meet or does not name (目标衔接).

use crate::fault::garden::Garden;
use model::{OtherPlanKind, PlanTarget, TargetMeasure};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let last = g.dossier.cycle.last;
    let target = |measure, value| PlanTarget { measure, year: last, value, zone: None, stage: None };
    let more: [(OtherPlanKind, &str, &str, &str, PlanTarget); 2] = [
        (
            OtherPlanKind::SeatShortage,
            "target.seats_not_met",
            "plan/seat_shortage",
            "学位规划要求2025年新增学位10000个，本规划远远达不到",
            target(TargetMeasure::NewSeats, 10_000),
        ),
        (
            OtherPlanKind::Relocation,
            "target.relocation_not_met",
            "plan/relocation",
            "搬迁安置点要求新增学位8000个，本规划远远达不到",
            target(TargetMeasure::RelocationSeats, 8_000),
        ),
    ];
    for (kind, hint, record, description, due) in more {
        if let Some(plan) = g.dossier.other_plans.iter_mut().find(|p| p.kind == kind) {
            plan.targets.retain(|t| t.measure != due.measure || t.year != due.year);
            plan.targets.push(due);
            g.note(hint, record.to_owned(), description);
        }
    }
    let before = g.dossier.other_plans.len();
    g.dossier.other_plans.retain(|p| p.kind != OtherPlanKind::OnlineTeaching);
    if g.dossier.other_plans.len() < before {
        g.note("target.plan_missing", "plan/online_teaching".to_owned(), "没有衔接网络教学环境全覆盖规划");
    }
}
