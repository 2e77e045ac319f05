use crate::tests::{Site, site, text, token};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

const SCHOOL: &str = "2115920001";

/// A page's token and what a script would send with it.
async fn csrf(site: &Site, cookie: &str) -> String {
    token(&text(site.get("/c/150121/school/2115920001/edit", cookie).await).await)
}

async fn send(site: &Site, cookie: &str, path: &str, csrf: &str, body: impl Into<String>) -> (StatusCode, Value) {
    let request = Request::post(path)
        .header("host", "site")
        .header("origin", "http://site")
        .header("cookie", cookie)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .header("x-csrf-token", csrf);
    let reply = site.send(request.body(Body::from(body.into())).unwrap()).await;
    let status = reply.status();
    (status, serde_json::from_str(&text(reply).await).unwrap_or_default())
}

async fn data(site: &Site, cookie: &str, query: &str) -> Value {
    serde_json::from_str(&text(site.get(&format!("/c/150121/schools/grid/data{query}"), cookie).await).await).unwrap()
}

/// The cell of a column in a row.
fn cell(data: &Value, row: &str, column: &str) -> String {
    let at = data["columns"].as_array().unwrap().iter().position(|c| c["key"] == column).unwrap();
    let row = data["rows"].as_array().unwrap().iter().find(|r| r[0] == row).unwrap();
    row[1][at].as_str().unwrap().to_owned()
}

fn change(table: &str, row: &str, column: &str, from: &str, to: &str) -> String {
    let cells = json!({ column: [from, to] });
    json!({"table": table, "based_on": 1, "why": "核实更正", "key": format!("k{to}"), "rows": [{"row": row, "cells": cells}]}).to_string()
}

