//! For machines that watch (运行检查): alive, ready, figures.

use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::atomic::Ordering;

/// Alive: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready: the store reads and writes, and the server is not about to stop.
pub async fn ready(State(app): State<App>) -> Response {
    let stopping = app.stopping.load(Ordering::Relaxed);
    let read = app.off(|app| Ok(app.store.read()?.has_accounts()?)).await.is_ok();
    let health = app.store.health();
    let writes = health.read_only.is_none();
    let fine = read && writes && !stopping;
    let body = serde_json::json!({
        "ready": fine, "engine": health.engine, "schema": health.schema, "reads": read, "writes": writes, "stopping": stopping,
        "version": env!("CARGO_PKG_VERSION"),
    });
    (if fine { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(body)).into_response()
}

/// Figures for Prometheus.
pub async fn metrics(State(app): State<App>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics.text(app.computed(), &app.store.health())).into_response()
}
