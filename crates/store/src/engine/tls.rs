//! The way to PostgreSQL (数据库连接加密): what an address says of TLS, and the connection that keeps to it.
//!
//! `sslmode` and `sslrootcert` mean what they mean to PostgreSQL's own programs, with one difference: a server on another machine is not spoken
//! to in the clear unless `sslmode=disable` says so.

use super::Fault;
use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// How far the server is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    /// No TLS.
    Off,
    /// TLS; where a root certificate is given, the server's must come from it.
    Require,
    /// TLS, a certificate from the given root, and made out to the name in the address.
    Full,
}

/// What an address says.
#[derive(Debug)]
struct Way {
    config: Config,
    check: Check,
    root: Option<PathBuf>,
}

/// Connects as the address says.
pub(super) fn connect(url: &str, set: impl FnOnce(&mut Config)) -> Result<Client, Fault> {
    let mut way = Way::read(url)?;
    set(&mut way.config);
    if way.check == Check::Off {
        way.config.ssl_mode(SslMode::Disable);
        return Ok(way.config.connect(NoTls)?);
    }
    way.config.ssl_mode(SslMode::Require);
    let tls = MakeRustlsConnect::new(client(way.check, way.root.as_deref())?);
    way.config.connect(tls).map_err(|e| {
        let text = with_causes(&e);
        let distrust = ["peer certificate", "TLS", "server does not support"].iter().any(|w| text.contains(w));
        if distrust { Fault::Distrust(text) } else { Fault::from(e) }
    })
}

/// An error with what it rests on, which the database library leaves out.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

impl Way {
    /// Takes out what the database library does not know.
    fn read(url: &str) -> Result<Way, Fault> {
        let (mut mode, mut root) = (None, None);
        let mut keep = |pair: &str| -> bool {
            match pair.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
                Some(("sslmode", value)) => mode = Some(unquoted(value)),
                Some(("sslrootcert", value)) => root = Some(PathBuf::from(unquoted(value))),
                _ => return true,
            }
            false
        };
        let plain = if url.contains("://") {
            let (front, query) = url.split_once('?').unwrap_or((url, ""));
            let rest: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && keep(pair)).collect();
            if rest.is_empty() { front.to_owned() } else { format!("{front}?{}", rest.join("&")) }
        } else {
            url.split_whitespace().filter(|pair| keep(pair)).collect::<Vec<_>>().join(" ")
        };
        let config: Config = plain.parse().map_err(|e: postgres::Error| Fault::Io(with_causes(&e)))?;
        let check = match mode.as_deref() {
            Some("disable") => Check::Off,
            Some("require" | "verify-ca") => Check::Require,
            Some("verify-full") => Check::Full,
            Some(other) => {
                let known = "disable, require, verify-ca, verify-full";
                return Err(Fault::Distrust(format!("sslmode={other}: {known}")));
            }
            None if root.is_some() => Check::Full,
            None if config.get_hosts().iter().all(near) => Check::Off,
            None => return Err(Fault::Distrust("sslmode?".to_owned())),
        };
        if root.is_none() && (check == Check::Full || mode.as_deref() == Some("verify-ca")) {
            return Err(Fault::Distrust("sslrootcert?".to_owned()));
        }
        Ok(Way { config, check, root })
    }
}

/// A value of an address: percent signs and quotes taken away.
fn unquoted(value: &str) -> String {
    let value = value.trim_matches('\'');
    let mut out = Vec::with_capacity(value.len());
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
        let mut ahead = bytes.clone();
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// On this machine.
fn near(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|a: std::net::IpAddr| a.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

fn client(check: Check, root: Option<&Path>) -> Result<ClientConfig, Fault> {
    let fail = |e: &dyn std::fmt::Display| Fault::Distrust(e.to_string());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    if let Some(path) = root {
        let fail = |e: &dyn std::fmt::Display| Fault::Distrust(format!("{}: {e}", path.display()));
        for certificate in CertificateDer::pem_file_iter(path).map_err(|e| fail(&e))? {
            roots.add(certificate.map_err(|e| fail(&e))?).map_err(|e| fail(&e))?;
        }
        if roots.is_empty() {
            return Err(fail(&"no certificate"));
        }
    }
    let builder = ClientConfig::builder_with_provider(provider.clone());
    let builder = builder.with_safe_default_protocol_versions().map_err(|e| fail(&e))?;
    if check == Check::Full {
        return Ok(builder.with_root_certificates(roots).with_no_client_auth());
    }
    let chain = match root {
        Some(_) => {
            let built = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
            Some(built.map_err(|e| fail(&e))?)
        }
        None => None,
    };
    let lenient = Arc::new(Lenient { chain, provider });
    Ok(builder.dangerous().with_custom_certificate_verifier(lenient).with_no_client_auth())
}

/// `sslmode=require`: the name is not looked at, the chain only where a root is given. The handshake itself is always verified.
#[derive(Debug)]
struct Lenient {
    chain: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(chain) = &self.chain else { return Ok(ServerCertVerified::assertion()) };
        match chain.verify_server_cert(certificate, between, name, ocsp, now) {
            // found after the chain was found good
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str) -> Result<(Check, Option<PathBuf>), Fault> {
        Way::read(url).map(|way| (way.check, way.root))
    }

    #[test]
    fn an_address_says_how_far_to_trust() {
        let root = |path: &str| Some(PathBuf::from(path));
        assert_eq!(check("postgres://a@127.0.0.1/x"), Ok((Check::Off, None)));
        assert_eq!(check("host=/run/pg user=a dbname=x"), Ok((Check::Off, None)));
        assert_eq!(check("postgres://a@db.example/x?sslmode=disable"), Ok((Check::Off, None)));
        assert_eq!(check("postgres://a@db.example/x?sslmode=require"), Ok((Check::Require, None)));
        let full = "postgres://a@db.example/x?sslrootcert=/etc/%E6%A0%B9.pem&sslmode=verify-full&connect_timeout=3";
        assert_eq!(check(full), Ok((Check::Full, root("/etc/根.pem"))));
        assert_eq!(
            check("host=db user=a sslrootcert='/r.pem' sslmode=verify-ca"),
            Ok((Check::Require, root("/r.pem")))
        );
        for bad in ["postgres://a@db.example/x", "postgres://a@db/x?sslmode=verify-full", "host=db sslmode=prefer"] {
            assert!(matches!(check(bad), Err(Fault::Distrust(_))), "{bad}");
        }
    }
}
