//! The hand-made plan is one a reviewer has nothing against: complete, within its money, for what is missing.

use model::{Category, Dossier, Fen, FundSource, GapRef, Plan, Year};
use policy::Standard;
use std::collections::BTreeMap;

fn county(code: &str, seed: u64) -> (Dossier, Plan) {
    let dossier = synth::demo_county(code, seed).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    let gaps = needs::assess(&dossier, &policy).gaps;
    let short: Vec<GapRef> = gaps
        .into_iter()
        .filter(|g| g.standard == Standard::Basic)
        .filter_map(|g| Some(GapRef { school: g.school, item: g.item, quantity: g.short.filter(|&n| n > 0)? }))
        .collect();
    let plan = synth::hand_made_plan(&dossier, &policy, &short);
    (dossier, plan)
}

#[test]
fn it_is_complete_and_within_its_money() {
    for seed in 1..4 {
        let (dossier, plan) = county("150124", seed);
        assert!((15..=40).contains(&plan.projects.len()), "{}", plan.projects.len());
        let mut spent: BTreeMap<(Year, FundSource), i64> = BTreeMap::new();
        for p in &plan.projects {
            let total = p.total().unwrap();
            assert_eq!(total, p.funded().unwrap(), "{}", p.name);
            assert!(total.on_grain() && total > Fen::ZERO);
            assert!(p.reason.is_some() && p.performance.len() >= 4 && !p.closes.is_empty());
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
