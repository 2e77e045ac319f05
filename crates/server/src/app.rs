//! What all requests share (共享状态): configuration, store, regions, policies, computed counties, figures for monitoring.

use crate::config::Config;
use crate::county::{Cache, Computed, Key, Summary};
use crate::demo::DemoAccount;
use crate::failure::Failure;
use crate::gate::Gate;
use crate::metrics::Metrics;
use model::{Dossier, Hash, Message, Region, RegionCode, RegionLevel, SchoolYear};
use policy::{PackSource, Policy};
use review::region::Tree;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Instant;
use store::{DossierVersion, Reader, Scope, Store};
use tokio::sync::Notify;

/// Bytes of computed counties kept at most.
const COMPUTED: usize = 384 * 1024 * 1024;

/// The planning cycle the workbench is opened with.
pub const CYCLE: &str = "2021-2025";

/// The shared state; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] shares.
pub struct Inner {
    /// The settings in force.
    pub config: Config,
    /// The store.
    pub store: Store,
    /// Figures for monitoring.
    pub metrics: Metrics,
    /// Wakes the workers when a job was asked for.
    pub bell: Notify,
    /// Set when the server is told to stop: jobs end, `/readyz` says no.
    pub stopping: AtomicBool,
    /// The demo accounts, demo mode only.
    pub demo: Vec<DemoAccount>,
    /// What the first account is made with, while there is none.
    pub first: Mutex<Option<(String, i64)>>,
    /// The regions the program knows by name, for the first use of a site.
    pub regions: Vec<Region>,
    /// When this process started, milliseconds.
    pub started: i64,
    closed: RwLock<Arc<BTreeSet<RegionCode>>>,
    top: OnceLock<RegionCode>,
    /// Addresses that guess.
    pub gate: Gate,
    /// This process among others on the same database.
    pub worker: String,
    /// The regions, with the size of the audit log they were read at.
    tree: RwLock<(i64, Arc<Tree>)>,
    /// The size of the audit log up to which this process has taken note of what others wrote.
    known: AtomicI64,
    told_to_stop: OnceLock<Instant>,
    /// Turns at looking into uploads: each is a process of its own.
    pub looks: tokio::sync::Semaphore,
    /// Bytes of unfinished uploads.
    pub spooled: std::sync::atomic::AtomicU64,
    cache: Cache,
    policies: Mutex<Policies>,
    fonts: OnceLock<Result<Arc<typeset::Fonts>, String>>,
    packs: Vec<PackSource>,
    /// Packs that scenarios may be planned by.
    offered: OnceLock<Vec<Offered>>,
}

/// A pack that scenarios may be planned by.
struct Offered {
    source: PackSource,
    title: String,
}

/// Which policy packs a scenario is planned by (政策包选择).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Packs {
    /// 现行: what is in force for the county.
    #[default]
    InForce,
    /// 内置: the built-in packs alone, without the site's own.
    BuiltIn,
    /// 另选: a pack the site offers for scenarios, over what is in force.
    Offered(String),
}

impl Packs {
    /// As a form gives it.
    pub fn named(given: &str) -> Packs {
        match given.trim() {
            "" | "in_force" => Packs::InForce,
            "built_in" => Packs::BuiltIn,
            other => Packs::Offered(other.strip_prefix("pack:").unwrap_or(other).to_owned()),
        }
    }

    /// In words, where it is not what is in force.
    pub fn message(&self) -> Option<Message> {
        match self {
            Packs::InForce => None,
            Packs::BuiltIn => Some(Message::new("wb-scenario-packs-built-in")),
            Packs::Offered(name) => Some(Message::new("wb-scenario-packs-with").with("name", name)),
        }
    }
}

#[derive(Default)]
struct Policies {
    by_region: HashMap<RegionCode, Arc<Policy>>,
    by_hash: HashMap<Hash, Arc<Policy>>,
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// A county's dossier as it counts now: the latest version with the waivers granted since.
pub struct Current {
    /// The version.
    pub version: DossierVersion,
    /// The computed county.
    pub computed: Arc<Computed>,
}

impl App {
    /// The state of a server.
    ///
    /// # Errors
    /// When the regions cannot be read.
    pub fn new(config: Config, store: Store, demo: Vec<DemoAccount>, packs: Vec<PackSource>) -> Result<App, Failure> {
        App::knowing(config, store, demo, packs, Vec::new())
    }

