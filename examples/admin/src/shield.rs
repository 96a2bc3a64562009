//! What stands around every route: the hosts that the app answers to, and the headers that each answer carries.

use crate::page::Problem;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, InvalidHeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use url::{Position, Url};

#[derive(Clone)]
struct Shield {
    host: Arc<str>,
    policy: HeaderValue,
}

pub(crate) fn around(routes: Router, origin: &Url, issuer: &Url) -> Result<Router, InvalidHeaderValue> {
    // Browsers hold the redirect that answers a form to `form-action`, too: forms of ours lead to the provider.
    let policy = format!(
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {}",
        issuer.origin().ascii_serialization()
    );
    let host = Arc::from(&origin[Position::BeforeHost..Position::AfterPort]);
    Ok(routes.layer(from_fn_with_state(Shield { host, policy: policy.try_into()? }, check)))
}

async fn check(State(shield): State<Shield>, request: Request, next: Next) -> Response {
    let is_ours = shield.is_ours(request.headers());
    let mut response = if is_ours { next.run(request).await } else { Problem::Host.into_response() };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, shield.policy);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

impl Shield {
    /// One name only: the redirect URI has it, and the cookie belongs to it.
    fn is_ours(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.host.eq_ignore_ascii_case(host))
    }
}
