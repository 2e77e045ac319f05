//! The whole server asked over its router: doors, walls between counties, forms, headers.

use crate::app::App;
use crate::caller::Need;
use crate::config::Settings;
use crate::{demo, header, router, table};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode};
use std::net::SocketAddr;
use store::{Place, Store};
use tower::ServiceExt;

mod guessing;
mod timing;

pub(crate) struct Site {
    pub(crate) router: Router,
    pub(crate) app: App,
    _folder: tempfile::TempDir,
}

pub(crate) fn site() -> Site {
    site_of(two())
}

pub(crate) fn site_with(settings: Settings) -> Site {
    site_made(two(), settings)
}

/// The first two counties of the demo city.
pub(crate) fn two() -> Vec<model::Dossier> {
    let city = synth::demo_city(2021);
    city.into_iter().filter(|d| ["150121", "150122"].contains(&d.county.as_str())).collect()
}

/// A site with these counties and the demo's accounts.
pub(crate) fn site_of(counties: Vec<model::Dossier>) -> Site {
    site_made(counties, Settings::default())
}

fn site_made(counties: Vec<model::Dossier>, settings: Settings) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Place::folder(folder.path())).unwrap();
    let accounts = demo::fill_with(&store, || counties).unwrap();
    let config = Settings { demo: Some(true), ..settings }.settle().unwrap();
    let app = App::new(config, store, accounts, Vec::new()).unwrap();
    Site { router: router(&app), app, _folder: folder }
}

