//! The connections of the server (连接): how many there may be, how long they may stay silent, TLS with its certificate.

use axum_server::accept::Accept;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Address, Server};
use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

/// Connections at the same time, where the limit of open files lets there be so many.
pub(crate) const MOST: usize = 12_000;
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
    /// How long a client may take nothing of an answer.
    silence: Duration,
    refused: Mutex<Refusals>,
}

/// Connections refused, and when that was last told: a flood is not answered by a flood of lines in the log.
#[derive(Debug, Default)]
struct Refusals {
    untold: u64,
    told: Option<Instant>,
}

/// How often refused connections are told in the log.
const TOLD_EVERY: Duration = Duration::from_secs(10);

impl Bounded {
    pub(crate) fn new(most: usize, most_of_one: usize, silence: Duration) -> Bounded {
        let (by_address, refused) = (Mutex::default(), Mutex::default());
        Bounded { held: Arc::new(Held { by_address, most, most_of_one, silence, refused }) }
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
            let of_address = *of_one;
            if of_address == 0 {
                by_address.remove(&address);
            }
            drop(by_address);
            self.held.tell(address, all, of_address);
            return Err(io::Error::other("too many connections"));
        }
        *of_one = of_one.saturating_add(1);
        Ok(Place { held: self.held.clone(), address })
    }
}

impl Held {
    /// Says in the log that a connection was refused: the first at once, those that follow counted together.
    fn tell(&self, address: IpAddr, all: usize, of_address: usize) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.untold = refused.untold.saturating_add(1);
        if refused.told.is_some_and(|at| at.elapsed() < TOLD_EVERY) {
            return;
        }
        let (many, most, most_of_one) = (refused.untold, self.most, self.most_of_one);
        *refused = Refusals { untold: 0, told: Some(Instant::now()) };
        tracing::warn!(refused = many, %address, of_address, most_of_one, all, most, "too many connections");
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
            Ok((Counted { stream, place, stuck: None }, service))
        };
        std::future::ready(counted())
    }
}

/// A connection with its place.
#[derive(Debug)]
pub(crate) struct Counted {
    stream: TcpStream,
    place: Place,
    /// Runs while the client takes nothing of what is to be sent.
    stuck: Option<Pin<Box<Sleep>>>,
}

impl Counted {
    /// Lets what was tried stand, unless the client has taken nothing for too long.
    fn patient<T>(&mut self, tried: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if tried.is_ready() {
            self.stuck = None;
            return tried;
        }
        let silence = self.place.held.silence;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(tokio::time::sleep(silence)));
        match stuck.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client takes nothing"))),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.patient(tried, cx)
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
        let tried = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.patient(tried, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// What every connection keeps to: HTTP/1.1, short headers that are complete within `silence`, and no longer silence between requests.
pub(crate) fn strict<A: Address, C>(server: Server<A, C>, silence: Duration) -> Server<A, C> {
    let mut server = server.http1_only().first_request_timeout(silence).accept_error_handler(|from, error| {
        // one that came and was refused, or spoke no TLS, is its own affair; one that could not even come is the machine's
        if from.is_none() {
            tracing::warn!(%error, "a connection could not be taken");
        }
    });
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
        let bounded = Bounded::new(4, 2, Duration::from_secs(1));
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
