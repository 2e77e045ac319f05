//! Demo mode (演示模式): an empty site filled with the demo city, one account per role, their passwords shown. Never on real data.

use crate::access;
use crate::app::{App, CYCLE};
use crate::caller::{department_words, role_words};
use crate::clock;
use crate::failure::Failure;
use crate::words::Words;
use model::{Dossier, Region, RegionCode, Year};
use rayon::prelude::*;
use review::permission::{Department, Role};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    AccountCommand, CycleCommand, CycleRow, Deadline, DossierCommand, NewAccount, RegionCommand, Secret, Stamp, Store,
};

/// The seed of the demo city.
const SEED: u64 = 2021;
/// The county the county accounts belong to.
const COUNTY: &str = "150121";
/// The city above it.
const CITY: &str = "150100";
/// The region above that.
const REGION: &str = "150000";

/// An account of the demo.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// The name it signs in with.
    pub login: &'static str,
    /// The password, known to everybody.
    pub password: &'static str,
    /// The person's name.
    pub person: &'static str,
    region: &'static str,
    department: Department,
    role: Role,
}

/// A demo account as the sign-in page shows it.
#[derive(Debug, Clone)]
pub struct DemoView {
    /// The name it signs in with.
    pub name: String,
    /// The password.
    pub password: String,
    /// The role in words.
    pub role: String,
    /// Region and department in words.
    pub place: String,
}

const fn account(
    login: &'static str,
    person: &'static str,
    region: &'static str,
    department: Department,
    role: Role,
) -> DemoAccount {
    DemoAccount { login, password: "yanshi-2021", person, region, department, role }
}

/// One account per role, a county's approver beside the region's, and a second county's planner, who sees none of the first.
pub const ACCOUNTS: [DemoAccount; 15] = [
    account("guihua", "王晓梅", COUNTY, Department::Education, Role::Planner),
    account("jiaoyu", "李建国", COUNTY, Department::Education, Role::Signatory),
    account("fagai", "赵永强", COUNTY, Department::Development, Role::Signatory),
    account("caizheng", "孙丽华", COUNTY, Department::Finance, Role::Signatory),
    account("xiangmu", "周海涛", COUNTY, Department::Education, Role::DeliveryClerk),
    account("zijin", "吴秀英", COUNTY, Department::Finance, Role::Treasurer),
    account("guihua2", "陈志远", "150122", Department::Education, Role::Planner),
    account("shenhe", "乌兰", CITY, Department::Education, Role::Reviewer),
    account("shenpi", "白音图", COUNTY, Department::Education, Role::Approver),
    account("zhuanjia", "巴特尔", CITY, Department::Other, Role::Expert),
    account("shending", "斯琴高娃", REGION, Department::Education, Role::Approver),
    account("shenji", "郑国栋", REGION, Department::Audit, Role::Auditor),
    account("xitong", "高翔", REGION, Department::Other, Role::SystemAdmin),
    account("anquan", "林静", REGION, Department::Other, Role::SecurityAdmin),
    account("shenjiguanli", "何文", REGION, Department::Other, Role::AuditAdmin),
];

impl DemoAccount {
    /// As the sign-in page shows it.
    pub fn view(&self, app: &App, w: &Words) -> DemoView {
        let code: Option<RegionCode> = self.region.parse().ok();
        let tree = app.tree();
        let region =
            code.as_ref().and_then(|c| tree.region(c)).map_or_else(|| self.region.to_owned(), |r| r.name.clone());
        DemoView {
            name: self.login.to_owned(),
            password: self.password.to_owned(),
            role: role_words(w, &BTreeSet::from([self.role])),
            place: format!("{region} · {}", department_words(w, self.department)),
        }
    }
}

/// The regions that dossiers name, each once, those above first.
pub fn regions(dossiers: &[Dossier]) -> Vec<Region> {
    let mut known: BTreeMap<RegionCode, Region> = BTreeMap::new();
    for dossier in dossiers {
        for region in &dossier.regions {
            known.entry(region.code.clone()).or_insert_with(|| region.clone());
        }
    }
    let codes: BTreeSet<RegionCode> = known.keys().cloned().collect();
    let mut list: Vec<Region> = known.into_values().collect();
    for region in &mut list {
        // a region above that nobody names leaves the one below at the top
        region.parent = region.parent.take().filter(|p| codes.contains(p));
    }
    list.sort_by_key(|r| (std::cmp::Reverse(rank(r)), r.code.clone()));
    list
}

fn rank(region: &Region) -> u8 {
    match region.level {
        model::RegionLevel::Nation => 4,
        model::RegionLevel::Province => 3,
        model::RegionLevel::Prefecture => 2,
        model::RegionLevel::County | model::RegionLevel::DevelopmentZone => 1,
        model::RegionLevel::Township => 0,
    }
}

