//! The public keys (RFC 7517 §5).

use crate::endpoint::discovery::cacheable;
use crate::provider::Provider;
use axum::extract::State;
use axum::response::Response;

/// `GET /jwks`
pub(crate) async fn get(State(provider): State<Provider>) -> Response {
    cacheable(&serde_json::json!({ "keys": provider.signing_keys().public_jwks().collect::<Vec<_>>() }))
}
