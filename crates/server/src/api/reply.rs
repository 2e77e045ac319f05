//! Answers (答复): JSON with an `ETag`, pages of lists, what was made and where.

use super::PREFIX;
use crate::failure::{Failure, form_urlencoded};
use crate::secret::hex;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// Entries of a page unless asked otherwise.
pub const LIMIT: u32 = 50;
/// Entries of a page at most.
pub const MOST: u32 = 500;

/// 一页列表。
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// 本页各项。
    pub items: Vec<T>,
    /// 下一页的游标，作为 cursor 参数传回；没有下一页时为 null。
    pub next: Option<String>,
}

/// The tag of a content.
pub fn tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("\"{}\"", hex(hash.get(..12).unwrap_or_default()))
}

/// A value as JSON with its tag.
///
/// # Errors
/// When it cannot be encoded.
pub fn json(value: &impl Serialize) -> Result<Response, Failure> {
    let bytes = serde_json::to_vec(value).map_err(|e| Failure::Internal(e.to_string()))?;
    let tag = tag(&bytes);
    Ok(bytes_of(bytes, &tag))
}

/// JSON bytes under a tag of their own.
pub fn bytes_of(bytes: Vec<u8>, tag: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "application/json")], bytes).into_response();
    put(&mut response, header::ETAG, tag);
    response
}

/// A page of a list with the way to the next; `here` is the address asked for.
///
/// # Errors
/// When it cannot be encoded.
pub fn list<T: Serialize>(page: &Page<T>, here: &str) -> Result<Response, Failure> {
    let mut response = json(page)?;
    if let Some(next) = &page.next {
        let (path, query) = here.split_once('?').unwrap_or((here, ""));
        let rest: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !p.starts_with("cursor=")).collect();
        let rest = rest.iter().map(|p| format!("{p}&")).collect::<String>();
        put(&mut response, header::LINK, &format!("<{path}?{rest}cursor={}>; rel=\"next\"", form_urlencoded(next)));
    }
    Ok(response)
}

/// 已受理的后台任务。
#[derive(Debug, Serialize, ToSchema)]
pub struct Accepted {
    /// 任务编号。
    pub job: String,
    /// 查询任务的地址。
    pub href: String,
}

/// A job was asked for.
///
/// # Errors
/// When it cannot be encoded.
pub fn accepted(job: &str) -> Result<Response, Failure> {
    let href = format!("{PREFIX}/jobs/{job}");
    let mut response = created(&Accepted { job: job.to_owned(), href: href.clone() }, &href)?;
    *response.status_mut() = StatusCode::ACCEPTED;
    Ok(response)
}

/// Something was made, and where it stands.
///
/// # Errors
/// When it cannot be encoded.
pub fn created(value: &impl Serialize, href: &str) -> Result<Response, Failure> {
    let bytes = serde_json::to_vec(value).map_err(|e| Failure::Internal(e.to_string()))?;
    let mut response = (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], bytes).into_response();
    put(&mut response, header::LOCATION, href);
    Ok(response)
}

/// 新的档案版本。
#[derive(Debug, Serialize, ToSchema)]
pub struct NewVersion {
    /// 版本号。
    pub version: i64,
}

/// A version of a county's dossier was made.
///
/// # Errors
/// When it cannot be encoded.
pub fn version(county: &model::RegionCode, number: i64) -> Result<Response, Failure> {
    created(&NewVersion { version: number }, &format!("{PREFIX}/counties/{county}/dossier/versions/{number}"))
}

/// Done, nothing more to say.
pub fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

fn put(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let page = Page { items: vec![1], next: Some("ab".to_owned()) };
        let reply = list(&page, "/api/v1/x?q=%E5%AD%A6&cursor=aa&limit=1").unwrap();
        assert_eq!(reply.headers()[header::LINK], "</api/v1/x?q=%E5%AD%A6&limit=1&cursor=ab>; rel=\"next\"");
        assert!(!list(&Page { items: vec![1], next: None }, "/").unwrap().headers().contains_key(header::LINK));
    }

    #[test]
    fn equal_content_has_an_equal_tag() {
        assert_eq!(tag(b"a"), tag(b"a"));
        assert_ne!(tag(b"a"), tag(b"b"));
    }
}
