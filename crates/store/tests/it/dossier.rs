//! Dossiers: versions, values as of a date, changes; plans and waivers beside them.

use crate::common::{CYCLE, Site, T0, code, dossier, each};
use model::{Date, Dossier, Origin, Region, RegionLevel, Waived, WaiverLevel};
use store::{Answer, DossierCommand, Failed, Kind, NewPlan, PlanCommand, Scope, WaiverCommand};

pub fn put(site: &Site, at: i64, key: &str, dossier: &Dossier, based_on: Option<i64>) -> Result<Answer, Failed> {
    let command = DossierCommand::Put {
        cycle: CYCLE.into(),
        dossier: Box::new(dossier.clone()),
        origins: dossier.origins.clone(),
        why: format!("导入 {key}"),
        based_on,
    };
    site.write_at(at, key, command)
}

fn region(code_: &str, name: &str) -> Region {
    Region {
        code: code(code_),
        name: name.into(),
        level: RegionLevel::Township,
        parent: Some(code("150121")),
        local: false,
    }
}

#[test]
fn history_gives_the_value_as_of_any_date_and_who_and_why() {
    each(|site| {
        let mut d = dossier("150121");
        d.origins.insert("county/name".into(), Origin { file: "a.xlsx".into(), sheet: "县".into(), cell: "B2".into() });
        d.regions = vec![region("150121001", "一镇"), region("150121002", "二镇")];
        let first = put(site, T0, "v1", &d, Some(0)).unwrap();
        assert_eq!(first.number(), Some(1));
        d.regions[1].name = "二乡".into();
        d.as_of = Date::new(2021, 6, 30).unwrap();
        let second = put(site, T0 + 1000, "v2", &d, Some(1)).unwrap();
        assert!(matches!(second, Answer::Version { number: 2, changes: 2, .. }), "{second:?}");
        // the same again is no new version; an outdated base is refused
        assert_eq!(put(site, T0 + 2000, "v3", &d, Some(2)).unwrap().number(), Some(2));
        d.invented = true;
        let stale = put(site, T0 + 2000, "v4", &d, Some(1));
        assert!(matches!(stale, Err(Failed::Refused(r)) if r.kind == Kind::Stale));

        let (all, county) = (Scope::system(), code("150121"));
        let mut read = site.store.read().unwrap();
        let as_of = |read: &mut store::Reader<'_>, at| read.dossier_as_of(&all, &county, CYCLE, at).unwrap();
        assert!(as_of(&mut read, T0 - 1).is_none());
        let (version, old) = as_of(&mut read, T0 + 999).unwrap();
        assert_eq!((version.number, old.regions[1].name.as_str()), (1, "二镇"));
        assert_eq!(old.origins.len(), 1);
        assert_eq!(as_of(&mut read, T0 + 1000).unwrap().1.regions[1].name, "二乡");
        assert_eq!(read.dossier(&all, &county, CYCLE).unwrap().unwrap().0.number, 2);
        assert_eq!(read.dossier_numbered(&all, &county, CYCLE, 1).unwrap().unwrap().0.number, 1);
        assert_eq!(read.dossier_versions(&all, &county, CYCLE, 10, 0).unwrap().len(), 2);

        let changes = read.dossier_changes(&all, &county, CYCLE, Some("/regions/150121002"), 10, 0).unwrap();
        assert_eq!(changes.len(), 1);
        let change = &changes[0];
        assert_eq!(
            (change.path.as_str(), change.number, change.why.as_str()),
            ("/regions/150121002/name", 2, "导入 v2")
        );
        assert_eq!((change.before.as_deref(), change.after.as_deref()), (Some("\"二镇\""), Some("\"二乡\"")));
        assert_eq!(read.dossier_changes(&all, &county, CYCLE, None, 10, 0).unwrap().len(), 2);
    });
}

#[test]
fn plans_are_numbered_and_change_state_once() {
    each(|site| {
        put(site, T0, "v1", &dossier("150121"), None).unwrap();
        let plan = NewPlan {
            county: code("150121"),
            cycle: CYCLE.into(),
            dossier_number: 1,
            policy: "p".into(),
            label: "方案一".into(),
            scenario: "{}".into(),
            programme: format!("{{\"big\":\"{}\"}}", "重".repeat(1000)),
            findings: "[]".into(),
            state: "draft".into(),
        };
        let put_plan = |key: &str, plan: &NewPlan| site.write(key, PlanCommand::Put(Box::new(plan.clone())));
        assert_eq!(put_plan("p1", &plan).unwrap().number(), Some(1));
        assert_eq!(put_plan("p2", &plan).unwrap().number(), Some(2));
        assert!(put_plan("p3", &NewPlan { dossier_number: 9, ..plan.clone() }).is_err());
        let set = |key: &str| {
            let command = PlanCommand::SetState {
                county: code("150121"),
                cycle: CYCLE.into(),
                number: 2,
                from: "draft".into(),
                to: "submitted".into(),
            };
            site.write(key, command)
        };
        set("s1").unwrap();
        assert!(matches!(set("s2"), Err(Failed::Refused(r)) if r.kind == Kind::Stale));
        let mut read = site.store.read().unwrap();
        let (row, programme) = read.plan(&Scope::system(), &code("150121"), CYCLE, 2).unwrap().unwrap();
        assert_eq!((row.state.as_str(), programme), ("submitted", plan.programme.clone()));
        assert_eq!(read.plans(&Scope::system(), &code("150121"), CYCLE, 10, 0).unwrap().len(), 2);
        assert_eq!(read.plan_counties(&Scope::system(), CYCLE).unwrap()[0].number, 2);
    });
}

#[test]
fn a_waiver_stays_visible_after_it_is_taken_back() {
    each(|site| {
        let waived = Waived {
            rule: "R0301".into(),
            project: None,
            school: None,
            level: WaiverLevel::County,
            name: "李四，县教育局".into(),
            reason: "已有批复".into(),
            date: Date::new(2021, 5, 1).unwrap(),
            document: None,
        };
        let grant = WaiverCommand::Grant { county: code("150121"), cycle: CYCLE.into(), waived: waived.clone() };
        let id = site.write("w1", grant).unwrap().id().unwrap().to_owned();
        let withdraw = |key: &str| {
            site.write(key, WaiverCommand::Withdraw { county: code("150121"), cycle: CYCLE.into(), id: id.clone() })
        };
        withdraw("w2").unwrap();
        assert!(withdraw("w3").is_err());
        let rows = site.store.read().unwrap().waivers(&Scope::system(), &code("150121"), CYCLE).unwrap();
        assert_eq!((rows.len(), &rows[0].waived, rows[0].withdrawn), (1, &waived, Some(T0)));
    });
}
