//! The interface asked over the router: routes and document agree, tokens, versions, keys, errors.

mod nouns;

use super::document;
use crate::tests::{Site, site, text};
use crate::{secret, table};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{SessionCommand, Stamp, TokenCommand};

/// One call to the interface.
struct Call {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

fn call(method: &'static str, path: &str) -> Call {
    Call { method, path: format!("/api/v1{path}"), headers: Vec::new(), body: Body::empty() }
}

impl Call {
    fn with(mut self, name: &'static str, value: &str) -> Call {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn token(self, token: &str) -> Call {
        self.with("authorization", &format!("Bearer {token}"))
    }

    fn json(mut self, body: &Value) -> Call {
        self.body = Body::from(body.to_string());
        self.with("content-type", "application/json")
    }

    async fn send(self, site: &Site) -> Response<Body> {
        let mut request = Request::builder().method(self.method).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        site.send(request.body(self.body).unwrap()).await
    }
}

async fn value(reply: Response<Body>) -> Value {
    serde_json::from_str(&text(reply).await).unwrap()
}

fn header(reply: &Response<Body>, name: &str) -> String {
    reply.headers().get(name).map_or("", |v| v.to_str().unwrap()).to_owned()
}

/// A token straight from the store.
fn token(site: &Site, login: &str, scopes: &[&str], days: i64) -> String {
    let account = site.app.store.read().unwrap().account_by_login(login).unwrap().unwrap();
    let token = format!("jh_{}", secret::token().unwrap());
    let now = crate::clock::now();
    let command = TokenCommand::Create {
        account: account.id.clone(),
        name: "试".to_owned(),
        hash: secret::hash(&token),
        scopes: scopes.iter().map(|s| (*s).to_owned()).collect(),
        expires: now + days * 24 * 3_600_000,
    };
    site.app.store.write(Stamp::of(now, &account.id, store::new_id(now).unwrap(), "test"), command).unwrap();
    token
}

/// A session straight from the store, with its form token.
fn session(site: &Site, login: &str, step_up: bool) -> (String, String) {
    let account = site.app.store.read().unwrap().account_by_login(login).unwrap().unwrap();
    let token = secret::token().unwrap();
    let now = crate::clock::now();
    let step_up_until = step_up.then_some(now + 300_000);
    let start =
        SessionCommand::Start { hash: secret::hash(&token), account: account.id.clone(), step_up_until, proof: None };
    site.app.store.write(Stamp::of(now, &account.id, store::new_id(now).unwrap(), "test"), start).unwrap();
    (format!("junheng={token}"), secret::csrf(&token))
}

#[tokio::test]
async fn every_route_is_in_the_document_and_every_operation_is_a_route() {
    let site = site();
    let routes: BTreeSet<String> = table(&site.app)
        .iter()
        .filter(|e| e.path.starts_with("/api/v1"))
        .map(|e| format!("{} {}", e.method, e.path))
        .collect();
    let document = document::of(&site.app);
    let told: BTreeSet<String> =
        document::operations(document).map(|(path, method, _)| format!("{} {path}", method.to_uppercase())).collect();
    assert_eq!(routes, told);
    let mut ids = BTreeSet::new();
    for (path, method, operation) in document::operations(document) {
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id.to_owned()), "{id} twice");
        assert!(operation["summary"].as_str().is_some_and(|s| s.contains(" · ")), "{method} {path} has no summary");
        for part in path.split('/').filter(|p| p.starts_with('{')) {
            let name = part.trim_matches(['{', '}']);
            let told = operation["parameters"].as_array().into_iter().flatten();
            assert!(told.into_iter().any(|p| p["name"] == name && p["in"] == "path"), "{path} lacks {name}");
        }
    }
    // a type's name stands for one type
    let mut types = std::collections::BTreeMap::new();
    for part in super::documents() {
        let part = serde_json::to_value(&part).unwrap();
        for (name, schema) in part.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten() {
            let before = types.insert(name.clone(), schema.clone());
            assert!(before.is_none_or(|b| b == *schema), "two types are called {name}");
        }
    }
    // no number is a float, and every reference leads somewhere
    let whole = serde_json::to_string(document).unwrap();
    fn floats(value: &Value) -> bool {
        let own =
            |v: &Value| v["type"] == "number" || v["type"].as_array().is_some_and(|t| t.contains(&json!("number")));
        match value {
            Value::Array(list) => list.iter().any(floats),
            Value::Object(map) => own(value) || map.values().any(floats),
            _ => false,
        }
    }
    assert!(!floats(document), "a float");
    for reference in whole.split("\"$ref\":\"#").skip(1).map(|r| r.split('"').next().unwrap()) {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn the_document_is_as_committed() {
    let site = site();
    let text = format!("{:#}\n", document::of(&site.app));
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(text == committed, "docs/openapi.json is out of date: JUNHENG_BLESS=1 cargo test -p server document");
}

#[tokio::test]
async fn a_token_does_what_it_was_given_until_it_is_revoked() {
    let site = site();
    let (cookie, csrf) = session(&site, "guihua", true);
    let wanted = json!({"name": "数据交换", "scopes": ["read"], "days": 30});
    let make = || call("POST", "/tokens").json(&wanted).with("cookie", &cookie).with("host", "site");
    // a session writes with its form token and from a page of ours only
    assert_eq!(make().with("origin", "http://site").send(&site).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(make().with("x-csrf-token", &csrf).send(&site).await.status(), StatusCode::FORBIDDEN);
    let made = make().with("x-csrf-token", &csrf).with("origin", "http://site").send(&site).await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let at = header(&made, "location");
    let made = value(made).await;
    let token = made["token"].as_str().unwrap();
    assert_eq!(at, format!("/api/v1/tokens/{}", made["id"].as_str().unwrap()));

    let me = value(call("GET", "/me").token(token).send(&site).await).await;
    assert_eq!((&me["login"], &me["csrf"], &me["token"]["scopes"]), (&json!("guihua"), &Value::Null, &json!(["read"])));
    assert_eq!(call("GET", "/counties/150121/schools").token(token).send(&site).await.status(), StatusCode::OK);
    let optimise = json!({"version": 1});
    let refused = call("POST", "/counties/150121/plan/optimise").json(&optimise).token(token).send(&site).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert_eq!(value(refused).await["key"], "review-deny-token");
    // another county is not there, a page knows no tokens, and no token makes a token
    assert_eq!(call("GET", "/counties/150122").token(token).send(&site).await.status(), StatusCode::NOT_FOUND);
    let page = Request::get("/c/150121").header("authorization", format!("Bearer {token}"));
    assert_eq!(site.send(page.body(Body::empty()).unwrap()).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(call("POST", "/tokens").json(&wanted).token(token).send(&site).await.status(), StatusCode::FORBIDDEN);
    // a wrong token is not made good by a cookie
    let both = call("GET", "/me").token("jh_0").with("cookie", &cookie);
    assert_eq!(both.send(&site).await.status(), StatusCode::UNAUTHORIZED);

    let path = at.strip_prefix("/api/v1").unwrap().to_owned();
    let end = call("DELETE", &path).with("cookie", &cookie).with("host", "site").with("origin", "http://site");
    assert_eq!(end.with("x-csrf-token", &csrf).send(&site).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(call("GET", "/me").token(token).send(&site).await.status(), StatusCode::UNAUTHORIZED);
    let expired = self::token(&site, "guihua", &["read"], -1);
    assert_eq!(call("GET", "/me").token(&expired).send(&site).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn making_a_token_wants_a_second_factor_and_sense() {
    let site = site();
    let ask = |(cookie, csrf): (String, String), body: Value| {
        let call = call("POST", "/tokens").json(&body).with("cookie", &cookie).with("x-csrf-token", &csrf);
        call.with("host", "site").with("origin", "http://site")
    };
    let good = json!({"name": "x", "scopes": ["read"], "days": 1});
    let refused = ask(session(&site, "guihua", false), good.clone()).send(&site).await;
    assert_eq!(
        (refused.status(), value(refused).await["key"].clone()),
        (StatusCode::FORBIDDEN, json!("wb-error-step-up"))
    );
    // administrators hold no tokens
    assert_eq!(ask(session(&site, "anquan", true), good).send(&site).await.status(), StatusCode::FORBIDDEN);
    for bad in [
        json!({"name": "", "scopes": ["read"], "days": 1}),
        json!({"name": "x", "scopes": [], "days": 1}),
        json!({"name": "x", "scopes": ["all"], "days": 1}),
        json!({"name": "x", "scopes": ["read"], "days": 367}),
        json!({"name": "x", "scopes": ["read"], "days": 1, "admin": true}),
    ] {
        let reply = ask(session(&site, "guihua", true), bad.clone()).send(&site).await;
        assert_eq!(reply.status(), StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
}

#[tokio::test]
async fn what_is_asked_wrong_is_told() {
    let site = site();
    let token = token(&site, "guihua", &["read", "plan", "import"], 1);
    let schools = "/counties/150121/schools";
    for query in ["?sortt=name", "?sort=age", "?limit=0", "?limit=501", "?limit=x", "?cursor=zz", "?q=a&q=b"] {
        let reply = call("GET", &format!("{schools}{query}")).token(&token).send(&site).await;
        assert_eq!(reply.status(), StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(header(&reply, "content-type"), "application/problem+json");
        let id = header(&reply, "x-request-id");
        let problem = value(reply).await;
        assert_eq!((&problem["status"], problem["request"].as_str()), (&json!(400), Some(id.as_str())), "{query}");
    }
    assert_eq!(call("GET", "/me?x=1").token(&token).send(&site).await.status(), StatusCode::BAD_REQUEST);
    let english = call("GET", &format!("{schools}?x=1")).token(&token).with("accept-language", "en").send(&site).await;
    assert!(value(english).await["detail"].as_str().unwrap().starts_with("Unknown query parameter"));
    let method = call("PATCH", schools).token(&token).send(&site).await;
    assert_eq!(
        (method.status(), header(&method, "allow")),
        (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD,POST".to_owned())
    );
    let optimise = "/counties/150121/plan/optimise";
    let media = call("POST", optimise).with("content-type", "text/plain").token(&token).send(&site).await;
    assert_eq!(media.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let mut broken = call("POST", optimise).token(&token).with("content-type", "application/json");
    broken.body = Body::from("{");
    assert_eq!(broken.send(&site).await.status(), StatusCode::BAD_REQUEST);
    let surplus = call("POST", optimise).token(&token).json(&json!({"version": 1, "x": 1})).send(&site).await;
    assert_eq!(surplus.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_the_caller_has_is_not_sent_again() {
    let site = site();
    let token = token(&site, "guihua", &["read"], 1);
    for path in [
        "/me",
        "/regions",
        "/counties",
        "/counties/150121/schools?limit=3",
        "/counties/150121/dossier",
        "/openapi.json",
    ] {
        let first = call("GET", path).token(&token).send(&site).await;
        let tag = header(&first, "etag");
        assert_eq!(first.status(), StatusCode::OK, "{path}");
        let again = call("GET", path).token(&token).with("if-none-match", &format!("\"x\", W/{tag}")).send(&site).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!((header(&again, "etag"), text(again).await), (tag, String::new()), "{path}");
        let other = call("GET", path).token(&token).with("if-none-match", "\"x\"").send(&site).await;
        assert_eq!(other.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn pages_of_a_list_make_the_whole() {
    let site = site();
    let token = token(&site, "guihua", &["read"], 1);
    for sort in ["name", "-pupils", "short_items", "-short_items"] {
        let whole = format!("/counties/150121/schools?limit=500&sort={sort}");
        let whole = value(call("GET", &whole).token(&token).send(&site).await).await;
        let ids = |v: &Value| v["items"].as_array().unwrap().iter().map(|s| s["id"].clone()).collect::<Vec<_>>();
        let (mut found, mut next) = (Vec::new(), format!("/counties/150121/schools?limit=7&sort={sort}"));
        loop {
            let reply = call("GET", &next).token(&token).send(&site).await;
            let link = header(&reply, "link");
            found.extend(ids(&value(reply).await));
            let Some(to) = link.strip_prefix("</api/v1").and_then(|l| l.split('>').next()) else { break };
            next = to.to_owned();
        }
        assert!(found.len() > 20);
        assert_eq!(found, ids(&whole), "{sort}");
    }
}

#[tokio::test]
async fn a_dossier_is_replaced_from_its_present_version_only() {
    let site = site();
    let token = token(&site, "guihua", &["read", "import", "plan", "edit"], 1);
    let path = "/counties/150121/dossier";
    let got = call("GET", path).token(&token).send(&site).await;
    let tag = header(&got, "etag");
    let mut dossier = value(got).await;
    dossier["schools"][0]["name"] = json!("改名小学");
    let put = |dossier: &Value| call("PUT", &format!("{path}?why=更名")).token(&token).json(dossier);
    let url = |call: Call| Call { path: call.path.replace("更名", "%E6%9B%B4%E5%90%8D"), ..call };
    assert_eq!(url(put(&dossier)).send(&site).await.status(), StatusCode::PRECONDITION_REQUIRED);
    let stale = url(put(&dossier)).with("if-match", "\"7-0000000000000000\"").send(&site).await;
    assert_eq!(stale.status(), StatusCode::PRECONDITION_FAILED);
    let done = url(put(&dossier)).with("if-match", &tag).send(&site).await;
    assert_eq!(done.status(), StatusCode::OK);
    let new = header(&done, "etag");
    let kept = value(done).await;
    assert_eq!((&kept["number"], &kept["changes"]), (&json!(2), &json!(1)));
    let changes =
        value(call("GET", "/counties/150121/dossier/versions/2/changes").token(&token).send(&site).await).await;
    assert_eq!(changes["items"][0]["after"], "\"改名小学\"");
    assert_eq!(header(&call("GET", path).token(&token).send(&site).await, "etag"), new);
    assert_eq!(url(put(&dossier)).with("if-match", &tag).send(&site).await.status(), StatusCode::PRECONDITION_FAILED);
    // waivers are granted, not typed into the dossier; another county's dossier stays there
    dossier["waivers"] =
        json!([{"rule": "R0101", "level": "region", "name": "某", "reason": "无", "date": "2021-10-15"}]);
    assert_eq!(url(put(&dossier)).with("if-match", &new).send(&site).await.status(), StatusCode::FORBIDDEN);
    dossier["waivers"] = json!([]);
    dossier["county"] = json!("150122");
    assert_eq!(url(put(&dossier)).with("if-match", &new).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    // a token without the scope for the plan replaces no plan
    let import = self::token(&site, "guihua", &["read", "import"], 1);
    dossier["county"] = json!("150121");
    dossier["plan"] = json!({"projects": []});
    let refused = url(put(&dossier)).with("if-match", &new).with("x", "");
    let headers = refused.headers.into_iter().filter(|(n, _)| *n != "authorization").collect();
    let refused = Call { headers, ..refused }.token(&import).send(&site).await;
    let had_plan = refused.status();
    assert!(had_plan == StatusCode::FORBIDDEN || had_plan == StatusCode::OK, "{had_plan}");
}

#[tokio::test]
async fn a_key_makes_a_write_happen_once() {
    let site = site();
    let token = token(&site, "guihua", &["read", "plan"], 1);
    let ask = |key: &str, body: Value| {
        let call = call("POST", "/counties/150121/plan/optimise").token(&token).json(&body);
        call.with("idempotency-key", key)
    };
    let first = ask("k1", json!({"version": 1})).send(&site).await;
    assert_eq!(first.status(), StatusCode::ACCEPTED);
    let (at, first) = (header(&first, "location"), text(first).await);
    let again = ask("k1", json!({"version": 1})).send(&site).await;
    assert_eq!((again.status(), text(again).await), (StatusCode::ACCEPTED, first));
    let other = ask("k1", json!({"version": 1, "keep_hand_made": true})).send(&site).await;
    assert_eq!(other.status(), StatusCode::CONFLICT);
    assert_eq!(ask("k2", json!({"version": 9})).send(&site).await.status(), StatusCode::CONFLICT);
    assert_eq!(ask("k 3", json!({"version": 1})).send(&site).await.status(), StatusCode::BAD_REQUEST);
    let jobs = value(call("GET", "/jobs").token(&token).send(&site).await).await;
    assert_eq!(jobs["items"].as_array().unwrap().len(), 1);
    let job = call("GET", at.strip_prefix("/api/v1").unwrap()).token(&token).send(&site).await;
    assert_eq!(value(job).await["state"], "waiting");
    // a colleague of the same county asked for nothing and sees nothing of it
    let colleague = self::token(&site, "caizheng", &["read"], 1);
    let job = call("GET", at.strip_prefix("/api/v1").unwrap()).token(&colleague).send(&site).await;
    assert_eq!(job.status(), StatusCode::FORBIDDEN);
    let jobs = value(call("GET", "/jobs").token(&colleague).send(&site).await).await;
    assert_eq!(jobs["items"], json!([]));
}

#[tokio::test]
async fn cells_are_changed_from_a_version_and_told_of_when_wrong() {
    let site = site();
    let token = token(&site, "guihua", &["read", "import", "plan", "edit"], 1);
    let tag = header(&call("GET", "/counties/150121/dossier").token(&token).send(&site).await, "etag");
    let path = "/counties/150121/tables/enrolment";
    let shown = value(call("GET", &format!("{path}?year=2020")).token(&token).send(&site).await).await;
    let key = shown["rows"][0]["key"].clone();
    let patch = |girls: &str| {
        let row = json!({"key": key, "cells": {"enrolment/grade/1/girls": girls}});
        call("PATCH", path).token(&token).json(&json!({"why": "核实", "rows": [row]}))
    };
    assert_eq!(patch("1").send(&site).await.status(), StatusCode::PRECONDITION_REQUIRED);
    let wrong = patch("9999").with("if-match", &tag).send(&site).await;
    assert_eq!(
        (wrong.status(), header(&wrong, "content-type").as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "application/problem+json")
    );
    assert_eq!(value(wrong).await["problems"][0]["column"], "enrolment/grade/1/girls");
    let right = patch("１").with("if-match", &tag).send(&site).await;
    assert_eq!(right.status(), StatusCode::OK);
    assert_eq!(value(right).await["saved"], true);
    assert_eq!(patch("2").with("if-match", &tag).send(&site).await.status(), StatusCode::PRECONDITION_FAILED);
    let school = |body: Value| {
        call("PATCH", "/counties/150121/schools/2115920001").token(&token).json(&body).with("if-match", "*")
    };
    let remark = json!({"why": "补充", "cells": {"remark": "=1+1<b>"}});
    assert_eq!(school(remark).send(&site).await.status(), StatusCode::OK);
    let unknown = json!({"why": "补充", "cells": {"nonsense": "1"}});
    assert_eq!(school(unknown).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = json!({"why": "补充", "table": "budgets", "cells": {}});
    assert_eq!(school(elsewhere).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        call("GET", "/counties/150121/boundary").token(&token).send(&site).await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn moves_are_tried_and_kept_once() {
    let site = site();
    let token = token(&site, "guihua", &["read", "plan"], 5);
    let ask = |path: &str, body: Value| call("POST", &format!("/counties/150121{path}")).token(&token).json(&body);
    let nothing = value(ask("/plan/trial", json!({"moves": []})).send(&site).await).await;
    assert_eq!((nothing["may_be_adopted"].clone(), nothing["appear"].clone()), (json!(false), json!([])));
    let unknown = json!({"moves": [{"project": "?", "start": 2022, "finish": null}]});
    let unknown = value(ask("/plan/trial", unknown).send(&site).await).await;
    assert_eq!(unknown["hindrances"][0]["hard"], json!(true));
    // the first candidate that can be paid for comes in, once
    let current = site.app.county(store::Scope::system(), &"150121".parse().unwrap()).await.unwrap().unwrap();
    let board = current.computed.board().unwrap();
    let planned = |id: &model::ProjectId| current.computed.project(id).is_some();
    let free = board.candidates.iter().filter(|c| !planned(&c.project.id) && c.profile.len() == 1);
    let mut adopted = None;
    for candidate in free.take(20) {
        let moves = json!([{"project": candidate.project.id, "start": 2023, "finish": 2023}]);
        let tried = value(ask("/plan/trial", json!({"moves": moves})).send(&site).await).await;
        if tried["may_be_adopted"] == json!(true) {
            adopted = Some(moves);
            break;
        }
    }
    let moves = adopted.expect("some candidate can be paid for");
    let version = current.version.number;
    let body = json!({"version": version, "moves": moves, "reason": "接口试排采用"});
    let stale = json!({"version": version - 1, "moves": moves, "reason": "接口试排采用"});
    assert_eq!(ask("/plan/adopt", stale).send(&site).await.status(), StatusCode::CONFLICT);
    let short = json!({"version": version, "moves": moves, "reason": "无"});
    assert_eq!(ask("/plan/adopt", short).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let reply = ask("/plan/adopt", body.clone()).with("idempotency-key", "adopt-1").send(&site).await;
        assert_eq!(reply.status(), StatusCode::CREATED);
        assert_eq!(value(reply).await["version"], json!(version + 1));
    }
    let list = call("GET", "/counties/150121/scenarios").token(&token).send(&site).await;
    assert_eq!(list.status(), StatusCode::OK);
    assert_eq!(value(list).await["items"][0]["number"], Value::Null);
    let bad = json!({"name": "少", "money_percent": "lots"});
    assert_eq!(ask("/scenarios", bad).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = json!({"name": "高", "packs": "pack:none"});
    assert_eq!(ask("/scenarios", unknown).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let good = json!({"name": "少", "money_percent": "-10", "packs": "built_in"});
    assert_eq!(ask("/scenarios", good).send(&site).await.status(), StatusCode::ACCEPTED);
}
