//! What the server is told (配置): a file, the environment, flags; the later wins.

use crate::host;
use review::account::password::Rules;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// Where the server listens unless told otherwise: this machine only.
pub const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// Everything that can be set. The same names in the file, as `JUNHENG_NAME` in the environment, and as `--name`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Address and port.
    pub listen: Option<SocketAddr>,
    /// Folder of the data.
    pub data: Option<PathBuf>,
    /// PostgreSQL, `postgres://…`; a file in the data folder without it.
    pub database: Option<String>,
    /// The demo city with its accounts.
    pub demo: Option<bool>,
    /// Invented counties beside the demo city, for measuring.
    pub demo_counties: Option<u32>,
    /// Certificate chain (PEM); with `key`, the server speaks TLS.
    pub certificate: Option<PathBuf>,
    /// Private key (PEM).
    pub key: Option<PathBuf>,
    /// The address people type, `https://plan.example.gov.cn`, where a reverse proxy stands before the server.
    pub address: Option<String>,
    /// Minutes without a request after which a session ends.
    pub idle_minutes: Option<u32>,
    /// Hours after which a session ends in any case.
    pub session_hours: Option<u32>,
    /// The names people reach the site by, beside that of `address`; a request for any other is refused.
    pub hosts: Vec<String>,
    /// What passwords must be, where the figures below do not say: `classes` (kinds of characters, changed now and then) or `length` (long,
    /// never changed).
    pub passwords: Option<Passwords>,
    /// Fewest characters of a password.
    pub password_length: Option<u32>,
    /// Fewest kinds of characters of a password: small letters, capitals, digits, others.
    pub password_classes: Option<u32>,
    /// Days after which a password must be changed; 0 for never.
    pub password_days: Option<u32>,
    /// Largest upload in MiB.
    pub upload_mib: Option<u32>,
    /// Seconds a request may take.
    pub timeout_seconds: Option<u32>,
    /// Jobs done at the same time by this process; 0 leaves them to other processes of the site.
    pub jobs: Option<u32>,
    /// MiB of disk held back so that people can still sign in when the disk is full; SQLite only.
    pub reserve_mib: Option<u32>,
    /// What the log tells: `info`, `server=debug`, …
    pub log: Option<String>,
    /// The log as JSON, one object per line.
    pub log_json: Option<bool>,
    /// Folders of policy packs laid over the built-in ones, in order.
    pub policy: Vec<PathBuf>,
    /// Folders of policy packs that scenarios may be planned by, each laid over what is in force.
    pub scenario_policy: Vec<PathBuf>,
    /// Folders of fonts for the papers.
    pub fonts: Vec<PathBuf>,
}

/// A way to demand good passwords (密码策略); a site chooses, and may set each figure itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum Passwords {
    /// 种类为主: several kinds of characters, changed now and then.
    #[default]
    Classes,
    /// 长度为主: long, never changed.
    Length,
}

/// The longest a site may demand a password to be; one that the program makes is longer.
pub const PASSWORD_MOST: usize = 20;

impl Passwords {
    /// Where a site says nothing more: a choice of this program, not a figure of any regulation.
    fn rules(self) -> Rules {
        let (shortest, classes, days) = match self {
            Passwords::Classes => (8, 3, 90),
            Passwords::Length => (12, 1, 0),
        };
        Rules { shortest, longest: 128, classes, expires: expires(days) }
    }
}

/// Milliseconds of days; none for never.
fn expires(days: u32) -> Option<i64> {
    (days > 0).then(|| i64::from(days.min(3650)) * 24 * 60 * 60 * 1000)
}

impl std::str::FromStr for Passwords {
    type Err = String;
    fn from_str(name: &str) -> Result<Passwords, String> {
        match name {
            "classes" => Ok(Passwords::Classes),
            "length" => Ok(Passwords::Length),
            _ => Err(format!("passwords: {name}: classes or length")),
        }
    }
}

