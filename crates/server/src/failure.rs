//! What went wrong with a request (请求出错): a page for people, problem+json for programs, always with what to do.

use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use model::Message;
use store::{Failed, Refused};

/// A request that was not answered as asked.
#[derive(Debug)]
pub enum Failure {
    /// Nobody is signed in: to the door.
    SignIn,
    /// A second factor is wanted first.
    StepUp,
    /// There is no such thing, or it is not for this account to know.
    NotFound,
    /// Not allowed, and why.
    Forbidden(Message),
    /// What was sent cannot be used.
    Bad(Vec<Message>),
    /// What was sent cannot even be read: an unknown parameter, no JSON.
    Unreadable(Message),
    /// The address is known, the method is not; the header `Allow` says which are.
    Method,
    /// What was sent is of a kind that is not taken here.
    Media(Message),
    /// The version that the request was made from is not the present one.
    Stale(Message),
    /// A write that replaces something must say what it replaces.
    Unconditional,
    /// Somebody else changed it meanwhile.
    Conflict(Message),
    /// The request names another site than this one.
    Misdirected,
    /// Larger than allowed: MiB.
    TooLarge(usize),
    /// Too many attempts or too much at once; try later.
    Busy(Message),
    /// Writing is not possible at the moment.
    ReadOnly(Message),
    /// A fault of the program; told to the log, not to the person.
    Internal(String),
}

impl Failure {
    /// One reason why what was sent cannot be used.
    pub fn bad(message: Message) -> Failure {
        Failure::Bad(vec![message])
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::SignIn => StatusCode::UNAUTHORIZED,
            Failure::StepUp | Failure::Forbidden(_) => StatusCode::FORBIDDEN,
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::Bad(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Unreadable(_) => StatusCode::BAD_REQUEST,
            Failure::Method => StatusCode::METHOD_NOT_ALLOWED,
            Failure::Media(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Failure::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Failure::Unconditional => StatusCode::PRECONDITION_REQUIRED,
            Failure::Conflict(_) => StatusCode::CONFLICT,
            Failure::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Failure::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Busy(_) => StatusCode::TOO_MANY_REQUESTS,
            Failure::ReadOnly(_) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What is wrong and what to do, as messages.
    fn words(&self) -> (Message, Message, Vec<Message>) {
        let both = |what: &'static str, todo: &'static str| (Message::new(what), Message::new(todo), Vec::new());
        match self {
            Failure::SignIn => both("wb-error-sign-in", "wb-error-sign-in-todo"),
            Failure::StepUp => both("wb-error-step-up", "wb-error-step-up-todo"),
            Failure::NotFound => both("wb-error-missing", "wb-error-missing-todo"),
            Failure::Forbidden(why) => {
                (Message::new("wb-error-forbidden"), Message::new("wb-error-forbidden-todo"), vec![why.clone()])
            }
            Failure::Bad(why) => (Message::new("wb-error-bad"), Message::new("wb-error-bad-todo"), why.clone()),
            Failure::Unreadable(why) | Failure::Media(why) => {
                (Message::new("wb-api-unreadable"), Message::new("wb-api-unreadable-todo"), vec![why.clone()])
            }
            Failure::Method => both("wb-api-method", "wb-api-method-todo"),
            Failure::Stale(why) => {
                (Message::new("wb-error-conflict"), Message::new("wb-api-stale-todo"), vec![why.clone()])
            }
            Failure::Unconditional => both("wb-api-unconditional", "wb-api-unconditional-todo"),
            Failure::Conflict(why) => {
                (Message::new("wb-error-conflict"), Message::new("wb-error-conflict-todo"), vec![why.clone()])
            }
            Failure::Misdirected => both("wb-error-host", "wb-error-host-todo"),
            Failure::TooLarge(mib) => {
                let what = Message::new("wb-error-large").with("mib", mib);
                (what, Message::new("wb-error-large-todo"), Vec::new())
            }
            Failure::Busy(why) => {
                (Message::new("wb-error-busy"), Message::new("wb-error-busy-todo"), vec![why.clone()])
            }
            Failure::ReadOnly(why) => {
                (Message::new("wb-error-read-only"), Message::new("wb-error-read-only-todo"), vec![why.clone()])
            }
            Failure::Internal(_) => both("wb-error-internal", "wb-error-internal-todo"),
        }
    }
}

/// How a failure is to be told.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// In which language.
    pub words: Words,
    /// A program asks, or a script of the page: problem+json.
    pub json: bool,
    /// The request's number.
    pub request: String,
    /// The address asked for.
    pub here: String,
}

impl Manner {
    /// From the headers of the request.
    pub fn of(headers: &HeaderMap, here: &str, words: Words, request: &str) -> Manner {
        let accepts = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
        let json =
            here.starts_with("/api/") || headers.contains_key("hx-request") || accepts.starts_with("application/json");
        Manner { words, json, request: request.to_owned(), here: here.to_owned() }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    s: Shell,
    code: u16,
    what: String,
    todo: String,
    details: Vec<String>,
    request: String,
}

impl Failure {
    /// The answer.
    pub fn answer(self, manner: &Manner) -> Response {
        if let Failure::Internal(detail) = &self {
            tracing::error!(request = %manner.request, path = %manner.here, %detail, "a fault of the program");
        }
        let status = self.status();
        let back = || form_urlencoded(&manner.here);
        if !manner.json {
            match self {
                Failure::SignIn => return Redirect::to(&format!("/login?back={}", back())).into_response(),
                Failure::StepUp => return Redirect::to(&format!("/account/step-up?back={}", back())).into_response(),
                _ => {}
            }
        }
        let (what, todo, reasons) = self.words();
        let w = manner.words;
        let details: Vec<String> = reasons.iter().map(|m| w.say(m)).collect();
        let mut response = if manner.json {
            let detail = if details.is_empty() { w.say(&todo) } else { details.join("；") };
            let errors: Vec<_> =
                reasons.iter().map(|m| serde_json::json!({"key": m.key, "detail": w.say(m)})).collect();
            let body = serde_json::json!({
                "type": "about:blank", "title": w.say(&what), "status": status.as_u16(), "detail": detail,
                "key": reasons.first().map_or(&what.key, |m| &m.key), "errors": errors,
                "instance": manner.here, "request": manner.request,
            });
            let mut response = (status, Json(body)).into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
            if matches!(self, Failure::SignIn) {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"junheng\""));
            }
            response
        } else {
            let page = ErrorPage {
                s: Shell::door(w, w.say(&what), &manner.here),
                code: status.as_u16(),
                what: w.say(&what),
                todo: w.say(&todo),
                details,
                request: manner.request.clone(),
            };
            match page.render() {
                Ok(html) => (status, Html(html)).into_response(),
                Err(error) => (status, error.to_string()).into_response(),
            }
        };
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response
    }
}

/// A text as the value of a query.
pub fn form_urlencoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Carries the failure to the outermost layer, which knows how it is to be told.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Told(std::sync::Arc::new(std::sync::Mutex::new(Some(self)))));
        response
    }
}

