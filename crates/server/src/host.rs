//! The names the site answers to (站点名称): a request for any other is refused, so that a page elsewhere cannot have its own name point here
//! and read what is answered (DNS rebinding).

use crate::app::App;
use crate::config::Config;
use crate::failure::Failure;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;

/// Lets a request through that names this site.
pub async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|v| v.to_str().ok());
    // over HTTP/2 the name stands in the address
    let named = named.or_else(|| request.uri().authority().map(|a| a.as_str()));
    if answers(&app.config, named) { next.run(request).await } else { Failure::Misdirected.into_response() }
}

/// Whether the site answers to a name, with or without a port.
fn answers(config: &Config, named: Option<&str>) -> bool {
    if config.hosts.is_empty() {
        return true;
    }
    let Some(host) = named.and_then(name) else { return false };
    loopback(&host) || config.hosts.contains(&host)
}

/// The name of a host as it is compared: small letters, no port, no dot at its end; `None` for what is no name.
pub fn name(given: &str) -> Option<String> {
    let given = given.trim();
    // the colons of an address of the sixth version stand in brackets
    let host = match given.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => given.split_once(':').map_or(given, |(host, _)| host),
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let fine = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':'));
    (fine && !host.is_empty() && host.len() <= 253).then_some(host)
}

/// This machine itself: no name elsewhere can stand for it.
fn loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn config(hosts: &[&str], address: Option<&str>) -> Config {
        let hosts = hosts.iter().map(ToString::to_string).collect();
        Settings { hosts, address: address.map(str::to_owned), ..Settings::default() }.settle().unwrap()
    }

    #[test]
    fn a_name_is_compared_without_port_and_case() {
        assert_eq!(name("Plan.Example.GOV.cn:8443").as_deref(), Some("plan.example.gov.cn"));
        assert_eq!(name("[::1]:8080").as_deref(), Some("::1"));
        assert_eq!(name("plan.example.").as_deref(), Some("plan.example"));
        for bad in ["", ":80", "a b", "a/b", "[::1", "学校", "a@b"] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_its_own_names() {
        let own = config(&["Inner.example", "10.1.2.3"], Some("https://plan.example.gov.cn:8443/"));
        for good in [
            "plan.example.gov.cn",
            "plan.example.gov.cn:8443",
            "INNER.example:80",
            "10.1.2.3:8080",
            "localhost:1",
            "127.0.0.1:8080",
            "127.9.9.9",
            "[::1]:8080",
        ] {
            assert!(answers(&own, Some(good)), "{good}");
        }
        for bad in ["evil.example", "plan.example.gov.cn.evil.example", "localhost.evil.example", "10.1.2.4", "0.0.0.0"]
        {
            assert!(!answers(&own, Some(bad)), "{bad}");
        }
        assert!(!answers(&own, None));
        // an address alone names the site; nothing configured answers to any
        assert!(!answers(&config(&[], Some("https://plan.example")), Some("evil.example")));
        assert!(answers(&config(&[], None), Some("evil.example")) && answers(&config(&[], None), None));
    }
}
