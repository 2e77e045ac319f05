//! A tile service the office has configured (底图服务): none by default; the browser may ask exactly this origin and no other.

use super::boundary::reviewed;
use crate::app::App;
use crate::failure::Failure;
use crate::header::CONTENT_POLICY;
use model::Message;
use serde::{Deserialize, Serialize};
use store::{SettingCommand, Stamp};

/// The setting's name.
const NAME: &str = "map/tiles";

/// A tile service (底图服务).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tiles {
    /// The address with `{z}`, `{x}`, `{y}`.
    pub url: String,
    /// Its origin: scheme, host, port.
    pub origin: String,
    /// Who publishes it.
    pub attribution: String,
    /// Its review number (审图号).
    pub review: String,
}

/// The service in use.
///
/// # Errors
/// When the store cannot be read.
pub fn of(app: &App) -> Result<Option<Tiles>, Failure> {
    let found = app.store.read()?.setting(NAME)?;
    Ok(found.and_then(|s| serde_json::from_value(s.value).ok()))
}

/// Takes a service into use; an empty address takes none.
///
/// # Errors
/// With the reason, when the address is none or attribution or review number are missing.
pub fn keep(app: &App, url: &str, attribution: &str, review: &str, stamp: Stamp) -> Result<(), Failure> {
    if url.trim().is_empty() {
        app.store.write(stamp, SettingCommand::Remove { name: NAME.to_owned() })?;
        return Ok(());
    }
    let url = url.trim().to_owned();
    let origin = origin(&url).ok_or_else(|| Failure::bad(Message::new("wb-map-bad-tiles")))?;
    let attribution: String = attribution.trim().chars().filter(|c| !c.is_control()).take(120).collect();
    if attribution.is_empty() {
        return Err(Failure::bad(Message::new("wb-map-no-attribution")));
    }
    let tiles = Tiles { url, origin, attribution, review: reviewed(review)? };
    let value = serde_json::to_value(&tiles).map_err(|e| Failure::Internal(e.to_string()))?;
    app.store.write(stamp, SettingCommand::Put { name: NAME.to_owned(), value })?;
    Ok(())
}

/// The origin of a tile address: `https://host` or `https://host:port`; nothing that could mean more than one origin.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://").filter(|(s, _)| matches!(*s, "http" | "https"))?;
    let (host, path) = rest.split_once('/')?;
    let fine = !host.is_empty()
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
        && !host.starts_with(['.', '-', ':']);
    let address = path.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b';' | b','))
        && url.len() <= 400;
    let whole = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part)) && !url.contains("{s}");
    (fine && address && whole).then(|| format!("{scheme}://{host}"))
}

/// The content policy of a page that shows these tiles.
pub fn policy(tiles: &Tiles) -> String {
    CONTENT_POLICY.replace("img-src 'self' data:", &format!("img-src 'self' data: {}", tiles.origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_origin_and_no_more() {
        let good = "https://t0.tianditu.gov.cn/vec_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=abc";
        assert_eq!(origin(good).as_deref(), Some("https://t0.tianditu.gov.cn"));
        assert_eq!(origin("http://10.1.2.3:8080/{z}/{x}/{y}.png").as_deref(), Some("http://10.1.2.3:8080"));
        for bad in [
            "",
            "https://a/{z}/{x}",
            "ftp://a/{z}/{x}/{y}",
            "https://{s}.a/{z}/{x}/{y}",
            "https://a b/{z}/{x}/{y}",
            "https://user@a/{z}/{x}/{y}",
            "https://a;script-src *//{z}/{x}/{y}",
            "https://*/{z}/{x}/{y}",
            "//a/{z}/{x}/{y}",
            "https://a/{z}/{x}/{y}\n",
            "javascript://a/{z}/{x}/{y}",
        ] {
            assert_eq!(origin(bad), None, "{bad}");
        }
        let made = policy(&Tiles { origin: "https://a".into(), ..Tiles::default() });
        assert!(made.contains("img-src 'self' data: https://a;") && made.contains("script-src 'self';"));
    }
}
