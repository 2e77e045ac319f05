//! The document of the interface (接口说明文档), OpenAPI 3.1: put together from the nouns, with what all operations share added in one place.

use super::bearer::Scope;
use super::{PREFIX, documents, reply};
use crate::app::App;
use crate::caller::Need;
use crate::failure::Failure;
use crate::page::{Entry, Page};
use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};
use utoipa::OpenApi;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show))]
pub struct Doc;

/// The document's own route.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/openapi.json", Need::SignedIn, show)
}

/// 接口说明文档 · This document
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "接口", operation_id = "document",
    responses((status = 200, description = "OpenAPI 3.1 文档。", body = Object)))]
async fn show(State(app): State<App>) -> Result<Response, Failure> {
    reply::json(of(&app))
}

/// The document with what is known of the routes.
pub fn of(app: &App) -> &'static Value {
    static WHOLE: OnceLock<Value> = OnceLock::new();
    WHOLE.get_or_init(|| whole(&crate::router::table(app)))
}

/// The nouns' parts together, as they say it themselves.
static PLAIN: LazyLock<Value> = LazyLock::new(|| {
    let mut parts = documents().into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        all.merge(part);
    }
    serde_json::to_value(&all).unwrap_or_default()
});

/// Query parameters by method and path.
static PARAMETERS: LazyLock<BTreeMap<(String, String), Vec<String>>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
    for (path, method, operation) in operations(&PLAIN) {
        let all = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        let query = all.filter(|p| p.get("in").is_some_and(|i| i == "query"));
        let names = query.filter_map(|p| p.get("name").and_then(Value::as_str).map(str::to_owned)).collect();
        out.insert((method.to_uppercase(), path.to_owned()), names);
    }
    out
});

/// The query parameters an operation knows.
pub fn parameters(method: &str, path: &str) -> &'static [String] {
    PARAMETERS.get(&(method.to_owned(), path.to_owned())).map_or(&[], Vec::as_slice)
}

/// The groups of operations, in the order of the nouns.
pub fn tags() -> &'static [String] {
    static TAGS: OnceLock<Vec<String>> = OnceLock::new();
    TAGS.get_or_init(gathered)
}

fn gathered() -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in documents() {
        let part = serde_json::to_value(&part).unwrap_or_default();
        for (_, _, operation) in operations(&part) {
            let tag = operation.pointer("/tags/0").and_then(Value::as_str).unwrap_or("").to_owned();
            if !out.contains(&tag) {
                out.push(tag);
            }
        }
    }
    out
}

/// Path, method and content of every operation.
pub fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// Every path parameter: name, pattern, what it is.
const PATH: &[(&str, &str, &str, &str)] = &[
    ("county", "^[0-9A-Za-z]{6,12}$", "150121", "县（区、旗）或开发区的行政区划代码。"),
    ("region", "^[0-9A-Za-z]{6,12}$", "150100", "行政区划代码。"),
    ("cycle", "^[0-9]{4}-[0-9]{4}$", "2021-2025", "规划周期，如 2021-2025。"),
    ("school", "^[^/]{1,40}$", "2115920001", "学校编号。"),
    ("item", "^[a-z_0-9]{1,40}$", "books", "办学条件或建设内容的代码，如 classroom、books。"),
    ("standard", "^(basic|balanced)$", "basic", "标准：basic 基本办学条件，balanced 优质均衡。"),
    ("project", "^[^/]{1,80}$", "P0001", "项目编号。"),
    ("table", "^[a-z]{1,20}$", "enrolment", "数据表的代码。"),
    ("number", "^[1-9][0-9]{0,8}$", "1", "版本号。"),
    ("job", "^[0-9a-f-]{1,40}$", "01900000-0000-7000-8000-000000000000", "任务编号。"),
    ("document", "^[0-9a-f-]{1,40}$", "01900000-0000-7000-8000-000000000000", "资料编号。"),
    ("token", "^[0-9a-f-]{1,40}$", "01900000-0000-7000-8000-000000000000", "令牌编号，不是令牌本身。"),
    ("demand", "^[0-9]{1,4}$", "0", "必办事项的序号，自 0 起。"),
    ("waiver", "^[0-9a-f-]{1,40}$", "01900000-0000-7000-8000-000000000000", "豁免编号。"),
    ("account", "^[0-9a-f-]{1,40}$", "01900000-0000-7000-8000-000000000000", "账户编号。"),
    ("seq", "^[0-9]{1,12}$", "0", "审计记录的序号，自 0 起。"),
    ("file", "^[^/]{1,120}$", "规划文本.pdf", "文件名。"),
];

