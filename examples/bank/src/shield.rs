//! What stands around every route: the hosts that the bank answers to, and the headers that each answer carries.

use crate::Settings;
use crate::reply::Problem;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use stepgate_guard::{FetchError, ProviderError};
use url::{Position, Url};

#[derive(Clone)]
pub(crate) struct Shield {
    hosts: Arc<[String]>,
    policy: HeaderValue,
}

impl Shield {
    /// Knows the origin, the same port by its address, and where scripts may connect to.
    pub(crate) fn new(settings: &Settings) -> Result<Self, ProviderError> {
        let parsed = |url: &str| Url::parse(url).map_err(|_| FetchError::Url);
        let (origin, issuer) = (parsed(&settings.origin)?, parsed(&settings.issuer)?);
        let ours = origin[Position::BeforeHost..Position::AfterPort].to_owned();
        let by_address = origin.port().filter(|_| origin.host_str() == Some("localhost"));
        let hosts = std::iter::once(ours).chain(by_address.map(|port| format!("127.0.0.1:{port}"))).collect();
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' {}; \
             base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
            issuer.origin().ascii_serialization()
        );
        Ok(Self { hosts, policy: HeaderValue::try_from(policy).map_err(|_| FetchError::Url)? })
    }

    pub(crate) fn around(self, routes: Router) -> Router {
        routes.layer(from_fn_with_state(self, check))
    }

    /// Another name that leads here is how a page elsewhere gets to read our answers (DNS rebinding).
    fn is_ours(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)))
    }
}

async fn check(State(shield): State<Shield>, request: Request, next: Next) -> Response {
    let is_ours = shield.is_ours(request.headers());
    let mut response = if is_ours { next.run(request).await } else { Problem::Host.into_response() };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, shield.policy);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