impl TryFrom<String> for Passwords {
    type Error = String;
    fn try_from(name: String) -> Result<Passwords, String> {
        name.parse()
    }
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Address and port.
    pub listen: SocketAddr,
    /// Folder of the data.
    pub data: PathBuf,
    /// PostgreSQL.
    pub database: Option<String>,
    /// The demo city with its accounts.
    pub demo: bool,
    /// Invented counties beside the demo city.
    pub demo_counties: usize,
    /// Certificate chain and private key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The address people type, without a slash at its end.
    pub address: Option<String>,
    /// Milliseconds without a request after which a session ends.
    pub idle: i64,
    /// Milliseconds after which a session ends in any case.
    pub absolute: i64,
    /// The names the site answers to besides this machine's own; empty for any.
    pub hosts: Vec<String>,
    /// What passwords must be.
    pub passwords: Rules,
    /// Largest upload in bytes.
    pub upload: usize,
    /// Seconds a request may take.
    pub timeout: u64,
    /// Jobs at the same time.
    pub jobs: u32,
    /// Bytes of disk held back.
    pub reserve: u64,
    /// What the log tells.
    pub log: String,
    /// The log as JSON.
    pub log_json: bool,
    /// Folders of policy packs.
    pub policy: Vec<PathBuf>,
    /// Folders of policy packs for scenarios.
    pub scenario_policy: Vec<PathBuf>,
    /// Folders of fonts.
    pub fonts: Vec<PathBuf>,
}

/// A setting cannot be used (配置有误).
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file says something that is no setting.
    #[error("{path}: {error}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        error: Box<toml::de::Error>,
    },
    /// The environment gives a value that cannot be read.
    #[error("JUNHENG_{name}: {given}")]
    Environment {
        /// The name after `JUNHENG_`.
        name: &'static str,
        /// What stands there.
        given: String,
    },
    /// A name of the site that is none.
    #[error("hosts: {0}: no name of a host")]
    Host(String),
    /// Certificate without key, or the other way round.
    #[error("certificate and key go together")]
    HalfTls,
    /// Listening beyond this machine without TLS and without a proxy's address.
    #[error(
        "{0} is reachable from other machines: give certificate and key, or the https address of the proxy before it"
    )]
    Bare(SocketAddr),
}

