//! No query shows a row outside its scope.

use crate::common::{CYCLE, T0, code, dossier, each, regions};
use crate::dossier::put;
use crate::writing::account;
use model::{Region, RegionCode};
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use store::{AccountCommand, JobCommand, RegionCommand, Scope};

/// The regions in a scope, computed by walking up from each region.
fn inside(tree: &[Region], roots: &[RegionCode]) -> BTreeSet<String> {
    let above = |r: &Region| {
        let mut out = vec![r.code.clone()];
        while let Some(parent) = tree.iter().find(|x| Some(&x.code) == out.last()).and_then(|x| x.parent.clone()) {
            out.push(parent);
        }
        out
    };
    tree.iter().filter(|r| above(r).iter().any(|a| roots.contains(a))).map(|r| r.code.to_string()).collect()
}

#[test]
fn every_list_is_exactly_what_lies_in_the_scope() {
    each(|site| {
        let mut tree = regions();
        let counties = ["150121", "150122", "15K901", "150221"];
        for (i, county) in counties.iter().enumerate() {
            put(site, T0, &format!("d{i}"), &dossier(county), None).unwrap();
            site.write(&format!("a{i}"), AccountCommand::Create(account(&format!("u{i}"), county))).unwrap();
            let job = JobCommand::Enqueue { task: "plan".into(), county: code(county), payload: String::new() };
            site.write(&format!("j{i}"), job).unwrap();
        }
        let check = |tree: &[Region], roots: &[RegionCode]| {
            let wanted = inside(tree, roots);
            let scope = Scope::regions(roots.iter().cloned());
            let mut read = site.store.read().unwrap();
            let found: BTreeSet<String> = read.regions(&scope).unwrap().iter().map(|r| r.code.to_string()).collect();
            assert_eq!(found, wanted);
            let wanted: BTreeSet<&str> = counties.into_iter().filter(|c| wanted.contains(*c)).collect();
            let set = |list: Vec<String>| assert_eq!(list.iter().map(String::as_str).collect::<BTreeSet<_>>(), wanted);
            set(read.dossier_counties(&scope, CYCLE).unwrap().iter().map(|v| v.county.to_string()).collect());
            set(read.accounts(&scope, Some("u"), 100, 0).unwrap().iter().map(|a| a.region.to_string()).collect());
            set(read.jobs(&scope, 100, 0).unwrap().iter().map(|j| j.county.to_string()).collect());
            set(read.audit(&scope, None, Some("dossier."), 100, 0).unwrap().iter().map(|e| e.county.clone()).collect());
            for county in counties {
                let (code, seen) = (code(county), wanted.contains(county));
                assert_eq!(read.dossier(&scope, &code, CYCLE).unwrap().is_some(), seen);
                assert_eq!(read.dossier_latest(&scope, &code, CYCLE).unwrap().is_some(), seen);
                assert_eq!(read.dossier_as_of(&scope, &code, CYCLE, i64::MAX).unwrap().is_some(), seen);
                assert_eq!(!read.dossier_versions(&scope, &code, CYCLE, 9, 0).unwrap().is_empty(), seen);
                assert_eq!(read.in_scope(&scope, &code).unwrap(), seen);
            }
        };
        let codes: Vec<RegionCode> = tree.iter().map(|r| r.code.clone()).collect();
        let mut runner = TestRunner::new(Config { cases: 64, ..Config::default() });
        let roots = proptest::sample::subsequence(codes.clone(), 0..=codes.len());
        runner
            .run(&roots, |roots| {
                check(&tree, &roots);
                Ok(())
            })
            .unwrap();
        // a county moves to the other city: so does what is seen of it
        tree[3].parent = Some(code("150200"));
        site.write("move", RegionCommand::Put { regions: vec![tree[3].clone()] }).unwrap();
        for root in &codes {
            check(&tree, std::slice::from_ref(root));
        }
        // a circle is refused
        let mut top = tree[0].clone();
        top.parent = Some(code("150121"));
        assert!(site.write("circle", RegionCommand::Put { regions: vec![top] }).is_err());
        check(&tree, &codes[1..2]);
    });
}
