//! What every request passes (请求守卫): origin, session, permission and form token before the handler; times, headers, failures told after it.

use crate::access;
use crate::api;
use crate::app::App;
use crate::caller::{Caller, Need, county_of, words_of};
use crate::failure::{Failure, Manner, Told};
use crate::page::Entry;
use crate::secret;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use model::Message;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Largest form that is no upload.
const FORM: usize = 1024 * 1024;

/// A route's guard.
#[derive(Clone)]
pub struct Gate {
    /// The application.
    pub app: App,
    /// The route.
    pub entry: Entry,
}

/// The route that answered, for the figures.
#[derive(Debug, Clone, Copy)]
pub struct Answered(pub &'static str);

/// Lets a request through to its handler, or not.
pub async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let path = gate.entry.path;
    let upload = is_multipart(request.headers());
    let limit = Duration::from_secs(gate.app.config.timeout.saturating_mul(if upload { 20 } else { 1 }));
    let asked = api::Asked::of(&gate.entry, request.headers());
    let work = async {
        match check(&gate, request).await {
            Ok(request) => asked.answered(next.run(request).await),
            Err(failure) => failure.into_response(),
        }
    };
    let mut response = match tokio::time::timeout(limit, work).await {
        Ok(response) => response,
        Err(_) => Failure::Busy(Message::new("wb-error-timeout")).into_response(),
    };
    response.extensions_mut().insert(Answered(path));
    response
}

async fn check(gate: &Gate, request: Request) -> Result<Request, Failure> {
    let (mut parts, body) = request.into_parts();
    let writes = !matches!(parts.method, Method::GET | Method::HEAD);
    // a program brings its token along and has no cookie that a foreign page could use; pages know no tokens
    let program = gate.entry.path.starts_with(api::PREFIX) && parts.headers.contains_key(header::AUTHORIZATION);
    if writes && !program && !same_origin(&parts.headers, gate.app.config.address.as_deref()) {
        return Err(Failure::Forbidden(Message::new("wb-error-origin")));
    }
    let body = match gate.entry.need {
        Need::Open => body,
        need => {
            let here = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
            let origin = origin(&parts.headers, parts.extensions.get(), gate.app.config.address.is_some());
            let mut caller = match program {
                true => Caller::of_token(&gate.app, &parts.headers, origin, here).await?,
                false => Caller::find(&gate.app, &parts.headers, origin, here).await?,
            };
            let body = if writes && !program { with_token(&parts.headers, body, &caller.csrf).await? } else { body };
            // a password that was given by another is changed before anything else
            let own = parts.uri.path().starts_with("/account") || parts.uri.path() == "/logout";
            if access::must_change(&gate.app, &caller.session.account) && !own {
                return Err(Failure::Forbidden(Message::new("wb-error-must-change")));
            }
            let county = county_of(&mut parts, &gate.app).await;
            if let Some(county) = &county {
                caller.look_at(county).await?;
            }
            if let Need::May(action) = need {
                caller.demand(action, county.as_ref())?;
            }
            api::known_parameters(&gate.entry, parts.uri.query())?;
            parts.extensions.insert(caller);
            body
        }
    };
    Ok(Request::from_parts(parts, body))
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    kind.starts_with("multipart/")
}

/// True when a write comes from a page of ours. Browsers say where a form comes from; what does not say it is no form of ours.
fn same_origin(headers: &HeaderMap, address: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text("origin") else { return false };
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    address.is_some_and(|a| a == origin) || text("host").is_some_and(|h| h == host)
}

/// Demands the form token: in a header, or in a form's field. An upload must carry it in the header, as its body is read by its handler.
async fn with_token(headers: &HeaderMap, body: Body, token: &str) -> Result<Body, Failure> {
    let refused = || Failure::Forbidden(Message::new("wb-error-form"));
    if let Some(given) = headers.get("x-csrf-token").and_then(|v| v.to_str().ok()) {
        return if secret::same(given, token) { Ok(body) } else { Err(refused()) };
    }
    if is_multipart(headers) {
        return Err(refused());
    }
    let bytes = to_bytes(body, FORM).await.map_err(|_| Failure::TooLarge(FORM / (1024 * 1024)))?;
    let text = String::from_utf8_lossy(&bytes);
    let given = text.split('&').find_map(|pair| pair.strip_prefix("csrf=")).unwrap_or("");
    if secret::same(given, token) { Ok(Body::from(bytes)) } else { Err(refused()) }
}

