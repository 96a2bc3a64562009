//! One connection after another: HTTP/1.1 within the limits, and an orderly end.

use super::admission::Admitted;
use super::limits::{HEADER_BYTES, HEADERS, Limits};
use super::request;
use super::unread::Unread;
use axum::Router;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::net::IpAddr;
use stepgate_server::Peer;
use tokio::net::TcpStream;

/// The connections of a listener.
#[derive(Debug)]
pub(super) struct Connections {
    http: http1::Builder,
    app: Router,
    limits: Limits,
    graceful: GracefulShutdown,
}

impl Connections {
    pub(super) fn new(app: Router, limits: Limits) -> Self {
        let mut http = http1::Builder::new();
        // The time for headers begins anew after every answer, so it is also how long a connection may be idle.
        http.timer(TokioTimer::new()).header_read_timeout(limits.header);
        http.max_headers(HEADERS).max_header_size(HEADER_BYTES).max_buf_size(64 * 1024);
        Self { http, app, limits, graceful: GracefulShutdown::new() }
    }

    /// Serves a connection in a task of its own; `admitted` ends with it.
    pub(super) fn serve(&self, stream: TcpStream, ip: IpAddr, admitted: Admitted) {
        // Answers are small; one that cannot be sent at once is no faster for waiting.
        let _ = stream.set_nodelay(true);
        let (app, peer, limits) = (self.app.clone(), Peer(ip.to_canonical()), self.limits);
        let answer = service_fn(move |request| request::answer(app.clone(), peer, limits, request));
        let stream = TokioIo::new(Unread::new(stream, limits.unread));
        let connection = self.graceful.watch(self.http.serve_connection(stream, answer));
        tokio::spawn(async move {
            let _admitted = admitted;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection");
            }
        });
    }

    /// Waits until requests in flight are answered; idle connections end at once.
    pub(super) async fn finish(self) {
        self.graceful.shutdown().await;
    }
}
