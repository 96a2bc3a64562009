//! Client authentication at the endpoints that clients call themselves (RFC 6749 §2.3).

use crate::provider::Provider;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use std::sync::Arc;
use stepgate_protocol::client::Client;
use stepgate_protocol::params::Params;
use stepgate_protocol::token::{Presented, TokenError};

/// The client that a request is from, once it has proved itself.
pub(crate) async fn authenticate(
    provider: &Provider,
    headers: &HeaderMap,
    params: &Params,
) -> Result<Arc<Client>, TokenError> {
    let authorization = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let presented = Presented::parse(authorization, params)?;
    let client = provider.client(presented.client_id()).await.map_err(|error| {
        tracing::error!(%error, "storage");
        TokenError::Unavailable
    })?;
    let client = client.ok_or(TokenError::Client)?;
    presented.prove(&client)?;
    Ok(client)
}
