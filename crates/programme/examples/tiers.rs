//! Development aid.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "dev")]
use std::time::Instant;
fn main() {
    let seed: u64 = std::env::args().nth(1).map_or(2021, |s| s.parse().unwrap());
    let only = std::env::args().nth(2);
    let rounds: u32 = std::env::args().nth(3).map_or(1200, |s| s.parse().unwrap());
    let nodes: u32 = std::env::args().nth(4).map_or(1500, |s| s.parse().unwrap());
    for d in synth::demo_city(seed) {
        if only.as_ref().is_some_and(|o| o != "all" && d.county.as_str() != o) {
            continue;
        }
        let policy = policy::builtin(&d.county).unwrap();
        let needs = needs::assess(&d, &policy);
        let limits = programme::Limits { dual_rounds: rounds, nodes, ..programme::Limits::default() };
        let start = Instant::now();
        let p = programme::plan(&d, &policy, &needs, &limits).unwrap();
        let took = start.elapsed();
        let o = &p.outcome;
        let budget: i64 = p.instance.budgets.iter().map(|b| b.amount.0 / 1_000_000).sum();
        let used: i64 = p.plan.projects.iter().map(|q| q.total().unwrap().0 / 1_000_000).sum();
        println!(
            "{} {}/{} used {used} of {budget} 万; gaps {:?} obj {:?} bound {:?} {:?} {took:?}",
            d.county,
            p.plan.projects.len(),
            p.candidates.len(),
            o.gaps.map(|g| g.map(|g| f64::from(g) / 1e4)),
            o.objective.0,
            o.bound.0,
            o.stop
        );
        if only.as_ref().is_some_and(|o| o != "all") {
            if std::env::var("DUMP").is_ok() {
                let i = &p.instance;
                for b in &i.budgets {
                    eprintln!("B {} {} {}", b.source.code(), b.year.0, b.amount.0 / 10000);
                }
                for c in &i.carry {
                    eprintln!("C {} {}", c.source.code(), c.years);
                }
                for (z, n) in i.seats.iter().enumerate() {
                    eprintln!("S {z} {} {:?}", n.worth, n.short);
                }
                let tiers = i.tiers();
                for (k, c) in i.options.iter().enumerate() {
                    for (t, v) in c.value.iter().enumerate() {
                        if let Some(v) = v {
                            let on = o.schedule.starts.iter().any(|s| s.option as usize == k && s.year as usize == t);
                            let src: Vec<_> = i.classes[c.class as usize].sources.iter().map(|s| s.code()).collect();
                            eprintln!(
                                "O {k} {} {} {t} {} {:?} {:?} {} {} {} {}",
                                c.group,
                                src.join("+"),
                                tiers[k] as usize,
                                v.0,
                                c.profile.iter().map(|f| f.0 / 10000).collect::<Vec<_>>(),
                                c.seats.map_or(-1, |s| s.0 as i64),
                                c.seats.map_or(0, |s| s.1),
                                u8::from(on),
                                c.after.len()
                            );
                        }
                    }
                }
            }
            for proof in &o.certificate.proofs {
                println!("  {:?}", proof.money.iter().map(|m| (m.0.code(), m.1.0, m.2)).collect::<Vec<_>>());
            }
            for a in &p.accounts {
                println!(
                    "  {} {} budget {} in {} used {} out {} returned {}",
                    a.source.code(),
                    a.year,
                    a.budget.wan(),
                    a.carried_in.wan(),
                    a.used.wan(),
                    a.carried_out.wan(),
                    a.returned.wan()
                );
            }
            for (t, name) in
                [(checker::Tier::Safety, "safety"), (checker::Tier::Seats, "seats"), (checker::Tier::Need, "need")]
            {
                let of = p.candidates.iter().filter(|c| {
                    checker::Tier::ALL
                        .into_iter()
                        .find(|x| c.value.get(*x) > 0 || (*x == checker::Tier::Seats && c.seats.is_some()))
                        == Some(t)
                });
                let (mut n, mut sum, mut chosen, mut spent) = (0, 0, 0, 0);
                for c in of {
                    let cost = c.project.total().unwrap().0 / 1_000_000;
                    n += 1;
                    sum += cost;
                    if p.plan.projects.iter().any(|q| q.id == c.project.id) {
                        chosen += 1;
                        spent += cost;
                    }
                }
                println!("  {name}: {chosen} of {n} candidates, {spent} of {sum} 万");
            }
        }
    }
}
