//! A small tree of regions, and the records a cell of the matrix is about.

use model::{Region, RegionLevel, WaiverLevel};
use review::permission::*;
use review::region::{Place, Relation, Tree};
use std::collections::BTreeSet;

/// A nation, two provinces, three cities, counties, a development zone, a county run by its province, townships.
pub fn tree() -> Tree {
    use RegionLevel::*;
    let rows = [
        ("000000", Nation, None),
        ("150000", Province, Some("000000")),
        ("420000", Province, Some("000000")),
        ("150200", Prefecture, Some("150000")),
        ("150300", Prefecture, Some("150000")),
        ("420100", Prefecture, Some("420000")),
        ("150202", County, Some("150200")),
        ("150203", County, Some("150200")),
        ("1502KF", DevelopmentZone, Some("150200")),
        ("150302", County, Some("150300")),
        ("429004", County, Some("420000")),
        ("150202001", Township, Some("150202")),
        ("150302001", Township, Some("150302")),
    ];
    let regions = rows.map(|(code, level, parent)| Region {
        code: code.parse().expect("code"),
        name: code.to_owned(),
        level,
        parent: parent.map(|p: &str| p.parse().expect("code")),
        local: false,
    });
    Tree::new(regions).expect("a tree")
}

/// Where the accounts of the matrix are: a county, its city, its province.
pub const LEVELS: [(&str, &str); 3] = [("county", "150202"), ("city", "150200"), ("province", "150000")];

/// A place by its code.
pub fn place(tree: &Tree, code: &str) -> Place {
    tree.place(&code.parse().expect("code")).expect("in the tree")
}

/// A region that stands so to an account's. What is below a province is a county, so that the city between shows.
pub fn at(tree: &Tree, own: &str, relation: Relation) -> Place {
    let code = match (own, relation) {
        (own, Relation::Own) => own,
        ("150202", Relation::Above) => "150200",
        ("150200", Relation::Above) => "150000",
        (_, Relation::Above) => "000000",
        ("150202", Relation::Below) => "150202001",
        (_, Relation::Below) => "150202",
        ("150202", Relation::Elsewhere) => "150203",
        ("150200", Relation::Elsewhere) => "150302",
        (_, Relation::Elsewhere) => "429004",
    };
    place(tree, code)
}

/// Codes of the states a kind of record has; `-` where it has none.
pub fn states(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Plan => PlanState::ALL.iter().map(|s| s.code()).collect(),
        Kind::Document => DocumentState::ALL.iter().map(|s| s.code()).collect(),
        Kind::Account => AccountState::ALL.iter().map(|s| s.code()).collect(),
        Kind::Project => ProjectState::ALL.iter().map(|s| s.code()).collect(),
        Kind::Fund => FundState::ALL.iter().map(|s| s.code()).collect(),
        Kind::Notice => NoticeState::ALL.iter().map(|s| s.code()).collect(),
        Kind::Dossier => vec!["open", "closed"],
        Kind::Office | Kind::Token | Kind::Cycle | Kind::Job => vec!["-"],
    }
}

/// The record as favourable to the action as its state lets it be: made by somebody else, seats as the action needs them.
pub fn favourable(action: Action, place: Place, state: &str) -> Object {
    let somebody = || BTreeSet::from(["somebody".to_owned()]);
    let facts = match action.kind() {
        Kind::Office => Facts::Office,
        Kind::Cycle => Facts::Cycle,
        Kind::Dossier => Facts::Dossier { open: state == "open" },
        Kind::Plan => {
            let mut plan = Plan::new(&place, state.parse().expect("state"));
            plan.makers = somebody();
            plan.waiver = Some(WaiverLevel::County);
            if action == Action::PlanSubmit {
                plan.seats = Department::SEATS.into();
            }
            Facts::Plan(Box::new(plan))
        }
        Kind::Document => Facts::Document {
            state: state.parse().expect("state"),
            audience: Audience::Downward,
            readers: BTreeSet::new(),
            uploader: "me".to_owned(),
        },
        Kind::Account => Facts::Account { state: state.parse().expect("state"), person: "somebody".to_owned() },
        Kind::Token => Facts::Token { owner: "me".to_owned() },
        Kind::Job => Facts::Job { owner: "me".to_owned() },
        Kind::Project => Facts::Project { state: state.parse().expect("state"), makers: somebody() },
        Kind::Fund => Facts::Fund { state: state.parse().expect("state"), makers: somebody() },
        Kind::Notice => Facts::Notice { state: state.parse().expect("state"), makers: somebody() },
    };
    let id = if action == Action::ProfileEdit { "me" } else { "record" };
    Object { id: id.to_owned(), place, facts }
}

/// The account, with every county below assigned if it is an expert.
pub fn subject(tree: &Tree, code: &str, department: Department, role: Role) -> Subject {
    let mut subject = Subject::new("me", place(tree, code), department, [role]);
    if role == Role::Expert {
        subject.assigned = tree.regions().map(|r| r.code.clone()).collect();
    }
    subject
}
