//! Listening, serving, and stopping in good order.

use crate::command::CommandError;
use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::time::Duration;
use stepgate_server::Provider;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long a client may take to send its headers.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long requests in flight may take once we stop.
const DRAIN: Duration = Duration::from_secs(20);

/// How often what is over is deleted.
const SWEEP_EVERY: Duration = Duration::from_secs(600);

/// A listener and what answers there.
pub(crate) struct Service {
    pub(crate) listener: TcpListener,
    pub(crate) app: Router,
}

/// The runtime that everything runs on.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, CommandError> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// How many cores this machine has.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

/// Logs to standard error, one JSON object a line, so that nothing a request contains can look like a line of ours.
pub(crate) fn log(least: tracing::Level) {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_max_level(least).init();
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
    let graceful = GracefulShutdown::new();
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT).max_buf_size(64 * 1024);
    loop {
        let accepted = tokio::select! {
            accepted = service.listener.accept() => accepted,
            _ = stopped.changed() => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file descriptors, most likely: a pause lets some go.
                tracing::warn!(%error, "accept");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service.app.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection");
            }
        });
    }
    graceful.shutdown().await;
}

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
