//! Answers: redirects, JSON, pages, and what every one of them carries. No handler builds a response by hand.

mod failure;

pub(crate) use failure::Failure;

use crate::page::form_post::FormPost;
use crate::provider::Provider;
use crate::visit::{CookieNames, Visit};
use askama::Template;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use stepgate_protocol::authorize::AuthorizationResponse;
use stepgate_protocol::challenge::{Challenge, Scheme, TokenErrorCode};
use stepgate_protocol::client::Client;
use stepgate_protocol::error::Code;
use stepgate_protocol::token::TokenError;
use url::Url;

/// Where forms may lead.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FormTarget<'a> {
    /// To us.
    Ours,
    /// To us, and after that to the origin of the one redirect URI that was validated.
    RedirectUri(&'a str),
    /// To that origin and nowhere else.
    RedirectUriOnly(&'a str),
}

impl FormTarget<'_> {
    /// The value of `form-action`.
    fn sources(self) -> String {
        match self {
            Self::Ours => "'self'".to_owned(),
            Self::RedirectUri(uri) => match source(uri) {
                Some(app) => format!("'self' {app}"),
                None => "'self'".to_owned(),
            },
            Self::RedirectUriOnly(uri) => source(uri).unwrap_or_else(|| "'none'".to_owned()),
        }
    }
}

/// A redirect URI as a source of a Content-Security-Policy.
fn source(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    let origin = url.origin();
    // An application's own scheme has no origin to name; the scheme is what a browser matches.
    Some(if origin.is_tuple() { origin.ascii_serialization() } else { format!("{}:", url.scheme()) })
}

/// A page of ours. Its policy allows our own style, scripts with this response's nonce, forms to us and, after them, a
/// redirect to the application; nothing else.
pub(crate) fn page(visit: &Visit, status: StatusCode, template: &impl Template, target: FormTarget<'_>) -> Response {
    let Ok(html) = template.render() else {
        tracing::error!(request = visit.request_id, "a page could not be rendered");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{}' 'strict-dynamic'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action {}; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
        visit.nonce,
        target.sources()
    );
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-frame-options", HeaderValue::from_static("DENY"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert("content-security-policy", policy);
    }
    response
}

/// Sends the browser back to the application, with a code or an error, in the way that the request asked for.
pub(crate) fn deliver(
    provider: &Provider,
    visit: &Visit,
    client: &Client,
    response: &AuthorizationResponse,
) -> Response {
    match response {
        AuthorizationResponse::Redirect(location) => see_other(location),
        AuthorizationResponse::FormPost { action, fields } => {
            let template = FormPost { shell: visit.shell(provider), client: &client.name, action, fields };
            page(visit, StatusCode::OK, &template, FormTarget::RedirectUriOnly(action))
        }
    }
}

/// 303: the browser goes on with GET, and never sends a password twice (307 would).
pub(crate) fn see_other(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    match HeaderValue::from_str(location) {
        Ok(location) => {
            response.headers_mut().insert(LOCATION, location);
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        // Our own paths and registered URIs with encoded queries are all there is to redirect to.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// JSON that must not be kept (RFC 6749 §5.1).
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let Ok(bytes) = serde_json::to_vec(body) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = (status, Body::from(bytes)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The same as a file of this name, which is ours.
pub(crate) fn attachment(mut response: Response, name: &'static str) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// An error of the token, introspection or revocation endpoint (RFC 6749 §5.2).
pub(crate) fn token_error(error: TokenError) -> Response {
    #[derive(Serialize)]
    struct Body {
        error: &'static str,
        error_description: &'static str,
    }
    let body = Body { error: error.code().as_str(), error_description: error.description() };
    let mut response = json(error.status(), &body);
    if error == TokenError::Client {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"token\""));
    }
    if let Some(seconds) = error.retry_after() {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// An error of a resource that takes Bearer tokens, or of a request that sends one where none belongs (RFC 6750 §3).
pub(crate) fn bearer_error(code: Code, error: TokenErrorCode) -> Response {
    bearer_challenge(code, &Challenge { error: Some(error), ..Challenge::new(Scheme::Bearer) })
}

/// The same, with a challenge of its own.
pub(crate) fn bearer_challenge(code: Code, challenge: &Challenge) -> Response {
    let mut response = json(code.status(), &serde_json::json!({ "error": code.as_str() }));
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge.to_header_value());
    response
}

/// 200 without a body (RFC 7009 §2.2).
pub(crate) fn nothing_to_say() -> Response {
    let mut response = StatusCode::OK.into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

pub(crate) fn retry_soon(response: &mut Response) {
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
}

/// Says after how many seconds trying again can help (RFC 9110 §10.2.3).
pub(crate) fn retry_after(mut response: Response, seconds: u64) -> Response {
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Adds a `Set-Cookie`.
pub(crate) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Adds the browser's binding.
pub(crate) fn with_browser(response: Response, provider: &Provider, browser: &crate::secret::Secret) -> Response {
    let names = CookieNames::of(provider);
    with_cookie(response, &names.set(names.browser, browser))
}
