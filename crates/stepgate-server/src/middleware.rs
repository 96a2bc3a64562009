//! What runs around every handler, outermost first:
//! 1. a request id, one log line, and the headers that every answer carries
//! 2. the host must be one of ours (421)
//! 3. a request that changes something by cookie must come from our own pages (403)
//! 4. CORS for the endpoints that applications call from a browser

use crate::app::path;
use crate::provider::Provider;
use crate::reply::Failure;
use crate::visit::RequestId;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Gives the request an id, logs it by its route (never its query, which carries codes and hints), and sets what every answer has.
pub(crate) async fn identify(State(provider): State<Provider>, mut request: Request, next: Next) -> Response {
    let Ok(id) = provider.identifier() else { return Failure::Unavailable.into_response() };
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    tracing::info!(request = id, %method, route, status = response.status().as_u16(), "answered");
    let headers = response.headers_mut();
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    if !headers.contains_key("cross-origin-resource-policy") {
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", id);
    }
    response
}

/// Answers to our own names only, and reflects none of the others.
pub(crate) async fn check_host(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok());
    let authority = request.uri().authority().map(axum::http::uri::Authority::as_str);
    match host.or(authority) {
        Some(name) if provider.issuer().answers_to(name) => next.run(request).await,
        Some(_) | None => Failure::Host.into_response(),
    }
}

/// Lets an unsafe method through only from our own pages. Endpoints that act on no cookie are on the list below and are let
/// through: their callers prove themselves otherwise.
pub(crate) async fn check_origin(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let cookieless = path::COOKIELESS.contains(&request.uri().path());
    if safe || cookieless || is_same_origin(request.headers(), provider.issuer().url()) {
        next.run(request).await
    } else {
        Failure::Forged.into_response()
    }
}

/// `Sec-Fetch-Site` cannot be set by a page. Where a browser is too old to send it, `Origin` must be ours; our
/// `Referrer-Policy` makes newer browsers send `Origin: null`, which is why it is not asked first.
fn is_same_origin(headers: &HeaderMap, ours: &str) -> bool {
    match (headers.get("sec-fetch-site"), headers.get(ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == ours,
        (None, None) => false,
    }
}

/// CORS: registered origins may call the token and userinfo endpoints; discovery and keys are public.
pub(crate) async fn cors(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let public = path::PUBLIC.contains(&request.uri().path());
    let for_clients = path::FOR_CLIENT_ORIGINS.contains(&request.uri().path());
    let known = match origin.as_ref().and_then(|origin| origin.to_str().ok()).filter(|_| for_clients) {
        // Storage that does not answer says nothing good about an origin.
        Some(origin) => provider.is_client_origin(origin).await.unwrap_or(false),
        None => false,
    };
    let allowed = if public { Some(HeaderValue::from_static("*")) } else { origin.filter(|_| known) };
    let preflight = *request.method() == Method::OPTIONS && (public || for_clients);
    let mut response = if preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    if public || for_clients {
        headers.append(VARY, HeaderValue::from_static("origin"));
    }
    if let Some(origin) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"));
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("www-authenticate"));
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    response
}
