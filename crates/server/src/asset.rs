//! Styles, scripts and icons (静态资源): embedded, compressed once, addressed by the hash of their content.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::LazyLock;

macro_rules! assets {
    ($($folder:literal / $name:literal as $kind:literal),* $(,)?) => {
        /// Name, media type, content.
        const FILES: &[(&str, &str, &[u8])] = &[
            $( ($name, $kind, include_bytes!(concat!("../assets/", $folder, "/", $name))), )*
        ];
    };
}

assets![
    "vendor" / "tabler.css" as "text/css; charset=utf-8",
    "vendor" / "leaflet.css" as "text/css; charset=utf-8",
    "vendor" / "htmx.js" as "text/javascript; charset=utf-8",
    "vendor" / "echarts.js" as "text/javascript; charset=utf-8",
    "vendor" / "leaflet.js" as "text/javascript; charset=utf-8",
    "vendor" / "icons.svg" as "image/svg+xml",
    "own" / "app.css" as "text/css; charset=utf-8",
    "own" / "api.css" as "text/css; charset=utf-8",
    "own" / "admin.css" as "text/css; charset=utf-8",
    "own" / "app.js" as "text/javascript; charset=utf-8",
    "own" / "chart.js" as "text/javascript; charset=utf-8",
    "own" / "board.css" as "text/css; charset=utf-8",
    "own" / "board.js" as "text/javascript; charset=utf-8",
    "own" / "map.js" as "text/javascript; charset=utf-8",
    "own" / "grid.css" as "text/css; charset=utf-8",
    "own" / "sheet.js" as "text/javascript; charset=utf-8",
    "own" / "grid.js" as "text/javascript; charset=utf-8",
    "own" / "county_map.css" as "text/css; charset=utf-8",
    "own" / "county_map.js" as "text/javascript; charset=utf-8",
    "own" / "favicon.svg" as "image/svg+xml",
    "own" / "library.css" as "text/css; charset=utf-8",
    "own" / "library.js" as "text/javascript; charset=utf-8",
    "own" / "viewer.js" as "text/javascript; charset=utf-8",
];

macro_rules! packed {
    ($($name:literal as $kind:literal),* $(,)?) => {
        /// Name, media type, content packed by gzip: large files that few pages ask for.
        const PACKED: &[(&str, &str, &[u8])] = &[
            $( ($name, $kind, include_bytes!(concat!("../assets/vendor/", $name, ".gz"))), )*
        ];
    };
}

packed![
    "pdf.js" as "text/javascript; charset=utf-8",
    "pdf.worker.js" as "text/javascript; charset=utf-8",
    "Adobe-GB1-UCS2.bcmap" as "application/octet-stream",
    "GB-EUC-H.bcmap" as "application/octet-stream",
    "GBK-EUC-H.bcmap" as "application/octet-stream",
    "GBK-EUC-V.bcmap" as "application/octet-stream",
    "GBK2K-H.bcmap" as "application/octet-stream",
    "GBKp-EUC-H.bcmap" as "application/octet-stream",
    "GBpc-EUC-H.bcmap" as "application/octet-stream",
    "UniGB-UCS2-H.bcmap" as "application/octet-stream",
    "UniGB-UCS2-V.bcmap" as "application/octet-stream",
    "UniGB-UTF16-H.bcmap" as "application/octet-stream",
    "UniGB-UTF16-V.bcmap" as "application/octet-stream",
];

/// One embedded file.
#[derive(Debug)]
struct Asset {
    kind: &'static str,
    /// As it is; empty for one that is unpacked when somebody asks for it so.
    plain: &'static [u8],
    gzip: Cow<'static, [u8]>,
    /// First sixteen hexadecimal digits of the content's SHA-256.
    hash: String,
}

static ASSETS: LazyLock<BTreeMap<&'static str, Asset>> = LazyLock::new(|| {
    let made = FILES.iter().map(|&(name, kind, plain)| {
        let hash: String = Sha256::digest(plain).iter().take(8).map(|b| format!("{b:02x}")).collect();
        (name, Asset { kind, plain, gzip: Cow::Owned(squeeze(plain)), hash })
    });
    let packed = PACKED.iter().map(|&(name, kind, gzip)| {
        let hash: String = Sha256::digest(gzip).iter().take(8).map(|b| format!("{b:02x}")).collect();
        (name, Asset { kind, plain: &[], gzip: Cow::Borrowed(gzip), hash })
    });
    made.chain(packed).collect()
});

/// Compressed, or nothing where that fails or does not pay.
fn squeeze(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(7));
    match encoder.write_all(plain).and_then(|()| encoder.finish()) {
        Ok(bytes) if bytes.len() < plain.len() => bytes,
        _ => Vec::new(),
    }
}

/// The address of a file: it changes with the content, so that browsers may keep it for ever.
pub fn url(name: &str) -> String {
    match ASSETS.get(name) {
        Some(asset) => format!("/assets/{}/{name}", asset.hash),
        None => format!("/assets/0/{name}"),
    }
}

/// Serves `/assets/{hash}/{name}`.
pub async fn serve(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.get(name.as_str()) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", asset.hash);
    let keep = if hash == asset.hash { "public, max-age=31536000, immutable" } else { "public, no-cache" };
    let common: [(HeaderName, String); 3] = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, keep.to_owned()),
        (header::VARY, header::ACCEPT_ENCODING.to_string()),
    ];
    let says = |name: HeaderName, what: &str| {
        headers.get(name).and_then(|v| v.to_str().ok()).is_some_and(|v| v.split(',').any(|p| p.trim() == what))
    };
    if says(header::IF_NONE_MATCH, &tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = [(header::CONTENT_TYPE, asset.kind)];
    let packed = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(takes_gzip);
    if packed && !asset.gzip.is_empty() {
        let encoding = [(header::CONTENT_ENCODING, "gzip")];
        let body: Bytes = match &asset.gzip {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from_static(bytes),
        };
        return (common, kind, encoding, body).into_response();
    }
    if asset.plain.is_empty() {
        let mut plain = Vec::new();
        return match GzDecoder::new(asset.gzip.as_ref()).read_to_end(&mut plain) {
            Ok(_) => (common, kind, plain).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
    }
    (common, kind, asset.plain).into_response()
}

/// True when an `Accept-Encoding` takes gzip.
fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').map(str::trim).any(|part| {
        let (name, rest) = part.split_once(';').unwrap_or((part, ""));
        name.trim() == "gzip" && !rest.replace(' ', "").starts_with("q=0") || part.starts_with("gzip;q=0.")
    })
}

#[cfg(test)]
mod tests;