impl Settings {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ConfigError`] when it cannot be read or says something unknown.
    pub fn file(path: &Path) -> Result<Settings, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::File { path: path.to_owned(), error })?;
        toml::from_str(&text).map_err(|error| ConfigError::Syntax { path: path.to_owned(), error: Box::new(error) })
    }

    /// Reads the environment.
    ///
    /// # Errors
    /// [`ConfigError::Environment`] for a value that cannot be read.
    pub fn environment(vars: &BTreeMap<String, String>) -> Result<Settings, ConfigError> {
        fn get<T: std::str::FromStr>(
            vars: &BTreeMap<String, String>,
            name: &'static str,
        ) -> Result<Option<T>, ConfigError> {
            let Some(given) = vars.get(&format!("JUNHENG_{name}")).filter(|v| !v.is_empty()) else { return Ok(None) };
            given.parse().map(Some).map_err(|_| ConfigError::Environment { name, given: given.clone() })
        }
        let listed = |vars: &BTreeMap<String, String>, name: &str| {
            let given = vars.get(&format!("JUNHENG_{name}")).map_or("", String::as_str);
            given.split([',', ' ']).filter(|p| !p.is_empty()).map(str::to_owned).collect()
        };
        let paths = |name: &str| {
            let given = vars.get(&format!("JUNHENG_{name}")).map_or("", String::as_str);
            given.split(':').filter(|p| !p.is_empty()).map(PathBuf::from).collect()
        };
        Ok(Settings {
            listen: get(vars, "LISTEN")?,
            data: get(vars, "DATA")?,
            database: get(vars, "DATABASE")?,
            demo: get(vars, "DEMO")?,
            demo_counties: get(vars, "DEMO_COUNTIES")?,
            certificate: get(vars, "CERTIFICATE")?,
            key: get(vars, "KEY")?,
            address: get(vars, "ADDRESS")?,
            idle_minutes: get(vars, "IDLE_MINUTES")?,
            session_hours: get(vars, "SESSION_HOURS")?,
            hosts: listed(vars, "HOSTS"),
            passwords: get(vars, "PASSWORDS")?,
            password_length: get(vars, "PASSWORD_LENGTH")?,
            password_classes: get(vars, "PASSWORD_CLASSES")?,
            password_days: get(vars, "PASSWORD_DAYS")?,
            upload_mib: get(vars, "UPLOAD_MIB")?,
            timeout_seconds: get(vars, "TIMEOUT_SECONDS")?,
            jobs: get(vars, "JOBS")?,
            reserve_mib: get(vars, "RESERVE_MIB")?,
            log: get(vars, "LOG")?,
            log_json: get(vars, "LOG_JSON")?,
            policy: paths("POLICY"),
            scenario_policy: paths("SCENARIO_POLICY"),
            fonts: paths("FONTS"),
        })
    }

    /// Variables that look like ours and are no setting: mistyped, as a rule.
    pub fn strangers(vars: &BTreeMap<String, String>) -> Vec<String> {
        const KNOWN: [&str; 29] = [
            "SCENARIO_POLICY",
            "DEMO_COUNTIES",
            "HOSTS",
            "PASSWORDS",
            "PASSWORD_LENGTH",
            "PASSWORD_CLASSES",
            "PASSWORD_DAYS",
            "LISTEN",
            "DATA",
            "DATABASE",
            "DEMO",
            "CERTIFICATE",
            "KEY",
            "ADDRESS",
            "IDLE_MINUTES",
            "SESSION_HOURS",
            "UPLOAD_MIB",
            "TIMEOUT_SECONDS",
            "JOBS",
            "RESERVE_MIB",
            "LOG",
            "LOG_JSON",
            "POLICY",
            "FONTS",
            "CONFIG",
            "LANG",
            "CHILD",
            "BACKUPS",
            "KEEP",
        ];
        let ours = vars.keys().filter(|name| name.strip_prefix("JUNHENG_").is_some_and(|n| !KNOWN.contains(&n)));
        ours.cloned().collect()
    }

    /// These settings, where silent those below.
    #[must_use]
    pub fn over(self, below: Settings) -> Settings {
        let either = |a: Vec<PathBuf>, b: Vec<PathBuf>| if a.is_empty() { b } else { a };
        Settings {
            listen: self.listen.or(below.listen),
            data: self.data.or(below.data),
            database: self.database.or(below.database),
            demo: self.demo.or(below.demo),
            demo_counties: self.demo_counties.or(below.demo_counties),
            certificate: self.certificate.or(below.certificate),
            key: self.key.or(below.key),
            address: self.address.or(below.address),
            idle_minutes: self.idle_minutes.or(below.idle_minutes),
            session_hours: self.session_hours.or(below.session_hours),
            hosts: if self.hosts.is_empty() { below.hosts } else { self.hosts },
            passwords: self.passwords.or(below.passwords),
            password_length: self.password_length.or(below.password_length),
            password_classes: self.password_classes.or(below.password_classes),
            password_days: self.password_days.or(below.password_days),
            upload_mib: self.upload_mib.or(below.upload_mib),
            timeout_seconds: self.timeout_seconds.or(below.timeout_seconds),
            jobs: self.jobs.or(below.jobs),
            reserve_mib: self.reserve_mib.or(below.reserve_mib),
            log: self.log.or(below.log),
            log_json: self.log_json.or(below.log_json),
            policy: either(self.policy, below.policy),
            scenario_policy: either(self.scenario_policy, below.scenario_policy),
            fonts: either(self.fonts, below.fonts),
        }
    }

    /// The settings in force.
    ///
    /// # Errors
    /// [`ConfigError`] for settings that contradict each other or would serve passwords in the clear to other machines.
    pub fn settle(self) -> Result<Config, ConfigError> {
        let listen = self.listen.unwrap_or(LISTEN);
        let tls = match (self.certificate, self.key) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            _ => return Err(ConfigError::HalfTls),
        };
        let address = self.address.map(|a| a.trim_end_matches('/').to_owned());
        let proxied = address.as_deref().is_some_and(|a| a.starts_with("https://"));
        if !listen.ip().is_loopback() && tls.is_none() && !proxied {
            return Err(ConfigError::Bare(listen));
        }
        let demo = self.demo.unwrap_or(false);
        let named = address.as_deref().and_then(|a| a.split_once("://")).map(|(_, rest)| rest.split('/').next());
        let named = named.flatten().map(str::to_owned);
        let hosts = self.hosts.into_iter().chain(named).map(|h| host::name(&h).ok_or(ConfigError::Host(h)));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        let usual = self.passwords.unwrap_or_default().rules();
        let figure = |given: Option<u32>, usual: usize, least: usize, most: usize| {
            given.and_then(|n| usize::try_from(n).ok()).unwrap_or(usual).clamp(least, most)
        };
        let passwords = Rules {
            shortest: figure(self.password_length, usual.shortest, 6, PASSWORD_MOST),
            classes: figure(self.password_classes, usual.classes, 1, 4),
            expires: self.password_days.map_or(usual.expires, expires),
            ..usual
        };
        let data = self.data.unwrap_or_else(|| PathBuf::from(if demo { "demo-data" } else { "data" }));
        Ok(Config {
            listen,
            data,
            database: self.database,
            demo,
            demo_counties: self.demo_counties.unwrap_or(0).min(2000) as usize,
            tls,
            address,
            idle: i64::from(self.idle_minutes.unwrap_or(30).clamp(1, 24 * 60)) * 60_000,
            absolute: i64::from(self.session_hours.unwrap_or(10).clamp(1, 72)) * 3_600_000,
            hosts,
            passwords,
            upload: self.upload_mib.unwrap_or(64).clamp(1, 1024) as usize * 1024 * 1024,
            timeout: u64::from(self.timeout_seconds.unwrap_or(30).clamp(1, 600)),
            jobs: self.jobs.unwrap_or(1).min(64),
            reserve: if demo { 0 } else { u64::from(self.reserve_mib.unwrap_or(64).min(4096)) * 1024 * 1024 },
            log: self.log.unwrap_or_else(|| "info".to_owned()),
            log_json: self.log_json.unwrap_or(false),
            policy: self.policy,
            scenario_policy: self.scenario_policy,
            fonts: self.fonts,
        })
    }
}

impl Config {
    /// Cookies travel by TLS only: the server's own or the proxy's.
    pub fn secure(&self) -> bool {
        self.tls.is_some() || self.address.as_deref().is_some_and(|a| a.starts_with("https://"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_win_over_environment_over_file() {
        let file: Settings = toml::from_str("listen = \"127.0.0.1:1\"\ndemo = true\nupload_mib = 5").unwrap();
        let vars = BTreeMap::from([("JUNHENG_LISTEN".to_owned(), "127.0.0.1:2".to_owned())]);
        let flags = Settings { demo: Some(false), ..Settings::default() };
        let config = flags.over(Settings::environment(&vars).unwrap()).over(file).settle().unwrap();
        assert_eq!((config.listen.port(), config.demo, config.upload), (2, false, 5 * 1024 * 1024));
    }

    #[test]
    fn a_site_says_what_passwords_must_be() {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let rules = |text: &str| toml::from_str::<Settings>(text).unwrap().settle().unwrap().passwords;
        let told = |r: Rules| (r.shortest, r.classes, r.expires.map(|e| e / DAY));
        assert_eq!(told(rules("")), (8, 3, Some(90)));
        assert_eq!(told(rules("passwords = \"length\"")), (12, 1, None));
        assert_eq!(told(rules("password_length = 10\npassword_classes = 4\npassword_days = 180")), (10, 4, Some(180)));
        assert_eq!(told(rules("password_days = 0\npassword_length = 1\npassword_classes = 9")), (6, 4, None));
        let vars = [("PASSWORDS", "length"), ("PASSWORD_DAYS", "30"), ("HOSTS", "a.example, b.example")];
        let vars: BTreeMap<String, String> =
            vars.iter().map(|(k, v)| (format!("JUNHENG_{k}"), (*v).to_owned())).collect();
        assert!(Settings::strangers(&vars).is_empty());
        let config = Settings::environment(&vars).unwrap().settle().unwrap();
        assert_eq!((told(config.passwords), config.hosts.len()), ((12, 1, Some(30)), 2));
        assert!("two".parse::<Passwords>().is_err());
        let bad = Settings { hosts: vec!["a b".into()], ..Settings::default() };
        assert!(matches!(bad.settle(), Err(ConfigError::Host(_))));
    }

    #[test]
    fn mistakes_are_told() {
        assert!(toml::from_str::<Settings>("listn = \"127.0.0.1:1\"").is_err());
        let vars = BTreeMap::from([("JUNHENG_LISTEN".to_owned(), "here".to_owned())]);
        assert!(matches!(Settings::environment(&vars), Err(ConfigError::Environment { name: "LISTEN", .. })));
        let half = Settings { key: Some("key.pem".into()), ..Settings::default() };
        assert!(matches!(half.settle(), Err(ConfigError::HalfTls)));
        let vars = ["JUNHENG_LISTN", "JUNHENG_DATA", "PATH"].map(|n| (n.to_owned(), "x".to_owned()));
        assert_eq!(Settings::strangers(&BTreeMap::from(vars)), ["JUNHENG_LISTN"]);
        let open = Settings { listen: "0.0.0.0:80".parse().ok(), ..Settings::default() };
        assert!(matches!(open.clone().settle(), Err(ConfigError::Bare(_))));
        let behind = Settings { address: Some("https://plan.example/".into()), ..open };
        assert!(behind.settle().unwrap().secure());
    }
}
