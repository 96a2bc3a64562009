//! What runs around every handler, outermost first:
//! 1. a request id, one log line, and the headers that every answer carries
//! 2. the host must be one of ours (421)
//! 3. a request that changes something by cookie must come from our own pages (403)
//! 4. CORS for the endpoints that applications call from a browser
//! 5. a token in a URL is refused wherever it is sent (400)
//! 6. a handler that panics is answered for

use crate::app::path;
use crate::provider::Provider;
use crate::reply::{Failure, bearer_error};
use crate::visit::RequestId;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use stepgate_protocol::challenge::TokenErrorCode;
use stepgate_protocol::error::Code;
use stepgate_protocol::params::Params;

/// What an answer carries, where its handler did not say otherwise: it is kept nowhere, framed nowhere, runs nothing and is seen
/// by no other origin. So an asset, an error that no handler made and whatever comes next are as closed as a page.
const DEFAULTS: [(HeaderName, HeaderValue); 6] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Gives the request an id, logs it by its route (never its query, which carries codes and hints), and sets what every answer has.
pub(crate) async fn identify(State(provider): State<Provider>, mut request: Request, next: Next) -> Response {
    let Ok(id) = provider.identifier() else { return with_defaults(Failure::Unavailable.into_response()) };
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let mut response = with_defaults(next.run(request).await);
    let status = response.status().as_u16();
    match response.extensions().get::<Panicked>() {
        Some(Panicked) => tracing::error!(request = id, %method, route, status, "a handler panicked"),
        None => tracing::info!(request = id, %method, route, status, "answered"),
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

fn with_defaults(mut response: Response) -> Response {
    let passes_on = response.status().is_redirection();
    let headers = response.headers_mut();
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(value);
    }
    // A redirect shows nothing; there the policy would only cut an application's popup off from it.
    if !passes_on {
        headers.entry(OPENER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    }
    response
}

/// Marks the answer in place of a handler that panicked.
#[derive(Clone, Copy)]
struct Panicked;

/// Answers for a handler that panicked. What it said may quote the request, so nobody is told: the log has the request's id, and
/// the panic's own report goes where the program sends such reports.
pub(crate) fn answer_panic(_: Box<dyn Any + Send>) -> Response {
    let mut response = Failure::Internal.into_response();
    response.extensions_mut().insert(Panicked);
    response
}

/// Answers to our own names only, and reflects none of the others.
pub(crate) async fn check_host(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    if is_ours(&provider, &request) { next.run(request).await } else { Failure::Host.into_response() }
}

/// Two names, or another one in the request line, would be two requests to two readers: each must be ours.
fn is_ours(provider: &Provider, request: &Request) -> bool {
    let hosts = request.headers().get_all(HOST).iter().map(|value| value.to_str().unwrap_or_default());
    let mut named = hosts.chain(request.uri().authority().map(Authority::as_str)).peekable();
    named.peek().is_some() && named.all(|name| provider.issuer().answers_to(name))
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

/// Refuses `?access_token=`: URLs are logged, kept in histories and sent on as referrers (RFC 9700 §4.3.2, OAuth 2.1 §5.1.1).
pub(crate) async fn refuse_tokens_in_urls(request: Request, next: Next) -> Response {
    let query = Params::parse(request.uri().query().unwrap_or_default().as_bytes());
    match query.one("access_token") {
        Ok(None) => next.run(request).await,
        Ok(Some(_)) | Err(_) => bearer_error(Code::InvalidRequest, TokenErrorCode::InvalidRequest),
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
