//! Every answer of every route carries the headers, whatever the answer is.

use super::*;
use crate::caller::Need;
use crate::config::Settings;
use crate::table;
use crate::tests::{Site, filled, site_with};
use axum::body::{Body, HttpBody};
use axum::http::{Request, Response, StatusCode};

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    assert!(!CONTENT_POLICY.contains("unsafe") && !CONTENT_POLICY.contains('*'));
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public"));
    put(&mut headers, true);
    assert_eq!(headers[header::CACHE_CONTROL], "public");
    assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    assert_eq!(headers.len(), HEADERS.len() + 2);
}

fn check(reply: &Response<Body>, secure: bool, what: &str) {
    let headers = reply.headers();
    for (name, value) in HEADERS {
        let all: Vec<_> = headers.get_all(name).iter().collect();
        assert_eq!(all.len(), 1, "{what}: {name}");
        // a page may ask for less than the rule, never for more
        if name != "content-security-policy" {
            assert_eq!(all[0], value, "{what}: {name}");
        }
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'self'") || policy.contains("default-src 'none'"), "{what}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{what}: {policy}");
    }
    assert_eq!(headers.contains_key("strict-transport-security"), secure, "{what}");
    let cache = headers["cache-control"].to_str().unwrap();
    let public = what.contains("/assets/");
    assert_eq!(cache.contains("public"), public, "{what}: {cache}");
    let empty = reply.body().size_hint().exact() == Some(0);
    if !empty
        && !reply.status().is_redirection()
        && reply.status() != StatusCode::NO_CONTENT
        && reply.status() != StatusCode::NOT_MODIFIED
    {
        let kind = headers.get("content-type").and_then(|v| v.to_str().ok()).unwrap_or("");
        assert!(!kind.is_empty(), "{what}: {} without a content type", reply.status());
        assert!(!kind.starts_with("text/") || kind.contains("utf-8"), "{what}: {kind}");
    }
    assert!(!headers.contains_key("server") && !headers.contains_key("x-powered-by"), "{what}");
    for cookie in headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{what}: {cookie}"
        );
        assert_eq!(cookie.contains("Secure"), secure, "{what}: {cookie}");
    }
}

async fn every(site: &Site, secure: bool) {
    let cookies = [String::new(), site.login("guihua").await, site.login("xitong").await];
    for entry in table(&site.app) {
        let path = filled(entry.path, "150121");
        for (n, cookie) in cookies.iter().enumerate().filter(|(n, _)| *n > 0 || entry.need == Need::Open) {
            let what = format!("{} {path} as {n}", entry.method);
            let method = entry.method.parse::<axum::http::Method>().unwrap();
            let request = Request::builder().method(method).uri(&path).header("cookie", cookie).header("host", "site");
            let request = request.header("origin", "http://site");
            check(&site.send(request.body(Body::empty()).unwrap()).await, secure, &what);
        }
    }
    let own = &cookies[1];
    for path in [
        "/nowhere",
        "/c/999999",
        "/c/150121/papers/none/a.pdf",
        "/healthz",
        "/readyz",
        "/metrics",
        "/c/150121/import/blank.xlsx",
    ] {
        check(&site.get(path, own).await, secure, path);
    }
    let page = crate::tests::text(site.get("/login", "").await).await;
    let asset = page.split('"').find(|p| p.starts_with("/assets/")).unwrap().to_owned();
    let kept = site.get(&asset, "").await;
    check(&kept, secure, &asset);
    let tag = kept.headers()["etag"].to_str().unwrap().to_owned();
    let same = Request::get(&asset).header("host", "site").header("if-none-match", tag).body(Body::empty()).unwrap();
    let same = site.send(same).await;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    check(&same, secure, &asset);
    check(&site.get("/assets/0/none.js", "").await, secure, "a missing asset");
    // refused: another's form, a body too large, a method there is not, two lengths
    for (method, path, pairs, body) in [
        ("POST", "/c/150121/plan/optimise", vec![("origin", "http://evil")], String::new()),
        ("POST", "/c/150121/plan/optimise", vec![("origin", "http://site")], "x".repeat(2 << 20)),
        ("DELETE", "/c/150121", vec![("origin", "http://site")], String::new()),
        ("GET", "/c/150121", vec![("accept", "application/json"), ("cookie", "junheng=none")], String::new()),
        ("POST", "/login", vec![("transfer-encoding", "chunked"), ("content-length", "3")], String::new()),
    ] {
        let mut request = Request::builder().method(method).uri(path).header("host", "site");
        for (name, value) in pairs {
            request = request.header(name, value);
        }
        let reply = site.send(request.header("cookie", own).body(Body::from(body)).unwrap()).await;
        assert!(
            reply.status().is_client_error() || reply.status().is_redirection(),
            "{method} {path}: {}",
            reply.status()
        );
        if reply.headers().contains_key("content-type") {
            check(&reply, secure, &format!("{method} {path} refused"));
        }
    }
}

#[tokio::test]
async fn every_answer_of_every_route_carries_the_headers() {
    every(&site_with(Settings::default()), false).await;
}

#[tokio::test]
async fn behind_tls_cookies_and_answers_say_so() {
    let secure = Settings { address: Some("https://site".to_owned()), ..Settings::default() };
    every(&site_with(secure), true).await;
}
