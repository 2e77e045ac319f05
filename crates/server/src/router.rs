//! All routes together (路由).

use crate::api;
use crate::app::App;
use crate::asset;
use crate::failure::Failure;
use crate::guard::tell;
use crate::header;
use crate::health;
use crate::host;
use crate::page::{self, Entry, Page};
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Every route of the pages and the programming interface with what it asks of its caller.
pub fn table(app: &App) -> Vec<Entry> {
    all(app).flat_map(|p| p.finish().1).collect()
}

/// Pages and programming interface.
fn all(app: &App) -> impl Iterator<Item = Page> {
    page::all(app).into_iter().chain(api::all(app))
}

/// The whole server.
pub fn router(app: &App) -> Router {
    let mut router: Router<App> = Router::new();
    for page in all(app) {
        router = router.merge(page.finish().0);
    }
    let secure = app.config.secure();
    let pages = router
        .fallback(|| async { Failure::NotFound })
        // packing harder costs more than the few kilobytes it saves a page
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), host::check))
        .layer(from_fn_with_state(app.clone(), tell));
    // what anybody may ask: files of the program, and health
    let open: Router<App> = Router::new()
        .route("/assets/{hash}/{name}", get(asset::serve))
        .route("/metrics", get(health::metrics))
        .layer(from_fn_with_state(app.clone(), host::check))
        // who watches the machine asks by its address
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready));
    open.merge(pages)
        .layer(from_fn(move |request: Request, next: Next| header::add(secure, request, next)))
        .with_state(app.clone())
}