#[tokio::test]
async fn a_cell_is_judged_saved_and_remembered() {
    let site = site();
    let cookie = site.login("guihua").await;
    let csrf = csrf(&site, &cookie).await;
    let before = data(&site, &cookie, "?table=enrolment&year=2020").await;
    let row = format!("{SCHOOL}\u{1f}2020");
    let was = cell(&before, &row, "enrolment/grade/1/girls");
    let path = "/c/150121/schools/grid";
    let wrong = change("enrolment", &row, "enrolment/grade/1/girls", &was, "9999");
    let (status, said) = send(&site, &cookie, &format!("{path}/check"), &csrf, wrong.clone()).await;
    assert_eq!((status, said["saved"].as_bool()), (StatusCode::OK, Some(false)));
    assert_eq!(said["problems"][0]["column"], "enrolment/grade/1/girls");
    assert!(said["problems"][0]["text"].as_str().unwrap().contains("女生"), "{said}");
    let (status, _) = send(&site, &cookie, path, &csrf, wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = change("enrolment", &row, "enrolment/grade/1/girls", &was, "１");
    let no_reason = right.replace("核实更正", "  ");
    assert_eq!(send(&site, &cookie, path, &csrf, no_reason).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, said) = send(&site, &cookie, path, &csrf, right.clone()).await;
    assert_eq!((status, said["saved"].as_bool()), (StatusCode::OK, Some(true)), "{said}");
    let after = data(&site, &cookie, "?table=enrolment&year=2020").await;
    assert_eq!(cell(&after, &row, "enrolment/grade/1/girls"), "1");
    assert_eq!(after["version"].as_i64().unwrap(), before["version"].as_i64().unwrap() + 1);
    // sent again it is done once
    let (status, again) = send(&site, &cookie, path, &csrf, right).await;
    assert_eq!((status, again["saved"].as_bool()), (StatusCode::OK, Some(false)));
    let history = text(site.get(&format!("/c/150121/school/{SCHOOL}/history"), &cookie).await).await;
    assert!(
        history.contains("2020 一年级·女生数（人）") && history.contains("核实更正") && history.contains("王晓梅"),
        "{history}"
    );
}

#[tokio::test]
async fn two_people_at_once_are_merged_or_asked() {
    let site = site();
    let cookie = site.login("guihua").await;
    let csrf = csrf(&site, &cookie).await;
    let path = "/c/150121/schools/grid";
    let before = data(&site, &cookie, "?table=schools").await;
    let was = cell(&before, SCHOOL, "remark");
    let first = change("schools", SCHOOL, "remark", &was, "甲的备注");
    assert_eq!(send(&site, &cookie, path, &csrf, first).await.0, StatusCode::OK);
    // another cell, based on the version before: merged
    let founded = cell(&before, SCHOOL, "founded");
    let second = change("schools", SCHOOL, "founded", &founded, "1957");
    let (status, said) = send(&site, &cookie, path, &csrf, second).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    assert!(said["message"].as_str().unwrap().contains("合并"), "{said}");
    // the same cell: asked, both values told
    let third = change("schools", SCHOOL, "remark", &was, "乙的备注");
    let (status, said) = send(&site, &cookie, path, &csrf, third).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let conflict = &said["conflicts"][0];
    assert_eq!((conflict["theirs"].as_str(), conflict["yours"].as_str()), (Some("甲的备注"), Some("乙的备注")));
    let both = data(&site, &cookie, "?table=schools").await;
    assert_eq!((cell(&both, SCHOOL, "remark"), cell(&both, SCHOOL, "founded")), ("甲的备注".into(), "1957".into()));
}

#[tokio::test]
async fn hostile_bodies_are_refused_in_words() {
    let site = site();
    let cookie = site.login("guihua").await;
    let csrf = csrf(&site, &cookie).await;
    let path = "/c/150121/schools/grid";
    let bad = [
        "null",
        "{\"table\":\"enrolment\",\"rows\":[{\"row\":\"\\ud800\"}]}",
        "{\"table\":\"enrolment\",\"nonsense\":1}",
        "{\"table\":\"enrolment\",\"rows\":[{\"row\":\"a\",\"cells\":{\"b\":[NaN,1]}}]}",
    ];
    for body in bad {
        let (status, said) = send(&site, &cookie, path, &csrf, body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(said["detail"].as_str().unwrap().contains("格式"), "{said}");
    }
    for table in ["projects", "county", "../x", ""] {
        let body = json!({"table": table, "why": "x", "rows": []}).to_string();
        assert_eq!(send(&site, &cookie, path, &csrf, body).await.0, StatusCode::NOT_FOUND, "{table}");
    }
    // a paste of a megabyte is told of cell by cell
    let long = change("schools", SCHOOL, "remark", "", &"长".repeat(400_000));
    let (status, said) = send(&site, &cookie, &format!("{path}/check"), &csrf, long).await;
    assert_eq!(status, StatusCode::OK);
    assert!(said["problems"][0]["text"].as_str().unwrap().contains("1000"));
    // markup in a name comes back as text
    let name = cell(&data(&site, &cookie, "?table=schools").await, SCHOOL, "name");
    let nasty = change("schools", SCHOOL, "name", &name, "<img src=x onerror=alert(1)>\"'小学");
    assert_eq!(send(&site, &cookie, path, &csrf, nasty).await.0, StatusCode::OK);
    for page in ["schools", "schools/2115920001", "school/2115920001/edit", "school/2115920001/history", "schools/grid"]
    {
        let shown = text(site.get(&format!("/c/150121/{page}"), &cookie).await).await;
        assert!(!shown.contains("<img src=x"), "{page}");
    }
}

#[tokio::test]
async fn only_who_may_changes_anything() {
    let site = site();
    let (planner, treasurer, other) =
        (site.login("guihua").await, site.login("caizheng").await, site.login("guihua2").await);
    let csrf = csrf(&site, &planner).await;
    let body = change("schools", SCHOOL, "remark", "", "x");
    assert_eq!(send(&site, &planner, "/c/150121/schools/grid", "0", body.clone()).await.0, StatusCode::FORBIDDEN);
    let own = token(&text(site.get("/c/150122/schools/grid", &other).await).await);
    assert_eq!(send(&site, &other, "/c/150121/schools/grid", &own, body.clone()).await.0, StatusCode::NOT_FOUND);
    let page = text(site.get("/c/150121/schools/grid?table=budgets", &treasurer).await).await;
    assert!(page.contains("不能修改") && !page.contains("id=\"grid-do\""));
    let mine = token(&page);
    assert_eq!(send(&site, &treasurer, "/c/150121/schools/grid", &mine, body).await.0, StatusCode::FORBIDDEN);
    // a table does not change its permission by the address it is sent to
    let budget = json!({"table": "budgets", "why": "x", "rows": []}).to_string();
    assert_eq!(send(&site, &planner, "/c/150121/schools/grid", &csrf, budget).await.0, StatusCode::OK);
}

#[tokio::test]
async fn without_a_script_a_school_is_edited_added_and_closed() {
    let site = site();
    let cookie = site.login("guihua").await;
    let edit = format!("/c/150121/school/{SCHOOL}/edit");
    let page = text(site.get(&edit, &cookie).await).await;
    let csrf = token(&page);
    assert!(page.contains("name=\"v.township\"") && page.contains("name=\"w.township\""));
    let form = |fields: &str| format!("csrf={csrf}&table=schools&year=2020&based_on=1&{fields}");
    let refused = site.post(&edit, &cookie, &form("why=x&w.founded=&v.founded=abc")).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = text(refused).await;
    assert!(shown.contains("value=\"abc\"") && shown.contains("aria-invalid"), "typed values stay");
    let reply = site.post(&edit, &cookie, &form("why=x&w.remark=&v.remark=%E5%A4%87%E6%B3%A8")).await;
    assert_eq!(reply.status(), StatusCode::SEE_OTHER, "{}", text(reply).await);
    let none = site.post(&edit, &cookie, &form("why=&w.remark=a&v.remark=b")).await;
    assert!(text(none).await.contains("没有填写事由"));
    let new = "/c/150121/schools/new";
    let taken = site.post(new, &cookie, &form(&format!("why=x&w.id=&v.id={SCHOOL}&w.name=&v.name=a"))).await;
    assert!(text(taken).await.contains("已经有了"));
    let added = site.post(new, &cookie, &form("why=x&w.id=&v.id=X77&w.name=&v.name=%E6%96%B0%E6%A0%A1")).await;
    assert_eq!(added.status(), StatusCode::SEE_OTHER, "{}", text(added).await);
    assert_eq!(site.get("/c/150121/schools/X77", &cookie).await.status(), StatusCode::OK);
    let close = "/c/150121/school/X77/close";
    let bad = site.post(close, &cookie, &form("why=x&date=2021-02-30")).await;
    assert!(text(bad).await.contains("不是日期"));
    let closed = site.post(close, &cookie, &form("why=x&date=2021-07-31&document=%E6%89%B9%E5%A4%8D")).await;
    assert_eq!(closed.status(), StatusCode::SEE_OTHER);
    let again = site.post(close, &cookie, &form("why=x&date=2021-08-01")).await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let history = text(site.get("/c/150121/school/X77/history?at=2100-01-01", &cookie).await).await;
    assert!(history.contains("拟撤并") && history.contains("2021-07-31"), "{history}");
    let nothing = text(site.get("/c/150121/school/X77/history?at=1999-01-01", &cookie).await).await;
    assert!(nothing.contains("还没有这所学校的数据"));
}