/// Errors that answers may be: status, when.
const PROBLEMS: &[(u16, &str)] = &[
    (400, "请求无法识别：参数、游标或 JSON 有误，或有不认识的查询参数。"),
    (401, "未登录，或令牌无效、已过期、已作废。"),
    (403, "没有这项权限；需要二次认证的操作不接受令牌。"),
    (404, "没有这条记录，或不在管辖范围。"),
    (409, "与现有内容冲突，或幂等键已用于其他请求。"),
    (412, "数据已被他人更改：If-Match 与当前版本不符。"),
    (413, "内容太大。"),
    (415, "请求内容的类型不受理。"),
    (422, "内容有误，errors 列出各处。"),
    (428, "须在 If-Match 中说明所依据的版本。"),
    (429, "请求过多或处理超时，按 Retry-After 稍候再试。"),
    (503, "暂时不能写入。"),
];

fn whole(table: &[Entry]) -> Value {
    let mut document = PLAIN.clone();
    set(&mut document, "openapi", json!("3.1.0"));
    set(&mut document, "info", info());
    set(&mut document, "servers", json!([{"url": "/", "description": "本服务器"}]));
    set(&mut document, "security", json!([]));
    let entries: BTreeMap<(String, &str), &Entry> =
        table.iter().map(|e| ((e.method.to_lowercase(), e.path), e)).collect();
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for (path, item) in paths {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                let need = entries.get(&(method.clone(), path.as_str())).map(|e| e.need);
                complete(path, method, operation, need);
            }
        }
    }
    if let Some(root) = document.as_object_mut() {
        let components = root.entry("components").or_insert_with(|| json!({}));
        put_components(components);
    }
    document
}

fn set(value: &mut Value, name: &str, to: Value) {
    if let Some(map) = value.as_object_mut() {
        map.insert(name.to_owned(), to);
    }
}

fn info() -> Value {
    json!({
        "title": "均衡 · 工作台编程接口",
        "version": env!("CARGO_PKG_VERSION"),
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        "description": "义务教育薄弱环节改善与能力提升规划。金额一律为整数分；面积、长度一律为整数百分之一平方米、百分之一米；没有小数。\
                        时间为 RFC 3339（UTC）。没有数据的值为 null，不是 0。错误为 RFC 9457 的 application/problem+json，\
                        文字默认中文，Accept-Language: en 时为英文。列表用 limit 与 cursor 分页；读取带 ETag，替换须带 If-Match。"
    })
}

/// Adds what every operation of its kind has.
fn complete(path: &str, method: &str, operation: &mut Value, need: Option<Need>) {
    let Some(map) = operation.as_object_mut() else { return };
    let parameters = map.entry("parameters").or_insert_with(|| json!([]));
    if let Some(list) = parameters.as_array_mut() {
        let mut first: Vec<Value> =
            PATH.iter().filter(|(name, ..)| path.contains(&format!("{{{name}}}"))).map(path_parameter).collect();
        first.append(list);
        if method == "post" {
            first.push(json!({"$ref": "#/components/parameters/IdempotencyKey"}));
        }
        *list = first;
        if list.is_empty() {
            map.remove("parameters");
        }
    }
    permission(map, need);
    let body = map.contains_key("requestBody");
    let replaces =
        serde_json::to_string(map.get("parameters").unwrap_or(&Value::Null)).is_ok_and(|p| p.contains("\"If-Match\""));
    let pages =
        serde_json::to_string(map.get("parameters").unwrap_or(&Value::Null)).is_ok_and(|p| p.contains("\"cursor\""));
    let asked = serde_json::to_string(map.get("parameters").unwrap_or(&Value::Null)).unwrap_or_default();
    // a region that is not one's own is not there, wherever it is named
    let named = path.contains('{') || asked.contains("\"name\":\"region\"");
    let year = asked.contains("\"name\":\"year\"");
    let list = method == "get" && serde_json::to_string(map).is_ok_and(|t| t.contains("schemas/Page_"));
    let Some(responses) = map.get_mut("responses").and_then(Value::as_object_mut) else { return };
    for (status, _) in PROBLEMS {
        let fits = match status {
            404 => named,
            409 => method != "get",
            412 | 428 => replaces,
            413 | 415 => body,
            422 => body || pages || year,
            503 => method != "get",
            _ => true,
        };
        if fits {
            let name = status.to_string();
            responses.entry(name).or_insert_with(|| json!({"$ref": format!("#/components/responses/P{status}")}));
        }
    }
    if method == "get" {
        let mut headers = json!({"ETag": {"$ref": "#/components/headers/ETag"}});
        if list {
            set(&mut headers, "Link", json!({"$ref": "#/components/headers/Link"}));
        }
        if let Some(fine) = responses.get_mut("200") {
            set(fine, "headers", headers);
        }
        responses.insert("304".to_owned(), json!({"description": "与 If-None-Match 所给的版本相同。"}));
    }
    for made in ["201", "202"] {
        if let Some(answer) = responses.get_mut(made) {
            set(
                answer,
                "headers",
                json!({"Location": {"description": "新记录的地址。", "schema": {"type": "string"}}}),
            );
        }
    }
}