impl Site {
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Response<Body> {
        let peer: SocketAddr = "10.0.0.7:4711".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let host = self.app.config.hosts.first().map_or("site", String::as_str);
        self.send(Request::get(path).header("host", host).header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    /// Whatever the method.
    async fn ask(&self, method: &str, path: &str, cookie: &str) -> Response<Body> {
        let request =
            Request::builder().method(method).uri(path).header("host", "site").header("origin", "http://site");
        self.send(request.header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &str) -> Response<Body> {
        let request = Request::post(path)
            .header("host", "site")
            .header("origin", "http://site")
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn login(&self, name: &str) -> String {
        let reply = self.post("/login", "", &format!("name={name}&password=yanshi-2021")).await;
        assert_eq!(reply.status(), StatusCode::SEE_OTHER, "{name}");
        let cookie = reply.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }
}

pub(crate) async fn text(reply: Response<Body>) -> String {
    String::from_utf8(to_bytes(reply.into_body(), 1 << 24).await.unwrap().to_vec()).unwrap()
}

pub(crate) fn token(page: &str) -> String {
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// A path of the table with its parameters filled in.
pub(crate) fn filled(path: &str, county: &str) -> String {
    let path = path.replace("{county}", county).replace("{school}", "2115920001").replace("{item}", "books");
    let path = path.replace("{standard}", "basic").replace("{job}", "none").replace("{file}", "a.pdf");
    let path = path.replace("{token}", "none").replace("{region}", county).replace("{cycle}", "2021-2025");
    let path =
        path.replace("{demand}", "0").replace("{waiver}", "none").replace("{account}", "none").replace("{seq}", "0");
    path.replace("{number}", "1").replace("{project}", "P1")
}

#[tokio::test]
async fn no_door_stands_open() {
    let site = site();
    for entry in table(&site.app).into_iter().filter(|e| e.need != Need::Open) {
        let path = filled(entry.path, "150121");
        let reply = site.ask(entry.method, &path, "").await;
        if path.starts_with("/api/v1") {
            assert_eq!(reply.status(), StatusCode::UNAUTHORIZED, "{} {path}", entry.method);
            assert!(reply.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer"), "{path}");
        } else {
            assert_eq!(reply.status(), StatusCode::SEE_OTHER, "{} {path}", entry.method);
            assert!(reply.headers()["location"].to_str().unwrap().starts_with("/login"), "{path}");
        }
        for (name, _) in header::HEADERS {
            assert!(reply.headers().contains_key(name), "{path}: {name}");
        }
    }
    let open: Vec<_> =
        table(&site.app).into_iter().filter(|e| e.need == Need::Open).map(|e| (e.method, e.path)).collect();
    let doors = [("GET", "/login"), ("POST", "/login"), ("POST", "/lang"), ("GET", "/first"), ("POST", "/first")];
    assert_eq!(open, doors);
}

#[tokio::test]
async fn another_county_is_not_there() {
    let site = site();
    let (own, other) = (site.login("guihua").await, site.login("guihua2").await);
    for entry in table(&site.app).into_iter().filter(|e| e.path.contains("{county}") && e.method == "GET") {
        let path = filled(entry.path, "150121");
        let reply = site.get(&path, &other).await;
        assert_eq!(reply.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!text(reply).await.contains("土默特左旗"), "{path} names the county");
    }
    for county in ["999999", "15012", "150100", "x"] {
        assert_eq!(site.get(&format!("/c/{county}"), &own).await.status(), StatusCode::NOT_FOUND, "{county}");
    }
    for path in [
        "/c/150121",
        "/c/150121/schools?sort=-pupils&page=99&q=x",
        "/c/150121/needs",
        "/c/150121/plan",
        "/c/150121/findings",
    ] {
        let reply = site.get(path, &own).await;
        assert_eq!(reply.status(), StatusCode::OK, "{path}");
    }
    // the system administrator runs the machine and sees no county's data
    let admin = site.login("xitong").await;
    let refused = site.get("/c/150121/schools", &admin).await.status();
    assert!(refused == StatusCode::FORBIDDEN || refused == StatusCode::NOT_FOUND, "{refused}");
}

#[tokio::test]
async fn forms_need_their_token_and_their_origin() {
    let site = site();
    let cookie = site.login("guihua").await;
    let page = text(site.get("/c/150121/plan", &cookie).await).await;
    let good = format!("csrf={}", token(&page));
    let path = "/c/150121/plan/optimise";
    assert_eq!(site.post(path, &cookie, "").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(site.post(path, &cookie, "csrf=0").await.status(), StatusCode::FORBIDDEN);
    let foreign = Request::post(path).header("host", "site").header("origin", "http://evil").header("cookie", &cookie);
    let foreign = foreign.header("content-type", "application/x-www-form-urlencoded");
    let reply = site.send(foreign.body(Body::from(good.clone())).unwrap()).await;
    assert_eq!(reply.status(), StatusCode::FORBIDDEN);
    let asked = site.post(path, &cookie, &good).await;
    assert_eq!(asked.status(), StatusCode::SEE_OTHER);
    assert!(asked.headers()["location"].to_str().unwrap().contains("job="));
    // signing out ends the session at once
    assert_eq!(site.post("/logout", &cookie, &good).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(site.get("/c/150121", &cookie).await.headers()["location"], "/login?back=/c/150121");
}

#[tokio::test]
async fn guessing_is_stopped() {
    let site = site();
    for _ in 0..5 {
        let reply = site.post("/login", "", "name=caizheng&password=guess").await;
        assert_eq!(reply.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let locked = text(site.post("/login", "", "name=caizheng&password=yanshi-2021").await).await;
    assert!(locked.contains("暂停登录"), "{locked}");
    // an account that does not exist is answered with the same words
    let nobody = text(site.post("/login", "", "name=nobody&password=guess").await).await;
    let wrong = text(site.post("/login", "", "name=shenji&password=guess").await).await;
    let said = |page: &str| page.split("id=\"problem\">").nth(1).map(|p| p.split('<').next().unwrap_or("").to_owned());
    assert_eq!(said(&nobody), said(&wrong));
}

#[tokio::test]
async fn another_sites_name_is_refused_in_words() {
    let site = site_with(Settings { hosts: vec!["plan.example".to_owned()], ..Settings::default() });
    let ask = async |path: &str, host: Option<&str>, accept: &str| {
        let mut request = Request::get(path).header("accept", accept);
        if let Some(host) = host {
            request = request.header("host", host);
        }
        site.send(request.body(Body::empty()).unwrap()).await
    };
    // a page of another site whose name was made to point here
    for host in [Some("evil.example"), Some("plan.example.evil.example:8080"), None] {
        for path in ["/login", "/c/150121", "/nowhere", "/metrics"] {
            let reply = ask(path, host, "text/html").await;
            assert_eq!(reply.status(), StatusCode::MISDIRECTED_REQUEST, "{host:?} {path}");
            assert!(reply.headers().get("set-cookie").is_none());
        }
    }
    assert!(text(ask("/login", Some("evil.example"), "text/html").await).await.contains("不是您要找的站点"));
    let reply = ask("/api/v1/me", Some("evil.example"), "application/json").await;
    assert_eq!(reply.status(), StatusCode::MISDIRECTED_REQUEST);
    assert!(text(reply).await.contains("wb-error-host"));
    for host in ["plan.example", "PLAN.example:8443", "127.0.0.1:8080", "localhost", "[::1]:8080"] {
        assert_eq!(ask("/login", Some(host), "text/html").await.status(), StatusCode::OK, "{host}");
    }
    assert_eq!(ask("/healthz", Some("10.0.0.1"), "*/*").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn errors_are_told_in_words_and_to_programs() {
    let site = site();
    let page = site.get("/nowhere", "").await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert!(text(page).await.contains("没有这个页面或记录"));
    let request = Request::get("/c/150121").header("accept", "application/json").body(Body::empty()).unwrap();
    let reply = site.send(request).await;
    assert_eq!(reply.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(reply.headers()["content-type"], "application/problem+json");
    assert_eq!(site.get("/healthz", "").await.status(), StatusCode::OK);
    assert_eq!(site.get("/readyz", "").await.status(), StatusCode::OK);
    assert!(text(site.get("/metrics", "").await).await.contains("junheng_requests_total"));
}
