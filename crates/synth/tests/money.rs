//! The demo city's money covers part of what it is short of, so that a county has to choose.

use model::{Fen, quantity::cost};
use policy::Context;

#[test]
fn budgets_are_about_half_of_the_wishes() {
    for seed in [1, 2, 20_211_015] {
        for dossier in synth::demo_city(seed) {
            let policy = policy::builtin(&dossier.county).unwrap();
            let context = Context { region: Some(dossier.county.clone()), ..Context::default() };
            let price = |gap: &needs::Gap| {
                let unit = policy.unit_cost(gap.item, &context, dossier.as_of)?;
                cost(gap.short?, gap.item.unit(), unit.price).ok()
            };
            let wishes = Fen::sum(needs::assess(&dossier, &policy).gaps.iter().filter_map(price)).unwrap();
            let budget = Fen::sum(dossier.budgets.iter().map(|b| b.amount)).unwrap();
            let percent = budget.0 * 100 / wishes.0;
            println!("{} {}: {budget} of {wishes} 万元, {percent} %", dossier.county, dossier.county_name());
            assert!((32..=80).contains(&percent), "{} %", percent);
        }
    }
}

#[test]
fn a_county_pays_from_four_sources_in_every_year() {
    for dossier in synth::demo_city(1) {
        for year in dossier.cycle.years() {
            assert!(dossier.budgets.iter().filter(|b| b.year == year).count() >= 4);
        }
        assert_eq!(dossier.finances.len(), 3);
    }
}
