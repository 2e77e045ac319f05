//! The nouns of administration and planning: what pages do, done by programs; replays, refusals, other counties.

use super::*;
use crate::caller::Need;
use crate::tests::filled;
use review::permission::Action;

/// Everything a token may be given.
const ALL: [&str; 5] = ["read", "edit", "import", "plan", "library"];

async fn got(site: &Site, token: &str, path: &str) -> Value {
    let reply = call("GET", path).token(token).send(site).await;
    let status = reply.status();
    let text = text(reply).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    serde_json::from_str(&text).unwrap()
}

/// As a person who is signed in and has just proved a second factor.
struct Person(String, String);

impl Person {
    fn of(site: &Site, login: &str, fresh: bool) -> Person {
        let (cookie, csrf) = session(site, login, fresh);
        Person(cookie, csrf)
    }

    fn ask(&self, method: &'static str, path: &str) -> Call {
        let call = call(method, path).with("cookie", &self.0).with("x-csrf-token", &self.1);
        call.with("host", "site").with("origin", "http://site")
    }
}

#[tokio::test]
async fn no_scope_no_way_and_another_county_is_not_there() {
    let site = site();
    let (all, none) = (token(&site, "guihua", &ALL, 1), token(&site, "guihua", &["library"], 1));
    let holds = |action: Action, scopes: &[&str]| {
        super::super::bearer::Scope::ALL.iter().any(|s| scopes.contains(&s.code()) && s.holds(action))
    };
    let (mut refused, mut missing) = (0, 0);
    for entry in table(&site.app).into_iter().filter(|e| e.path.starts_with("/api/v1")) {
        let Need::May(action) = entry.need else { continue };
        let ask = |county: &str, token: &str| {
            let path = filled(entry.path, county);
            call(entry.method, path.strip_prefix("/api/v1").unwrap()).token(token).send(&site)
        };
        if !holds(action, &["library"]) {
            let reply = ask("150121", &none).await;
            let status = reply.status();
            let key = value(reply).await["key"].clone();
            // to somebody of another office some things are not even there
            let right = status == StatusCode::FORBIDDEN || status == StatusCode::NOT_FOUND;
            assert!(right, "{} {}: {status} {key}", entry.method, entry.path);
            refused += usize::from(status == StatusCode::FORBIDDEN);
        }
        if entry.path.contains("{county}") {
            let reply = ask("150122", &all).await;
            assert_eq!(reply.status(), StatusCode::NOT_FOUND, "{} {}", entry.method, entry.path);
            missing += 1;
        }
    }
    assert!(refused > 60 && missing > 50, "{refused} {missing}");
}

