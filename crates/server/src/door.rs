//! The connections of the server (连接): how many there may be, how long they may stay silent, TLS with its certificate.

use axum_server::accept::Accept;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Address, Server};
use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Connections at the same time.
pub(crate) const MOST: usize = 4096;
/// Of these from one address; an office behind one address has fewer browsers. The machine itself, where the proxy is, may have all.
pub(crate) const MOST_OF_ONE: usize = 512;
/// Bytes of a request's headers.
const HEADERS: usize = 64 * 1024;

/// Counts connections and lets no more in than there may be.
#[derive(Debug, Clone)]
pub(crate) struct Bounded {
    held: Arc<Held>,
}

#[derive(Debug)]
struct Held {
    by_address: Mutex<HashMap<IpAddr, usize>>,
    most: usize,
    most_of_one: usize,
}

impl Bounded {
    pub(crate) fn new(most: usize, most_of_one: usize) -> Bounded {
        Bounded { held: Arc::new(Held { by_address: Mutex::default(), most, most_of_one }) }
    }

    /// Connections there are.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.held.by_address.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }

    fn take(&self, address: IpAddr) -> io::Result<Place> {
        let mut by_address = self.held.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = by_address.values().sum();
        let of_one = by_address.entry(address).or_insert(0);
        let too_many = *of_one >= self.held.most_of_one && !address.is_loopback();
        if all >= self.held.most || too_many {
            if *of_one == 0 {
                by_address.remove(&address);
            }
            return Err(io::Error::other("too many connections"));
        }
        *of_one = of_one.saturating_add(1);
        Ok(Place { held: self.held.clone(), address })
    }
}

/// A connection's place, given back when dropped.
#[derive(Debug)]
struct Place {
    held: Arc<Held>,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut by_address = self.held.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_address.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                by_address.remove(&self.address);
            }
        }
    }
}

impl<S> Accept<TcpStream, S> for Bounded {
    type Stream = Counted;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Counted, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let counted = || {
            let place = self.take(stream.peer_addr()?.ip())?;
            stream.set_nodelay(true)?;
            Ok((Counted { stream, _place: place }, service))
        };
        std::future::ready(counted())
    }
}

/// A connection with its place.
#[derive(Debug)]
pub(crate) struct Counted {
    stream: TcpStream,
    _place: Place,
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// What every connection keeps to: HTTP/1.1, short headers that are complete within `silence`, and no longer silence between requests.
pub(crate) fn strict<A: Address, C>(server: Server<A, C>, silence: Duration) -> Server<A, C> {
    let mut server = server.http1_only().first_request_timeout(silence);
    server.http_builder().http1().header_read_timeout(silence).max_buf_size(HEADERS);
    server
}

/// The certificate of the server; read again when told.
#[derive(Clone)]
pub(crate) struct Certificate(RustlsConfig);

impl Certificate {
    /// Reads chain and key.
    ///
    /// # Errors
    /// When they cannot be read or do not belong together.
    pub(crate) async fn read(certificate: &Path, key: &Path) -> io::Result<Certificate> {
        // a second provider cannot be installed and need not be
        let _ = rustls::crypto::ring::default_provider().install_default();
        let made = Certificate(RustlsConfig::from_pem_file(certificate, key).await?);
        made.only_http1();
        Ok(made)
    }

    /// Reads them again; on failure the old one stays.
    ///
    /// # Errors
    /// As [`Certificate::read`].
    pub(crate) async fn again(&self, certificate: &Path, key: &Path) -> io::Result<()> {
        let fresh = Certificate::read(certificate, key).await?;
        self.0.reload_from_config(fresh.0.get_inner());
        Ok(())
    }

    fn only_http1(&self) {
        let mut config = (*self.0.get_inner()).clone();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        self.0.reload_from_config(Arc::new(config));
    }

    pub(crate) fn acceptor(&self, inner: Bounded) -> RustlsAcceptor<Bounded> {
        RustlsAcceptor::new(self.0.clone()).acceptor(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_connections_than_there_may_be() {
        let bounded = Bounded::new(4, 2);
        let (one, other, own): (IpAddr, IpAddr, IpAddr) =
            ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap(), "127.0.0.1".parse().unwrap());
        let first = bounded.take(one).unwrap();
        let _second = bounded.take(one).unwrap();
        assert!(bounded.take(one).is_err(), "two of one address");
        let _own = (bounded.take(own).unwrap(), bounded.take(own).unwrap());
        assert!(bounded.take(other).is_err() && bounded.take(own).is_err(), "four in all");
        drop(first);
        let third = bounded.take(other).unwrap();
        assert_eq!(bounded.len(), 4);
        drop(third);
        assert_eq!(bounded.len(), 3);
    }
}
