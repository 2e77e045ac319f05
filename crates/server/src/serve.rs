//! Running the server (运行): open, fill, listen, stop.

use crate::app::App;
use crate::config::Config;
use crate::demo;
use crate::door::{self, Bounded, Certificate};
use crate::failure::Failure;
use crate::notify;
use crate::router;
use crate::secret;
use axum_server::Handle;
use model::Message;
use policy::PackSource;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;
use store::{Options, Place, Store};

/// What running requests and jobs get to end when the server stops.
const GRACE: Duration = Duration::from_secs(10);
/// Files and connections the process wants to hold.
const OPEN_FILES: u64 = 16_384;
/// Of these not for connections of clients: the store, uploads, files being read, libraries.
const OWN_FILES: u64 = 512;

/// The server could not start or had to stop (无法启动).
#[derive(Debug)]
pub struct NotServed(pub Message);

impl NotServed {
    fn why(why: impl std::fmt::Display) -> NotServed {
        NotServed(Message::new("wb-serve-failed").with("why", why))
    }
}

/// What to tell whoever started it, once it listens.
#[derive(Debug, Clone)]
pub struct Started {
    /// The address to open.
    pub address: String,
    /// Demo accounts: name, password, person.
    pub demo: Vec<(&'static str, &'static str, &'static str)>,
    /// The token that makes the first account, on a site without accounts.
    pub first: Option<String>,
}

/// Serves until the process is told to stop. `regions` are those the program knows by name; a new site chooses its own among them.
///
/// # Errors
/// What kept it from starting.
pub fn serve(config: Config, regions: Vec<model::Region>, started: impl FnOnce(&Started)) -> Result<(), NotServed> {
    log(&config);
    for name in crate::Settings::strangers(&std::env::vars().collect()) {
        tracing::warn!(%name, "no setting of this name: is it mistyped?");
    }
    review::permission::check().map_err(NotServed::why)?;
    let place = match &config.database {
        Some(url) => Place::postgres(&config.data, url.clone()),
        None => Place::folder(&config.data),
    };
    let options = Options { reserve: config.reserve, ..Options::default() };
    let store = Store::open_with(&place, &options).map_err(|b| NotServed(b.message))?;
    // what an earlier start left of uploads; other processes on the same folder may be at work on younger ones
    store.files().sweep(Duration::from_secs(3600));
    let offered = packs(&config.scenario_policy)?;
    let packs = packs(&config.policy)?;
    let fail = |f: Failure| NotServed::why(format!("{f:?}"));
    let accounts = prepare(&config, &store).map_err(fail)?;
    let app = App::knowing(config, store, accounts, packs, regions).map_err(fail)?;
    app.offer(offered).map_err(|e| NotServed::why(format!("{e:?}")))?;
    let mut first = None;
    if !app.store.read().and_then(|mut r| r.has_accounts()).map_err(|b| NotServed(b.message))? {
        let token = review::account::first_run::token(&secret::random().map_err(NotServed::why)?);
        *app.first.lock().unwrap_or_else(PoisonError::into_inner) = Some((token.clone(), crate::clock::now()));
        first = Some(token);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(NotServed::why)?;
    // connections to PostgreSQL may not be closed inside the runtime: the last hold on the store is here
    let last = app.clone();
    let stopped = runtime.block_on(listen(app, first, started));
    // computing that nobody waits for any more does not hold up the end; its job was handed back
    runtime.shutdown_timeout(Duration::from_millis(500));
    drop(last);
    stopped
}

fn prepare(config: &Config, store: &Store) -> Result<Vec<demo::DemoAccount>, Failure> {
    if config.demo {
        let accounts = demo::fill(store, config.demo_counties)?;
        if accounts.is_empty() {
            return Err(Failure::Internal("the data folder holds a real site: --demo is refused".to_owned()));
        }
        return Ok(accounts);
    }
    demo::put_cycle(store)?;
    Ok(Vec::new())
}

async fn listen(app: App, first: Option<String>, started: impl FnOnce(&Started)) -> Result<(), NotServed> {
    let handle: Handle<SocketAddr> = Handle::new();
    let listener = std::net::TcpListener::bind(app.config.listen)
        .map_err(|e| NotServed(Message::new("wb-serve-listen").with("address", app.config.listen).with("why", e)))?;
    listener.set_nonblocking(true).map_err(NotServed::why)?;
    let local = listener.local_addr().map_err(NotServed::why)?;
    let service = router::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..app.config.jobs {
        workers.spawn(crate::job::work(app.clone()));
    }
    workers.spawn(crate::job::work_quietly(app.clone()));
    tokio::spawn(stop(app.clone(), handle.clone()));
    let most = most_connections();
    let scheme = if app.config.tls.is_some() { "https" } else { "http" };
    let address = app.config.address.clone().unwrap_or_else(|| format!("{scheme}://{local}"));
    let demo = app.demo.iter().map(|d| (d.login, d.password, d.person)).collect();
    tracing::info!(%address, engine = app.store.health().engine, connections = most, "listening");
    started(&Started { address, demo, first });
    notify::tell("READY=1");
    let silence = Duration::from_secs(app.config.timeout);
    let bounded = Bounded::new(most, door::MOST_OF_ONE, silence);
    let served = match &app.config.tls {
        Some((certificate, key)) => {
            let tls = Certificate::read(certificate, key).await.map_err(|e| {
                NotServed(Message::new("wb-serve-tls").with("certificate", certificate.display()).with("why", e))
            })?;
            tokio::spawn(renew(Some((tls.clone(), certificate.clone(), key.clone()))));
            let server = axum_server::from_tcp(listener).map_err(NotServed::why)?;
            door::strict(server.acceptor(tls.acceptor(bounded)), silence).handle(handle).serve(service).await
        }
        None => {
            tokio::spawn(renew(None));
            let server = axum_server::from_tcp(listener).map_err(NotServed::why)?;
            door::strict(server.acceptor(bounded), silence).handle(handle).serve(service).await
        }
    };
    app.stop();
    let left = GRACE.saturating_sub(app.told_to_stop().map_or(Duration::ZERO, |at| at.elapsed()));
    if tokio::time::timeout(left.max(Duration::from_secs(1)), workers.join_all()).await.is_err() {
        // not done in time: whoever is free next begins it anew
        crate::job::hand_back(&app).await;
    }
    tracing::info!("stopped");
    served.map_err(NotServed::why)
}

/// How many connections there may be: as many as the limit of open files has room for beside the store's own, up to [`door::MOST`].
fn most_connections() -> usize {
    // a hundred browsers hold a few hundred connections; the usual limit of 1,024 files is soon reached
    let files = rlimit::increase_nofile_limit(OPEN_FILES).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files stays as it is");
        OWN_FILES.saturating_mul(2)
    });
    let most = usize::try_from(files.saturating_sub(OWN_FILES.min(files / 2))).unwrap_or(door::MOST);
    if files < OPEN_FILES {
        tracing::warn!(
            open_files = files,
            connections = most,
            "fewer connections than usual: raise the limit of open files"
        );
    }
    most.min(door::MOST)
}

