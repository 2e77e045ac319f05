//! The demo city holds together: nothing in it contradicts itself, and the same seed gives the same city.

use model::{Dossier, Hash, Item, LayoutStatus, Owner, School, SchoolKind, Stage};
use std::collections::BTreeSet;

const SEED: u64 = 20_211_015;

fn hashes(city: &[Dossier]) -> Vec<Hash> {
    city.iter().filter_map(|d| Hash::of_value(d).ok()).collect()
}

#[test]
fn the_same_seed_gives_the_same_city() {
    let city = synth::demo_city(SEED);
    assert_eq!(hashes(&city).len(), 10);
    assert_eq!(hashes(&city), hashes(&synth::demo_city(SEED)));
    let other = hashes(&synth::demo_city(SEED + 1));
    assert!(hashes(&city).iter().zip(&other).all(|(a, b)| a != b));
}

#[test]
fn a_county_reads_back_from_its_canonical_bytes() {
    for dossier in synth::demo_city(SEED) {
        let bytes = model::canonical::encode(&dossier).unwrap();
        let back: Dossier = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(back, dossier);
    }
}

#[test]
fn counties_are_those_of_the_city() {
    let city = synth::demo_city(SEED);
    let codes: Vec<&str> = city.iter().map(|d| d.county.as_str()).collect();
    assert_eq!(
        codes,
        ["150102", "150103", "150104", "150105", "150121", "150122", "150123", "150124", "150125", "150172"]
    );
    for d in &city {
        assert!(d.invented);
        assert!((30..=120).contains(&d.schools.len()), "{}: {}", d.county, d.schools.len());
        assert_eq!(d.region().unwrap().local, d.county.as_str() == "150172");
    }
    assert_eq!(city[3].county.as_str(), synth::profile::MEASURED_COUNTY);
    assert_eq!(city[3].schools.len(), 80);
    assert_eq!(city[4].schools.len(), 33);
}

#[test]
fn every_sort_of_school_stands_somewhere() {
    let city = synth::demo_city(SEED);
    let schools: Vec<&School> = city.iter().flat_map(|d| &d.schools).collect();
    for kind in [
        SchoolKind::Primary,
        SchoolKind::TeachingPoint,
        SchoolKind::Junior,
        SchoolKind::NineYear,
        SchoolKind::CompleteSecondary,
        SchoolKind::TwelveYear,
        SchoolKind::SpecialIntellectual,
    ] {
        assert!(schools.iter().any(|s| s.kind == Some(kind)), "{kind:?}");
    }
    assert!(schools.iter().any(|s| s.owner == Some(Owner::Private)));
    assert!(schools.iter().any(|s| s.layout.last().unwrap().status == LayoutStatus::Close));
    assert!(schools.iter().any(|s| s.key_school == Some(true)));
    assert!(schools.iter().any(|s| s.codes.len() == 2));
    assert!(schools.iter().any(|s| s.records.values().any(|r| r.enrolment.stages.contains_key(&Stage::Kindergarten))));
    for rare in ["镕", "喆", "堃", "𬭬"] {
        assert!(schools.iter().any(|s| s.name.contains(rare)), "{rare}");
    }
}

#[test]
fn keys_and_names_are_unique_and_codes_are_right() {
    let city = synth::demo_city(SEED);
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for s in city.iter().flat_map(|d| &d.schools) {
        assert!(ids.insert(s.id.clone()), "{}", s.id);
        assert!(names.insert(s.name.clone()), "{}", s.name);
        let code = &s.codes.last().unwrap().code;
        assert_eq!((code.as_str(), code.province()), (s.id.0.as_str(), "15"));
        let class = match s.kind.unwrap() {
            SchoolKind::Primary | SchoolKind::TeachingPoint => "21",
            SchoolKind::Junior | SchoolKind::NineYear => "31",
            SchoolKind::CompleteSecondary | SchoolKind::TwelveYear => "34",
            _ => "51",
        };
        assert_eq!(code.kind(), class, "{}", s.name);
        for span in &s.codes {
            assert!(span.code == *code || ids.insert(model::SchoolId(span.code.as_str().to_owned())));
        }
    }
}

#[test]
fn pupils_and_classes_agree() {
    for d in synth::demo_city(SEED) {
        for s in &d.schools {
            assert_eq!(s.records.len(), 5);
            for r in s.records.values() {
                for c in r.enrolment.grades.values().chain(r.enrolment.stages.values()) {
                    let pupils = c.pupils.unwrap();
                    assert!(c.classes.unwrap() <= pupils, "{}", s.name);
                    assert!(c.girls.is_none_or(|g| g <= pupils) && c.boarders.is_none_or(|b| b <= pupils));
                    if !c.class_sizes.is_empty() {
                        assert_eq!(c.class_sizes.len(), usize::try_from(c.classes.unwrap()).unwrap());
                        assert_eq!(c.class_sizes.iter().sum::<u32>(), pupils);
                    }
                }
            }
        }
    }
}