/// Who may call it.
fn permission(map: &mut Map<String, Value>, need: Option<Need>) {
    let (action, scopes): (Option<&str>, Vec<&str>) = match need {
        Some(Need::May(action)) => {
            let scopes = Scope::ALL.into_iter().filter(|s| s.holds(action)).map(Scope::code).collect();
            (Some(action.code()), scopes)
        }
        _ => (None, Vec::new()),
    };
    let person_only = action.is_some() && scopes.is_empty();
    let mut security = Vec::new();
    if !person_only {
        security.push(json!({"token": []}));
    }
    security.push(json!({"session": []}));
    let who = match (action, person_only) {
        (None, _) => "登录即可，或持任何令牌。".to_owned(),
        (Some(action), true) => format!("权限 `{action}`；只限本人登录后操作，不接受令牌。"),
        (Some(action), false) => format!("权限 `{action}`；令牌范围 `{}`。", scopes.join("`、`")),
    };
    let said = map.get("description").and_then(Value::as_str).unwrap_or("").trim().to_owned();
    map.insert("description".to_owned(), json!(if said.is_empty() { who } else { format!("{said}\n\n{who}") }));
    map.insert("security".to_owned(), Value::from(security));
    if let Some(action) = action {
        map.insert("x-action".to_owned(), json!(action));
        map.insert("x-scopes".to_owned(), json!(scopes));
    }
}

fn path_parameter(&(name, pattern, example, what): &(&str, &str, &str, &str)) -> Value {
    json!({"name": name, "in": "path", "required": true, "description": what, "example": example,
        "schema": {"type": "string", "pattern": pattern}})
}

fn put_components(components: &mut Value) {
    set(
        components,
        "securitySchemes",
        json!({
            "token": {"type": "http", "scheme": "bearer", "description": "接口令牌，在“我的账户”页创建。"},
            "session": {"type": "apiKey", "in": "cookie", "name": crate::caller::COOKIE,
                "description": "登录后的会话。写操作另须在 x-csrf-token 中带上 GET /api/v1/me 给出的 csrf，并与页面同源。"},
        }),
    );
    set(
        components,
        "parameters",
        json!({"IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "required": false,
            "description": "幂等键，由调用方选定。同一键、同一内容重发，得到第一次的答复；同一键、不同内容，退回 409。",
            "schema": {"type": "string", "pattern": "^[!-~]{1,64}$"}}}),
    );
    set(
        components,
        "headers",
        json!({
            "ETag": {"description": "内容的版本，可用于 If-None-Match。", "schema": {"type": "string"}},
            "Link": {"description": "下一页的地址，rel=\"next\"；没有下一页时不出现。", "schema": {"type": "string"}},
        }),
    );
    let responses: Map<String, Value> = PROBLEMS
        .iter()
        .map(|(status, when)| {
            let content = json!({"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
            (format!("P{status}"), json!({"description": when, "content": content}))
        })
        .collect();
    set(components, "responses", Value::Object(responses));
    let problem = json!({
        "type": "object", "description": "RFC 9457 问题说明。", "additionalProperties": false,
        "required": ["type", "title", "status", "detail", "key", "errors", "instance", "request"],
        "properties": {
            "type": {"type": "string", "const": "about:blank"},
            "title": {"type": "string", "description": "出了什么问题。"},
            "status": {"type": "integer", "description": "HTTP 状态。"},
            "detail": {"type": "string", "description": "具体原因和怎么办。"},
            "key": {"type": "string", "description": "原因的目录键，不随语言变化，供程序判断。"},
            "errors": {"type": "array", "description": "各处错误。", "items": {"type": "object", "additionalProperties": false,
                "required": ["key", "detail"], "properties": {"key": {"type": "string"}, "detail": {"type": "string"}}}},
            "instance": {"type": "string", "description": "所请求的地址。"},
            "request": {"type": "string", "description": "请求编号，与响应头 x-request-id 相同。"},
        }
    });
    if let Some(map) = components.as_object_mut() {
        let schemas = map.entry("schemas").or_insert_with(|| json!({}));
        set(schemas, "Problem", problem);
    }
}

/// True for an address of the interface.
pub fn ours(path: &str) -> bool {
    path.starts_with(PREFIX)
}