/// Reads the certificate again at each SIGHUP, as after it was renewed. Without one there is nothing to read, and the signal that would
/// otherwise end the process is told and passed over.
async fn renew(tls: Option<(Certificate, PathBuf, PathBuf)>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut hang_up) = signal(SignalKind::hangup()) else { return };
        while hang_up.recv().await.is_some() {
            let Some((tls, certificate, key)) = &tls else {
                tracing::info!("told to read again: there is no certificate here");
                continue;
            };
            match tls.again(certificate, key).await {
                Ok(()) => tracing::info!(certificate = %certificate.display(), "certificate read again"),
                Err(error) => tracing::error!(%error, "the old certificate stays in use"),
            }
        }
    }
    #[cfg(not(unix))]
    let _ = tls;
}

/// Waits for the signal to stop; running requests end first.
async fn stop(app: App, handle: Handle<SocketAddr>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
    tracing::info!("stopping");
    notify::tell("STOPPING=1");
    app.stop();
    handle.graceful_shutdown(Some(GRACE));
}

fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log).unwrap_or_default();
    let coloured = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(coloured).with_writer(std::io::stderr);
    // a second logger, as in tests, is no reason to fail
    let _ = if config.log_json { builder.json().try_init() } else { builder.try_init() };
}

fn packs(folders: &[PathBuf]) -> Result<Vec<PackSource>, NotServed> {
    folders.iter().map(|f| pack(f)).collect()
}

fn pack(folder: &Path) -> Result<PackSource, NotServed> {
    let fail = |e: std::io::Error| NotServed::why(format!("{}: {e}", folder.display()));
    let list = std::fs::read_dir(folder).map_err(fail)?;
    let mut paths: Vec<PathBuf> = list.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, std::fs::read_to_string(path).map_err(fail)?))
    };
    let files = paths.iter().map(read).collect::<Result<_, NotServed>>()?;
    Ok(PackSource { name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(), files })
}