/// A failure on its way out.
#[derive(Debug, Clone)]
pub struct Told(pub std::sync::Arc<std::sync::Mutex<Option<Failure>>>);

impl From<store::Broken> for Failure {
    fn from(broken: store::Broken) -> Failure {
        Failure::Internal(broken.detail)
    }
}

impl From<Failed> for Failure {
    fn from(failed: Failed) -> Failure {
        match failed {
            Failed::Refused(Refused { kind: store::Kind::Missing, .. }) => Failure::NotFound,
            Failed::Refused(Refused {
                kind: store::Kind::Stale | store::Kind::Exists | store::Kind::KeyReused,
                message,
            }) => Failure::Conflict(message),
            Failed::Refused(Refused { kind: store::Kind::Locked, message }) => Failure::Busy(message),
            Failed::Refused(Refused { kind: store::Kind::Invalid, message }) => Failure::bad(message),
            Failed::Unknown => Failure::ReadOnly(Failed::Unknown.message()),
            Failed::ReadOnly(why) => Failure::ReadOnly(why),
            Failed::Broken(detail) => Failure::Internal(detail),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Failure {
        Failure::Internal(error.to_string())
    }
}

impl From<tokio::task::JoinError> for Failure {
    fn from(error: tokio::task::JoinError) -> Failure {
        Failure::Internal(error.to_string())
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Failure {
        Failure::Internal(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_value_gives_nothing_away() {
        assert_eq!(form_urlencoded("/c/150121?q=a b&x=学"), "/c/150121%3Fq%3Da%20b%26x%3D%E5%AD%A6");
    }

    #[test]
    fn a_fault_is_told_to_the_log_and_not_to_the_person() {
        let manner = Manner { json: true, ..Manner::default() };
        let reply = Failure::Internal("secret path".into()).answer(&manner);
        assert_eq!(reply.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(reply.headers()[header::CONTENT_TYPE], "application/problem+json");
        let page = Failure::NotFound.answer(&Manner::default());
        assert_eq!(page.status(), StatusCode::NOT_FOUND);
        let door = Failure::SignIn.answer(&Manner { here: "/c/1".into(), ..Manner::default() });
        assert_eq!(door.headers()[header::LOCATION], "/login?back=/c/1");
    }
}
