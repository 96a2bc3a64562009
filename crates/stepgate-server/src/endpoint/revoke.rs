//! Revocation endpoint (RFC 7009).

use crate::client_auth::{Caller, authenticate};
use crate::endpoint::token::run;
use crate::provider::Provider;
use crate::reply::{nothing_to_say, token_error};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use stepgate_protocol::client::Client;
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::introspection::OwnAccessToken;
use stepgate_protocol::token::TokenError;
use stepgate_store::Hash;
use stepgate_store::audit::AuditEvent;
use stepgate_store::grants::RevokeGrant;
use stepgate_store::refresh::LoadRefresh;

/// `POST /revoke`
pub(crate) async fn post(State(provider): State<Provider>, caller: Caller, body: Bytes) -> Response {
    match answer(&provider, &caller, &body).await {
        Ok(()) => nothing_to_say(),
        Err(error) => {
            tracing::info!(error = error.name(), "revocation refused");
            token_error(error)
        }
    }
}

/// `token_type_hint` is not looked at (§2.1: a server "MAY ignore" it): a JWT is no refresh token.
async fn answer(provider: &Provider, caller: &Caller, body: &[u8]) -> Result<(), TokenError> {
    let params = caller.form(body)?;
    params.check_repeats()?;
    let client = authenticate(provider, caller, &params).await?;
    let token = params.one("token")?.ok_or(TokenError::Missing("token"))?;
    match grant(provider, token).await? {
        // §2.2: an unknown, expired or revoked token is what the client wanted.
        None => Ok(()),
        // §2.1: "the request is refused and the client is informed of the error".
        Some(grant) if grant.client != client.id => Err(TokenError::ForeignToken),
        Some(grant) => revoke(provider, &client, grant).await,
    }
}

/// What a token stands for.
struct Found {
    grant: String,
    client: String,
    kind: &'static str,
}

async fn grant(provider: &Provider, token: &str) -> Result<Option<Found>, TokenError> {
    let now = provider.now();
    if let Some(token) = OwnAccessToken::read(token, provider.keys(), provider.issuer().url(), now.seconds()) {
        return Ok(Some(Found { grant: token.grant_id, client: token.client_id, kind: "access_token" }));
    }
    let hash = Hash::new(*Sha256::of(token.as_bytes()).bytes());
    let live = run(provider, LoadRefresh { hash, now }).await?;
    Ok(live.map(|grant| Found { grant: grant.id, client: grant.client, kind: "refresh_token" }))
}

/// The whole grant: the refresh tokens of its family, and with it every access token at introspection and userinfo.
async fn revoke(provider: &Provider, client: &Client, found: Found) -> Result<(), TokenError> {
    let audit = AuditEvent::new("grant_revoked").for_client(&client.id);
    let audit = audit.with(&[("grant", &found.grant), ("by", found.kind)]);
    run(provider, RevokeGrant { id: found.grant, now: provider.now(), audit }).await.map(drop)
}
