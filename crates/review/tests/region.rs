//! Relations come from the parent table, not from digits.

#![allow(clippy::expect_used, reason = "helpers of tests")]

use model::{Region, RegionLevel};
use review::permission::{Plan, PlanState};
use review::region::{Place, Relation, Tree, TreeError};

fn region(code: &str, level: RegionLevel, parent: Option<&str>) -> Region {
    let parse = |c: &str| c.parse().expect("code");
    Region { code: parse(code), name: code.to_owned(), level, parent: parent.map(parse), local: false }
}

/// A province with a city, a county run by the province with digits of no city, one with the city's digits, and a municipality.
fn tree() -> Tree {
    use RegionLevel::*;
    Tree::new([
        region("420106", County, Some("420100")),
        region("429004", County, Some("420000")),
        region("420199", County, Some("420000")),
        region("420100", Prefecture, Some("420000")),
        region("420000", Province, None),
        region("110000", Province, None),
        region("110105", County, Some("110000")),
    ])
    .expect("a tree")
}

fn place(code: &str) -> Place {
    tree().place(&code.parse().expect("code")).expect("in the tree")
}

#[test]
fn digits_do_not_decide() {
    assert_eq!(place("420100").relation(&place("420106")), Relation::Below);
    assert_eq!(place("420106").relation(&place("420100")), Relation::Above);
    assert_eq!(
        place("420100").relation(&place("420199")),
        Relation::Elsewhere,
        "the city's digits, run by the province"
    );
    assert_eq!(place("420000").relation(&place("429004")), Relation::Below);
    assert_eq!(place("420000").relation(&place("420000")), Relation::Own);
    assert_eq!(place("110000").relation(&place("429004")), Relation::Elsewhere);
    assert!(tree().place(&"999999".parse().expect("code")).is_none());
}

#[test]
fn a_plan_goes_up_step_by_step_or_straight_to_the_province() {
    let desk = |code: &str, state| Plan::desk(&place(code), state).code().to_string();
    assert_eq!(desk("420106", PlanState::Frozen), "420106");
    assert_eq!(desk("420106", PlanState::Submitted), "420100");
    assert_eq!(desk("420106", PlanState::Reviewed), "420000");
    assert_eq!(desk("429004", PlanState::Submitted), "420000");
    assert_eq!(desk("110105", PlanState::Submitted), "110000");
    assert_eq!(desk("110105", PlanState::Reviewed), "110000");
}

#[test]
fn below_is_what_relations_say() {
    let tree = tree();
    for own in tree.regions() {
        let below = tree.below(&own.code);
        for other in tree.regions() {
            let relation = place(own.code.as_str()).relation(&place(other.code.as_str()));
            assert_eq!(below.contains(&other.code), matches!(relation, Relation::Own | Relation::Below));
        }
    }
}

#[test]
fn a_table_that_is_no_tree_is_refused() {
    use RegionLevel::*;
    let code = |c: &str| c.parse().expect("code");
    let twice = Tree::new([region("110000", Province, None), region("110000", Province, None)]);
    assert_eq!(twice, Err(TreeError::Twice(code("110000"))));
    let orphan = Tree::new([region("110105", County, Some("110000"))]);
    assert_eq!(orphan, Err(TreeError::NoParent(code("110105"), code("110000"))));
    let itself = Tree::new([region("110105", County, Some("110105"))]);
    assert_eq!(itself, Err(TreeError::Circle(code("110105"))));
    let circle = Tree::new([region("110105", County, Some("110106")), region("110106", Prefecture, Some("110105"))]);
    assert!(matches!(circle, Err(TreeError::Level(..))));
}
