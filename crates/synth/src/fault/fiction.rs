//! Signs of fiction and fraud (虚列套取): numbers nobody can use, clones, round sums, work without a need.

use crate::fault::garden::{Garden, Seed, school_of};
use model::{BuildNature, Fen, Item, Project, ProjectId, SchoolKind, Year};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    let points = g.open(SchoolKind::TeachingPoint);
    let primary = g.open(SchoolKind::Primary);
    if let Some(school) = points.iter().rev().find(|s| g.has(s, Item::Desk).is_some()) {
        let items = [(Item::Desk, 400)];
        let seed = Seed {
            school,
            part: None,
            title: "课桌椅购置项目",
            nature: BuildNature::Purchase,
            items: &items,
            years: (2025, 2025),
        };
        g.plant("fraud.unusable_quantity", "不足百人的教学点购置四百套课桌椅", &seed, |_| ());
    }
    clones(g, &primary);
    round_sums(g, &primary);
    let supplied =
        primary.iter().find(|s| g.has(s, Item::Gate).is_some_and(|n| n > 0) && g.has(s, Item::BoysStall).is_some());
    if let Some(school) = supplied.cloned() {
        let items = [(Item::Bed, 120)];
        let days = primary.iter().filter(|id| g.dossier.school(id).is_some_and(|s| s.boarding == Some(false)));
        let day = days.into_iter().find(|id| g.has(id, Item::Bed).is_some()).cloned().unwrap_or(school);
        let seed = Seed {
            school: &day,
            part: None,
            title: "学生用床购置项目",
            nature: BuildNature::Purchase,
            items: &items,
            years: (2025, 2025),
        };
        g.plant("fraud.no_gap", "没有寄宿生的学校购置学生用床", &seed, |p| p.closes.clear());
    }
}

/// Three schools with the same lines, prices and sums to the fen.
fn clones(g: &mut Garden<'_>, schools: &[model::SchoolId]) {
    let items = [(Item::ArtEquipment, 2), (Item::MusicEquipment, 2)];
    let Some(first) = schools.first() else { return };
    let seed = Seed {
        school: first,
        part: None,
        title: "音美器材购置项目",
        nature: BuildNature::Purchase,
        items: &items,
        years: (2025, 2025),
    };
    let Some(pattern) = g.grow(&seed) else { return };
    let mut copies = Vec::new();
    for school in schools.iter().skip(3).take(3) {
        let Some(mut copy) = g.grow(&Seed {
            school,
            ..Seed {
                school,
                part: None,
                title: "音美器材购置项目",
                nature: BuildNature::Purchase,
                items: &items,
                years: (2025, 2025),
            }
        }) else {
            continue;
        };
        copy.lines.clone_from(&pattern.lines);
        let Some(funding) = copy.total().ok().and_then(|t| g.pay(t, Year(2025), Year(2025))) else { continue };
        copy.funding = funding;
        copy.id = ProjectId(format!("{}-P{:03}", g.dossier.county, g.dossier.plan.projects.len() + 1));
        copies.push(copy.id.clone());
        g.dossier.plan.projects.push(copy);
    }
    // two alike are no pattern: where the money went no further, they are left as they are
    for id in copies.iter().filter(|_| copies.len() > 2) {
        g.note("fraud.clone", format!("project/{id}"), "几所学校的内容、单价、金额完全相同");
    }
}

/// Projects of exactly ten times ten thousand yuan, in one sum.
fn round_sums(g: &mut Garden<'_>, schools: &[model::SchoolId]) {
    for (n, school) in (0_i64..).zip(schools.iter().rev().take(3)) {
        let items = [(Item::CampusCulture, 1)];
        let seed = Seed {
            school,
            part: None,
            title: "校园文化建设项目",
            nature: BuildNature::Renovation,
            items: &items,
            years: (2025, 2025),
        };
        let Some(mut project) = g.grow(&seed) else { continue };
        let sum = Fen(Fen::WAN.0 * (10 + n * 5));
        round(&mut project, sum);
        let Some(funding) = g.pay(sum, Year(2025), Year(2025)) else { continue };
        project.funding = funding;
        let at = school_of(&project).map(|s| s.0).unwrap_or_default();
        g.note(
            "fraud.round_sum",
            format!("project/{}", project.id),
            format!("{at}的项目按整十万元凑数，没有数量和单价依据"),
        );
        g.dossier.plan.projects.push(project);
    }
}

fn round(project: &mut Project, sum: Fen) {
    (project.other_fees, project.contingency) = (Fen::ZERO, Fen::ZERO);
    if let Some(line) = project.lines.first_mut() {
        (line.unit_price, line.amount, line.price_basis) = (Some(sum), sum, None);
    }
}