    /// The state of a server that knows regions by name.
    ///
    /// # Errors
    /// When the regions cannot be read.
    pub fn knowing(
        config: Config,
        store: Store,
        demo: Vec<DemoAccount>,
        packs: Vec<PackSource>,
        regions: Vec<Region>,
    ) -> Result<App, Failure> {
        let tree = read_tree(&mut store.read()?)?;
        let closed = store.read()?.closed_regions(&Scope::system())?.into_iter().collect();
        let worker = store::new_id(crate::clock::now())?;
        let inner = Inner {
            config,
            store,
            metrics: Metrics::default(),
            bell: Notify::new(),
            stopping: AtomicBool::new(false),
            demo,
            first: Mutex::default(),
            regions,
            started: crate::clock::now(),
            closed: RwLock::new(Arc::new(closed)),
            top: OnceLock::new(),
            gate: Gate::default(),
            worker,
            known: AtomicI64::new(tree.0),
            tree: RwLock::new(tree),
            told_to_stop: OnceLock::new(),
            looks: tokio::sync::Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from).min(4)),
            spooled: std::sync::atomic::AtomicU64::new(0),
            cache: Cache::new(COMPUTED),
            policies: Mutex::default(),
            fonts: OnceLock::new(),
            packs,
            offered: OnceLock::new(),
        };
        Ok(App(Arc::new(inner)))
    }

    /// The regions.
    pub fn tree(&self) -> Arc<Tree> {
        self.tree.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// Reads the regions again, after they were changed.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn refresh_tree(&self) -> Result<(), Failure> {
        let mut reader = self.store.read()?;
        self.put_tree(read_tree(&mut reader)?);
        self.put_closed(&mut reader)
    }

    /// The regions that were closed.
    pub fn closed(&self) -> Arc<BTreeSet<RegionCode>> {
        self.closed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put_closed(&self, reader: &mut Reader<'_>) -> Result<(), Failure> {
        let fresh = reader.closed_regions(&Scope::system())?.into_iter().collect();
        *self.closed.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        Ok(())
    }

    /// The region of the site's topmost office: the one chosen at the first use, else the one with nothing above it. `None` before the first use.
    pub fn top(&self) -> Option<RegionCode> {
        if let Some(known) = self.top.get() {
            return Some(known.clone());
        }
        let chosen = self.store.read().ok()?.setting("site").ok()?;
        let chosen = chosen.and_then(|s| s.value.get("region")?.as_str()?.parse().ok());
        let found = chosen.or_else(|| self.tree().regions().find(|r| r.parent.is_none()).map(|r| r.code.clone()))?;
        Some(self.top.get_or_init(|| found).clone())
    }

    /// What a county's figures in short are made from.
    ///
    /// # Errors
    /// When waivers cannot be written down, which none that was read can cause.
    pub fn made_from(
        &self,
        version: &DossierVersion,
        waivers: &[model::Waived],
        policy: &Policy,
    ) -> Result<String, Failure> {
        Ok(Summary::made_from(&mark(version, waivers)?, &policy.hash.0))
    }

    fn put_tree(&self, fresh: (i64, Arc<Tree>)) {
        let mut kept = self.tree.write().unwrap_or_else(PoisonError::into_inner);
        // whoever read later is right, whoever comes later
        if fresh.0 >= kept.0 {
            *kept = fresh;
        }
    }

    /// Takes note of what other processes of the site have written: done with every request, before anything is decided. It reads one row when
    /// that is nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn keep_up(&self, reader: &mut Reader<'_>) -> Result<(), Failure> {
        let known = self.known.load(Ordering::Acquire);
        let news = reader.news(known)?;
        if news.size == known {
            return Ok(());
        }
        if news.touches("region") {
            self.put_tree(read_tree(reader)?);
            self.put_closed(reader)?;
        }
        if news.actions.contains("job.enqueue") {
            self.bell.notify_one();
        }
        self.known.fetch_max(news.size, Ordering::Release);
        Ok(())
    }

    /// Tells everything that works to come to its end.
    pub fn stop(&self) {
        let _ = self.told_to_stop.set(Instant::now());
        self.stopping.store(true, Ordering::Relaxed);
        self.bell.notify_waiters();
    }

    /// When the server was told to stop.
    pub fn told_to_stop(&self) -> Option<Instant> {
        self.told_to_stop.get().copied()
    }

    /// Runs blocking work (store, computing, files) beside the runtime.
    ///
    /// # Errors
    /// What the work fails with.
    pub async fn off<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&App) -> Result<T, Failure> + Send + 'static,
    {
        let app = self.clone();
        tokio::task::spawn_blocking(move || work(&app)).await?
    }

    /// The policy of a region: built-in packs, the site's own over them. Read once, shared by regions with the same content.
    ///
    /// # Errors
    /// When a pack is faulty.
    pub fn policy(&self, region: &RegionCode) -> Result<Arc<Policy>, Failure> {
        if let Some(known) = self.policies.lock().unwrap_or_else(PoisonError::into_inner).by_region.get(region) {
            return Ok(known.clone());
        }
        let read = self.read_policy(region, None)?;
        let mut kept = self.policies.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = kept.by_hash.entry(read.hash.clone()).or_insert_with(|| Arc::new(read)).clone();
        kept.by_region.insert(region.clone(), shared.clone());
        Ok(shared)
    }

    /// Offers packs for scenarios. Each must read, laid over what is in force at the top of the site.
    ///
    /// # Errors
    /// A pack that is faulty.
    pub fn offer(&self, packs: Vec<PackSource>) -> Result<(), Failure> {
        let region = self.tree().regions().find(|r| r.parent.is_none()).map(|r| r.code.clone());
        let mut out = Vec::new();
        for source in packs {
            let title = match &region {
                Some(region) => self.read_policy(region, Some(&source))?.layers.last().map(|l| l.pack.title.clone()),
                None => None,
            };
            out.push(Offered { title: title.unwrap_or_else(|| source.name.clone()), source });
        }
        let _ = self.offered.set(out);
        Ok(())
    }

    /// The packs that scenarios may be planned by: name and title.
    pub fn offered(&self) -> Vec<(String, String)> {
        let list = self.offered.get().map_or(&[][..], Vec::as_slice);
        list.iter().map(|o| (o.source.name.clone(), o.title.clone())).collect()
    }

    /// The policy of a region by a selection: what is in force, the built-in packs alone, or an offered pack over what is in force.
    ///
    /// # Errors
    /// No pack of that name is offered, or it is faulty.
    pub fn policy_by(&self, region: &RegionCode, packs: &Packs) -> Result<Arc<Policy>, Failure> {
        match packs {
            Packs::InForce => self.policy(region),
            Packs::BuiltIn => {
                let read = policy::builtin(region).map_err(|e| Failure::Internal(format!("policy packs: {e:?}")))?;
                Ok(Arc::new(read))
            }
            Packs::Offered(name) => {
                let list = self.offered.get().map_or(&[][..], Vec::as_slice);
                let found = list.iter().find(|o| o.source.name == *name);
                let found =
                    found.ok_or_else(|| Failure::bad(Message::new("wb-scenario-no-packs").with("name", name)))?;
                Ok(Arc::new(self.read_policy(region, Some(&found.source))?))
            }
        }
    }

    fn read_policy(&self, region: &RegionCode, more: Option<&PackSource>) -> Result<Policy, Failure> {
        let mut sources = policy::builtin_sources(region);
        sources.extend(self.packs.iter().chain(more).cloned());
        policy::load(&sources).map_err(|e| Failure::Internal(format!("policy packs: {e:?}")))
    }

    /// The dossier of a county that has given nothing yet: no schools, its name and the cycle's dates. Only for counties.
    fn blank(&self, code: &RegionCode, policy: &Policy) -> Option<Dossier> {
        let tree = self.tree();
        let region = tree.region(code)?;
        if !matches!(region.level, RegionLevel::County | RegionLevel::DevelopmentZone) {
            return None;
        }
        let cycle = policy.cycle.cycle;
        let as_of = policy.cycle.deadlines.iter().map(|d| d.date).min().unwrap_or(policy.cycle.completion);
        let mut dossier = Dossier::new(code.clone(), cycle, SchoolYear(cycle.first.plus(-1).0), as_of);
        dossier.regions.push(region.clone());
        let above = tree.place(code)?;
        dossier.regions.extend(above.above().filter_map(|c| tree.region(c).cloned()));
        dossier.sort();
        Some(dossier)
    }

    /// The dossier of a county that has given nothing yet, under version 0.
    ///
    /// # Errors
    /// When the region is no county or its policy is faulty.
    pub fn unwritten(&self, code: &RegionCode) -> Result<(DossierVersion, Dossier), Failure> {
        let policy = self.policy(code)?;
        let blank = self.blank(code, &policy).ok_or(Failure::NotFound)?;
        Ok((none_yet(code), blank))
    }

    /// The fonts for papers, found once.
    ///
    /// # Errors
    /// When there is no Chinese font.
    pub fn fonts(&self) -> Result<Arc<typeset::Fonts>, String> {
        let find = || {
            let folders: Vec<&std::path::Path> = self.config.fonts.iter().map(|p| p.as_path()).collect();
            typeset::Fonts::find(&folders).map(Arc::new).map_err(|e| e.to_string())
        };
        self.fonts.get_or_init(find).clone()
    }

    /// Counties held computed in memory.
    pub fn computed(&self) -> usize {
        self.cache.len()
    }

    /// A county as it is now; `None` when the scope does not see it or it has no dossier.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn county(&self, scope: Scope, code: &RegionCode) -> Result<Option<Current>, Failure> {
        self.county_seen(scope, code, true).await
    }

    /// A county as it is now, with its plan or, for those who may not know of a draft, without.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn county_seen(&self, scope: Scope, code: &RegionCode, plan: bool) -> Result<Option<Current>, Failure> {
        let wanted = code.clone();
        let asked = scope.clone();
        let found = self
            .off(move |app| {
                let mut reader = app.store.read()?;
                if !reader.in_scope(&asked, &wanted)? {
                    return Ok(None);
                }
                let version = match reader.dossier_latest(&asked, &wanted, CYCLE)? {
                    Some(version) => version,
                    None => none_yet(&wanted),
                };
                let waivers = reader.waivers(&asked, &wanted, CYCLE)?;
                let granted: Vec<_> = waivers.into_iter().filter(|w| w.withdrawn.is_none()).map(|w| w.waived).collect();
                Ok(Some((version, granted, app.policy(&wanted)?)))
            })
            .await?;
        let Some((version, granted, policy)) = found else { return Ok(None) };
        let marked = mark(&version, &granted)?;
        let made_from = Summary::made_from(&marked, &policy.hash.0);
        // the county stands in the key: those without a dossier all have the same version
        let key = Key { dossier: format!("{code}/{marked}/{plan}"), policy: policy.hash.clone() };
        let kept_for = code.clone();
        let (number, code) = (version.number, code.clone());
        let compute = self.off(move |app| {
            let mut dossier = match number {
                0 => app.blank(&code, &policy).ok_or(Failure::NotFound)?,
                _ => app.store.read()?.dossier_numbered(&scope, &code, CYCLE, number)?.ok_or(Failure::NotFound)?.1,
            };
            dossier.waivers.extend(granted);
            if !plan {
                crate::county::withhold(&mut dossier);
            }
            let started = std::time::Instant::now();
            let computed = Arc::new(Computed::of(Arc::new(dossier), policy));
            app.metrics.computed(started.elapsed());
            // what an overview shows of it, plan and all, is kept beside; one that cannot be kept is computed again
            if number > 0 && plan {
                let body = serde_json::to_string(&Summary::of(&computed)).unwrap_or_default();
                let (cycle, at) = (CYCLE.to_owned(), crate::clock::now());
                let note = store::Quiet::Summary { county: kept_for, cycle, made_from, body, at };
                if let Err(failed) = app.store.note(note) {
                    tracing::debug!(?failed, "a county in short was not kept");
                }
            }
            Ok(computed)
        });
        let computed = self.cache.get(key, compute).await?;
        Ok(Some(Current { version, computed }))
    }
}

