//! Computed counties kept in memory (测算缓存): bounded, each computed once however many ask at the same time.

use super::Computed;
use model::Hash;
use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// What a computed county depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The dossier's hash.
    pub dossier: String,
    /// The policy's hash.
    pub policy: Hash,
}

#[derive(Debug, Default)]
struct Slot {
    cell: Arc<OnceCell<Arc<Computed>>>,
    /// When it was last asked for, in requests.
    used: u64,
}

#[derive(Debug, Default)]
struct Inner {
    slots: HashMap<Key, Slot>,
    clock: u64,
}

/// The cache.
#[derive(Debug)]
pub struct Cache {
    inner: Mutex<Inner>,
    /// Bytes of computed counties kept at most; the one asked for last is always kept.
    limit: usize,
}

impl Cache {
    /// A cache that keeps about so many bytes.
    pub fn new(limit: usize) -> Cache {
        Cache { inner: Mutex::default(), limit }
    }

    /// The computed county, from memory or by `compute`, which runs once however many wait for it. When it fails, the next asks anew.
    ///
    /// # Errors
    /// What `compute` fails with.
    pub async fn get<E, F>(&self, key: Key, compute: F) -> Result<Arc<Computed>, E>
    where
        F: Future<Output = Result<Arc<Computed>, E>>,
    {
        let cell = {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            inner.clock = inner.clock.wrapping_add(1);
            let now = inner.clock;
            let slot = inner.slots.entry(key.clone()).or_default();
            slot.used = now;
            slot.cell.clone()
        };
        let found = cell.get_or_try_init(|| compute).await?.clone();
        self.trim(&key);
        Ok(found)
    }

    /// Counties held.
    pub fn len(&self) -> usize {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).slots.len()
    }

    /// True when nothing is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lets go of those asked for longest ago until the rest fits.
    fn trim(&self, keep: &Key) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let weight: usize = inner.slots.values().filter_map(|s| s.cell.get()).map(|c| c.weight()).sum();
            if weight <= self.limit {
                return;
            }
            let done = inner.slots.iter().filter(|(k, s)| *k != keep && s.cell.initialized());
            let Some(oldest) = done.min_by_key(|(_, s)| s.used).map(|(k, _)| k.clone()) else { return };
            inner.slots.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn small() -> Arc<Computed> {
        let county: model::RegionCode = "150121".parse().unwrap();
        let cycle = model::Cycle { first: model::Year(2021), last: model::Year(2025) };
        let as_of = "2021-08-15".parse().unwrap();
        let dossier = model::Dossier::new(county.clone(), cycle, model::SchoolYear(2020), as_of);
        Arc::new(Computed::of(Arc::new(dossier), Arc::new(policy::builtin(&county).unwrap())))
    }

    fn key(n: u8) -> Key {
        Key { dossier: n.to_string(), policy: Hash::of(&[n]) }
    }

    #[tokio::test]
    async fn computed_once_and_bounded() {
        let one = small();
        let cache = Arc::new(Cache::new(one.weight() * 2));
        let runs = Arc::new(AtomicUsize::new(0));
        let ask = |n: u8| {
            let (cache, runs, one) = (cache.clone(), runs.clone(), one.clone());
            async move {
                let compute = async {
                    runs.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok::<_, ()>(one)
                };
                cache.get(key(n), compute).await.unwrap()
            }
        };
        tokio::join!(ask(1), ask(1), ask(1));
        assert_eq!(runs.load(Ordering::SeqCst), 1);
        for n in 2..6 {
            ask(n).await;
        }
        assert_eq!(cache.len(), 2);
        assert!(cache.get(key(9), async { Err::<Arc<Computed>, _>("no") }).await.is_err());
        ask(9).await;
    }
}
