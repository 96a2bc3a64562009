//! Provider metadata (OpenID Connect Discovery §4, RFC 8414 §3): one document under two paths.

use crate::app::path;
use crate::provider::Provider;
use crate::reply::json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use std::collections::BTreeSet;
use stepgate_protocol::metadata::{Endpoints, Metadata, Supported};

/// `GET /.well-known/openid-configuration` and `GET /.well-known/oauth-authorization-server`
pub(crate) async fn get(State(provider): State<Provider>) -> Response {
    let issuer = provider.issuer();
    let endpoints = Endpoints {
        authorization: issuer.at(path::AUTHORIZE),
        token: issuer.at(path::TOKEN),
        userinfo: issuer.at(path::USERINFO),
        introspection: issuer.at(path::INTROSPECT),
        revocation: issuer.at(path::REVOKE),
        end_session: issuer.at(path::LOGOUT),
        jwks: issuer.at(path::JWKS),
    };
    let scopes: BTreeSet<String> =
        provider.configured_clients().flat_map(|client| client.scopes.iter().cloned()).collect();
    let supported = Supported {
        levels: provider.policy().levels(),
        scopes: scopes.into_iter().collect(),
        id_token_algorithms: provider.signing_keys().algorithms().collect(),
    };
    cacheable(&Metadata::new(issuer.url(), endpoints, supported))
}

/// JSON that may be kept for five minutes.
pub(crate) fn cacheable(body: &impl serde::Serialize) -> Response {
    let mut response = json(StatusCode::OK, body);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}
