//! The hand-made plan is one a reviewer has nothing against: complete, within its money, for what is missing.

use model::{Category, Dossier, Fen, FundSource, GapRef, Plan, Year};
use policy::Standard;
use std::collections::{BTreeMap, BTreeSet};

fn county(code: &str, seed: u64) -> Option<(Dossier, Plan)> {
    let dossier = synth::demo_county(code, seed)?;
    let policy = policy::builtin(&dossier.county).ok()?;
    let gaps = needs::assess(&dossier, &policy).gaps;
    let short: Vec<GapRef> = gaps
        .into_iter()
        .filter(|g| g.standard == Standard::Basic)
        .filter_map(|g| Some(GapRef { school: g.school, item: g.item, quantity: g.short.filter(|&n| n > 0)? }))
        .collect();
    let plan = synth::hand_made_plan(&dossier, &policy, &short);
    Some((dossier, plan))
}

#[test]
fn it_is_complete_and_within_its_money() {
    for seed in 1..6 {
        let (dossier, plan) = county("150124", seed).unwrap();
        assert!((15..=40).contains(&plan.projects.len()), "{}", plan.projects.len());
        let mut spent: BTreeMap<(Year, FundSource), i64> = BTreeMap::new();
        for p in &plan.projects {
            let total = p.total().unwrap();
            assert_eq!(total, p.funded().unwrap(), "{}", p.name);
            assert!(total.on_grain() && total > Fen::ZERO);
            assert!(p.reason.is_some() && p.performance.len() >= 4 && (!p.closes.is_empty() || !p.seats.is_empty()));
            assert!(p.start <= p.finish && dossier.cycle.contains(p.start) && dossier.cycle.contains(p.finish));
            assert!(p.category() == Some(Category::Building) || p.start == p.finish);
            assert!(p.funding.iter().all(|f| f.amount.on_grain() && p.start <= f.year && f.year <= p.finish));
            for f in &p.funding {
                *spent.entry((f.year, f.source)).or_default() += f.amount.0;
            }
            println!("{} {}–{} {total} {}", p.id, p.start, p.finish, p.name);
        }
        for ((year, source), amount) in spent {
            let budget: i64 =
                dossier.budgets.iter().filter(|b| b.year == year && b.source == source).map(|b| b.amount.0).sum();
            assert!(amount <= budget, "{year} {source:?}: {amount} > {budget}");
        }
    }
}

#[test]
fn faults_stand_where_the_list_says() {
    for seed in 1..6 {
        let (mut clean, plan) = county("150124", seed).unwrap();
        clean.plan = plan;
        let policy = policy::builtin(&clean.county).unwrap();
        let (spoilt, faults) = synth::faulty(&clean, &policy);
        assert_eq!((&spoilt, &faults), (&synth::faulty(&clean, &policy).0, &synth::faulty(&clean, &policy).1));
        let sorts: BTreeSet<&str> = faults.iter().map(|f| f.rule_hint).collect();
        let families: BTreeSet<&str> = faults.iter().map(|f| f.family()).collect();
        println!(
            "{} faults of {} sorts in {} families, {} projects",
            faults.len(),
            sorts.len(),
            families.len(),
            spoilt.plan.projects.len()
        );
        for f in &faults {
            println!("  {} {} {}", f.rule_hint, f.record, f.description);
            if let Some(id) = f.project() {
                assert_eq!(spoilt.plan.projects.iter().filter(|p| p.id.0 == id).count(), 1, "{id}");
            }
        }
        assert!(sorts.len() >= 50, "{}", sorts.len());
        assert_eq!(families.len(), 10);
        let ids: BTreeSet<_> = spoilt.plan.projects.iter().map(|p| &p.id).collect();
        assert_eq!(ids.len(), spoilt.plan.projects.len());
    }
}
