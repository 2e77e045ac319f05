//! What requests bring (请求内容): parameters, bodies, the version they were made from, and the key that makes a write happen once.

use crate::app::App;
use crate::caller::{Caller, CountyView};
use crate::failure::Failure;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use model::Message;
use serde::de::DeserializeOwned;
use store::{Answer, Stamp};

/// Longest idempotency key.
const KEY: usize = 64;

/// The query parameters of an operation.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query<T>, Failure> {
        match axum::extract::Query::<T>::try_from_uri(&parts.uri) {
            Ok(query) => Ok(Query(query.0)),
            Err(why) => Err(Failure::Unreadable(Message::new("wb-api-query").with("why", why.body_text()))),
        }
    }
}

/// A body of JSON.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, app: &App) -> Result<Sent<T>, Failure> {
        let Json(bytes) = Json::from_request(request, app).await?;
        serde_json::from_slice(&bytes).map(Sent).map_err(|e| {
            let why = Message::new("wb-api-body").with("why", &e);
            if e.is_data() { Failure::bad(why) } else { Failure::Unreadable(why) }
        })
    }
}

/// The bytes of a body that says it is JSON.
pub struct Json(pub Bytes);

impl FromRequest<App> for Json {
    type Rejection = Failure;
    async fn from_request(request: Request, app: &App) -> Result<Json, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        if kind != "application/json" {
            return Err(Failure::Media(Message::new("wb-api-media").with("wanted", "application/json")));
        }
        match Bytes::from_request(request, app).await {
            Ok(bytes) => Ok(Json(bytes)),
            Err(e) if e.status().as_u16() == 413 => Err(Failure::TooLarge(app.config.upload / (1024 * 1024))),
            Err(e) => Err(Failure::Unreadable(Message::new("wb-api-body").with("why", e.body_text()))),
        }
    }
}

/// The tag in `If-Match`: the version a replacement was made from.
pub struct IfMatch(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<IfMatch, Failure> {
        let given = text(&parts.headers, "if-match").ok_or(Failure::Unconditional)?;
        Ok(IfMatch(given.trim().to_owned()))
    }
}

/// A key as it is kept: one used at another address of the interface is another key, so that no operation gets another's answer.
pub fn bound(key: &str, path: &str) -> String {
    if !super::document::ours(path) {
        return key.to_owned();
    }
    let place: String = crate::secret::hash(path).chars().take(12).collect();
    format!("{key} {place}")
}

/// The idempotency key of a write, where one is given.
pub struct Once(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Once {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Once, Failure> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Once(None)) };
        let key = value.to_str().unwrap_or("");
        if key.is_empty() || key.len() > KEY || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Failure::Unreadable(Message::new("wb-api-key").with("most", KEY)));
        }
        // apart from the keys the program itself makes
        Ok(Once(Some(format!("api/{}", bound(key, parts.uri.path())))))
    }
}

impl Once {
    /// The signature of the write: the same key with the same content gets the first answer again.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn stamp(&self, caller: &Caller) -> Result<Stamp, Failure> {
        let key = match &self.0 {
            Some(key) => key.clone(),
            None => caller.fresh_key()?,
        };
        Ok(caller.stamp(key))
    }

    /// The answer this key was given before, if it was: what has changed since is no reason to refuse it now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn before(&self, app: &App, caller: &Caller) -> Result<Option<Answer>, Failure> {
        let Some(key) = self.0.clone() else { return Ok(None) };
        let account = caller.session.account.id.clone();
        app.off(move |app| Ok(app.store.read()?.answered(&account, &key)?)).await
    }
}

impl Once {
    /// The first answer to this key of a write that signs itself by [`Caller::fresh_key`], with what it puts `before` and `after` that key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn first(
        &self,
        app: &App,
        caller: &Caller,
        (before, after): (&str, &str),
    ) -> Result<Option<Answer>, Failure> {
        let Some(key) = self.0.as_deref().and_then(|k| k.strip_prefix("api/")) else { return Ok(None) };
        let (account, key) = (caller.session.account.id.clone(), format!("{before}form/0/{key}{after}"));
        app.off(move |app| Ok(app.store.read()?.answered(&account, &key)?)).await
    }

    /// The version that a write of this kind made when it came first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn version(&self, county: &CountyView, before: &str) -> Result<Option<i64>, Failure> {
        Ok(self.first(&county.app, &county.caller, (before, "")).await?.and_then(|a| a.number()))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

/// Refuses a text that is longer than it may be.
///
/// # Errors
/// [`Failure::Unreadable`] names the parameter.
pub fn short(name: &'static str, given: &Option<String>, most: usize) -> Result<(), Failure> {
    match given {
        Some(text) if text.chars().count() > most => {
            Err(Failure::Unreadable(Message::new("wb-api-long").with("name", name).with("most", most)))
        }
        _ => Ok(()),
    }
}

/// Refuses what is no region code.
///
/// # Errors
/// [`Failure::Unreadable`] names the parameter.
pub fn region(name: &'static str, given: &Option<String>) -> Result<(), Failure> {
    match given {
        Some(text) if text.parse::<model::RegionCode>().is_err() => {
            Err(Failure::Unreadable(Message::new("wb-api-code").with("name", name)))
        }
        _ => Ok(()),
    }
}
