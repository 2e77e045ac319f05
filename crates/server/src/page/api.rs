//! The interface to read (接口说明): the OpenAPI document as a page, operations in groups, each with an example to copy.

use super::account::shell;
use super::{Page, render};
use crate::api::document;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde_json::Value;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/api", Need::SignedIn, show)
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    s: Shell,
    intro: Vec<String>,
    groups: Vec<Group>,
    schemas: Vec<SchemaView>,
}

struct Group {
    name: String,
    id: String,
    operations: Vec<Operation>,
}

struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    said: Vec<String>,
    parameters: Vec<Parameter>,
    body: Option<Link>,
    answers: Vec<Answer>,
    example: String,
}

struct Parameter {
    name: String,
    place: String,
    kind: String,
    required: bool,
    said: String,
}

struct Answer {
    status: String,
    said: String,
    schema: Option<Link>,
}

/// A type's name, and its place on the page where it has one.
struct Link {
    name: String,
    href: String,
}

struct SchemaView {
    id: String,
    name: String,
    said: String,
    fields: Vec<Parameter>,
}

async fn show(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let s = shell(&caller, &caller.words.t("wb-api-title"));
    let document = document::of(&app);
    let address = app.config.address.clone().unwrap_or_else(|| format!("http://{}", app.config.listen));
    let mut groups: Vec<Group> = Vec::new();
    for (path, method, operation) in document::operations(document) {
        let name = operation.pointer("/tags/0").and_then(Value::as_str).unwrap_or("").to_owned();
        let one = one(document, &address, path, method, operation);
        match groups.iter_mut().find(|g| g.name == name) {
            Some(group) => group.operations.push(one),
            None => {
                let id = format!("group-{}", groups.len());
                groups.push(Group { name, id, operations: vec![one] });
            }
        }
    }
    // what a newcomer needs stands first: the nouns in their own order, not that of their addresses
    let order = document::tags();
    groups.sort_by_key(|g| order.iter().position(|tag| *tag == g.name));
    let intro = text(document.pointer("/info/description"));
    let list = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    let schemas = list.map(|(name, schema)| view(&s.w, name, schema)).collect();
    render(&ApiPage { intro: sentences(&intro), groups, schemas, s })
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or("").trim().to_owned()
}

/// Paragraphs, without the marks of code.
fn sentences(text: &str) -> Vec<String> {
    text.split("\n\n").map(|p| p.replace(['`', '\n'], "")).filter(|p| !p.is_empty()).collect()
}

/// What stands behind a reference, or the value itself.
fn followed<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let to = value.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix('#'));
    to.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

fn one(document: &Value, address: &str, path: &str, method: &str, operation: &Value) -> Operation {
    let list = |name: &str| operation.get(name).and_then(Value::as_array).into_iter().flatten();
    let parameters: Vec<&Value> = list("parameters").map(|p| followed(document, p)).collect();
    let body = operation.pointer("/requestBody/content").and_then(Value::as_object).and_then(|c| c.iter().next());
    let answers = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let answer = |(status, answer): (&String, &Value)| {
        let answer = followed(document, answer);
        let content = answer.get("content").and_then(Value::as_object).and_then(|c| c.iter().next());
        Answer {
            status: status.clone(),
            said: text(answer.get("description")),
            schema: content.and_then(|(kind, c)| link(kind, c.get("schema"))),
        }
    };
    let mut answers: Vec<Answer> = answers.map(answer).collect();
    answers.sort_by(|a, b| a.status.cmp(&b.status));
    Operation {
        id: text(operation.get("operationId")),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(operation.get("summary")),
        said: sentences(&text(operation.get("description"))),
        example: example(address, path, method, &parameters, body.map(|(kind, _)| kind.as_str())),
        parameters: parameters.into_iter().map(parameter).collect(),
        body: body.and_then(|(kind, content)| link(kind, content.get("schema"))),
        answers,
    }
}

fn link(kind: &str, schema: Option<&Value>) -> Option<Link> {
    let name = schema?.get("$ref").and_then(Value::as_str).and_then(|r| r.rsplit('/').next());
    Some(match name {
        Some(name) => Link { name: name.to_owned(), href: format!("#schema-{name}") },
        None => Link { name: kind.to_owned(), href: String::new() },
    })
}

