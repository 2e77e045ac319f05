//! Tells the service manager how it stands (服务管理器通知): `READY=1` once it listens, `STOPPING=1` when it was told to stop.

/// Tells systemd, where it asked to be told (`Type=notify`); nobody is told otherwise.
pub(crate) fn tell(what: &str) {
    #[cfg(target_os = "linux")]
    {
        use std::os::linux::net::SocketAddrExt;
        use std::os::unix::net::{SocketAddr, UnixDatagram};
        let Some(to) = std::env::var_os("NOTIFY_SOCKET") else { return };
        let to = to.to_string_lossy().into_owned();
        let address = match to.strip_prefix('@') {
            Some(name) => SocketAddr::from_abstract_name(name),
            None => SocketAddr::from_pathname(&to),
        };
        let sent = address.and_then(|a| UnixDatagram::unbound()?.send_to_addr(what.as_bytes(), &a));
        if let Err(error) = sent {
            tracing::warn!(%error, "the service manager could not be told");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = what;
}
