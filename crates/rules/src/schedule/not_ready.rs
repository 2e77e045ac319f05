//! R0408 首年开工但前期未就绪: a building project of the first year has no land or no approved feasibility study.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Approval, BuildNature, Category, LandStatus};

/// 首年开工但前期未就绪.
pub(super) const RULE: Rule = Rule {
    number: "R0408",
    family: Family::Schedule,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（一）；《政府投资条例》第十七条",
    mission: "M25",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let now = view.dossier.as_of.year();
    for p in &view.projects {
        if p.category != Some(Category::Building) || p.project.start > now {
            continue;
        }
        let ready = &p.project.preparation;
        let new_land = matches!(p.project.nature, BuildNature::New | BuildNature::Extension);
        let land = ready.land.filter(|l| new_land && matches!(l, LandStatus::None | LandStatus::InProgress));
        let approval = ready.approval.filter(|a| matches!(a, Approval::NotStarted | Approval::Proposal));
        if land.is_none() && approval.is_none() {
            continue;
        }
        let state = [land.map(|l| format!("用地{}", l.zh())), approval.map(|a| format!("审批{}", a.zh()))];
        let state: Vec<String> = state.into_iter().flatten().collect();
        let draft = out.project(view, p).with("start", p.project.start).with("state", state.join("，"));
        draft
            .saw(p.path("land"), land.map_or("—", LandStatus::zh))
            .saw(p.path("approval"), approval.map_or("—", Approval::zh))
            .file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{Approval, LandStatus};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0408", &[], |f| f.project("P1").preparation.approval = Some(Approval::NotStarted));
        trip("R0408", &[], |f| f.project("P1").preparation.land = Some(LandStatus::None));
    }
}