fn parameter(p: &Value) -> Parameter {
    let schema = p.get("schema").unwrap_or(&Value::Null);
    Parameter {
        name: text(p.get("name")),
        place: text(p.get("in")),
        kind: kind(schema),
        required: p.get("required").and_then(Value::as_bool).unwrap_or(false),
        said: text(p.get("description")),
    }
}

/// A type in short: `integer`, `array of Gap`, `basic | balanced`.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return name.rsplit('/').next().unwrap_or("").to_owned();
    }
    for either in ["oneOf", "anyOf", "allOf"] {
        if let Some(parts) = schema.get(either).and_then(Value::as_array) {
            return parts.iter().map(kind).collect::<Vec<_>>().join(" | ");
        }
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    let named = match schema.get("type") {
        Some(Value::Array(parts)) => parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        other => text(other),
    };
    match schema.get("items") {
        Some(items) if named.contains("array") => format!("array of {}", kind(items)),
        _ => named,
    }
}

fn view(w: &Words, name: &str, schema: &Value) -> SchemaView {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let parts = schema.get("allOf").and_then(Value::as_array);
    let own = std::iter::once(schema).chain(parts.into_iter().flatten());
    let fields = own.filter_map(|s| s.get("properties").and_then(Value::as_object)).flatten();
    let fields: Vec<Parameter> = fields
        .map(|(name, field)| Parameter {
            name: name.clone(),
            place: String::new(),
            kind: kind(field),
            required: required.contains(&name.as_str()),
            said: text(field.get("description")),
        })
        .collect();
    let mut said = text(schema.get("description"));
    if fields.is_empty() && said.is_empty() {
        said = w.t("wb-api-no-fields");
    }
    SchemaView { id: format!("schema-{name}"), name: name.to_owned(), said, fields }
}

/// A call to copy, with the token in the environment.
fn example(address: &str, path: &str, method: &str, parameters: &[&Value], body: Option<&str>) -> String {
    let mut url = path.to_owned();
    let mut lines = vec!["-H \"Authorization: Bearer $JUNHENG_TOKEN\"".to_owned()];
    for p in parameters {
        let name = text(p.get("name"));
        match p.get("in").and_then(Value::as_str) {
            Some("path") => url = url.replace(&format!("{{{name}}}"), &text(p.get("example"))),
            Some("query") if p.get("required").and_then(Value::as_bool) == Some(true) => {
                url.push_str(&format!("?{name}=…"));
            }
            Some("header") if name == "If-Match" => lines.push("-H 'If-Match: \"3-0123456789abcdef\"'".to_owned()),
            _ => {}
        }
    }
    match body {
        Some("multipart/form-data") => lines.push("-F file=@workbook.xlsx -F why=…".to_owned()),
        Some(kind) => lines.push(format!("-H 'Content-Type: {kind}' --data @body.json")),
        None => {}
    }
    let verb = if method == "get" { String::new() } else { format!("-X {} ", method.to_uppercase()) };
    format!("curl {verb}{} \\\n  '{address}{url}'", lines.join(" \\\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_in_short() {
        assert_eq!(kind(&json!({"type": ["integer", "null"]})), "integer | null");
        assert_eq!(kind(&json!({"type": "array", "items": {"$ref": "#/components/schemas/Gap"}})), "array of Gap");
        assert_eq!(kind(&json!({"type": "string", "enum": ["a", "b"]})), "a | b");
        assert_eq!(kind(&json!({"oneOf": [{"type": "null"}, {"$ref": "#/x/Said"}]})), "null | Said");
    }

    #[test]
    fn an_example_has_everything_filled_in() {
        let county = json!({"name": "county", "in": "path", "example": "150121"});
        let text = example("http://x", "/api/v1/counties/{county}", "delete", &[&county], None);
        assert_eq!(
            text,
            "curl -X DELETE -H \"Authorization: Bearer $JUNHENG_TOKEN\" \\\n  'http://x/api/v1/counties/150121'"
        );
    }
}