/// The version of a county that has given nothing yet.
fn none_yet(county: &RegionCode) -> DossierVersion {
    DossierVersion {
        county: county.clone(),
        cycle: CYCLE.to_owned(),
        number: 0,
        at: 0,
        account: "system".to_owned(),
        why: String::new(),
        hash: Hash::of(b""),
        size: 0,
        changes: 0,
    }
}

/// A version of a dossier with the waivers granted since, in a word.
fn mark(version: &DossierVersion, waivers: &[model::Waived]) -> Result<String, Failure> {
    let marks = serde_json::to_vec(waivers).map_err(|e| Failure::Internal(e.to_string()))?;
    Ok(format!("{}/{}/{}", version.number, version.hash.0, Hash::of(&marks).0))
}

fn read_tree(reader: &mut Reader<'_>) -> Result<(i64, Arc<Tree>), Failure> {
    let (size, regions) = reader.regions_at()?;
    let tree = Tree::new(regions).map_err(|e| Failure::Internal(e.to_string()))?;
    Ok((size, Arc::new(tree)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWN: &str = "\
[pack]
name = \"shifan\"
version = \"2021.1\"
title = \"高标准政策包\"
issuer = \"市教育局\"
date = \"2021-09-20\"
level = \"prefecture\"
overlays = \"national\"
authority = { cite = \"shi-2021\" }
regions = [\"1501\"]

[[document]]
key = \"shi-2021\"
title = \"示范办法\"
number = \"示教〔2021〕1号\"

[[requirement]]
key = \"basic.books\"
name = \"图书\"
item = \"books\"
standard = \"basic\"
basis = \"pupils\"
each = \"60\"
from = \"2021-01-01\"
cite = \"shi-2021\"
certainty = \"to_be_checked\"
";

    #[test]
    fn a_scenario_is_planned_by_the_packs_it_names() {
        let site = crate::tests::site();
        let app = &site.app;
        let files = vec![("pack.toml".to_owned(), TOWN.to_owned())];
        app.offer(vec![PackSource { name: "gao".to_owned(), files }]).unwrap();
        assert_eq!(app.offered(), [("gao".to_owned(), "高标准政策包".to_owned())]);
        let county: RegionCode = "150121".parse().unwrap();
        let of = |given: &str| app.policy_by(&county, &Packs::named(given));
        let in_force = of("").unwrap();
        assert_eq!(in_force.hash, app.policy(&county).unwrap().hash);
        let high = of("pack:gao").unwrap();
        assert_ne!(high.hash, in_force.hash);
        assert_eq!(high.layers.last().map(|l| l.pack.title.as_str()), Some("高标准政策包"));
        assert_eq!(of("built_in").unwrap().hash, policy::builtin(&county).unwrap().hash);
        assert!(matches!(of("pack:none"), Err(Failure::Bad(_))));
        // what is in force for the county has not changed, and the comparison says what a scenario was planned by
        assert_eq!(app.policy(&county).unwrap().hash, in_force.hash);
        assert!(Packs::InForce.message().is_none());
        assert_eq!(
            Packs::named("pack:gao").message().map(|m| m.key.into_owned()).as_deref(),
            Some("wb-scenario-packs-with")
        );
        // a scenario asked for before packs could be named
        let old = r#"{"version":1,"name":"a","scenario":{},"keep":false}"#;
        let old: crate::job::ScenarioAsked = serde_json::from_str(old).unwrap();
        assert_eq!(old.packs, Packs::InForce);
    }
}
