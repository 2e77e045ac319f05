//! What the demo city is short of and what its money covers, county by county: `cargo run -p synth --example wish [SEED]`.

use model::{Fen, Item, quantity::cost};
use policy::{Context, Standard};
use std::collections::BTreeMap;

fn main() {
    let seed = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(1);
    for dossier in synth::demo_city(seed) {
        let Ok(policy) = policy::builtin(&dossier.county) else { continue };
        let needs = needs::assess(&dossier, &policy);
        let context = Context { region: Some(dossier.county.clone()), ..Context::default() };
        let mut by_standard = BTreeMap::new();
        let mut by_item: BTreeMap<(Standard, Item), (u32, i64, Fen)> = BTreeMap::new();
        let mut unknown = 0;
        for gap in &needs.gaps {
            let Some(short) = gap.short else {
                unknown += 1;
                continue;
            };
            let Some(unit) = policy.unit_cost(gap.item, &context, dossier.as_of).filter(|_| short > 0) else {
                continue;
            };
            let money = cost(short, gap.item.unit(), unit.price).unwrap_or_default();
            let sum: &mut Fen = by_standard.entry(gap.standard).or_default();
            *sum = sum.plus(money).unwrap_or_default();
            let line = by_item.entry((gap.standard, gap.item)).or_default();
            *line = (line.0 + 1, line.1 + short, line.2.plus(money).unwrap_or_default());
        }
        let budget = Fen::sum(dossier.budgets.iter().map(|b| b.amount)).unwrap_or_default();
        println!(
            "{} {} schools {} gaps {} without data {unknown}; budget {budget} 万元; wish {by_standard:?}",
            dossier.county,
            dossier.county_name(),
            dossier.schools.len(),
            needs.gaps.len()
        );
        if std::env::args().nth(2).is_some() {
            for ((standard, item), (schools, short, money)) in by_item {
                println!("    {standard:?} {} {schools} schools {} {money} 万元", item.zh(), item.unit().show(short));
            }
        }
    }
}
