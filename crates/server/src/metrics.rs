//! Figures for monitoring (监控指标), in the format Prometheus reads.

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::time::Duration;

/// What a request is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: &'static str,
    status: u16,
}

/// What a job is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Work {
    task: String,
    outcome: &'static str,
}

/// The figures.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Route, Counter>,
    seconds: Histogram,
    computing: Histogram,
    jobs: Family<Work, Counter>,
    held: Gauge,
    passwords: Counter,
    writable: Gauge,
    falls: Gauge,
    log_pages: Gauge,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let mut registry = Registry::with_prefix("junheng");
        let (requests, jobs, held) = (Family::default(), Family::default(), Gauge::default());
        let passwords = Counter::default();
        registry.register("passwords_looked_at", "Passwords compared with a hash", Counter::clone(&passwords));
        let (writable, falls, log_pages) = (Gauge::default(), Gauge::default(), Gauge::default());
        let seconds = Histogram::new(exponential_buckets(0.001, 2.0, 14));
        let computing = Histogram::new(exponential_buckets(0.01, 2.0, 12));
        registry.register("requests", "Requests answered, by route and status", requests_of(&requests));
        registry.register("request_seconds", "Time a request took", seconds.clone());
        registry.register("computing_seconds", "Time a county took to compute", computing.clone());
        registry.register("jobs", "Jobs ended, by task and outcome", Family::clone(&jobs));
        registry.register("counties_held", "Computed counties held in memory", Gauge::clone(&held));
        registry.register("writable", "1 while the store takes writes", Gauge::clone(&writable));
        registry.register("write_stops", "How often writing had to stop since the start", Gauge::clone(&falls));
        registry.register("log_pages", "Pages of the write-ahead log", Gauge::clone(&log_pages));
        Metrics { registry, requests, seconds, computing, jobs, held, writable, falls, log_pages, passwords }
    }
}

fn requests_of(family: &Family<Route, Counter>) -> Family<Route, Counter> {
    family.clone()
}

impl Metrics {
    /// A request was answered.
    pub fn answered(&self, route: &'static str, status: u16, took: Duration) {
        self.requests.get_or_create(&Route { route, status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// A county was computed.
    pub fn computed(&self, took: Duration) {
        self.computing.observe(took.as_secs_f64());
    }

    /// A password was compared with a hash.
    pub fn password_looked_at(&self) {
        self.passwords.inc();
    }

    /// Passwords compared with a hash since the start.
    pub fn passwords(&self) -> u64 {
        self.passwords.get()
    }

    /// A job ended.
    pub fn job(&self, task: &str, fine: bool) {
        let outcome = if fine { "done" } else { "failed" };
        self.jobs.get_or_create(&Work { task: task.to_owned(), outcome }).inc();
    }

    /// All figures as text.
    pub fn text(&self, held: usize, store: &store::Health) -> String {
        self.held.set(i64::try_from(held).unwrap_or(i64::MAX));
        self.writable.set(i64::from(store.read_only.is_none()));
        self.falls.set(i64::try_from(store.falls).unwrap_or(i64::MAX));
        self.log_pages.set(store.log_pages);
        let mut out = String::new();
        // writing into a string cannot fail
        let _ = encode(&mut out, &self.registry);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_by_route_and_status() {
        let metrics = Metrics::default();
        metrics.answered("/c/{county}", 200, Duration::from_millis(3));
        metrics.job("optimise", true);
        let health = store::Health { engine: "SQLite", read_only: None, falls: 0, log_pages: 7, schema: 1 };
        let text = metrics.text(2, &health);
        assert!(text.contains("junheng_writable 1") && text.contains("junheng_log_pages 7"), "{text}");
        assert!(text.contains("junheng_requests_total{route=\"/c/{county}\",status=\"200\"} 1"), "{text}");
        assert!(text.contains("junheng_counties_held 2") && text.contains("outcome=\"done\""));
    }
}
