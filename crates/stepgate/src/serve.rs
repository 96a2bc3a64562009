//! Listening, serving, and stopping in good order.

mod admission;
mod connection;
mod limits;
mod panics;
mod request;
mod unread;

pub(crate) use limits::Limits;

use crate::command::CommandError;
use admission::{Admission, Refused};
use axum::Router;
use connection::Connections;
use std::net::SocketAddr;
use std::time::Duration;
use stepgate_server::Provider;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::Instant;

/// How long requests in flight may take once we stop.
const DRAIN: Duration = Duration::from_secs(20);
/// How often it is said that connections are being closed.
const SAY_FULL_EVERY: Duration = Duration::from_secs(10);

/// Files that are not connections: the database, its readers, egress.
#[cfg(unix)]
const OTHER_FILES: u64 = 128;
/// How often what is over is deleted.
const SWEEP_EVERY: Duration = Duration::from_secs(600);

/// A listener, what answers there, and what it may cost.
pub(crate) struct Service {
    pub(crate) listener: TcpListener,
    pub(crate) app: Router,
    pub(crate) limits: Limits,
}

/// The runtime that everything runs on.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, CommandError> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// How many cores this machine has.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

/// Logs to standard error, one JSON object a line, so that nothing a request contains can look like a line of ours. Panics too.
pub(crate) fn log(least: tracing::Level) {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_max_level(least).init();
    panics::log();
}

/// Takes an address; `flag` is what moves it elsewhere.
pub(crate) async fn listen(address: SocketAddr, flag: &'static str) -> Result<TcpListener, CommandError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => CommandError::PortTaken { port: address.port(), flag },
        _ => error.into(),
    })
}

/// Sweeps every few minutes, for as long as the runtime lives.
pub(crate) fn keep_house(provider: Provider) {
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SWEEP_EVERY).await;
            provider.sweep().await;
        }
    });
}

/// Serves until the process is asked to stop, then lets requests in flight finish.
pub(crate) async fn run_until_stopped(services: Vec<Service>) {
    raise_file_limit(&services);
    let (stop, stopped) = watch::channel(false);
    let running: Vec<_> = services.into_iter().map(|service| tokio::spawn(serve(service, stopped.clone()))).collect();
    asked_to_stop().await;
    tracing::info!("stopping");
    // All receivers are in the tasks above; when they are gone there is nobody left to tell.
    let _ = stop.send(true);
    for service in running {
        let _ = tokio::time::timeout(DRAIN, service).await;
    }
}

async fn serve(service: Service, mut stopped: watch::Receiver<bool>) {
    let admission = Admission::new(service.limits);
    let connections = Connections::new(service.app, service.limits);
    let mut full = Full::default();
    loop {
        let accepted = tokio::select! {
            accepted = service.listener.accept() => accepted,
            _ = stopped.changed() => break,
        };
        match accepted {
            Ok((stream, peer)) => match admission.admit(peer.ip()) {
                Ok(admitted) => connections.serve(stream, peer.ip(), admitted),
                Err(why) => full.say(peer, why),
            },
            Err(error) => {
                // Out of file descriptors, most likely: a pause lets some go.
                tracing::warn!(%error, "accept");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    connections.finish().await;
}

/// Says now and then that connections are being closed; a line for each would fill the disk of whoever is being flooded.
#[derive(Default)]
struct Full {
    said: Option<Instant>,
    unsaid: u64,
}

impl Full {
    fn say(&mut self, peer: SocketAddr, why: Refused) {
        self.unsaid += 1;
        if self.said.is_none_or(|said| said.elapsed() >= SAY_FULL_EVERY) {
            tracing::warn!(peer = %peer.ip(), ?why, closed = self.unsaid, "too many connections");
            (self.said, self.unsaid) = (Some(Instant::now()), 0);
        }
    }
}

/// Every connection is a file to the system, and many systems give a process 1,024 unless it asks for more.
#[cfg(unix)]
fn raise_file_limit(services: &[Service]) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let connections: u64 = services.iter().map(|service| u64::from(service.limits.connections.get())).sum();
    let needed = connections + OTHER_FILES;
    let limit = getrlimit(Resource::Nofile);
    let Some(current) = limit.current.filter(|current| *current < needed) else { return };
    let raised = limit.maximum.map_or(needed, |maximum| maximum.min(needed));
    let set = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum });
    if set.is_err() || raised < needed {
        let files = if set.is_ok() { raised } else { current };
        tracing::warn!(files, needed, "fewer files may be open than connections: raise the limit (ulimit -n)");
    }
}

#[cfg(not(unix))]
fn raise_file_limit(_: &[Service]) {}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests;