#[test]
fn areas_fit_into_each_other() {
    for d in synth::demo_city(SEED) {
        for s in &d.schools {
            let has = &s.record(d.base_year).unwrap().conditions;
            let within = |parts: &[Item], whole: Item| {
                let sum: i64 = parts.iter().filter_map(|&i| has.get(i)).sum();
                assert!(
                    has.get(whole).is_none_or(|w| sum <= w),
                    "{}: {parts:?} {sum} > {whole:?} {:?}",
                    s.name,
                    has.get(whole)
                );
            };
            within(
                &[Item::TeachingArea, Item::Dormitory, Item::Canteen, Item::ToiletArea, Item::TeacherOffice],
                Item::FloorArea,
            );
            within(&[Item::IndoorSportArea], Item::TeachingArea);
            within(&[Item::Library], Item::TeachingArea);
            within(&[Item::HeatedArea], Item::FloorArea);
            within(&[Item::DangerC, Item::DangerD], Item::FloorArea);
            within(&[Item::FloorArea], Item::CampusLand);
            within(&[Item::SportsField], Item::CampusLand);
            if let (Some(ok), Some(g), Some(b)) =
                (has.get(Item::SanitaryStall), has.get(Item::GirlsStall), has.get(Item::BoysStall))
            {
                assert!(ok <= g + b);
            }
            assert!(has.iter().all(|(_, q)| q >= 0));
        }
    }
}

#[test]
fn references_lead_somewhere() {
    for d in synth::demo_city(SEED) {
        let zones: BTreeSet<_> = d.zones.iter().map(|z| &z.id).collect();
        assert_eq!(zones.len(), d.zones.len());
        for s in &d.schools {
            assert!(s.zones.values().all(|z| zones.contains(z)));
            for other in [&s.parent, &s.feeds].into_iter().flatten() {
                assert!(d.school(other).is_some());
            }
            assert_ne!(s.parent.as_ref(), Some(&s.id));
            assert!(s.kind != Some(SchoolKind::TeachingPoint) || s.parent.is_some(), "{}", s.name);
        }
        assert!(
            d.births
                .iter()
                .all(|b| zones.contains(&b.zone) && b.months.is_none_or(|m| m.iter().sum::<u32>() == b.total))
        );
        assert!(d.migration.iter().all(|m| zones.contains(&m.zone)));
        assert!(d.other_projects.iter().all(|p| d.school(&p.school).is_some()));
        assert!(d.settlements.iter().flat_map(|s| s.served_by.values()).all(|s| d.school(s).is_some()));
        assert!(d.sites.iter().all(|s| s.zone.as_ref().is_some_and(|z| zones.contains(z))));
        assert!(d.budgets.iter().all(|b| b.amount.on_grain() && b.amount.0 > 0 && b.document.is_some()));
    }
}

#[test]
fn about_a_twentieth_of_the_conditions_is_missing() {
    let city = synth::demo_city(SEED);
    let lists: Vec<usize> = city
        .iter()
        .flat_map(|d| d.schools.iter().map(|s| s.record(d.base_year).unwrap().conditions.iter().count()))
        .collect();
    let whole = lists.iter().max().unwrap() * lists.len();
    let missing = (whole - lists.iter().sum::<usize>()) * 1000 / whole;
    assert!((25..=75).contains(&missing), "{missing} ‰");
}

#[test]
fn cities_are_crowded_and_villages_are_not() {
    for d in synth::demo_city(SEED) {
        let urban = matches!(d.county.as_str(), "150102" | "150103" | "150104" | "150105" | "150172");
        let (mut large, mut all, mut now, mut then, mut small) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
        for s in &d.schools {
            let base = s.record(d.base_year).unwrap();
            for c in base.enrolment.grades.values() {
                large += u32::try_from(c.class_sizes.iter().filter(|&&n| n > 55).count()).unwrap();
                all += u32::try_from(c.class_sizes.len()).unwrap();
            }
            let total = |r: &model::SchoolRecord| r.enrolment.grades.values().filter_map(|g| g.pupils).sum::<u32>();
            now += total(base);
            then += total(s.records.values().next().unwrap());
            small += u32::from(total(base) < 100);
        }
        println!(
            "{} {}: schools {} pupils {then}→{now}, classes {all}, over 55 {large}, under 100 pupils {small}, births {:?}",
            d.county,
            d.county_name(),
            d.schools.len(),
            d.births.iter().filter(|b| b.year.0 >= 2018).map(|b| b.total).sum::<u32>() / 3
        );
        if urban {
            assert!(large * 1000 > all * 40 && now > then, "{}: {large} of {all}, {then} → {now}", d.county);
        } else {
            assert!(small * 4 > u32::try_from(d.schools.len()).unwrap() || d.county.as_str() == "150121", "{small}");
        }
    }
}