#[tokio::test]
async fn candidates_demands_and_questions() {
    let site = site();
    let token = token(&site, "guihua", &ALL, 1);
    let plan = "/counties/150121/plan";
    let all = got(&site, &token, &format!("{plan}/candidates?limit=500")).await;
    let list = all["items"].as_array().unwrap();
    assert!(list.len() > 10);
    let inside = got(&site, &token, &format!("{plan}/candidates?limit=500&state=in")).await;
    let outside = got(&site, &token, &format!("{plan}/candidates?limit=500&state=out")).await;
    let count = |v: &Value| v["items"].as_array().unwrap().len();
    assert_eq!(count(&inside) + count(&outside), list.len());
    let id = list[0]["id"].as_str().unwrap();
    let path = format!("{plan}/candidates/{}", crate::failure::form_urlencoded(id));
    assert_eq!(got(&site, &token, &path).await, list[0]);
    assert_eq!(call("GET", &format!("{path}/why")).token(&token).send(&site).await.status(), StatusCode::NOT_FOUND);
    for asked in [format!("{path}/why"), format!("{plan}/more")] {
        let reply = call("POST", &asked).token(&token).send(&site).await;
        assert_eq!(reply.status(), StatusCode::ACCEPTED, "{asked}");
    }
    let unknown = format!("{plan}/candidates/none/why");
    assert_eq!(call("POST", &unknown).token(&token).send(&site).await.status(), StatusCode::NOT_FOUND);

    // a demand is kept once, replaces one on the same matter, and is taken back from the version it was seen in
    let before = got(&site, &token, &format!("{plan}/demands")).await;
    let version = before["version"].as_i64().unwrap();
    let had = before["demands"].as_array().unwrap().len();
    let wanted = json!({"kind": "fixed", "project": id, "by": 2023, "basis": "县政府会议纪要", "version": version});
    let add = || call("POST", &format!("{plan}/demands")).token(&token).json(&wanted).with("idempotency-key", "d1");
    for _ in 0..2 {
        let reply = add().send(&site).await;
        assert_eq!(reply.status(), StatusCode::CREATED);
        assert_eq!(value(reply).await["version"], json!(version + 1));
    }
    let after = got(&site, &token, &format!("{plan}/demands")).await;
    let kept = &after["demands"][had];
    assert_eq!((&kept["kind"], &kept["by"], &kept["project"]), (&json!("fixed"), &json!(2023), &json!(id)));
    let stale = json!({"kind": "exclude", "project": id, "version": version});
    let stale = call("POST", &format!("{plan}/demands")).token(&token).json(&stale).send(&site).await;
    assert_eq!(stale.status(), StatusCode::CONFLICT);
    let nowhen = json!({"kind": "not_before", "project": id, "version": version + 1});
    let nowhen = call("POST", &format!("{plan}/demands")).token(&token).json(&nowhen).send(&site).await;
    assert_eq!(nowhen.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let gone = |n: usize| call("DELETE", &format!("{plan}/demands/{n}")).token(&token);
    assert_eq!(gone(had).send(&site).await.status(), StatusCode::PRECONDITION_REQUIRED);
    let tag = header(&call("GET", "/counties/150121/dossier").token(&token).send(&site).await, "etag");
    assert_eq!(gone(99).with("if-match", &tag).send(&site).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(gone(had).with("if-match", &tag).send(&site).await.status(), StatusCode::CREATED);
    assert_eq!(gone(had).with("if-match", &tag).send(&site).await.status(), StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn schools_begin_and_end_and_findings_are_mended() {
    let site = site();
    let token = token(&site, "guihua", &ALL, 1);
    let county = "/counties/150121";
    let tag = header(&call("GET", &format!("{county}/dossier")).token(&token).send(&site).await, "etag");
    let one = got(&site, &token, &format!("{county}/tables/schools")).await;
    let mut cells = one["rows"][0]["cells"].clone();
    cells["id"] = json!("2115999999");
    cells["name"] = json!("接口新建小学");
    let add = |cells: &Value| {
        let body = json!({"why": "新建", "cells": cells});
        call("POST", &format!("{county}/schools")).token(&token).json(&body).with("if-match", &tag)
    };
    for _ in 0..2 {
        let reply = add(&cells).with("idempotency-key", "s1").send(&site).await;
        let status = reply.status();
        let said = text(reply).await;
        assert_eq!(status, StatusCode::CREATED, "{said}");
        assert!(said.contains("\"version\":2"), "{said}");
    }
    assert_eq!(add(&cells).send(&site).await.status(), StatusCode::CONFLICT);
    let past = format!("{county}/schools/2115999999/changes");
    assert_eq!(got(&site, &token, &past).await["items"][0]["why"], "新建");
    let close = |date: &str| {
        let body = json!({"date": date, "document": "撤并批复", "number": "教字〔2021〕7号", "why": "生源不足"});
        call("POST", &format!("{county}/schools/2115999999/closure")).token(&token).json(&body)
    };
    assert_eq!(close("2021-02-30").send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let reply = close("2022-07-31").with("idempotency-key", "c1").send(&site).await;
        assert_eq!((reply.status(), value(reply).await["version"].clone()), (StatusCode::CREATED, json!(3)));
    }
    assert_eq!(close("2023-07-31").send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for file in ["workbook.xlsx", "blank.xlsx"] {
        let reply = call("GET", &format!("{county}/{file}")).token(&token).send(&site).await;
        assert_eq!((reply.status(), header(&reply, "content-type")), (StatusCode::OK, crate::page::XLSX.to_owned()));
    }

    // the plan may hold nothing yet; then there is nothing to mend or to keep
    let projects = got(&site, &token, &format!("{county}/plan/projects?limit=1")).await;
    let version = got(&site, &token, county).await["version"].as_i64().unwrap();
    let project = projects["items"][0]["id"].as_str().unwrap_or("none").to_owned();
    let mend = |field: &str, value: &str| {
        let body = json!({"rule": "R0101", "project": project, "field": field, "value": value, "version": version});
        call("POST", &format!("{county}/plan/mends")).token(&token).json(&body)
    };
    if project != "none" {
        assert_eq!(mend("lead_months", "x").send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(mend("name", "x").send(&site).await.status(), StatusCode::NOT_FOUND);
        for _ in 0..2 {
            let reply = mend("lead_months", "7").with("idempotency-key", "m1").send(&site).await;
            assert_eq!(
                (reply.status(), value(reply).await["version"].clone()),
                (StatusCode::CREATED, json!(version + 1))
            );
        }
        let keep = call("POST", &format!("{county}/scenarios/kept")).token(&token).json(&json!({"name": "现方案"}));
        let kept = keep.send(&site).await;
        assert_eq!(kept.status(), StatusCode::CREATED);
        let number = value(kept).await["number"].clone();
        let path = format!("{county}/scenarios/{number}");
        assert_eq!(call("DELETE", &path).token(&token).send(&site).await.status(), StatusCode::NO_CONTENT);
        assert_ne!(call("DELETE", &path).token(&token).send(&site).await.status(), StatusCode::NO_CONTENT);
    }
    assert!(!mend("lead_months", "8").send(&site).await.status().is_success());
    // waiving and taking back want a person
    let withdraw = call("DELETE", &format!("{county}/waivers/none")).token(&token).send(&site).await;
    assert_eq!(withdraw.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_city_sees_its_counties_as_json_text_and_workbook() {
    let site = site();
    let city = token(&site, "shenhe", &["read"], 1);
    let all = got(&site, &city, "/overview").await;
    let codes: Vec<&str> = all["counties"].as_array().unwrap().iter().map(|c| c["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"150121") && codes.contains(&"150122"), "{codes:?}");
    let down = got(&site, &city, "/overview?sort=-name").await;
    let names: Vec<&str> = down["counties"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert!(names.windows(2).all(|w| w[0] >= w[1]), "{names:?}");
    assert_eq!(all["totals"]["schools"]["of"].as_u64().unwrap() as usize, codes.len());
    // a draft is the county's own
    assert!(all["counties"].as_array().unwrap().iter().all(|c| c["planned_fen"].is_null()));
    for (ask, kind) in [("?format=csv", "text/csv; charset=utf-8"), ("?format=xlsx", crate::page::XLSX)] {
        let reply = call("GET", &format!("/overview{ask}")).token(&city).send(&site).await;
        assert_eq!((reply.status(), header(&reply, "content-type")), (StatusCode::OK, kind.to_owned()));
    }
    let csv = call("GET", "/overview").token(&city).with("accept", "text/csv").send(&site).await;
    assert!(text(csv).await.contains("150121"));
    for bad in ["?sort=age", "?format=pdf"] {
        let reply = call("GET", &format!("/overview{bad}")).token(&city).send(&site).await;
        assert_eq!(reply.status(), StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[tokio::test]
async fn packs_are_told_compared_and_explained() {
    let site = site();
    let token = token(&site, "guihua", &["read"], 1);
    let packs = got(&site, &token, "/packs").await;
    assert_eq!(packs["region"], "150121");
    let ids: Vec<&str> = packs["packs"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert!(!ids.is_empty());
    let first = got(&site, &token, "/packs/entries?limit=1").await;
    let key = first["items"][0]["entry"]["key"].as_str().unwrap();
    let told = got(&site, &token, &format!("/packs/explanation?key={key}")).await;
    assert!(!told["links"].as_array().unwrap().is_empty(), "{key}");
    let unknown = got(&site, &token, "/packs/explanation?key=no.such.key").await;
    assert_eq!(unknown["links"], json!([]));
    let same = got(&site, &token, "/packs/differences").await;
    assert_eq!(same["differences"], json!([]));
    assert!(same["same"].as_u64().unwrap() > 100);
    for (path, status) in [
        ("/packs?region=150122", StatusCode::NOT_FOUND),
        ("/packs?region=x", StatusCode::BAD_REQUEST),
        ("/packs/differences?one=none", StatusCode::NOT_FOUND),
        ("/packs/explanation", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(call("GET", path).token(&token).send(&site).await.status(), status, "{path}");
    }
}

#[tokio::test]
async fn the_log_is_read_proved_signed_and_verified_by_auditors() {
    let site = site();
    let auditor = token(&site, "shenji", &["read", "audit"], 1);
    let head = got(&site, &auditor, "/audit").await;
    let size = head["size"].as_i64().unwrap();
    let (mut seen, mut next) = (Vec::new(), "/audit/entries?limit=7".to_owned());
    loop {
        let reply = call("GET", &next).token(&auditor).send(&site).await;
        let link = header(&reply, "link");
        seen.extend(value(reply).await["items"].as_array().unwrap().iter().map(|e| e["seq"].as_i64().unwrap()));
        let Some(to) = link.strip_prefix("</api/v1").and_then(|l| l.split('>').next()) else { break };
        next = to.to_owned();
    }
    assert!(seen.windows(2).all(|w| w[0] > w[1]) && seen.len() as i64 >= size, "{} of {size}", seen.len());
    let only = got(&site, &auditor, "/audit/entries?action=dossier.&region=150121").await;
    assert!(only["items"].as_array().unwrap().iter().all(|e| e["region"] == "150121"));
    let one = got(&site, &auditor, &format!("/audit/entries/{}", seen[0])).await;
    assert_eq!(one["proof"]["holds"], json!(true));
    let sign = || call("POST", "/audit/checkpoints").token(&auditor);
    let signed = sign().send(&site).await;
    assert_eq!(signed.status(), StatusCode::CREATED);
    assert!(value(signed).await["note"].as_str().unwrap().contains('\n'));
    assert!(!got(&site, &auditor, "/audit/checkpoints").await["items"].as_array().unwrap().is_empty());
    let path = got(&site, &auditor, &format!("/audit/consistency?from={}", size / 2)).await;
    assert_eq!(path["from"], json!(size / 2));
    let verified = call("POST", "/audit/verifications").token(&auditor).send(&site).await;
    assert_eq!(value(verified).await["holds"], json!(true));
    let log = call("GET", "/audit/log.jsonl").token(&auditor).send(&site).await;
    assert_eq!(header(&log, "content-type"), "application/jsonl");
    for (bad, status) in [("from=x", 422), ("region=x", 400), ("action=A", 400), ("to=2021-02-30", 422)] {
        let reply = call("GET", &format!("/audit/entries?{bad}")).token(&auditor).send(&site).await;
        assert_eq!(reply.status().as_u16(), status, "{bad}");
    }
    // without the scope, or the role, there is no log
    let plain = token(&site, "shenji", &["read"], 1);
    assert_eq!(call("GET", "/audit/entries").token(&plain).send(&site).await.status(), StatusCode::FORBIDDEN);
    let planner = token(&site, "guihua", &["read", "audit"], 1);
    assert!(call("GET", "/audit/entries").token(&planner).send(&site).await.status().is_client_error());
}

#[tokio::test]
async fn accounts_are_opened_and_given_rights_by_two() {
    let site = site();
    let system = Person::of(&site, "xitong", true);
    let wanted = json!({"accounts": [{"login": "xin1", "name": "新人", "region": "150121", "department": "education", "roles": ["planner"]}]});
    let open = || system.ask("POST", "/accounts").json(&wanted).with("idempotency-key", "a1");
    let first = open().send(&site).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    assert!(value(first).await["accounts"][0]["password"].as_str().is_some_and(|p| p.len() >= 8));
    let again = value(open().send(&site).await).await;
    assert_eq!(
        (&again["accounts"][0]["password"], &again["note"]["key"]),
        (&Value::Null, &json!("wb-api-password-once"))
    );
    let taken = system.ask("POST", "/accounts").json(&wanted).send(&site).await;
    assert_eq!(taken.status(), StatusCode::CONFLICT);
    let nobody = json!({"accounts": [{"login": "xin2", "name": "人", "region": "330102", "department": "水利局"}]});
    let nobody = system.ask("POST", "/accounts").json(&nobody).send(&site).await;
    assert_eq!(nobody.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(value(nobody).await["errors"].as_array().unwrap().len(), 2);

    let safety = Person::of(&site, "anquan", true);
    let list = value(safety.ask("GET", "/accounts?waiting=true").send(&site).await).await;
    let id = list["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!((&list["items"][0]["login"], &list["items"][0]["wanted"]), (&json!("xin1"), &json!(["planner"])));
    let grants = json!({"accounts": [id]});
    let stale = Person::of(&site, "anquan", false);
    let refused = stale.ask("POST", "/account-grants").json(&grants).send(&site).await;
    assert_eq!(
        (refused.status(), value(refused).await["key"].clone()),
        (StatusCode::FORBIDDEN, json!("wb-error-step-up"))
    );
    let granted = safety.ask("POST", "/account-grants").json(&grants).send(&site).await;
    assert_eq!(value(granted).await, json!({"count": 1}));
    let rights = json!({"region": "150121", "department": "education", "roles": ["planner", "delivery_clerk"]});
    let given = safety.ask("PUT", &format!("/accounts/{id}/rights")).json(&rights).send(&site).await;
    assert_eq!(value(given).await["roles"].as_array().unwrap().len(), 2);
    let act = |what: &str| safety.ask("POST", &format!("/accounts/{id}/actions")).json(&json!({ "action": what }));
    let locked = value(act("lock").send(&site).await).await;
    assert_eq!((&locked["account"]["state"], &locked["password"]), (&json!("suspended"), &Value::Null));
    assert_eq!(value(act("unlock").send(&site).await).await["account"]["state"], "active");
    let reset = value(act("reset").with("idempotency-key", "r1").send(&site).await).await;
    assert!(reset["password"].is_string());
    let reset = value(act("reset").with("idempotency-key", "r1").send(&site).await).await;
    assert_eq!((&reset["password"], &reset["note"]["key"]), (&Value::Null, &json!("wb-api-password-once")));
    assert_eq!(value(act("close").send(&site).await).await["account"]["state"], "closed");
    assert_eq!(act("burn").send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    // no token of anybody reaches accounts
    let planner = token(&site, "guihua", &ALL, 1);
    assert_eq!(call("GET", "/accounts").token(&planner).send(&site).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn regions_cycles_deadlines_maps_and_health() {
    let site = site();
    let system = Person::of(&site, "xitong", true);
    let top = Person::of(&site, "shending", true);
    let region =
        json!({"regions": [{"code": "150171", "name": "接口开发区", "level": "development_zone", "parent": "150100"}]});
    let taken = system.ask("POST", "/regions").json(&region).send(&site).await;
    assert_eq!(value(taken).await, json!({"count": 1}));
    let bad = json!({"regions": [{"code": "15", "name": "x"}]});
    assert_eq!(system.ask("POST", "/regions").json(&bad).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let close = |code: &str| system.ask("POST", &format!("/regions/{code}/states")).json(&json!({"closed": true}));
    assert_eq!(close("150171").send(&site).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(close("999999").send(&site).await.status(), StatusCode::NOT_FOUND);

    let deadlines = json!({"deadlines": [{"name": "报送规划", "date": "2021-12-20"}], "closed": false});
    let set = top.ask("PUT", "/deadlines").json(&deadlines).send(&site).await;
    assert_eq!(set.status(), StatusCode::OK);
    let planner = token(&site, "guihua", &ALL, 1);
    let due = got(&site, &planner, "/deadlines").await;
    let own = due["items"].as_array().unwrap().iter().find(|d| d["name"] == "报送规划").unwrap().clone();
    assert_eq!((&own["date"], &own["by_office"]), (&json!("2021-12-20"), &json!(true)));
    assert_eq!(
        call("GET", "/deadlines?region=150122").token(&planner).send(&site).await.status(),
        StatusCode::NOT_FOUND
    );
    let twice =
        json!({"deadlines": [{"name": "a", "date": "2021-12-20"}, {"name": "a", "date": "x"}], "closed": false});
    assert_eq!(top.ask("PUT", "/deadlines").json(&twice).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let cycle = json!({"name": "下一周期", "first": 2026, "last": 2030, "closed": false});
    let put = top.ask("PUT", "/cycles/2026-2030").json(&cycle).send(&site).await;
    assert_eq!(value(put).await["first"], json!(2026));

    let shapes =
        json!({"type": "Polygon", "coordinates": [[[111.0, 40.0], [111.1, 40.0], [111.1, 40.1], [111.0, 40.0]]]});
    let boundary = json!({"review": "蒙S（2021）012号", "supplied": "测绘院", "date": "2021-06-01", "shapes": shapes});
    let path = "/counties/150121/boundary";
    assert_eq!(system.ask("PUT", path).json(&boundary).send(&site).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(got(&site, &planner, path).await["review"], "蒙S（2021）012号");
    let nameless = json!({"review": "无", "supplied": "院", "date": "2021-06-01", "shapes": shapes});
    assert_eq!(system.ask("PUT", path).json(&nameless).send(&site).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(system.ask("DELETE", path).send(&site).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(system.ask("DELETE", path).send(&site).await.status(), StatusCode::NOT_FOUND);
    let tiles =
        json!({"url": "https://t0.tianditu.gov.cn/{z}/{x}/{y}.png", "attribution": "天地图", "review": "GS(2021)1号"});
    assert_eq!(system.ask("PUT", "/map-tiles").json(&tiles).send(&site).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(value(system.ask("GET", "/map-tiles").send(&site).await).await["attribution"], "天地图");

    let health = value(system.ask("GET", "/health").send(&site).await).await;
    assert_eq!((&health["engine"], &health["read_only"]), (&json!("SQLite"), &Value::Null));
    let backup = || system.ask("POST", "/backups").with("idempotency-key", "b1");
    let (first, again) = (backup().send(&site).await, backup().send(&site).await);
    assert_eq!((first.status(), again.status()), (StatusCode::ACCEPTED, StatusCode::ACCEPTED));
    assert_eq!(value(first).await, value(again).await);
    assert_eq!(value(system.ask("GET", "/backups").send(&site).await).await["items"], json!([]));
    assert_eq!(call("GET", "/health").token(&planner).send(&site).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_asked_for_again_is_the_same_without_its_secret() {
    let site = site();
    let person = Person::of(&site, "guihua", true);
    let make = |name: &str| {
        let wanted = json!({"name": name, "scopes": ["plan", "read"], "days": 30});
        person.ask("POST", "/tokens").json(&wanted).with("idempotency-key", "t1")
    };
    let first = make("数据交换").send(&site).await;
    let (status, at, first) = (first.status(), header(&first, "location"), value(first).await);
    assert_eq!((status, &first["note"]), (StatusCode::CREATED, &Value::Null));
    assert!(first["token"].as_str().unwrap().starts_with("jh_"));
    let again = make("数据交换").send(&site).await;
    assert_eq!((again.status(), header(&again, "location")), (StatusCode::CREATED, at));
    let again = value(again).await;
    assert_eq!((&again["id"], &again["expires"], &again["token"]), (&first["id"], &first["expires"], &Value::Null));
    assert_eq!(again["note"]["key"], "wb-api-token-once");
    let other = make("另一个").send(&site).await;
    assert_eq!((other.status(), value(other).await["key"].clone()), (StatusCode::CONFLICT, json!("wb-api-key-used")));
    assert_eq!(value(person.ask("GET", "/tokens").send(&site).await).await["items"].as_array().unwrap().len(), 1);
}
