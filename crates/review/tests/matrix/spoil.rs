//! Every allowed cell spoiled in one way at a time: policies and oracle still agree, and what must close a door closes it.

use crate::{NOW, cells, oracle, session, world};
use model::WaiverLevel;
use review::permission::*;
use std::collections::BTreeSet;

type Spoil = fn(&mut Subject, &mut Object, &mut Context, Action);

fn makers(o: &mut Object, put: BTreeSet<String>) {
    match &mut o.facts {
        Facts::Plan(p) => p.makers = put,
        Facts::Project { makers, .. } | Facts::Fund { makers, .. } | Facts::Notice { makers, .. } => *makers = put,
        _ => {}
    }
}

fn plan(o: &mut Object, change: impl FnOnce(&mut Plan)) {
    if let Facts::Plan(plan) = &mut o.facts {
        change(plan);
    }
}

const SPOILS: &[(&str, Spoil)] = &[
    ("locked account", |s, _, _, _| s.state = AccountState::Locked),
    ("revoked account", |s, _, _, _| s.state = AccountState::Revoked),
    ("no role", |s, _, _, _| s.roles.clear()),
    ("system administrator as well", |s, _, _, _| _ = s.roles.insert(Role::SystemAdmin)),
    ("security administrator as well", |s, _, _, _| _ = s.roles.insert(Role::SecurityAdmin)),
    ("audit administrator as well", |s, _, _, _| _ = s.roles.insert(Role::AuditAdmin)),
    ("auditor as well", |s, _, _, _| _ = s.roles.insert(Role::Auditor)),
    ("treasurer as well", |s, _, _, _| _ = s.roles.insert(Role::Treasurer)),
    ("expert as well", |s, _, _, _| _ = s.roles.insert(Role::Expert)),
    ("nothing assigned", |s, _, _, _| s.assigned.clear()),
    ("made by me", |_, o, _, _| makers(o, ["me".to_owned()].into())),
    ("made by my other account", |s, o, _, _| {
        s.person = "I".to_owned();
        makers(o, ["I".to_owned()].into());
    }),
    ("cycle closed", |_, o, _, _| match &mut o.facts {
        Facts::Dossier { open } => *open = false,
        Facts::Plan(p) => p.open = false,
        _ => {}
    }),
    ("shared", |_, o, _, _| plan(o, |p| p.shared = true)),
    ("my seat taken", |s, o, _, _| plan(o, |p| _ = p.seats.insert(s.department))),
    ("education has not signed", |_, o, _, _| plan(o, |p| _ = p.seats.remove(&Department::Education))),
    ("I signed for another seat", |_, o, _, _| plan(o, |p| _ = p.signers.insert("me".to_owned()))),
    ("desk elsewhere", |s, o, _, _| {
        let elsewhere = s.place.parent().expect("not the nation");
        plan(o, |p| p.desk = elsewhere);
    }),
    ("no waiver", |_, o, _, _| plan(o, |p| p.waiver = None)),
    ("waived by the city", |_, o, _, _| plan(o, |p| p.waiver = Some(WaiverLevel::City))),
    ("waived by the region", |_, o, _, _| plan(o, |p| p.waiver = Some(WaiverLevel::Region))),
    ("document not for those below", |_, o, _, _| {
        if let Facts::Document { audience, .. } = &mut o.facts {
            *audience = Audience::Upward;
        }
    }),
    ("document for experts only", |_, o, _, _| {
        if let Facts::Document { readers, .. } = &mut o.facts {
            readers.insert(Role::Expert);
        }
    }),
    ("somebody else's", |_, o, _, action| match &mut o.facts {
        Facts::Document { uploader: owner, .. } | Facts::Token { owner } | Facts::Job { owner } => {
            *owner = "somebody".to_owned();
        }
        Facts::Account { .. } if action == Action::ProfileEdit => o.id = "somebody".to_owned(),
        _ => {}
    }),
    ("my own account", |_, o, _, _| {
        if let Facts::Account { person, .. } = &mut o.facts {
            *person = "me".to_owned();
        }
    }),
    ("token without the right", |_, _, c, _| *c = Context::token(NOW, BTreeSet::new())),
    ("token with the right", |_, _, c, action| *c = Context::token(NOW, [action].into())),
    ("second factor too old", |_, _, c, _| c.step_up = Some(NOW - c.step_up_valid - 1)),
];

/// These close every door, whatever the cell.
const ALWAYS: &[&str] = &["locked account", "revoked account", "token without the right"];

#[test]
fn every_allowed_cell_spoiled_in_one_way_is_decided_alike() {
    let tree = world::tree();
    // a quick run takes every 89th, a full one all
    let every = if std::env::var_os("JUNHENG_FULL").is_some() { 1 } else { 89 };
    let (mut tried, mut closed, mut turn) = (0, 0, 0);
    for &action in Action::ALL {
        for cell in cells(&tree, action, 0).allowed {
            let code = world::LEVELS.iter().find(|l| l.0 == cell.level).expect("level").1;
            for (name, spoil) in SPOILS {
                turn += 1;
                if turn % every != 0 {
                    continue;
                }
                let mut subject = world::subject(&tree, code, cell.department, cell.role);
                let mut object = world::favourable(action, world::at(&tree, code, cell.relation), cell.state);
                let mut context = session(true);
                spoil(&mut subject, &mut object, &mut context, action);
                let expected = oracle::allows(&subject, action, &object, &context);
                let asked = decide(&subject, action, &object, &context);
                assert_eq!(
                    asked.allowed(),
                    expected,
                    "{name}: {action:?} {:?} {} {:?}: {asked:?}",
                    cell.role,
                    cell.level,
                    cell.relation
                );
                assert!(!ALWAYS.contains(name) || !expected, "{name}: {action:?} {:?}", cell.role);
                tried += 1;
                closed += usize::from(!expected);
            }
        }
    }
    println!("{tried} spoiled cells, {closed} closed");
    assert!(closed > tried / 10);
}
