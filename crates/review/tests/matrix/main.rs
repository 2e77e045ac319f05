//! Who may do what, cell by cell: policies and oracle agree on every combination of role, level, region relation, department, state,
//! action and second factor, and what they allow is written down in `docs/evidence/permissions.txt`.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod oracle;
mod random;
mod spoil;
mod world;

use review::permission::*;
use review::region::{Relation, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A cell that is allowed, with whether it needs the second factor.
pub struct Cell {
    /// See the type.
    pub level: &'static str,
    /// See the type.
    pub relation: Relation,
    /// See the type.
    pub department: Department,
    /// See the type.
    pub role: Role,
    /// See the type.
    pub state: &'static str,
    /// See the type.
    pub action: Action,
    /// See the type.
    pub step_up: bool,
}

const NOW: i64 = 1_700_000_000_000;

/// A person's session, the second factor just proved or not at all.
pub fn session(step_up: bool) -> Context {
    Context::session(NOW, step_up.then_some(NOW))
}

/// All cells of one action.
pub struct Cells {
    /// See the type.
    pub count: usize,
    /// See the type.
    pub compared: usize,
    /// See the type.
    pub allowed: Vec<Cell>,
}

/// All cells of one action, by the oracle; every `every`th denied one compared with the policies, allowed
/// ones thirty-two times as often; none at all when `every` is nought.
pub fn cells(tree: &Tree, action: Action, every: usize) -> Cells {
    let (mut count, mut compared, mut allowed) = (0_usize, 0, Vec::new());
    for (level, code) in world::LEVELS {
        for &relation in Relation::ALL {
            let place = world::at(tree, code, relation);
            assert_eq!(world::place(tree, code).relation(&place), relation);
            for state in world::states(action.kind()) {
                let object = world::favourable(action, place.clone(), state);
                for &department in Department::ALL {
                    for &role in Role::ALL {
                        let subject = world::subject(tree, code, department, role);
                        let mut answers = [false; 2];
                        for step_up in [false, true] {
                            let context = session(step_up);
                            let expected = oracle::allows(&subject, action, &object, &context);
                            answers[usize::from(step_up)] = expected;
                            count += 1;
                            let turn = if expected { every.div_ceil(32) } else { every };
                            if every == 0 || !count.is_multiple_of(turn) {
                                continue;
                            }
                            let asked = decide(&subject, action, &object, &context);
                            assert_eq!(
                                asked.allowed(),
                                expected,
                                "{action:?} {role:?} {department:?} {level} {relation:?} {state} second factor {step_up}: {asked:?}"
                            );
                            compared += 1;
                        }
                        if answers[1] {
                            allowed.push(Cell {
                                level,
                                relation,
                                department,
                                role,
                                state,
                                action,
                                step_up: !answers[0],
                            });
                        }
                        assert!(answers[1] || !answers[0], "a second factor takes nothing away");
                    }
                }
            }
        }
    }
    Cells { count, compared, allowed }
}

fn compare(actions: &[Action], every: usize) -> Vec<Cells> {
    let tree = world::tree();
    actions.iter().map(|action| cells(&tree, *action, every)).collect()
}

#[test]
fn policies_and_oracle_agree_on_every_cell_and_the_matrix_is_as_committed() {
    let begin = std::time::Instant::now();
    // a quick run takes every 97th denied cell and every fourth allowed one, a full run all
    let every = if std::env::var_os("JUNHENG_FULL").is_some() { 1 } else { 97 };
    let (left, right) = Action::ALL.split_at(Action::ALL.len() / 3);
    let found: Vec<Cells> = std::thread::scope(|scope| {
        let first = scope.spawn(|| compare(left, every));
        let second = compare(right, every);
        first.join().expect("compared").into_iter().chain(second).collect()
    });
    let count: usize = found.iter().map(|c| c.count).sum();
    let compared: usize = found.iter().map(|c| c.compared).sum();
    let allowed: Vec<Cell> = found.into_iter().flat_map(|c| c.allowed).collect();
    println!(
        "{count} cells, {compared} compared, {} allowed with a second factor, {:?}",
        allowed.len(),
        begin.elapsed()
    );
    let said = write(count, &allowed);
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/evidence/permissions.txt");
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        std::fs::write(&file, &said).expect("written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        said == committed,
        "docs/evidence/permissions.txt is out of date: JUNHENG_BLESS=1 cargo test -p review --test matrix"
    );
}

fn list<T: Copy + Ord>(items: &BTreeSet<T>, all: usize, say: fn(T) -> &'static str) -> String {
    if items.len() == all { "any".to_owned() } else { items.iter().map(|i| say(*i)).collect::<Vec<_>>().join(",") }
}

type Departments = BTreeSet<Department>;
type States = BTreeSet<&'static str>;
type Lines<'a> = BTreeMap<(Relation, Departments, States), Vec<&'a str>>;

/// The matrix as text: for each action and role where, for which department and in which states it is allowed.
fn write(count: usize, allowed: &[Cell]) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# Who may do what. Made by `JUNHENG_BLESS=1 cargo test -p review --test matrix`; what is not listed is denied."
    );
    let _ = writeln!(
        out,
        "# Record as favourable as its state allows: made by somebody else, experts assigned, seats as needed, own token and job."
    );
    let _ = writeln!(
        out,
        "# {count} cells, each with and without the second factor counted; {} allowed with it.",
        allowed.len()
    );
    let mut roles: BTreeMap<Role, usize> = Role::ALL.iter().map(|r| (*r, 0)).collect();
    for cell in allowed {
        *roles.entry(cell.role).or_default() += 1;
    }
    let _ = writeln!(
        out,
        "# by role: {}",
        roles.iter().map(|(r, n)| format!("{} {n}", r.code())).collect::<Vec<_>>().join(", ")
    );
    for &action in Action::ALL {
        let factor = if action.needs_step_up() { " [second factor]" } else { "" };
        let _ = writeln!(out, "\n{}{factor}", action.code());
        for &role in Role::ALL {
            // departments by (relation, level, state), then states and levels with the same departments together
            let mut by_cell: BTreeMap<(Relation, &str, &str), BTreeSet<Department>> = BTreeMap::new();
            for cell in allowed.iter().filter(|c| c.action == action && c.role == role) {
                assert_eq!(cell.step_up, action.needs_step_up(), "{action:?}");
                by_cell.entry((cell.relation, cell.level, cell.state)).or_default().insert(cell.department);
            }
            let mut by_place: BTreeMap<(Relation, &str), BTreeMap<Departments, States>> = BTreeMap::new();
            for ((relation, level, state), departments) in by_cell {
                by_place.entry((relation, level)).or_default().entry(departments).or_default().insert(state);
            }
            let mut lines: Lines<'_> = BTreeMap::new();
            for ((relation, level), rest) in by_place {
                for (departments, states) in rest {
                    lines.entry((relation, departments, states)).or_default().push(level);
                }
            }
            for ((relation, departments, states), levels) in lines {
                let all = world::states(action.kind());
                let _ = writeln!(
                    out,
                    "  {:<15} {:<6} at {:<21} department {:<30} state {}",
                    role.code(),
                    relation.code(),
                    if levels.len() == 3 { "any level".to_owned() } else { levels.join(",") },
                    list(&departments, Department::ALL.len(), |d| d.code()),
                    if all == ["-"] { "-".to_owned() } else { list(&states, all.len(), |s| s) },
                );
            }
        }
    }
    out
}