/// Makes the planning cycle known, with the deadlines of the national packs.
///
/// # Errors
/// When it cannot be written.
pub fn put_cycle(store: &Store) -> Result<(), Failure> {
    if store.read()?.cycle(CYCLE)?.is_some() {
        return Ok(());
    }
    let nation: RegionCode = REGION.parse().map_err(|_| Failure::Internal("region".to_owned()))?;
    let policy = policy::builtin(&nation).map_err(|e| Failure::Internal(format!("{e:?}")))?;
    let deadlines = policy.cycle.deadlines.iter().map(|d| Deadline { name: d.name.clone(), date: d.date }).collect();
    let row = CycleRow {
        id: CYCLE.to_owned(),
        name: "义务教育薄弱环节改善与能力提升（2021—2025年）".to_owned(),
        first: Year(2021),
        last: Year(2025),
        deadlines,
        state: "open".to_owned(),
    };
    store.write(Stamp::system(clock::now(), "cycle/2021-2025"), CycleCommand::Put(row))?;
    Ok(())
}

/// Fills an empty site, with `more` invented counties beside the demo city; a site that has accounts is left as it is.
///
/// # Errors
/// When it cannot be written, or the site holds accounts that are not the demo's.
pub fn fill(store: &Store, more: usize) -> Result<Vec<DemoAccount>, Failure> {
    let known = store.read()?.has_accounts()?;
    let accounts = fill_with(store, || synth::demo_city(SEED))?;
    if more > 0 && !known {
        let world: Vec<Dossier> = synth::world(more, SEED, None).detail(synth::Detail::Full).collect();
        let regions = RegionCommand::Put { regions: regions(&world) };
        store.write(Stamp::system(clock::now(), "demo/world"), regions)?;
        world.into_par_iter().try_for_each(|dossier| keep(store, dossier))?;
    }
    Ok(accounts)
}

/// Fills an empty site with these counties.
pub(crate) fn fill_with(store: &Store, city: impl FnOnce() -> Vec<Dossier>) -> Result<Vec<DemoAccount>, Failure> {
    put_cycle(store)?;
    if store.read()?.has_accounts()? {
        let ours = store.read()?.account_by_login(ACCOUNTS[0].login)?.is_some();
        let marked = store.read()?.setting("demo")?.is_some();
        return if ours && marked { Ok(ACCOUNTS.to_vec()) } else { Ok(Vec::new()) };
    }
    let city = city();
    let now = clock::now();
    store.write(Stamp::system(now, "demo/regions"), RegionCommand::Put { regions: regions(&city) })?;
    city.into_par_iter().try_for_each(|dossier| put(store, dossier))?;
    let mark = store::SettingCommand::Put { name: "demo".to_owned(), value: serde_json::Value::Bool(true) };
    store.write(Stamp::system(now, "demo/mark"), mark)?;
    // one hash for all: they share their password, and it is no secret
    let hash = access::hash_password(ACCOUNTS[0].password)?;
    let new = |a: &DemoAccount| -> Result<NewAccount, Failure> {
        Ok(NewAccount {
            login: a.login.to_owned(),
            name: a.person.to_owned(),
            region: a.region.parse().map_err(|_| Failure::Internal("region".to_owned()))?,
            department: a.department.code().to_owned(),
            role: a.role.code().to_owned(),
            wanted: String::new(),
            password: Secret::new(hash.clone()),
            must_change: false,
        })
    };
    let accounts = ACCOUNTS.iter().map(new).collect::<Result<Vec<_>, _>>()?;
    store.write(Stamp::system(now, "demo/accounts"), AccountCommand::CreateFirst { accounts })?;
    Ok(ACCOUNTS.to_vec())
}

/// Keeps a county, read back from its workbook as a county's own data are, so that every figure knows its cell.
fn put(store: &Store, dossier: Dossier) -> Result<(), Failure> {
    let dossier = through_workbook(&dossier).unwrap_or(dossier);
    keep(store, dossier)
}

fn keep(store: &Store, dossier: Dossier) -> Result<(), Failure> {
    let county = dossier.county.clone();
    let put = DossierCommand::Put {
        cycle: CYCLE.to_owned(),
        origins: dossier.origins.clone(),
        dossier: Box::new(dossier),
        why: "演示数据".to_owned(),
        based_on: None,
    };
    store.write(Stamp::system(clock::now(), format!("demo/{county}")), put)?;
    Ok(())
}

/// Written as a workbook and read back; `None` where no child process can be had, as in tests of this crate alone.
fn through_workbook(dossier: &Dossier) -> Option<Dossier> {
    let bytes = exchange::workbook::write(dossier).ok()?;
    let folder = tempfile::tempdir().ok()?;
    let path = folder.path().join(format!("{}-工作簿.xlsx", dossier.county_name()));
    std::fs::write(&path, bytes).ok()?;
    let book = intake::read(&path, &intake::Limits::clerk(), &crate::job::child().ok()?).ok()?;
    exchange::workbook::read(&book, &exchange::workbook::Expected::default()).dossier
}
