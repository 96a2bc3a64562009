//! One request: its body is read whole, within limits, before anybody looks at it.

use super::limits::{BODY_BYTES, Limits};
use axum::Router;
use axum::body::Body;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request, Response, StatusCode};
use axum::response::IntoResponse as _;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use std::convert::Infallible;
use stepgate_server::Peer;
use tower::ServiceExt as _;

/// Asks the application.
pub(super) async fn answer(
    app: Router,
    peer: Peer,
    limits: Limits,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    match read(request, limits).await {
        Ok(mut request) => {
            request.extensions_mut().insert(peer);
            app.oneshot(request).await
        }
        Err(status) => {
            tracing::info!(peer = %peer.0, status = status.as_u16(), "refused");
            // What is left of the body is not worth reading.
            Ok((status, [(CONNECTION, HeaderValue::from_static("close"))]).into_response())
        }
    }
}

async fn read(request: Request<Incoming>, limits: Limits) -> Result<Request<Body>, StatusCode> {
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return Ok(Request::from_parts(parts, Body::empty()));
    }
    if body.size_hint().lower() > BODY_BYTES as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    match tokio::time::timeout(limits.body, Limited::new(body, BODY_BYTES).collect()).await {
        Ok(Ok(whole)) => Ok(Request::from_parts(parts, Body::from(whole.to_bytes()))),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}