/// Where a request comes from: the connection, or what the office's own proxy says.
pub fn origin(headers: &HeaderMap, connection: Option<&ConnectInfo<SocketAddr>>, proxied: bool) -> String {
    let forwarded = headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).and_then(|v| v.rsplit(',').next());
    match (proxied, forwarded) {
        (true, Some(address)) => address.trim().chars().take(64).collect(),
        _ => connection.map_or_else(|| "local".to_owned(), |c| c.0.ip().to_string()),
    }
}

/// The outermost layer: number, log, figures, and every failure in the manner the caller can read.
pub async fn tell(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = secret::token().map_or_else(|_| "0".to_owned(), |t| t.chars().take(12).collect());
    let here = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let manner = Manner::of(request.headers(), &here, words_of(request.headers()), &id);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let route = response.extensions().get::<Answered>().map_or("other", |a| a.0);
    let mut response = in_words(response, &manner);
    if let Ok(value) = id.parse() {
        response.headers_mut().insert("x-request-id", value);
    }
    let (status, took) = (response.status().as_u16(), started.elapsed());
    app.metrics.answered(route, status, took);
    let millis = took.as_millis();
    tracing::info!(target: "access", request = %id, %method, path = %path, status, millis, "answered");
    response
}

/// Failures of handlers, and the plain answers of the framework, as pages or problem+json.
fn in_words(mut response: Response, manner: &Manner) -> Response {
    let told = response.extensions_mut().remove::<Told>();
    let own = told.and_then(|t| t.0.lock().ok().and_then(|mut f| f.take()));
    if let Some(failure) = own {
        return failure.answer(manner);
    }
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    if !(status.is_client_error() || status.is_server_error()) || !(kind.is_empty() || kind.starts_with("text/plain")) {
        return response;
    }
    match status {
        StatusCode::METHOD_NOT_ALLOWED => Failure::Method,
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge(FORM / (1024 * 1024)),
        StatusCode::BAD_REQUEST if api::document::ours(&manner.here) => {
            Failure::Unreadable(Message::new("wb-error-unreadable"))
        }
        s if s.is_server_error() => Failure::Internal(format!("status {s}")),
        _ => Failure::bad(Message::new("wb-error-unreadable")),
    }
    .answer(manner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn only_forms_of_our_own_pages_write() {
        assert!(same_origin(&headers(&[("host", "a:8080"), ("origin", "http://a:8080")]), None));
        assert!(!same_origin(&headers(&[("host", "a:8080"), ("origin", "http://evil")]), None));
        assert!(!same_origin(&headers(&[("host", "a:8080")]), None));
        assert!(!same_origin(
            &headers(&[("host", "a"), ("origin", "http://a"), ("sec-fetch-site", "cross-site")]),
            None
        ));
        assert!(!same_origin(&headers(&[("host", "a"), ("origin", "null")]), None));
        assert!(same_origin(
            &headers(&[("host", "inner"), ("origin", "https://plan.example")]),
            Some("https://plan.example")
        ));
    }

    #[tokio::test]
    async fn the_form_token_is_demanded() {
        let form = |text: &str| Body::from(text.to_owned());
        assert!(with_token(&headers(&[]), form("a=1&csrf=good"), "good").await.is_ok());
        assert!(with_token(&headers(&[]), form("a=1"), "good").await.is_err());
        assert!(with_token(&headers(&[("x-csrf-token", "bad")]), form("csrf=good"), "good").await.is_err());
        let upload = headers(&[("content-type", "multipart/form-data; boundary=x")]);
        assert!(with_token(&upload, form("csrf=good"), "good").await.is_err());
    }

    #[test]
    fn a_proxy_is_believed_only_where_there_is_one() {
        let h = headers(&[("x-forwarded-for", "6.6.6.6, 10.0.0.9")]);
        let here = ConnectInfo("10.1.1.1:5".parse().unwrap());
        assert_eq!(origin(&h, Some(&here), false), "10.1.1.1");
        assert_eq!(origin(&h, Some(&here), true), "10.0.0.9");
    }
}
