//! Introspection endpoint (RFC 7662).

use crate::client_auth::{Caller, authenticate};
use crate::endpoint::token::{run, unavailable};
use crate::provider::Provider;
use crate::reply::{json, token_error};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_protocol::introspection::{Introspection, OwnAccessToken};
use stepgate_protocol::token::TokenError;
use stepgate_store::grants::GrantState;

/// `POST /introspect`
pub(crate) async fn post(State(provider): State<Provider>, caller: Caller, body: Bytes) -> Response {
    match answer(&provider, &caller, &body).await {
        Ok(introspection) => json(StatusCode::OK, &introspection),
        Err(error) => token_error(error),
    }
}

async fn answer(provider: &Provider, caller: &Caller, body: &[u8]) -> Result<Introspection, TokenError> {
    let params = caller.form(body)?;
    params.check_repeats()?;
    let client = authenticate(provider, caller, &params).await?;
    if client.is_public() {
        return Err(TokenError::Client);
    }
    let token = params.one("token")?.ok_or(TokenError::Missing("token"))?;
    let now = provider.now();
    let read = OwnAccessToken::read(token, provider.keys(), provider.issuer().url(), now.seconds());
    let Some(token) = read.filter(|token| token.visible_to(&client)) else { return Ok(Introspection::inactive()) };
    if provider.client(&token.client_id).await.map_err(|error| unavailable(&error))?.is_none() {
        return Ok(Introspection::inactive());
    }
    let state = GrantState { id: token.grant_id.clone(), lifetime: provider.lifetime(), now };
    Ok(match run(provider, state).await? {
        Some(_) => Introspection::active(token),
        None => Introspection::inactive(),
    })
}
